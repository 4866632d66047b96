"""Situations: which claims tell of one, what it is taken to be, and what it is called."""

from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, serialize

from mithaq.ingest.acceptance import accept_claims
from mithaq.ingest.claims import Claim
from mithaq.ingest.facts import Fact, Participant, Status, Time
from mithaq.ingest.situations import THRESHOLD, Names, Situation, situation_quads
from mithaq.ingest.terms import LABEL, TYPE, mq
from mithaq.iris import GRAPH, THING, term, thing
from mithaq.ontology.facttypes import fact_types

NAMES: Names = {
    term("Withdrawal"): {"en": "Withdrawal", "ar": "انسحاب"},
    term("Visit"): {"en": "Visit"},
    thing("Alliance", "CSTO"): {"en": "CSTO", "ar": "منظمة معاهدة الأمن الجماعي"},
    thing("State", "GEO"): {"en": "Georgia", "ar": "جورجيا"},
    thing("Person", "pelosi"): {"ar": "بيلوسي"},
    thing("Place", "yerevan"): {"ru": "Ереван"},
}
IRIS = {
    "CSTO": ("Alliance", thing("Alliance", "CSTO")),
    "ARM": ("State", thing("State", "ARM")),
    "AZE": ("State", thing("State", "AZE")),
    "GEO": ("State", thing("State", "GEO")),
    "yerevan": ("Place", thing("Place", "yerevan")),
    "pelosi": ("Person", thing("Person", "pelosi")),
    "zas": ("Person", thing("Person", "zas")),
    "summit": ("Kind", thing("Kind", "summit")),
    "emergency": ("Kind", thing("Kind", "emergency")),
    "article": ("Provision", thing("Treaty", "CST-1992", "article", "4")),
}


def tell(
    fact_type: str,
    time: str | None = None,
    *,
    status: Status = "actual",
    document: str = "d",
    told: str | None = None,
    confidence: float = 0.9,
    value: float | None = None,
    start: int = 0,
    **roles: str,
) -> Claim:
    """A claim; roles as names of `IRIS`, several with a space between."""
    fact = Fact(
        document=document,
        type=fact_type,
        roles=tuple(
            (role.name, tuple(participant(name) for name in roles.get(role.name, "").split()))
            for role in fact_types()[fact_type].roles
        ),
        status=status,
        source=None,
        time=(time and Time(time, "", "explicit")) or None,
        value=value,
        quote="",
        start=start,
        end=start,
        confidence=confidence,
        frame="test@1",
    )
    iri = f"{THING}claim/{document}/{abs(hash(fact)):x}"
    return Claim(iri, fact, prefix="", suffix="", language=None, text_hash="", told=told)


def participant(name: str) -> Participant:
    kind, iri = IRIS[name]
    return Participant(iri, kind, ())


def accepted(*claims: Claim) -> dict[str, Situation]:
    """The situations of `claims` by the end of their IRI; each claim must be about exactly one."""
    found = accept_claims(claims, fact_types())
    assert sorted(c.iri for s in found for c in s.claims) == sorted(c.iri for c in claims)
    assert len({situation.iri for situation in found}) == len(found)
    return {situation.iri.removeprefix(THING): situation for situation in found}


def meeting(time: str | None = None, place: str = "yerevan", **other: object) -> Claim:
    return tell("Meeting", time, body="CSTO", place=place, **other)  # type: ignore[arg-type]


def withdrawal(time: str | None = None, **other: object) -> Claim:
    return tell("Withdrawal", time, alliance="CSTO", member="ARM", **other)  # type: ignore[arg-type]


def objects(situation: Situation, name: str) -> set[str]:
    quads = situation_quads(situation, NAMES)
    return {quad.object.value for quad in quads if quad.predicate == mq(name)}  # type: ignore[union-attr]


def types(situation: Situation) -> set[str]:
    quads = situation_quads(situation, NAMES)
    return {quad.object.value for quad in quads if quad.predicate == TYPE}  # type: ignore[union-attr]


def labels(situation: Situation) -> dict[str, str]:
    quads = situation_quads(situation, NAMES)
    found = [quad.object for quad in quads if quad.predicate == LABEL]
    return {o.language or "": o.value for o in found if isinstance(o, Literal)}


# What a situation is named by


@pytest.mark.parametrize(
    ("claim", "iri"),
    [
        (tell("Withdrawal", alliance="CSTO", member="GEO"), "withdrawal/CSTO/GEO"),
        (withdrawal("2023"), "withdrawal/CSTO/ARM/2023"),
        (meeting("2022-11-23"), "meeting/CSTO/yerevan/2022-11-23"),
        (meeting("2022-11-23", ""), "meeting/CSTO/unknown/2022-11-23"),
        (meeting("2020-09/2020-11"), "meeting/CSTO/yerevan/2020-09--2020-11"),
        (tell("Incident", "2020", parties="AZE ARM"), "incident/ARM+AZE/unknown/2020"),
        (
            tell("Invocation", "2022-09-14", invoker="ARM", provision="article"),
            "invocation/ARM/CST-1992-article-4/2022-09-14",
        ),
        (tell("Membership", "2002/..", alliance="CSTO", member="ARM"), "membership/CSTO/ARM"),
        (tell("Provision", provision="article"), "commitment/CST-1992-article-4/unknown"),
    ],
)
def test_a_situation_is_named_by_type_core_roles_and_time(claim: Claim, iri: str) -> None:
    assert list(accepted(claim)) == [iri]


def test_two_things_of_one_local_name_make_two_situations() -> None:
    state = tell("Visit", visitor="pelosi", place="GEO")
    town = replace(
        state,
        iri=state.iri + "0",
        fact=replace(
            state.fact,
            roles=(
                state.fact.roles[0],
                ("place", (Participant(thing("Place", "GEO"), "Place", ()),)),
            ),
        ),
    )
    assert set(accepted(state, town)) == {"visit/pelosi/GEO", "visit/person-pelosi/state-GEO"}
    assert set(accepted(town, state)) == {"visit/pelosi/GEO", "visit/person-pelosi/state-GEO"}


# Which claims are about one situation


def test_claims_of_several_documents_tell_of_one_event() -> None:
    found = accepted(meeting("2022-11-23", document="a"), meeting("2022-11-23", document="b"))
    assert found["meeting/CSTO/yerevan/2022-11-23"].documents == {"a", "b"}
    assert len(found) == 1


@pytest.mark.parametrize(
    "coarse", [None, "2022", "2022-11", "2022-11/2022-12", "2020/..", "../2023", "--11-23", "--11"]
)
def test_a_coarser_time_joins_the_only_finer_one(coarse: str | None) -> None:
    found = accepted(meeting(coarse), meeting("2022-11-23", start=1))
    assert list(found) == ["meeting/CSTO/yerevan/2022-11-23"]


def test_a_chain_of_times_ends_in_the_finest() -> None:
    told = [meeting(t) for t in (None, "2022", "2022-11", "2022-11-23")]
    assert list(accepted(*told)) == ["meeting/CSTO/yerevan/2022-11-23"]


def test_a_month_beside_two_of_its_days_stays_a_situation_of_its_own() -> None:
    found = accepted(meeting("2022-09"), meeting("2022-09-13"), meeting("2022-09-14"))
    assert set(found) == {
        "meeting/CSTO/yerevan/2022-09",
        "meeting/CSTO/yerevan/2022-09-13",
        "meeting/CSTO/yerevan/2022-09-14",
    }


def test_an_unknown_time_beside_two_known_ones_stays_unknown() -> None:
    found = accepted(meeting(), meeting("2022"), meeting("2016-10"))
    assert "meeting/CSTO/yerevan" in found
    assert found["meeting/CSTO/yerevan"].time is None


def test_other_times_are_other_events() -> None:
    assert len(accepted(meeting("2022-11-23"), meeting("2022-11-24"))) == 2


def test_a_missing_core_role_joins_the_only_one_that_fills_it() -> None:
    found = accepted(meeting("2022-11-23", ""), meeting("2022-11-23"))
    assert list(found) == ["meeting/CSTO/yerevan/2022-11-23"]


def test_a_missing_core_role_beside_two_stays_missing() -> None:
    found = accepted(meeting("2022-11-23", ""), meeting("2022-11-23"), meeting("2022-11-23", "ARM"))
    assert len(found) == 3


def test_a_place_is_not_taken_from_a_meeting_of_unknown_time() -> None:
    found = accepted(meeting("2016-10", ""), meeting(None))
    assert set(found) == {"meeting/CSTO/unknown/2016-10", "meeting/CSTO/yerevan"}


def test_other_participants_are_another_event() -> None:
    one = tell("Accession", "2022", alliance="CSTO", member="ARM")
    other = tell("Accession", "2022", alliance="CSTO", member="AZE")
    assert len(accepted(one, other)) == 2


def test_the_same_days_written_twice_are_one_time() -> None:
    assert list(accepted(meeting("2022~"), meeting("2022"))) == ["meeting/CSTO/yerevan/2022"]


def test_what_is_said_again_and_again_takes_no_date_from_another_time() -> None:
    undated = tell("Accusation", accuser="ARM", accused="AZE")
    dated = tell("Accusation", "2022-09-13", accuser="ARM", accused="AZE")
    assert set(accepted(undated, dated)) == {
        "accusation/ARM/AZE",
        "accusation/ARM/AZE/2022-09-13",
    }


def test_a_document_does_not_tell_of_what_happened_after_it() -> None:
    early = meeting(None, told="2022-05", document="early")
    late = meeting(None, told="2022-12", document="late")
    dated = meeting("2022-11-23", told="2022-11-24", document="dated")
    found = accepted(early, late, dated)
    assert found["meeting/CSTO/yerevan/2022-11-23"].documents == {"late", "dated"}
    assert found["meeting/CSTO/yerevan"].documents == {"early"}


def test_an_undated_blow_is_not_taken_for_one_long_over() -> None:
    sides = {"parties": "ARM", "place": "yerevan"}
    old, late = (
        tell("Incident", when, told=when, document=when, **sides) for when in ("2016-12", "2022-09")
    )
    for dated, documents in ((old, {"2016-12"}), (late, {"2022-09", "undated"})):
        told = tell("Incident", told="2022-11", document="undated", **sides)
        found = accepted(told, dated)
        assert found[f"incident/ARM/yerevan/{dated.meant.time.edtf}"].documents == documents


def test_a_plan_may_be_for_a_time_after_its_document() -> None:
    plan = withdrawal(None, status="announced", told="2022-05", document="early")
    exact = withdrawal("2023", status="conditional", told="2022-09")
    assert list(accepted(plan, exact)) == ["withdrawal/CSTO/ARM/2023"]


def test_what_happened_takes_no_date_from_a_plan() -> None:
    found = accepted(withdrawal("2023", status="announced"), withdrawal(None))
    assert found["withdrawal/CSTO/ARM"].realized
    assert not found["withdrawal/CSTO/ARM/2023"].realized


def test_a_plan_joins_what_came_of_it() -> None:
    found = accepted(withdrawal("2023", status="announced"), withdrawal("2023-05-01"))
    assert list(found) == ["withdrawal/CSTO/ARM/2023-05-01"]


TIMES = st.sampled_from(
    [None, "2022", "2022-09", "2022-09-13", "2022-09-14", "2023", "2020/..", "--09-14", "2022~"]
)
STATUSES = st.sampled_from(["actual", "announced", "conditional", "possible", "negated"])
CLAIMS = st.builds(
    tell,
    st.just("Meeting"),
    TIMES,
    status=STATUSES,
    body=st.sampled_from(["CSTO", "ARM", ""]),
    place=st.sampled_from(["yerevan", "GEO"]),
    kind=st.sampled_from(["summit", "emergency", ""]),
    value=st.none(),
    document=st.sampled_from("abc"),
    told=st.sampled_from([None, "2022-09-13", "2024"]),
    confidence=st.sampled_from([0.3, 0.8, 0.9]),
)


def lines(situations: Iterable[Situation]) -> bytes:
    quads = [quad for situation in situations for quad in situation_quads(situation, NAMES)]
    return serialize(quads, format=RdfFormat.N_QUADS) or b""


@given(st.lists(CLAIMS, unique_by=lambda claim: claim.iri, max_size=7), st.randoms())
def test_acceptance_does_not_depend_on_the_order_of_claims(
    claims: list[Claim], random: object
) -> None:
    shuffled = list(claims)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    first, second = (accept_claims(told, fact_types()) for told in (claims, shuffled))
    assert lines(first) == lines(second)
    assert first == second


@given(st.lists(CLAIMS, unique_by=lambda claim: claim.iri, max_size=7))
def test_acceptance_keeps_every_claim_and_no_situation_contradicts_its_own(
    claims: list[Claim],
) -> None:
    for situation in accepted(*claims).values():
        for claim in situation.claims:
            for role, found in zip(("body", "place"), situation.core, strict=True):
                told = {p.iri for p in claim.fact.role(role)}
                assert told <= found
        times = {c.fact.time.edtf for c in situation.claims if c.fact.time}
        assert (situation.edtf in times) if situation.edtf else not times
        assert (situation.time is None) == (situation.edtf is None)


@given(st.lists(CLAIMS, unique_by=lambda claim: claim.iri, min_size=1, max_size=7))
def test_a_situation_has_its_class_only_where_a_sure_claim_is_actual(claims: list[Claim]) -> None:
    for situation in accepted(*claims).values():
        sure = [c for c in situation.claims if c.fact.confidence >= THRESHOLD]
        happened = any(c.fact.status == "actual" for c in sure)
        assert types(situation) == {term("Meeting" if happened else "Unrealized")}
        assert objects(situation, "wouldBe") == (set() if happened else {term("Meeting")})


# What a situation is taken to be


def test_what_an_actual_claim_tells_has_its_class() -> None:
    (found,) = accepted(withdrawal()).values()
    assert types(found) == {term("Withdrawal")}
    assert objects(found, "wouldBe") == set()


@pytest.mark.parametrize("status", ["announced", "conditional", "possible", "negated"])
def test_what_is_not_told_as_actual_is_unrealized(status: Status) -> None:
    (found,) = accepted(withdrawal(status=status)).values()
    assert types(found) == {term("Unrealized")}
    assert objects(found, "wouldBe") == {term("Withdrawal")}


def test_a_claim_below_the_threshold_realizes_nothing_by_itself() -> None:
    unsure = withdrawal(confidence=THRESHOLD - 0.01)
    (found,) = accepted(unsure).values()
    assert not found.realized
    (found,) = accepted(unsure, withdrawal(confidence=THRESHOLD, document="other")).values()
    assert found.realized
    assert len(found.claims) == 2


def test_a_situation_has_its_roles_under_the_ontology_properties() -> None:
    (found,) = accepted(
        tell("ChairHandover", "2022", alliance="CSTO", to="GEO", **{"from": "ARM"})
    ).values()
    assert objects(found, "alliance") == {IRIS["CSTO"][1]}
    assert objects(found, "handedTo") == {IRIS["GEO"][1]}
    assert objects(found, "handedFrom") == {IRIS["ARM"][1]}


def test_further_roles_are_those_of_all_claims() -> None:
    (found,) = accepted(
        meeting("2022-11-23", kind="summit", participants="pelosi"),
        meeting("2022-11-23", kind="emergency", document="b"),
        meeting(None, participants="zas", document="c"),
    ).values()
    assert objects(found, "kind") == {IRIS["summit"][1], IRIS["emergency"][1]}
    assert objects(found, "participant") == {IRIS["pelosi"][1], IRIS["zas"][1]}


def test_what_is_denied_adds_no_role_to_what_happened() -> None:
    happened = meeting("2022", participants="zas")
    denied = meeting("2022", participants="pelosi", status="negated")
    (found,) = accepted(happened, denied).values()
    assert objects(found, "participant") == {IRIS["zas"][1]}
    (found,) = accepted(denied).values()
    assert objects(found, "participant") == {IRIS["pelosi"][1]}


def test_the_value_is_that_of_the_surest_claim() -> None:
    (found,) = accepted(
        tell("Incident", "2022", place="ARM", value=200, document="a", confidence=0.6),
        tell("Incident", "2022", place="ARM", value=300, document="b", confidence=0.8),
        tell("Incident", "2022", place="ARM", document="c", confidence=0.9),
    ).values()
    assert objects(found, "value") == {"300"}


def test_of_two_equally_sure_values_the_first_document_is_followed() -> None:
    (found,) = accepted(
        tell("Incident", "2022", place="ARM", value=200, document="b"),
        tell("Incident", "2022", place="ARM", value=300, document="a", start=9),
        tell("Incident", "2022", place="ARM", value=400, document="a", start=10),
    ).values()
    assert objects(found, "value") == {"300"}


def test_the_value_of_a_plan_is_not_the_value_of_what_happened() -> None:
    (found,) = accepted(
        tell("Deployment", "2022", deployer="CSTO", place="ARM", value=3000, status="announced"),
        tell("Deployment", "2022", deployer="CSTO", place="ARM", value=2500, confidence=0.6),
    ).values()
    assert objects(found, "value") == {"2500"}


def test_a_time_is_stated_as_moments_and_as_edtf() -> None:
    (found,) = accepted(withdrawal("2023")).values()
    assert objects(found, "earliest") == {"2023-01-01T00:00:00Z"}
    assert objects(found, "latest") == {"2023-12-31T23:59:59Z"}
    assert objects(found, "granularity") == {term("Year")}
    assert objects(found, "edtf") == {"2023"}
    assert objects(found, "timeBasis") == {term("Explicit")}


@pytest.mark.parametrize(
    ("edtf", "stated"),
    [(None, set()), ("2001/..", {"earliest"}), ("../2001", {"latest"}), ("--09-14", set())],
)
def test_a_moment_that_is_not_known_is_not_stated(edtf: str | None, stated: set[str]) -> None:
    (found,) = accepted(withdrawal(edtf)).values()
    assert {name for name in ("earliest", "latest") if objects(found, name)} == stated
    assert bool(objects(found, "granularity")) == bool(edtf)


def test_the_basis_is_that_of_the_surest_claim_of_the_finest_time() -> None:
    def based(claim: Claim, basis: str) -> Claim:
        time = Time("2022-11-23", "", basis)  # type: ignore[arg-type]
        return replace(claim, fact=replace(claim.fact, time=time))

    (found,) = accepted(
        based(meeting(document="a", confidence=0.6), "explicit"),
        based(meeting(document="b", confidence=0.8), "relative-to-text"),
        meeting("2022", document="c", confidence=0.95),
    ).values()
    assert objects(found, "timeBasis") == {term("RelativeToText")}


def test_what_holds_has_the_narrowest_time_told_of_it() -> None:
    (found,) = accepted(
        tell("Membership", "1992/2012", alliance="CSTO", member="ARM"),
        tell("Membership", "2002/..", alliance="CSTO", member="ARM"),
        tell("Membership", alliance="CSTO", member="ARM"),
    ).values()
    assert objects(found, "edtf") == {"1992/2012"}


def test_it_is_affirmed_in_the_documents_that_say_it_happened() -> None:
    told = (
        withdrawal(document="a"),
        withdrawal(document="b", confidence=0.1),
        withdrawal(document="c", status="announced"),
        replace(withdrawal(document="d"), verdict="rejected"),
    )
    (situation,) = accepted(*told).values()
    assert objects(situation, "affirmedIn") == {GRAPH + "a", GRAPH + "b"}
    assert not objects(replace(situation, verdict="rejected"), "affirmedIn")
    (unsure,) = accepted(withdrawal(confidence=0.1)).values()
    assert not objects(unsure, "affirmedIn")


# What a situation is called


def test_a_label_names_type_and_parties_in_each_language() -> None:
    (found,) = accepted(tell("Withdrawal", "2009", alliance="CSTO", member="GEO")).values()
    assert labels(found) == {
        "en": "Withdrawal: Georgia, CSTO (2009)",
        "ar": "انسحاب: جورجيا، منظمة معاهدة الأمن الجماعي (2009)",  # the same
    }


def test_the_label_of_what_did_not_happen_says_so() -> None:
    (found,) = accepted(
        tell("Withdrawal", alliance="CSTO", member="GEO", status="possible")
    ).values()
    assert labels(found)["en"] == "Withdrawal (not realized): Georgia, CSTO"


def test_a_name_falls_back_to_another_language_and_to_the_iri() -> None:
    (found,) = accepted(tell("Visit", visitor="pelosi", place="yerevan")).values()
    assert labels(found) == {
        "en": "Visit: بيلوسي, Ереван",
        "ar": "Visit: بيلوسي، Ереван",  # no Arabic name is known for the type here
    }
    (found,) = accepted(tell("Visit", visitor="zas", place="AZE")).values()
    assert labels(found)["en"] == "Visit: zas, AZE"


def test_a_situation_stands_in_the_default_graph() -> None:
    (found,) = accepted(withdrawal()).values()
    for quad in situation_quads(found, NAMES):
        assert not isinstance(quad.graph_name, NamedNode)
