"""The commands of a reviewer: what needs a decision, and what was decided."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from mithaq.cli import options, results
from mithaq.cli.stores import evaluating, open_graph
from mithaq.errors import NotFoundError
from mithaq.ingest.facts import Status
from mithaq.iris import term

if TYPE_CHECKING:
    from pyoxigraph import Store

_reason = click.option("--reason", metavar="TEXT", help="Why, for who reads it later.")
_by = click.option("--by", metavar="NAME", envvar="MITHAQ_REVIEWER", help="Who decides.")


@click.group(
    invoke_without_command=True,
    epilog=options.examples(
        "mithaq review",
        "mithaq review reject claim/002/1f0c --reason 'a headline of another article'",
        "mithaq review correct claim/002/1f0c --status negated",
        "mithaq build",
    ),
)
@options.language
@results.form
@options.graph
@click.pass_context
def review(context: click.Context, language: str, form: str, graph: Path) -> None:
    """List what needs a decision, or record one.

    Decisions stand in a file of their own (see --decisions of the commands below); they are applied
    at every build, so build again after deciding. A claim or situation is given by its IRI, whole
    or from behind `id/`.
    """
    if context.invoked_subcommand is not None:
        return
    from mithaq.queries import answers
    from mithaq.queries.questions import question

    store = open_graph(graph)
    with evaluating():
        found = answers.answer(question("needs-a-decision"), {"lang": language}, store)
    if not found.solutions.rows:
        click.echo("Nothing needs a decision.", err=True)
    results.emit_answer(found, form)


@review.command(epilog=options.examples("mithaq review accept withdrawal/CSTO/GEO"))
@click.argument("iri")
@_reason
@_by
@options.decisions
@options.graph
def accept(iri: str, **others: Any) -> None:
    """Take a claim or a situation to be true, however sure the reading was."""
    _record("accept", iri, {}, **others)


@review.command(
    epilog=options.examples(
        "mithaq review reject claim/002/1f0c --reason 'a headline of another article'"
    )
)
@click.argument("iri")
@_reason
@_by
@options.decisions
@options.graph
def reject(iri: str, **others: Any) -> None:
    """Take a claim or a situation to be untrue or misread.

    It stays in its document and counts for nothing.
    """
    _record("reject", iri, {}, **others)


@review.command(
    epilog=options.examples(
        "mithaq review correct claim/002/1f0c --role member state/ARM --time 2023"
    )
)
@click.argument("claim")
@click.option("--status", type=click.Choice(get_args(Status)))
@click.option("--time", metavar="EDTF", help="When; empty where there is no time.")
@click.option("--value", type=float)
@click.option(
    "--role",
    "roles",
    type=(str, str),
    multiple=True,
    metavar="ROLE IRI",
    help="Who or what; once for each participant.",
)
@_reason
@_by
@options.decisions
@options.graph
def correct(
    claim: str,
    status: str | None,
    time: str | None,
    value: float | None,
    roles: tuple[tuple[str, str], ...],
    **others: Any,
) -> None:
    """Put something else in the place of what was read; what was read stays in its document."""
    named: dict[str, list[str]] = {}
    for role, iri in roles:
        named.setdefault(role, []).append(iri)
    correction = {"status": status, "time": time, "value": value, "roles": named or None}
    _record("correct", claim, correction, **others)


@review.command(
    epilog=options.examples("mithaq review merge founding/CSTO/1999 founding/CSTO/2002")
)
@click.argument("situation")
@click.argument("into")
@_reason
@_by
@options.decisions
@options.graph
def merge(situation: str, into: str, **others: Any) -> None:
    """Take SITUATION to be the same as INTO, which keeps its IRI."""
    _record("merge", situation, {"into": into}, **others)


@review.command(epilog=options.examples("mithaq review split withdrawal/CSTO/GEO claim/002/1f0c"))
@click.argument("situation")
@click.argument("claims", nargs=-1, required=True)
@_reason
@_by
@options.decisions
@options.graph
def split(situation: str, claims: tuple[str, ...], **others: Any) -> None:
    """Take some CLAIMS of SITUATION to tell of another one."""
    _record("split", situation, {"claims": claims}, **others)


def _record(
    kind: str,
    iri: str,
    particulars: Mapping[str, Any],
    *,
    reason: str | None,
    by: str | None,
    decisions: Path,
    graph: Path,
) -> None:
    from mithaq.ingest.decisions import full_iri, record_decision

    store = open_graph(graph)
    named = (iri, particulars.get("into"), *particulars.get("claims", ()))
    told = [_told(store, full_iri(name)) for name in named if name]
    decided = {kind: iri, **particulars, **told[0], "reason": reason, "by": by}
    today = date.today()  # noqa: DTZ011  (the reviewer's own day)
    number = record_decision(decisions, {**decided, "on": today})
    click.echo(f"{decisions}, decision {number}: recorded; `mithaq build` applies it.", err=True)


def _told(store: "Store", iri: str) -> dict[str, str]:
    """The words of a claim, which tell a reader of the file what it is about."""
    from pyoxigraph import Literal, NamedNode

    claim = NamedNode(iri)
    if not any(store.quads_for_pattern(claim, None, None, None)):
        raise NotFoundError(f"The graph holds no {results.short(iri)}; `mithaq review` lists some.")
    quotes = store.quads_for_pattern(claim, NamedNode(term("quote")), None, None)
    quote = next((quad.object for quad in quotes), None)
    return {"quote": quote.value} if isinstance(quote, Literal) else {}
