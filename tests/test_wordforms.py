"""Ordinary words are told from names by what is known and by the verbs that exist."""

import pytest

from mithaq.ingest.wordforms import is_derived, is_ordinary, is_word


@pytest.mark.parametrize(
    "word",
    [
        "انتصاراتها",  # her victories
        "وخارجيته",  # and his foreign ministry
        "مكالمه",  # a call
        "استعداده",  # his readiness
        "يستمعون",  # they listen
        "لاستعداء",  # to antagonise
        "مستبد",  # despotic
        "وحلفاوه",  # and his allies
        "سيطلع",  # will look at
    ],
)
def test_words_built_on_known_verbs_and_nouns_are_ordinary(word: str) -> None:
    assert is_ordinary(word)


@pytest.mark.parametrize(
    "name",
    ["زيلينسكي", "ستولتنبرغ", "شتاينماير", "ميازاوا", "راماتولاي", "بيدرسن", "كاروبليس", "لودريان"],
)
def test_names_from_abroad_are_not(name: str) -> None:
    assert not is_ordinary(name)


def test_a_clitic_makes_a_known_word_ordinary_but_no_word_of_its_own() -> None:
    bound = "بانتصاراتها"  # by her victories
    assert is_ordinary(bound)
    assert not is_word(bound)


def test_a_shape_alone_is_not_enough_without_a_verb_that_exists() -> None:
    assert is_derived("انتخاب")  # an election
    assert not is_derived("انكلاو")
