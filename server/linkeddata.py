"""`/id/…`: one thing, as a page or as RDF: what is said of it, what points to it, on what evidence."""

from collections.abc import Sequence

from flask import Blueprint, Response, redirect, request
from pyoxigraph import NamedNode, RdfFormat, parse
from werkzeug.wrappers import Response as BaseResponse

from mithaq import iris
from mithaq.errors import NotFoundError
from mithaq.iris import PREFIXES, THING, term
from mithaq.queries.solutions import Term
from mithaq.server.context import ask, go, snapshot
from mithaq.server.description import write
from mithaq.server.evidence import evidence_part
from mithaq.server.names import page, values
from mithaq.server.negotiation import GRAPHS, HTML
from mithaq.server.offers import offered, split_suffix
from mithaq.server.thingpage import INCOMING, thing_page

routes = Blueprint("linkeddata", __name__)

_MOST = 5_000
"""How many links to a thing are looked at."""

_OUTGOING = """
SELECT DISTINCT ?property ?value
WHERE {
  VALUES ?thing { IRI }
  { ?thing ?property ?value } UNION { GRAPH ?document { ?thing ?property ?value } }
}
"""
_INCOMING = f"""
SELECT ?property ?other
WHERE {{
  VALUES ?thing {{ IRI }}
  ?other ?property ?thing .
}}
LIMIT {_MOST}
"""
_DESCRIPTION = f"""
PREFIX mq: <https://w3id.org/mithaq/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
CONSTRUCT {{
  ?thing ?property ?value .
  ?value rdfs:label ?valueLabel .
  ?other ?toThing ?thing .
  ?other rdfs:label ?otherLabel .
  ?claim ?claimProperty ?claimValue .
  ?claim mq:inDocument ?document .
}}
WHERE {{
  VALUES ?thing {{ IRI }}
  {{
    ?thing ?property ?value .
    OPTIONAL {{ ?value rdfs:label ?valueLabel }}
  }} UNION {{
    VALUES ?kind {{ mq:Claim mq:Mention }}
    GRAPH ?document {{ ?thing a ?kind ; ?property ?value }}
    BIND(?thing AS ?claim)
  }} UNION {{
    {{
      SELECT ?other ?toThing ?thing
      WHERE {{ VALUES ?thing {{ IRI }} ?other ?toThing ?thing }}
      ORDER BY ?toThing ?other
      LIMIT {INCOMING}
    }}
    OPTIONAL {{ ?other rdfs:label ?otherLabel }}
  }} UNION {{
    GRAPH ?document {{ ?claim mq:about ?thing ; ?claimProperty ?claimValue }}
  }}
}}
"""
_GRAPH = """
CONSTRUCT { ?document ?property ?value . ?claim ?claimProperty ?claimValue }
WHERE {
  VALUES ?document { IRI }
  { ?document ?property ?value }
  UNION { GRAPH ?document { ?claim ?claimProperty ?claimValue } }
}
"""
_TYPE = PREFIXES["rdf"] + "type"


@routes.get("/id/<path:path>")
def thing(path: str) -> BaseResponse:
    """One thing, as the ending or the Accept header asks."""
    path, suffix = split_suffix(path)
    media_type = offered(request.headers.get("Accept"), (HTML, *GRAPHS), suffix)
    iri = _iri(path)
    if media_type != HTML:
        return send_graph(iri, media_type)
    if request.args.get("part") == "evidence":
        return Response(evidence_part(iri))
    outgoing = _pairs(_OUTGOING, iri)
    incoming = _pairs(_INCOMING, iri)
    if not outgoing and not incoming:
        raise _unknown(path)
    if document := _document_of(iri, outgoing):
        return redirect(document, 303)
    return Response(thing_page(iri, outgoing, incoming))


def send_graph(iri: str, media_type: str) -> Response:
    """The description of `iri` as RDF; for a document its graph."""
    query = _DESCRIPTION if iri.startswith(THING) else _GRAPH
    triples = snapshot().construct(query.replace("IRI", values([iri])))
    if not triples:
        raise _unknown(iri)
    body = write(parse(triples, format=RdfFormat.N_TRIPLES), media_type)
    return Response(body, mimetype=media_type)


def _iri(path: str) -> str:
    try:
        return NamedNode(THING + path).value
    except ValueError:
        raise _unknown(path) from None


def _unknown(name: str) -> NotFoundError:
    return NotFoundError(f"the graph says nothing of {name[:200]!r}")


def _pairs(query: str, iri: str) -> list[tuple[str, Term]]:
    rows = ask(query.replace("IRI", values([iri]))).rows
    pairs = [
        (p.value, other) for p, other in rows if isinstance(p, NamedNode) and other is not None
    ]
    return sorted(pairs, key=lambda pair: (pair[0], str(pair[1])))


def _document_of(iri: str, outgoing: Sequence[tuple[str, Term]]) -> str | None:
    """Where a claim stands marked in its document; None for what is no claim."""
    if (_TYPE, NamedNode(term("Claim"))) not in outgoing:
        return None
    document, _, number = iri.removeprefix(THING + "claim/").rpartition("/")
    return go(f"{page(iris.document_graph(document))}#c-{number}")
