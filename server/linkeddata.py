"""`/id/…`: one thing, as a page or as RDF: what is said of it, what points to it, on what evidence."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flask import Blueprint, Response, redirect, render_template, request
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse
from werkzeug.wrappers import Response as BaseResponse

from mithaq import iris
from mithaq.errors import NotFoundError
from mithaq.iris import PREFIXES, THING, term
from mithaq.ontology.vocabulary import superclasses
from mithaq.queries.solutions import Term
from mithaq.server.claims import claims_about
from mithaq.server.context import ask, go, language, snapshot
from mithaq.server.description import write
from mithaq.server.names import Name, names, page, values
from mithaq.server.negotiation import GRAPHS, HTML
from mithaq.server.offers import offered, split_suffix

routes = Blueprint("linkeddata", __name__)

INCOMING = 200
"""How many links to a thing are shown."""

_OUTGOING = """
SELECT DISTINCT ?property ?value
WHERE {
  VALUES ?thing { IRI }
  { ?thing ?property ?value } UNION { GRAPH ?document { ?thing ?property ?value } }
}
ORDER BY ?property ?value
"""
_INCOMING = f"""
SELECT ?property ?other
WHERE {{
  VALUES ?thing {{ IRI }}
  ?other ?property ?thing .
}}
ORDER BY ?property ?other
LIMIT {INCOMING + 1}
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
_LABEL = PREFIXES["rdfs"] + "label"


@dataclass(frozen=True, slots=True)
class Value:
    """What stands under a property, for a page: a text with its language, perhaps with a link."""

    text: str
    language: str
    link: str | None


@routes.get("/id/<path:path>")
def thing(path: str) -> BaseResponse:
    """One thing, as the ending or the Accept header asks."""
    path, suffix = split_suffix(path)
    media_type = offered(request.headers.get("Accept"), (HTML, *GRAPHS), suffix)
    iri = _iri(path)
    if media_type != HTML:
        return send_graph(iri, media_type)
    outgoing = _pairs(_OUTGOING, iri)
    incoming = _pairs(_INCOMING, iri)
    if not outgoing and not incoming:
        raise _unknown(path)
    if document := _document_of(iri, outgoing):
        return redirect(document, 303)
    return Response(_page(iri, outgoing, incoming))


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
    return [(p.value, other) for p, other in rows if isinstance(p, NamedNode) and other is not None]


def _document_of(iri: str, outgoing: Sequence[tuple[str, Term]]) -> str | None:
    """Where a claim stands marked in its document; None for what is no claim."""
    if (_TYPE, NamedNode(term("Claim"))) not in outgoing:
        return None
    document, _, number = iri.removeprefix(THING + "claim/").rpartition("/")
    return go(f"{page(iris.document_graph(document))}#c-{number}")


def _page(
    iri: str, outgoing: Sequence[tuple[str, Term]], incoming: Sequence[tuple[str, Term]]
) -> str:
    claims = claims_about(ask, iri)
    wanted = {iri, *(property_ for property_, _ in [*outgoing, *incoming])}
    wanted |= {v.value for _, v in [*outgoing, *incoming] if isinstance(v, NamedNode)}
    wanted |= {name for claim in claims for name in (claim.document, claim.status, claim.speaker)}
    known = names(ask, wanted - {""}, language())
    types = [
        value.value for prop, value in outgoing if prop == _TYPE and isinstance(value, NamedNode)
    ]
    return render_template(
        "thing.html",
        iri=iri,
        path=iri.removeprefix(THING),
        names=known,
        types=_nearest(types),
        outgoing=_grouped((p, v) for p, v in outgoing if p != _TYPE),
        incoming=_grouped(incoming[:INCOMING]),
        more=len(incoming) > INCOMING,
        claims=claims,
        shown=lambda value: _value(value, known),
    )


def _grouped(pairs: Iterable[tuple[str, Term]]) -> Mapping[str, list[Term]]:
    grouped: dict[str, list[Term]] = defaultdict(list)
    for prop, value in pairs:
        grouped[prop].append(value)
    return dict(sorted(grouped.items(), key=lambda item: (item[0] != _LABEL, item[0])))


def _nearest(types: Sequence[str]) -> list[str]:
    """The classes that no other of `types` stands under."""
    mine = {iri: iri.removeprefix(term("")) for iri in types}
    above = frozenset().union(*(superclasses(name) for name in mine.values()))
    return [iri for iri, name in mine.items() if name not in above]


def _value(value: Term, known: Mapping[str, Name]) -> Value:
    match value:
        case NamedNode():
            name = known[value.value]
            return Value(name.text, name.language, page(value.value))
        case Literal():
            return Value(value.value, value.language or "", None)
        case BlankNode():
            return Value("…", "", None)
        case _:
            return Value(str(value), "", None)
