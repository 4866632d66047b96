"""Speakers: whose words a fact is in, where the verb names him, and where it only goes on."""

from pathlib import Path

import pytest

from mithaq.ingest.documents import Document
from mithaq.ingest.extract import extract


def sources(text: str, fact: str) -> list[str | None]:
    """Who says each fact of a type, by the last part of the IRI."""
    blank = dict.fromkeys(("title", "publisher", "author", "date_basis"))
    document = Document(
        id="d", text=text, path=Path("d.txt"), language="ar", date="2024-05-02", **blank
    )
    return [
        found.source.iri.rpartition("/")[2] if found.source else None
        for found in extract(document)
        if found.type == fact
    ]


# The Secretary General of NATO, Jens Stoltenberg, said that the alliance was ready.
STOLTENBERG = "قال الأمين العام لحلف شمال الأطلسي ينس ستولتنبرغ إن الحلف مستعد. "
JOINED = "السويد انضمت إلى حلف شمال الأطلسي عام 2024."  # Sweden joined NATO in 2024


@pytest.mark.parametrize(
    "verb",
    [
        "وأضاف أن ",  # and he added that
        "وأشار في الوقت نفسه إلى أن ",  # and he pointed out at the same time that
        "وأوضح أن ",  # and he made clear that
    ],
)
def test_a_verb_that_names_nobody_goes_on_with_who_spoke_before(verb: str) -> None:
    assert sources(STOLTENBERG + verb + JOINED, "Accession") == ["ينس-ستولتنبرغ"]


@pytest.mark.parametrize(
    "verb",
    [
        "يذكر أن ",  # it is recalled that
        "ويشار إلى أن ",  # and it is pointed out that
        "وقالت مصادر إن ",  # and sources said that
    ],
)
def test_what_nobody_or_somebody_else_says_is_not_his(verb: str) -> None:
    assert sources(STOLTENBERG + verb + JOINED, "Accession") == [None]


def test_words_end_where_their_quotation_does() -> None:
    # Rutte said: "NATO will not change", and it is an alliance that Finland joined in 2023.
    text = (
        "قال مارك روته، الأمين العام لحلف شمال الأطلسي: "
        '"الحلف لن يتغير"، وكانت فنلندا قد انضمت إلى حلف شمال الأطلسي عام 2023.'
    )
    assert sources(text, "Accession") == [None]
    within = text.replace('يتغير"', "يتغير").replace("2023.", '2023".')
    assert sources(within, "Accession") == ["مارك-روته"]


def test_what_is_said_is_said_when_it_is_reported() -> None:
    # Secretary General Mark Rutte said on Wednesday that the alliance had proved its worth.
    text = (
        "قال الأمين العام لحلف شمال الأطلسي مارك روته، الأربعاء 3 يوليو 2024، إن الحلف أثبت جدواه."
    )
    document = Document(
        id="d",
        text=text,
        path=Path("d.txt"),
        language="ar",
        date="2024-07-05",
        **dict.fromkeys(("title", "publisher", "author", "date_basis")),
    )
    (said,) = (fact for fact in extract(document) if fact.type == "Statement")
    assert said.time is not None
    assert said.time.edtf == "2024-07-03"
