"""The application with what stands around it, and what a front server may know of that."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from flask import Flask

from mithaq.server.caching import Caching
from mithaq.server.sources import Source
from mithaq.server.watching import Watching

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment


Believe = Callable[["WSGIEnvironment"], "WSGIEnvironment"]

_SEEN = "mithaq.seen"


@dataclass(frozen=True, slots=True)
class Layers:
    """A WSGI application: each request is watched, then looked up, then answered by `app`."""

    app: Flask
    source: Source
    """What answers are made from."""
    headers: Sequence[tuple[str, str]]
    """What all of them say."""
    believe: Believe
    """Sees a request as the proxy has that it came by."""
    watching: Watching
    caching: Caching

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer a request (PEP 3333)."""
        if not environ.get(_SEEN):
            self.see(environ)
        return self.watching(environ, start_response)

    def see(self, environ: "WSGIEnvironment") -> None:
        """See a request as it was sent, once; for who asks the layers one by one."""
        self.believe(environ)
        environ[_SEEN] = True


def layers(app: Flask) -> Layers:
    """What stands around an application of ours."""
    return cast("Layers", app.wsgi_app)
