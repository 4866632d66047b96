"""People by other names: a nickname in brackets, the end of a longer name."""

import pytest
from roles import named


def visitors(text: str) -> list[str]:
    return named(text, "Visit", "visitor")


@pytest.mark.parametrize(
    "text",
    [
        # the governor Samuel Karanja Otieno (Otinko) arrived in Accra. Then Otinko visited Lusaka
        "وصل الوزير الكيني صموئيل كارانجا أوتينو (أوتينكو) إلى أكرا. ثم زار أوتينكو لوساكا.",
        # the minister Joseph Khalil Zad arrived in Accra. Then Khalil Zad visited Lusaka
        "وصل الوزير الكيني جوزيف خليل زاد إلى أكرا. وقال المتحدث إن خليل زاد زار لوساكا.",
    ],
)
def test_one_person_goes_to_both(text: str) -> None:
    first, second = visitors(text)
    assert first == second
