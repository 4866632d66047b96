"""Decisions: a file that a person can write, and one sentence where they cannot mean it."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.errors import ReviewError
from mithaq.ingest.decisions import Correction, read_decisions, record_decision
from mithaq.iris import THING

CLAIM, LEFT = "claim/a/1", "withdrawal/CSTO/GEO"


def written(folder: Path, text: str) -> Path:
    path = folder / "decisions.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_decisions_are_read_in_their_order(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        """
        [[decision]]
        reject = "id/claim/a/1"
        reason = "قراءة خاطئة"
        by = "A reader"
        on = 2026-11-22

        [[decision]]
        correct = "claim/a/2"
        status = "negated"
        time = ""
        value = 3
        roles = {member = ["state/GEO"]}

        [[decision]]
        merge = "https://w3id.org/mithaq/id/withdrawal/CSTO/GEO"
        into = "withdrawal/CSTO/GEO/2009"

        [[decision]]
        split = "withdrawal/CSTO/GEO"
        claims = ["claim/a/1"]
        """,
    )
    rejected, corrected, merged, split = read_decisions(path)
    assert (rejected.verdict, rejected.subject) == ("rejected", THING + CLAIM)
    assert (rejected.by, rejected.on) == ("A reader", date(2026, 11, 22))
    roles = {"member": (THING + "state/GEO",)}
    assert corrected.correction == Correction("negated", "", 3.0, roles)
    assert (merged.subject, merged.into) == (THING + LEFT, f"{THING}{LEFT}/2009")
    assert split.claims == (THING + CLAIM,)
    assert split.place == f"{path}, decision 4"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("decision = 3", r"may hold \[\[decision\]\] tables"),
        ("[[decision]]\nreject = ", "cannot be read"),
        ("[other]\n", "nothing else"),
        ("[[decision]]\n", "one of accept, reject, correct, merge, split"),
        ('[[decision]]\nreject = "claim/1"\naccept = "claim/1"', "one of accept"),
        ('[[decision]]\nreject = "claim/1"\nstatus = "negated"', "reject knows no status"),
        ("[[decision]]\nreject = 3", "reject must be a text"),
        ('[[decision]]\nreject = "claim/1"\non = "today"', "must be a day"),
        ('[[decision]]\ncorrect = "claim/1"', "nothing is corrected"),
        ('[[decision]]\ncorrect = "withdrawal/1"\ntime = "2001"', "only a claim can be corrected"),
        ('[[decision]]\ncorrect = "claim/1"\nstatus = "done"', "the status is one of actual"),
        ('[[decision]]\ncorrect = "claim/1"\ntime = "soon"', "the time cannot be read"),
        ('[[decision]]\ncorrect = "claim/1"\nvalue = true', "the value is a number"),
        ('[[decision]]\ncorrect = "claim/1"\nroles = ["x"]', "roles are a table"),
        ('[[decision]]\ncorrect = "claim/1"\nroles = {member = "x"}', "member must be a list"),
        ('[[decision]]\nmerge = "claim/1"\ninto = "claim/2"', "a claim cannot be merged"),
        ('[[decision]]\nmerge = "withdrawal/1"', "`into` must name another situation"),
        ('[[decision]]\nsplit = "withdrawal/1"', "`claims` must name"),
    ],
)
def test_a_bad_decision_is_told_in_a_sentence(tmp_path: Path, text: str, fault: str) -> None:
    with pytest.raises(ReviewError, match=fault) as told:
        read_decisions(written(tmp_path, text))
    assert str(tmp_path) in str(told.value)


def test_what_cannot_be_applied_is_not_recorded(tmp_path: Path) -> None:
    path = tmp_path / "decisions.toml"
    record_decision(path, {"reject": CLAIM})
    before = path.read_bytes()
    with pytest.raises(ReviewError, match="decision 2"):
        record_decision(path, {"correct": CLAIM, "time": "soon"})
    assert path.read_bytes() == before


def test_what_a_person_has_written_stays(tmp_path: Path) -> None:
    path = written(tmp_path, '# ours\n[[decision]]\nreject = "claim/a/1" # why\n')
    assert record_decision(path, {"accept": LEFT, "on": date(2026, 11, 22)}) == 2
    assert path.read_text(encoding="utf-8").startswith("# ours\n[[decision]]\nreject")
    assert [each.verdict for each in read_decisions(path)] == ["rejected", "accepted"]


@given(st.text(), st.floats(allow_nan=False, allow_infinity=False), st.lists(st.text()))
def test_what_is_recorded_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, reason: str, value: float, iris: list[str]
) -> None:
    path = tmp_path_factory.mktemp("d") / "decisions.toml"
    table = {"correct": CLAIM, "value": value, "roles": {"member": iris}, "reason": reason}
    try:
        reason.encode()
        "".join(iris).encode()
    except UnicodeEncodeError:
        return
    record_decision(path, table)
    (found,) = read_decisions(path)
    assert (found.reason, found.correction.value) == (reason, value)
    assert len(found.correction.roles["member"]) == len(iris)
