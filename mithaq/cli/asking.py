"""Commands that ask the graph: query, search, sparql."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from mithaq.cli import collecting, options, results
from mithaq.cli.stores import answer, evaluating, open_graph
from mithaq.errors import QueryError

if TYPE_CHECKING:
    from pyoxigraph import QueryBoolean, QuerySolutions

    from mithaq.api.graph import Graph
    from mithaq.queries.answers import Answer

EMPTY = 4
"""The exit status of an empty answer where `--fail-if-empty` is given."""


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


def _names(_context: click.Context, _parameter: click.Parameter, begun: str) -> list[str]:
    from mithaq.queries.questions import question_names

    return [name for name in question_names() if name.startswith(begun)]


@click.command(
    epilog=options.examples(
        "mithaq query which-members-withdrew",
        "mithaq query members-on-a-date -p alliance=CSTO -p date=2022-11-23 -f csv",
        "mithaq query deployments --lang ar",
        "mithaq query incidents --excel -o incidents.csv",
        "mithaq query membership-timeline -o members.svg",
        "mithaq query --all --out answers",
    )
)
@click.argument("name", required=False, shell_complete=_names)
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
@click.option(
    "--excel",
    is_flag=True,
    is_eager=True,
    help="CSV that Excel opens as it is: with a byte order mark, and no cell a formula.",
)
@results.form_or_picture
@results.output
@click.option("--fail-if-empty", is_flag=True, help="Exit with 4 where an answer has no row.")
@click.option("--all", "everything", is_flag=True, help="Ask every question; with --out.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="With --all: the folder for the answers (CSV, JSON, Markdown, or as -f says) and a README.md.",
)
@click.option("--force", is_flag=True, help="With --all: write over files that are not ours too.")
@options.graph
@click.pass_context
def query(
    context: click.Context,
    name: str | None,
    arguments: dict[str, str],
    language: str,
    form: str,
    file: Path | None,
    out: Path | None,
    graph: Path,
    *,
    excel: bool,
    fail_if_empty: bool,
    everything: bool,
    force: bool,
) -> None:
    """Ask a question by its name; `questions` lists them.

    With --all every question is asked about everything, those that need a parameter with their example.
    """
    chosen = context.get_parameter_source("form") is ParameterSource.COMMANDLINE
    if excel and form != "csv":
        raise click.UsageError(f"--excel is CSV, and this asks for {form}: leave one of them out")
    if everything:
        if name or arguments or file:
            raise click.UsageError("--all asks every question: leave out NAME, -p and -o")
        if out is None:
            raise click.UsageError("--all needs --out DIR, the folder for the answers")
        forms = (form,) if chosen else collecting.FORMS
        if forms == ("table",):
            raise click.UsageError("a table is for the terminal: let -f say md")
        if forms == (results.PICTURE,):
            raise click.UsageError("a picture is of one question: leave out --all, or -f svg")
        empty = collecting.collect(out, graph, language, forms, excel=excel, force=force)
    else:
        if name is None:
            raise click.UsageError("a question's NAME is missing; `mithaq questions` lists them")
        if out or force:
            raise click.UsageError("--out and --force go with --all; -o FILE takes one answer")
        empty = _ask(name, {"lang": language, **arguments}, form, file, graph, excel=excel)
    if empty and fail_if_empty:
        raise click.exceptions.Exit(EMPTY)


def _ask(
    name: str, arguments: dict[str, str], form: str, file: Path | None, graph: Path, *, excel: bool
) -> bool:
    """Ask one question and print or write its answer; whether it has no row."""
    from mithaq.api.graph import Graph

    asked = Graph.open(graph)
    with evaluating():
        rows = asked.ask(name, **arguments)
        drawn = _picture(asked, rows.answer) if form == results.PICTURE else None
    if not rows:
        click.echo("No document that was read says so.", err=True)
    if drawn is None:
        results.emit_answer(rows.answer, form, file, excel=excel)
    else:
        results.emit(drawn.encode(), file)
    return not rows


def _picture(graph: "Graph", answered: "Answer") -> str:
    """The picture of an answer, as a server gives it; UsageError where its question has none."""
    from mithaq.server.pictures.drawing import as_file, asked_beside, has_picture

    asked = answered.question
    if not has_picture(asked):
        raise click.UsageError(
            f"{asked.name} has no picture (its header says `view: {asked.view}`): ask for -f table"
        )
    beside = asked_beside(
        answered, lambda other, shared: graph.ask(other.name, **shared).answer.solutions
    )
    return as_file(answered, beside)


@click.command(
    epilog=options.examples(
        "mithaq search ارمينيا --lang ar",
        "mithaq search 'collective security' --kind thing -f csv",
    )
)
@click.argument("words", nargs=-1, required=True, metavar="TEXT")
@click.option(
    "--kind",
    type=click.Choice(["thing", "situation", "quote", "document", "term"]),
    help="Only what is of this kind.",
)
@click.option(
    "--limit",
    type=click.IntRange(1, 1000),
    default=20,
    show_default=True,
    help="So many of each kind at most.",
)
@options.language
@results.form
@results.output
@click.option("--fail-if-empty", is_flag=True, help="Exit with 4 where nothing is found.")
@options.graph
def search(
    words: tuple[str, ...],
    kind: str | None,
    limit: int,
    language: str,
    form: str,
    file: Path | None,
    graph: Path,
    *,
    fail_if_empty: bool,
) -> None:
    """Find what is called, said or titled so.

    Things and situations are found by their names, claims by their quotes, documents by their titles, terms of the ontology by their labels. All words must be there, the last one as a beginning; Arabic is found however it is spelt.
    """
    from mithaq.api.graph import Graph

    rows = Graph.open(graph).search(" ".join(words), kind=kind, limit=limit, lang=language)
    if not rows:
        click.echo("Nothing is called so, and no quote says so.", err=True)
    results.emit_answer(rows.answer, form, file)
    if not rows and fail_if_empty:
        raise click.exceptions.Exit(EMPTY)


@click.command(
    epilog=options.examples(
        "mithaq sparql withdrawals.rq -f json",
        "echo 'DESCRIBE <https://w3id.org/mithaq/id/state/ARM>' | mithaq sparql -",
    )
)
@click.argument("query_file", type=click.Path(path_type=Path), metavar="FILE")
@results.form
@results.output
@options.graph
def sparql(query_file: Path, form: str, file: Path | None, graph: Path) -> None:
    """Answer a SPARQL query.

    It stands in FILE, or on stdin where FILE is "-". CONSTRUCT and DESCRIBE give Turtle, whatever the format.
    """
    from pyoxigraph import QueryTriples, RdfFormat, serialize

    from mithaq.iris import PREFIXES

    asked = _read_query(query_file)
    store = open_graph(graph)
    with evaluating():
        found = answer(store, asked)
        if isinstance(found, QueryTriples):
            written = serialize(found, format=RdfFormat.TURTLE, prefixes=PREFIXES) or b""
            form = "ttl"
        else:
            written = _serialized(found, form)
    if form in ("table", "jsonl", "md"):
        written = _as_text(written, form, file).encode()
    results.emit(written, file)


def _serialized(found: "QuerySolutions | QueryBoolean", form: str) -> bytes:
    """Results as SPARQL 1.1 has them; in JSON, from which other forms can be made."""
    from pyoxigraph import QueryResultsFormat

    formats = {"csv": QueryResultsFormat.CSV, "tsv": QueryResultsFormat.TSV}
    return found.serialize(format=formats.get(form, QueryResultsFormat.JSON)) or b""


def _as_text(written: bytes, form: str, file: Path | None) -> str:
    """SPARQL results in JSON as a table, as Markdown or JSON Lines; or as true or false."""
    from pyoxigraph import QueryBoolean, QueryResultsFormat, parse_query_results

    from mithaq.queries import answers
    from mithaq.queries.solutions import read_solutions

    found = parse_query_results(written, QueryResultsFormat.JSON)
    if isinstance(found, QueryBoolean):
        return "true\n" if found else "false\n"
    solutions = read_solutions(written)
    if form == "jsonl":
        return answers.json_lines(solutions)
    rows = [[results.short(answers.text(term)) for term in row] for row in solutions.rows]
    if form == "md":
        return answers.markdown_table(solutions.variables, rows)
    terminal = file is None and sys.stdout.isatty()
    return results.table_text(solutions.variables, rows, terminal=terminal)


def _read_query(file: Path) -> str:
    try:
        if str(file) == "-":
            return sys.stdin.buffer.read().decode()
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise QueryError(f"{file} is not UTF-8 (byte {error.start})") from error
    except OSError as error:
        raise QueryError(f"{file} cannot be read: {error.strerror}") from error
