"""Which classes can share no member, by the axioms of `mithaq.ttl`."""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import combinations

from pyoxigraph import BlankNode, NamedNode

from mithaq.iris import PREFIXES
from mithaq.ontology.vocabulary import (
    classes,
    members,
    name,
    ontology,
    resources,
    superclasses,
)

Node = NamedNode | BlankNode
_DISJOINT_WITH = NamedNode(PREFIXES["owl"] + "disjointWith")
_MEMBERS = NamedNode(PREFIXES["owl"] + "members")
_UNION_OF = NamedNode(PREFIXES["owl"] + "unionOf")


@cache
def disjoint_with() -> Mapping[str, frozenset[str]]:
    """For each class (local name) those that can share no member with it, subclasses included."""
    declared = set(_declared())
    lines = {kind: superclasses(kind) | {kind} for kind in classes()}
    return {
        kind: frozenset(
            other
            for other in classes()
            if any((a, b) in declared for a in lines[kind] for b in lines[other])
        )
        for kind in classes()
    }


def outside(allowed: Node) -> frozenset[str]:
    """The classes whose members cannot be in `allowed`, a class or a union of classes."""
    if isinstance(allowed, BlankNode):
        parts = [outside(m) for head in resources(allowed, _UNION_OF) for m in members(head)]
        return frozenset.intersection(*parts) if parts else frozenset()
    return disjoint_with().get(name(allowed) or "", frozenset())


def _declared() -> Iterator[tuple[str, str]]:
    """The pairs of classes declared disjoint, each both ways."""
    pairs = [(q.subject, q.object) for q in ontology().quads_for_predicate(_DISJOINT_WITH)]
    for quad in ontology().quads_for_predicate(_MEMBERS):
        if isinstance(quad.object, Node):
            pairs.extend(combinations(members(quad.object), 2))
    for one, other in pairs:
        if isinstance(one, Node) and isinstance(other, Node):
            a, b = name(one), name(other)
            if a and b:
                yield from ((a, b), (b, a))
