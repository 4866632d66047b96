"""Partitions: which class has which property with what at its end, counted, in VoID.

Tools that help to write SPARQL read them from the default graph
(https://www.w3.org/TR/void/#class-property-partitions; datatypes by http://ldf.fi/void-ext).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Quad

from mithaq.ingest.terms import TYPE, integer
from mithaq.iris import DATASET, ONTOLOGY, PREFIXES, compact

_EXTENSION = "http://ldf.fi/void-ext#"
_DATATYPE_PARTITION = NamedNode(_EXTENSION + "datatypePartition")
_DATATYPE = NamedNode(_EXTENSION + "datatype")


def partition_quads(stated: Iterable[Quad], inferred: Iterable[Quad]) -> Iterator[Quad]:
    """The partitions of the default graph, which holds what is stated and what is inferred.

    A thing counts in the classes that are stated of it, not in those that follow.
    """
    stated = tuple(stated)
    classes = _classes(stated)
    members = Counter(kind for kinds in classes.values() for kind in kinds)
    ends: dict[tuple[str, str], Counter[tuple[NamedNode, str]]] = defaultdict(Counter)
    triples: Counter[tuple[str, str]] = Counter()
    for quad in (*stated, *inferred):
        if quad.predicate == TYPE:
            continue
        for kind in classes.get(str(quad.subject), ()):
            key = kind, quad.predicate.value
            triples[key] += 1
            ends[key].update(_ends(quad, classes))
    for kind, entities in members.items():
        partition = _iri(kind)
        yield _quad(DATASET, _void("classPartition"), NamedNode(partition))
        yield _quad(partition, _void("class"), NamedNode(kind))
        yield _quad(partition, _void("entities"), integer(entities))
    for (kind, prop), count in triples.items():
        partition = _iri(kind, prop)
        yield _quad(_iri(kind), _void("propertyPartition"), NamedNode(partition))
        yield _quad(partition, _void("property"), NamedNode(prop))
        yield _quad(partition, _void("triples"), integer(count))
        for (relation, end), number in ends[kind, prop].items():
            part = _iri(kind, prop, end)
            is_class = relation == _void("classPartition")
            yield _quad(partition, relation, NamedNode(part))
            yield _quad(part, _void("class") if is_class else _DATATYPE, NamedNode(end))
            yield _quad(part, _void("triples"), integer(number))


def _classes(stated: Iterable[Quad]) -> Mapping[str, list[str]]:
    """Of each thing the ontology's classes that are stated."""
    found: dict[str, list[str]] = defaultdict(list)
    for quad in stated:
        kind = quad.object.value if isinstance(quad.object, NamedNode) else ""
        if quad.predicate == TYPE and kind.startswith(ONTOLOGY):
            found[str(quad.subject)].append(kind)
    return found


def _ends(quad: Quad, classes: Mapping[str, list[str]]) -> list[tuple[NamedNode, str]]:
    """What stands at the end of a triple: the classes of a thing, or the datatype of a literal."""
    if isinstance(quad.object, Literal):
        return [(_DATATYPE_PARTITION, quad.object.datatype.value)]
    return [(_void("classPartition"), kind) for kind in classes.get(str(quad.object), ())]


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
