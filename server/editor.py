"""`/editor`: SPARQL written by hand, and its answer as a table, a picture, a text or a file.

All of it is a form that works without a script; with one the page asks for the answer alone.
"""

from contextlib import closing
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from flask import Blueprint, Response, render_template, request

from mithaq.errors import MithaqError, QueryError, QuerySyntaxError
from mithaq.iris import PREFIXES
from mithaq.queries.bind import bind
from mithaq.queries.questions import VIEWS, question, questions, without_header
from mithaq.server import guard, sources, wire
from mithaq.server.context import backend, language, settings, snapshot, style_nonce
from mithaq.server.editoranswer import TABLE, Told, tell
from mithaq.server.environ import GONE, REFUSED
from mithaq.server.negotiation import CSV, GRAPHS, SOLUTIONS, SPARQL_JSON, TURTLE
from mithaq.server.offers import ENDINGS
from mithaq.server.pictures.drawing import has_picture
from mithaq.server.problems import kind_of, status_of
from mithaq.server.protocol import send
from mithaq.server.questionpage import localise

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

routes = Blueprint("editor", __name__)

PATH = "/editor"
FORMS = {
    "json": SPARQL_JSON,
    "csv": ENDINGS["csv"],
    "tsv": ENDINGS["tsv"],
    "xml": "application/sparql-results+xml",
    **{ending: ENDINGS[ending] for ending in ("ttl", "nt", "jsonld", "rdf")},
}
"""What an answer is shown or saved as, beside a table: endings with their media types."""
_FIRST = """SELECT ?situation ?situationName ?time
WHERE {
  ?situation a mq:AssistanceRequest ; mq:edtf ?time ; rdfs:label ?situationName .
  FILTER(LANG(?situationName) = "LANGUAGE")
}
ORDER BY ?time ?situationName
LIMIT 100
"""


def asks_by_form(environ: "WSGIEnvironment") -> bool:
    """Whether a request asks a free query, to be answered as a page."""
    return environ.get("PATH_INFO") == PATH and environ["REQUEST_METHOD"] == "POST"


@routes.get(PATH)
def editor() -> Response:
    """A box for SPARQL: with the query, or the question, that the address names."""
    asked = request.args.get("question")
    query = request.args.get("query") or (_filled(asked) if asked else _first())
    return _page(query, _shape())


@routes.post(PATH)
def run() -> Response:
    """The answer to the query in the box, on the page, by itself (`part`), or as a file (`save`).

    What is wrong with the query is told beside it.
    """
    given = request.form
    query = given.get("query", "").replace("\r\n", "\n")
    shape = _shape()
    try:
        if given.get("save"):
            return _saved(_ask(query, FORMS.get(shape, CSV)))
        answer = _ask(query, FORMS.get(shape, SPARQL_JSON))
        with closing(answer.pieces) as pieces:
            told = tell(answer.media_type or "", b"".join(pieces), query, shape)
    except MithaqError as error:
        return _page(query, shape, error=error)
    return _page(query, shape, told=told)


def _shape() -> str:
    """What the answer is to be shown as."""
    chosen = request.values.get("as", TABLE)
    return chosen if chosen in (*VIEWS, *FORMS) else TABLE


def _page(
    query: str, shape: str, *, told: Told | None = None, error: MithaqError | None = None
) -> Response:
    sentence, _, excerpt = str(error or "").partition("\n")
    status = status_of(error) if error else HTTPStatus.OK
    answer = {
        "told": told,
        "problem": sentence,
        "kind": kind_of(error) if error else "",
        "status": status,
        "excerpt": excerpt,
        "place": (error.line, error.column) if isinstance(error, QuerySyntaxError) else None,
    }
    if request.form.get("part"):
        # A script reads what is wrong from the page; a browser would log another status as its failing.
        headers = {"Cache-Control": "no-store"} if error else {}
        return Response(render_template("answer.html", **answer), headers=headers)
    other = "en" if language() == "ar" else "ar"
    rest = {} if shape == TABLE else {"as": shape}
    kept = {}
    if request.form:
        kept["language_switch"] = (other, _address(query, **rest, lang=other))
    return Response(
        render_template(
            "editor.html",
            **answer,
            query=query,
            shape=shape,
            forms=(*VIEWS, *FORMS),
            questions=questions().values(),
            asked=request.args.get("question"),
            nonce=style_nonce(),
            link_here=_address(query, **rest, lang=language()),
            **kept,
        ),
        status,
    )


def _address(query: str, **arguments: str) -> str:
    """The address of the page with `query` in its box; without, where it would be too long."""
    address = f"{PATH}?{urlencode({'query': query, **arguments})}"
    fits = len(address) <= settings().url_bytes
    return address if fits else f"{PATH}?{urlencode(arguments)}"


def _first() -> str:
    used = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in ("mq", "rdfs"))
    return used + _FIRST.replace("LANGUAGE", language())


def _filled(name: str) -> str:
    """The query of a question, in the page's language, with the arguments in the address."""
    asked = question(name)
    given = {key: value for key, value in request.args.items() if key != "question"}
    arguments, _ = localise(asked, given)
    sparql = without_header(bind(asked, arguments, lookup=snapshot().lookup))
    view = f"#+ view: {asked.view}\n" if has_picture(asked) else ""
    return f"# {asked.question[language()]}\n{view}{sparql}"


def _ask(query: str, wanted: str) -> sources.Answer:
    """The answer to `query` as the media type `wanted`, or as the one nearest to it."""
    if REFUSED in request.environ:
        raise request.environ[REFUSED]
    if not query.strip():
        raise QueryError("there is no query; write one into the box")
    guard.check(query, settings().limits)
    asked = wire.Query(
        query,
        solutions=wanted if wanted in SOLUTIONS.values() else SPARQL_JSON,
        graph=wanted if wanted in GRAPHS else TURTLE,
        base=f"{request.url_root}sparql",
    )
    gone = request.environ.get(GONE, lambda: False)
    return sources.answer(backend(), asked, gone=gone)


def _saved(answer: sources.Answer) -> Response:
    """The answer as a file."""
    response = send(answer, request.environ)
    ending = next(each for each, kind in FORMS.items() if kind == answer.media_type)
    response.headers["Content-Disposition"] = f"attachment; filename=answer.{ending}"
    return response
