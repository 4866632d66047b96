"""The pages that stand alone: home, the editor, the ontology, and the server's health."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import Blueprint, Response, render_template, request
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

import mithaq
from mithaq.iris import ONTOLOGY, PREFIXES
from mithaq.ontology.vocabulary import ontology, source
from mithaq.queries.questions import questions
from mithaq.server.context import snapshot
from mithaq.server.description import write
from mithaq.server.documents import describe
from mithaq.server.negotiation import GRAPHS, HTML, TURTLE
from mithaq.server.offers import offered, send_json, split_suffix
from mithaq.server.questions import themes

routes = Blueprint("pages", __name__)

_CLASS = PREFIXES["owl"] + "Class"
_PROPERTIES = tuple(
    PREFIXES["owl"] + kind for kind in ("ObjectProperty", "DatatypeProperty", "AnnotationProperty")
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A term of the ontology with its labels and definitions by language."""

    name: str
    labels: dict[str, str]
    definitions: dict[str, str]


@routes.get("/")
def home() -> str:
    """What this is, what can be asked, what was read."""
    generation = snapshot().generation
    documents = describe(generation.documents)
    return render_template(
        "home.html",
        themes=themes(),
        documents=documents,
        claims=sum(int(each["claims"] or 0) for each in documents),
        generation=generation,
    )


@routes.get("/healthz")
def health() -> Response:
    """Whether the server answers, and from what."""
    generation = snapshot().generation
    return send_json(
        {
            "status": "ok",
            "generation": generation.name,
            "documents": len(generation.documents),
            "quads": generation.quads,
            "version": mithaq.__version__,
        }
    )


@routes.get("/editor")
def editor() -> str:
    """A box for SPARQL."""
    return render_template(
        "editor.html", questions=questions().values(), query=request.args.get("query", "")
    )


@routes.get("/ontology")
@routes.get("/ontology<suffix>")
def terms(suffix: str = "") -> Response:
    """The ontology: a list for readers, a file for programs."""
    _, ending = split_suffix("ontology" + suffix)
    media_type = offered(request.headers.get("Accept"), (TURTLE, *GRAPHS, HTML), ending)
    match media_type:
        case "text/html":
            page = render_template(
                "ontology.html",
                classes=list(_entries(_CLASS)),
                properties=[entry for kind in _PROPERTIES for entry in _entries(kind)],
            )
            return Response(page)
        case "text/turtle":
            return Response(source(), mimetype=TURTLE)
        case _:
            body = write(parse(source(), format=RdfFormat.TURTLE), media_type)
            return Response(body, mimetype=media_type)


def _entries(kind: str) -> Iterator[Entry]:
    declared = ontology().quads_for_object(NamedNode(kind))
    ours = sorted(
        quad.subject.value
        for quad in declared
        if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(ONTOLOGY)
    )
    for iri in dict.fromkeys(ours):
        yield Entry(
            name=iri.removeprefix(ONTOLOGY),
            labels=_texts(iri, PREFIXES["rdfs"] + "label"),
            definitions=_texts(iri, PREFIXES["skos"] + "definition"),
        )


def _texts(iri: str, property_: str) -> dict[str, str]:
    return {
        quad.object.language or "": quad.object.value
        for quad in ontology().quads_for_subject(NamedNode(iri))
        if quad.predicate == NamedNode(property_) and isinstance(quad.object, Literal)
    }
