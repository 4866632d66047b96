"""Memberships as the member has them: which hold, which have ended, which held when they were told."""

from collections.abc import Iterator

from pyoxigraph import NamedNode, Quad

from mithaq.ingest.claims import Claim
from mithaq.ingest.situations import Situation, is_realizing
from mithaq.ingest.terms import TYPE, mq
from mithaq.ingest.times import read_edtf
from mithaq.iris import local_name
from mithaq.ontology.vocabulary import superclasses


def membership_quads(situation: Situation) -> Iterator[Quad]:
    """What follows from `situation`, if it is a membership or the end of one and came about.

    The roles of a situation say nothing of that: one that is only announced has a member too.
    """
    if not situation.realized:
        return
    kind = local_name(situation.type.iri)
    subject = NamedNode(situation.iri)
    if kind == "Membership":
        yield from _of_members(situation, "hasMembership")
        if any(is_ongoing(claim) for claim in situation.claims if is_realizing(claim)):
            yield Quad(subject, TYPE, mq("OngoingMembership"))
    elif "MembershipEnd" in {kind, *superclasses(kind)}:
        yield from _of_members(situation, "hasMembershipEnd")


def is_ongoing(claim: Claim) -> bool:
    """Whether `claim` presents what it tells as holding on the day of its document.

    It does where it gives no time or one without an end; a time that has one reaches that day.
    """
    latest = read_edtf(claim.fact.time.edtf).latest if claim.fact.time else None
    if latest is None:
        return True
    told = read_edtf(claim.told).earliest if claim.told else None
    return told is not None and told <= latest


def _of_members(situation: Situation, name: str) -> Iterator[Quad]:
    for member in sorted(situation.role("member")):
        yield Quad(NamedNode(member), mq(name), NamedNode(situation.iri))
