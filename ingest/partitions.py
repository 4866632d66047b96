"""Partitions: which class has which property with what at its end, counted, in VoID.

Tools that help to write SPARQL read them from the default graph
(https://www.w3.org/TR/void/#class-property-partitions; datatypes by http://ldf.fi/void-ext).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from pyoxigraph import Literal, NamedNode, Quad

from mithaq.ingest.terms import TYPE, integer
from mithaq.iris import DATASET, ONTOLOGY, PREFIXES, compact

_EXTENSION = "http://ldf.fi/void-ext#"
_DATATYPE_PARTITION = NamedNode(_EXTENSION + "datatypePartition")
_DATATYPE = NamedNode(_EXTENSION + "datatype")
_CLASS_PARTITION, _CLASS, _TRIPLES = (
    NamedNode(PREFIXES["void"] + name) for name in ("classPartition", "class", "triples")
)
_End = tuple[bool, str]
"""What a triple ends at: whether it is a class, and the class or the datatype."""


def partition_quads(stated: Iterable[Quad], inferred: Iterable[Quad]) -> Iterator[Quad]:
    """The partitions of the default graph, which holds what is stated and what is inferred.

    A thing counts in the classes that are stated of it, not in those that follow.
    """
    stated = tuple(stated)
    classes = _classes(stated)
    counts: dict[tuple[str, str], Counter[_End]] = defaultdict(Counter)
    triples: Counter[tuple[str, str]] = Counter()
    for quad in chain(stated, inferred):
        if quad.predicate == TYPE or not isinstance(quad.subject, NamedNode):
            continue
        for kind in classes.get(quad.subject.value, ()):
            key = kind, quad.predicate.value
            triples[key] += 1
            for end in _ends(quad, classes):
                counts[key][end] += 1
    for kind, entities in Counter(chain.from_iterable(classes.values())).items():
        partition = _iri(kind)
        yield _quad(DATASET, _CLASS_PARTITION, NamedNode(partition))
        yield _quad(partition, _CLASS, NamedNode(kind))
        yield _quad(partition, _void("entities"), integer(entities))
    for (kind, prop), number in triples.items():
        partition = _iri(kind, prop)
        yield _quad(_iri(kind), _void("propertyPartition"), NamedNode(partition))
        yield _quad(partition, _void("property"), NamedNode(prop))
        yield _quad(partition, _TRIPLES, integer(number))
        for (is_class, what), of_these in counts[kind, prop].items():
            part = _iri(kind, prop, what)
            relation = _CLASS_PARTITION if is_class else _DATATYPE_PARTITION
            yield _quad(partition, relation, NamedNode(part))
            yield _quad(part, _CLASS if is_class else _DATATYPE, NamedNode(what))
            yield _quad(part, _TRIPLES, integer(of_these))


def _classes(stated: Iterable[Quad]) -> Mapping[str, list[str]]:
    """Of each thing the ontology's classes that are stated."""
    found: dict[str, list[str]] = defaultdict(list)
    for quad in stated:
        if quad.predicate == TYPE and isinstance(quad.object, NamedNode):
            kind = quad.object.value
            if kind.startswith(ONTOLOGY) and isinstance(quad.subject, NamedNode):
                found[quad.subject.value].append(kind)
    return found


def _ends(quad: Quad, classes: Mapping[str, list[str]]) -> list[_End]:
    """What stands at the end of a triple: the classes of a thing, or the datatype of a literal."""
    match quad.object:
        case Literal() as literal:
            return [(False, literal.datatype.value)]
        case NamedNode() as thing:
            return [(True, kind) for kind in classes.get(thing.value, ())]
        case _:
            return []


def _iri(*iris: str) -> str:
    """The name of a partition by what it is of.

    >>> _iri("https://w3id.org/mithaq/ontology#State", "http://www.w3.org/2000/01/rdf-schema#label")
    'https://w3id.org/mithaq/dataset/State/rdfs-label'
    """
    names = (compact(iri).strip("<>").removeprefix("mq:").replace(":", "-") for iri in iris)
    return "/".join((DATASET, *names))


def _quad(subject: str, predicate: NamedNode, value: NamedNode | Literal) -> Quad:
    return Quad(NamedNode(subject), predicate, value)


def _void(name: str) -> NamedNode:
    return NamedNode(PREFIXES["void"] + name)
