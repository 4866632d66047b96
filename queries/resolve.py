"""Resolving: the thing that a name, an abbreviation, a code or an identifier stands for."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

import pyoxigraph

from mithaq.errors import ParameterError
from mithaq.iris import ONTOLOGY
from mithaq.queries.bind import Lookup, kinds
from mithaq.queries.questions import Parameter, shown
from mithaq.queries.solutions import Ask
from mithaq.text import fold

# Labels come before other names, so that "Congo" or a shared abbreviation means the thing that is
# called so first of all.
_RANKS = {
    "label": 0,
    "identifier": 0,
    "abbreviation": 1,
    "code": 1,
    "other": 2,
}

_NAMES = """
PREFIX mq: <https://w3id.org/mithaq/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX dct: <http://purl.org/dc/terms/>
SELECT ?thing ?name ?rank
WHERE {
  VALUES ?class { CLASS }
  VALUES (?property ?rank) {
    (rdfs:label "label")
    (dct:identifier "identifier")
    (dct:title "other")
    (skos:altLabel "other")
    (mq:abbreviation "abbreviation")
    (mq:isoAlpha3 "code")
    (mq:isoAlpha2 "code")
    (mq:metonym "other")
  }
  ?thing a ?class ; ?property ?name .
}
ORDER BY ?thing ?name
"""
_FIRST = """
SELECT ?thing
WHERE { VALUES ?class { CLASSES } ?thing a ?class }
LIMIT MOST
"""


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that a parameter may be, and what it is called in a language."""

    iri: str
    label: str


@dataclass(frozen=True, slots=True)
class _Names:
    """The names of a class: folded name to (rank, IRI) pairs, and to one spelling of it."""

    things: Mapping[str, frozenset[tuple[int, str]]]
    spellings: Mapping[str, str]


def lookup_in(ask: Ask) -> Lookup:
    """A lookup in the names that the dataset behind `ask` has; each class is read once."""
    read = cache(lambda kind: _read_names(ask, kind))

    def lookup(parameter: Parameter, value: str) -> pyoxigraph.NamedNode:
        names = [read(kind) for kind in parameter.types]
        things = {thing for known in names for thing in known.things.get(fold(value), ())}
        best = sorted(iri for rank, iri in things if rank == min(things)[0])
        match best:
            case [iri]:
                return pyoxigraph.NamedNode(iri)
            case []:
                raise ParameterError(_nobody(parameter, value, names))
            case _:
                raise ParameterError(
                    f"{parameter.name}: {shown(value)} may be {' or '.join(best[:5])}; give the IRI"
                )

    return lookup


def choices(ask: Ask, parameter: Parameter, language: str) -> tuple[Choice, ...]:
    """What `parameter` may be, by label: in `language` where there is one, else in any other."""
    labels: dict[str, dict[str, str]] = defaultdict(dict)
    for kind in parameter.types:
        for iri, name, tag, rank in _names(ask, kind):
            if rank in ("label", "identifier"):
                labels[iri].setdefault(tag, name)
    return tuple(
        sorted(
            (
                Choice(iri, said.get(language) or next(iter(said.values())))
                for iri, said in labels.items()
            ),
            key=lambda choice: (choice.label, choice.iri),
        )
    )


def count(ask: Ask, parameter: Parameter, most: int) -> int:
    """How many things `parameter` may be, counted up to `most`."""
    classes = " ".join(map(_class, parameter.types))
    return len(ask(_FIRST.replace("CLASSES", classes).replace("MOST", str(most))).rows)


def names_query(kind: str) -> str:
    """The SPARQL for the names of everything in the class `kind`, `mq:State` say."""
    return _NAMES.replace("CLASS", _class(kind))


def _class(kind: str) -> str:
    return str(pyoxigraph.NamedNode(ONTOLOGY + kind.removeprefix("mq:")))


def _names(ask: Ask, kind: str) -> Iterable[tuple[str, str, str, str]]:
    """(IRI, name, language, kind of name) of everything in the class `kind`."""
    for thing, name, rank in ask(names_query(kind)).rows:
        if (
            isinstance(thing, pyoxigraph.NamedNode)
            and isinstance(name, pyoxigraph.Literal)
            and isinstance(rank, pyoxigraph.Literal)
        ):
            yield thing.value, name.value, name.language or "", rank.value


def _read_names(ask: Ask, kind: str) -> _Names:
    things: dict[str, set[tuple[int, str]]] = defaultdict(set)
    spellings: dict[str, str] = {}
    for iri, name, _, rank in _names(ask, kind):
        things[fold(name)].add((_RANKS[rank], iri))
        spellings.setdefault(fold(name), name)
    return _Names({name: frozenset(borne) for name, borne in things.items()}, spellings)


def _nobody(parameter: Parameter, value: str, names: Iterable[_Names]) -> str:
    spellings = {folded: name for known in names for folded, name in known.spellings.items()}
    folded = fold(value)[:100]
    begins = sorted(name for name in spellings if name.startswith(folded))
    near = begins[:1] or get_close_matches(folded, spellings, n=1, cutoff=0.6)
    hint = (
        f"did you mean {spellings[near[0]]!r}?"
        if near
        else "give its name, its abbreviation or its IRI"
    )
    return f"{parameter.name}: no {kinds(parameter)} is called {shown(value)}; {hint}"
