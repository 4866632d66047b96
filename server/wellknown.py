"""`/.well-known/…`: what describes the dataset and the questions, where tools look for it."""

from flask import Blueprint, Response, request, url_for
from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from mithaq.iris import DATASET, META, PREFIXES
from mithaq.queries.executables import executables
from mithaq.server.context import snapshot
from mithaq.server.description import write
from mithaq.server.negotiation import GRAPHS
from mithaq.server.offers import offered

routes = Blueprint("wellknown", __name__, url_prefix="/.well-known")

_DESCRIPTION = f"""
PREFIX void: <http://rdfs.org/ns/void#>
PREFIX extended: <http://ldf.fi/void-ext#>
CONSTRUCT {{ ?subject ?property ?value }}
WHERE {{
  {{ GRAPH <{META}> {{ ?subject ?property ?value }} }}
  UNION {{
    <{DATASET}> (void:classPartition|void:propertyPartition|extended:datatypePartition)* ?subject .
    ?subject ?property ?value .
  }}
}}
"""
_ENDPOINT = NamedNode(PREFIXES["void"] + "sparqlEndpoint")


@routes.get("/void")
def void() -> Response:
    """The dataset, its graphs and its partitions in VoID (https://www.w3.org/TR/void/#well-known)."""
    media_type = offered(request.headers.get("Accept"), GRAPHS)
    found = parse(snapshot().construct(_DESCRIPTION), format=RdfFormat.N_TRIPLES)
    here = Triple(NamedNode(DATASET), _ENDPOINT, NamedNode(endpoint()))
    return Response(write([*found, here], media_type), mimetype=media_type)


@routes.get("/sparql-examples")
def examples() -> Response:
    """The questions as SHACL's executables."""
    media_type = offered(request.headers.get("Accept"), GRAPHS)
    return Response(write(executables(endpoint()), media_type), mimetype=media_type)


def endpoint() -> str:
    """The address at which this server answers SPARQL."""
    return url_for("protocol.sparql", _external=True)
