"""Commands about the generations of a graph: publish, rollback, generations."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mithaq.cli import options, results

if TYPE_CHECKING:
    from mithaq.generations import Entry
    from mithaq.store import Generation

_MIB = 1024**2


@click.command(
    epilog=options.examples(
        "mithaq publish /mnt/built/graph",
        "mithaq publish mithaq.nq.gz --graph graph",
    )
)
@click.argument("source", type=click.Path(exists=True, path_type=Path), metavar="FOLDER|FILE")
@options.graph
@options.prepare
@options.keep
def publish(source: Path, graph: Path, prepare: float, keep: int) -> None:
    """Publish what was built elsewhere as the current generation.

    FOLDER is a built graph, or one generation of it; every byte is compared with its manifest. FILE is a dump as `mithaq export` writes it (.nq, .trig, also .gz), which has no texts. A running server follows.
    """
    from mithaq.generations import adopt
    from mithaq.ontology.overview import overview
    from mithaq.queries.preparing import prepare as prepare_answers

    left_out: list[str] = []

    def prepared(folder: Path) -> tuple[str, ...]:
        left_out.extend(prepare_answers(folder, prepare, overview()))
        return tuple(left_out)

    generation = adopt(graph, source, prepare=prepared if prepare else None, keep=keep)
    for reason in left_out:
        click.echo(f"Warning: {reason}", err=True)
    _tell(generation)


@click.command(epilog=options.examples("mithaq rollback", "mithaq rollback gen-05d40a"))
@click.argument("generation", required=False, default="")
@options.graph
def rollback(generation: str, graph: Path) -> None:
    """Make an earlier generation current again.

    That is GENERATION, whose name may be cut short, else the one published before the current one. It is checked before, and a running server follows. The later ones stay until newer ones take their place.
    """
    from mithaq.generations import rollback as go_back

    _tell(go_back(graph, generation))


@click.command(epilog=options.examples("mithaq generations", "mithaq generations --json"))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON array.")
@options.graph
def generations(*, as_json: bool, graph: Path) -> None:
    """List the generations on the disk, the newest first, and which is current."""
    from mithaq.generations import generations as list_generations

    found = list_generations(graph)
    if as_json:
        click.echo(json.dumps([_as_object(each) for each in found], indent=1))
        return
    header = ("Generation", "Published (UTC)", "Documents", "Quads", "MiB", "State")
    results.echo_table(header, [_row(each) for each in found])


def _tell(generation: "Generation") -> None:
    documents, quads = len(generation.documents), generation.quads
    click.echo(
        f"{generation.name} is current: {documents} documents, {quads} quads.",
        err=True,
    )


def _row(entry: "Entry") -> tuple[str, ...]:
    state = "current" if entry.is_current else ""
    if entry.damage:
        state = f"{state}, damaged".removeprefix(", ")
    return (
        entry.name,
        f"{entry.published:%Y-%m-%d %H:%M:%S}",
        str(entry.documents),
        str(entry.quads),
        f"{entry.bytes / _MIB:.1f}",
        state,
    )


def _as_object(entry: "Entry") -> dict[str, object]:
    return {
        "generation": entry.name,
        "published": entry.published.isoformat(),
        "documents": entry.documents,
        "quads": entry.quads,
        "bytes": entry.bytes,
        "current": entry.is_current,
        "damage": entry.damage or None,
    }
