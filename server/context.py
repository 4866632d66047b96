"""What a request has at hand: the generation it is answered from, and its language."""

import secrets
from collections.abc import Mapping
from typing import Literal, cast
from urllib.parse import urlencode

from flask import current_app, g, request

from mithaq.queries.solutions import Solutions
from mithaq.server.metrics import Metrics
from mithaq.server.negotiation import choose_language
from mithaq.server.settings import Settings
from mithaq.server.sources import Snapshot, Source

Language = Literal["en", "ar"]
LANGUAGES: tuple[Language, ...] = ("en", "ar")
DIRECTIONS: Mapping[str, str] = {"en": "ltr", "ar": "rtl", "fa": "rtl", "he": "rtl", "ur": "rtl"}
_BACKEND = "mithaq"
_METRICS = "mithaq-metrics"


def set_backend(extensions: dict[str, object], backend: Source) -> None:
    """Make `backend` the one that the application's requests are answered by."""
    extensions[_BACKEND] = backend


def backend() -> Source:
    """Where answers come from."""
    return cast("Source", current_app.extensions[_BACKEND])


def set_metrics(extensions: dict[str, object], metrics: Metrics) -> None:
    """Make `metrics` what the application counts with."""
    extensions[_METRICS] = metrics


def metrics() -> Metrics:
    """What is counted."""
    return cast("Metrics", current_app.extensions[_METRICS])


def settings() -> Settings:
    """The limits of this server."""
    return backend().settings


def snapshot() -> Snapshot:
    """The generation of this request: one and the same until its end."""
    if "snapshot" not in g:
        g.snapshot = backend().take()
    return cast("Snapshot", g.snapshot)


def give_back_snapshot(_error: BaseException | None = None) -> None:
    """End this request's use of its generation."""
    if (taken := g.pop("snapshot", None)) is not None:
        backend().give_back(taken)


def style_nonce() -> str:
    """What a `<style>` that a script makes has to bear on this page, which then is not kept."""
    if "style_nonce" not in g:
        g.style_nonce = secrets.token_urlsafe(16)
    return cast("str", g.style_nonce)


def ask(sparql: str) -> Solutions:
    """The solutions of a query of ours, from this request's generation."""
    return snapshot().ask(sparql)


def asked_language() -> Language | None:
    """The language that the address names, if it names one of ours."""
    lang = request.args.get("lang")
    return next((language for language in LANGUAGES if language == lang), None)


def language() -> Language:
    """The language of a page: the address's, else the browser's, else English."""
    accepted = choose_language(request.headers.get("Accept-Language"), LANGUAGES)
    return asked_language() or cast("Language | None", accepted) or "en"


def go(path: str, **arguments: str) -> str:
    """An address of this server that keeps the language which the reader asked for.

    The fragment, if any, stays at the end.
    """
    if not path.startswith("/"):
        return path
    if "kept" not in g:  # pages have thousands of addresses
        g.kept = {"lang": lang} if (lang := asked_language()) else {}
        g.kept_query = f"?{urlencode(g.kept)}" if g.kept else ""
    query = f"?{urlencode(arguments | g.kept)}" if arguments else g.kept_query
    address, mark, fragment = path.partition("#")
    return f"{address}{query}{mark}{fragment}"


def here(**arguments: str) -> str:
    """The address of this request with other `arguments` beside its own; an empty one is left out."""
    given = [(k, v) for k, v in request.args.items(multi=True) if k not in arguments]
    query = urlencode([*given, *((k, v) for k, v in arguments.items() if v)])
    return f"{request.path}{'?' if query else ''}{query}"
