"""The command that writes the graph for other programs."""

import gzip
from pathlib import Path

import click

from mithaq.cli import options, results
from mithaq.cli.stores import open_graph
from mithaq.iris import PREFIXES

FORMS = ("ttl", "nq", "trig", "jsonld", "owl")


@click.command(
    epilog=options.examples(
        "mithaq export --format owl > mithaq.owl",
        "mithaq export -o mithaq.nq.gz",
    )
)
@click.option(
    "--format",
    "-f",
    "form",
    type=click.Choice(FORMS),
    help="ttl: what is accepted; nq, trig, jsonld: with every document's claims; owl: for Protégé."
    "  [default: as FILE ends]",
)
@click.option(
    "--output",
    "-o",
    "file",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write to FILE instead of stdout, whole or not at all; packed where it ends with .gz.",
)
@options.graph
def export(form: str | None, file: Path | None, graph: Path) -> None:
    """Dump the graph: the same graph gives the same bytes.

    `mithaq publish` takes a dump in nq or trig.
    """
    form = form or _form_of(file)
    content = _content(form, graph)
    if file and file.suffix == ".gz":
        content = gzip.compress(content, mtime=0)  # no clock in it, no name
    results.emit(content, file)


def _form_of(file: Path | None) -> str:
    """The form that the name of `file` ends with."""
    ending = Path(file.name.removesuffix(".gz")).suffix.removeprefix(".") if file else ""
    if ending not in FORMS:
        raise click.UsageError(f"--format is missing: give one of {', '.join(FORMS)}")
    return ending


def _content(form: str, graph: Path) -> bytes:
    from pyoxigraph import DefaultGraph, RdfFormat, serialize

    from mithaq.store import current, dataset_file

    store = open_graph(graph)
    match form:
        case "nq":
            with dataset_file(current(graph)) as dataset:
                return dataset.read_bytes()
        case "owl":
            from mithaq.ontology.release import owl

            return owl(store)
        case "ttl":
            accepted = sorted(
                (quad.triple for quad in store.quads_for_pattern(None, None, None, DefaultGraph())),
                key=str,
            )
            return serialize(accepted, format=RdfFormat.TURTLE, prefixes=PREFIXES) or b""
        case _:
            formats = {"trig": RdfFormat.TRIG, "jsonld": RdfFormat.JSON_LD}
            # In a fixed order: the store's own differs from build to build.
            quads = sorted(store, key=lambda quad: (str(quad.graph_name), str(quad.triple)))
            return serialize(quads, format=formats[form], prefixes=PREFIXES) or b""
