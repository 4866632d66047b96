"""The picture of an answer: what is asked beside it, and where its things lead to."""

from collections.abc import Mapping

from flask import Response, after_this_request
from markupsafe import Markup

from mithaq.errors import QueryTimeout
from mithaq.queries import answers
from mithaq.queries.answers import Answer
from mithaq.queries.questions import Question
from mithaq.queries.solutions import Solutions
from mithaq.server.context import ask, go, snapshot
from mithaq.server.names import page
from mithaq.server.pictures.drawing import as_file, asked_beside, manner_of, picture


def picture_on_page(answered: Answer) -> Markup | None:
    """The picture as it stands in a page, where the question has one and there is what to draw."""
    manner = manner_of(answered, lambda iri: _here(page(iri)), alone=False)
    try:
        beside = asked_beside(answered, _asked)
    except QueryTimeout:  # the table needs no other answers: it stands alone, this time
        after_this_request(_passing)
        return None
    return picture(answered, beside, manner)


def picture_as_file(answered: Answer) -> Markup:
    """The picture as a file of its own, whose links are the things' own IRIs."""
    return as_file(answered, _asked)


def _passing(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response


def _here(target: str | None) -> str | None:
    return None if target is None else go(target)


def _asked(other: Question, arguments: Mapping[str, str]) -> Solutions:
    return answers.answer(other, arguments, ask, lookup=snapshot().lookup).solutions
