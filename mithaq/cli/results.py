"""Answers as text: tables for a person, the W3C's formats for a program."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

import click

from mithaq.cli.options import Decorator
from mithaq.cli.tables import table_lines
from mithaq.cli.writing import write_file
from mithaq.iris import BASE, PREFIXES

if TYPE_CHECKING:
    from mithaq.queries.answers import Answer

FORMS = ("table", "csv", "tsv", "json", "jsonl", "md")
PICTURE = "svg"
"""What a question may come as besides: its picture."""


def _default_form(context: click.Context, parameter: click.Parameter, given: str | None) -> str:
    """By the ending of the file; else a table for a person who looks on, CSV for a program."""
    if given:
        return given
    if file := context.params.get("file"):
        ending = file.suffix.removeprefix(".").lower()
        return ending if ending in cast("click.Choice[str]", parameter.type).choices else "csv"
    excel = context.params.get("excel", False)
    return "table" if sys.stdout.isatty() and not excel else "csv"


def _no_dash(
    _context: click.Context, _parameter: click.Parameter, given: Path | None
) -> Path | None:
    """The file; none, which is stdout, for "-"."""
    return None if given == Path("-") else given


def _form(forms: Sequence[str], printed: str) -> Decorator:
    return click.option(
        "--format",
        "-f",
        "form",
        type=click.Choice(forms),
        callback=_default_form,
        help=f"How {printed}.  [default: as FILE ends; else table on a terminal, csv in a pipe]",
    )


form = _form(FORMS, "solutions are printed")
form_or_picture = _form((*FORMS, PICTURE), "the answer is printed; svg is its picture")

output: Decorator = click.option(
    "--output",
    "-o",
    "file",
    type=click.Path(dir_okay=False, path_type=Path),
    is_eager=True,  # the form depends on it
    callback=_no_dash,
    metavar="FILE",
    help="Write to FILE instead of stdout, whole or not at all.",
)


def emit(content: bytes, file: Path | None) -> None:
    """Write bytes to `file`, or to stdout."""
    if file:
        write_file(file, content)
    else:
        echo_bytes(content)


def emit_answer(
    answered: "Answer", form: str, file: Path | None = None, *, excel: bool = False
) -> None:
    """Write an answer to `file`, or to stdout; on a terminal the table has direction marks."""
    terminal = file is None and sys.stdout.isatty()
    emit(answer_text(answered, form, excel=excel, terminal=terminal).encode(), file)


def answer_text(
    answered: "Answer", form: str, *, excel: bool = False, terminal: bool = False
) -> str:
    """An answer in one of `FORMS`; with `excel` the CSV is for a spreadsheet."""
    from mithaq.queries import answers

    match form:
        case "csv":
            return answers.spreadsheet_text(answered) if excel else answers.csv_text(answered)
        case "tsv":
            return answers.tsv_text(answered)
        case "json":
            return answers.json_text(answered)
        case "jsonl":
            return answers.json_lines_text(answered)
        case "md":
            return answers.markdown_text(answered)
        case _:
            header = [column.heading for column in answers.columns(answered)]
            rows = [tuple(map(short, row)) for row in answers.readable_rows(answered)]
            return table_text(header, rows, terminal=terminal)


def table_text(
    header: Sequence[str], rows: Sequence[Sequence[str]], *, terminal: bool = False
) -> str:
    """A table as text; for a terminal with direction marks, and long cells cut."""
    return "".join(f"{line}\n" for line in table_lines(header, rows, terminal=terminal))


def echo_table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table; on a terminal with direction marks, and long cells cut."""
    click.echo(table_text(header, rows, terminal=sys.stdout.isatty()), nl=False)


def echo_bytes(content: bytes) -> None:
    """Print bytes, with a line break at their end; nothing for nothing."""
    click.echo(content, nl=bool(content) and not content.endswith(b"\n"))


def short(iri: str) -> str:
    """An IRI as a person types it: `id/state/ARM`, `graph/002`, `mq:Withdrawal`, or whole.

    >>> short("https://w3id.org/mithaq/id/state/ARM"), short("https://w3id.org/mithaq/ontology#State")
    ('id/state/ARM', 'mq:State')
    """
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri.removeprefix(BASE)


def long(name: str) -> str:
    """The IRI that `short` shortened; what is no such name stays.

    >>> long("id/state/ARM"), long("mq:State"), long("Armenia")
    ('https://w3id.org/mithaq/id/state/ARM', 'https://w3id.org/mithaq/ontology#State', 'Armenia')
    """
    if name.startswith(("id/", "graph/")):
        return BASE + name
    prefix, colon, rest = name.partition(":")
    return PREFIXES[prefix] + rest if colon and prefix in PREFIXES else name
