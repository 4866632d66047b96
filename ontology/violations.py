"""Violations: what cannot be by the axioms of `mithaq.ttl`, as queries made from them.

After the rules of OWL 2 RL that end in a contradiction (its tables 4 to 6): disjoint classes, domains
and ranges, datatypes, the kinds of properties, keys. Two things with different IRIs count as two.
What needs a look at every statement is asked once for which combinations there are; only where one
cannot be, for whose it is. So the work grows with the data and no faster.
"""

from collections.abc import Iterator

from pyoxigraph import BlankNode, NamedNode, QuerySolution, QuerySolutions, Store

from mithaq.iris import PREFIXES, kebab, local_name
from mithaq.ontology.disjointness import disjoint_with, outside
from mithaq.ontology.shapes import Demand
from mithaq.ontology.vocabulary import (
    RDF_TYPE,
    members,
    name,
    ontology,
    resources,
    superclasses,
)

_OWL, _RDFS = PREFIXES["owl"], PREFIXES["rdfs"]
_MEND = "mend the frame that read it, or ontology/reference.ttl, and build again"
# By the kind of a property: what breaks it, and the words for that.
_KINDS = {
    "FunctionalProperty": (
        "?this {0} ?value , ?other . FILTER (STR(?value) < STR(?other))",
        "it has two values of {1}, {{?value}} and {{?other}}, where one is possible",
    ),
    "InverseFunctionalProperty": (
        "?this {0} ?value . ?other {0} ?value . FILTER (STR(?this) < STR(?other))",
        "{{?other}} has the same {1} ({{?value}}), where only one can have it",
    ),
    "IrreflexiveProperty": ("?this {0} ?this .", "its {1} is itself, which is impossible"),
    "AsymmetricProperty": (
        "?this {0} ?value . ?value {0} ?this .",
        "its {1} is {{?value}} and the other way about, which is impossible",
    ),
}
_CLASSES_OF = (
    "SELECT DISTINCT ?kind ?other { ?this a ?kind , ?other FILTER (STR(?kind) < STR(?other)) }"
)
_SUBJECTS = "SELECT DISTINCT ?property ?kind { ?this ?property ?value . ?this a ?kind }"
_OBJECTS = "SELECT DISTINCT ?property ?kind { ?this ?property ?value . ?value a ?kind }"
_LITERALS = (
    "SELECT DISTINCT ?property ?kind "
    "{ ?this ?property ?value FILTER (isLiteral(?value)) BIND (DATATYPE(?value) AS ?kind) }"
)


def axiom_demands(store: Store) -> Iterator[Demand]:
    """What the axioms demand of `store`: each demand that could be broken by what stands in it."""
    yield from _property_demands()
    yield from class_demands(store)
    yield from _undeclared(store)
    for query, about, of_value in (
        (_SUBJECTS, "domain", "?this a {} ."),
        (_OBJECTS, "range", "?value a {} ."),
        (_LITERALS, "range", "FILTER (isLiteral(?value) && DATATYPE(?value) = {})"),
    ):
        for property_, kind in _pairs(store, query):
            for allowed in resources(property_, NamedNode(_RDFS + about)):
                if _excludes(allowed, kind, literal=query == _LITERALS):
                    yield _demand(
                        about,
                        _said(about, property_, kind, allowed),
                        f"?this {property_} ?value . {of_value.format(kind)}",
                    )


def class_demands(store: Store) -> Iterator[Demand]:
    """What disjoint classes demand of `store`, the lowest classes first."""
    found = [
        (one, other)
        for one, other in _pairs(store, _CLASSES_OF)
        if (name(other) or "") in disjoint_with().get(name(one) or "", ())
    ]
    for one, other in sorted(found, key=lambda pair: (-sum(map(_depth, pair)), str(pair))):
        said = f"it is {_words(one)} and {_words(other)} at once, which is impossible"
        yield _demand("disjointWith", said, f"?this a {one} . ?this a {other} .")


def _property_demands() -> Iterator[Demand]:
    for kind, (pattern, words) in _KINDS.items():
        for quad in ontology().quads_for_object(NamedNode(_OWL + kind)):
            if quad.predicate == RDF_TYPE and isinstance(quad.subject, NamedNode):
                said = words.format("", _words(quad.subject))
                yield _demand(kind, said, pattern.format(quad.subject))
    for quad in ontology().quads_for_predicate(NamedNode(_OWL + "propertyDisjointWith")):
        one, other = quad.subject, quad.object
        if isinstance(one, NamedNode) and isinstance(other, NamedNode):
            said = f"its {_words(one)} is also its {_words(other)}: {{?value}}, which is impossible"
            yield _demand("propertyDisjointWith", said, f"?this {one} ?value ; {other} ?value .")
    for quad in ontology().quads_for_predicate(NamedNode(_OWL + "hasKey")):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | BlankNode):
            keys = [each for each in members(quad.object) if isinstance(each, NamedNode)]
            shared = " ".join(
                f"?this {key} ?key{n} . ?other {key} ?key{n} ." for n, key in enumerate(keys)
            )
            words = " and ".join(map(_words, keys))
            yield _demand(
                "hasKey",
                f"{{?other}} has the same {words}, so that the two would be one {_words(quad.subject)}",
                f"?this a {quad.subject} . {shared} FILTER (STR(?this) < STR(?other))",
            )


def _undeclared(store: Store) -> Iterator[Demand]:
    """What the dataset uses of our names and the ontology does not have."""
    declared = {quad.subject for quad in ontology()}
    properties = {
        solution["property"]
        for solution in _solutions(store, "SELECT DISTINCT ?property { ?this ?property ?value }")
    }
    kinds = {
        solution["kind"]
        for solution in _solutions(store, "SELECT DISTINCT ?kind { ?this a ?kind }")
    }
    for found, pattern in ((properties, "?this {} ?value ."), (kinds, "?this a {} .")):
        for used in sorted(found - declared, key=str):
            if name(used) is not None:
                said = f"{_words(used)} is no term of the ontology; declare it in ontology/mithaq.ttl, or mend the name"
                yield _demand("declared", said, pattern.format(used), mend=False)


def _excludes(allowed: NamedNode | BlankNode, kind: NamedNode, *, literal: bool) -> bool:
    if literal:
        return isinstance(allowed, NamedNode) and allowed != kind
    return (name(kind) or "") in outside(allowed)


def _said(about: str, property_: NamedNode, kind: NamedNode, allowed: NamedNode | BlankNode) -> str:
    wanted = f", not {_words(allowed)}" if isinstance(allowed, NamedNode) else ""
    if about == "domain":
        return f"it is {_words(kind)}{wanted}, and such a thing has no {_words(property_)}"
    return f"its {_words(property_)} is {{?value}}, which is {_words(kind)}{wanted}"


def _demand(component: str, said: str, pattern: str, *, mend: bool = True) -> Demand:
    return Demand(
        shape=f"owl:{component}" if component not in ("domain", "range") else f"rdfs:{component}",
        component=component,
        message=f"{said}; {_MEND}" if mend else said,
        query=f"SELECT DISTINCT * WHERE {{ {pattern} }}",
    )


def _pairs(store: Store, query: str) -> Iterator[tuple[NamedNode, NamedNode]]:
    found = [(one, other) for one, other in _solutions(store, query)]
    for one, other in sorted(found, key=str):
        if isinstance(one, NamedNode) and isinstance(other, NamedNode):
            yield one, other


def _solutions(store: Store, query: str) -> Iterator[QuerySolution]:
    found = store.query(query)
    if isinstance(found, QuerySolutions):
        yield from found


def _words(term_: NamedNode) -> str:
    """What a term is called in a sentence: a class or property by its local name, in words."""
    return kebab(local_name(term_.value)).replace("-", " ")


def _depth(kind: NamedNode) -> int:
    return len(superclasses(name(kind) or ""))
