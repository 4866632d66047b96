"""`/ontology.owl` and `/ontology/…`: the release for Protégé, and the files it is made of."""

from functools import cache
from importlib.resources import files

from flask import Blueprint, Response, abort, request, send_file
from pyoxigraph import NamedNode, RdfFormat, parse
from werkzeug.exceptions import RequestedRangeNotSatisfiable

from mithaq.iris import ONTOLOGY, PREFIXES
from mithaq.ontology.vocabulary import literal, source
from mithaq.server.context import snapshot
from mithaq.server.description import write
from mithaq.server.negotiation import GRAPHS, RDF_XML, TURTLE
from mithaq.server.offers import offered
from mithaq.server.releases import FILE

routes = Blueprint("ontologyfiles", __name__)

_IRI = ONTOLOGY.removesuffix("#")
_VERSION = NamedNode(PREFIXES["owl"] + "versionInfo")
_MEDIA_TYPES = {"ttl": TURTLE, "xml": "application/xml"}


@routes.get("/ontology.owl")
@routes.get(f"/ontology/{FILE}")
def release() -> Response:
    """Ontology, names, situations and claims in one file, as the generation that is served has them."""
    generation = snapshot().generation
    file = snapshot().release.path()
    response = send_file(
        file,
        mimetype=RDF_XML,
        download_name=FILE,
        as_attachment=True,
        etag=generation.name,
        conditional=False,
    )
    # When it was made says nothing: a former generation may be served again, or the clock be put back.
    del response.headers["Last-Modified"]
    size = file.stat().st_size
    try:
        one = request.range is not None and len(request.range.ranges) == 1  # others may be ignored
        response.make_conditional(request.environ, accept_ranges=one, complete_length=size)
    except RequestedRangeNotSatisfiable:
        response.close()
        raise
    return response


@routes.get("/ontology/<name>")
def module(name: str) -> Response:
    """One of the files that the ontology is written in, as it stands; by its version the ontology."""
    if name == literal(NamedNode(_IRI), _VERSION):
        return send_ontology(offered(request.headers.get("Accept"), GRAPHS))
    if name not in modules():
        abort(404, f"the ontology's files are {', '.join((FILE, *modules()))}")
    content = files("mithaq.ontology").joinpath(name).read_bytes()
    return Response(content, mimetype=_MEDIA_TYPES[name.rpartition(".")[2]])


@cache
def modules() -> tuple[str, ...]:
    """The names of the files that the ontology is written in."""
    found = (file.name for file in files("mithaq.ontology").iterdir())
    return tuple(sorted(name for name in found if name.rpartition(".")[2] in _MEDIA_TYPES))


def send_ontology(media_type: str) -> Response:
    """The ontology alone: its terms, and nothing that documents say."""
    return Response(_written(media_type), mimetype=media_type)


@cache
def _written(media_type: str) -> bytes:
    if media_type == TURTLE:
        return source()
    return write(parse(source(), format=RdfFormat.TURTLE), media_type)
