"""Names for readers: what a thing is called in a language, and where its page is."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode

from mithaq.iris import (
    BASE,
    GRAPH,
    INFERRED,
    META,
    ONTOLOGY,
    QUESTIONS,
    REVIEW,
    THING,
    compact,
    local_name,
)
from mithaq.queries.solutions import Ask, Term
from mithaq.server.words import words

_LABELS = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?thing ?label
WHERE {
  VALUES ?thing { THINGS }
  ?thing rdfs:label ?label .
}
"""
_PAGES = (
    (THING, "/id/"),
    (GRAPH, "/documents/"),
    (ONTOLOGY, "/ontology#"),
    (QUESTIONS + "/", "/queries/"),
)
_FALLBACKS = ("en", "ar")
_KEPT = 2**13  # addresses; pages of answers name the same things again and again
_LONGEST = 500  # characters of an IRI that is remembered


@dataclass(frozen=True, slots=True)
class Name:
    """What a thing is called, and the language of that; empty where it is only its IRI."""

    text: str
    language: str


def names(ask: Ask, iris: Iterable[str], language: str) -> Mapping[str, Name]:
    """The name of every one of `iris`: its label in `language`, else in another, else its IRI's end."""
    wanted = sorted(set(iris))
    labels: dict[str, dict[str, str]] = defaultdict(dict)
    if wanted:
        rows = ask(_LABELS.replace("THINGS", values(wanted))).rows
        for thing, label in sorted(rows, key=lambda row: text(row[1])):
            if isinstance(thing, NamedNode) and isinstance(label, Literal):
                labels[thing.value].setdefault(label.language or "", label.value)
    return {iri: _name(iri, labels[iri], language) for iri in wanted}


def values(iris: Iterable[str]) -> str:
    """`iris` as they stand in a VALUES clause; ValueError where one is no IRI."""
    return " ".join(str(NamedNode(iri)) for iri in iris)


def _name(iri: str, labels: Mapping[str, str], language: str) -> Name:
    for tag in (language, *_FALLBACKS, *labels):
        if tag in labels:
            return Name(labels[tag], tag)
    if iri.startswith(BASE):
        return Name(local_name(iri), "")
    short = compact(iri).strip("<>")
    return Name(words(language).get(short, short), "")


def page(iri: str) -> str | None:
    """Where a reader gets to know about `iri`: a path of this server, or an address of the web.

    >>> page(THING + "state/ARM"), page(GRAPH + "001"), page("javascript:alert(1)")
    ('/id/state/ARM', '/documents/001', None)
    """
    return _page(iri) if len(iri) <= _LONGEST else _page.__wrapped__(iri)


@lru_cache(_KEPT)
def _page(iri: str) -> str | None:
    if iri in (META, INFERRED, REVIEW):
        return None
    for namespace, path in _PAGES:
        if iri.startswith(namespace):
            return path + quote(iri.removeprefix(namespace), safe="/:@!$&'()*+,;=~")
    return iri if iri.startswith(("https://", "http://")) else None


def text(term: Term | None) -> str:
    """The IRI or the text of a term; nothing for nothing, and for blank nodes."""
    return term.value if isinstance(term, NamedNode | Literal) else ""
