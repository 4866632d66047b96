"""Where sources disagree: every kind of disagreement, and what is none."""

from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store

from mithaq.queries.answers import answer, text
from mithaq.queries.questions import question

FIXTURE = (Path(__file__).parent / "questions.trig").read_text(encoding="utf-8")
AFFIRMED = """
PREFIX mq: <https://w3id.org/mithaq/ontology#>
DELETE WHERE { ?situation mq:affirmedIn ?document } ;
INSERT { ?situation mq:affirmedIn ?document } WHERE {
  GRAPH ?document { ?claim mq:about ?situation ; mq:status mq:Actual }
  FILTER NOT EXISTS { ?situation a mq:Unrealized }
}
"""
"""What a build would say of the claims as a test has changed them."""
COLUMNS = ("matterName", "documentName", "statusName", "quote")


def disagreements(trig: str, why: str, lang: str = "en") -> list[tuple[str, ...]]:
    """The rows of one kind of disagreement: matter, document, status, quote."""
    store = Store()
    store.load(trig.encode(), format=RdfFormat.TRIG)
    store.update(AFFIRMED)
    found = answer(question("where-sources-disagree"), {"lang": lang}, store).solutions
    rows = [dict(zip(found.variables, map(text, row), strict=True)) for row in found.rows]
    return [tuple(row[column] for column in COLUMNS) for row in rows if row["why"] == why]


def changed(before: str, after: str) -> str:
    assert before in FIXTURE
    return FIXTURE.replace(before, after)


def test_what_is_affirmed_and_denied_stands_with_both_claims() -> None:
    assert disagreements(FIXTURE, "affirmed and denied") == [
        ("Pelosi visits Yerevan", "first", "negated", "لم تزر بيلوسي يريفان"),
        ("Pelosi visits Yerevan", "second", "actual", "زارت بيلوسي يريفان"),
        ("Unrest in Kazakhstan", "first", "negated", "لم تقع اضطرابات"),
        ("Unrest in Kazakhstan", "second", "actual", "اضطرابات كازاخستان"),
    ]


def test_a_kind_of_disagreement_is_said_in_the_language_of_the_reader() -> None:
    why = "أعداد مختلفة"  # different numbers
    assert [row[:3] for row in disagreements(FIXTURE, why, "ar")] == [
        ("قوات حفظ السلام", "first", "واقع"),
        ("قوات حفظ السلام", "second", "واقع"),
    ]


def test_different_numbers_are_two_documents_numbers() -> None:
    of_one = changed(
        "claim:first\\/26 a mq:Claim ; mq:about id:force-strength\\/CSTO\\/peacekeepers ; mq:status mq:Actual",
        "claim:first\\/26 a mq:Claim ; mq:about id:force-strength\\/CSTO\\/peacekeepers ; mq:status mq:Possible",
    )
    assert len(disagreements(FIXTURE, "different numbers")) == 2
    assert disagreements(of_one, "different numbers") == []


KINDS = """
id:kind\\/emergency-meeting mq:excludes id:kind\\/regular-meeting ; rdfs:label "emergency meeting"@en ;
    mq:contrast "emergency or routine"@en , "طارئ أو عادي"@ar .
id:kind\\/regular-meeting mq:excludes id:kind\\/emergency-meeting ; rdfs:label "regular meeting"@en ;
    mq:contrast "emergency or routine"@en , "طارئ أو عادي"@ar .
id:meeting\\/CSTO\\/yerevan\\/2022-11-23 mq:disputed true .
graph:first { claim:first\\/90 a mq:Claim ; mq:about id:meeting\\/CSTO\\/yerevan\\/2022-11-23 ; mq:status mq:Actual ;
    mq:quote "الاجتماع الطارئ"@ar ; mq:start 600 ; mq:end 615 ; mq:statedKind id:kind\\/emergency-meeting . }
graph:second { claim:second\\/90 a mq:Claim ; mq:about id:meeting\\/CSTO\\/yerevan\\/2022-11-23 ; mq:status mq:Actual ;
    mq:quote "جدول أعمال"@ar ; mq:start 600 ; mq:end 610 ; mq:statedKind id:kind\\/regular-meeting ;
    mq:kindInferred true . }
"""
"""A meeting that one document calls an emergency one, and another an agenda gives."""


def test_kinds_that_exclude_each_other_stand_with_the_claims_that_state_them() -> None:
    assert disagreements(FIXTURE + KINDS, "emergency or routine") == [
        ("The CSTO meets in Yerevan", "first", "actual", "الاجتماع الطارئ"),
        ("The CSTO meets in Yerevan", "second", "actual", "جدول أعمال"),
    ]


@pytest.mark.parametrize(
    ("lang", "shown"),
    [
        ("en", [("emergency meeting", "named"), ("regular meeting", "inferred")]),
        ("ar", [("a", "مسمى"), ("b", "مستنتج")]),  # named, inferred
    ],
)
def test_a_kind_is_shown_and_that_it_is_inferred(lang: str, shown: list[str]) -> None:
    store = Store()
    in_arabic = KINDS.replace('"emergency meeting"@en', '"emergency meeting"@en , "a"@ar').replace(
        '"regular meeting"@en', '"regular meeting"@en , "b"@ar'
    )
    store.load((FIXTURE + in_arabic).encode(), format=RdfFormat.TRIG)
    found = answer(question("where-sources-disagree"), {"lang": lang}, store).solutions
    rows = [dict(zip(found.variables, map(text, row), strict=True)) for row in found.rows]
    told = [(row["kindName"], row["kindBasis"]) for row in rows]
    assert [each for each in told if any(each)] == shown


def test_a_matter_alone_has_its_rows_of_all() -> None:
    store = Store()
    store.load((FIXTURE + KINDS).encode(), format=RdfFormat.TRIG)
    every = answer(question("where-sources-disagree"), {}, store).solutions
    place = every.variables.index("matter")
    matters = {text(row[place]) for row in every.rows}
    assert len(matters) > 5
    for matter in matters:
        alone = answer(question("where-sources-disagree"), {"matter": matter}, store).solutions
        assert alone.rows == tuple(row for row in every.rows if text(row[place]) == matter)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("graph:second { claim:second", "graph:first { claim:second"),  # one document alone
        ("mq:statedKind id:kind\\/regular-meeting", "mq:statedKind id:kind\\/emergency-meeting"),
        ("mq:excludes id:kind", "mq:broader id:kind"),
        ("2022-11-23 ; mq:status mq:Actual", "2022-11-23 ; mq:status mq:Announced"),
    ],
)
def test_kinds_that_can_both_be_are_no_disagreement(before: str, after: str) -> None:
    assert before in KINDS
    assert disagreements(FIXTURE + KINDS.replace(before, after), "emergency or routine") == []


def test_what_happens_once_is_told_at_two_times() -> None:
    assert disagreements(FIXTURE, "different times") == [
        ("NATO is founded", "first", "actual", "تأسس الحلف عام 1949"),
        ("NATO is founded", "second", "actual", "تأسس الحلف عام 1950"),
    ]


def test_a_later_document_that_knows_only_of_a_promise_disagrees() -> None:
    matters = {row[0] for row in disagreements(FIXTURE, "done, or only spoken of")}
    assert matters == {"Armenia asks the CSTO for help", "Pelosi visits Yerevan"}


@pytest.mark.parametrize("written", ["2022-09-01", "2022-09", "2022"])
def test_what_is_promised_first_and_done_then_is_no_disagreement(written: str) -> None:
    earlier = changed('mq:edtf "2022-11-24" ; mq:dateBasis', f'mq:edtf "{written}" ; mq:dateBasis')
    assert disagreements(earlier, "done, or only spoken of") == []


def test_a_document_of_unknown_date_does_not_disagree_by_what_it_promises() -> None:
    undated = changed('mq:edtf "2022-11-24" ; mq:dateBasis "last dated event" ; ', "")
    assert disagreements(undated, "done, or only spoken of") == []


def test_a_request_refused_to_one_and_answered_to_another() -> None:
    assert disagreements(FIXTURE, "answered, or refused") == [
        ("Armenia asks the CSTO for help", "first", "actual", "لم ترسل قوات"),
        ("Armenia asks the CSTO for help", "second", "actual", "بعثة مراقبة"),
    ]


def test_one_document_that_tells_of_a_mission_and_of_help_refused_does_not_disagree() -> None:
    both = changed(
        "mq:about id:mission\\/CSTO\\/unknown ; mq:status mq:Announced",
        "mq:about id:mission\\/CSTO\\/yerevan\\/2022-09-20 ; mq:status mq:Actual",
    )
    assert disagreements(both, "answered, or refused") == []
    assert {row[0] for row in disagreements(both, "done, or only spoken of")} == {
        "Pelosi visits Yerevan"
    }


def headlines(trig: str) -> list[tuple[str, ...]]:
    """Status and words of the headline, status and words of the body."""
    store = Store()
    store.load(trig.encode(), format=RdfFormat.TRIG)
    store.update(AFFIRMED)
    found = answer(question("headline-against-body"), {}, store).solutions
    rows = [dict(zip(found.variables, map(text, row), strict=True)) for row in found.rows]
    shown = ("headlineStatusName", "headlineQuote", "statusName", "quote")
    return [tuple(row[column] for column in shown) for row in rows]


def test_a_headline_that_announces_what_the_body_restricts_says_more() -> None:
    said = ("announced", "أرمينيا تعلن المغادرة")
    assert headlines(FIXTURE) == [
        (*said, "conditional", "ستترك أرمينيا المنظمة ما لم"),
        (*said, "possible", "دعوات لانسحاب أرمينيا"),
    ]


@pytest.mark.parametrize("status", ["Announced", "Actual"])
def test_a_headline_that_one_claim_of_the_body_bears_out_says_no_more(status: str) -> None:
    borne_out = changed(
        'mq:status mq:Possible ; mq:quote "دعوات لانسحاب أرمينيا"',
        f'mq:status mq:{status} ; mq:quote "دعوات لانسحاب أرمينيا"',
    )
    assert headlines(borne_out) == []


def namings(trig: str) -> list[tuple[str, ...]]:
    """Incident, document, wording."""
    store = Store()
    store.load(trig.encode(), format=RdfFormat.TRIG)
    store.update(AFFIRMED)
    found = answer(question("how-is-it-named"), {}, store).solutions
    rows = [dict(zip(found.variables, map(text, row), strict=True)) for row in found.rows]
    return [(row["situationName"], row["documentName"], row["wording"]) for row in rows]


def test_an_incident_of_several_documents_stands_with_the_word_of_each() -> None:
    assert namings(FIXTURE) == [
        ("Armenia and Azerbaijan clash", "first", "الحرب"),
        ("Armenia and Azerbaijan clash", "second", "اشتباكات"),
        ("Unrest in Kazakhstan", "first", "اضطرابات"),
        ("Unrest in Kazakhstan", "second", "اضطرابات"),
    ]


def test_an_incident_that_one_document_tells_of_has_nothing_to_compare() -> None:
    alone = changed('mq:wording "اشتباكات"@ar', 'mq:suffix "اشتباكات"')
    assert {event for event, *_ in namings(alone)} == {"Unrest in Kazakhstan"}
