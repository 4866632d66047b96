"""`/static/…`: what pages are made with, at addresses that name the content and so last for ever."""

from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from flask import Flask, Response, abort, request

ENDPOINT = "static"
"""The name by which templates ask for the address: `url_for('static', filename='style.css')`."""

_VENDOR = "vendor/"
"""What others made stands in folders that are called after its version, and never changes there."""
_MEDIA_TYPES = {
    "css": "text/css",
    "js": "text/javascript",
    "json": "application/json",
    "svg": "image/svg+xml",
    "txt": "text/plain",
    "woff2": "font/woff2",
}
_LASTING = "public, max-age=31536000, immutable"


def serve_assets(app: Flask) -> None:
    """Have `app` send the files; made with `static_folder=None`, it sends none of its own."""
    app.add_url_rule("/static/<path:filename>", ENDPOINT, asset)
    app.url_defaults(_name_content)


def asset(filename: str) -> Response:
    """One file; 404 where there is none of that name."""
    if filename not in _files():
        abort(404, f"there is no file {filename[:200]!r}")
    response = Response(
        _files()[filename].read_bytes(),
        mimetype=_MEDIA_TYPES.get(filename.rpartition(".")[2], "application/octet-stream"),
    )
    if filename.startswith(_VENDOR) or request.args.get("v") == fingerprint(filename):
        response.headers["Cache-Control"] = _LASTING
    return response


@cache
def fingerprint(filename: str) -> str:
    """The beginning of the file's SHA-256; the same content has the same."""
    return sha256(_files()[filename].read_bytes()).hexdigest()[:12]


@cache
def _files() -> dict[str, Traversable]:
    """Every file there is, by its path below `static`; nothing else can be asked for."""
    return dict(_below(files("mithaq.server").joinpath("static"), ""))


def _below(folder: Traversable, path: str) -> list[tuple[str, Traversable]]:
    found: list[tuple[str, Traversable]] = []
    for each in folder.iterdir():
        if each.is_dir():
            found += _below(each, f"{path}{each.name}/")
        else:
            found.append((path + each.name, each))
    return found


def _name_content(endpoint: str, arguments: dict[str, Any]) -> None:
    """Put the fingerprint into the addresses that templates ask for."""
    filename = arguments.get("filename")
    if endpoint == ENDPOINT and filename in _files() and not str(filename).startswith(_VENDOR):
        arguments.setdefault("v", fingerprint(str(filename)))
