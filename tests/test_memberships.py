"""Memberships as the member has them: only what came about, and ongoing only as it was told."""

import pytest

from mithaq.ingest.acceptance import accept_claims
from mithaq.ingest.claims import Claim
from mithaq.ingest.facts import Fact, Participant, Status, Time
from mithaq.ingest.memberships import membership_quads
from mithaq.iris import local_name, thing
from mithaq.ontology.facttypes import fact_types

CSTO, GEORGIA = thing("Alliance", "CSTO"), thing("State", "GEO")


def tell(
    kind: str = "Membership",
    time: str | None = None,
    told: str | None = "2022-11",
    status: Status = "actual",
    confidence: float = 0.9,
) -> Claim:
    roles = (
        ("alliance", (Participant(CSTO, "Alliance", ()),)),
        ("member", (Participant(GEORGIA, "State", ()),)),
    )
    fact = Fact(
        document="d",
        type=kind,
        roles=roles,
        status=status,
        source=None,
        time=Time(time, "", "explicit") if time else None,
        value=None,
        quote="",
        start=0,
        end=0,
        confidence=confidence,
        frame="test@1",
    )
    iri = thing("Claim", f"{kind}-{time}-{status}-{confidence}")
    return Claim(iri, fact, prefix="", suffix="", language=None, text_hash="", told=told)


def follows(*claims: Claim) -> set[tuple[str, ...]]:
    return {
        tuple(local_name(part.value) for part in (quad.subject, quad.predicate, quad.object))  # type: ignore[union-attr]
        for quad in membership_quads(accept_claims(claims, fact_types()))
    }


HAS = ("GEO", "hasMembership", "CSTO/GEO")
ONGOING = ("CSTO/GEO", "type", "OngoingMembership")


@pytest.mark.parametrize(
    ("time", "told", "ongoing"),
    [
        (None, "2022-11", True),
        (None, None, True),
        ("1994/..", "2022-11", True),
        ("1994/2022", "2022-11", True),
        ("2022", "2022-11", True),
        ("1994/1999", "2022-11", False),
        ("1994/1999", "1998", True),
        ("1994/1999", None, False),
    ],
)
def test_a_membership_is_ongoing_where_its_time_reaches_the_document(
    *, time: str | None, told: str | None, ongoing: bool
) -> None:
    assert follows(tell(time=time, told=told)) == ({HAS, ONGOING} if ongoing else {HAS})


def test_one_document_that_presents_it_as_ongoing_is_enough() -> None:
    assert ONGOING in follows(tell(time="1994/1999"), tell(time="1994/1999", told="1998"))


@pytest.mark.parametrize("kind", ["Membership", "Withdrawal"])
@pytest.mark.parametrize("status", ["announced", "conditional", "possible", "negated"])
def test_what_did_not_come_about_gives_no_one_anything(kind: str, status: Status) -> None:
    assert follows(tell(kind, status=status)) == set()


def test_a_claim_that_is_not_believed_makes_nothing_ongoing() -> None:
    doubtful = tell(time="1994/..", confidence=0.1)
    assert follows(doubtful) == set()
    assert follows(tell(time="1994/1999"), doubtful) == {HAS}


def test_the_end_of_a_membership_is_its_members() -> None:
    assert follows(tell("Withdrawal")) == {("GEO", "hasMembershipEnd", "CSTO/GEO")}


def test_what_is_no_membership_gives_none() -> None:
    assert follows(tell("Accession", "1994")) == set()


@pytest.mark.parametrize(
    ("end", "told", "ongoing"),
    [
        (None, "2022-11", False),
        ("2023", "2022-11", False),
        ("1999", "2022-11", True),
        ("1999", None, False),
    ],
)
def test_a_membership_that_has_ended_since_is_not_ongoing(
    *, end: str | None, told: str | None, ongoing: bool
) -> None:
    assert (ONGOING in follows(tell(told=told), tell("Withdrawal", time=end))) == ongoing
