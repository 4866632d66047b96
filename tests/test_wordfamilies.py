"""Word families: lists that frames share, and the forms of their nouns."""

from mithaq.ingest.wordfamilies import family, inflected


def test_a_noun_takes_its_pronouns_and_the_ending_of_an_object() -> None:
    forms = set(inflected("دعم"))  # support
    assert {"دعم", "دعما", "دعمها", "دعمنا"} <= forms


def test_a_feminine_ending_opens_before_a_pronoun() -> None:
    forms = set(inflected("مساعدة"))  # help
    assert "مساعدتها" in forms
    assert "مساعدةا" not in forms


def test_a_hamza_is_carried_after_a_preposition() -> None:
    assert {"أجواءها", "أجوائها"} <= set(inflected("أجواء"))  # skies


def test_a_phrase_of_several_words_stands_as_it_is() -> None:
    assert list(inflected("حظر جوي")) == ["حظر جوي"]  # an air embargo


def test_a_plain_list_stands_for_all_forms_of_its_nouns() -> None:
    assert {("عون",), ("عونا",), ("عونها",)} <= family("@help.aid")  # aid
