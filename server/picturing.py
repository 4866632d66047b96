"""The picture of an answer: what is asked beside it, and where its things lead to."""

from collections.abc import Mapping

from flask import Response, after_this_request
from markupsafe import Markup

from mithaq.errors import QueryTimeout
from mithaq.queries import answers
from mithaq.queries.answers import Answer
from mithaq.queries.questions import question
from mithaq.queries.solutions import Solutions
from mithaq.server.context import ask, go, snapshot
from mithaq.server.names import page
from mithaq.server.pictures.drawing import BESIDE, empty, picture
from mithaq.server.pictures.reading import SUSPENDED
from mithaq.server.pictures.svg import Leads, Manner
from mithaq.server.words import words

SUSPENSIONS = """
PREFIX mq: <https://w3id.org/mithaq/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?member ?alliance ?time ?label ?situation
WHERE {
  ?situation a mq:Suspension ; mq:member ?member ; mq:alliance ?alliance .
  mq:Suspension rdfs:label ?label FILTER(LANG(?label) = "LANGUAGE")
  OPTIONAL { ?situation mq:edtf ?edtf }
  BIND(COALESCE(?edtf, "unknown") AS ?time)
}
ORDER BY ?situation ?member ?alliance
"""
"""Who was suspended from what, and when; LANGUAGE is that of the label."""


def picture_on_page(answered: Answer) -> Markup | None:
    """The picture as it stands in a page, where the question has one and there is what to draw."""
    manner = _manner(answered, lambda iri: _here(page(iri)), alone=False)
    try:
        beside = _beside(answered)
    except QueryTimeout:  # the table needs no other answers: it stands alone, this time
        after_this_request(_passing)
        return None
    return picture(answered, beside, manner)


def picture_as_file(answered: Answer) -> Markup:
    """The picture as a file of its own, whose links are the things' own IRIs."""
    manner = _manner(answered, lambda iri: iri if page(iri) else None, alone=True)
    return picture(answered, _beside(answered), manner) or empty(manner)


def _passing(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response


def _manner(answered: Answer, leads: Leads, *, alone: bool) -> Manner:
    title = answered.question.question[answered.language]
    return Manner(answered.language, words(answered.language), leads, title, alone)


def _here(target: str | None) -> str | None:
    return None if target is None else go(target)


def _beside(answered: Answer) -> Mapping[str, Solutions]:
    names = BESIDE.get(answered.question.name, ()) if answered.solutions.rows else ()
    return {name: _asked(name, answered) for name in names}


def _asked(name: str, answered: Answer) -> Solutions:
    if name == SUSPENDED:
        return ask(SUSPENSIONS.replace("LANGUAGE", answered.language))
    other = question(name)
    taken = {key: value for key, value in answered.arguments.items() if key in other.parameters}
    return answers.answer(other, taken, ask, lookup=snapshot().lookup).solutions
