"""Scoring: gold facts against printed ones."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from mithaq.errors import DocumentError
from mithaq.ingest.facts import Fact, Participant, Status, Time
from mithaq.ingest.scoring import Score, read_gold, score
from mithaq.ontology.facttypes import fact_types

NATO = Participant("https://w3id.org/mithaq/id/alliance/NATO", "Alliance", (("en", "NATO"),))
SPAIN = Participant("https://w3id.org/mithaq/id/state/ESP", "State", (("ar", "إسبانيا"),))
MITHAQ = (sys.executable, "-c", "from mithaq.cli import main; main()")
SHARED = Path(__file__).parent.parent.parent / "shared" / "facts"


def left(status: Status = "actual", time: str | None = None, member: Participant = SPAIN) -> Fact:
    return Fact(
        document="d",
        type="Withdrawal",
        roles=(("alliance", (NATO,)), ("member", (member,))),
        status=status,
        source=None,
        time=None if time is None else Time(time, time, "explicit"),
        value=None,
        quote="q",
        start=0,
        end=1,
        confidence=1.0,
        frame="withdrawal@1",
    )


def gold(folder: Path, *changes: dict[str, object]) -> Path:
    fact = {
        "document": "d",
        "type": "Withdrawal",
        "roles": {"alliance": ["the NATO|الناتو"], "member": ["Spain|اسبانيا"]},
        "status": "actual",
        "time": "1999",
    }
    path = folder / "gold.jsonl"
    path.write_text("\n".join(json.dumps({**fact, **c}) for c in changes), encoding="utf-8")
    return path


def test_the_same_fact_with_another_time_is_lenient_only(tmp_path: Path) -> None:
    found = score(read_gold(gold(tmp_path, {})), [left(time="2000")], fact_types())
    assert found["Withdrawal"] == Score(owed=1, printed=1, lenient=1, strict=0)


def test_the_strict_match_is_taken_first(tmp_path: Path) -> None:
    facts = [left(time="2000"), left(time="1999")]
    found = score(read_gold(gold(tmp_path, {})), facts, fact_types())
    assert found["all"] == Score(owed=1, printed=2, lenient=1, strict=1)


def test_an_optional_fact_counts_neither_for_nor_against(tmp_path: Path) -> None:
    found = score(read_gold(gold(tmp_path, {"optional": True})), [left()], fact_types())
    assert found["all"] == Score(owed=0, printed=0, lenient=0, strict=0)


def test_another_member_is_another_fact(tmp_path: Path) -> None:
    found = score(read_gold(gold(tmp_path, {})), [left(member=NATO)], fact_types())
    assert found["alliance types"].lenient == 0


def test_a_line_that_is_no_fact_is_told(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text('{"document": "d"}\n', encoding="utf-8")
    with pytest.raises(DocumentError, match=r"gold\.jsonl, line 1"):
        read_gold(path)


@pytest.mark.skipif(not SHARED.exists(), reason="the research folder does not stand beside")
def test_the_figures_are_those_of_the_reference_scorer(tmp_path: Path) -> None:
    """The same counts on the seeds as the scorer that the gold came with."""
    seeds = Path(__file__).parent.parent / "seeds"
    command = [*MITHAQ, "facts", str(seeds)]
    facts = subprocess.run(command, capture_output=True, check=True).stdout
    (tmp_path / "facts.jsonl").write_bytes(facts)
    scorer = [sys.executable, SHARED / "score.py", SHARED / "seeds" / "gold.jsonl"]
    theirs = subprocess.run(
        [*scorer, tmp_path / "facts.jsonl"], capture_output=True, check=True, text=True
    ).stdout.splitlines()[-1]
    ours = subprocess.run(
        [*MITHAQ, "score", str(SHARED / "seeds" / "gold.jsonl"), str(seeds)],
        capture_output=True,
        check=True,
        text=True,
    ).stdout.splitlines()[-1]
    figures = [word for word in theirs.split() if word[0].isdigit()]
    assert [word for word in ours.replace("all", "").split() if word[0].isdigit()] == figures
