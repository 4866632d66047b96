"""The pages that stand alone: home and the editor."""

from collections.abc import Mapping

from flask import Blueprint, render_template, request

from mithaq.queries.questions import questions
from mithaq.server.context import ask, language, snapshot
from mithaq.server.dataset import DOWNLOADS, schema_org
from mithaq.server.documents import describe, titled
from mithaq.server.names import text
from mithaq.server.questions import themes
from mithaq.server.words import words

routes = Blueprint("pages", __name__)

NEWEST = 6
"""How many documents stand on the first page."""

_NEWEST = f"""
PREFIX mq: <https://w3id.org/mithaq/ontology#>
PREFIX dct: <http://purl.org/dc/terms/>
SELECT ?id
WHERE {{
  ?document a mq:Document ; dct:identifier ?id .
  OPTIONAL {{ ?document mq:edtf ?date }}
}}
ORDER BY DESC(?date) ?id
LIMIT {NEWEST}
"""
_FIGURES = """
PREFIX mq: <https://w3id.org/mithaq/ontology#>
SELECT ?facts ?situations ?alliances ?states
WHERE {
  { SELECT (COUNT(?claim) AS ?facts) WHERE { GRAPH ?document { ?claim a mq:Claim } } }
  { SELECT (COUNT(DISTINCT ?situation) AS ?situations) WHERE { ?situation a mq:Situation } }
  { SELECT (COUNT(?alliance) AS ?alliances) WHERE {
      ?alliance a mq:Alliance . FILTER EXISTS { ?one ?role ?alliance . ?one a mq:Situation }
  } }
  { SELECT (COUNT(?state) AS ?states) WHERE {
      ?state a mq:State . FILTER EXISTS { ?one ?role ?state . ?one a mq:Situation }
  } }
}
"""


@routes.get("/")
def home() -> str:
    """What this is, what can be asked, what was read."""
    generation = snapshot().generation
    newest = [text(row[0]) for row in ask(_NEWEST).rows]
    described = {each["id"]: each for each in titled(describe(newest))} if newest else {}
    return render_template(
        "home.html",
        themes=themes(),
        documents=[described[each] for each in newest if each in described],
        figures={"documents": len(generation.documents), **_figures()},
        downloads=DOWNLOADS,
        dataset=schema_org(words(language())["purpose"], request.url_root, generation.name),
    )


@routes.get("/editor")
def editor() -> str:
    """A box for SPARQL."""
    return render_template(
        "editor.html", questions=questions().values(), query=request.args.get("query", "")
    )


def _figures() -> Mapping[str, int]:
    """How many facts and situations there are, and how many alliances and states they tell of."""
    found = ask(_FIGURES)
    return {
        name: int(text(value)) for name, value in zip(found.variables, found.rows[0], strict=True)
    }
