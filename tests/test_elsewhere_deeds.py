"""Where somebody else did something: no place of what is done to him."""

import pytest

from mithaq.ingest.documents import given
from mithaq.ingest.extract import extract


def blows(text: str) -> set[tuple[str, ...]]:
    facts = extract(given("elsewhere", text, date="2019-05-10"))
    return {
        tuple(p.label("en") or "" for p in f.role("place")) for f in facts if f.type == "Incident"
    }


def test_where_somebody_fled_is_not_where_is_fought() -> None:
    text = (
        "وبدأ التحالف حملة جوية على الحوثيين بطلب من الرئيس عبد ربه منصور هادي الذي لجأ إلى الرياض."
    )
    assert ("Riyadh",) not in blows(text)


@pytest.mark.parametrize("verb", ["يسيطرون على", "يتحصنون في"])
def test_who_is_struck_is_struck_where_he_stands(verb: str) -> None:
    assert blows(f"شنت السعودية غارات على الحوثيين الذين {verb} صنعاء.") == {("Sanaa",)}
