"""Settling: what a document tells in several places of one thing, put together before merging."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from mithaq.ingest.facts import Fact, Participant
from mithaq.ingest.lexicon import words
from mithaq.ingest.merging import completed
from mithaq.ingest.sameness import alike
from mithaq.ingest.tokens import bare
from mithaq.ontology.facttypes import FactType
from mithaq.text import fold

_LENT = ("announced", "actual")
_NEAR = 800
"""How many code points may lie between a fact and what only completes it."""

_NEXT = 300
"""How many code points may lie between what is told and what takes it up."""


@dataclass(frozen=True, slots=True)
class Told:
    """A fact; whether words beside its trigger show its status; whether it only completes another.

    An `elliptic` fact may lack a set, its sides: they are those of the fact before; one that is
    `free` too is told by other words as well and may stay without. What is told `again`, «ووقع
    الهجوم في كذا», adds nothing to a fact that has its place; an `anaphoric` one speaks of what an
    anaphoric partial one told before it. `struck` is the state on which a blow fell, and so where it
    fell if no place is told.
    """

    fact: Fact
    firm: bool
    partial: bool
    elliptic: bool = False
    free: bool = False
    again: bool = False
    anaphoric: bool = False
    struck: Participant | None = None


def settle(told: Sequence[Told], types: Mapping[str, FactType]) -> list[Fact]:
    """The facts of a document, each with what its other sentences tell of the same thing.

    What only a bare noun tells, «انسحاب أرمينيا», takes the status that the nearest firm telling
    gives it; a partial one, «القمة التي عقدت في بروكسل», completes the nearest fact and vanishes.
    """
    whole = sorted((t for t in told if not t.partial), key=_start)
    for part in told:
        if part.partial and part.anaphoric:
            _taken_up(whole, part, types)
        elif part.partial:
            _complete(whole, part, types)
    lenders: dict[str, list[Fact]] = defaultdict(list)
    for one in whole:
        if one.firm and one.fact.status in _LENT:
            lenders[one.fact.type].append(one.fact)
    return [t.fact if t.firm else _settled(t.fact, lenders[t.fact.type], types) for t in whole]


def _complete(whole: list[Told], part: Told, types: Mapping[str, FactType]) -> None:
    low = bisect_left(whole, part.fact.start - _NEAR, key=_start)
    high = bisect_right(whole, part.fact.start + _NEAR, key=_start)
    fitting = [
        n
        for n in range(low, high)
        if alike(whole[n].fact, part.fact, types) and _may_be_called(whole[n].fact, part.fact)
    ]
    if not fitting:
        return
    nearest = min(fitting, key=lambda n: _farness(whole[n].fact, part.fact))
    other = whole[nearest]
    if other.firm and part.firm and other.fact.status != part.fact.status:
        return
    status = part.fact.status if part.firm else other.fact.status
    fact = replace(completed(other.fact, part.fact), status=status)
    whole[nearest] = Told(fact, other.firm or part.firm, partial=False)


def _farness(fact: Fact, part: Fact) -> tuple[bool, int]:
    """How far a fact lies; «القمة» is one told before, if any was."""
    after = fact.start > part.start and fold(part.wording or "").startswith(_THE)
    return after, abs(fact.start - part.start)


_THE = "ال"


def _may_be_called(fact: Fact, part: Fact) -> bool:
    """Whether the partial's noun may mean the fact: «اللقاء» is of people, no session of a body.

    Nor is it the summit of an alliance: «غادر فلان قمة الحلف …، والأهم عنده لقاء لندن».
    """
    if part.type != "Meeting" or bare(fold(part.wording or "")) not in words("meetings", "talks"):
        return True
    bodies = {p.kind for p in fact.role("body")}
    return not any(
        not bodies.isdisjoint(met)
        for kind, met in _NO_TALKS.items()
        for held in fact.role("kind")
        if held.iri.endswith(kind)
    )


_NO_TALKS = {
    "/meeting": frozenset({"Body"}),
    "/summit": frozenset({"Alliance", "Organization"}),
}
"""Of whom a meeting of that kind is no mere talk."""


def _taken_up(whole: list[Told], part: Told, types: Mapping[str, FactType]) -> None:
    """The fact that goes on to speak of what `part` told, with its day: «… بشأن الحادث»."""
    for position in range(bisect_left(whole, part.fact.end, key=_start), len(whole)):
        other = whole[position]
        if other.fact.start - part.fact.end > _NEXT:
            return
        if other.anaphoric and alike(other.fact, part.fact, types):
            fact = completed(other.fact, part.fact)
            whole[position] = replace(other, fact=fact)
            return


def _start(told: Told) -> int:
    return told.fact.start


def _settled(fact: Fact, lenders: Sequence[Fact], types: Mapping[str, FactType]) -> Fact:
    """The fact with the status of the nearest of `lenders` that tells the same thing."""
    near = (other for other in _nearest_first(lenders, fact.start) if alike(fact, other, types))
    lender = next(near, None)
    return fact if lender is None else replace(fact, status=lender.status)


def _nearest_first(lenders: Sequence[Fact], start: int) -> Iterator[Fact]:
    after = bisect_left(lenders, start, key=lambda fact: fact.start)
    before = after - 1
    while before >= 0 or after < len(lenders):
        if after == len(lenders) or (
            before >= 0 and start - lenders[before].start <= lenders[after].start - start
        ):
            yield lenders[before]
            before -= 1
        else:
            yield lenders[after]
            after += 1
