"""However a sentence is typed, its fact is read, and its quote is the text at its offsets."""

import unicodedata

import pytest

from mithaq.ingest.documents import given
from mithaq.ingest.extract import extract

# Qatar withdrew from the Arab League on 14 September 2022.
PLAIN = "انسحبت قطر من جامعة الدول العربية في 14 سبتمبر 2022."


def presented(text: str) -> str:
    """The text in isolated presentation forms, as old PDF files give it."""
    forms: dict[str, str] = {}
    for code in range(0xFE80, 0xFEFD):
        kind, *letters = unicodedata.decomposition(chr(code)).split() or [""]
        if kind == "<isolated>" and len(letters) == 1:
            forms.setdefault(chr(int(letters[0], 16)), chr(code))
    return "".join(forms.get(letter, letter) for letter in text)


SPELLINGS = {
    "as it is": PLAIN,
    "tatweel": PLAIN.replace("انسحبت", "انســحبت"),
    "vowel signs": PLAIN.replace("انسحبت", "اِنسَحَبَتْ"),
    "a hamza too many": PLAIN.replace("انسحبت", "إنسحبت"),
    "heh for teh marbuta": PLAIN.replace("ة", "ه"),
    "Farsi yeh": PLAIN.replace("ي", "\u06cc"),
    "presentation forms": presented(PLAIN),
    "zero-width non-joiner": PLAIN.replace("قطر", "ق\u200cطر"),
    "bidi embedding": f"\u202b{PLAIN}\u202c",
    "direction marks": PLAIN.replace("14", "\u200e14\u200e"),
    "byte order mark": f"\ufeff{PLAIN}",
    "Arabic digits": PLAIN.replace("14", "١٤").replace("2022", "٢٠٢٢"),
    "mixed digits": PLAIN.replace("2022", "٢٠22"),
    "no-break spaces": PLAIN.replace(" ", "\u00a0"),
    "double spaces": PLAIN.replace(" ", "  "),
}


@pytest.mark.parametrize("text", SPELLINGS.values(), ids=SPELLINGS)
def test_a_spelling_gives_the_same_fact(text: str) -> None:
    document = given("spelling", text, date="2022-10-01")
    (fact,) = (fact for fact in extract(document) if fact.type == "Withdrawal")
    assert [p.iri.rpartition("/")[2] for p in fact.role("member")] == ["QAT"]
    assert [p.iri.rpartition("/")[2] for p in fact.role("alliance")] == ["LAS"]
    assert fact.time is not None
    assert fact.time.edtf == "2022-09-14"
    assert text[fact.start : fact.end] == fact.quote
    assert text.count(fact.quote) == 1


def test_presentation_forms_are_not_the_letters_themselves() -> None:
    assert presented(PLAIN) != PLAIN
    assert unicodedata.normalize("NFKC", presented(PLAIN)) == PLAIN
