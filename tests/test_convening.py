"""Whether a meeting was called in an emergency or held in its turn: named, said of «the meeting», inferred."""

from dataclasses import replace

import pytest

from mithaq.ingest.acceptance import accept_claims
from mithaq.ingest.claims import Claim, state_claims
from mithaq.ingest.conflicts import find_conflicts
from mithaq.ingest.documents import Document, given
from mithaq.ingest.extract import extract
from mithaq.ingest.facts import StatedKind
from mithaq.ingest.situations import Situation
from mithaq.iris import THING
from mithaq.ontology.facttypes import fact_types
from mithaq.ontology.reference import reference

SUMMIT = "عقد حلف شمال الأطلسي قمة في مدريد يوم 29 يونيو 2022.\n"  # NATO held a summit in Madrid on 29 June 2022
OTHER = "وعقد حلف شمال الأطلسي قمة في فيلنيوس في 11 يوليو 2023.\n"  # and NATO held a summit in Vilnius on 11 July 2023
EMERGENCY = (
    "وناقشت هذه القمة الطارئة دعم كييف.\n"  # and this emergency summit discussed help for Kyiv
)
REGULAR = "وهذه القمة الدورية هي الأولى هناك.\n"  # and this regular summit is the first there
AGENDA = "وشمل جدول أعمال القمة ثلاث اتفاقيات للتوقيع.\n"  # the summit's agenda had three agreements to sign
TALK = "وشمل جدول أعمال القمة الحرب في أوكرانيا.\n"  # the summit's agenda had the war in Ukraine


def read(text: str, name: str = "summit") -> Document:
    return given(name, text, date="2023-08-01")


def kinds(text: str) -> list[tuple[str, str, bool]]:
    """The kinds that a text gives its meetings: which, in what words, whether inferred."""
    return [
        (kind.kind.iri.removeprefix(THING + "kind/"), kind.quote, kind.inferred)
        for fact in extract(read(text))
        for kind in fact.kinds
    ]


@pytest.mark.parametrize(
    ("text", "kind", "quote"),
    [
        # NATO held an emergency summit in Madrid
        ("عقد حلف شمال الأطلسي قمة طارئة في مدريد.", "extraordinary-summit", "قمة طارئة"),
        # the extraordinary summit of the African Union in Nairobi
        (
            "القمة الاستثنائية للاتحاد الأفريقي في نيروبي",
            "extraordinary-summit",
            "القمة الاستثنائية",
        ),
        # the emergency Arab summit: an adjective stands between
        ("وبدأت القمة العربية الطارئة في الرياض.", "extraordinary-summit", "القمة العربية الطارئة"),
        # the African Union's council held its ordinary session in Nairobi
        ("عقد مجلس الاتحاد الأفريقي دورته العادية في نيروبي.", "regular-session", "دورته العادية"),
        # its extraordinary ("not ordinary") session
        (
            "عقد مجلس الاتحاد الأفريقي دورته غير العادية في نيروبي.",
            "extraordinary-session",
            "دورته غير العادية",
        ),
        # an emergency meeting of the Arab foreign ministers in Cairo, in the accusative
        (
            "عقد وزراء الخارجية العرب اجتماعا طارئا في القاهرة.",
            "emergency-meeting",
            "اجتماعا طارئا",
        ),
    ],
)
def test_a_meeting_is_of_the_kind_that_its_words_name(text: str, kind: str, quote: str) -> None:
    assert kinds(text) == [(kind, quote, False)]


@pytest.mark.parametrize(
    "text",
    [
        SUMMIT,
        # the emergency session of the Security Council is not NATO's
        SUMMIT + "ودعت القمة الطارئة للأمم المتحدة إلى السلام.\n",
        # a summit that was not ordinary says no kind that the names know
        "عقد حلف شمال الأطلسي قمة غير دورية في مدريد.",
        # two summits: which of them is meant is not said
        SUMMIT + OTHER + EMERGENCY,
        # no summit that the document dates
        EMERGENCY,
        # the words stand before any meeting is told
        EMERGENCY + SUMMIT,
        # an agenda of talks only says nothing
        SUMMIT + TALK,
    ],
)
def test_what_names_no_kind_of_the_meeting_gives_it_none(text: str) -> None:
    assert kinds(text) == []


def test_the_meeting_is_the_one_that_the_document_dates() -> None:
    assert kinds(SUMMIT + EMERGENCY) == [("extraordinary-summit", "القمة الطارئة", False)]
    assert kinds(SUMMIT + REGULAR) == [("regular-summit", "القمة الدورية", False)]


def test_a_prepared_agenda_lets_a_regular_meeting_be_inferred() -> None:
    quote = "جدول أعمال القمة ثلاث اتفاقيات للتوقيع"
    assert kinds(SUMMIT + AGENDA) == [("regular-meeting", quote, True)]


def test_where_the_kind_is_named_none_is_inferred() -> None:
    assert kinds(SUMMIT + AGENDA + EMERGENCY) == [("extraordinary-summit", "القمة الطارئة", False)]


def claims(*texts: str) -> list[Claim]:
    documents = [read(text, f"d{n}") for n, text in enumerate(texts)]
    return [claim for each in documents for claim in state_claims(each, extract(each))]


def meeting(told: list[Claim]) -> tuple[Situation, bool]:
    """The one meeting that claims tell of, and whether it is disputed."""
    situations = accept_claims(told, fact_types())
    (one,) = [each for each in situations if each.type.name == "Meeting"]
    return one, one.iri in find_conflicts(situations, reference()).disputed


def stated(claim: Claim) -> list[StatedKind]:
    return list(claim.fact.kinds)


def test_what_is_told_elsewhere_in_the_text_is_a_claim_of_its_own() -> None:
    told, named = sorted(claims(SUMMIT + EMERGENCY), key=lambda claim: claim.fact.start)
    assert (stated(told), [kind.quote for kind in stated(named)]) == ([], ["القمة الطارئة"])
    assert named.fact.quote == "القمة الطارئة"
    assert named.fact.confidence < told.fact.confidence
    assert (named.fact.time, named.fact.roles) == (told.fact.time, told.fact.roles)


def test_what_is_inferred_is_less_sure_than_what_is_named() -> None:
    (*_, named), (*_, inferred) = (
        sorted(claims(SUMMIT + told), key=lambda claim: claim.fact.start)
        for told in (EMERGENCY, AGENDA)
    )
    assert inferred.fact.confidence < named.fact.confidence


def test_kinds_that_exclude_each_other_are_disputed_and_neither_is_accepted() -> None:
    one, disputed = meeting(claims(SUMMIT + EMERGENCY, SUMMIT + AGENDA))
    assert disputed
    assert one.role("kind") == {THING + "kind/meeting"}


@pytest.mark.parametrize(
    ("other", "kind"), [(EMERGENCY, {"meeting", "extraordinary-summit"}), (AGENDA, {"meeting"})]
)
def test_a_kind_that_nobody_contradicts_is_accepted_if_it_is_named(
    other: str, kind: set[str]
) -> None:
    one, disputed = meeting(claims(SUMMIT + other, SUMMIT))
    assert not disputed
    assert one.role("kind") == {THING + "kind/" + each for each in kind}


def test_one_document_alone_is_no_disagreement() -> None:
    assert not meeting(claims(SUMMIT + EMERGENCY + REGULAR))[1]


def test_a_reviewer_settles_it_by_rejecting_what_was_inferred() -> None:
    told = claims(SUMMIT + EMERGENCY, SUMMIT + AGENDA)
    inferred = [any(kind.inferred for kind in stated(each)) for each in told]
    settled = [
        replace(each, verdict="rejected") if one else each
        for each, one in zip(told, inferred, strict=True)
    ]
    one, disputed = meeting(settled)
    assert (inferred.count(True), disputed) == (1, False)
    assert THING + "kind/extraordinary-summit" in one.role("kind")


def test_what_is_hardly_believed_disputes_nothing() -> None:
    told = claims(SUMMIT + EMERGENCY, SUMMIT + AGENDA)
    doubted = [
        replace(each, fact=replace(each.fact, confidence=0.1)) if stated(each) else each
        for each in told
    ]
    assert not meeting(doubted)[1]
