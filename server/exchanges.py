"""One request to a remote endpoint and its answer: ended in time, and when nobody waits for it."""

import logging
import ssl
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from socket import SHUT_RDWR, gaierror, socket
from typing import Self

from mithaq.errors import BackendError, QueryTimeout

_LOG = logging.getLogger(__name__)
_CONNECT = 5.0  # seconds until an address counts as one that cannot be reached
_GLANCE = 0.1  # seconds between two looks at whether a request has still time and a client


class Exchange:
    """One request and its answer; its connection is shut where it has no time or no client left."""

    def __init__(self, lookout: "Lookout", seconds: float, gone: Callable[[], bool]) -> None:
        self.seconds = seconds
        self.ended = False
        self.left = False
        self._end = time.monotonic() + seconds
        self._gone = gone
        self._lookout = lookout
        self._connection: HTTPConnection | None = None
        self._socket: socket | None = None
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        self._lookout.add(self)
        return self

    def __exit__(self, *_raised: object) -> None:
        self._lookout.remove(self)
        self.let_go()

    def use(self, connection: HTTPConnection) -> None:
        """Watch over `connection` from now on; it is connected here where it is not."""
        seconds = self._end - time.monotonic()
        if seconds <= 0 or self.ended:
            self.ended = True
            raise TimeoutError
        with self._lock:
            self._connection, self._socket = connection, None
        connection.timeout = min(seconds, _CONNECT)
        if connection.sock is None:
            connection.connect()
        connection.sock.settimeout(seconds)
        self._socket = (
            connection.sock
        )  # which a connection forgets when the answer's end is its own

    def let_go(self) -> None:
        """Watch no longer: the connection is for others now."""
        with self._lock:
            self._connection = None

    def look(self, now: float) -> None:
        """Shut the connection where it is time."""
        if now < self._end:
            self.left = self._gone()
            if not self.left:
                return
        self.ended = True
        with self._lock:
            if self._connection is None:
                return
            held = self._socket or self._connection.sock
            if held is not None:
                with suppress(OSError):
                    socket.shutdown(held, SHUT_RDWR)  # of TLS too: whoever reads is woken

    def failure(self, error: Exception, *, begun: bool = False) -> Exception:
        """What `error` means here."""
        if self.left:
            return ConnectionAbortedError()
        if self.ended or (isinstance(error, TimeoutError) and time.monotonic() >= self._end):
            return QueryTimeout(
                f"the query took longer than {self.seconds:.3g} seconds; ask for less, or add a LIMIT"
            )
        if begun:
            _LOG.warning("the backend broke an answer off: %r", error)
            return BackendError("the endpoint behind this server broke its answer off: ask again")
        if isinstance(error, ssl.SSLError):
            reason = "its certificate or its TLS is not accepted"
        elif isinstance(error, gaierror):
            reason = "its name is not known"
        elif isinstance(error, TimeoutError):
            reason = "it does not take connections"
        elif isinstance(error, HTTPException):
            reason = "what it says is not HTTP"
        else:
            reason = getattr(error, "strerror", None) or "it breaks off"
        _LOG.warning("the backend cannot be reached: %r", error)
        return BackendError(
            f"the endpoint behind this server cannot be reached ({reason}): try again in a moment"
        )


class Lookout:
    """A thread that looks at every exchange under way; it runs while there are any."""

    def __init__(self) -> None:
        self._watched: set[Exchange] = set()
        self._lock = threading.Lock()
        self._some = threading.Event()
        self._closed = False
        self._thread: threading.Thread | None = None

    def add(self, exchange: Exchange) -> None:
        """Look at `exchange` from now on."""
        with self._lock:
            self._watched.add(exchange)
            self._some.set()
            if self._thread is None:
                self._thread = threading.Thread(target=self._look, name="lookout", daemon=True)
                self._thread.start()

    def remove(self, exchange: Exchange) -> None:
        """Look at it no longer."""
        with self._lock:
            self._watched.discard(exchange)
            if not self._watched:
                self._some.clear()

    def close(self) -> None:
        """End the thread."""
        self._closed = True
        self._some.set()

    def _look(self) -> None:
        while not self._closed:
            self._some.wait()
            with self._lock:
                watched = list(self._watched)
            now = time.monotonic()
            for exchange in watched:
                exchange.look(now)
            time.sleep(_GLANCE)
