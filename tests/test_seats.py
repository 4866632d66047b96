"""Whose membership is suspended, and what several states announce of themselves."""

import pytest

from mithaq.ingest.documents import given
from mithaq.ingest.extract import extract
from mithaq.iris import local_name


def told(text: str, kind: str) -> set[tuple[str, str]]:
    document = given("x", text, date="2024-03-10")
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


def test_a_noun_with_a_clitic_has_its_genitive() -> None:
    text = "وطالب الوزير بانسحاب غينيا من الاتحاد الأفريقي."
    assert told(text, "Withdrawal") == {("AU", "GIN")}


@pytest.mark.parametrize(
    ("text", "article"),
    [
        ("وفعّل حلف شمال الأطلسي المادة الخامسة.", "5"),
        ("اجتمع سفراء الناتو. وطلبت لاتفيا مشاورات بموجب المادة الرابعة.", "4"),
        ("لم يفعّل الناتو المادة الخامسة سوى مرة واحدة.", "5"),
    ],
)
def test_an_article_is_of_the_treaty_that_is_spoken_of(text: str, article: str) -> None:
    document = given("x", text, date="2024-03-10")
    found = [f for f in extract(document) if f.type == "Invocation"]
    assert [(f.status, f.role("provision")[0].iri.rsplit("/", 1)[-1]) for f in found] == [
        ("actual", article)
    ]


def test_an_article_of_something_else_is_no_treaty_s() -> None:
    text = "اجتمع سفراء الناتو. وفعلت فرنسا المادة 16 من الدستور."
    document = given("x", text, date="2024-03-10")
    assert not [f for f in extract(document) if f.type == "Invocation"]
