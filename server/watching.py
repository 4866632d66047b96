"""Around the application: each request has an id, is counted, and leaves a line in the log."""

import json
import logging
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from http import HTTPStatus
from random import getrandbits
from typing import TYPE_CHECKING

from mithaq.server.breaking import BrokenOff
from mithaq.server.calling import close
from mithaq.server.metrics import Metrics

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

REQUEST_ID = "mithaq.request_id"
"""Where a request's environment holds its id."""

BEGIN = "mithaq.begin"
"""Where it may hold the time when the request came, by the monotonic clock."""

ACCESS = logging.getLogger("mithaq.access")
"""One JSON object a request; where it goes is for who serves to say."""

_CUT_OFF = 499
"""The status that is logged where a client has left before the end; nginx names it so too."""


class Watching:
    """A WSGI application that watches another."""

    def __init__(self, application: "WSGIApplication", metrics: Metrics) -> None:
        self.application = application
        self.metrics = metrics

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer a request (PEP 3333)."""
        watch = self.begin(environ)

        def start(
            status: str, headers: list[tuple[str, str]], exc_info: object = None
        ) -> Callable[[bytes], object]:
            del exc_info
            watch.status = int(status[:3])
            return start_response(status, [*headers, ("X-Request-Id", environ[REQUEST_ID])])

        return Watched(self.application(environ, start), watch)

    def begin(self, environ: "WSGIEnvironment") -> "Watch":
        """Begin to watch a request, which has an id from now on."""
        environ[REQUEST_ID] = f"{getrandbits(128):032x}"  # no secret: it names a line of the log
        return Watch(environ, self.metrics)


class Watch:
    """What is known of a request, from its begin to the end of its answer."""

    def __init__(self, environ: "WSGIEnvironment", metrics: Metrics) -> None:
        self.environ = environ
        self.metrics = metrics
        self.begin: float = environ.get(BEGIN) or time.monotonic()
        self.status = 500
        self.broken: int = _CUT_OFF
        self.bytes = 0

    def end(self, *, whole: bool) -> None:
        """Count the request, and note it."""
        seconds = time.monotonic() - self.begin
        path = self.environ.get("PATH_INFO", "")
        status = self.status if whole else self.broken
        self.metrics.count(path, status, seconds)
        if ACCESS.isEnabledFor(logging.INFO):
            ACCESS.info("%s", json.dumps(self._line(path, status, seconds), ensure_ascii=False))

    def _line(self, path: str, status: int, seconds: float) -> dict[str, str | int | float]:
        return {
            "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "id": self.environ[REQUEST_ID],
            "client": self.environ.get("REMOTE_ADDR", ""),
            "method": self.environ["REQUEST_METHOD"],
            # WSGI hands over UTF-8 as Latin-1 (PEP 3333).
            "path": path.encode("latin-1", "replace").decode(errors="replace"),
            "status": status,
            "bytes": self.bytes,
            "ms": round(seconds * 1000, 1),
        }


class Watched:
    """The pieces of an answer; when they end, or are let go, the request has ended."""

    def __init__(self, pieces: Iterable[bytes], watch: Watch) -> None:
        self.pieces = pieces
        self.iterator: Iterator[bytes] = iter(pieces)
        self.watch = watch
        self.whole = False

    def __iter__(self) -> "Watched":
        return self

    def __next__(self) -> bytes:
        try:
            piece = next(self.iterator)
        except StopIteration:
            self.whole = True
            raise
        except BrokenOff as error:
            self.watch.broken = error.status
            raise
        except ConnectionAbortedError:
            raise
        except Exception:
            self.watch.broken = HTTPStatus.INTERNAL_SERVER_ERROR
            raise
        self.watch.bytes += len(piece)
        return piece

    def close(self) -> None:
        """Note the end (PEP 3333: called once, however it ended)."""
        try:
            close(self.pieces)
        finally:
            self.watch.end(whole=self.whole)
