"""Who answers, condemns or follows up a blow is not for that its doer."""

import pytest
from roles import named


def sides(text: str) -> set[str]:
    return set(named(text, "Incident", "parties"))


@pytest.mark.parametrize(
    "text",
    [
        "وتوعدت كينيا وحليفتها أوغندا بالرد على اغتيال قائد في مقديشو.",
        "وأدانت كينيا اغتيال القائد في مقديشو.",
        "وقطعت كينيا علاقاتها بعد خطف عمال في مقديشو.",
    ],
)
def test_who_answers_a_blow_has_not_done_it(text: str) -> None:
    assert not sides(text)


def test_who_does_it_has() -> None:
    assert sides("وأقدمت حركة الشباب على خطف عمال في مقديشو.") == {"al-shabaab"}


def test_a_pronoun_before_the_verb_is_its_subject() -> None:
    assert sides("وأعلنت حركة الشباب، السبت، أنها قصفت مقديشو وكيسمايو بقذائف.") == {"al-shabaab"}


def test_a_ministry_that_tells_of_a_blow_has_no_part_in_it() -> None:
    text = "وأعلنت وزارة الصحة عدد من أصيبوا جراء القصف في كيسمايو."
    assert not sides(text)
