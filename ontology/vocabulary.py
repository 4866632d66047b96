"""The ontology's terms: what `mithaq.ttl` states, and which class stands under which."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    Literal,
    NamedNode,
    RdfFormat,
    parse,
)

from mithaq.errors import OntologyError
from mithaq.iris import ONTOLOGY, PREFIXES, term

RDF_TYPE = NamedNode(PREFIXES["rdf"] + "type")
OWL_CLASS = NamedNode(PREFIXES["owl"] + "Class")
SUBCLASS_OF = NamedNode(PREFIXES["rdfs"] + "subClassOf")
_FIRST = NamedNode(PREFIXES["rdf"] + "first")
_REST = NamedNode(PREFIXES["rdf"] + "rest")
_EQUIVALENT_CLASS = NamedNode(PREFIXES["owl"] + "equivalentClass")


def source() -> bytes:
    """`mithaq.ttl` as it stands."""
    return files("mithaq.ontology").joinpath("mithaq.ttl").read_bytes()


@cache
def ontology() -> Dataset:
    """What `mithaq.ttl` states, blank nodes labelled canonically (RDFC-1.0); to be read only."""
    dataset = Dataset(parse(source(), format=RdfFormat.TURTLE))
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return dataset


def term_names() -> frozenset[str]:
    """The names of all terms of the ontology, without their namespace: `Withdrawal`, `member`."""
    subjects = (quad.subject for quad in ontology())
    return frozenset(
        subject.value.removeprefix(ONTOLOGY)
        for subject in subjects
        if isinstance(subject, NamedNode) and subject.value.startswith(ONTOLOGY)
    )


def resources(
    subject: NamedNode | BlankNode, predicate: NamedNode
) -> tuple[NamedNode | BlankNode, ...]:
    """The resources that `subject` has under `predicate`, sorted."""
    found = (q.object for q in ontology().quads_for_subject(subject) if q.predicate == predicate)
    return tuple(sorted((o for o in found if isinstance(o, NamedNode | BlankNode)), key=str))


def members(head: NamedNode | BlankNode) -> Iterator[NamedNode | BlankNode]:
    """The members of the RDF list `head`, in their order; its end, `rdf:nil`, has none."""
    yield from resources(head, _FIRST)
    for rest in resources(head, _REST):
        yield from members(rest)


def literal(subject: NamedNode, predicate: NamedNode) -> str | None:
    """The text of the one literal that `subject` has under `predicate`, if any."""
    for quad in ontology().quads_for_subject(subject):
        if quad.predicate == predicate and isinstance(quad.object, Literal):
            return quad.object.value
    return None


def name(iri: NamedNode | BlankNode) -> str | None:
    """The local name of a term of the ontology; nothing for what is none.

    >>> name(NamedNode("https://w3id.org/mithaq/ontology#Withdrawal"))
    'Withdrawal'
    """
    if isinstance(iri, NamedNode) and iri.value.startswith(ONTOLOGY):
        return iri.value.removeprefix(ONTOLOGY)
    return None


@cache
def classes() -> frozenset[str]:
    """The local names of all classes of the ontology."""
    subjects = (
        quad.subject
        for quad in ontology().quads_for_object(OWL_CLASS)
        if quad.predicate == RDF_TYPE and isinstance(quad.subject, NamedNode)
    )
    return frozenset(filter(None, map(name, subjects)))


@cache
def defined_classes() -> frozenset[str]:
    """The local names of the classes that a reasoner fills: what they hold is never asserted.

    >>> "FormerMember" in defined_classes(), "Withdrawal" in defined_classes()
    (True, False)
    """
    subjects = (
        quad.subject
        for quad in ontology().quads_for_predicate(_EQUIVALENT_CLASS)
        if isinstance(quad.subject, NamedNode)
    )
    return frozenset(filter(None, map(name, subjects)))


@cache
def superclasses(kind: str) -> frozenset[str]:
    """The local names of the classes above `kind`, without itself.

    >>> sorted(superclasses("Withdrawal"))
    ['Entity', 'Event', 'MembershipEnd', 'Situation']
    """
    if kind not in classes():
        raise OntologyError(f"The ontology has no class {kind}.")
    parents = frozenset(filter(None, map(name, resources(NamedNode(term(kind)), SUBCLASS_OF))))
    return parents.union(*map(superclasses, parents))


@cache
def subclasses(kind: str) -> frozenset[str]:
    """The local names of the classes below `kind`, without itself.

    >>> sorted(subclasses("MembershipEnd"))
    ['Expulsion', 'NonRenewal', 'Withdrawal']
    """
    return frozenset(each for each in classes() if kind in superclasses(each))
