"""The pages that stand alone: home and the editor."""

from flask import Blueprint, render_template, request

from mithaq.queries.questions import questions
from mithaq.server.context import snapshot
from mithaq.server.documents import describe
from mithaq.server.questions import themes

routes = Blueprint("pages", __name__)


@routes.get("/")
def home() -> str:
    """What this is, what can be asked, what was read."""
    documents = describe(snapshot().generation.documents)
    return render_template(
        "home.html",
        themes=themes(),
        documents=documents,
        claims=sum(int(each["claims"] or 0) for each in documents),
        statements=snapshot().sizes.get("quads"),
    )


@routes.get("/editor")
def editor() -> str:
    """A box for SPARQL."""
    return render_template(
        "editor.html", questions=questions().values(), query=request.args.get("query", "")
    )
