"""What two commas set off stands between nobody."""

from pathlib import Path

import pytest

from mithaq.ingest.documents import read_documents
from mithaq.ingest.extract import extract


@pytest.mark.parametrize(
    "text",
    [
        "دفعت كندا بتعزيزات كبيرة، شملت دبابات وعربات مدرعة وراجمات صواريخ، إلى منطقة جازان.",
        "أرسلت كندا، التي تقود الكتيبة منذ ثلاثة أعوام وتشرف على تدريبها، ألف جندي إلى جازان.",
        "وصلت كتيبة كندية، قوامها خمسمئة عنصر من المشاة والمدفعية، إلى منطقة جازان.",
    ],
)
def test_an_aside_costs_little(tmp_path: Path, text: str) -> None:
    (tmp_path / "text.txt").write_text(text, encoding="utf-8")
    (document,) = read_documents([tmp_path / "text.txt"])
    sent = [f for f in extract(document) if f.type == "Deployment"]
    assert [f.role("deployer")[0].iri.rsplit("/", 1)[1] for f in sent] == ["CAN"]
    assert "جازان" in sent[0].role("place")[0].label("ar")


def test_who_says_it_may_stand_between(tmp_path: Path) -> None:
    text = "قصفت مدفعية الجيش الكيني، وفق المتحدثة باسم وزارة الدفاع سارة موانغي، مدينة كيسمايو في إقليم جوبالاند."
    (tmp_path / "text.txt").write_text(text, encoding="utf-8")
    (document,) = read_documents([tmp_path / "text.txt"])
    blows = [f for f in extract(document) if f.type == "Incident"]
    assert [p.iri.rsplit("/", 1)[1] for f in blows for p in f.role("place")] == ["kismayo"]
