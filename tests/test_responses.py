"""What follows: superclasses, the treaty that is invoked, and which response answers which request."""

import pytest
from pyoxigraph import DefaultGraph

from mithaq.ingest.acceptance import accept_claims
from mithaq.ingest.claims import Claim
from mithaq.ingest.facts import Fact, Participant, Status, Time
from mithaq.ingest.responses import enclosing, inferred_quads
from mithaq.iris import THING, local_name, term, thing
from mithaq.ontology.facttypes import fact_types
from mithaq.ontology.reference import Reference, Thing

CSTO, NATO = thing("Alliance", "CSTO"), thing("Alliance", "NATO")
TREATY = thing("Treaty", "CST-1992")
ARTICLE = f"{TREATY}/article/4"
ARMENIA, KAZAKHSTAN = thing("State", "ARM"), thing("State", "KAZ")
YEREVAN = thing("Place", "yerevan")
STAFF = thing("Body", "CSTO", "joint-staff")
ZAS = thing("Person", "zas")

REFERENCE = Reference(
    things={
        iri: Thing(iri, kind, (), within)
        for iri, kind, within in (
            (CSTO, "Alliance", None),
            (NATO, "Alliance", None),
            (TREATY, "Treaty", CSTO),
            (ARTICLE, "Provision", TREATY),
            (ARMENIA, "State", None),
            (KAZAKHSTAN, "State", None),
            (YEREVAN, "Place", ARMENIA),
            (STAFF, "Body", CSTO),
        )
    },
    names=(),
)
KINDS = {iri: thing.kind for iri, thing in REFERENCE.things.items()} | {ZAS: "Person"}


def tell(
    fact_type: str,
    time: str | None,
    document: str = "d",
    status: Status = "actual",
    **roles: str | None,
) -> Claim:
    found = tuple(
        (role, (Participant(iri, KINDS.get(iri, "Obligation"), ()),) if iri else ())
        for role, iri in roles.items()
    )
    stated = Time(time, "", "explicit") if time else None
    fact = Fact(
        document=document,
        type=fact_type,
        roles=found,
        status=status,
        source=None,
        time=stated,
        value=None,
        quote="",
        start=0,
        end=0,
        confidence=0.9,
        frame="test@1",
    )
    iri = (
        f"{THING}claim/{document}/{fact_type}-{time}-{status}-{'-'.join(map(str, roles.values()))}"
    )
    return Claim(iri, fact, prefix="", suffix="", language=None, text_hash="", told=None)


def request(time: str | None = "2022-09-13", **other: str) -> Claim:
    return tell("AssistanceRequest", time, requester=ARMENIA, addressee=CSTO, **other)  # type: ignore[arg-type]


def invocation(time: str | None = "2022-09-14", **other: str) -> Claim:
    return tell("Invocation", time, invoker=ARMENIA, provision=ARTICLE, **other)  # type: ignore[arg-type]


def mission(time: str | None = "2022-09-15", place: str | None = None, **other: str) -> Claim:
    return tell("Mission", time, sender=CSTO, place=place, **other)  # type: ignore[arg-type]


def answers(*claims: Claim) -> set[tuple[str, str]]:
    """The (response, request) pairs that follow from `claims`, by type."""
    situations = accept_claims(claims, fact_types())
    names = {situation.iri: situation.type.name for situation in situations}
    return {
        (names[quad.subject.value], names[quad.object.value])  # type: ignore[union-attr]
        for quad in inferred_quads(situations, REFERENCE)
        if quad.predicate.value == term("respondsTo")
    }


def follows(*claims: Claim) -> set[tuple[str, str, str]]:
    """All that follows from `claims`, as local names."""
    quads = list(inferred_quads(accept_claims(claims, fact_types()), REFERENCE))
    assert all(isinstance(quad.graph_name, DefaultGraph) for quad in quads)
    return {
        tuple(local_name(part.value) for part in (quad.subject, quad.predicate, quad.object))  # type: ignore[misc, union-attr]
        for quad in quads
    }


def test_a_thing_lies_in_all_that_encloses_it() -> None:
    assert enclosing(ARTICLE, REFERENCE) == (ARTICLE, TREATY, CSTO)
    assert enclosing(YEREVAN, REFERENCE) == (YEREVAN, ARMENIA)
    assert enclosing(ZAS, REFERENCE) == (ZAS,)


def test_things_that_enclose_each_other_do_not_hang_it() -> None:
    a, b = (thing("Place", name) for name in "ab")
    looped = Reference(things={a: Thing(a, "Place", (), b), b: Thing(b, "Place", (), a)}, names=())
    assert enclosing(a, looped) == (a, b)


def test_an_invocation_invokes_the_treaty_of_its_article_under_its_alliance() -> None:
    found = {(name, what) for _s, name, what in follows(invocation()) if name != "type"}
    assert found == {("invokesTreaty", "CST-1992"), ("underAlliance", "CSTO")}


def test_a_treaty_itself_may_be_invoked() -> None:
    found = follows(tell("Invocation", "2022", invoker=ARMENIA, provision=TREATY))
    assert {(name, what) for _s, name, what in found if name != "type"} == {
        ("invokesTreaty", "CST-1992"),
        ("underAlliance", "CSTO"),
    }


def test_a_commitment_that_is_accepted_obliges() -> None:
    told = {"provision": ARTICLE, "obligation": thing("Obligation", "mutual-defence")}
    assert ("CST-1992/article/4", "obliges", "mutual-defence") in follows(
        tell("Provision", None, **told)
    )
    denied = follows(tell("Provision", None, status="negated", **told))
    assert "obliges" not in {name for _s, name, _w in denied}


@pytest.mark.parametrize(
    ("response", "answered"),
    [
        (mission(), True),
        (mission(place=ARMENIA), True),
        (mission(place=YEREVAN), True),
        (mission(place=KAZAKHSTAN), False),
        (tell("Mission", "2022-09-15", sender=STAFF, place=None), True),
        (tell("Mission", "2022-09-15", sender=NATO, place=None), False),
        (tell("Mission", "2022-09-15", sender=ZAS, place=None), False),
        (tell("Mission", "2022-09-15", sender=None, place=ARMENIA), False),
        (tell("RefusedAssistance", "2022-09", refuser=CSTO, beneficiary=ARMENIA), True),
        (tell("RefusedAssistance", "2022-09", refuser=CSTO, beneficiary=KAZAKHSTAN), False),
        (tell("Deployment", "2022-09", deployer=CSTO, place=None, beneficiary=ARMENIA), True),
        (tell("Deployment", "2022-09", deployer=CSTO, place=YEREVAN, beneficiary=None), True),
        (tell("Deployment", "2022-09", deployer=CSTO, place=None, beneficiary=KAZAKHSTAN), False),
        (tell("Visit", "2022-09-15", visitor=ZAS, place=YEREVAN), False),
    ],
)
def test_a_response_comes_from_whom_was_asked_and_helps_who_asked(
    response: Claim, *, answered: bool
) -> None:
    kind = response.fact.type
    assert answers(response, request()) == ({(kind, "AssistanceRequest")} if answered else set())
    assert answers(response, invocation()) == ({(kind, "Invocation")} if answered else set())


@pytest.mark.parametrize(
    ("asked", "told", "answered"),
    [
        ("2022-09-13", "2022-09-12", False),
        ("2022-09-13", "2022-09-13", True),
        ("2022-09-13", "2022-11-12", True),  # sixty days
        ("2022-09-13", "2022-11-13", False),
        ("2022-09-13", "2022-09", True),
        ("2022-09", "2022-09-01", True),
        ("2022-09", "2022-08", False),
        ("2022-09", "2022-11", True),
        ("2022-01", "2022-09-15", False),
        ("2022", "2022-09-15", True),
        ("2022-09-13", "2022-09/..", True),
        ("2022-09-13", "../2022-08", False),
    ],
)
def test_a_response_follows_within_sixty_days(asked: str, told: str, *, answered: bool) -> None:
    documents = {"document": "other"}
    assert bool(answers(request(asked), mission(told, **documents))) is answered


@pytest.mark.parametrize(
    ("asked", "told"), [("2022-09-13", None), (None, "2022-09-13"), (None, None)]
)
def test_without_a_date_only_one_document_ties_a_response_to_a_request(
    asked: str | None, told: str | None
) -> None:
    pair = {("Mission", "AssistanceRequest")}
    assert answers(request(asked, document="a"), mission(told, document="a")) == pair
    assert answers(request(asked, document="a"), mission(told, document="b")) == set()


def test_a_promised_response_answers_but_a_possible_request_is_not_answered() -> None:
    assert answers(request(), mission(status="announced")) == {("Mission", "AssistanceRequest")}
    assert answers(request(status="possible"), mission()) == set()


def test_a_request_to_a_state_is_answered_by_that_state() -> None:
    asked = tell("AssistanceRequest", "2022-01", requester=KAZAKHSTAN, addressee=ARMENIA)
    sent = tell("Deployment", "2022-01", deployer=ARMENIA, place=KAZAKHSTAN, beneficiary=None)
    by_alliance = tell("Deployment", "2022-01", deployer=CSTO, place=KAZAKHSTAN, beneficiary=None)
    assert answers(asked, sent) == {("Deployment", "AssistanceRequest")}
    assert answers(asked, by_alliance) == set()
