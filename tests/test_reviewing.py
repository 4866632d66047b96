"""Reviewing, from a contradicting document to a decision that every build keeps."""

import csv
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pyoxigraph import NamedNode, Store

from mithaq.cli import main
from mithaq.iris import REVIEW, THING, term
from mithaq.store import current, open_store

SEEDS = Path(__file__).parent.parent / "seeds"
LEFT = THING + "withdrawal/CSTO/GEO"
SIXTH = """\
جورجيا ومنظمة معاهدة الأمن الجماعي

قال وزير الخارجية الجورجي إن بلاده لم تنسحب من منظمة معاهدة الأمن الجماعي.
وتأسست منظمة معاهدة الأمن الجماعي عام 1999.
"""


class Desk:
    """A reviewer's folder: the seeds and a sixth document that contradicts them, and the graph."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.documents = folder / "documents"
        shutil.copytree(SEEDS, self.documents, ignore=shutil.ignore_patterns("*.py", "__*"))
        (self.documents / "sixth.txt").write_text(SIXTH, encoding="utf-8")
        with (self.documents / "documents.toml").open("a", encoding="utf-8") as file:
            file.write('\n[sixth]\nlanguage = "ar"\ndate = "2022-12"\n')

    def run(self, *arguments: str) -> Result:
        environment = {
            "MITHAQ_GRAPH": str(self.folder / "graph"),
            "MITHAQ_DECISIONS": str(self.folder / "decisions.toml"),
        }
        return CliRunner().invoke(main, arguments, env=environment)

    def build(self) -> Result:
        return self.run("build", str(self.documents))

    def store(self) -> Store:
        return open_store(current(self.folder / "graph"))

    def ask(self, pattern: str) -> set[str]:
        found = self.store().query(f"PREFIX mq: <{term('')}> SELECT ?x WHERE {{ {pattern} }}")
        return {row[0].value for row in found}  # type: ignore[union-attr, index]

    def claim(self, document: str, situation: str) -> str:
        (found,) = self.ask(
            f"GRAPH ?d {{ ?x mq:about <{situation}> }} FILTER(STRENDS(STR(?d), '{document}'))"
        )
        return found


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path)
    assert made.build().exit_code == 0
    return made


def test_a_contradicting_document_is_shown_with_both_claims_and_a_rejection_settles_it(
    desk: Desk,
) -> None:
    assert desk.ask("?x mq:disputed true") >= {LEFT}
    listed = desk.run("review", "-f", "csv").stdout
    assert "sixth" in listed
    assert "001_d82f1e24c4c93dad" in listed
    denial = desk.claim("sixth", LEFT)
    recorded = desk.run("review", "reject", denial, "--reason", "خطأ", "--by", "A reader")
    assert recorded.exit_code == 0
    assert LEFT in desk.ask("?x mq:disputed true")  # until the next build
    for _ in range(2):
        assert "1 of a reviewer's decisions" in desk.build().stderr
        assert LEFT not in desk.ask("?x mq:disputed true")
        assert LEFT in desk.ask("?x a mq:Withdrawal")
        # The claim stays where it was made, with what became of it.
        assert desk.claim("sixth", LEFT) == denial
        decided = desk.ask(f"GRAPH <{REVIEW}> {{ ?d mq:decides <{denial}> ; mq:verdict ?x }}")
        assert decided == {term("Rejected")}


def test_who_rejects_what_affirms_it_leaves_it_unrealized(desk: Desk) -> None:
    (affirming,) = desk.ask(f"GRAPH ?d {{ ?x mq:about <{LEFT}> ; mq:status mq:Actual }}")
    desk.run("review", "reject", affirming)
    desk.build()
    assert LEFT in desk.ask("?x a mq:Unrealized")
    assert LEFT not in desk.ask("?x a mq:Withdrawal")


def test_who_accepts_a_disputed_situation_settles_it(desk: Desk) -> None:
    desk.run("review", "accept", LEFT)
    desk.build()
    assert LEFT in desk.ask("?x a mq:Withdrawal")
    assert LEFT not in desk.ask("?x mq:disputed true")
    assert LEFT not in desk.run("review", "-f", "csv").stdout


def test_a_corrected_claim_tells_of_what_was_meant(desk: Desk) -> None:
    wrong = THING + "founding/CSTO/1999"
    assert desk.ask(f"?x mq:conflictsWith <{wrong}>") == {THING + "founding/CSTO/2002"}
    claim = desk.claim("sixth", wrong)
    desk.run("review", "correct", claim, "--time", "2002")
    desk.build()
    assert desk.claim("sixth", THING + "founding/CSTO/2002") == claim
    assert not desk.ask(f"<{wrong}> a ?x")
    # What was read stays: the claim still says what stands in its document.
    assert desk.ask(f"GRAPH ?d {{ <{claim}> mq:statedTime ?x }}") == {"1999"}


def test_participants_can_be_corrected_and_must_fit(desk: Desk) -> None:
    denial = desk.claim("sixth", LEFT)
    desk.run("review", "correct", denial, "--role", "member", "state/ARM")
    assert desk.build().exit_code == 0
    assert desk.claim("sixth", THING + "withdrawal/CSTO/ARM/2023") == denial
    desk.run("review", "correct", denial, "--role", "member", "place/tbilisi")
    failed = desk.build()
    assert failed.exit_code == 1
    assert "decision 2: member may not be a Place" in failed.stderr


def test_situations_are_merged_and_split(desk: Desk) -> None:
    early, late = THING + "founding/CSTO/1999", THING + "founding/CSTO/2002"
    desk.run("review", "merge", early, late)
    desk.build()
    assert not desk.ask(f"<{early}> a ?x")
    claims = desk.ask(f"GRAPH ?d {{ ?x mq:about <{late}> }}")
    assert desk.claim("sixth", late) in claims
    assert len(claims) > 1
    desk.run("review", "split", LEFT, desk.claim("sixth", LEFT))
    desk.build()
    assert desk.claim("sixth", LEFT + "/2")
    assert LEFT not in desk.ask("?x mq:disputed true")


def test_a_decision_about_nothing_is_refused_and_one_that_aged_is_told(desk: Desk) -> None:
    refused = desk.run("review", "reject", "claim/sixth/000000000000")
    assert refused.exit_code == 1
    assert "The graph holds no id/claim/sixth/000000000000" in refused.stderr
    desk.run("review", "reject", desk.claim("sixth", LEFT))
    (desk.documents / "sixth.txt").write_text(SIXTH.replace("وزير", "رئيس"), encoding="utf-8")
    assert "decision 1 has no effect: no document makes the claim" in desk.build().stderr


def test_a_file_of_decisions_that_is_named_must_be_there(tmp_path: Path) -> None:
    arguments = [
        "build",
        "--out",
        str(tmp_path / "graph"),
        "--decisions",
        str(tmp_path / "no.toml"),
    ]
    told = CliRunner().invoke(main, arguments)
    assert told.exit_code == 2
    assert "no.toml does not exist" in told.stderr


def test_of_the_seeds_one_meeting_needs_a_decision(graph_folder: Path) -> None:
    asked = CliRunner().invoke(main, ["review", "--graph", str(graph_folder), "-f", "csv"])
    assert asked.exit_code == 0
    matters = {
        row["situation"].rpartition("/id/")[2]: row["why"]
        for row in csv.DictReader(asked.stdout.splitlines())
    }
    assert matters == {
        "meeting/CSTO/yerevan/2022-11-23": "disputed",  # an emergency one, or a regular one
    }
    store = open_store(current(graph_folder))
    assert not list(store.quads_for_pattern(None, None, None, NamedNode(REVIEW)))
