"""Commands that read documents: build, facts, explain, triggers, frames, score."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mithaq.cli import modelling, options, results

if TYPE_CHECKING:
    from mithaq.ingest.facts import Fact
    from mithaq.ingest.readers.interface import Read, Reader


@click.command(
    epilog=options.examples("mithaq build", "mithaq build seeds my-articles --out graph")
)
@click.argument("folders", nargs=-1, type=click.Path(path_type=Path), metavar="[FOLDER]...")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    envvar="MITHAQ_GRAPH",
    default=Path("graph"),
    show_default=True,
    show_envvar=True,
    metavar="DIR",
    help="Where the graph is published.",
)
@options.decisions
@options.prepare
@options.keep
@modelling.reader
def build(
    folders: tuple[Path, ...],
    out: Path,
    decisions: Path,
    prepare: float,
    keep: int,
    choice: modelling.Choice,
) -> None:
    """Read documents and publish their graph.

    The graph is published whole or not at all: where a build fails, the former one stays.

    A FOLDER holds texts (.txt, .html) and may hold a documents.toml that says what they are. Where
    none is given, the five articles that come with Mithaq are read.

    What reviewers have decided (see `mithaq review`) is applied at every build. The answers to all
    questions are prepared, so that they are there at once however large the graph.

    The frames read, and need nothing. With --reader llm a language model does, at the --base-url that
    you name; its answers are kept, so that the next build asks nobody, and what it has read waits for
    a reviewer. With --reader both, what the two find alike is accepted.
    """
    source = click.get_current_context().get_parameter_source("decisions")
    if source is click.core.ParameterSource.COMMANDLINE and not decisions.exists():
        raise click.BadParameter(f"{decisions} does not exist", param_hint="--decisions")
    reader = modelling.chosen(choice)
    build_graph(folders, out, decisions, prepare=prepare, keep=keep, reader=reader)


def build_graph(
    folders: Iterable[Path],
    out: Path,
    decisions: Path,
    *,
    prepare: float,
    keep: int,
    reader: "Reader | None" = None,
) -> None:
    """Publish the graph of `folders`, or of the documents that come with Mithaq, and say so."""
    from mithaq.ingest.build import build as publish_graph

    report = publish_graph(
        tuple(folders) or (seeds_folder(),),
        out,
        reader=reader,
        decisions=decisions if decisions.exists() else None,
        progress=_show_progress if sys.stderr.isatty() else None,
        prepare=prepare,
        keep=keep,
    )
    for reason in (
        *report.dropped,
        *report.skipped,
        *report.without_effect,
        *report.unprepared,
    ):
        click.echo(f"Warning: {reason}", err=True)
    left_out = f" ({len(report.skipped)} left out)" if report.skipped else ""
    held = f" ({report.held} wait for a reviewer)" if report.held else ""
    disputed = f" ({report.disputed} disputed)" if report.disputed else ""
    decided = f"{report.decisions} of a reviewer's decisions, " if report.decisions else ""
    click.echo(
        f"{report.documents} documents, {report.facts} facts{left_out}{held}, "
        f"{report.situations} situations{disputed}, {decided}{report.generation.quads} quads: "
        f"{report.generation.folder}",
        err=True,
    )


def _show_progress(done: int, total: int) -> None:
    click.echo(f"\r{done}/{total} documents", err=True, nl=done == total)


def seeds_folder() -> Path:
    """The folder of the documents that come with Mithaq."""
    from importlib.resources import files

    return Path(str(files("mithaq.seeds")))


_unsure = click.option(
    "--all", "everything", is_flag=True, help="Also what is too unsure to be accepted."
)


@click.command(
    epilog=options.examples(
        "mithaq facts seeds > facts.jsonl",
        "mithaq facts article.txt --format table --lang ar",
    )
)
@click.argument(
    "paths",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path),
    metavar="FOLDER|FILE...",
)
@click.option(
    "--format",
    "-f",
    "form",
    type=click.Choice(["jsonl", "table"]),
    default="jsonl",
    show_default=True,
    help="One JSON object a line, or a table.",
)
@options.language
@_unsure
@modelling.reader
def facts(
    paths: tuple[Path, ...], form: str, language: str, *, everything: bool, choice: modelling.Choice
) -> None:
    """Print the facts that documents say.

    Each with its status, its time, its quote, and where that stands, in code points. What is more
    probably false than right is left out: it stays a claim of its document, and is not accepted.
    """
    from mithaq.ingest.documents import read_documents
    from mithaq.ingest.facts import fact_line

    reads = modelling.chosen(choice).read(read_documents(paths))
    found = (fact for read in reads for fact in _told(read, everything=everything))
    if form == "jsonl":
        for fact in found:
            click.echo(fact_line(fact))
    else:
        header = ("document", "type", "roles", "status", "time", "quote")
        results.echo_table(header, [_fact_row(fact, language) for fact in found])


def _told(read: "Read", *, everything: bool) -> "Iterator[Fact]":
    """The facts of a document; without `everything` those that are sure enough to be accepted."""
    from mithaq.ingest.situations import THRESHOLD

    return (f for f in modelling.told(read) if everything or f.confidence >= THRESHOLD)


def _fact_row(fact: "Fact", language: str) -> tuple[str, ...]:
    roles = (
        f"{role}: {' + '.join(one.label(language) or one.labels[0][1] for one in participants)}"
        for role, participants in fact.roles
        if participants
    )
    time = fact.time.edtf if fact.time else "unknown"
    return (fact.document, fact.type, "; ".join(roles), fact.status, time, fact.quote)


@click.command(epilog=options.examples("mithaq explain seeds/002_5ac4877e0619bb8a.txt --at 96"))
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--at",
    "offset",
    type=click.IntRange(min=0),
    required=True,
    help="A place in the text, in code points, as `mithaq facts` prints it.",
)
def explain(file: Path, offset: int) -> None:
    """Tell what is seen at a place of a text.

    The mentions, dates and triggers of its sentence, which slot stays empty, and its facts.
    """
    from mithaq.errors import DocumentError
    from mithaq.ingest.documents import read_documents
    from mithaq.ingest.explain import explain as explanation

    documents = tuple(read_documents([file]))
    if len(documents) > 1:
        raise DocumentError(f"{file} is a folder of {len(documents)} texts: name one of them")
    for document in documents:
        if offset >= len(document.text):
            raise DocumentError(
                f"{file} has {len(document.text)} code points: --at {offset} is behind its end"
            )
        for line in explanation(document, offset):
            click.echo(line)


@click.command(
    epilog=options.examples("mithaq triggers seeds", "mithaq triggers seeds --sentences | sort")
)
@click.argument(
    "paths",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path),
    metavar="FOLDER|FILE...",
)
@click.option("--sentences", is_flag=True, help="Every place by itself, with its sentence.")
def triggers(paths: tuple[Path, ...], *, sentences: bool) -> None:
    """List the words that call a frame and give no fact, the commonest first.

    They are the work list of whoever writes frames. Columns with tabs between: how often, the
    frame, the words that call it, the slot that stays empty, and a sentence. With --sentences: the
    frame, the words, the slot, the document, the sentence.
    """
    from mithaq.ingest.documents import read_documents
    from mithaq.ingest.explain import Barren, barren_triggers

    ranked: dict[tuple[str, str, str], list[Barren]] = {}
    for document in read_documents(paths):
        for found in barren_triggers(document):
            key = (found.frame, found.words, found.slot)
            if sentences:
                click.echo("\t".join((*key, found.document, found.sentence)))
            else:
                ranked.setdefault(key, []).append(found)
    for key, places in sorted(ranked.items(), key=lambda entry: (-len(entry[1]), entry[0])):
        click.echo("\t".join((str(len(places)), *key, places[0].sentence)))


@click.command(epilog=options.examples("mithaq frames", "mithaq frames --check"))
@click.option("--check", is_flag=True, help="Look for mistakes instead, and read every example.")
def frames(*, check: bool) -> None:
    """List the frames: fact type, file, patterns, triggers, examples.

    With --check: triggers that no text can hold, what two frames claim, examples that a frame does
    not read, each with file and line; exit status 3 where there is any.
    """
    from mithaq.ingest.frames import frames as known_frames
    from mithaq.ingest.lint import lint

    found = known_frames()
    if check:
        wrong = list(lint(found))
        for line in wrong:
            click.echo(line)
        click.echo(f"{len(found)} frames, {len(wrong)} mistakes", err=True)
        sys.exit(3 if wrong else 0)
    rows = [
        (
            frame.fact,
            frame.file,
            str(len(frame.patterns)),
            str(sum(len(p.verbs) + len(p.nouns) for p in frame.patterns)),
            str(len(frame.examples)),
        )
        for frame in found
    ]
    results.echo_table(("fact type", "file", "patterns", "triggers", "examples"), sorted(rows))


@click.command(epilog=options.examples("mithaq score gold.jsonl my-articles"))
@click.argument("gold", type=click.Path(path_type=Path), metavar="GOLD")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--reliability", is_flag=True, help="How many facts of each tenth of confidence are right."
)
@_unsure
@modelling.reader
def score(
    gold: Path, folder: Path, *, reliability: bool, everything: bool, choice: modelling.Choice
) -> None:
    """Compare the facts read from FOLDER with the gold facts of the file GOLD.

    Precision, recall and F1 by type: lenient (document, type and core roles agree) and strict
    (status and time too). What is printed for a text without gold facts is a false alarm. Scored is
    what `mithaq facts` prints; the reliability is that of all.
    """
    from mithaq.ingest.documents import read_documents
    from mithaq.ingest.scoring import read_gold
    from mithaq.ingest.scoring import reliability as bins
    from mithaq.ingest.scoring import score as compare
    from mithaq.ontology.facttypes import fact_types

    wanted = read_gold(gold)
    reads = modelling.chosen(choice).read(read_documents([folder]))
    everything = everything or reliability
    found = [fact for read in reads for fact in _told(read, everything=everything)]
    if reliability:
        tenths = [
            (f"{b.low:.1f}-{b.high:.1f}", str(b.facts), f"{b.mean:.2f}", f"{b.right / b.facts:.2f}")
            for b in bins(wanted, found, fact_types())
        ]
        results.echo_table(("confidence", "facts", "mean confidence", "share right"), tenths)
        return
    rows = []
    for kind, counts in compare(wanted, found, fact_types()).items():
        rates = (*counts.rates(counts.lenient), *counts.rates(counts.strict))
        figures = (f"{rate:.3f}" for rate in rates)
        rows.append((kind, str(counts.owed), str(counts.printed), *figures))
    header = ("type", "gold", "printed", "P", "R", "F1", "strict P", "strict R", "strict F1")
    results.echo_table(header, rows)
