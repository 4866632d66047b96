"""«الزعيمان», «الوزيران»: the two leaders, or ministers, whom a text named last."""

import pytest
from roles import named

_NAMED = (
    "قال الرئيس الكيني وليام روتو إنه راسل الرئيس الغاني نانا أكوفو أدو. "
    "وصرحت متحدثة بأن الرسالة وصلت. "
)


def participants(text: str) -> set[str]:
    return set(named(text, "Meeting", "participants"))


@pytest.mark.parametrize(
    "text",
    [
        "وتوقفت المفاوضات بعد القمة التاريخية بين الزعيمين في لومي.",
        "واتفق الرئيسان خلال اجتماعهما في لومي على خطة.",
        "وسيلتقي الزعيمان في لومي الأسبوع المقبل.",
    ],
)
def test_two_leaders_are_the_two_named_last(text: str) -> None:
    assert participants(_NAMED + text) == {"وليام-روتو", "نانا-اكوفو-ادو"}


def test_who_is_named_right_after_is_meant() -> None:
    text = "وسيلتقي الرئيسان الكندي والهندي في لومي."
    assert participants(_NAMED + text) == {"CAN", "IND"}
