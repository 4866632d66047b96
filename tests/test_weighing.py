"""Weighing: what a fact rests on makes it sure or unsure, and says so."""

import json
from pathlib import Path

import weights as fitting
from click.testing import CliRunner

from mithaq.cli import main
from mithaq.ingest.documents import Document, read_documents
from mithaq.ingest.explain import explain
from mithaq.ingest.extract import extract
from mithaq.ingest.situations import THRESHOLD
from mithaq.ingest.weighing import ANY, heaviest, reckoned, weights
from mithaq.ontology.facttypes import fact_types

SEEDS = Path(__file__).parent.parent / "seeds"


def document(folder: Path, text: str) -> Document:
    (folder / "article.txt").write_text(text, encoding="utf-8")
    (one,) = read_documents([folder])
    return one


def test_weights_are_of_fact_types_or_of_any() -> None:
    assert set(weights()) <= {ANY, *fact_types()}
    assert all(
        isinstance(weight, float) for named in weights().values() for weight in named.values()
    )


def test_every_fact_says_what_it_rests_on(tmp_path: Path) -> None:
    told = extract(document(tmp_path, "انسحبت قبرص من حلف شمال الأطلسي."))  # Cyprus left NATO
    (withdrawal,) = told
    grounds = dict(withdrawal.grounds)
    assert grounds["type: Withdrawal"] == 1
    assert grounds["known"] == 2
    assert grounds["slots: after"] == 1


def test_grounds_that_speak_against_a_fact_make_it_less_sure() -> None:
    known = {ANY: {"always": 1.0, "quoted": -0.5}, "Visit": {"quoted": -1.0}}
    plain = reckoned("Visit", (), known)
    assert reckoned("Meeting", (("quoted", 1.0),), known) < plain
    assert reckoned("Visit", (("quoted", 1.0),), known) < reckoned(
        "Meeting", (("quoted", 1.0),), known
    )


def test_the_heaviest_grounds_come_first_and_are_explained(tmp_path: Path) -> None:
    text = "انسحبت قبرص من حلف شمال الأطلسي."  # Cyprus left NATO
    read = document(tmp_path, text)
    (fact,) = extract(read)
    found = heaviest(fact, 4)
    assert [abs(w) for _, w in found] == sorted((abs(w) for _, w in found), reverse=True)
    (line,) = [line for line in explain(read, 3) if line.startswith("  fact")]
    assert all(name in line for name, _ in found)


def test_what_is_too_unsure_stays_a_claim_and_is_printed_on_demand() -> None:
    def printed(*options: str) -> list[float]:
        result = CliRunner().invoke(main, ["facts", str(SEEDS), *options])
        assert result.exit_code == 0
        return [json.loads(line)["confidence"] for line in result.stdout.splitlines()]

    accepted, everything = printed(), printed("--all")
    assert accepted == [sure for sure in everything if sure >= THRESHOLD]
    assert 0 < len(everything) - len(accepted) < len(accepted)


def told(number: int, *, right: bool) -> fitting.Told:
    grounds = (("near", 1.0),) if right else (("far", 1.0),)
    return fitting.Told(f"d{number}", "Visit", str(number), grounds, right)


def test_weights_are_found_in_facts_that_people_have_judged() -> None:
    facts = [told(number, right=number % 3 > 0) for number in range(60)]
    found = fitting.fitted(facts)
    assert found[ANY]["near"] > 0 > found[ANY]["far"]
    assert reckoned("Visit", (("near", 1.0),), found) > 0.8
    assert reckoned("Visit", (("far", 1.0),), found) < 0.5


def test_what_stands_in_few_documents_has_no_weight() -> None:
    facts = [told(number % 3, right=number % 2 > 0) for number in range(60)]
    assert "near" not in fitting.fitted(facts).get(ANY, {})


def test_facts_of_documents_left_out_are_reckoned_without_them() -> None:
    facts = [told(number, right=number % 3 > 0) for number in range(60)]
    assert sorted(one.document for one, _ in fitting.held_out(facts)) == sorted(
        one.document for one in facts
    )


def test_a_pool_of_facts_is_no_less_right_than_one_before_it() -> None:
    found = [(number / 200, number % 4 > 0 or number > 150) for number in range(200)]
    shares = [right / count for _, count, right in fitting.pools(found)]
    assert shares == sorted(shares)
    assert sum(count for _, count, _ in fitting.pools(found)) == len(found)


def test_a_fact_told_at_two_times_is_kept_once(tmp_path: Path) -> None:
    line = {"document": "d", "type": "Visit", "fact": "1", "grounds": [["near", 1]], "right": True}
    path = tmp_path / "told.jsonl"
    path.write_text(f"{json.dumps(line)}\n{json.dumps(line)}\n", encoding="utf-8")
    assert fitting.kept([path, path]) == [
        fitting.Told("d", "Visit", "1", (("near", 1),), right=True)
    ]
