"""Mentions: what a sentence names, what governs it, what is listed together."""

from mithaq.ingest.classes import word_classes
from mithaq.ingest.coordination import groups
from mithaq.ingest.governing import governed
from mithaq.ingest.knownnames import find_names
from mithaq.ingest.mentions import Mention
from mithaq.ingest.proclitics import attached_preposition
from mithaq.ingest.representing import with_representatives
from mithaq.ingest.tokens import Token, find_tokens
from mithaq.text import fold


def mentions_of(text: str) -> tuple[tuple[Token, ...], tuple[Mention, ...]]:
    tokens = find_tokens(text, 0, len(text))
    classes = word_classes(tokens)
    names = with_representatives(find_names(tokens, classes), tokens, classes)
    return tokens, governed(names, tokens, classes)


def named(mention: Mention) -> list[str]:
    return [p.iri.rpartition("/id/")[2] for p in mention.candidates]


def test_a_name_is_found_behind_its_clitics() -> None:
    text = "وطلبت من بولندا ولليابان"  # and asked of Poland and for Japan
    _, found = mentions_of(text)
    assert [named(m) for m in found] == [["state/POL"], ["state/JPN"]]
    assert [m.preposition for m in found] == [fold("من"), "ل"]
    assert text[found[1].start : found[1].end] in ("اليابان", "ليابان")


def test_the_longest_name_wins() -> None:
    _, found = mentions_of("زار جنوب أفريقيا")  # visited South Africa
    assert [named(m) for m in found] == [["state/ZAF"]]


def test_a_number_that_goes_on_is_no_part_of_a_name() -> None:
    _, (mention,) = mentions_of("قمة الدول السبع")  # a summit of the seven states
    assert named(mention) == ["organization/G7"]
    _, found = mentions_of("قمة الدول السبع والعشرين")  # of the twenty-seven states
    assert found == ()


def test_a_capital_may_stand_for_its_state() -> None:
    _, (mention,) = mentions_of("قالت طوكيو")  # Tokyo said
    assert mention.of_kind(frozenset({"State"})) is not None
    assert mention.of_kind(frozenset({"Place"})) is not None
    assert mention.of_kind(frozenset({"Alliance"})) is None


def test_an_abbreviation_behind_a_name_is_the_same_mention() -> None:
    text = "أعلن حلف شمال الأطلسي (NATO) قراره"  # the North Atlantic alliance (NATO) announced
    _, (mention,) = mentions_of(text)
    assert text[mention.start : mention.end] == "حلف شمال الأطلسي (NATO)"


def test_forces_stand_for_their_state() -> None:
    _, (mention,) = mentions_of("دخلت القوات الفرنسية")  # the French forces entered
    assert (mention.how, mention.part) == ("representative", "forces")
    assert named(mention) == ["state/FRA"]


def test_an_army_with_a_name_of_its_own_stands_for_its_state() -> None:
    _, (mention,) = mentions_of("قال مقاتلو الحرس الثوري")  # said fighters of the Guards
    assert named(mention) == ["body/IRN/revolutionary-guards", "state/IRN"]
    assert mention.part == "forces"


def test_what_came_after_a_state_is_not_that_state() -> None:
    _, found = mentions_of("دول ما بعد الاتحاد السوفيتي")  # the post-Soviet states
    assert found == ()


def test_a_preposition_governs_over_a_noun() -> None:
    _, (mention,) = mentions_of("خرجت من مطارات بولندا")  # left the airports of Poland
    assert (mention.preposition, mention.heads) == (fold("من"), (fold("مطارات"),))


def test_a_list_is_governed_together() -> None:
    tokens, found = mentions_of("وقعت مع بولندا، واليابان وكندا")  # with Poland, Japan and Canada
    assert {m.preposition for m in found} == {fold("مع")}
    assert groups(found, tokens)[0] == (0, 1, 2)


def test_what_is_only_side_by_side_is_no_list() -> None:
    tokens, found = mentions_of(
        "زارت بولندا ثم غادرت إلى كندا"
    )  # visited Poland, then left for Canada
    assert groups(found, tokens) == ((0,), (1,))


def test_a_noun_that_carries_a_preposition_is_cut() -> None:
    cut = attached_preposition(fold("لدعم"))  # for the support of
    assert cut is not None
    assert (cut.preposition, cut.rest) == ("ل", fold("دعم"))
    assert attached_preposition(fold("لجنة")) is None  # committee


def test_the_bank_of_a_river_is_not_the_west_bank() -> None:
    _, found = mentions_of("على الضفة الغربية لنهر النيل")  # on the west bank of the Nile
    assert all(named(m) != ["place/west-bank"] for m in found)
    _, (bank,) = mentions_of("في الضفة الغربية المحتلة")  # in the occupied West Bank
    assert named(bank) == ["place/west-bank"]


def test_a_name_that_is_an_adjective_too_is_governed_over_a_broken_plural() -> None:
    _, (mention,) = mentions_of("على الأراضي السعودية")  # on Saudi soil
    assert named(mention) == ["state/SAU"]
    assert mention.preposition == fold("على")
