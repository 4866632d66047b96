"""The names of states in the CLDR that `reference.ttl` lacks, for whoever edits it.

`python -m mithaq.ontology.states` prints them as Turtle, one block a state, to be judged and
pasted; with a new release of babel it shows what the CLDR has changed.
"""

import sys
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from babel import Locale, localedata
from pyoxigraph import NamedNode, RdfFormat, parse

from mithaq.iris import compact, term
from mithaq.ontology.reference import Reference, reference
from mithaq.text import fold

_LANGUAGES = ("en", "ar", "ru")
_ALPHA_2 = NamedNode(term("isoAlpha2"))


def main() -> None:
    """Print what is missing."""
    for iri, names in missing_names(reference(), state_codes()).items():
        listed = " , ".join(f'"{name}"@{language}' for language, name in names)
        sys.stdout.write(f"{compact(iri)} skos:altLabel {listed} .\n")


def state_codes() -> dict[str, str]:
    """The ISO 3166-1 alpha-2 code of each state of today, by IRI."""
    turtle = files("mithaq.ontology").joinpath("reference.ttl").read_bytes()
    quads = parse(turtle, format=RdfFormat.TURTLE)
    return {
        str(quad.subject.value): str(quad.object.value)
        for quad in quads
        if quad.predicate == _ALPHA_2
    }


def missing_names(known: Reference, codes: Mapping[str, str]) -> dict[str, list[tuple[str, str]]]:
    """The CLDR's (language, name) pairs of the states in `codes` that `known` lacks, by IRI."""
    missing: dict[str, list[tuple[str, str]]] = {}
    for iri, alpha2 in codes.items():
        called = {fold(label) for _language, label in known.things[iri].labels}
        found = [pair for pair in cldr_names(alpha2) if fold(pair[1]) not in called]
        if found:
            missing[iri] = found
    return missing


def cldr_names(alpha2: str) -> tuple[tuple[str, str], ...]:
    """The (language, name) pairs of the territory `alpha2` in all locales of our languages.

    What has a bracket in it, «Myanmar (Burma)», is a gloss for lists and no name.

    >>> cldr_names("BY")
    (('ar', 'بيلاروس'), ('en', 'Belarus'), ('ru', 'Беларусь'))
    """
    found = ((language, names.get(alpha2, "")) for language, names in _territories())
    return tuple(sorted({(tag, name) for tag, name in found if name and "(" not in name}))


@cache
def _territories() -> tuple[tuple[str, Mapping[str, str]], ...]:
    return tuple(_locales())


def _locales() -> Iterator[tuple[str, Mapping[str, str]]]:
    for identifier in localedata.locale_identifiers():
        language, *rest = identifier.split("_")
        if language in _LANGUAGES and not any(part.istitle() for part in rest):  # no other script
            yield language, Locale.parse(identifier).territories


if __name__ == "__main__":
    main()
