"""What a definite noun calls again: by the first word of any of its names, but not by a vague one."""

from mithaq.ingest.documents import given
from mithaq.ingest.extract import extract


def members(text: str) -> set[tuple[str, str]]:
    document = given("again", text, date="2022-10-01")
    return {
        tuple(fact.role(role)[0].iri.rpartition("/")[2] for role in ("alliance", "member"))
        for fact in extract(document)
        if fact.type == "Membership"
    }


def test_a_body_known_by_its_abbreviation_is_called_again_by_its_kind() -> None:
    # OPEC cut its output. The organisation comprises Gabon, Algeria and Libya.
    text = "خفضت أوبك إنتاجها في مايو. وتضم المنظمة الغابون والجزائر وليبيا."
    assert members(text) == {("OPEC", "GAB"), ("OPEC", "DZA"), ("OPEC", "LBY")}


def test_the_authority_is_not_the_united_nations() -> None:
    # The United Nations welcomed the vote. The authority comprises Gabon, Algeria and Libya.
    text = "رحبت الأمم المتحدة بالتصويت. وتضم الهيئة الغابون والجزائر وليبيا."
    assert not members(text)


def test_whose_office_somebody_holds_is_called_again() -> None:
    # The chairman of the commission of the African Union said that the union comprises Gabon.
    text = "وقال رئيس مفوضية الاتحاد الأفريقي كوفي منساه إن الاتحاد يضم الغابون."
    assert members(text) == {("AU", "GAB")}
