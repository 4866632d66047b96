"""Instruments: papers that are put before a meeting to sign, each that meeting's alone."""

from pathlib import Path

import pytest

from mithaq.ingest.documents import Document
from mithaq.ingest.extract import extract

# Finland did not sign the final statement.
NOT_SIGNED = "لم توقع فنلندا على البيان الختامي."


def papers(text: str) -> list[tuple[str, str | None]]:
    """What is not signed in a text: the end of the IRI behind its scope, and the English label."""
    return [(iri.rpartition("/")[2], label) for iri, label in instruments(text)]


def instruments(text: str) -> list[tuple[str, str | None]]:
    blank = dict.fromkeys(("title", "publisher", "author", "date_basis"))
    document = Document(
        id="d", text=text, path=Path("d.txt"), language="ar", date="2024-07-20", **blank
    )
    return [
        (each.iri.partition("/id/")[2], each.label("en"))
        for fact in extract(document)
        if fact.type == "RefusedSignature"
        for each in fact.role("document") or ()
    ]


@pytest.mark.parametrize(
    ("text", "english"),
    [
        # Chile refused to sign the final declaration of the summit.
        ("رفضت تشيلي التوقيع على الإعلان الختامي للقمة.", "final declaration"),
        # The Hungarian foreign minister Peter Szijjarto abstained from signing the joint statement.
        (
            "امتنع وزير الخارجية المجري بيتر سيارتو عن توقيع البيان المشترك.",
            "joint statement",
        ),
        # Prime minister Robert Fico, who was not content with it, did not sign the final document.
        (
            "لم يوقع رئيس الوزراء السلوفاكي روبرت فيتسو، الذي لم يكن راضيا، على الوثيقة الختامية.",
            "final document",
        ),
    ],
)
def test_a_paper_is_named_by_its_common_noun(text: str, english: str) -> None:
    assert papers(text) == [(english.replace(" ", "-"), english)]


@pytest.mark.parametrize(
    "text",
    [
        "رفضت بولندا التوقيع، فيما وقعت المجر على البيان المشترك.",  # who else signed
        "رفضت بولندا التوقيع. وصدر البيان الختامي.",  # in another sentence
        "رفضت بولندا البيان الختامي.",  # nobody speaks of signing
    ],
)
def test_what_another_signs_or_nobody_was_to_sign_is_not_it(text: str) -> None:
    assert papers(text) == []


def test_two_documents_tell_of_two_papers_unless_they_tell_of_one_meeting() -> None:
    # The leaders of NATO met in Washington on 11 July 2024.
    met = "اجتمع قادة حلف شمال الأطلسي في واشنطن في 11 يوليو 2024. "
    # Finland did not sign the final statement of the meeting.
    refused = "لم توقع فنلندا على البيان الختامي للاجتماع."
    ((alone, _),) = instruments(NOT_SIGNED)
    ((other, _),) = instruments(NOT_SIGNED + " وانتهى كل شيء.")
    assert alone != other
    at_a_meeting = instruments(met + refused)
    assert at_a_meeting == [("instrument/NATO/2024-07-11/final-statement", "final statement")]
    assert at_a_meeting == instruments(met + "وغادر الجميع. " + refused)
