"""Honorifics that stand alone: whom they mean."""

import pytest

from mithaq.ingest.documents import given
from mithaq.ingest.extract import extract
from mithaq.ingest.facts import Fact


def facts(text: str, kind: str) -> list[Fact]:
    return [f for f in extract(given("honorifics", text, date="2018-06-17")) if f.type == kind]


@pytest.mark.parametrize(
    ("text", "who", "where"),
    [
        # The president came, and met a minister; his excellency had come to Jeddah the day before.
        (
            """وحضر الرئيس الكيني وليام روتو. والتقى وزير الزراعة السعودي فلانا.
            وكان فخامته قد وصل إلى جدة أمس.""",
            "وليام روتو",
            "Jeddah",
        ),
        # The king received the president; his excellency left for Nairobi.
        (
            "واستقبل الملك سلمان الرئيس الكيني وليام روتو. وغادر فخامته إلى نيروبي.",
            "وليام روتو",
            "Nairobi",
        ),
        # The emir spoke in Doha; his highness went on to Muscat.
        (
            "وتحدث أمير الكويت الشيخ صباح الأحمد عن القمة. وتوجه سموه بعد ذلك إلى مسقط.",
            "صباح الأحمد",
            "Muscat",
        ),
    ],
)
def test_an_honorific_means_who_was_named_with_its_office(text: str, who: str, where: str) -> None:
    (visit,) = facts(text, "Visit")
    assert [p.label("ar") for p in visit.role("visitor")] == [who]
    assert [p.label("en") for p in visit.role("place")] == [where]


def test_an_honorific_after_nobody_means_nobody() -> None:
    assert not facts("ودعا معاليه إيران إلى الكف عن التدخل.", "Statement")
