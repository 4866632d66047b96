"""How much there is: what the first page and the ontology's ask of every graph, so that a build prepares it."""

from collections.abc import Mapping

from pyoxigraph import NamedNode

from mithaq.iris import ONTOLOGY
from mithaq.ontology.facttypes import fact_types

INDIVIDUALS = f"""
PREFIX mq: <{ONTOLOGY}>
SELECT ?class (COUNT(?one) AS ?count)
WHERE {{
  {{ ?one a ?class }} UNION {{ VALUES ?class {{ mq:Claim mq:Mention mq:Decision }} GRAPH ?graph {{ ?one a ?class }} }}
  FILTER(STRSTARTS(STR(?class), "{ONTOLOGY}"))
}}
GROUP BY ?class
"""
"""How many individuals each class has."""
DOCUMENTS = """
PREFIX mq: <https://w3id.org/mithaq/ontology#>
PREFIX dct: <http://purl.org/dc/terms/>
SELECT ?id ?date
WHERE {
  ?document a mq:Document ; dct:identifier ?id .
  OPTIONAL { ?document mq:edtf ?date }
}
"""
"""Every document with its date, in no order."""
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


def figures() -> str:
    """The query for how many facts and situations there are, and the alliances and states in these."""
    roles = {role.property for each in fact_types().values() for role in each.roles}
    path = "|".join(map(str, map(NamedNode, sorted(each for each in roles if ":" in each))))
    return _FIGURES.replace("ROLES", f"({path})")


def overview() -> Mapping[str, str]:
    """What is asked of every graph, by what it is for."""
    return {
        "the figures of the graph": figures(),
        "the number of individuals of each class": INDIVIDUALS,
        "the dates of the documents": DOCUMENTS,
    }
