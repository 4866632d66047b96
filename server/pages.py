"""The pages that stand alone: home and the editor."""

from collections.abc import Mapping

from flask import Blueprint, render_template, request
from pyoxigraph import NamedNode

from mithaq.ontology.facttypes import fact_types
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

_NEWEST = """
PREFIX mq: <https://w3id.org/mithaq/ontology#>
PREFIX dct: <http://purl.org/dc/terms/>
SELECT ?id ?date
WHERE {
  ?document a mq:Document ; dct:identifier ?id .
  OPTIONAL { ?document mq:edtf ?date }
}
"""
_FIGURES = """
PREFIX mq: <https://w3id.org/mithaq/ontology#>
SELECT ?facts ?situations ?alliances ?states
WHERE {
  { SELECT (COUNT(?claim) AS ?facts) WHERE { GRAPH ?document { ?claim mq:about ?one } } }
  { SELECT (COUNT(?one) AS ?situations) WHERE { ?one a mq:Situation } }
  { SELECT (COUNT(?alliance) AS ?alliances) WHERE {
      ?alliance a mq:Alliance . FILTER EXISTS { ?one ROLES ?alliance }
  } }
  { SELECT (COUNT(?state) AS ?states) WHERE {
      ?state a mq:State . FILTER EXISTS { ?one ROLES ?state }
  } }
}
"""


@routes.get("/")
def home() -> str:
    """What this is, what can be asked, what was read."""
    generation = snapshot().generation
    dated = sorted(((text(date), text(id_)) for id_, date in ask(_NEWEST).rows), reverse=True)
    newest = [id_ for _, id_ in dated[:NEWEST]]
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
    roles = {role.property for each in fact_types().values() for role in each.roles}
    path = "|".join(map(str, map(NamedNode, sorted(each for each in roles if ":" in each))))
    found = ask(_FIGURES.replace("ROLES", f"({path})"))
    return {
        name: int(text(value)) for name, value in zip(found.variables, found.rows[0], strict=True)
    }
