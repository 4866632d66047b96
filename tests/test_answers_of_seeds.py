"""What the five seed documents answer: every question, row by row, in both languages.

The rows of `seed_answers.yaml` were written from reading the documents. A row that is not answered
yet says why in its `gap`, and fails here as soon as it is.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from _pytest.mark import ParameterSet
from pyoxigraph import Store

from mithaq.iris import THING
from mithaq.queries.answers import Answer, answer, text
from mithaq.queries.questions import LANGUAGES, question, question_names
from mithaq.store import current, open_store

FILE = Path(__file__).parent / "seed_answers.yaml"
IDENTIFIER = re.compile(r"\b(\d{3})_[0-9a-f]{16}\b")
OTHERS = {
    "needs-a-decision": "what reviewers have decided is no document's",
    "suspensions": "no seed tells of a suspension",
}
"""The questions that the documents do not answer, and why."""

Cell = frozenset[str]
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Expected:
    """An answer to one question in one language; `gaps` and `wrong` are what is not yet right, and why."""

    name: str
    arguments: Mapping[str, str]
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    gaps: tuple[tuple[Row, str], ...]
    absent: tuple[Row, ...]
    wrong: tuple[tuple[Row, str], ...]
    whole: bool


def cell(value: str) -> Cell:
    """The values of a cell: documents by their number, things by the end of their IRI."""
    return frozenset(IDENTIFIER.sub(r"\1", value).removeprefix(THING).split("; "))


@cache
def read() -> Mapping[str, Any]:
    contents: Mapping[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return contents


def expected(name: str, said: Mapping[str, Any], language: str) -> Expected:
    names = read()["arabic"] if language == "ar" else {}

    def row(cells: list[str]) -> Row:
        whole = (names.get(each, each) for each in cells)
        return tuple(frozenset(names.get(v, v) for v in cell(each)) for each in whole)

    def faults(key: str) -> tuple[tuple[Row, str], ...]:
        return tuple((row(fault["row"]), fault["why"]) for fault in said.get(key, []))

    return Expected(
        name=name,
        arguments={**said.get("arguments", {}), "lang": language},
        columns=tuple(said["columns"]),
        rows=tuple(map(row, said.get("rows", []))),
        gaps=faults("gaps"),
        absent=tuple(map(row, said.get("absent", []))),
        wrong=faults("wrong"),
        whole=said.get("whole", False),
    )


def every_answer() -> Iterator[Expected]:
    for name, said in read()["questions"].items():
        for block in said if isinstance(said, list) else [said]:
            for language in LANGUAGES:
                yield expected(name, block, language)


def name_of(value: object) -> str | None:
    if isinstance(value, Expected):
        return f"{value.name}-{value.arguments['lang']}"
    return None


class Answers:
    """The answers of the seeds' graph; each question is asked once."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.asked: dict[str, Answer] = {}

    def rows(self, value: Expected) -> list[Row]:
        """The answer's rows, of the columns that are expected."""
        key = f"{value.name} {sorted(value.arguments.items())}"
        if key not in self.asked:
            self.asked[key] = answer(question(value.name), value.arguments, self.store)
        found = self.asked[key].solutions
        places = [found.variables.index(column) for column in value.columns]
        return [tuple(cell(text(row[place])) for place in places) for row in found.rows]


@pytest.fixture(scope="module")
def answers(graph_folder: Path) -> Answers:
    return Answers(open_store(current(graph_folder)))


ASKED = list(every_answer())
ROWS = [(value, row) for value in ASKED for row in value.rows]
ABSENT = [(value, row) for value in ASKED for row in value.absent]


def faults(key: str) -> list[ParameterSet]:
    """What is not right yet, as tests that have to fail."""
    return [
        pytest.param(value, row, marks=pytest.mark.xfail(strict=True, reason=why))
        for value in ASKED
        for row, why in getattr(value, key)
    ]


def test_every_question_has_its_answer_here() -> None:
    assert set(read()["questions"]) == set(question_names()) - set(OTHERS)
    assert {value.name for value in ASKED if value.rows} == set(read()["questions"])


@pytest.mark.parametrize(("value", "row"), [*ROWS, *faults("gaps")], ids=name_of)
def test_a_row_that_the_documents_tell_is_answered(
    value: Expected, row: Row, answers: Answers
) -> None:
    assert len(row) == len(value.columns)
    assert row in answers.rows(value)


@pytest.mark.parametrize(("value", "row"), [*ABSENT, *faults("wrong")], ids=name_of)
def test_what_the_documents_do_not_tell_is_not_answered(
    value: Expected, row: Row, answers: Answers
) -> None:
    assert row not in {told[: len(row)] for told in answers.rows(value)}


@pytest.mark.parametrize("value", [value for value in ASKED if value.whole], ids=name_of)
def test_an_answer_that_is_whole_has_no_other_rows(value: Expected, answers: Answers) -> None:
    assert sorted(map(str_of, answers.rows(value))) == sorted(map(str_of, value.rows))


def str_of(row: Row) -> str:
    return " | ".join("; ".join(sorted(values)) for values in row)
