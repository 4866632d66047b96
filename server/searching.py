"""`/search`: what is called, said or titled so, as a page and as data; the hits are marked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, abort, render_template, request

from mithaq import iris
from mithaq.fulltext import marks
from mithaq.queries import answers
from mithaq.queries.answers import Answer
from mithaq.queries.searching import SEARCH, search
from mithaq.server.context import ask, language, snapshot
from mithaq.server.names import page, text
from mithaq.server.negotiation import CSV, HTML, JSON, JSON_LINES, MARKDOWN, SPARQL_JSON, TSV
from mithaq.server.offers import ENDINGS, alternates, offered
from mithaq.server.questions import SAVED, WRITERS, read_arguments, read_bom

routes = Blueprint("searching", __name__)

FORMATS = (JSON, SPARQL_JSON, CSV, TSV, JSON_LINES, MARKDOWN, HTML)
"""What the hits come as."""
_MANY = 200


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text, and whether it is what was searched for."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Found:
    """A text with its hits marked, and what bears it: (name, language, page) of one thing or more.

    `document` is the name and the marked place of a quote's document.
    """

    pieces: tuple[Piece, ...]
    language: str
    things: tuple[tuple[str, str, str | None], ...]
    document: tuple[str, str | None] | None


@routes.get("/search")
@routes.get("/search.<ending>")
def hits(ending: str | None = None) -> Response:
    """What the parameter q finds."""
    if ending is not None and ENDINGS.get(ending) not in FORMATS:
        abort(404, f"what is found comes as {', '.join(FORMATS)}")
    media_type = offered(request.headers.get("Accept"), FORMATS, ENDINGS.get(ending or ""))
    arguments = read_arguments(request.args)
    for_spreadsheets = read_bom(arguments)
    if media_type == HTML:
        arguments.setdefault("lang", language())
    answered = search(snapshot().find, ask, arguments)
    if media_type == HTML:
        body = _page(answered)
    elif media_type == CSV and for_spreadsheets:
        body = answers.spreadsheet_text(answered)
    else:
        body = WRITERS[media_type](answered)
    response = Response(body, mimetype=media_type)
    if media_type in SAVED:
        named = next(each for each, kind in ENDINGS.items() if kind == media_type)
        response.headers["Content-Disposition"] = f"attachment; filename=search.{named}"
    alternates(response, "/search", FORMATS, urlencode(arguments))
    return response


def _page(answered: Answer) -> str:
    given = answered.arguments
    rows = [
        dict(zip(answered.solutions.variables, row, strict=True)) for row in answered.solutions.rows
    ]
    limit = int(given.get("limit", SEARCH.parameters["limit"].default or 0))
    sections = []
    for kind, group in groupby(rows, key=lambda row: text(row["kind"])):
        found = list(group)
        more = len(found) == limit < _MANY
        sections.append((kind, _found(found, given["q"]), len(found), more))
    return render_template(
        "search.html",
        q=given["q"],
        sections=sections,
        many=str(_MANY),
        permalink={name: value for name, value in given.items() if name != "lang"},
    )


def _found(rows: Iterable[Mapping[str, Any]], searched: str) -> list[Found]:
    """The rows as the page shows them: a quote once, with all that it tells of."""
    shown: dict[tuple[str, str], Found] = {}
    for row in rows:
        said, claim = text(row["text"]), text(row["claim"])
        name = (text(row["thingName"]), row["thingName"].language or "", page(text(row["thing"])))
        key = (said, text(row["document"])) if claim else (said, text(row["thing"]))
        before = shown.get(key)
        shown[key] = Found(
            pieces=pieces(said, searched),
            language=row["text"].language or "",
            things=(*(before.things if before else ()), name),
            document=before.document if before else _place(row, claim),
        )
    return list(shown.values())


def _place(row: Mapping[str, Any], claim: str) -> tuple[str, str | None] | None:
    """Where the quote stands marked in its document."""
    if not claim:
        return None
    address = page(text(row["document"]))
    anchor = claim.rpartition("/")[2]
    known = text(row["document"]).startswith(iris.GRAPH)
    return text(row["documentName"]), f"{address}#c-{anchor}" if known else address


def pieces(said: str, searched: str) -> tuple[Piece, ...]:
    """`said` in pieces that together are `said`, those marked that `searched` finds."""
    cut: list[Piece] = []
    last = 0
    for start, end in marks(said, searched):
        cut += [Piece(said[last:start], marked=False), Piece(said[start:end], marked=True)]
        last = end
    cut.append(Piece(said[last:], marked=False))
    return tuple(piece for piece in cut if piece.text)
