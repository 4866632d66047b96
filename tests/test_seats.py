"""Whose membership is suspended, and what several states announce of themselves."""

from pathlib import Path

import pytest

from mithaq.ingest.documents import Document
from mithaq.ingest.extract import extract
from mithaq.iris import local_name


def told(text: str, kind: str) -> set[tuple[str, str]]:
    document = Document("x", text, "ar", None, None, None, "2024-03-10", None, Path("x"))
    return {
        (local_name(fact.role("alliance")[0].iri), local_name(fact.role("member")[0].iri))
        for fact in extract(document)
        if fact.type == kind
    }


@pytest.mark.parametrize(
    "text",
    [
        "الاتحاد الأفريقي يعلق عضوية غينيا",
        "كشف الاتحاد الأفريقي، الخميس، أنه علق عضوية غينيا.",
        "وجمد الاتحاد الأفريقي مقعد دولة غينيا.",
        "وقرر مجلس السلم والأمن التابع للاتحاد الأفريقي تعليق مشاركة غينيا.",
        "وعلقت مشاركة غينيا في جميع أنشطة الاتحاد الأفريقي.",
    ],
)
def test_a_suspension_is_of_whose_seat_it_is(text: str) -> None:
    assert told(text, "Suspension") == {("AU", "GIN")}


@pytest.mark.parametrize(
    "text",
    [
        "وعلق الاتحاد الأفريقي على مشاركة غينيا في القمة.",  # commented on
        "وألغى الاتحاد الأفريقي تعليق عضوية غينيا.",  # it is over
    ],
)
def test_what_is_no_suspension(text: str) -> None:
    assert told(text, "Suspension") == set()


def test_what_a_list_announces_all_of_it_announces() -> None:
    text = "أعلنت كل من تشاد وغينيا وتوغو، الأحد، انسحابها من الاتحاد الأفريقي."
    assert told(text, "Withdrawal") == {("AU", "TCD"), ("AU", "GIN"), ("AU", "TGO")}


def test_what_follows_a_preposition_is_of_the_last_alone() -> None:
    text = "واجتمعت تشاد وغينيا وتوغو بعد انسحابها من الاتحاد الأفريقي."
    assert told(text, "Withdrawal") == {("AU", "TGO")}
