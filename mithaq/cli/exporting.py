"""The command that writes the graph for other programs."""

import sys
from pathlib import Path

import click

from mithaq.cli import options
from mithaq.cli.stores import open_graph
from mithaq.iris import PREFIXES


@click.command(
    epilog=options.examples(
        "mithaq export --format trig > mithaq.trig",
        "mithaq export --format owl > mithaq.owl",
    )
)
@click.option(
    "--format",
    "-f",
    "form",
    type=click.Choice(["ttl", "nq", "trig", "jsonld", "owl"]),
    required=True,
    help="ttl: what is accepted; nq, trig, jsonld: with every document's claims; owl: for Protégé.",
)
@options.graph
def export(form: str, graph: Path) -> None:
    """Print the graph."""
    from pyoxigraph import DefaultGraph, RdfFormat, serialize

    from mithaq.store import DATASET, current

    out = sys.stdout.buffer
    store = open_graph(graph)
    match form:
        case "nq":
            out.write(current(graph).folder.joinpath(DATASET).read_bytes())
        case "owl":
            from mithaq.ontology.release import owl

            out.write(owl(store))
        case "ttl":
            accepted = sorted(
                (quad.triple for quad in store.quads_for_pattern(None, None, None, DefaultGraph())),
                key=str,
            )
            serialize(accepted, out, RdfFormat.TURTLE, prefixes=PREFIXES)
        case _:
            formats = {"trig": RdfFormat.TRIG, "jsonld": RdfFormat.JSON_LD}
            # In a fixed order: the store's own differs from build to build.
            quads = sorted(store, key=lambda quad: (str(quad.graph_name), str(quad.triple)))
            serialize(quads, out, formats[form], prefixes=PREFIXES)
