"""Merging the facts of one document: one for each thing it tells, at its fullest statement."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from mithaq.ingest.facts import Fact, Headline, Participant, StatedKind, Status
from mithaq.ingest.headlinestances import is_told_again, leading_stances
from mithaq.ingest.sameness import Core, alike, core_roles
from mithaq.ontology.facttypes import FactType
from mithaq.ontology.reference import reference

_FURTHEST: tuple[Status, ...] = ("actual", "announced", "conditional", "possible", "negated")
"""The statuses, by how far they go."""


def merge(found: Iterable[Fact], types: Mapping[str, FactType], headline: int) -> tuple[Fact, ...]:
    """One fact for each type, core roles, status and time; in the order of their quotes.

    A fact without a time, or without a core role, is the same as one that has it; the surer one
    stays and takes over what only the other says. What a headline (the text before `headline`)
    says of something the body tells too is left to the body, whose fact keeps how it is put there.
    """
    found = _told_by_the_body(list(found), types, headline)
    kept: list[Fact] = []
    places = _Places(types)
    ordered = sorted(found, key=lambda f: (-_fullness(f, types), -f.confidence, f.start, f.end))
    for fact in ordered:
        for position in places.where_alike(fact):
            if _same(fact, kept[position], types):
                kept[position] = completed(kept[position], fact)
                break
        else:
            kept.append(fact)
            position = len(kept) - 1
        places.put(kept[position], position)
    return tuple(sorted(kept, key=lambda f: (f.start, f.end, f.type, _key(f, types), f.status)))


def _told_by_the_body(
    found: Sequence[Fact], types: Mapping[str, FactType], headline: int
) -> list[Fact]:
    if not any(fact.start < headline for fact in found):
        return list(found)
    heads: dict[tuple[str, Core], list[Fact]] = defaultdict(list)
    for fact in found:
        if fact.start < headline:
            heads[fact.type, core_roles(fact, types)].append(fact)
    told = {(f.type, core_roles(f, types)) for f in found if f.start >= headline}
    opening = leading_stances(found, headline)
    return [
        _headed(fact, heads.get((fact.type, core_roles(fact, types)), ()), types)
        for fact in found
        if fact.start >= headline
        or not ((fact.type, core_roles(fact, types)) in told or is_told_again(fact, opening))
    ]


def _headed(fact: Fact, heads: Iterable[Fact], types: Mapping[str, FactType]) -> Fact:
    """The body's fact with the headline's words for it, those that go furthest."""
    same = [head for head in heads if head is not fact and alike(head, fact, types)]
    if not same:
        return fact
    head = min(same, key=lambda f: (_FURTHEST.index(f.status), f.start, f.end))
    return replace(fact, headline=Headline(head.status, head.quote, head.start, head.end))


class _Places:
    """Where the facts stand that may tell the same as another: by whom their first core role names."""

    def __init__(self, types: Mapping[str, FactType]) -> None:
        self.types = types
        self.by_name: dict[tuple[str, str], set[int]] = defaultdict(set)
        self.by_type: dict[str, set[int]] = defaultdict(set)

    def put(self, fact: Fact, position: int) -> None:
        """Remember the place of a fact."""
        self.by_type[fact.type].add(position)
        for name in self._names(fact) or {""}:
            self.by_name[fact.type, name].add(position)

    def where_alike(self, fact: Fact) -> list[int]:
        """The places of the facts of its type that name somebody it names, or name nobody."""
        names = self._names(fact)
        if not names:
            return sorted(self.by_type[fact.type])
        return sorted(set().union(*(self.by_name[fact.type, name] for name in (*names, ""))))

    def _names(self, fact: Fact) -> set[str]:
        role = next(role.name for role in self.types[fact.type].roles if role.core)
        found = {p.iri for p in fact.role(role)}
        if role == "body":
            found |= {p.iri for p in fact.role("participants")}
            things = reference().things
            found |= {whole for iri in found if iri in things and (whole := things[iri].within)}
        return found


def _fullness(fact: Fact, types: Mapping[str, FactType]) -> int:
    core = sum(1 for role in types[fact.type].roles if role.core and fact.role(role.name))
    return 2 * core + (fact.time is not None)


def _key(fact: Fact, types: Mapping[str, FactType]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((role, tuple(sorted(iris))) for role, iris in core_roles(fact, types))


def _same(a: Fact, b: Fact, types: Mapping[str, FactType]) -> bool:
    return a.status == b.status and alike(a, b, types)


def _exact(found: Sequence[Participant]) -> tuple[int, bool]:
    return len(found), any(p.kind == "Place" for p in found)


def once_each(kinds: Iterable[StatedKind]) -> tuple[StatedKind, ...]:
    """Of each kind where the text names it first; what names no kind but lets one be inferred comes last."""
    found: dict[str, StatedKind] = {}
    for one in sorted(kinds, key=lambda k: (k.inferred, k.start, k.end)):
        found.setdefault(one.kind.iri, one)
    return tuple(found.values())


def completed(fact: Fact, other: Fact) -> Fact:
    """`fact` with the further roles, the time and the value that only `other` has."""
    roles = tuple((role, max(found, other.role(role), key=_exact)) for role, found in fact.roles)
    named = {role for role, _ in roles}
    roles += tuple((role, found) for role, found in other.roles if role not in named)
    return replace(
        fact,
        roles=roles,
        time=fact.time or other.time,
        value=fact.value if fact.value is not None else other.value,
        delay=fact.delay or other.delay,
        headline=fact.headline or other.headline,
        kinds=once_each((*fact.kinds, *other.kinds)),
    )
