"""Page furniture: what is cut from a page, and that articles stay whole."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.ingest.documents import read_documents
from mithaq.ingest.furniture import body_spans

SEEDS = Path(__file__).parent.parent / "seeds"
ARTICLE = "The council met in the capital and adopted a statement on the border.\n" * 4


def body(text: str) -> str:
    return "".join(text[start:end] for start, end in body_spans(text))


def test_the_second_seed_ends_before_its_author_note() -> None:
    (document,) = read_documents([SEEDS / "002_5ac4877e0619bb8a.txt"])
    note = document.text.index("Written by")
    last_start, last_end = body_spans(document.text)[-1]
    assert last_end == note
    # The last sentence of the article names the treaty of Tashkent.
    assert "معاهدة طشقند)." in document.text[last_start:last_end]


@pytest.mark.parametrize("number", ["000", "001", "003", "004"])
def test_the_other_seeds_are_articles_from_end_to_end(number: str) -> None:
    (path,) = SEEDS.glob(f"{number}_*.txt")
    (document,) = read_documents([path])
    assert body_spans(document.text) == ((0, len(document.text)),)


@pytest.mark.parametrize(
    "cue",
    [
        "Written by A. Author",
        "Leave a comment",
        "اترك تعليقاً",  # "leave a comment", with a mark that the cue lacks
        "أخبار ذات صلة:",  # "related news"
        "© 2022 The Paper. All rights reserved.",
        "Оставить комментарий",
    ],
)
def test_an_article_ends_before_a_note_a_form_or_a_copyright_line(cue: str) -> None:
    assert body(f"{ARTICLE}{cue}\nOne more headline\nAnother headline") == ARTICLE


def test_a_byline_above_the_article_takes_only_itself() -> None:
    assert body(f"Headline\nWritten by A. Author\n{ARTICLE}") == f"Headline\n{ARTICLE}"


def test_a_paragraph_may_begin_like_a_cue() -> None:
    paragraph = (
        "Written by the parliaments of both states, the protocol to the treaty obliges every one of "
        "its parties to consult the others before a border is closed.\n"
    )
    assert body(ARTICLE + paragraph + ARTICLE) == ARTICLE + paragraph + ARTICLE


def test_a_pointer_takes_its_line_and_alone_the_headlines_below_it() -> None:
    assert body(f"{ARTICLE}Read also: Ten pictures\n{ARTICLE}") == ARTICLE + ARTICLE
    listed = f"{ARTICLE}اقرأ أيضاً:\nFirst headline\n\nSecond headline\n{ARTICLE}"
    assert body(listed) == ARTICLE + ARTICLE


def test_a_word_that_begins_like_a_button_is_no_button() -> None:
    text = "شاركت أرمينيا\n"  # "Armenia took part": the button says "share"
    assert body(text) == text
    assert body("مشاركة\n") == ""


def test_a_link_at_the_end_of_a_paragraph_is_cut_with_the_paragraph_kept() -> None:
    assert body("They agreed. إقرأ المزيد\n") == "They agreed. "


@given(st.text(st.sampled_from("ab .\n©") | st.characters(), max_size=400))
def test_spans_are_in_order_apart_and_inside_the_text(text: str) -> None:
    ends = [offset for span in body_spans(text) for offset in span]
    assert ends == sorted(ends)
    assert all(start < end for start, end in body_spans(text))
    assert not ends or (ends[0] >= 0 and ends[-1] <= len(text))


@given(st.lists(st.sampled_from(["Leave a comment", "in", ARTICLE, "Read more", "Headline", ""])))
def test_what_is_kept_has_no_furniture_left_in_it(lines: list[str]) -> None:
    kept = body("\n".join(lines))
    assert "Read more" not in kept
    assert "Leave a comment" not in kept
