"""Before Flask: queries at `/sparql` are answered without its routing and its contexts.

They are most of what a public endpoint is asked, and many take the engine less time than Flask takes
for a request. Nothing is decided here: the protocol is `mithaq.server.protocol`'s, and an error is
explained by the handlers that Flask has for it.

A front server that can wait without a thread calls `read` and `ask` first, waits until the worker
has begun to answer, and then calls the application as always.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Flask, Response
from werkzeug.wrappers import Request

from mithaq.server import sources, wire
from mithaq.server.protocol import PATH, VARY, Reply, read_request, reply
from mithaq.server.sources import Asking, Source

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

GONE = "mithaq.gone"
"""Where a request's environment holds a function that tells whether the client has left."""
REFUSED = "mithaq.refused"
"""Where the environment of a request that is not admitted says why, as an error."""

_BEGUN = "mithaq.begun"
_METHODS = ("GET", "HEAD", "POST")


@dataclass(slots=True)
class Begun:
    """A request as it was read: its query, which may be asked already, or what is wrong with it."""

    request: Request
    query: wire.Query | None = None
    asked: Asking | None = None
    error: Exception | None = None


class Direct:
    """A WSGI application that answers queries, and asks Flask for all the rest.

    `headers` are those that every answer has.
    """

    def __init__(
        self,
        app: Flask,
        source: Source,
        headers: Sequence[tuple[str, str]],
    ) -> None:
        self.app = app
        self.flask = app.wsgi_app
        self.source = source
        self.headers = (("Vary", VARY), *headers)

    def takes(self, environ: "WSGIEnvironment") -> bool:
        """Whether a request may be a query."""
        return (
            environ.get("PATH_INFO") == PATH
            and (environ["REQUEST_METHOD"] == "POST" or bool(environ.get("QUERY_STRING")))
            and environ["REQUEST_METHOD"] in _METHODS
        )

    def read(self, environ: "WSGIEnvironment") -> Begun:
        """Read a request; what is wrong with it is said when it is answered."""
        begun = environ[_BEGUN] = self._read(environ)
        return begun

    def ask(self, environ: "WSGIEnvironment") -> Begun:
        """Ask the query of a request that was read, where a worker is free at once."""
        begun: Begun = environ[_BEGUN]
        if begun.query is not None:
            try:
                begun.asked = sources.ask(self.source, begun.query)
            except Exception as error:  # noqa: BLE001  (explained when the request is answered)
                begun.error = error
        return begun

    def abandon(self, environ: "WSGIEnvironment", asked: Asking) -> None:
        """End the work that was begun: its client has left."""
        asked.close()
        begun: Begun = environ[_BEGUN]
        begun.asked, begun.error = None, ConnectionAbortedError()

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer a request (PEP 3333)."""
        if not self.takes(environ):
            return self.flask(environ, start_response)
        try:
            sent = self._answer(environ)
        except Exception as error:  # noqa: BLE001  (whatever it is, Flask's handlers know it)
            return self._explained(error, environ)(environ, start_response)
        if sent is None:
            return self.flask(environ, start_response)
        headers = [("Content-Type", sent.content_type), *self.headers]
        if sent.length is not None:
            headers.append(("Content-Length", str(sent.length)))
        start_response("200 OK", headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else sent.pieces

    def _read(self, environ: "WSGIEnvironment") -> Begun:
        body = environ["wsgi.input"]
        request = Request(environ)
        request.max_content_length = self.source.settings.body_bytes
        try:
            query = read_request(request, self.source.settings)
        except Exception as error:  # noqa: BLE001  (explained when the request is answered)
            return Begun(request, error=error)
        if query is None and body.seekable():
            body.seek(0)
        return Begun(request, query)

    def _answer(self, environ: "WSGIEnvironment") -> Reply | None:
        """The answer to a query, None where the request asks for something else."""
        if REFUSED in environ:
            raise environ[REFUSED]
        begun: Begun = environ.pop(_BEGUN, None) or self._read(environ)
        if begun.error is not None:
            raise begun.error
        if begun.query is None:
            return None
        if begun.asked is not None:
            return reply(begun.asked.answer(), begun.request)
        gone = environ.get(GONE, lambda: False)
        return reply(sources.answer(self.source, begun.query, gone=gone), begun.request)

    def _explained(self, error: Exception, environ: "WSGIEnvironment") -> Response:
        with self.app.request_context(environ):
            response = self.app.make_response(self.app.handle_user_exception(error))
            return self.app.process_response(response)
