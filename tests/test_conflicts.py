"""Conflicts: what is affirmed and denied is disputed, and what only seems so is not."""

from dataclasses import replace

import pytest

from mithaq.ingest.acceptance import accept_claims
from mithaq.ingest.claims import Claim
from mithaq.ingest.conflicts import Conflicts, conflict_quads, find_conflicts
from mithaq.ingest.facts import Fact, Participant, Status, Time
from mithaq.iris import THING, term, thing
from mithaq.ontology.facttypes import fact_types
from mithaq.ontology.reference import Reference, Thing

CSTO, GEORGIA = thing("Alliance", "CSTO"), thing("State", "GEO")
TREATY, AGREEMENT = thing("Treaty", "CST-1992"), thing("Treaty", "agreement")
REFERENCE = Reference(things={TREATY: Thing(TREATY, "Treaty", (), CSTO)}, names=())
LEFT = THING + "withdrawal/CSTO/GEO"
MEMBER = THING + "membership/CSTO/GEO"
BELONGS = {"alliance": CSTO, "member": GEORGIA}


def tell(
    kind: str = "Withdrawal",
    time: str | None = None,
    status: Status = "actual",
    document: str = "a",
    told: str | None = "2022",
    value: float | None = None,
    confidence: float = 0.9,
    roles: dict[str, str] = BELONGS,
) -> Claim:
    fact = Fact(
        document=document,
        type=kind,
        roles=tuple((r, (Participant(iri, "State", ()),)) for r, iri in roles.items()),
        status=status,
        source=None,
        time=Time(time, "", "explicit") if time else None,
        value=value,
        quote="",
        start=0,
        end=0,
        confidence=confidence,
        frame="test@1",
    )
    iri = thing("Claim", document, f"{kind}-{time}-{status}-{value}")
    return Claim(iri, fact, prefix="", suffix="", language=None, text_hash="", told=told)


def conflicts(*claims: Claim) -> Conflicts:
    return find_conflicts(accept_claims(claims, fact_types()), REFERENCE)


NO, ELSEWHERE = tell(status="negated", document="b"), tell(document="b")


def test_what_one_claim_affirms_and_another_denies_is_disputed() -> None:
    assert conflicts(tell(), NO) == Conflicts(frozenset({LEFT}), frozenset())


@pytest.mark.parametrize(
    "other",
    [
        ELSEWHERE,
        tell(status="possible", document="b"),
        tell(status="negated", document="b", confidence=0.2),
        replace(NO, verdict="rejected"),
        replace(NO, corrected=ELSEWHERE.fact, verdict="corrected"),
    ],
)
def test_what_is_not_denied_or_not_believably_is_not_disputed(other: Claim) -> None:
    assert conflicts(tell(), other).disputed == frozenset()


def test_a_broader_denial_denies_each_that_happened_within_it() -> None:
    found = conflicts(tell(time="1999-04"), tell(time="1999", status="negated", document="b"))
    assert found.disputed
    day = conflicts(tell(time="1999"), tell(time="1999-04", status="negated", document="b"))
    assert day.disputed == frozenset()  # not in April, but perhaps in May


def test_what_happens_once_and_is_told_at_two_times_conflicts() -> None:
    found = conflicts(tell(time="1999"), tell(time="2009", document="b"))
    assert found.pairs == {(LEFT + "/1999", LEFT + "/2009")}
    assert found.disputed == {LEFT + "/1999", LEFT + "/2009"}
    assert not conflicts(tell(time="1999"), tell(time="1999-04", document="b")).pairs


@pytest.mark.parametrize(("kind", "paired"), [("Founding", True), ("Meeting", False)])
def test_only_some_things_happen_once(*, kind: str, paired: bool) -> None:
    roles = {"Founding": {"alliance": CSTO}, "Meeting": {"body": CSTO, "place": GEORGIA}}[kind]
    found = conflicts(
        tell(kind, "1992", roles=roles), tell(kind, "2002", document="b", roles=roles)
    )
    assert bool(found.pairs) == paired


@pytest.mark.parametrize(("treaty", "paired"), [(TREATY, True), (AGREEMENT, False)])
def test_an_agreement_without_a_name_of_its_own_may_be_signed_again(
    *, treaty: str, paired: bool
) -> None:
    roles = {"treaty": treaty, "signatory": GEORGIA}
    first, second = (tell("TreatySigning", year, roles=roles) for year in ("1992", "2002"))
    assert bool(conflicts(first, second).pairs) == paired


def test_a_member_that_is_none_is_disputed_unless_it_has_left() -> None:
    member, none = tell("Membership"), tell("Membership", status="negated", document="b")
    assert conflicts(member, none).disputed == {MEMBER}
    assert conflicts(member, none, tell()).disputed == frozenset()


def test_years_later_it_may_be_a_member_no_more() -> None:
    none = tell("Membership", status="negated", document="b", told="2031")
    assert conflicts(tell("Membership"), none).disputed == frozenset()


def test_two_documents_with_two_values_disagree_and_one_with_two_does_not() -> None:
    roles = {"alliance": CSTO, "force": thing("Force", "peacekeepers")}
    few, many = (tell("ForceStrength", value=n, roles=roles) for n in (3600.0, 4000.0))
    elsewhere = tell("ForceStrength", value=4000.0, roles=roles, document="b")
    assert conflicts(few, elsewhere).disputed
    assert not conflicts(few, many).disputed


@pytest.mark.parametrize("verdict", ["accepted", "rejected"])
def test_a_reviewer_settles_what_is_disputed(verdict: str) -> None:
    situations = accept_claims((tell(), NO), fact_types())
    settled = [replace(each, verdict=verdict) for each in situations]
    assert find_conflicts(settled, REFERENCE) == Conflicts(frozenset(), frozenset())
    assert [each.realized for each in settled] == [verdict == "accepted"]


def test_a_conflict_is_stated_both_ways() -> None:
    found = conflicts(tell(time="1999"), tell(time="2009", document="b"))
    ties = {
        (quad.subject.value, quad.object.value)  # type: ignore[union-attr]
        for quad in conflict_quads(found)
        if quad.predicate.value == term("conflictsWith")
    }
    assert ties == {(LEFT + "/1999", LEFT + "/2009"), (LEFT + "/2009", LEFT + "/1999")}
