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
