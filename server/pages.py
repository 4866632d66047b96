"""The first page."""

from collections.abc import Mapping

from flask import Blueprint, render_template, request

from mithaq.ontology.overview import figures
from mithaq.server.context import ask, language, snapshot
from mithaq.server.dataset import DOWNLOADS, schema_org
from mithaq.server.documents import listing, newest
from mithaq.server.names import text
from mithaq.server.questions import themes
from mithaq.server.words import words

routes = Blueprint("pages", __name__)

NEWEST = 6
"""How many documents stand on the first page."""


@routes.get("/")
def home() -> str:
    """What this is, what can be asked, what was read."""
    generation = snapshot().generation
    return render_template(
        "home.html",
        themes=themes(),
        documents=listing(newest()[:NEWEST]),
        figures={"documents": len(generation.documents), **_figures()},
        downloads=DOWNLOADS,
        dataset=schema_org(words(language())["purpose"], request.url_root, generation.name),
    )


def _figures() -> Mapping[str, int]:
    """How many facts and situations there are, and how many alliances and states they tell of."""
    found = ask(figures())
    return {
        name: int(text(value)) for name, value in zip(found.variables, found.rows[0], strict=True)
    }
