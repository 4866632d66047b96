"""What the ontology states, ready to be looked up by subject and property."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from mithaq.iris import PREFIXES
from mithaq.ontology.vocabulary import ontology

Node = NamedNode | BlankNode | Literal | Triple
NIL = NamedNode(PREFIXES["rdf"] + "nil")


Index = Mapping[tuple[str, str], tuple[Node, ...]]
"""Objects by subject, as N-Triples write it, and property."""


def index(quads: Iterable[Quad]) -> Index:
    """`quads` to be looked up; the objects sorted."""
    found: dict[tuple[str, str], list[Node]] = defaultdict(list)
    for quad in quads:
        found[str(quad.subject), quad.predicate.value].append(quad.object)
    return {key: tuple(sorted(objects, key=str)) for key, objects in found.items()}


@cache
def _stated() -> Index:
    return index(ontology())


@cache
def alignments() -> Index:
    """What is stated of our terms' kin in other vocabularies, in the file of its own."""
    file = files("mithaq.ontology").joinpath("alignments.ttl")
    if not file.is_file():
        return {}
    return index(parse(file.read_bytes(), format=RdfFormat.TURTLE))


def objects(subject: Node, prefixed: str) -> tuple[Node, ...]:
    """What `subject` has under the property of a prefixed name, sorted.

    >>> [each.value for each in objects(NamedNode("https://w3id.org/mithaq/ontology#inDocument"), "rdfs:range")]
    ['https://w3id.org/mithaq/ontology#Document']
    """
    prefix, _, name = prefixed.partition(":")
    return _stated().get((str(subject), PREFIXES[prefix] + name), ())


def iris(subject: Node, prefixed: str) -> tuple[str, ...]:
    """The IRIs among `objects`."""
    return tuple(each.value for each in objects(subject, prefixed) if isinstance(each, NamedNode))


def texts(subject: Node, prefixed: str) -> dict[str, tuple[str, ...]]:
    """The texts among `objects`, by language; those without one stand under the empty name."""
    found: dict[str, list[str]] = defaultdict(list)
    for each in objects(subject, prefixed):
        if isinstance(each, Literal):
            found[each.language or ""].append(each.value)
    return {language: tuple(said) for language, said in found.items()}


def subjects(prefixed: str, value: NamedNode) -> tuple[NamedNode, ...]:
    """Whatever has `value` under the property of a prefixed name, sorted; blank nodes are left out."""
    prefix, _, name = prefixed.partition(":")
    found = {
        quad.subject
        for quad in ontology().quads_for_object(value)
        if quad.predicate.value == PREFIXES[prefix] + name and isinstance(quad.subject, NamedNode)
    }
    return tuple(sorted(found, key=str))


def members(head: Node) -> Iterator[Node]:
    """The members of an RDF list."""
    while head != NIL:
        first, rest = objects(head, "rdf:first"), objects(head, "rdf:rest")
        if not first or not rest:
            return
        yield first[0]
        head = rest[0]


def classes_in(node: Node) -> Iterator[str]:
    """The class `node` itself, or the classes that it is a union of."""
    if isinstance(node, NamedNode):
        yield node.value
    for head in objects(node, "owl:unionOf"):
        for member in members(head):
            yield from classes_in(member)
