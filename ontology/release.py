"""The release for Protégé: ontology, names, situations and claims in one OWL file."""

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from mithaq.errors import OntologyError
from mithaq.iris import INFERRED, META, ONTOLOGY, PREFIXES, describes_the_dataset, term
from mithaq.ontology.reference import reference
from mithaq.ontology.vocabulary import OWL_CLASS, RDF_TYPE, classes, name, ontology

_IN_GRAPHS = (NamedNode(term("Claim")), NamedNode(term("Mention")))
"""The classes of what a document's graph holds."""
_IN_DOCUMENT = NamedNode(term("inDocument"))
_ONTOLOGY_IRI = ONTOLOGY.removesuffix("#")
_OWL_ONTOLOGY = NamedNode(PREFIXES["owl"] + "Ontology")
_ANNOTATION_PROPERTY = NamedNode(PREFIXES["owl"] + "AnnotationProperty")
_NAMED_INDIVIDUAL = NamedNode(PREFIXES["owl"] + "NamedIndividual")
_ALL_DIFFERENT = NamedNode(PREFIXES["owl"] + "AllDifferent")
_DISTINCT_MEMBERS = NamedNode(PREFIXES["owl"] + "distinctMembers")
_FIRST, _REST, _NIL = (NamedNode(PREFIXES["rdf"] + part) for part in ("first", "rest", "nil"))
_UNIQUE = ("State", "Alliance", "Treaty")
"""The kinds of which `reference.ttl` names each thing once, so that two names are two things."""

_INFERRED_GRAPH = NamedNode(INFERRED)
_RULED = frozenset(
    NamedNode(term(name))
    for name in (
        *("respondsTo", "obliges", "invokesTreaty", "underAlliance"),
        *("hasMembership", "hasMembershipEnd", "disputed", "conflictsWith"),
    )
)
_ONGOING = NamedNode(term("OngoingMembership"))

_BUILT_IN = tuple(PREFIXES[prefix] for prefix in ("rdf", "rdfs", "owl", "xsd"))
_PREFIXES = {prefix: PREFIXES[prefix] for prefix in ("mq", "owl", "rdfs", "xsd", "skos", "dct")}

# What XML 1.0 cannot hold, not even as a character reference (its production 2, Char).
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def owl(quads: Iterable[Quad]) -> bytes:
    """The dataset `quads` and the ontology as one RDF/XML document without imports.

    The same quads in any order give the same bytes. Graph names are lost in OWL, so each claim
    keeps its document as `mq:inDocument`; the graph on graphs stays out with all else that describes
    the dataset, and so does what follows from the axioms, which a reasoner shows as its own. Every thing is declared as an individual, and states, alliances and treaties that have different names
    are said to be different. What is used from other vocabularies and not declared becomes an
    annotation property, or a class where it is a type; an undeclared term of our own raises
    OntologyError. A character that XML cannot hold becomes U+FFFD.
    """
    stated = {quad.triple for quad in ontology()}
    found: set[Triple] = set()
    listed: set[Triple] = set()
    for quad in quads:
        found.update(_released(quad))
        if quad.graph_name == _INFERRED_GRAPH and not _is_from_a_rule(quad):
            listed.add(quad.triple)
    found -= listed
    found -= set(_headers(found))
    declared = {*_declarations(stated, found), *_individuals(found), *_differences(found)}
    triples = sorted(stated | found | declared, key=_order)
    written = serialize(map(_for_xml, triples), format=RdfFormat.RDF_XML, prefixes=_PREFIXES)
    # Read as it stands, a carriage return would come back from XML as a line feed.
    return (written or b"").replace(b"\r", b"&#13;")


def _released(quad: Quad) -> Iterator[Triple]:
    if BlankNode in (type(quad.subject), type(quad.object)):
        return  # only the ontology has these, and it is there already
    if isinstance(quad.subject, NamedNode) and describes_the_dataset(quad.subject.value):
        return  # it is of the store that answers, not of what is known
    graph = quad.graph_name
    if not isinstance(graph, NamedNode):
        yield quad.triple
    elif graph.value not in (META, INFERRED):
        yield quad.triple
        if quad.predicate == RDF_TYPE and quad.object in _IN_GRAPHS:
            yield Triple(quad.subject, _IN_DOCUMENT, graph)


def _is_from_a_rule(quad: Quad) -> bool:
    """Whether what follows does so by a rule of ingest that is no axiom of the ontology."""
    return quad.predicate in _RULED or quad.object == _ONGOING


def _headers(found: Collection[Triple]) -> Iterator[Triple]:
    """What describes other ontology files, such as the one of the names: one file, one header."""
    ontologies = {triple.subject for triple in found if triple.object == _OWL_ONTOLOGY}
    return (triple for triple in found if triple.subject in ontologies)


def _declarations(stated: Iterable[Triple], found: Iterable[Triple]) -> Iterator[Triple]:
    """What `found` uses and `stated` does not declare, declared."""
    declared = {triple.subject for triple in stated if triple.predicate == RDF_TYPE}
    for triple in found:
        if triple.predicate not in declared:
            yield from _declaration(triple.predicate, _ANNOTATION_PROPERTY)
        is_class = triple.predicate == RDF_TYPE and triple.object not in declared
        if is_class and isinstance(triple.object, NamedNode):
            yield from _declaration(triple.object, OWL_CLASS)


def _declaration(iri: NamedNode, kind: NamedNode) -> Iterator[Triple]:
    if name(iri) is not None:
        raise OntologyError(f"The dataset uses {iri.value}, which the ontology does not declare.")
    if not iri.value.startswith(_BUILT_IN):
        yield Triple(iri, RDF_TYPE, kind)


def _individuals(found: Iterable[Triple]) -> Iterator[Triple]:
    """A declaration of each thing that has a class of the ontology."""
    for triple in found:
        kind = triple.object if triple.predicate == RDF_TYPE else None
        if isinstance(kind, NamedNode) and name(kind) in classes():
            yield Triple(triple.subject, RDF_TYPE, _NAMED_INDIVIDUAL)


def _differences(found: Collection[Triple]) -> Iterator[Triple]:
    """The unique names of what `found` shares with `reference.ttl`: OWL does not take them for granted.

    An article that two treaties claim would else make one treaty of the two.
    """
    here = {triple.subject.value for triple in found if isinstance(triple.subject, NamedNode)}
    for kind in _UNIQUE:
        known = [iri for iri, thing in reference().things.items() if thing.kind == kind]
        members = sorted(here.intersection(known))
        if len(members) > 1:
            yield from _all_different(kind, members)


def _all_different(kind: str, members: Collection[str]) -> Iterator[Triple]:
    axiom = BlankNode(f"different{kind}")
    cells = [BlankNode(f"different{kind}{index}") for index in range(len(members))]
    yield Triple(axiom, RDF_TYPE, _ALL_DIFFERENT)
    yield Triple(axiom, _DISTINCT_MEMBERS, cells[0])
    for cell, member in zip(cells, members, strict=True):
        yield Triple(cell, _FIRST, NamedNode(member))
    for cell, rest in pairwise(cells):
        yield Triple(cell, _REST, rest)
    yield Triple(cells[-1], _REST, _NIL)


def _order(triple: Triple) -> tuple[bool, str, bool, str, str]:
    """The ontology's header first; of each subject its type first."""
    header = isinstance(triple.subject, NamedNode) and triple.subject.value == _ONTOLOGY_IRI
    typed = triple.predicate == RDF_TYPE
    return not header, str(triple.subject), not typed, str(triple.predicate), str(triple.object)


def _for_xml(triple: Triple) -> Triple:
    value = triple.object
    if not isinstance(value, Literal) or not _NO_XML.search(value.value):
        return triple
    text = _NO_XML.sub("\ufffd", value.value)
    if value.language:
        return Triple(triple.subject, triple.predicate, Literal(text, language=value.language))
    return Triple(triple.subject, triple.predicate, Literal(text, datatype=value.datatype))
