"""Answers: a question asked of a graph, and its rows as CSV, TSV, JSON, JSON Lines and Markdown."""

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import pyoxigraph

from mithaq.queries.bind import Lookup, bind
from mithaq.queries.questions import IRI_MARK, Question, heading
from mithaq.queries.resolve import lookup_in
from mithaq.queries.solutions import Ask, Solutions, Term, asking

UNKNOWN = "unknown"
"""What stands in a cell of which no document says anything; `localised` for readers."""

_UNKNOWN_IN = {
    "en": "unknown",
    "ar": "غير معروف",  # not known
}
_XSD = "http://www.w3.org/2001/XMLSchema#"
_NUMBERS = {
    _XSD + name: read
    for name, read in (("integer", int), ("decimal", float), ("double", float), ("float", float))
}
_FORMULA = tuple("=+-@\t\r＝＋－＠")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_JSON_TYPES = {pyoxigraph.NamedNode: "uri", pyoxigraph.BlankNode: "bnode"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column for readers: its variable, its heading, and the variable of the IRI behind it."""

    name: str
    heading: str
    iri: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question gives: a row of terms for each solution, in the question's order."""

    question: Question
    arguments: Mapping[str, str]
    solutions: Solutions

    @property
    def language(self) -> str:
        """The language of the names and headings."""
        return self.arguments.get("lang") or "en"


def answer(
    question: Question,
    arguments: Mapping[str, str],
    source: pyoxigraph.Store | Ask,
    *,
    lookup: Lookup | None = None,
) -> Answer:
    """`question` asked of `source` with `arguments`; names are looked up there too.

    `ParameterError` where an argument is unknown, missing or wrong. A server that keeps a `lookup`
    between requests hands it over.
    """
    ask = asking(source) if isinstance(source, pyoxigraph.Store) else source
    sparql = bind(question, arguments, lookup=lookup or lookup_in(ask))
    given = {name: value for name, value in arguments.items() if value.strip()}
    return Answer(question, given, ask(sparql))


def columns(answered: Answer) -> tuple[Column, ...]:
    """The columns for readers: names with the IRIs behind them, and no column of IRIs itself."""
    variables = answered.solutions.variables
    heads = {name: heading(answered.question, name, answered.language) for name in variables}
    return tuple(
        Column(name, head, _iri_variable(name, variables))
        for name, head in heads.items()
        if not head.endswith(IRI_MARK)
    )


def readable_rows(answered: Answer) -> list[tuple[str, ...]]:
    """The cells under `columns`, in the answer's language, `unknown` too."""
    places = [answered.solutions.variables.index(c.name) for c in columns(answered)]
    return [
        tuple(localised(text(row[place]), answered.language) for place in places)
        for row in answered.solutions.rows
    ]


def text(term: Term | None) -> str:
    """A term as a cell: an IRI or a literal's own text, and nothing for nothing."""
    match term:
        case None:
            return ""
        case pyoxigraph.NamedNode() | pyoxigraph.Literal():
            return term.value
        case _:
            return str(term)


def plain(term: Term | None) -> str | int | float | bool | None:
    """A term as JSON has it: numbers and truths as such, all else as `text`, nothing as null.

    >>> plain(pyoxigraph.Literal("4.0", datatype=pyoxigraph.NamedNode(_XSD + "decimal")))
    4
    """
    if term is None:
        return None
    if isinstance(term, pyoxigraph.Literal):
        if term.datatype.value == _XSD + "boolean":
            return term.value == "true"
        if read := _NUMBERS.get(term.datatype.value):
            with suppress(ValueError, OverflowError):  # no number, or one that JSON does not have
                number = read(term.value)
                return int(number) if number == int(number) else number
    return text(term)


def localised(cell: str, language: str) -> str:
    """`cell`, or the word for *unknown* in `language`."""
    return _UNKNOWN_IN[language] if cell == UNKNOWN else cell


def csv_text(answered: Answer) -> str:
    """CSV with the names of the variables as header; `unknown` stays as the query gives it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(answered.solutions.variables)
    writer.writerows(map(text, row) for row in answered.solutions.rows)
    return out.getvalue()


def spreadsheet_text(answered: Answer) -> str:
    """CSV for spreadsheets: they read UTF-8 only after a byte order mark, and run what looks so.

    A cell that begins as a formula does, and is no number, gets an apostrophe before it.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(answered.solutions.variables)
    writer.writerows(map(_inert, map(text, row)) for row in answered.solutions.rows)
    return "\ufeff" + out.getvalue()


def tsv_text(answered: Answer) -> str:
    """Tab-separated plain values; a tab, a line end or a backslash in a cell is escaped."""
    escapes = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
    rows = [map(text, row) for row in answered.solutions.rows]
    return "".join(
        "\t".join(cell.translate(escapes) for cell in row) + "\n"
        for row in [answered.solutions.variables, *rows]
    )


def markdown_text(answered: Answer) -> str:
    """A Markdown table of the columns for readers."""
    heads = [column.heading for column in columns(answered)]
    return markdown_table(heads, readable_rows(answered))


def markdown_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    r"""A Markdown table of any cells.

    >>> print(markdown_table(["a"], [["x|y"]]), end="")
    | a |
    | --- |
    | x\|y |
    """
    return "".join(_markdown_row(row) for row in (heads, ["---"] * len(heads), *rows))


def json_object(answered: Answer) -> dict[str, Any]:
    """`{question, lang, parameters, columns, rows}`; a row maps variables to plain values."""
    variables = answered.solutions.variables
    return {
        "question": answered.question.name,
        "lang": answered.language,
        "parameters": dict(answered.arguments),
        "columns": [
            {"name": name, "heading": heading(answered.question, name, answered.language)}
            for name in variables
        ],
        "rows": _plain_rows(answered.solutions),
    }


def json_text(answered: Answer) -> str:
    """`json_object` as text, letters as they are."""
    return json.dumps(json_object(answered), ensure_ascii=False, indent=2) + "\n"


def json_lines_text(answered: Answer) -> str:
    """One JSON object a line for each row, from variables to plain values."""
    return json_lines(answered.solutions)


def json_lines(solutions: Solutions) -> str:
    """The same of any solutions."""
    return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in _plain_rows(solutions))


def sparql_json_object(solutions: Solutions) -> dict[str, Any]:
    """SPARQL 1.1 Query Results JSON (section 3): only bound variables stand in a binding."""
    return {
        "head": {"vars": list(solutions.variables)},
        "results": {
            "bindings": [
                {
                    name: _json_term(term)
                    for name, term in zip(solutions.variables, row, strict=True)
                    if term is not None
                }
                for row in solutions.rows
            ]
        },
    }


def _inert(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) and not _NUMBER.fullmatch(cell) else cell


def _iri_variable(variable: str, variables: Iterable[str]) -> str | None:
    iri = variable.removesuffix("Name")
    return iri if iri != variable and iri in variables else None


def _plain_rows(solutions: Solutions) -> list[dict[str, str | int | float | bool | None]]:
    return [dict(zip(solutions.variables, map(plain, row), strict=True)) for row in solutions.rows]


def _json_term(term: Term) -> dict[str, str]:
    if not isinstance(term, pyoxigraph.Literal):
        return {"type": _JSON_TYPES[type(term)], "value": text(term)}
    shape = {"type": "literal", "value": term.value}
    if term.language is not None:
        return {**shape, "xml:lang": term.language}
    if term.datatype.value.endswith("XMLSchema#string"):
        return shape
    return {**shape, "datatype": term.datatype.value}


def _markdown_row(cells: Iterable[str]) -> str:
    escaped = (cell.replace("\\", "\\\\").replace("|", "\\|").replace("\n", " ") for cell in cells)
    return f"| {' | '.join(escaped)} |\n"
