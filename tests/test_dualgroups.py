"""Two groups of one kind that a text names together, and counterparts with a name."""

import pytest

from mithaq.ingest.documents import given
from mithaq.ingest.extract import extract
from mithaq.iris import local_name


def meeting(text: str) -> tuple[set[str], str]:
    """Who meets, and where, of the one meeting of a text."""
    document = given("x", text, date="2024-03-10")
    (fact,) = (f for f in extract(document) if f.type == "Meeting")
    people = {local_name(p.iri) for r in ("body", "participants") for p in fact.role(r)}
    return people, local_name(fact.role("place")[0].iri)


@pytest.mark.parametrize(
    "text",
    [
        "عقدت حركتا فتح وحماس اجتماعا في أكرا أمس.",
        'واجتمع وفدا حركتي "فتح" و"حماس" في أكرا.',
        "وانتهت محادثات بين حركتي حماس وفتح في أكرا.",
    ],
)
def test_a_dual_names_two_groups(text: str) -> None:
    assert meeting(text) == ({"fatah", "hamas"}, "accra")


def test_two_movements_without_names_are_nobody() -> None:
    document = given("x", "اجتمعت حركتا الشباب والطلبة في أكرا.", date="2024-03-10")
    assert not [f for f in extract(document) if f.type == "Meeting"]


def test_a_counterpart_and_his_name_are_one() -> None:
    people, place = meeting("وتعقد القمة بين وليام روتو ونظيره الأوغندي يوويري موسيفيني في أكرا.")
    assert (len(people), place) == (2, "accra")


def test_the_leader_of_a_state_stands_for_it() -> None:
    text = "ومن المقرر أن يجتمع هو الآخر مع زعيم كوريا الشمالية في أكرا الأسبوع المقبل."
    assert meeting(text) == ({"PRK"}, "accra")


@pytest.mark.parametrize(
    "text",
    [
        "وستعقد قمة بين الكوريتين في أكرا.",
        "وبعد اتفاق الهدنة عقدت قمة بين الكوريتين في أكرا.",
    ],
)
def test_a_name_in_the_dual_is_of_two_states(text: str) -> None:
    assert meeting(text) == ({"PRK", "KOR"}, "accra")
