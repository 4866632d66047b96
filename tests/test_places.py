"""Places and groups that no list knows, or that a text calls by another word."""

import pytest

from mithaq.ingest.documents import given
from mithaq.ingest.mentions import Mention
from mithaq.ingest.reading import read


def mentions(text: str) -> list[tuple[str, Mention]]:
    document = given("places", text, date="2023-05-04")
    return [(text[m.start : m.end], m) for s in read(document).sentences for m in s.mentions]


def things(text: str) -> list[tuple[str, str]]:
    return [(surface, m.candidates[0].iri.rpartition("/")[2]) for surface, m in mentions(text)]


@pytest.mark.parametrize(
    ("text", "surface", "label"),
    [
        ("وقع الهجوم في بلدة كفرنوران.", "بلدة كفرنوران", "كفرنوران"),  # a town
        ("وصلوا إلى قاعدة تغارغار.", "قاعدة تغارغار", "قاعدة تغارغار"),  # a base bears its noun
        ("وقع في قضاء «زرنوقة» حريق.", "قضاء «زرنوقة»", "زرنوقة"),  # in quotation marks
        ("وقع في بلدة البئر الأحمر حريق.", "بلدة البئر الأحمر", "البئر الأحمر"),  # with its colour
    ],
)
def test_a_place_is_coined_from_the_noun_before_its_name(
    text: str, surface: str, label: str
) -> None:
    found = {s: m.candidates[0] for s, m in mentions(text)}
    assert found[surface].kind == "Place"
    assert found[surface].label("ar") == label


def test_a_list_after_a_plural_coins_every_place() -> None:
    text = "ودخلوا بلدات كفرنوران وزرنوقة وتغارغار في الشمال."
    labels = [m.candidates[0].label("ar") for _, m in mentions(text)]
    assert labels == ["كفرنوران", "زرنوقة", "تغارغار"]


@pytest.mark.parametrize(
    "text",
    [
        "مناطق سكنية واسعة.",  # residential areas
        "مدينة جديدة على البحر.",  # a new town
        "قضاء إجازة الصيف.",  # spending the summer holiday
    ],
)
def test_a_common_word_after_the_noun_is_no_name(text: str) -> None:
    assert things(text) == []


def test_a_coined_place_is_known_by_its_bare_name_in_the_rest_of_the_text() -> None:
    text = "وقع الهجوم في بلدة كفرنوران.\nوعاد الهدوء إلى كفرنوران."
    assert [surface for surface, _ in things(text)] == ["بلدة كفرنوران", "كفرنوران"]


def test_of_two_places_of_one_name_the_text_means_that_of_its_state() -> None:
    assert things("وفي اليمن سقطت زنجبار قرب عدن.")[1][1] == "zinjibar"
    assert things("وفي تنزانيا ازدهرت زنجبار قرب دار السلام.")[1][1] == "zanzibar"


def test_an_epithet_stands_for_whom_it_stood_with() -> None:
    text = "هاجمت حركة الشباب قاعدة.\nوقالت الحركة إنها انسحبت."
    assert ("الحركة", "al-shabaab") in things(text)


def test_an_epithet_with_another_adjective_is_anothers() -> None:
    text = "هاجمت حركة الشباب قاعدة.\nوقالت الحركة الطلابية إنها انسحبت."
    assert "الحركة" not in dict(things(text))


def test_rebels_are_the_only_armed_group_of_a_text() -> None:
    text = "وتراجعت حركة 23 مارس.\nوترك المتمردون البلدة."
    assert ("المتمردون", "m23") in things(text)


def test_the_object_after_an_epithet_is_no_adjective_of_it() -> None:
    text = "وهاجمت حركة 23 مارس غوما.\nثم غادر المتمردون المدينة."
    assert ("المتمردون", "m23") in things(text)


def test_rebels_are_nobody_where_a_text_names_two_armed_groups() -> None:
    text = "وتراجعت حركة 23 مارس أمام بوكو حرام.\nوترك المتمردون البلدة."
    assert "المتمردون" not in dict(things(text))


def test_the_army_is_that_of_the_state_that_the_text_speaks_of() -> None:
    text = "عقدت كينيا اجتماعا في نيروبي.\nوأعلنت كينيا الطوارئ.\nوانتشر الجيش."
    found = dict(mentions(text))
    assert found["الجيش"].candidates[0].iri.endswith("state/KEN")
    assert found["الجيش"].part == "forces"


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("هاجم مسلحون من بوكو حرام القرية.", "مسلحون من بوكو حرام"),  # gunmen of Boko Haram
        ("وتقدمت القوات الموالية للحوثيين.", "القوات الموالية للحوثيين"),  # loyal to the Houthis
        ("وقصفت فصائل «جيش الإسلام» الحي.", "فصائل «جيش الإسلام"),  # a name in quotation marks
    ],
)
def test_fighters_stand_for_their_group(text: str, surface: str) -> None:
    found = dict(mentions(text))
    assert found[surface].part == "forces"
    assert found[surface].candidates[0].kind == "ArmedGroup"


def test_who_is_loyal_to_a_state_is_not_the_state() -> None:
    text = "وتقدمت الميليشيات الموالية لإيران."
    (found,) = (m for _, m in mentions(text) if m.candidates[0].iri.endswith("IRN"))
    assert found.part == ""


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("وصل رئيس كينيا إلى عمان. واستقبله العاهل الأردني في القصر.", "amman"),
        ("وصل رئيس كينيا إلى عمان. واستقبله السلطان العماني في القصر.", "OMN"),
    ],
)
def test_a_capital_with_a_states_name_is_meant_where_the_text_speaks_of_its_own(
    text: str, place: str
) -> None:
    assert ("عمان", place) in things(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("سقطت قذائف على أغيلهوك وبوريم.", ["aguelhok", "bourem"]),  # towns of Mali
        ("وصلوا من كيوانجا إلى لوبيرو.", ["kiwanja", "lubero"]),  # of Congo
        ("عاد الهدوء إلى عيترون وإلى كرم أبو سالم.", ["aitaroun", "kerem-shalom"]),
        ("انسحب فيلق الشام إلى عندان.", ["faylaq-al-sham", "anadan"]),  # a group of Syria
        ("دخلت وازاليندو ماسيسي.", ["wazalendo", "masisi"]),
        ("وصف القمة بأنها سلمية.", []),  # peaceful: no town of Syria
        ("شن هجوما بريا.", []),  # by land: no town of Africa
    ],
)
def test_towns_and_groups_of_wars_are_known_by_their_bare_names(
    text: str, found: list[str]
) -> None:
    assert [thing for _, thing in things(text)] == found


def test_a_list_of_towns_ends_behind_its_last() -> None:
    found = [s for s, _ in things("شن هجوما على مديريتي عيل وبورا، ملحقة بها خسائر.")]
    assert "بورا" in found
    assert "ملحقة" not in found


def test_what_stands_in_the_midst_of_a_list_of_places_is_one() -> None:
    labels = [
        m.candidates[0].label("ar") for _, m in mentions("قصفوا مواقع في إدلب وزرنوقا ودمشق.")
    ]
    assert labels == ["إدلب", "زرنوقا", "دمشق"]


def test_what_stands_between_two_who_act_is_no_place() -> None:
    found = [s for s, _ in mentions("اتهم الرئيس واشنطن وزرنوقا وباريس.")]
    assert "زرنوقا" not in found
