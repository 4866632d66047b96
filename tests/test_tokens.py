"""Sentences and tokens keep their place in the text as read."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.ingest.tokens import bare, find_sentences, find_tokens, readings
from mithaq.text import fold

ARABIC = st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهويأإآىةؤئء ،.؟!:\n0123456789ًٌَُِّْـ", max_size=200)


@given(ARABIC)
def test_every_token_is_its_text_folded(text: str) -> None:
    for token in find_tokens(text, 0, len(text)):
        assert fold(text[token.start : token.end]) == token.form


@given(ARABIC)
def test_sentences_lie_apart_and_leave_out_no_letter(text: str) -> None:
    spans = find_sentences(text, [(0, len(text))])
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    inside = {n for start, end in spans for n in range(start, end)}
    assert all(n in inside for n, letter in enumerate(text) if letter.isalpha())


def test_a_sentence_ends_at_a_stop_but_not_between_digits() -> None:
    text = "دفعت 2.5 مليون. ثم غادرت!"  # she paid 2.5 million. then she left!
    pieces = [text[a:b] for a, b in find_sentences(text, [(0, len(text))])]
    assert pieces == ["دفعت 2.5 مليون.", "ثم غادرت!"]


def test_a_stop_that_is_glued_to_the_next_word_ends_a_sentence() -> None:
    text = "رد الحلف على الغزو .وأضاف (يو .بي .آي)"  # the alliance answered. and added (U.P.I.)
    pieces = [text[a:b] for a, b in find_sentences(text, [(0, len(text))])]
    assert pieces == ["رد الحلف على الغزو .", "وأضاف (يو .بي .آي)"]


def test_a_short_fragment_that_begins_with_in_belongs_to_the_sentence_before() -> None:
    text = "رد الحلف على الغزو. في مايو 2021."  # the alliance answered the invasion. in May 2021.
    assert find_sentences(text, [(0, len(text))]) == ((0, len(text)),)


def test_a_line_break_keeps_a_fragment_apart() -> None:
    text = "رد الحلف\nفي مايو"  # the alliance answered / in May
    assert len(find_sentences(text, [(0, len(text))])) == 2


def test_a_word_is_cut_into_conjunction_preposition_and_rest() -> None:
    form = fold("وللجنة")  # and to the committee
    cuts = {(r.conjunction, r.preposition, r.rest) for r in readings(form)}
    assert ("و", "ل", fold("اللجنة")) in cuts


def test_names_that_begin_like_a_clitic_stay_whole_as_well() -> None:
    for name in ("وليد", "باكو", "كاراباخ"):  # Walid, Baku, Karabakh
        assert readings(fold(name))[0].rest == fold(name)


def test_the_article_is_taken_off_longer_words_only() -> None:
    assert bare("الحلف") == "حلف"  # the alliance
    assert bare("الم") == "الم"  # pain, no article


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("دعا الوزير إلى الهدوء.وكانت القوات قد وصلت.", 2),  # no space after the full stop
        ("نقلت أ.ف.ب عن الوزير قوله.", 1),  # an agency's letters
        ("ونشر البيان في example.com أمس.", 1),
    ],
)
def test_a_full_stop_glued_between_two_words_ends_a_sentence(text: str, count: int) -> None:
    assert len(find_sentences(text, [(0, len(text))])) == count
