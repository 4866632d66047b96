"""Commands that ask the graph: questions, query, sparql."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mithaq.cli import options, results
from mithaq.cli.stores import answer, evaluating, open_graph
from mithaq.errors import QueryError

if TYPE_CHECKING:
    from pyoxigraph import QueryBoolean, QuerySolutions

    from mithaq.queries.answers import Answer
    from mithaq.queries.questions import Question


@click.command(epilog=options.examples("mithaq questions", "mithaq questions --lang ar"))
@options.language
def questions(language: str) -> None:
    """List the questions that can be asked.

    Parameters in brackets may be left out.
    """
    from mithaq.queries.questions import questions as all_questions

    results.echo_table(
        ("name", "question", "parameters"),
        [
            (name, asked.question[language], " ".join(_parameters(asked)))
            for name, asked in all_questions().items()
        ],
    )


def _parameters(asked: "Question") -> list[str]:
    """The parameters but the language, which every question has."""
    return [
        name if parameter.required else f"[{name}]"
        for name, parameter in asked.parameters.items()
        if name != "lang"
    ]


def _arguments(
    _context: click.Context, _parameter: click.Parameter, pairs: tuple[str, ...]
) -> dict[str, str]:
    """`name=value` pairs as a mapping."""
    arguments: dict[str, str] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name:
            raise click.BadParameter(f"{pair!r} is not NAME=VALUE")
        if name in arguments:
            raise click.BadParameter(f"{name} is given twice")
        arguments[name] = value
    return arguments


@click.command(
    epilog=options.examples(
        "mithaq query which-members-withdrew",
        "mithaq query members-on-a-date -p alliance=CSTO -p date=2022-11-23 -f csv",
        "mithaq query deployments --lang ar",
    )
)
@click.argument("name")
@click.option(
    "--parameter",
    "-p",
    "arguments",
    multiple=True,
    callback=_arguments,
    metavar="NAME=VALUE",
    help="What to ask about: a name, an abbreviation, an IRI, a day; once for each parameter.",
)
@options.language
@results.form
@options.graph
def query(name: str, arguments: dict[str, str], language: str, form: str, graph: Path) -> None:
    """Ask a question by its name; `questions` lists them."""
    from mithaq.queries import answers
    from mithaq.queries.questions import question

    asked = question(name)
    store = open_graph(graph)
    with evaluating():
        answered = answers.answer(asked, {"lang": language, **arguments}, store)
    if not answered.solutions.rows:
        click.echo("No document that was read says so.", err=True)
    echo_answer(answered, form)


def echo_answer(answered: "Answer", form: str) -> None:
    """Print an answer in the form asked for."""
    from mithaq.queries import answers

    match form:
        case "csv":
            click.echo(answers.csv_text(answered), nl=False)
        case "tsv":
            click.echo(answers.tsv_text(answered), nl=False)
        case "json":
            click.echo(answers.json_text(answered), nl=False)
        case _:
            header = [column.heading for column in answers.columns(answered)]
            rows = answers.readable_rows(answered)
            results.echo_table(header, [tuple(map(results.short, row)) for row in rows])


@click.command(
    epilog=options.examples(
        "mithaq sparql withdrawals.rq -f json",
        "echo 'DESCRIBE <https://w3id.org/mithaq/id/state/ARM>' | mithaq sparql -",
    )
)
@click.argument("file", type=click.Path(path_type=Path))
@results.form
@options.graph
def sparql(file: Path, form: str, graph: Path) -> None:
    """Answer a SPARQL query.

    It stands in FILE, or on stdin where FILE is "-". CONSTRUCT and DESCRIBE give Turtle, whatever the format.
    """
    from pyoxigraph import QueryTriples, RdfFormat, serialize

    from mithaq.iris import PREFIXES

    asked = _read_query(file)
    store = open_graph(graph)
    with evaluating():
        found = answer(store, asked)
        if isinstance(found, QueryTriples):
            written = serialize(found, format=RdfFormat.TURTLE, prefixes=PREFIXES) or b""
            form = "ttl"
        else:
            written = _serialized(found, form)
    if form == "table":
        _echo_results(written)
    else:
        results.echo_bytes(written)


def _serialized(found: "QuerySolutions | QueryBoolean", form: str) -> bytes:
    """Results as SPARQL 1.1 has them; in JSON, from which a table can be made."""
    from pyoxigraph import QueryResultsFormat

    formats = {"csv": QueryResultsFormat.CSV, "tsv": QueryResultsFormat.TSV}
    return found.serialize(format=formats.get(form, QueryResultsFormat.JSON)) or b""


def _echo_results(written: bytes) -> None:
    """Print SPARQL results in JSON as a table, or as true or false."""
    from pyoxigraph import QueryBoolean, QueryResultsFormat, parse_query_results

    from mithaq.queries.answers import text
    from mithaq.queries.solutions import read_solutions

    found = parse_query_results(written, QueryResultsFormat.JSON)
    if isinstance(found, QueryBoolean):
        click.echo("true" if found else "false")
        return
    solutions = read_solutions(written)
    rows = [[results.short(text(term)) for term in row] for row in solutions.rows]
    results.echo_table(solutions.variables, rows)


def _read_query(file: Path) -> str:
    try:
        if str(file) == "-":
            return sys.stdin.buffer.read().decode()
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise QueryError(f"{file} is not UTF-8 (byte {error.start})") from error
    except OSError as error:
        raise QueryError(f"{file} cannot be read: {error.strerror}") from error
