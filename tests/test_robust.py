"""Whatever the order of the words, reading ends, and every quote stands in the text."""

import random
from functools import cache
from pathlib import Path

import pytest

from mithaq.ingest.documents import given
from mithaq.ingest.extract import extract

FOLDER = Path(__file__).parent / "documents"
MARKS = ("،", ".", "؟", ":", "(", ")", "«", "»", "-", "\n", "؛", '"')


@cache
def vocabulary() -> tuple[str, ...]:
    texts = [path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.txt"))]
    return tuple(sorted({word for text in texts for word in text.split()}))


def garble(seed: int, length: int) -> str:
    chance = random.Random(seed)
    words = (chance.choice(vocabulary()) for _ in range(length))
    return " ".join(w if chance.random() < 0.9 else chance.choice(MARKS) for w in words)


def read(text: str) -> None:
    document = given("garble", text, date="2020-02-29")
    for fact in extract(document):
        assert text[fact.start : fact.end] == fact.quote
        assert 0 < fact.confidence <= 1


@pytest.mark.parametrize("seed", range(150))
def test_words_in_any_order_are_read_to_the_end(seed: int) -> None:
    read(garble(seed, 120))


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_an_article_without_its_marks_is_read_to_the_end(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    read(" ".join(text.replace(".", " ").replace("،", " ").split()))


def test_a_text_may_end_with_a_verb() -> None:
    # Kenya joined the African Union, and praised
    read("انضمت كينيا إلى الاتحاد الأفريقي. قال الرئيس إن بلاده انسحبت وأشاد")


def test_a_text_may_end_with_a_preposition() -> None:
    # the states of the organisation called yesterday evening for
    read("دعت دول منظمة التعاون الإسلامي مساء الجمعة إلى")


@pytest.mark.parametrize("text", ["", " ", "\n\n", "،", "في", "و" * 3000, "ا" * 3000, "«" * 3000])
def test_hardly_a_text_gives_nothing(text: str) -> None:
    read(text)
