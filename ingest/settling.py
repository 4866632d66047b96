"""Settling: what a document tells in several places of one thing, put together before merging."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from mithaq.ingest.facts import Fact
from mithaq.ingest.merging import alike, completed
from mithaq.ontology.facttypes import FactType

_LENT = ("announced", "actual")
_NEAR = 800
"""How many code points may lie between a fact and what only completes it."""


@dataclass(frozen=True, slots=True)
class Told:
    """A fact; whether words beside its trigger show its status; whether it only completes another.

    An `elliptic` fact may lack a set, its sides: they are those of the fact before; one that is
    `free` too is told by other words as well and may stay without.
    """

    fact: Fact
    firm: bool
    partial: bool
    elliptic: bool = False
    free: bool = False


def settle(told: Sequence[Told], types: Mapping[str, FactType]) -> list[Fact]:
    """The facts of a document, each with what its other sentences tell of the same thing.

    What only a bare noun tells, «انسحاب أرمينيا», takes the status that the nearest firm telling
    gives it; a partial one, «القمة التي عقدت في بروكسل», completes the nearest fact and vanishes.
    """
    whole = [t for t in told if not t.partial]
    for part in told:
        if part.partial:
            _complete(whole, part, types)
    return [t.fact if t.firm else _settled(t.fact, whole, types) for t in whole]


def _complete(whole: list[Told], part: Told, types: Mapping[str, FactType]) -> None:
    fitting = [
        n
        for n, t in enumerate(whole)
        if alike(t.fact, part.fact, types) and abs(t.fact.start - part.fact.start) <= _NEAR
    ]
    if not fitting:
        return
    nearest = min(fitting, key=lambda n: abs(whole[n].fact.start - part.fact.start))
    other = whole[nearest]
    if other.firm and part.firm and other.fact.status != part.fact.status:
        return
    status = part.fact.status if part.firm else other.fact.status
    fact = replace(completed(other.fact, part.fact), status=status)
    whole[nearest] = Told(fact, other.firm or part.firm, partial=False)


def _settled(fact: Fact, told: Sequence[Told], types: Mapping[str, FactType]) -> Fact:
    lenders = [
        other.fact
        for other in told
        if other.firm and other.fact.status in _LENT and alike(fact, other.fact, types)
    ]
    if not lenders:
        return fact
    nearest = min(lenders, key=lambda other: abs(other.start - fact.start))
    return replace(fact, status=nearest.status)
