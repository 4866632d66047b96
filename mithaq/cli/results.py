"""Answers as text: tables for a person, the W3C's formats for a program."""

import sys
from collections.abc import Sequence

import click

from mithaq.cli.options import Decorator
from mithaq.cli.tables import table_lines
from mithaq.iris import BASE, PREFIXES


def _default_form(_context: click.Context, _parameter: click.Parameter, given: str | None) -> str:
    """A table for a person who looks on, CSV for the program behind a pipe."""
    return given or ("table" if sys.stdout.isatty() else "csv")


form: Decorator = click.option(
    "--format",
    "-f",
    "form",
    type=click.Choice(["table", "csv", "tsv", "json"]),
    callback=_default_form,
    help="How solutions are printed.  [default: table on a terminal, csv in a pipe]",
)


def echo_table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table; on a terminal with direction marks, and long cells cut."""
    for line in table_lines(header, rows, terminal=sys.stdout.isatty()):
        click.echo(line)


def echo_bytes(content: bytes) -> None:
    """Print bytes, with a line break at their end."""
    click.echo(content, nl=not content.endswith(b"\n"))


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
