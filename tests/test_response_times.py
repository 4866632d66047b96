"""How long until a response: days between days, and nothing where a day is not known."""

from datetime import date
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store

from mithaq.queries.answers import answer, text
from mithaq.queries.questions import question

FIXTURE = (Path(__file__).parent / "questions.trig").read_text(encoding="utf-8")
ASKED = "2022-09-13"
ANSWERED = "2022-09-20"


def asked(name: str, trig: str, **arguments: str) -> list[dict[str, str]]:
    """The rows of a question by column."""
    store = Store()
    store.load(trig.encode(), format=RdfFormat.TRIG)
    found = answer(question(name), arguments, store).solutions
    return [dict(zip(found.variables, map(text, row), strict=True)) for row in found.rows]


def responses(trig: str, **arguments: str) -> list[tuple[str, ...]]:
    """Who asked, when, what came, when, after how many days, and how soon as stated."""
    rows = asked("how-long-until-a-response", trig, **arguments)
    shown = ("requesterName", "time", "responseKind", "responseTime", "days", "stated")
    return [tuple(row[column] for column in shown) for row in rows]


def test_a_month_is_too_coarse_and_what_came_first_stands_first() -> None:
    assert responses(FIXTURE, alliance="CSTO") == [
        ("Kazakhstan", "2022-01", "forces", "2022-01", "unknown", "في غضون ساعات"),
        ("Armenia", "2022-09-13", "mission", "2022-09-20", "7", ""),
        ("Armenia", "2022-09-13", "help refused", "unknown", "unknown", ""),
        ("Armenia", "2022-09-14", "mission", "2022-09-20", "6", ""),
        ("Uzbekistan", "unknown", "unknown", "unknown", "unknown", ""),
    ]


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("2022-09-20", "2022-09-20"),  # the same day
        ("1999-12-31", "2000-01-01"),
        ("2020-02-28", "2020-03-01"),  # a leap year
        ("2100-02-28", "2100-03-01"),  # none
        ("2000-02-28", "2000-03-01"),  # one again
        ("2021-11-30", "2022-03-01"),
    ],
)
def test_days_are_those_of_the_calendar(asked: str, answered: str) -> None:
    moved = FIXTURE.replace(ASKED, asked).replace(ANSWERED, answered)
    days = (date.fromisoformat(answered) - date.fromisoformat(asked)).days
    assert ("Armenia", asked, "mission", answered, str(days), "") in responses(
        moved, state="Armenia"
    )


def test_a_promise_is_no_response() -> None:
    assert len(responses(FIXTURE, state="Armenia")) == 3
    alone = FIXTURE.replace(
        'mq:respondsTo id:assistance-request\\/ARM\\/CSTO\\/2022-09-13 ;\n    rdfs:label "The CSTO promises',
        'mq:edtf "2022-10" ; mq:respondsTo id:assistance-request\\/UZB\\/CSTO ;\n    rdfs:label "The CSTO promises',
    )
    assert alone != FIXTURE
    unanswered = ("Uzbekistan", "unknown", "unknown", "unknown", "unknown", "")
    assert responses(alone, state="Uzbekistan") == [unanswered]
    (row,) = asked("requests-and-responses", alone, state="Uzbekistan")
    told = ("responseKind", "responderName", "responseTime", "response")
    assert [row[column] for column in told] == ["unknown", "unknown", "unknown", ""]
