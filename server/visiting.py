"""What `mithaq doctor --url` looks at: a server that runs, asked as its users and its guards ask it."""

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen

import mithaq
from mithaq.errors import ServerError
from mithaq.server.doctor import Check
from mithaq.server.negotiation import JSON, SPARQL_JSON

_QUESTION = "alliances"
_PATIENCE = 15.0  # seconds
_MOST = 10_000_000  # bytes of an answer
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'self'",
    "Access-Control-Allow-Origin": "*",
    "X-Request-Id": "",
    "ETag": "",
}
"""What an answer's headers hold, or begin with."""


@dataclass(frozen=True, slots=True)
class _Reply:
    status: int
    headers: Message
    body: bytes
    seconds: float

    @property
    def json(self) -> Any:
        """The body as JSON; None where it is none."""
        try:
            return json.loads(self.body)
        except ValueError:
            return None


def visit(url: str) -> Iterator[Check]:
    """Ask the server at `url` for its health, a question, a query; ServerError for a bad address."""
    base = _base(url)
    health = _get(f"{base}/healthz")
    if isinstance(health, str):
        advice = "start it with `mithaq serve`, or look at its log"
        yield Check("server", "failure", f"{base}: {health}", advice)
        return
    yield _health(health)
    ready = _get(f"{base}/readyz")
    if isinstance(ready, _Reply) and ready.status in (403, 404):
        yield Check("ready", "ok", "told to its own machine alone")
    else:
        yield _answers(
            "ready", ready, JSON, "its workers, or its backend, do not answer: see its log"
        )
    question = _get(f"{base}/queries/{_QUESTION}.json", Accept=JSON)
    yield _answers("question", question, JSON, "see its log, and `mithaq doctor` on its machine")
    asked = urlencode({"query": "ASK { ?s ?p ?o }"})
    query = _get(f"{base}/sparql?{asked}", Accept=SPARQL_JSON)
    checked = _answers("query", query, SPARQL_JSON, "see its log, and `mithaq doctor` there")
    if isinstance(query, _Reply) and checked.status == "ok" and not _is_true(query.json):
        checked = Check("query", "failure", "the graph is empty", "`mithaq build` on its machine")
    yield checked
    if isinstance(question, _Reply) and question.status == 200:  # noqa: PLR2004
        yield _headers(question)
        yield _again(f"{base}/queries/{_QUESTION}.json", question.headers.get("ETag", ""))


def _base(url: str) -> str:
    try:
        parts = urlsplit(url)
        is_good = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_good = False
    if not is_good or parts.query or parts.fragment:
        raise ServerError(f"{url!r} is no server's address: give one such as http://127.0.0.1:8000")
    return url.rstrip("/")


def _get(address: str, **headers: str) -> _Reply | str:
    """The answer, or why there is none."""
    begin = time.monotonic()
    try:
        with urlopen(Request(address, headers=headers), timeout=_PATIENCE) as response:  # noqa: S310
            body = response.read(_MOST)
            return _Reply(response.status, response.headers, body, time.monotonic() - begin)
    except HTTPError as error:
        with error:
            seconds = time.monotonic() - begin
            return _Reply(error.code, error.headers, error.read(_MOST), seconds)
    except URLError as error:
        return str(getattr(error.reason, "strerror", None) or error.reason)
    except TimeoutError:
        return f"silent for {_PATIENCE:g} seconds"
    except (OSError, HTTPException) as error:
        return f"it breaks off ({type(error).__name__})"


def _health(reply: _Reply) -> Check:
    told = reply.json
    if reply.status in (403, 404):
        return Check("server", "ok", "it answers, and tells its health to its own machine alone")
    if not isinstance(told, dict) or told.get("status") != "ok":
        advice = "ask the address that `mithaq serve` prints"
        return Check("server", "failure", f"it answers {reply.status}, but not as Mithaq", advice)
    sizes = [f"{told[name]} {name}" for name in ("documents", "quads") if name in told]
    found = ", ".join([f"version {told['version']}, {told['generation']}", *sizes])
    if told["version"] != mithaq.__version__:
        advice = "start it anew where it was meant to be the same"
        return Check("server", "warning", f"{found}; here is {mithaq.__version__}", advice)
    return Check("server", "ok", found)


def _answers(name: str, reply: _Reply | str, media_type: str, advice: str) -> Check:
    if isinstance(reply, str):
        return Check(name, "failure", reply, advice)
    kind = reply.headers.get("Content-Type", "").partition(";")[0]
    if reply.status != 200:  # noqa: PLR2004
        told = reply.json
        detail = told.get("detail", "") if isinstance(told, dict) else ""
        return Check(name, "failure", f"{reply.status} {detail}".strip(), advice)
    if kind != media_type or reply.json is None:
        return Check(name, "failure", f"it sends {kind or 'no type'}, not {media_type}", advice)
    return Check(name, "ok", f"answered in {reply.seconds * 1000:.0f} ms")


def _is_true(told: Any) -> bool:
    return isinstance(told, dict) and told.get("boolean") is True


def _headers(reply: _Reply) -> Check:
    missing = [
        name
        for name, begin in _HEADERS.items()
        if not (value := reply.headers.get(name)) or not value.startswith(begin)
    ]
    if missing:
        advice = "let the proxy before it pass them on"
        return Check("headers", "warning", f"missing or changed: {', '.join(missing)}", advice)
    return Check("headers", "ok", "as the server sets them")


def _again(address: str, tag: str) -> Check:
    reply = _get(address, Accept=JSON, **{"If-None-Match": tag})
    if isinstance(reply, _Reply) and reply.status == 304:  # noqa: PLR2004
        return Check("cache", "ok", "what a client has already is not sent again (304)")
    found = reply if isinstance(reply, str) else f"{reply.status} where 304 was due"
    return Check("cache", "warning", found, "let the proxy before it pass ETags on")
