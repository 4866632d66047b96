"""Memberships as the member has them: which hold, which have ended, which held when they were told."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from pyoxigraph import NamedNode, Quad

from mithaq.ingest.claims import Claim
from mithaq.ingest.situations import Situation, is_realizing
from mithaq.ingest.terms import TYPE, mq
from mithaq.iris import local_name
from mithaq.ontology.vocabulary import superclasses
from mithaq.times import read_edtf

_Core = tuple[frozenset[str], ...]


def membership_quads(situations: Iterable[Situation]) -> Iterator[Quad]:
    """What follows from the memberships among `situations`, and their ends, that came about.

    The roles of a situation say nothing of that: one that is only announced has a member too.
    """
    held: list[Situation] = []
    ends: dict[_Core, list[Situation]] = defaultdict(list)
    for situation in situations:
        kind = local_name(situation.type.iri)
        if situation.realized and kind == "Membership":
            held.append(situation)
        elif situation.realized and "MembershipEnd" in {kind, *superclasses(kind)}:
            ends[situation.core].append(situation)
            yield from _of_members(situation, "hasMembershipEnd")
    for situation in held:
        yield from _of_members(situation, "hasMembership")
        told = (claim for claim in situation.claims if is_realizing(claim))
        if any(is_ongoing(claim, ends[situation.core]) for claim in told):
            yield Quad(NamedNode(situation.iri), TYPE, mq("OngoingMembership"))


def is_ongoing(claim: Claim, ends: Iterable[Situation] = ()) -> bool:
    """Whether `claim` presents what it tells as holding on the day of its document, and it still does.

    It does where it gives no time or one without an end; a time that has one reaches that day. What
    has ended since, or nobody knows when, does not.
    """
    told = read_edtf(claim.told).earliest if claim.told else None
    latest = read_edtf(claim.meant.time.edtf).latest if claim.meant.time else None
    if latest is not None and (told is None or latest < told):
        return False
    return not any(_may_be_after(end, told) for end in ends)


def _may_be_after(end: Situation, told: date | None) -> bool:
    latest = read_edtf(end.time.edtf).latest if end.time else None
    return latest is None or told is None or told <= latest


def _of_members(situation: Situation, name: str) -> Iterator[Quad]:
    for member in sorted(situation.role("member")):
        yield Quad(NamedNode(member), mq(name), NamedNode(situation.iri))
