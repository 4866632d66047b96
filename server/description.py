"""The service description: what this endpoint answers (SPARQL 1.1 Service Description)."""

from collections.abc import Iterable
from importlib.resources import files

from flask import Response, abort, request
from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse, serialize

from mithaq.iris import PREFIXES
from mithaq.server.context import settings
from mithaq.server.negotiation import GRAPHS, choose

_FORMATS = {
    each.media_type: each
    for each in (RdfFormat.TURTLE, RdfFormat.N_TRIPLES, RdfFormat.JSON_LD, RdfFormat.RDF_XML)
}
_SERVICE_DESCRIPTION = "http://www.w3.org/ns/sparql-service-description#"
_SPEAKS = NamedNode(f"{_SERVICE_DESCRIPTION}supportedLanguage")
_UPDATE = NamedNode(f"{_SERVICE_DESCRIPTION}SPARQL11Update")


def describe() -> Response:
    """What stands at the bare endpoint, as the client accepts it."""
    media_type = choose(request.headers.get("Accept"), GRAPHS)
    if media_type is None:
        abort(406, f"the description of this endpoint comes as {', '.join(GRAPHS)}")
    template = files("mithaq.server").joinpath("description.ttl").read_bytes()
    quads = list(parse(template, format=RdfFormat.TURTLE, base_iri=request.base_url))
    if settings().token:
        quads.append(Quad(NamedNode(f"{request.base_url}#service"), _SPEAKS, _UPDATE))
    body = write(quads, media_type, {"sd": _SERVICE_DESCRIPTION})
    return Response(body, mimetype=media_type, headers={"Vary": "Accept"})


def write(
    statements: Iterable[Quad | Triple], media_type: str, prefixes: dict[str, str] | None = None
) -> bytes:
    """`statements` as one of GRAPHS, with the prefixes people know."""
    known = PREFIXES | (prefixes or {})
    triples = [Triple(each.subject, each.predicate, each.object) for each in statements]
    return serialize(triples, format=_FORMATS[media_type], prefixes=known) or b""
