"""Agreements that a text only describes: how they are named, and which are the same."""

import pytest

from mithaq.ingest.documents import given
from mithaq.ingest.extract import extract
from mithaq.iris import local_name


def signings(text: str) -> dict[str, set[str]]:
    """Who signs each treaty, by its first Arabic label."""
    document = given("x", text, date="2024-03-10")
    found: dict[str, set[str]] = {}
    for fact in extract(document):
        if fact.type == "TreatySigning":
            label = fact.role("treaty")[0].label("ar") or ""
            found.setdefault(label, set()).add(local_name(fact.role("signatory")[0].iri))
    return found


def labels(text: str) -> set[str]:
    document = given("x", text, date="2024-03-10")
    return {
        label
        for fact in extract(document)
        if fact.type == "TreatySigning"
        for _, label in fact.role("treaty")[0].labels
    }


def test_what_the_same_two_sign_is_one_treaty_with_all_its_names() -> None:
    text = "كندا واليابان توقعان معاهدة أمنية\n\nووقعت كندا واليابان أمس اتفاقا دفاعيا في أوتاوا."
    assert list(signings(text).values()) == [{"CAN", "JPN"}]
    assert "معاهدة أمنية" in labels(text + " ووقعت كندا واليابان معاهدة أمنية.")


@pytest.mark.parametrize(
    "text",
    [
        # they signed an agreement; Smith said that he signed a declaration with the leaders of Japan
        "ووقعت كندا واليابان أمس اتفاقا للصيد. وأعلنت كندا واليابان أنهما وقعتا إعلانا.",
        # Canada and Japan signed the final agreement; Canada and Kenya signed the fisheries agreement
        "ووقعت كندا واليابان اتفاق الصيد النهائي. ووقعت كندا وكينيا اتفاق الصيد.",
    ],
)
def test_what_one_name_or_another_bare_noun_calls_again_is_one(text: str) -> None:
    assert len(signings(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "ووقعت كندا واليابان معاهدة أمنية. ووقعت كندا مع الهند اتفاقا تجاريا.",
        "ووقعت كندا واليابان معاهدة أمنية. ووقعت كندا واليابان مذكرة تفاهم.",
    ],
)
def test_what_others_sign_is_another(text: str) -> None:
    assert len(signings(text)) == 2


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("ووقعت كندا واليابان اتفاقية للتعاون الدفاعي.", "اتفاقية التعاون الدفاعي"),
        ("ووقعت كندا واليابان اتفاقية لتجنب الحوادث البحرية.", "اتفاقية تجنب الحوادث البحرية"),
        ("ووقعت كندا واليابان مذكرة تفاهم بشأن الأمن البحري.", "مذكرة تفاهم بشأن الأمن البحري"),
        ('ووقعت كندا واليابان معاهدة "الجوار البحري".', "معاهدة الجوار البحري"),
    ],
)
def test_an_agreement_has_all_the_names_that_its_words_give(text: str, label: str) -> None:
    assert label in labels(text)


def test_two_who_share_an_office_sign_both() -> None:
    text = "ووقع الرئيسان المصري عبد الفتاح السيسي والفرنسي إيمانويل ماكرون معاهدة دفاعية."
    assert list(signings(text).values()) == [{"EGY", "FRA"}]


def test_a_treaty_may_be_known_only_by_who_signed_it() -> None:
    text = "وانتقد النواب الاتفاقية التي أبرمتها كندا مع اليابان."
    assert signings(text) == {"الاتفاقية": {"CAN", "JPN"}}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # a big agreement for free trade that the two sides called historic
        (
            "ووقعت كندا واليابان اتفاقا كبيرا للتبادل الحر وصفه الطرفان بالتاريخي.",
            "اتفاقا كبيرا للتبادل الحر",
        ),
        # the treaty of the rivers, the last agreement on arms control, was signed by John Smith
        ("ومعاهدة الأنهار، آخر اتفاق للحد من التسلح، وقعها جون سميث عام 2010.", "معاهدة الأنهار"),
    ],
)
def test_the_name_ends_where_something_is_told_of_it(text: str, name: str) -> None:
    assert name in labels(text)


def test_the_last_word_of_a_sentence_signs_no_agreement_at_its_beginning() -> None:
    # On the agreement Canada went out and left it, and it is the one signed.
    text = "على الاتفاقية خرجت كندا وانسحبت منها وهي الموقعة"
    document = given("x", text, date="2024-03-10")
    assert [fact for fact in extract(document) if fact.type == "Withdrawal"] == []


def test_a_new_name_with_a_new_party_is_another_agreement() -> None:
    text = "ووقعت غانا وتوغو اتفاق سلام في يوليو. ثم وقعت غانا وتوغو وبنين اتفاق تعاون أمني."
    assert signings(text) == {
        "اتفاق سلام": {"GHA", "TGO"},
        "اتفاق تعاون أمني": {"GHA", "TGO", "BEN"},
    }


def test_two_contracts_are_not_the_agreements_told_before() -> None:
    text = "وتم توقيع 13 اتفاقية بين غانا وتوغو. ووقعت غانا وتوغو عقدين في مجال النفط."
    assert sorted(signings(text)) == ["اتفاقية", "عقدين"]
    text = "ووقعت غانا وتوغو عقدين في مجال النفط. وأعلنت غانا وتوغو أنهما وقعتا العقدين."
    assert len(signings(text)) == 1


def test_a_new_party_under_the_article_is_no_other_agreement() -> None:
    text = "ووقعت غانا وتوغو وبنين اتفاق تعاون أمني. ووقعت غانا وتوغو الاتفاق في لومي."
    assert signings(text) == {"اتفاق تعاون أمني": {"GHA", "TGO", "BEN"}}
