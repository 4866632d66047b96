"""Plain sentences of who takes what stance, blames whom, strikes where and goes whither."""

import pytest

from mithaq.ingest.documents import given
from mithaq.ingest.extract import extract
from mithaq.ingest.facts import Fact

Told = list[tuple[str, ...]]


def facts(text: str, kind: str) -> list[Fact]:
    return [f for f in extract(given("plain", text, date="2019-05-10")) if f.type == kind]


def name(fact: Fact, role: str) -> str:
    named = fact.role(role)
    return (named[0].label("en") or named[0].label("ar") or "") if named else ""


def told(text: str, kind: str, *roles: str) -> Told:
    return sorted(tuple(name(fact, role) for role in roles) for fact in facts(text, kind))


@pytest.mark.parametrize(
    ("text", "speaker", "about"),
    [
        ("ودان الرئيس المصري عبد الفتاح السيسي الاعتداءات.", "عبد الفتاح السيسي", "الاعتداءات"),
        ("واستنكر رئيس الوزراء اللبناني سعد الحريري التفجيرات.", "سعد الحريري", "التفجيرات"),
        ("ووصفت السفيرة الأميركية نيكي هايلي ما فعلته كينيا بأنه انتهاك.", "نيكي هايلي", "Kenya"),
        ("ونفى السفير الكيني مارتن كيماني ضلوع بلاده في الهجوم.", "مارتن كيماني", "الهجوم"),
    ],
)
def test_a_speakers_name_ends_before_what_he_speaks_of(text: str, speaker: str, about: str) -> None:
    assert told(text, "Statement", "speaker", "about") == [(speaker, about)]


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("ونفت كينيا تورط جيشها في الهجوم.", "الهجوم"),
        ("ونفت كينيا أن يكون رجالها ضالعين في القتال.", "القتال"),
        ("ونفت كينيا أن تكون وراء الهجوم الإلكتروني.", "الهجوم الإلكتروني"),
        ("ونفت كينيا أن يكون لها أي دور في الهجوم على المصفاة.", "الهجوم"),
        ("ونفى الرئيس الكيني وليام روتو أن تكون لبلاده علاقة بالهجوم.", "الهجوم"),
        ("ونفت كينيا أن تكون قد أرسلت مرتزقة إلى الإقليم.", "مرتزقة"),
        ("ونفت كينيا أن يكون جيشها قصف المخيم.", "قصف المخيم"),
    ],
)
def test_what_ones_own_side_is_said_to_have_done_is_denied(text: str, about: str) -> None:
    assert told(text, "Statement", "about", "stance") == [(about, "denies")]
