"""The command that says what is missing on a machine, or at a running server."""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mithaq.cli import options
from mithaq.errors import MithaqError

if TYPE_CHECKING:
    from mithaq.server.doctor import Check

_ELSEWHERE = frozenset({"MITHAQ_TOKEN", "MITHAQ_QUESTIONS"})
"""Variables that are read, but belong to no option."""
_WIDTH = 16


@click.command(
    epilog=options.examples(
        "mithaq doctor",
        "mithaq doctor --json",
        "mithaq doctor --url http://127.0.0.1:8000",
    )
    + "\n\nExit status: 0 where nothing fails (warnings may be told), 1 where something does.\n"
)
@click.option(
    "--url",
    metavar="URL",
    help="Ask the server that runs there, and look at nothing of this machine.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line.")
@options.graph
@click.pass_context
def doctor(context: click.Context, *, url: str | None, as_json: bool, graph: Path) -> None:
    """Look at this machine, the graph and the settings, or at a running server.

    One line each: ok, warning or failure, what was found, and what to do.
    """
    from mithaq.server.visiting import visit

    failed = 0
    for check in visit(url) if url else _here(context, graph):
        failed += check.status == "failure"
        click.echo(json.dumps(asdict(check), ensure_ascii=False) if as_json else _line(check))
    if failed:
        raise click.exceptions.Exit(1)


def _here(context: click.Context, graph: Path) -> Iterator["Check"]:
    from mithaq.cli.questioning import lint_all
    from mithaq.server import doctor as looking
    from mithaq.server.machine import machine
    from mithaq.server.settings import Settings

    commands = context.find_root().command
    assert isinstance(commands, click.Group)  # noqa: S101  (`mithaq` itself)
    serve = commands.commands["serve"]
    settings = looking.Check("settings", "ok", "those of `mithaq serve` can be read")
    host, port = "127.0.0.1", 8000
    try:
        given = serve.make_context("serve", []).params
        host, port = given["host"], given["port"]
    except (click.ClickException, MithaqError) as error:
        message = error.format_message() if isinstance(error, click.ClickException) else str(error)
        settings = looking.Check("settings", "failure", message.rstrip("."))
    yield from machine(Settings())
    remote = os.environ.get("MITHAQ_BACKEND")
    if remote:
        yield looking.backend(remote)
    else:
        yield from looking.graph(graph)
    yield looking.questions(lint_all)
    yield from looking.environment(os.environ, _known(commands))
    yield settings
    yield looking.port(host, port)


def _known(commands: click.Group) -> frozenset[str]:
    """The environment variables that some command reads."""
    every = [*commands.commands.values()]
    every += [
        sub for each in every if isinstance(each, click.Group) for sub in each.commands.values()
    ]
    told = [option.envvar for each in every for option in each.params if option.envvar]
    names = {name for each in told for name in ([each] if isinstance(each, str) else each)}
    return frozenset(names | _ELSEWHERE)


def _line(check: "Check") -> str:
    advice = f" – {check.advice}" if check.advice and check.status != "ok" else ""
    return f"{check.status:8} {check.name:{_WIDTH}} {check.found}{advice}"
