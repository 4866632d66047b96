"""`/graph-store`: the SPARQL 1.1 Graph Store HTTP Protocol (https://www.w3.org/TR/sparql11-http-rdf-update/).

A graph is named by `?graph=IRI`, is the default one by `?default`, or is named by the address
itself, `/graph-store/…`.
"""

import uuid
from dataclasses import dataclass
from urllib.parse import urljoin

from flask import Blueprint, Response, abort, request, url_for
from pyoxigraph import NamedNode

from mithaq.errors import QueryError
from mithaq.server import sources, wire
from mithaq.server.changes import GraphChange
from mithaq.server.context import backend
from mithaq.server.negotiation import GRAPHS, RDF_XML, SPARQL_JSON, choose
from mithaq.server.protocol import send
from mithaq.server.writing import authorise, write

routes = Blueprint("graphstore", __name__)
_READING = ("GET", "HEAD")
_WRITING = ("PUT", "POST", "DELETE")
_MULTIPART = "multipart/form-data"


@dataclass(frozen=True, slots=True)
class Graph:
    """The graph of a request: its IRI (None: the default graph), and whether it is new."""

    iri: str | None
    new: bool = False

    @property
    def pattern(self) -> str:
        """What matches its triples."""
        triples = "?subject ?predicate ?object"
        return triples if self.iri is None else f"GRAPH <{self.iri}> {{ {triples} }}"


@routes.route("/graph-store", methods=_READING, defaults={"path": ""})
@routes.route("/graph-store/<path:path>", methods=_READING)
def read(path: str) -> Response:
    """The triples of a graph; 404 where there is none of its name."""
    graph = _graph(path)
    media_type = choose(request.headers.get("Accept"), GRAPHS)
    if media_type is None:
        abort(406, f"a graph comes as {', '.join(GRAPHS)}")
    if graph.iri is not None and not _exists(graph.iri):
        abort(404, f"there is no graph <{graph.iri}>")
    text = f"CONSTRUCT {{ ?subject ?predicate ?object }} WHERE {{ {graph.pattern} }}"
    query = wire.Query(text, solutions=None, graph=media_type)
    return send(sources.answer(backend(), query), request.environ)


@routes.route("/graph-store", methods=_WRITING, defaults={"path": ""})
@routes.route("/graph-store/<path:path>", methods=_WRITING)
def change(path: str) -> Response:
    """Replace a graph (PUT), add to it (POST), or remove it (DELETE)."""
    authorise()
    graph = _graph(path)
    if request.method == "DELETE":
        if graph.iri is not None and not _exists(graph.iri):
            abort(404, f"there is no graph <{graph.iri}>")
        write(GraphChange("delete", graph.iri, request.base_url))
        return Response(status=204)
    media_types, documents = _documents()
    kind = request.method.lower()
    base = graph.iri or request.base_url
    written = write(GraphChange(kind, graph.iri, base, media_types, documents))
    headers = {"Location": graph.iri} if graph.new and graph.iri else {}
    return Response(status=204 if written.existed else 201, headers=headers)


def _graph(path: str) -> Graph:
    """The graph that the request names; one of a new name where a POST names none."""
    given = request.args.getlist("graph")
    is_default = "default" in request.args
    if len(given) + is_default + bool(path) > 1:
        raise QueryError("the request names more than one graph; name one")
    if is_default:
        return Graph(None)
    if given:
        return Graph(_iri(urljoin(request.base_url, given[0])))
    if path:
        return Graph(_address(path))
    if request.method == "POST":
        return Graph(_address(uuid.uuid4().hex), new=True)
    raise QueryError("the request names no graph: add ?graph=IRI or ?default")


def _address(path: str) -> str:
    """The address of a graph, which is its name, with all that an IRI may not hold encoded."""
    return url_for(".read", path=path, _external=True)


def _iri(value: str) -> str:
    try:
        return NamedNode(value).value
    except ValueError:
        raise QueryError(f"graph: {value[:200]!r} is not an IRI") from None


def _exists(iri: str) -> bool:
    query = wire.Query(f"ASK {{ GRAPH <{iri}> {{ }} }}", solutions=SPARQL_JSON, graph=None)
    answer = sources.answer(backend(), query)
    try:
        return b"true" in b"".join(answer.pieces)
    finally:
        answer.pieces.close()


def _documents() -> tuple[tuple[str, ...], tuple[bytes, ...]]:
    """The RDF of the request's body, or of its parts, with the media type of each."""
    if request.mimetype == _MULTIPART:
        sent = [(file.mimetype, file.read()) for file in request.files.values()]
    else:
        sent = [(request.mimetype or RDF_XML, request.get_data(cache=False))]
    for media_type, _ in sent:
        if media_type not in GRAPHS:
            abort(415, f"a graph is read as {', '.join(GRAPHS)}")
    return tuple(media_type for media_type, _ in sent), tuple(content for _, content in sent)
