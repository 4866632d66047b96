"""What a verb said once tells of others with other numbers."""

from pathlib import Path

from mithaq.ingest.documents import read_documents
from mithaq.ingest.extract import extract


def _given(folder: Path, text: str) -> set[tuple[str, float | None]]:
    (folder / "text.txt").write_text(text, encoding="utf-8")
    (document,) = read_documents([folder / "text.txt"])
    gifts = [f for f in extract(document) if f.type == "Contribution"]
    return {(f.role("contributor")[0].iri.rsplit("/", 1)[1], f.value) for f in gifts}


def test_others_give_other_numbers(tmp_path: Path) -> None:
    text = (
        "تشارك نيبال بستمئة جندي في بعثة الأمم المتحدة في لبنان، تليها غانا بخمسمئة وكينيا بمئتين."
    )
    assert _given(tmp_path, text) == {("NPL", 600), ("GHA", 500), ("KEN", 200)}


def test_what_has_a_verb_of_its_own_is_told_by_it(tmp_path: Path) -> None:
    text = "تشارك نيبال بستمئة جندي في بعثة الأمم المتحدة في لبنان، وسحبت غانا كتيبتها، وفازت كينيا بمئتي صوت."
    assert _given(tmp_path, text) == {("NPL", 600)}


def _sent(folder: Path, text: str) -> set[tuple[str, str, float | None]]:
    (folder / "text.txt").write_text(text, encoding="utf-8")
    (document,) = read_documents([folder / "text.txt"])
    return {
        (
            fact.role("deployer")[0].iri.rsplit("/", 1)[1],
            fact.role("place")[0].iri.rsplit("/", 1)[1],
            fact.value,
        )
        for fact in extract(document)
        if fact.type == "Deployment"
    }


def test_others_send_other_numbers_and_are_not_where_they_go(tmp_path: Path) -> None:
    text = "أرسلت كينيا 100 جندي إلى الصومال، وأوغندا 200 فرد، وبوروندي 50 جنديا."
    assert _sent(tmp_path, text) == {
        ("KEN", "SOM", 100),
        ("UGA", "SOM", 200),
        ("BDI", "SOM", 50),
    }


def test_two_where_the_same_go_stay_two(tmp_path: Path) -> None:
    text = "أرسلت كينيا 100 جندي إلى الصومال وأوغندا."
    assert _sent(tmp_path, text) == {("KEN", "SOM", 100), ("KEN", "UGA", 100)}


def test_others_are_sent_elsewhere(tmp_path: Path) -> None:
    text = "ونشرت بريطانيا كتيبة في إستونيا، وألمانيا أخرى في ليتوانيا، وكندا كتيبة في لاتفيا."
    assert _sent(tmp_path, text) == {
        ("GBR", "EST", None),
        ("DEU", "LTU", None),
        ("CAN", "LVA", None),
    }


def test_a_region_is_no_place_of_another(tmp_path: Path) -> None:
    text = "ونشرت فرنسا قوات في مالي والنيجر في منطقة الساحل."
    assert _sent(tmp_path, text) == {("FRA", "MLI", None), ("FRA", "NER", None)}


def test_who_goes_elsewhere_goes_not_where_the_first_does(tmp_path: Path) -> None:
    text = "أرسلت كينيا 100 جندي إلى الصومال، وأوغندا 200 جندي إلى الكونغو."
    assert _sent(tmp_path, text) == {("KEN", "SOM", 100), ("UGA", "COD", 200)}
