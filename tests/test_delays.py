"""Delays: how soon an answer came, in the words of the text."""

import pytest

from mithaq.ingest.documents import given
from mithaq.ingest.extract import extract


def delays(text: str) -> set[str | None]:
    """What is said of how soon forces or missions came."""
    facts = extract(given("d", text, date="2023-05-10"))
    answers = [fact for fact in facts if fact.type in ("Deployment", "Mission")]
    assert answers, "no deployment is read"
    assert all(fact.delay is None or fact.delay in fact.quote for fact in answers)
    return {fact.delay for fact in answers}


@pytest.mark.parametrize(
    ("sentence", "delay"),
    [
        ("أرسلت روسيا قوات إلى كازاخستان في غضون ساعات.", "في غضون ساعات"),  # within hours
        ("أرسلت روسيا قوات إلى كازاخستان خلال 48 ساعة.", "خلال 48 ساعة"),
        # within less than three days
        ("أرسلت روسيا قوات إلى كازاخستان في غضون أقل من ثلاثة أيام.", "في غضون أقل من ثلاثة أيام"),
        ("في غضون أيام أرسلت روسيا قوات إلى كازاخستان.", "في غضون أيام"),
        # in the past hours: when, not how soon
        ("أرسلت روسيا قوات إلى كازاخستان خلال الساعات الماضية.", None),
        ("أرسلت روسيا قوات إلى كازاخستان.", None),
        # another clause's
        ("أرسلت روسيا قوات إلى كازاخستان، وقالت الحكومة إن المحادثات ستبدأ خلال أيام.", None),
    ],
)
def test_a_delay_is_what_the_text_says_of_it(sentence: str, delay: str | None) -> None:
    assert delays(sentence) == {delay}
