"""The command that serves the graph to browsers and programs."""

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mithaq.cli import options
from mithaq.cli.reading import build_graph
from mithaq.errors import ServerError

if TYPE_CHECKING:
    from mithaq.server.settings import Settings

_MIB = 1024**2
_SHORTEST = 32


@click.command(
    epilog=options.examples(
        "mithaq serve",
        "mithaq serve --port 8080 --graph graph",
        "mithaq serve --workers 8 --deadline 20 --memory 4096 --access-log access.jsonl",
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
@options.prepare
@options.keep
@click.option(
    "--workers",
    type=click.IntRange(1, 256),
    envvar="MITHAQ_WORKERS",
    show_envvar=True,
    help="Processes for free queries, and as many for pages and questions.  [default: 2]",
)
@click.option(
    "--deadline",
    type=click.FloatRange(0.1, 30.0),
    envvar="MITHAQ_DEADLINE",
    show_envvar=True,
    metavar="SECONDS",
    help="What one free query may take, at most 30.  [default: 10]",
)
@click.option(
    "--memory",
    type=click.IntRange(1024, 1024**2),
    envvar="MITHAQ_MEMORY",
    show_envvar=True,
    metavar="MIB",
    help="Address space of one process, 512 MiB of stack included.  [default: 2048]",
)
@click.option(
    "--cache",
    type=click.IntRange(0, 1024**2),
    envvar="MITHAQ_CACHE",
    show_envvar=True,
    metavar="MIB",
    help="Answers that are kept, before compression.  [default: 64]",
)
@click.option(
    "--access-log",
    type=click.Path(dir_okay=False, path_type=Path),
    envvar="MITHAQ_ACCESS_LOG",
    show_envvar=True,
    metavar="FILE",
    help="Where each request leaves a line of JSON.",
)
@click.option(
    "--token-file",
    type=click.Path(dir_okay=False, path_type=Path),
    envvar="MITHAQ_TOKEN_FILE",
    show_envvar=True,
    metavar="FILE",
    help="Holds the token that a client must bring to write; MITHAQ_TOKEN may hold it too."
    "  [default: nobody writes]",
)
def serve(
    *,
    host: str,
    port: int,
    graph: Path,
    decisions: Path,
    prepare: float,
    keep: int,
    workers: int | None,
    deadline: float | None,
    memory: int | None,
    cache: int | None,
    access_log: Path | None,
    token_file: Path | None,
) -> None:
    """Serve pages, questions and SPARQL.

    Where there is no graph yet, that of the five articles that come with Mithaq is built first.
    A new build is served as soon as it is there; SIGHUP looks for one at once.
    """
    from mithaq.server.serve import serve as serve_graph

    if not (graph / "current").exists():
        click.echo(f"{graph} holds no graph yet: reading the seeds …", err=True)
        build_graph((), graph, decisions, prepare=prepare, keep=keep)
    settings = replace(
        _settings(workers, deadline, memory, cache), token=_token(token_file), keep=keep
    )
    serve_graph(graph, host, port, settings=settings, access_log=access_log)


def _token(file: Path | None) -> str:
    """The token of the file, else of the environment; nothing where there is neither."""
    where, token = "MITHAQ_TOKEN", os.environ.get("MITHAQ_TOKEN", "").strip()
    if file is not None:
        try:
            where, token = str(file), file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise ServerError(f"{file} cannot be read as a token: {error}") from error
    if file is not None and not token:
        raise ServerError(f"{where} is empty: write a token of {_SHORTEST} characters into it")
    if token and (len(token) < _SHORTEST or not token.isascii() or " " in token):
        raise ServerError(
            f"the token in {where} is too weak: take {_SHORTEST} or more ASCII characters"
            " without a space, as `openssl rand -hex 32` makes them"
        )
    return token


def _settings(
    workers: int | None, deadline: float | None, memory: int | None, cache: int | None
) -> "Settings":
    """The server's own settings, but for what is given."""
    from mithaq.server.settings import Settings

    default = Settings()
    queries, pages = default.queries, default.pages
    if workers is not None:
        queries, pages = (replace(lane, workers=workers) for lane in (queries, pages))
    if deadline is not None:
        queries = replace(queries, deadline=deadline)
    return replace(
        default,
        queries=queries,
        pages=pages,
        memory=default.memory if memory is None else memory * _MIB,
        cache_bytes=default.cache_bytes if cache is None else cache * _MIB,
    )
