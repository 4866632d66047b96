"""Several at once: «البلدان», «الدول الثلاث», for those that the text named together."""

import pytest

from mithaq.ingest.documents import given
from mithaq.ingest.extract import extract
from mithaq.iris import local_name


def signatories(text: str) -> set[str]:
    document = given("x", text, date="2024-03-10")
    return {
        local_name(fact.role("signatory")[0].iri)
        for fact in extract(document)
        if fact.type == "TreatySigning"
    }


@pytest.mark.parametrize(
    "text",
    [
        "توترت العلاقات بين كينيا والصومال. ثم وقع البلدان اتفاقية للتعاون العسكري.",
        "وقالت كينيا والصومال إن الجانبين وقعا مذكرة تفاهم.",
        "وزار رئيس كينيا وليام روتو الصومال، حيث وقع الطرفان معاهدة دفاعية.",
    ],
)
def test_two_are_the_two_named_last(text: str) -> None:
    assert signatories(text) == {"KEN", "SOM"}


def test_so_many_are_the_last_list_of_so_many() -> None:
    text = (
        "اجتمع قادة كينيا وأوغندا وتنزانيا في نيروبي. ثم وصل وفد من الصومال. "
        "ووقعت الدول الثلاث معاهدة دفاعية."
    )
    assert signatories(text) == {"KEN", "UGA", "TZA"}


@pytest.mark.parametrize(
    "text",
    [
        "واجتمع قادة كينيا وأوغندا وتنزانيا في نيروبي. ووقع البلدان معاهدة دفاعية.",  # which two?
        "ووقعت الدول الثلاث معاهدة دفاعية.",
        "توترت العلاقات بين كينيا والصومال. ووقعت الدول الثلاث معاهدة دفاعية.",
    ],
)
def test_nobody_is_guessed(text: str) -> None:
    assert signatories(text) == set()
