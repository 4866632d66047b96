"""Conflicts: situations that are told and denied, and pairs that cannot both be as they are told.

Nothing is deleted and nothing picked: what conflicts stays, tied and marked. A reviewer who has
accepted or rejected a situation, or split it off another, has settled it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from itertools import combinations

from pyoxigraph import NamedNode, Quad

from mithaq.ingest.claims import Claim
from mithaq.ingest.situations import Situation, are_rivals, is_denying, is_realizing
from mithaq.ingest.terms import boolean, mq
from mithaq.ontology.facttypes import once_only
from mithaq.ontology.reference import Reference
from mithaq.ontology.vocabulary import subclasses
from mithaq.times import covers, read_edtf

HELD_FOR = timedelta(days=366)
"""What one document says to hold and another denies may have changed if they lie further apart."""

_ENDS = {"Membership": "MembershipEnd", "OfficeHolding": "Resignation"}
"""What ends what holds: the class of the events, with those below it."""
_Core = tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Conflicts:
    """What cannot be settled from the documents: situations' IRIs, and pairs of them in order."""

    disputed: frozenset[str]
    pairs: frozenset[tuple[str, str]]


def find_conflicts(situations: Iterable[Situation], reference: Reference) -> Conflicts:
    """The conflicts among `situations`.

    Disputed is what one claim affirms and another denies; what is given different values, or kinds
    that exclude each other, by different documents; and what happens only once and is told at two times. Denied more broadly
    ("did not sign in 2022" beside a signing of May 2022) counts as denied.
    """
    alike: dict[tuple[str, _Core], list[Situation]] = defaultdict(list)
    for situation in situations:
        if situation.verdict is None:
            alike[situation.type.name, situation.core].append(situation)
    disputed: set[str] = set()
    pairs: set[tuple[str, str]] = set()
    for (name, core), group in alike.items():
        ended = any(_happened(alike.get((end, core), ())) for end in _ends(name))
        disputed.update(one.iri for one in group if _is_disputed(one, ended=ended))
        found = set(_pairs(group, reference))
        pairs |= found
        disputed.update(iri for pair in found for iri in pair)
    return Conflicts(frozenset(disputed), frozenset(pairs))


def conflict_quads(conflicts: Conflicts) -> Iterator[Quad]:
    """`conflicts` in the default graph."""
    for iri in conflicts.disputed:
        yield Quad(NamedNode(iri), mq("disputed"), boolean(value=True))
    for one, other in conflicts.pairs:
        yield Quad(NamedNode(one), mq("conflictsWith"), NamedNode(other))
        yield Quad(NamedNode(other), mq("conflictsWith"), NamedNode(one))


@cache
def _ends(name: str) -> frozenset[str]:
    end = _ENDS.get(name)
    return frozenset() if end is None else subclasses(end) | {end}


def _happened(situations: Iterable[Situation]) -> bool:
    return any(situation.realized for situation in situations)


def _is_disputed(situation: Situation, *, ended: bool) -> bool:
    affirming = [claim for claim in situation.claims if is_realizing(claim)]
    denying = [claim for claim in situation.claims if is_denying(claim)]
    if situation.type.event:
        denied = bool(affirming and denying)
    else:
        # Who has left was a member and is none: both are so, at their times.
        denied = not ended and any(_of_one_time(a, b) for a in affirming for b in denying)
    return denied or _differ_in_value(affirming) or _differ_in_kind(affirming)


def _of_one_time(one: Claim, other: Claim) -> bool:
    if one.told is None or other.told is None:
        return True
    a, b = read_edtf(one.told), read_edtf(other.told)
    return a.may_follow(b, HELD_FOR) and b.may_follow(a, HELD_FOR)


def _differ_in_value(claims: Sequence[Claim]) -> bool:
    told = {(claim.fact.document, claim.meant.value) for claim in claims if claim.meant.value}
    return any(a != b and x != y for (a, x), (b, y) in combinations(sorted(told), 2))


def _differ_in_kind(claims: Sequence[Claim]) -> bool:
    told = {(claim.fact.document, kind.kind.iri) for claim in claims for kind in claim.meant.kinds}
    return any(a != b and are_rivals((x, y)) for (a, x), (b, y) in combinations(sorted(told), 2))


def _pairs(group: Sequence[Situation], reference: Reference) -> Iterator[tuple[str, str]]:
    """The pairs among situations of one type and one core that cannot both be."""
    if len(group) == 1:
        return
    happened = [one for one in group if one.realized]
    denied = [one for one in group if not one.realized and any(map(is_denying, one.claims))]
    found = [(no, yes) for no in denied for yes in happened if _covers(no, yes)]
    if once_only(group[0].type.name) and all(
        iri in reference.things for iri in _treaties(group[0])
    ):
        found += [pair for pair in combinations(happened, 2) if _at_other_times(*pair)]
    yield from (tuple(sorted((one.iri, other.iri))) for one, other in found)  # type: ignore[misc]


def _treaties(situation: Situation) -> frozenset[str]:
    # An agreement that only the text names may be one of several that go by the same words.
    return situation.role("treaty") if situation.type.name == "TreatySigning" else frozenset()


def _covers(denied: Situation, happened: Situation) -> bool:
    if denied.edtf is None or happened.edtf is None:
        return denied.edtf is None
    return covers(denied.edtf, happened.edtf)


def _at_other_times(one: Situation, other: Situation) -> bool:
    if one.edtf is None or other.edtf is None:
        return False
    return not covers(one.edtf, other.edtf) and not covers(other.edtf, one.edtf)
