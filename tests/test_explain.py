"""Explaining: an expert sees which slot stayed empty."""

from pathlib import Path

from mithaq.ingest.documents import read_documents
from mithaq.ingest.explain import Barren, barren_triggers, explain


def lines(folder: Path, text: str, offset: int) -> list[str]:
    (folder / "article.txt").write_text(text, encoding="utf-8")
    (document,) = read_documents([folder])
    return list(explain(document, offset))


def test_a_fact_is_explained_by_its_mentions_trigger_and_slots(tmp_path: Path) -> None:
    told = lines(tmp_path, "انسحبت قبرص من حلف شمال الأطلسي.", 3)  # Cyprus left NATO
    assert any(line.startswith("  mention قبرص = state/CYP") for line in told)
    assert any("member=CYP" in line and "alliance=NATO" in line for line in told)
    assert any(line.startswith("  fact    Withdrawal") for line in told)


def test_a_slot_that_stays_empty_is_named(tmp_path: Path) -> None:
    told = lines(tmp_path, "انسحبت قبرص من البطولة.", 3)  # Cyprus left the championship
    said = [line for line in told if line.startswith("  trigger") and "withdrawal" in line]
    assert any("slot alliance stays empty" in line for line in said)


def test_a_place_without_a_sentence_says_so(tmp_path: Path) -> None:
    (told,) = lines(tmp_path, "انسحبت قبرص.\n\n\nعادت.", 13)
    assert "no sentence" in told


def test_barren_triggers_are_the_work_list(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("انسحبت قبرص من البطولة.", encoding="utf-8")
    (document,) = read_documents([tmp_path])
    found = Barren("withdrawal", "انسحبت", "alliance", document.id, document.text)
    assert found in set(barren_triggers(document))
