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
_MB = 1_000_000
_SHORTEST = 32


@click.command(
    epilog=options.examples(
        "mithaq serve",
        "mithaq serve --port 8080 --graph graph",
        "mithaq serve --backend http://127.0.0.1:7878/query",
        "mithaq serve --workers 8 --deadline 20 --memory 4096 --access-log access.jsonl",
    )
)
@click.option(
    "--host",
    envvar="MITHAQ_HOST",
    default="127.0.0.1",
    show_default=True,
    show_envvar=True,
    help="The address to listen at.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    envvar="MITHAQ_PORT",
    default=8000,
    show_default=True,
    show_envvar=True,
    help="0: any free one.",
)
@options.graph
@options.decisions
@options.prepare
@options.keep
@click.option(
    "--backend",
    envvar="MITHAQ_BACKEND",
    show_envvar=True,
    metavar="URL",
    help="A SPARQL endpoint that holds the graph and answers instead of our own engine; --graph is"
    " then asked for the texts of documents alone.",
)
@click.option(
    "--cache-for",
    type=click.FloatRange(0, 86_400),
    envvar="MITHAQ_CACHE_FOR",
    default=0.0,
    show_envvar=True,
    metavar="SECONDS",
    help="How long answers of a --backend are kept, which does not tell when its graph changes."
    "  [default: 0]",
)
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
    "--page-deadline",
    type=click.FloatRange(0.1, 30.0),
    envvar="MITHAQ_PAGE_DEADLINE",
    show_envvar=True,
    metavar="SECONDS",
    help="What one query of a page or question may take.  [default: 2]",
)
@click.option(
    "--waiting",
    type=click.IntRange(0, 1000),
    envvar="MITHAQ_WAITING",
    show_envvar=True,
    metavar="NUMBER",
    help="Free queries that may wait for a worker; further ones are told to come back."
    "  [default: 126]",
)
@click.option(
    "--answer-size",
    type=click.IntRange(1, 1024),
    envvar="MITHAQ_ANSWER_SIZE",
    show_envvar=True,
    metavar="MB",
    help="What one answer may have, in millions of bytes; a larger one is refused.  [default: 10]",
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
    "--trusted-proxy",
    "trusted_proxies",
    multiple=True,
    envvar="MITHAQ_TRUSTED_PROXY",
    show_envvar=True,
    metavar="ADDRESS",
    help="A proxy (or network of proxies) before this server, whose X-Forwarded-For, -Host and -Proto"
    " count; may be given again.  [default: nobody's]",
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
    backend: str | None,
    cache_for: float,
    workers: int | None,
    deadline: float | None,
    page_deadline: float | None,
    waiting: int | None,
    answer_size: int | None,
    memory: int | None,
    cache: int | None,
    trusted_proxies: tuple[str, ...],
    access_log: Path | None,
    token_file: Path | None,
) -> None:
    """Serve pages, questions and SPARQL.

    Where there is no graph yet, that of the five articles that come with Mithaq is built first.
    A new build is served as soon as it is there; SIGHUP looks for one at once.
    """
    from mithaq.server.endpoint import read_address
    from mithaq.server.forwarding import read_networks
    from mithaq.server.serve import serve as serve_graph

    remote = read_address(backend) if backend else None
    if remote is None and not (graph / "current").exists():
        click.echo(f"{graph} holds no graph yet: reading the seeds …", err=True)
        build_graph((), graph, decisions, prepare=prepare, keep=keep)
    token = _token(token_file)
    if remote is not None and token:
        raise ServerError("nothing can be written through a backend: leave the token out")
    if remote is None and cache_for:
        raise click.UsageError("--cache-for is about the answers of a --backend: give one too")
    settings = replace(
        _settings(workers, deadline, page_deadline, waiting),
        cache_for=cache_for,
        token=token,
        keep=keep,
        trusted_proxies=read_networks(trusted_proxies),
    )
    if memory is not None:
        settings = replace(settings, memory=memory * _MIB)
    if cache is not None:
        settings = replace(settings, cache_bytes=cache * _MIB)
    if answer_size is not None:
        settings = replace(settings, answer_bytes=answer_size * _MB)
    serve_graph(graph, host, port, settings=settings, access_log=access_log, remote=remote)


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
    workers: int | None, deadline: float | None, page_deadline: float | None, waiting: int | None
) -> "Settings":
    """The server's own settings, its lanes changed where something is given."""
    from mithaq.server.settings import Settings

    default = Settings()
    queries, pages = default.queries, default.pages
    if workers is not None:
        queries, pages = (replace(lane, workers=workers) for lane in (queries, pages))
    if deadline is not None:
        queries = replace(queries, deadline=deadline)
    if waiting is not None:
        queries = replace(queries, waiting=waiting)
    if page_deadline is not None:
        pages = replace(pages, deadline=page_deadline)
    return replace(default, queries=queries, pages=pages)
