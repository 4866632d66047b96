"""Reasoning: what follows from what is stated, by the axioms of the ontology.

Forward chaining over the rules of `axioms`: each statement is looked at once, with what is known by
then, so that the work grows with what follows and not with the square of it. Only what is positive
is derived; contradictions are for `mithaq check` and the reasoners of OWL to find.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import NamedNode, Quad

from mithaq.ontology.axioms import Rules, rules
from mithaq.ontology.vocabulary import RDF_TYPE

Statement = tuple[str, str, str]
"""Subject, property and object, by their IRIs."""

_TYPE = RDF_TYPE.value
_NOTHING: Mapping[str, list[str]] = {}


def inferred(stated: Iterable[Quad]) -> Iterator[Quad]:
    """What follows from `stated` and is not in it, in the default graph; in no fixed order."""
    for subject, property_, value in consequences(_statements(stated), rules()):
        yield Quad(NamedNode(subject), NamedNode(property_), NamedNode(value))


def consequences(stated: Iterable[Statement], axioms: Rules) -> Iterator[Statement]:
    """What follows from `stated` by `axioms`, each statement once and none that is stated."""
    known = _Known(axioms)
    waiting = [one for one in stated if known.add(one)]
    given = len(waiting)
    for position, one in enumerate(waiting):  # it grows while it is gone through
        waiting.extend(each for each in known.follow(one) if known.add(each))
        if position >= given and _is_named(one):
            yield one


def _statements(quads: Iterable[Quad]) -> Iterator[Statement]:
    for quad in quads:
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            yield quad.subject.value, quad.predicate.value, quad.object.value


def _is_named(statement: Statement) -> bool:
    """Whether it can be stated: a class or property that only the rules know has no IRI."""
    _, property_, value = statement
    return ":" in property_ and (property_ != _TYPE or ":" in value)


class _Known:
    """What is known so far, of what the rules ask for."""

    def __init__(self, axioms: Rules) -> None:
        self.axioms = axioms
        self.properties = _properties(axioms)
        self.tied = {property_ for pair in axioms.chains for property_ in pair} | set(axioms.some)
        self.seconds: dict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
        self.firsts: dict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
        for (first, second), results in sorted(axioms.chains.items()):
            self.seconds[first].append((second, results))
            self.firsts[second].append((first, results))
        self.asked = {
            filler: [
                (p, kind) for p, pairs in axioms.some.items() for f, kind in pairs if f == filler
            ]
            for filler in {filler for pairs in axioms.some.values() for filler, _ in pairs}
        }
        self.types: dict[str, set[str]] = defaultdict(set)
        self.statements: set[Statement] = set()
        self.objects: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self.subjects: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))

    def add(self, statement: Statement) -> bool:
        """Take note of `statement`; whether it is new, and something may follow from it."""
        subject, property_, value = statement
        if property_ == _TYPE:
            types = self.types[subject]
            fresh = value not in types
            types.add(value)
            return fresh
        if property_ not in self.properties or statement in self.statements:
            return False
        self.statements.add(statement)
        if property_ in self.tied:
            self.objects[property_][subject].append(value)
            self.subjects[property_][value].append(subject)
        return True

    def follow(self, statement: Statement) -> Iterator[Statement]:
        """What follows at once from `statement` and what is known."""
        if statement[1] == _TYPE:
            yield from self._follow_type(statement[0], statement[2])
        else:
            yield from self._follow_tie(*statement)

    def _follow_type(self, subject: str, kind: str) -> Iterator[Statement]:
        for upper in self.axioms.above.get(kind, ()):
            yield subject, _TYPE, upper
        for parts, whole in self.axioms.all_of.get(kind, ()):
            if parts <= self.types[subject]:
                yield subject, _TYPE, whole
        for property_, described in self.asked.get(kind, ()):
            for other in self.subjects.get(property_, _NOTHING).get(subject, ()):
                yield other, _TYPE, described

    def _follow_tie(self, subject: str, property_: str, value: str) -> Iterator[Statement]:
        axioms = self.axioms
        for upper in axioms.same.get(property_, ()):
            yield subject, upper, value
        for other in axioms.turned.get(property_, ()):
            yield value, other, subject
        for kind in axioms.domains.get(property_, ()):
            yield subject, _TYPE, kind
        for kind in axioms.ranges.get(property_, ()):
            yield value, _TYPE, kind
        for filler, described in axioms.some.get(property_, ()):
            if filler in self.types[value]:
                yield subject, _TYPE, described
        for described in axioms.having.get((property_, value), ()):
            yield subject, _TYPE, described
        for second, results in self.seconds.get(property_, ()):
            for end in self.objects[second].get(value, ()):
                yield from ((subject, result, end) for result in results)
        for first, results in self.firsts.get(property_, ()):
            for start in self.subjects[first].get(subject, ()):
                yield from ((start, result, value) for result in results)


def _properties(axioms: Rules) -> frozenset[str]:
    """The properties of which something may follow."""
    chained = (property_ for pair in axioms.chains for property_ in pair)
    valued = (property_ for property_, _ in axioms.having)
    plain = (axioms.same, axioms.turned, axioms.domains, axioms.ranges, axioms.some)
    return frozenset((*chained, *valued, *(name for names in plain for name in names)))
