"""What is told of «the meeting» takes the meeting's day."""

from mithaq.ingest.documents import given
from mithaq.ingest.extract import extract

SUMMIT = "عقد حلف شمال الأطلسي قمة في مدريد يوم 29 يونيو 2022.\n"  # NATO held a summit in Madrid on 29 June 2022
REFUSAL = "ولم توقع تركيا على البيان الختامي للقمة.\n"  # and Turkey did not sign the summit's final statement
OTHER = "وعقد حلف شمال الأطلسي قمة في فيلنيوس في 11 يوليو 2023.\n"  # and NATO held a summit in Vilnius on 11 July 2023


def refusal_time(text: str) -> str | None:
    document = given("summit", text, date="2023-08-01")
    (refused,) = [fact for fact in extract(document) if fact.type == "RefusedSignature"]
    return None if refused.time is None else refused.time.edtf


def test_a_refusal_at_the_summit_has_the_summit_s_day() -> None:
    assert refusal_time(SUMMIT + REFUSAL) == "2022-06-29"


def test_two_summits_leave_the_day_open() -> None:
    assert refusal_time(SUMMIT + OTHER + REFUSAL) is None


def test_a_refusal_that_speaks_of_no_meeting_has_no_day() -> None:
    elsewhere = REFUSAL.replace(" للقمة", "")
    assert refusal_time(SUMMIT + elsewhere) is None
