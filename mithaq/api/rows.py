"""Rows: what a question or a SELECT query gives, for programs, tables and notebooks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from os import PathLike
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, overload

from pyoxigraph import Literal

from mithaq.errors import OutputError, ParameterError
from mithaq.queries import answers
from mithaq.queries.answers import Answer
from mithaq.queries.questions import (
    LANGUAGES,
    Question,
    Texts,
    heading,
    listed_parameters,
    questions,
    shown,
)
from mithaq.queries.solutions import Solutions

if TYPE_CHECKING:
    import pandas as pd

Value = str | int | float | bool | None
"""A cell: a number or a truth as such, an IRI or a text as `str`, nothing as `None`."""

_NOTHING: Texts = MappingProxyType({"en": "", "ar": ""})
_LIST_HEADINGS: Mapping[str, Texts] = {
    "name": {
        "en": "Name",
        "ar": "الاسم",  # the name
    },
    "question": {
        "en": "Question",
        "ar": "السؤال",  # the question
    },
    "parameters": {
        "en": "Parameters",
        "ar": "المعاملات",  # the parameters
    },
}


@dataclass(frozen=True, slots=True)
class Row(Sequence[Value]):
    """The values of a row, by place or by the name of their column.

    >>> row = Row(("memberName", "people"), ("Armenia", 30), "en")
    >>> row[0], row["people"], row.memberName, list(row)
    ('Armenia', 30, 'Armenia', ['Armenia', 30])
    """

    columns: tuple[str, ...]
    values: tuple[Value, ...]
    language: str

    @overload
    def __getitem__(self, key: int | str) -> Value: ...
    @overload
    def __getitem__(self, key: slice) -> tuple[Value, ...]: ...
    def __getitem__(self, key: int | str | slice) -> Value | tuple[Value, ...]:
        if not isinstance(key, str):
            return self.values[key]
        if key not in self.columns:
            raise KeyError(f"there is no column {key!r}, but {', '.join(self.columns)}")
        return self.values[self.columns.index(key)]

    def __getattr__(self, name: str) -> Value:
        """The value of the column `name`, where it is not called like a method."""
        if name not in ("columns", "values") and name in self.columns:
            return self[name]
        raise AttributeError(f"there is no column {name!r}, but {', '.join(self.columns)}")

    def __len__(self) -> int:
        return len(self.values)

    def as_dict(self) -> dict[str, Value]:
        """The values by the names of their columns."""
        return dict(zip(self.columns, self.values, strict=True))


@dataclass(frozen=True, slots=True, repr=False)
class Rows(Sequence[Row]):
    """The rows of an answer, in its order; the terms themselves stand in `answer.solutions`."""

    answer: Answer

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns: the variables of the query, those of IRIs too."""
        return self.answer.solutions.variables

    @property
    def headings(self) -> tuple[str, ...]:
        """What stands above each of `columns` for readers, in the language of the answer."""
        asked, language = self.answer.question, self.answer.language
        return tuple(heading(asked, name, language) for name in self.columns)

    @property
    def language(self) -> str:
        """The language of the names and headings."""
        return self.answer.language

    def __len__(self) -> int:
        return len(self.answer.solutions.rows)

    @overload
    def __getitem__(self, key: int) -> Row: ...
    @overload
    def __getitem__(self, key: slice) -> "Rows": ...
    def __getitem__(self, key: int | slice) -> "Row | Rows":
        found = self.answer.solutions
        if isinstance(key, slice):
            return Rows(replace(self.answer, solutions=replace(found, rows=found.rows[key])))
        return Row(self.columns, tuple(map(answers.plain, found.rows[key])), self.language)

    def to_pandas(self, *, parse_dates: Sequence[str] = ()) -> "pd.DataFrame":
        """A `pandas.DataFrame` with these columns, typed as the graph has them.

        Numbers, truths and instants become such, nothing becomes `NA`, IRIs and texts are strings. So
        are dates as documents give them ("2022-09", "unknown"): those of the columns `parse_dates`
        become the first day that they may mean. Raises `ExtraError` where pandas is not installed.
        """
        from mithaq.api.dataframes import data_frame  # noqa: PLC0415

        return data_frame(self.answer.solutions, parse_dates)

    @overload
    def to_csv(self, path: None = None, *, bom: bool = False) -> str: ...
    @overload
    def to_csv(self, path: str | PathLike[str], *, bom: bool = False) -> None: ...
    def to_csv(self, path: str | PathLike[str] | None = None, *, bom: bool = False) -> str | None:
        """CSV with `columns` as header, as text or into a file.

        With `bom` it is for spreadsheets: Excel takes Arabic for Latin letters unless a byte order
        mark stands before it, and what looks like a formula is made a text.
        """
        write = answers.spreadsheet_text if bom else answers.csv_text
        return _hand_over(write(self.answer), path)

    @overload
    def to_json(self, path: None = None) -> str: ...
    @overload
    def to_json(self, path: str | PathLike[str]) -> None: ...
    def to_json(self, path: str | PathLike[str] | None = None) -> str | None:
        """JSON as the server and `mithaq query -f json` give it, as text or into a file."""
        return _hand_over(answers.json_text(self.answer), path)

    def __str__(self) -> str:
        """A Markdown table of the columns for readers."""
        return answers.markdown_text(self.answer).rstrip("\n")

    def __repr__(self) -> str:
        asked = self.answer.question.name or "SELECT"
        return f"<{len(self)} rows of {asked}: {', '.join(self.columns)}>"

    def _repr_html_(self) -> str:
        """The columns for readers as a table; from right to left in Arabic."""
        from mithaq.api.htmltable import html_table  # noqa: PLC0415

        return html_table(self.answer)


def rows_of_query(sparql: str, solutions: Solutions) -> Rows:
    """The rows of a query that is no question: its variables are all there is for headings."""
    heads = {name: {"en": name, "ar": name} for name in solutions.variables}
    return Rows(Answer(_unnamed(sparql, heads), {}, solutions))


def rows_of_questions(language: str) -> Rows:
    """The questions there are, each with its parameters but `lang`; optional ones in brackets.

    Raises `ParameterError` for a language that the questions do not have.
    """
    if language not in LANGUAGES:
        raise ParameterError(f"lang: {shown(language)} is not one of {', '.join(LANGUAGES)}")
    rows = tuple(
        (
            Literal(asked.name),
            Literal(asked.question[language]),
            Literal(listed_parameters(asked)),
        )
        for asked in questions().values()
    )
    solutions = Solutions(tuple(_LIST_HEADINGS), rows)
    return Rows(Answer(_unnamed("", _LIST_HEADINGS), {"lang": language}, solutions))


def _unnamed(sparql: str, headings: Mapping[str, Texts]) -> Question:
    """What stands for the question where there is none."""
    return Question(
        name="",
        sparql=sparql,
        question=_NOTHING,
        description=_NOTHING,
        parameters=MappingProxyType({}),
        example=MappingProxyType({}),
        view="table",
        tags=(),
        columns=headings,
        absence=False,
    )


def _hand_over(text: str, path: str | PathLike[str] | None) -> str | None:
    """`text`, or nothing where it is written to `path`; `OutputError` where it cannot be."""
    if path is None:
        return text
    try:
        Path(path).write_bytes(text.encode())
    except OSError as error:
        raise OutputError(f"{path} cannot be written: {error.strerror}") from error
    return None
