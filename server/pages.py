"""The pages that stand alone: home, the editor, and the server's health."""

from flask import Blueprint, Response, render_template, request

import mithaq
from mithaq.queries.questions import questions
from mithaq.server.context import snapshot
from mithaq.server.documents import describe
from mithaq.server.offers import send_json
from mithaq.server.questions import themes

routes = Blueprint("pages", __name__)


@routes.get("/")
def home() -> str:
    """What this is, what can be asked, what was read."""
    generation = snapshot().generation
    documents = describe(generation.documents)
    return render_template(
        "home.html",
        themes=themes(),
        documents=documents,
        claims=sum(int(each["claims"] or 0) for each in documents),
        generation=generation,
    )


@routes.get("/healthz")
def health() -> Response:
    """Whether the server answers, and from what."""
    generation = snapshot().generation
    return send_json(
        {
            "status": "ok",
            "generation": generation.name,
            "documents": len(generation.documents),
            "quads": generation.quads,
            "version": mithaq.__version__,
        }
    )


@routes.get("/editor")
def editor() -> str:
    """A box for SPARQL."""
    return render_template(
        "editor.html", questions=questions().values(), query=request.args.get("query", "")
    )
