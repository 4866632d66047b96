"""Places that a sentence means by «هناك» or by a pronoun; offices of whom it named."""

from pathlib import Path

import pytest

from mithaq.ingest.documents import read_documents
from mithaq.ingest.extract import extract


def _sent(tmp_path: Path, text: str) -> list[tuple[str, str]]:
    """Who sends forces where, by the ends of the IRIs."""
    (tmp_path / "text.txt").write_text(text, encoding="utf-8")
    (document,) = read_documents([tmp_path / "text.txt"])
    return [
        tuple(f.role(r)[0].iri.rsplit("/", 1)[1] for r in ("deployer", "place"))  # type: ignore[misc]
        for f in extract(document)
        if f.type == "Deployment"
    ]


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("وزاد التوتر في غانا، وأعلنت كندا أنها سترسل قوات إلى هناك.", [("CAN", "GHA")]),
        ("أرسلت كندا جنودا إلى مالي، وأوفدت الهند إليها كتيبة.", [("CAN", "MLI"), ("IND", "MLI")]),
        ("هناك ألف جندي كندي في غانا.", [("CAN", "GHA")]),
    ],
)
def test_there_is_the_place_named_last(
    tmp_path: Path, text: str, sent: list[tuple[str, str]]
) -> None:
    assert sorted(_sent(tmp_path, text)) == sent


def test_a_minister_is_hers_who_was_named(tmp_path: Path) -> None:
    text = "أما كندا، فأعلن وزير دفاعها جون سميث أنها سترسل كتيبة إلى مالي."
    assert _sent(tmp_path, text) == [("CAN", "MLI")]


def test_what_a_force_is_for_is_not_whose_it_is(tmp_path: Path) -> None:
    text = "أرسلت كندا قوة بحرية لحماية السواحل الصومالية إلى كينيا."
    assert _sent(tmp_path, text) == [("CAN", "KEN")]


def test_the_mission_is_the_one_that_came_after(tmp_path: Path) -> None:
    text = (
        "حلت «أتميس» محل «أميصوم» في الأول من أبريل. وتتألف البعثة من وحدات أرسلتها كينيا وأوغندا."
    )
    (tmp_path / "text.txt").write_text(text, encoding="utf-8")
    (document,) = read_documents([tmp_path / "text.txt"])
    gifts = [f for f in extract(document) if f.type == "Contribution"]
    assert {f.role("recipient")[0].iri.rsplit("/", 1)[1] for f in gifts} == {"atmis"}


def test_f_joins_clauses_and_no_list(tmp_path: Path) -> None:
    text = "لا يسعف الرقم الطرفين في غانا، فالهند أرسلت جنودا إلى كينيا."
    assert _sent(tmp_path, text) == [("IND", "KEN")]
