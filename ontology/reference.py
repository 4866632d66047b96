"""The names of things, read from `reference.ttl`: states, places, alliances, treaties, offices."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal as OneOf

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from mithaq.errors import OntologyError
from mithaq.iris import ONTOLOGY, PREFIXES, term

Relation = OneOf["label", "alternative", "demonym", "metonym", "abbreviation"]

_FILE = "reference.ttl"
_TYPE = PREFIXES["rdf"] + "type"
_NAMES: Mapping[str, Relation] = MappingProxyType(
    {
        PREFIXES["rdfs"] + "label": "label",
        PREFIXES["skos"] + "altLabel": "alternative",
        term("abbreviation"): "abbreviation",
        term("demonym"): "demonym",
        term("metonym"): "metonym",
    }
)
_CAPITAL_OF = term("capitalOf")
_TREATY_OF = term("treatyOf")
_EXCLUDES = term("excludes")
_WITHIN = (_CAPITAL_OF, term("within"), term("partOf"), term("bodyOf"), _TREATY_OF)
_CALLED: tuple[Relation, ...] = ("label", "alternative", "abbreviation")


@dataclass(frozen=True, slots=True)
class Name:
    """One name of one thing.

    `language` is a language tag, `kind` the local name of the thing's class. A demonym (أرميني, of
    Armenia) and a metonym (the Kremlin) stand for the thing without being its name.
    """

    text: str
    language: str
    iri: str
    kind: str
    relation: Relation


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing that texts name.

    `labels` are (language, name) pairs: of each language the preferred name first, then the other
    spellings, then the abbreviations. `within` is what it lies in or belongs to: of a place the
    state or the larger place, of a body its organisation or state, of an article its treaty, of a
    treaty its alliance.
    """

    iri: str
    kind: str
    labels: tuple[tuple[str, str], ...]
    within: str | None


@dataclass(frozen=True, slots=True)
class Reference:
    """All things by IRI, and all their names, both in the order of the file.

    `capitals` gives the state of a capital, `treaty_of` the alliance or organisation of a treaty,
    `treaties` the treaty of an alliance, the first in the file where it has several, `excludes` the
    kinds that nothing of a kind can be of as well, both ways.
    """

    things: Mapping[str, Thing]
    names: tuple[Name, ...]
    capitals: Mapping[str, str] = field(default_factory=dict)
    treaty_of: Mapping[str, str] = field(default_factory=dict)
    treaties: Mapping[str, str] = field(default_factory=dict)
    excludes: Mapping[str, frozenset[str]] = field(default_factory=dict)


@cache
def reference() -> Reference:
    """The names of things; read once. OntologyError where the file cannot be read."""
    return read_reference(files("mithaq.ontology").joinpath(_FILE).read_bytes())


def read_reference(turtle: bytes) -> Reference:
    """What the Turtle document `turtle` names.

    >>> known = read_reference(
    ...     b'@prefix mq: <https://w3id.org/mithaq/ontology#> . @prefix rdfs: '
    ...     b'<http://www.w3.org/2000/01/rdf-schema#> . <x:a> a mq:State ; rdfs:label "A"@en .'
    ... )
    >>> known.things["x:a"].kind, [name.text for name in known.names]
    ('State', ['A'])
    """
    kinds, said, links = _sorted_out(turtle)
    names = tuple(_names(kinds, said))
    within = {iri: whole for link in reversed(_WITHIN) for iri, whole in links[link]}
    labels: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name in sorted(names, key=lambda name: _rank(name.relation)):
        if name.relation in _CALLED:
            labels[name.iri].append((name.language, name.text))
    things = {
        iri: Thing(iri, kind, tuple(labels[iri]), within.get(iri)) for iri, kind in kinds.items()
    }
    return Reference(
        MappingProxyType(things),
        names,
        MappingProxyType(dict(links[_CAPITAL_OF])),
        MappingProxyType(dict(links[_TREATY_OF])),
        MappingProxyType({whole: iri for iri, whole in reversed(links[_TREATY_OF])}),
        MappingProxyType(_both_ways(links[_EXCLUDES])),
    )


_Said = list[tuple[str, Relation, Literal]]
_Links = Mapping[str, list[tuple[str, str]]]


def _sorted_out(turtle: bytes) -> tuple[dict[str, str], _Said, _Links]:
    """The class of each thing, what each is called, and the links of each property."""
    kinds: dict[str, str] = {}
    said: _Said = []
    links: dict[str, list[tuple[str, str]]] = defaultdict(list)
    try:
        for quad in parse(turtle, format=RdfFormat.TURTLE):
            subject, predicate, value = quad.subject, quad.predicate.value, quad.object
            if not isinstance(subject, NamedNode):
                continue
            if isinstance(value, Literal):
                if relation := _NAMES.get(predicate):
                    said.append((subject.value, relation, value))
            elif isinstance(value, NamedNode):
                if predicate != _TYPE:
                    links[predicate].append((subject.value, value.value))
                elif value.value.startswith(ONTOLOGY):  # and not owl:NamedIndividual
                    kinds[subject.value] = value.value.removeprefix(ONTOLOGY)
    except SyntaxError as error:
        raise OntologyError(f"{_FILE} is not Turtle: {error}; mend it there.") from error
    return kinds, said, links


def _both_ways(pairs: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        found[one].add(other)
        found[other].add(one)
    return {iri: frozenset(others) for iri, others in found.items()}


def _names(
    kinds: Mapping[str, str], said: Iterable[tuple[str, Relation, Literal]]
) -> Iterator[Name]:
    for iri, relation, text in said:
        if iri in kinds:
            yield Name(text.value, text.language or "", iri, kinds[iri], relation)


def _rank(relation: Relation) -> int:
    return _CALLED.index(relation) if relation in _CALLED else len(_CALLED)
