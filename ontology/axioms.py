"""Axioms: what `mithaq.ttl` states about classes and properties, as rules that can be followed.

The forms are those of OWL 2 RL (its tables 5, 6 and 7): subclasses, subproperties, inverse, symmetric
and transitive properties, property chains, domains and ranges, and classes defined by what their
members are tied to. A class that a restriction describes without naming it, and a property that is
only the inverse of a named one, go by the label of their blank node.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from pyoxigraph import BlankNode, NamedNode

from mithaq.iris import PREFIXES
from mithaq.ontology.vocabulary import RDF_TYPE, SUBCLASS_OF, members, ontology, resources

Node = NamedNode | BlankNode
Names = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Rules:
    """What follows from what, by the name (IRI or blank node's label) of class and property.

    `above` gives a class's superclasses. `same` and `turned` give the properties that hold too,
    from subject to object and from object to subject. `chains` gives, for two properties one after
    the other, those that tie their ends. `some` gives the classes of whatever the property ties to
    a member of the class beside it; `having` those of what it ties to one thing. `all_of` gives for
    a class each set of classes that it stands in whose common members are in the class beside.
    """

    above: Names
    same: Names
    turned: Names
    chains: Mapping[tuple[str, str], tuple[str, ...]]
    domains: Names
    ranges: Names
    some: Mapping[str, tuple[tuple[str, str], ...]]
    having: Mapping[tuple[str, str], tuple[str, ...]]
    all_of: Mapping[str, tuple[tuple[frozenset[str], str], ...]]


@cache
def rules() -> Rules:
    """The rules of the ontology."""
    made = _Rules()
    for predicate, rule in (
        (SUBCLASS_OF, made.subclass),
        (_rdfs("subPropertyOf"), made.subproperty),
        (_owl("inverseOf"), made.inverse),
        (_owl("propertyChainAxiom"), made.chain),
        (_rdfs("domain"), made.domain),
        (_rdfs("range"), made.range),
        (_owl("equivalentClass"), made.definition),
    ):
        for quad in ontology().quads_for_predicate(predicate):
            if isinstance(quad.subject, Node) and isinstance(quad.object, Node):
                rule(quad.subject, quad.object)
    for name in _of_type("SymmetricProperty"):
        made.turned[name].add(name)
    for name in _of_type("TransitiveProperty"):
        made.chains[name, name].add(name)
    return made.whole()


class _Rules:
    """The rules while they are gathered."""

    def __init__(self) -> None:
        self.above: dict[str, set[str]] = defaultdict(set)
        self.same: dict[str, set[str]] = defaultdict(set)
        self.turned: dict[str, set[str]] = defaultdict(set)
        self.chains: dict[tuple[str, str], set[str]] = defaultdict(set)
        self.domains: dict[str, set[str]] = defaultdict(set)
        self.ranges: dict[str, set[str]] = defaultdict(set)
        self.some: dict[str, set[tuple[str, str]]] = defaultdict(set)
        self.having: dict[tuple[str, str], set[str]] = defaultdict(set)
        self.all_of: dict[str, set[tuple[frozenset[str], str]]] = defaultdict(set)

    def subclass(self, lower: Node, upper: Node) -> None:
        if isinstance(upper, NamedNode):
            self.above[self._described(lower)].add(upper.value)

    def subproperty(self, lower: Node, upper: Node) -> None:
        self.same[lower.value].add(upper.value)

    def inverse(self, one: Node, other: Node) -> None:
        self.turned[one.value].add(other.value)
        self.turned[other.value].add(one.value)

    def domain(self, property_: Node, kind: Node) -> None:
        if isinstance(kind, NamedNode):
            self.domains[property_.value].add(kind.value)

    def range(self, property_: Node, kind: Node) -> None:
        if isinstance(kind, NamedNode):
            self.ranges[property_.value].add(kind.value)

    def chain(self, result: Node, head: Node) -> None:
        first, *others = (link.value for link in members(head))
        for position, link in enumerate(others, start=1):
            # A chain of three is a chain of two, the first of which only stands for a chain.
            whole = result.value if position == len(others) else f"{head.value}/{position}"
            self.chains[first, link].add(whole)
            first = whole

    def definition(self, kind: Node, meaning: Node) -> None:
        described = self._described(meaning)
        self.above[described].add(kind.value)
        if isinstance(meaning, NamedNode):
            self.above[kind.value].add(described)
        for part in _parts(meaning):
            if isinstance(part, NamedNode):
                self.above[kind.value].add(part.value)

    def _described(self, kind: Node) -> str:
        """The name of a class, after rules for what it takes to be in it."""
        if isinstance(kind, NamedNode):
            return kind.value
        parts = frozenset(map(self._described, _parts(kind)))
        for part in parts:
            self.all_of[part].add((parts, kind.value))
        for property_ in resources(kind, _owl("onProperty")):
            for filler in resources(kind, _owl("someValuesFrom")):
                self.some[property_.value].add((self._described(filler), kind.value))
            for value in resources(kind, _owl("hasValue")):
                self.having[property_.value, value.value].add(kind.value)
        return kind.value

    def whole(self) -> Rules:
        return Rules(
            above={name: _closure(name, self.above) for name in list(self.above)},
            same=_sorted(self.same),
            turned=_sorted(self.turned),
            chains={pair: tuple(sorted(found)) for pair, found in self.chains.items()},
            domains=_sorted(self.domains),
            ranges=_sorted(self.ranges),
            some={name: tuple(sorted(found)) for name, found in self.some.items()},
            having={pair: tuple(sorted(found)) for pair, found in self.having.items()},
            all_of={
                name: tuple(sorted(found, key=lambda rule: (rule[1], sorted(rule[0]))))
                for name, found in self.all_of.items()
            },
        )


def _parts(kind: Node) -> Iterator[Node]:
    for head in resources(kind, _owl("intersectionOf")):
        yield from members(head)


def _closure(name: str, above: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    found: set[str] = set()
    waiting = [name]
    while waiting:
        fresh = set(above.get(waiting.pop(), ())) - found
        found |= fresh
        waiting.extend(fresh)
    return tuple(sorted(found - {name}))


def _sorted(names: Mapping[str, set[str]]) -> Names:
    return {name: tuple(sorted(found)) for name, found in names.items()}


def _of_type(kind: str) -> Iterator[str]:
    for quad in ontology().quads_for_object(_owl(kind)):
        if quad.predicate == RDF_TYPE and isinstance(quad.subject, Node):
            yield quad.subject.value


def _owl(name: str) -> NamedNode:
    return NamedNode(PREFIXES["owl"] + name)


def _rdfs(name: str) -> NamedNode:
    return NamedNode(PREFIXES["rdfs"] + name)
