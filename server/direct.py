"""Before Flask: queries at `/sparql` are answered without its routing and its contexts.

They are most of what a public endpoint is asked, and many take the engine less time than Flask takes
for a request. Nothing is decided here: the protocol is `mithaq.server.protocol`'s, and an error is
explained by the handlers that Flask has for it.
"""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from flask import Flask, Response
from werkzeug.wrappers import Request

from mithaq.server.front import PATH
from mithaq.server.protocol import answer_query
from mithaq.server.sources import Source

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_METHODS = ("GET", "HEAD", "POST")


class Direct:
    """A WSGI application that answers queries, and asks `application` for all the rest.

    `application` is the one that `app` began with; `finish` adds what every answer says.
    """

    def __init__(
        self,
        app: Flask,
        application: "WSGIApplication",
        source: Source,
        finish: Callable[[Response], Response],
    ) -> None:
        self.app = app
        self.application = application
        self.source = source
        self.finish = finish

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer a request (PEP 3333)."""
        if environ.get("PATH_INFO") != PATH or environ["REQUEST_METHOD"] not in _METHODS:
            return self.application(environ, start_response)
        body = environ["wsgi.input"]
        request = Request(environ)
        request.max_content_length = self.source.settings.body_bytes
        try:
            response = answer_query(request, self.source)
        except Exception as error:  # noqa: BLE001  (whatever it is, Flask's handlers know it)
            return self._explained(error, environ)(environ, start_response)
        if response is None:
            if body.seekable():
                body.seek(0)
            return self.application(environ, start_response)
        return self.finish(response)(environ, start_response)

    def _explained(self, error: Exception, environ: "WSGIEnvironment") -> Response:
        with self.app.request_context(environ):
            response = self.app.make_response(self.app.handle_user_exception(error))
            return self.app.process_response(response)
