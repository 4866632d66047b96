"""`/help`: how to read the answers and to ask in other ways; the texts and queries are templates."""

from functools import cache
from importlib.resources import files

from flask import Blueprint, Response, abort, redirect, render_template, request
from werkzeug.wrappers import Response as BaseResponse

from mithaq.iris import PREFIXES
from mithaq.queries.questions import question, questions
from mithaq.server.context import go, language, settings
from mithaq.server.snippets import snippets, sparql_snippet

routes = Blueprint("help", __name__)

TOPICS = ("reading", "querying", "protege", "documents", "keyboard")
QUERIES = ("withdrawals", "quotes", "announced", "dates")
_ASKED = "which-members-withdrew"
_PREFIXES = ("mq", "rdfs", "skos", "dct", "xsd")


@routes.get("/help")
def first() -> BaseResponse:
    """The first of the pages."""
    return redirect(go(f"/help/{TOPICS[0]}"), 303)


@routes.get("/help/<topic>")
def page(topic: str) -> Response:
    """The page of a topic, in the reader's language."""
    if topic not in TOPICS:
        abort(404, f"there is help on {', '.join(TOPICS)}")
    lang, root = language(), request.url_root.rstrip("/")
    queries = {name: read(f"{name}.rq").replace("LANGUAGE", lang) for name in QUERIES}
    told = {each.name: each.code for each in snippets(question(_ASKED), {"lang": lang}, root)}
    return Response(
        render_template(
            "help.html",
            topic=topic,
            topics=TOPICS,
            questions=questions(),
            queries=queries,
            root=root,
            prefixes="\n".join(f"PREFIX {each}: <{PREFIXES[each]}>" for each in _PREFIXES),
            curl=f"{sparql_snippet(queries['withdrawals'], root)}\n\n{told['curl']}",
            python=told["Python"],
            r=told["R"],
            toml=read("documents.toml"),
            deadline=f"{settings().queries.deadline:g}",
            rows=f"{settings().answer_rows:,}",
        )
    )


@cache
def read(name: str) -> str:
    """A file beside the texts."""
    file = files("mithaq.server").joinpath("templates", "help", name)
    return file.read_text(encoding="utf-8").rstrip()
