"""Blows in plain sentences: campaigns with a span of time, shots and strikes told by a noun."""

import pytest

from mithaq.ingest.documents import given
from mithaq.ingest.extract import extract


def told(text: str) -> list[tuple[str, str]]:
    """The sides and the place of each incident, by the ends of their addresses."""
    return [
        (
            "+".join(sorted(p.iri.rpartition("/")[2] for p in fact.role("parties"))),
            "".join(p.iri.rpartition("/")[2] for p in fact.role("place")),
        )
        for fact in extract(given("blows", text, date="2018-07-23"))
        if fact.type == "Incident"
    ]


@pytest.mark.parametrize(
    ("text", "sides", "place"),
    [
        # an operation upon a region, however long it went on
        ("شنت كندا عملية على شمال العراق ضد حزب العمال الكردستاني.", "CAN+pkk", "northern-iraq"),
        (
            "شنت إثيوبيا من مارس 2014 إلى يوليو 2015 عملية على جنوب الصومال ضد حركة الشباب.",
            "ETH+al-shabaab",
            "SOM",
        ),
        ("العملية التركية في عفرين وترت العلاقات مع واشنطن.", "TUR", "afrin"),
        # told by a noun, with who did it and whom it struck
        ("جاء ذلك بعد قصف الطيران الكيني كيسمايو.", "KEN", "kismayo"),
        ("ندد الوزير باقتحام القوات الإسرائيلية مدينة رام الله.", "ISR", "ramallah"),
        ("لن نصبر على إطلاق حركة الشباب صواريخ على الأراضي الكينية.", "KEN+al-shabaab", "KEN"),
        ("أدى إطلاق الحوثيين صاروخا على الرياض إلى إغلاق المطار.", "houthis", "riyadh"),
    ],
)
def test_a_blow_is_told_by_a_verb_or_a_noun(text: str, sides: str, place: str) -> None:
    assert told(text) == [(sides, place)]


@pytest.mark.parametrize(
    "text",
    [
        "قد يؤدي قصف الطيران الكيني كيسمايو إلى حرب.",  # it may be bombed
        "تخشى كينيا إطلاق حركة الشباب صواريخ على نيروبي.",  # it is feared
        "العملية السياسية في كيسمايو متعثرة.",  # the political process
        "قررت كينيا إرسال قوات إلى مقديشو لصد الهجوم الإثيوبي هناك.",  # sent to repel
    ],
)
def test_what_may_come_is_no_blow(text: str) -> None:
    assert told(text) == []
