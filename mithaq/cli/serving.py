"""The command that serves the graph to browsers and programs."""

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from mithaq.cli import options
from mithaq.cli.reading import build_graph
from mithaq.errors import ServerError

if TYPE_CHECKING:
    from mithaq.server.settings import Lane, Settings

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
@options.setting(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="The address to listen at.",
)
@options.setting(
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
@options.setting(
    "--backend",
    metavar="URL",
    help="A SPARQL endpoint that holds the graph and answers instead of our own engine; --graph is"
    " then asked for the texts of documents alone.",
)
@options.setting(
    "--cache-for",
    type=click.FloatRange(0, 86_400),
    default=0.0,
    metavar="SECONDS",
    help="How long answers of a --backend are kept, which does not tell when its graph changes."
    "  [default: 0]",
)
@options.setting(
    "--workers",
    type=click.IntRange(1, 256),
    help="Processes for free queries, and as many for pages and questions.  [default: 2]",
)
@options.setting(
    "--deadline",
    type=click.FloatRange(0.1, 30.0),
    metavar="SECONDS",
    help="What one free query may take, at most 30.  [default: 10]",
)
@options.setting(
    "--page-deadline",
    type=click.FloatRange(0.1, 30.0),
    metavar="SECONDS",
    help="What one query of a page or question may take.  [default: 2]",
)
@options.setting(
    "--waiting",
    type=click.IntRange(0, 1000),
    metavar="NUMBER",
    help="Free queries that may wait for a worker; further ones are told to come back."
    "  [default: 126]",
)
@options.setting(
    "--client-share",
    type=click.IntRange(1, 1256),
    metavar="NUMBER",
    help="Free queries that one client may have, waiting or under way; for further ones it is told to come"
    " back (429). Behind a proxy give --trusted-proxy, or all are one client."
    "  [default: half of --workers and --waiting]",
)
@options.setting(
    "--answer-size",
    type=click.IntRange(1, 1024),
    metavar="MB",
    help="What one answer may have, in millions of bytes; a larger one is refused.  [default: 10]",
)
@options.setting(
    "--memory",
    type=click.IntRange(1024, 1024**2),
    metavar="MIB",
    help="Address space of one process, 512 MiB of stack included, a graph in memory not."
    "  [default: 2048]",
)
@options.setting(
    "--in-memory",
    type=click.IntRange(0, 10**9),
    metavar="TRIPLES",
    help="The largest graph that is held in memory too, where queries are answered two to three times"
    " as fast; some 0.7 KB a triple, 0: none.  [default: 1000000]",
)
@options.setting(
    "--cache",
    type=click.IntRange(0, 1024**2),
    metavar="MIB",
    help="Answers that are kept, before compression.  [default: 64]",
)
@options.setting(
    "--trusted-proxy",
    "trusted_proxies",
    multiple=True,
    metavar="ADDRESS",
    help="A proxy (or network of proxies) before this server, whose X-Forwarded-For, -Host and -Proto"
    " count; may be given again.  [default: nobody's]",
)
@options.setting(
    "--access-log",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Where each request leaves a line of JSON.",
)
@options.setting(
    "--token-file",
    type=click.Path(dir_okay=False, path_type=Path),
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
    client_share: int | None,
    answer_size: int | None,
    memory: int | None,
    in_memory: int | None,
    cache: int | None,
    trusted_proxies: tuple[str, ...],
    access_log: Path | None,
    token_file: Path | None,
) -> None:
    """Serve pages, questions and SPARQL.

    Where there is no graph yet, that of the five articles that come with Mithaq is built first.
    A new build is served as soon as it is there; SIGHUP looks for one at once.
    """
    from mithaq.server import hangups

    hangups.hold()  # while what follows is read, too
    from mithaq.server.endpoint import read_address
    from mithaq.server.forwarding import read_networks
    from mithaq.server.serve import serve as serve_graph
    from mithaq.server.settings import Settings

    remote = read_address(backend) if backend else None
    token = _token(token_file)
    if remote is not None and token:
        raise ServerError("nothing can be written through a backend: leave the token out")
    if remote is None and cache_for:
        raise click.UsageError("--cache-for is about the answers of a --backend: give one too")
    default = Settings()
    settings = _changed(
        default,
        queries=_changed(default.queries, workers=workers, deadline=deadline, waiting=waiting),
        pages=_changed(default.pages, workers=workers, deadline=page_deadline),
        client_share=client_share,
        memory=_times(memory, _MIB),
        in_memory=in_memory,
        cache_bytes=_times(cache, _MIB),
        answer_bytes=_times(answer_size, _MB),
        cache_for=cache_for,
        token=token,
        keep=keep,
        prepare=prepare,
        trusted_proxies=read_networks(trusted_proxies),
    )

    def make_ready() -> None:
        if remote is None and not (graph / "current").exists():
            click.echo(f"{graph} holds no graph yet: reading the seeds …", err=True)
            build_graph((), graph, decisions, prepare=prepare, keep=keep)

    serve_graph(
        graph,
        host,
        port,
        settings=settings,
        access_log=access_log,
        remote=remote,
        make_ready=make_ready,
    )


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


Changed = TypeVar("Changed", "Settings", "Lane")


def _changed(default: Changed, **given: Any) -> Changed:
    """`default` with what was given."""
    return replace(default, **{name: value for name, value in given.items() if value is not None})


def _times(number: int | None, unit: int) -> int | None:
    return None if number is None else number * unit
