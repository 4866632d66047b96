"""`/ontology`: the terms for readers, in both languages, and the ontology as data."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import Blueprint, Response, render_template, request
from markupsafe import Markup
from pyoxigraph import NamedNode

from mithaq.iris import ONTOLOGY
from mithaq.queries.questions import Question
from mithaq.server.context import Language, language, snapshot
from mithaq.server.glossary import (
    KINDS,
    Term,
    children,
    conditions,
    parents,
    roots,
    terms,
    terms_of,
)
from mithaq.server.hierarchy import picture
from mithaq.server.negotiation import GRAPHS, HTML, SVG
from mithaq.server.offers import offered, split_suffix
from mithaq.server.ontologyfiles import modules, send_ontology
from mithaq.server.statements import iris, texts
from mithaq.server.termfacts import Fact, definition_lines, facts
from mithaq.server.termqueries import query_for, questions_with

routes = Blueprint("ontologypage", __name__)

_IRI = NamedNode(ONTOLOGY.removesuffix("#"))
_QUESTIONS_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Card:
    """A term as the page shows it: what defines it, the facts, what can be asked."""

    term: Term
    defined: tuple[tuple[Markup, Markup], ...]
    facts: tuple[Fact, ...]
    questions: tuple[Question, ...]
    query: str


@dataclass(frozen=True, slots=True)
class Branch:
    """A class in the tree, with what stands below it."""

    name: str
    label: str
    defined: bool
    elsewhere: bool
    """Whether the class is shown in full under another one."""
    below: "tuple[Branch, ...]"


@routes.get("/ontology")
@routes.get("/ontology<suffix>")
def ontology(suffix: str = "") -> Response:
    """The ontology: a page for readers, a file for programs, its classes as a picture."""
    _, ending = split_suffix("ontology" + suffix)
    offers = (*GRAPHS, SVG, HTML)
    media_type = offered(request.headers.get("Accept"), offers, ending)
    match media_type:
        case "text/html":
            response = Response(_page(language()))
        case "image/svg+xml":
            response = Response(picture(language()), mimetype=SVG)
        case _:
            response = send_ontology(media_type)
    response.headers["Link"] = '</ontology.owl>; rel="alternate"; type="application/rdf+xml"'
    return response


def _page(lang: Language) -> str:
    header = {
        "title": texts(_IRI, "dct:title"),
        "description": texts(_IRI, "dct:description"),
        "version": iris(_IRI, "owl:versionIRI"),
        "license": iris(_IRI, "dct:license"),
    }
    return render_template(
        "ontology.html",
        iri=_IRI.value,
        header=header,
        picture=picture(lang, links=True),
        tree=_tree(lang),
        sections=[(kind, [_card(each, lang) for each in _in_order(kind)]) for kind in KINDS],
        counts=snapshot().individuals,
        modules=modules(),
        languages=(lang, "ar" if lang == "en" else "en"),
    )


def _in_order(kind: str) -> tuple[Term, ...]:
    """The terms of a kind: classes as in the tree, others by name."""
    if kind != "class":
        return terms_of(kind)
    return tuple(terms()[name] for root in roots() for name in dict.fromkeys(_down(root)))


def _down(name: str) -> Iterator[str]:
    yield name
    for each in children(name):
        if parents(each)[0] == name:
            yield from _down(each)


def _card(each: Term, lang: Language) -> Card:
    return Card(
        term=each,
        defined=definition_lines(each.name, lang),
        facts=facts(each.name, lang),
        questions=questions_with(each.name)[:_QUESTIONS_SHOWN],
        query=query_for(each, lang),
    )


def _tree(lang: Language) -> tuple[Branch, ...]:
    return tuple(_branch(root, lang, "") for root in roots())


def _branch(name: str, lang: Language, above: str) -> Branch:
    elsewhere = bool(above) and parents(name)[0] != above
    return Branch(
        name=name,
        label=terms()[name].label(lang),
        defined=bool(conditions(name)),
        elsewhere=elsewhere,
        below=() if elsewhere else tuple(_branch(each, lang, name) for each in children(name)),
    )
