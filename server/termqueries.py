"""What can be asked with a term: the questions that use it, a query prepared for it, how much there is."""

import re
from collections.abc import Mapping
from functools import cache

from pyoxigraph import Literal, NamedNode

from mithaq.errors import QueryError
from mithaq.iris import ONTOLOGY
from mithaq.ontology.overview import INDIVIDUALS
from mithaq.queries.questions import Question, question, questions
from mithaq.queries.solutions import Ask
from mithaq.server.glossary import Term
from mithaq.server.statements import classes_in, objects

_PREFIXES = f"""PREFIX mq: <{ONTOLOGY}>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""
_THINGS = (
    _PREFIXES
    + """SELECT ?thing ?name
WHERE {
  ?thing a mq:TERM .
  OPTIONAL { ?thing rdfs:label ?name FILTER(LANG(?name) = "LANGUAGE") }
}
ORDER BY ?name ?thing
LIMIT 100
"""
)
_CLAIMS = (
    _PREFIXES
    + """SELECT ?document ?claim ?quote
WHERE {
  GRAPH ?document { ?claim a mq:TERM ; mq:quote ?quote }
}
ORDER BY ?document ?claim
LIMIT 100
"""
)
_IN_GRAPH = (
    _PREFIXES
    + """SELECT ?thing ?property ?value
WHERE {
  GRAPH ?graph { ?thing a mq:TERM ; ?property ?value }
}
ORDER BY ?thing ?property
LIMIT 100
"""
)
_PAIRS = (
    _PREFIXES
    + """SELECT ?thing ?value
WHERE {
  ?thing mq:TERM ?value .
}
LIMIT 100
"""
)
_SAID = (
    _PREFIXES
    + """SELECT ?graph ?thing ?value
WHERE {
  GRAPH ?graph { ?thing mq:TERM ?value }
}
LIMIT 100
"""
)
_USES = (
    _PREFIXES
    + """SELECT ?thing ?property
WHERE {
  { ?thing ?property mq:TERM } UNION { GRAPH ?document { ?thing ?property mq:TERM } }
}
LIMIT 100
"""
)
_TERM = re.compile(r"\bmq:(\w+)")
_IN_GRAPHS = frozenset({"Claim", "Mention", "Decision"})
"""Classes whose individuals stand in graphs of their own: a document's, the reviewers'."""
_ALSO_IN_GRAPHS = frozenset(
    {"quote", "prefix", "suffix", "timeText", "decidedBy", "reason", "correction"}
)
"""Annotation properties of these: they have no domain that says so."""


def individuals(ask: Ask) -> Mapping[str, int] | None:
    """How many individuals each class has, by local name; None where counting takes too long."""
    try:
        rows = ask(INDIVIDUALS).rows
    except QueryError:
        return None
    return {
        kind.value.removeprefix(ONTOLOGY): int(count.value)
        for kind, count in rows
        if isinstance(kind, NamedNode) and isinstance(count, Literal)
    }


def questions_with(local: str) -> tuple[Question, ...]:
    """The canned questions whose query names the term, those that name the fewest others first."""
    found = sorted((len(named), name) for name, named in _named().items() if local in named)
    return tuple(question(name) for _, name in found)


@cache
def _named() -> Mapping[str, frozenset[str]]:
    """The terms that the query of each question names."""
    return {name: frozenset(_TERM.findall(each.sparql)) for name, each in questions().items()}


def query_for(each: Term, language: str) -> str:
    """A query whose answer is what the graph has of a term."""
    query = _query(each).replace("TERM", each.name)
    return query.replace("LANGUAGE", language)


def _query(each: Term) -> str:
    match each.kind:
        case "class":
            if each.name in ("Claim", "Mention"):
                return _CLAIMS
            return _IN_GRAPH if each.name in _IN_GRAPHS else _THINGS
        case "individual":
            return _USES
        case _:
            return _SAID if _is_said(each) else _PAIRS


def _is_said(each: Term) -> bool:
    """Whether a property is one of claims, mentions or decisions, which stand in graphs of their own."""
    found = (iri for node in objects(each.iri, "rdfs:domain") for iri in classes_in(node))
    domains = {iri.removeprefix(ONTOLOGY) for iri in found}
    return each.name in _ALSO_IN_GRAPHS or bool(domains & _IN_GRAPHS)
