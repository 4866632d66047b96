"""Kept readings: the commands that list, check and drop what a model has read, and print what it is told."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mithaq.cli import options, results
from mithaq.cli.modelling import MODEL, READINGS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mithaq.ingest.readers.kept import KeptReading


@click.group(
    epilog=options.examples(
        "mithaq readings prompt article.txt > ask.md",
        "mithaq readings list",
        "mithaq readings verify my-articles --model NAME",
    )
)
def readings() -> None:
    """What a language model has read: list it, check it, drop it.

    A build with the same documents, instructions, model and settings takes its readings from here and
    asks nobody.
    """


@readings.command("list", epilog=options.examples("mithaq readings list --readings readings"))
@READINGS
def list_readings(readings: Path) -> None:
    """List the kept readings: document, model, parts, facts told, tokens, whether by the present instructions."""
    from mithaq.ingest.readers.answers import read_answer
    from mithaq.ingest.readers.instructions import instructions
    from mithaq.ingest.readers.kept import Readings

    kept = Readings(readings)
    present = instructions().sha256
    rows: list[tuple[str, ...]] = []
    for document in kept.documents():
        groups: dict[tuple[str, str], list[KeptReading]] = {}
        for reading in kept.of(document).values():
            groups.setdefault((reading.key.model, reading.key.instructions), []).append(reading)
        for (model, told), found in sorted(groups.items()):
            facts = sum(len(read_answer(one.answer).facts) for one in found)
            tokens = sum(one.tokens_in + one.tokens_out for one in found)
            state = "present" if told == present else f"other ({told[:12]})"
            rows.append((document, model, str(len(found)), str(facts), str(tokens), state))
    if not rows:
        click.echo(f"No reading is kept in {readings}.", err=True)
    results.echo_table(("document", "model", "parts", "facts told", "tokens", "instructions"), rows)


@readings.command(epilog=options.examples("mithaq readings verify my-articles --model NAME"))
@click.argument(
    "paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FOLDER|FILE..."
)
@MODEL
@READINGS
def verify(paths: tuple[Path, ...], model: str | None, readings: Path) -> None:
    """Tell what would be asked of the model, and what of its readings does not stand in the text.

    Exit status 3 where something would be read anew, or was dropped.
    """
    from mithaq.ingest.documents import read_documents
    from mithaq.ingest.readers.kept import Readings
    from mithaq.ingest.readers.model import ModelReader

    if not model:
        raise click.UsageError("Give --model NAME, the model that has read.")
    known = ModelReader(model, Readings(readings))
    documents = tuple(read_documents(paths))
    missing = {document.id for document in documents if known.unread(document)}
    for name in sorted(missing):
        why = (
            "text, instructions, model or settings are others"
            if known.kept.of(name)
            else "never read"
        )
        click.echo(f"{name} would be read anew: {why}")
    dropped = 0
    for read in known.read(one for one in documents if one.id not in missing):
        for sentence in read.dropped:
            click.echo(sentence)
        dropped += len(read.dropped)
    click.echo(
        f"{len(documents)} documents, {len(missing)} to be read, {dropped} dropped", err=True
    )
    sys.exit(3 if missing or dropped else 0)


@readings.command(epilog=options.examples("mithaq readings drop article --model NAME"))
@click.argument("documents", nargs=-1, metavar="[DOCUMENT]...")
@MODEL
@click.option(
    "--stale", is_flag=True, help="Only those by other instructions than the present ones."
)
@READINGS
def drop(documents: tuple[str, ...], model: str | None, readings: Path, *, stale: bool) -> None:
    """Remove kept readings: of DOCUMENTs, of a model, or --stale ones."""
    from mithaq.ingest.readers.instructions import instructions
    from mithaq.ingest.readers.kept import Readings

    if not (documents or model or stale):
        raise click.UsageError("Name documents, a --model, or --stale.")
    kept = Readings(readings)
    present = instructions().sha256

    def unwanted(reading: "KeptReading") -> bool:
        return (model is None or reading.key.model == model) and not (
            stale and reading.key.instructions == present
        )

    chosen_ones: Iterable[str] = documents or kept.documents()
    count = sum(kept.drop(document, unwanted) for document in chosen_ones)
    click.echo(f"{count} readings dropped from {readings}", err=True)


@readings.command(epilog=options.examples("mithaq readings prompt article.txt > ask.md"))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--schema", is_flag=True, help="Print the JSON Schema of the answer instead.")
def prompt(file: Path, *, schema: bool) -> None:
    """Print what a model is told about FILE, to be tried by hand in any chat."""
    import json

    from mithaq.ingest.documents import read_documents
    from mithaq.ingest.readers.instructions import instructions, messages
    from mithaq.ingest.readers.windows import windows

    told = instructions()
    if schema:
        click.echo(json.dumps(told.schema, indent=1))
        return
    click.echo(told.system)
    for document in read_documents([file]):
        for window in windows(document.text):
            click.echo(messages(told, document, window)[1]["content"])
