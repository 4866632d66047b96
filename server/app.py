"""The Flask application, made of its parts; nothing is opened before `create_app`."""

from typing import Any

from flask import Flask, Response, g, request
from markupsafe import Markup, escape

from mithaq.iris import THING, kebab, local_name
from mithaq.server import (
    assets,
    completion,
    documents,
    editor,
    graphstore,
    health,
    helppages,
    linkeddata,
    ontologyfiles,
    ontologypage,
    openapi,
    pages,
    protocol,
    questions,
    searching,
    wellknown,
)
from mithaq.server.cache import Cache
from mithaq.server.caching import Caching
from mithaq.server.context import (
    DIRECTIONS,
    give_back_snapshot,
    go,
    here,
    language,
    set_backend,
    set_metrics,
    settings,
)
from mithaq.server.forwarding import believing
from mithaq.server.layers import Layers
from mithaq.server.metrics import Metrics
from mithaq.server.names import page
from mithaq.server.problems import handle_problems
from mithaq.server.sources import Source
from mithaq.server.watching import Watching
from mithaq.server.words import words
from mithaq.times import print_time

POLICY = "Content-Security-Policy"
_HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Content-Type",
    "Access-Control-Expose-Headers": ("Content-Disposition, ETag, Link, Retry-After, X-Request-Id"),
    POLICY: (
        "default-src 'self'; base-uri 'none'; object-src 'none'; form-action 'self';"
        " frame-ancestors 'none'"
    ),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
"""Whoever may read this may read it from any site: nothing here is secret, there are no cookies."""

_SERVICE_DESCRIPTION = f'<{openapi.ADDRESS}>; rel="service-desc"; type="application/json"'
"""Where the service is described to programs (RFC 8631)."""

HEADERS = (*_HEADERS.items(), ("Link", _SERVICE_DESCRIPTION))
"""What every answer says."""


def create_app(backend: Source) -> Flask:
    """The application that answers from `backend`, which stays its caller's to close."""
    app = Flask(__name__, static_folder=None)
    assets.serve_assets(app)
    app.config["MAX_CONTENT_LENGTH"] = backend.settings.body_bytes
    app.jinja_env.filters["kind"] = kind
    app.jinja_env.filters["style"] = style
    app.jinja_env.filters["when"] = when
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    set_backend(app.extensions, backend)
    parts = (
        protocol,
        questions,
        completion,
        documents,
        editor,
        graphstore,
        health,
        helppages,
        linkeddata,
        ontologyfiles,
        ontologypage,
        openapi,
        pages,
        searching,
        wellknown,
    )
    for part in parts:
        app.register_blueprint(part.routes)
    app.before_request(lambda: protocol.refuse_long_address(request.environ, settings()))
    app.after_request(add_headers)
    app.teardown_request(give_back_snapshot)
    app.context_processor(page_context)
    handle_problems(app)
    cache = Cache(backend.settings.cache_bytes)
    metrics = Metrics(backend, cache)
    set_metrics(app.extensions, metrics)
    caching = Caching(app.wsgi_app, cache, lambda: backend.serving)
    app.wsgi_app = Layers(  # type: ignore[method-assign]
        app=app,
        source=backend,
        headers=HEADERS,
        believe=believing(backend.settings.trusted_proxies),
        watching=Watching(caching, metrics),
        caching=caching,
    )
    return app


def add_headers(response: Response) -> Response:
    """What every answer says to browsers."""
    for name, value in HEADERS:
        if name == "Link":
            response.headers.add(name, value)
        else:
            response.headers[name] = value
    if "style_nonce" in g:
        response.headers[POLICY] += f"; style-src 'self' 'nonce-{g.style_nonce}'"
        response.headers["Cache-Control"] = "no-store"
    if not response.headers.get("Vary"):
        response.headers["Vary"] = "Accept, Accept-Language"
    return response


def page_context() -> dict[str, Any]:
    """What every template has at hand."""
    lang = language()
    return {
        "lang": lang,
        "direction": DIRECTIONS[lang],
        "T": words(lang),
        "go": go,
        "here": here,
        "link": link,
        "page": page,
        "language_switch": _language_switch(lang),
    }


def link(text: str, target: str | None, lang: str = "", title: str = "") -> Markup:
    """`text`, isolated from the direction around it, leading to `target` where there is one.

    Pointing at it shows the `title`.
    """
    said = f' lang="{escape(lang)}"' if lang else ""
    isolated = f"<bdi{said}>{escape(text)}</bdi>"  # `Markup.format` takes five times as long
    shown = f' title="{escape(title)}"' if title else ""
    return Markup(  # noqa: S704  (of what is escaped)
        isolated if target is None else f'<a href="{escape(go(target))}"{shown}>{isolated}</a>'
    )


def kind(situation: str) -> str:
    """The kind of a situation, as it stands in its IRI: the name of its style."""
    return situation.removeprefix(THING).partition("/")[0]


def style(type_: str) -> str:
    """The name of the style of a class of situations: that of their kind."""
    return kebab(local_name(type_))


def when(edtf: str) -> str:
    """A time in the words of the page's language, as exact as it is told; as it is if not readable."""
    try:
        return print_time(edtf, language())
    except ValueError:
        return edtf


def _language_switch(lang: str) -> tuple[str, str]:
    """The other language, and this very page in it."""
    other = "en" if lang == "ar" else "ar"
    return other, here(lang=other)
