"""Serving: the application behind its front server, until it is told to stop."""

import errno
import gc
import logging
import resource
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from types import FrameType

from mithaq.errors import ServerError
from mithaq.server import confine, hangups
from mithaq.server.accesslog import log_requests
from mithaq.server.app import create_app
from mithaq.server.backend import Backend
from mithaq.server.connections import Server
from mithaq.server.endpoint import Address, Endpoint
from mithaq.server.front import Front
from mithaq.server.layers import layers
from mithaq.server.remote import RemoteBackend, texts_of
from mithaq.server.settings import Settings
from mithaq.server.sources import Source

_CONNECTIONS = 2000
_DESCRIPTORS = 4096


def serve(
    out: Path,
    host: str,
    port: int,
    *,
    settings: Settings | None = None,
    access_log: Path | None = None,
    remote: Address | None = None,
    make_ready: Callable[[], None] = lambda: None,
) -> None:
    """Serve the current generation of `out`, and those that follow it, until SIGTERM or SIGINT.

    Where there is a `remote` endpoint it answers, and `out` gives the texts of documents alone.
    Prints the address on stderr. Port 0 is any free one. `access_log` gets one JSON object a
    request; it is opened anew where it was moved away. SIGHUP looks for a new generation at once.
    `make_ready` is called when nothing else can be wrong, before anything is opened.
    Raises StoreError where there is no graph, ServerError where the port cannot be had.
    """
    hangups.hold()
    logging.basicConfig(format="%(levelname)s: %(message)s", level=logging.WARNING)
    logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL)  # what clients do wrong
    if access_log is not None:
        log_requests(access_log)
    settings = settings or Settings()
    _allow_descriptors()
    confine.give_back_memory()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _stop)
    with ExitStack() as ending:
        listener = ending.enter_context(listen(host, port))
        make_ready()
        backend = ending.enter_context(closing(_source(out, settings, remote)))
        hangups.hear(backend.look)
        front = Front(layers(create_app(backend)), settings)
        address = f"http://{_shown(host)}:{listener.getsockname()[1]}/"
        sys.stderr.write(f"Mithaq answers at {address} (Ctrl+C stops it)\n")
        sys.stderr.flush()
        gc.collect()
        gc.freeze()  # what is there stays: nobody need look through it again and again
        with suppress(KeyboardInterrupt, SystemExit):
            Server.of(front, connections=_CONNECTIONS).listen(listener)


def _source(out: Path, settings: Settings, remote: Address | None) -> Source:
    """Where the answers come from."""
    if remote is None:
        return Backend(out, settings)
    backend = RemoteBackend(Endpoint(remote), settings, texts_of(out))
    backend.warn_where_silent()
    return backend


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens at `host` and `port`."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host, port), family=family, backlog=1024)
    except OSError as error:
        raise _cannot_listen(error, host, port) from error
    # Its connections inherit it. An answer is written in two pieces, and the second would wait for
    # the client to acknowledge the first, 40 ms; asyncio sees to that only where it made the socket.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener


def _stop(_signal: int, _frame: FrameType | None) -> None:
    for number in (signal.SIGTERM, signal.SIGINT):  # a second one must not break off the ending
        signal.signal(number, signal.SIG_IGN)
    raise SystemExit(0)


def _cannot_listen(error: OSError, host: str, port: int) -> ServerError:
    match error.errno:
        case errno.EADDRINUSE:
            return ServerError(
                f"port {port} on {host} is in use: stop what uses it, or choose another with --port"
            )
        case errno.EACCES:
            return ServerError(f"port {port} may not be used: choose one above 1023 with --port")
        case _:
            return ServerError(f"{host}:{port} cannot be listened at: {error.strerror or error}")


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _allow_descriptors() -> None:
    """Let this process hold as many connections as it takes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _DESCRIPTORS if hard == resource.RLIM_INFINITY else min(_DESCRIPTORS, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
