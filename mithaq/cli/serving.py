"""The command that serves the graph to browsers and programs."""

from pathlib import Path

import click

from mithaq.cli import options
from mithaq.cli.reading import build_graph


@click.command(
    epilog=options.examples(
        "mithaq serve",
        "mithaq serve --port 8080 --graph graph",
    )
)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="0: any free one.",
)
@options.graph
@options.decisions
def serve(host: str, port: int, graph: Path, decisions: Path) -> None:
    """Serve pages, questions and SPARQL.

    Where there is no graph yet, that of the five articles that come with Mithaq is built first.
    """
    from mithaq.server.serve import serve as serve_graph

    if not (graph / "current").exists():
        click.echo(f"{graph} holds no graph yet: reading the seeds …", err=True)
        build_graph((), graph, decisions)
    serve_graph(graph, host, port)
