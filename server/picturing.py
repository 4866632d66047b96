"""The picture of an answer: what is asked beside it, and where its things lead to."""

from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor

from flask import Response, after_this_request
from markupsafe import Markup

from mithaq.errors import QueryTimeout
from mithaq.queries import answers
from mithaq.queries.answers import Answer
from mithaq.queries.questions import Question
from mithaq.server.context import go, settings, snapshot
from mithaq.server.names import page
from mithaq.server.pictures.drawing import as_file, manner_of, picture, shown_beside
from mithaq.server.pictures.timed import Beside

Asked = Mapping[str, Future[Answer]]
"""Questions that have been asked, by their names: answered, or failed."""


def answer(asked: Question, arguments: Mapping[str, str]) -> tuple[Answer, Asked]:
    """The answer to `asked`, and to what its picture shows beside it: all are asked at once.

    Raises as `mithaq.queries.answers.answer`; what failed beside it is raised where that is used.
    """
    ask, lookup = snapshot().ask, snapshot().lookup  # threads have no request
    others = shown_beside(asked, arguments)
    if not others:
        return answers.answer(asked, arguments, ask, lookup=lookup), {}
    with ThreadPoolExecutor(settings().pages.at_once) as threads:
        first, *beside = (
            threads.submit(answers.answer, each, given, ask, lookup=lookup)
            for each, given in ((asked, arguments), *others)
        )
        answered = first.result()
    return answered, {other.name: each for (other, _), each in zip(others, beside, strict=True)}


def picture_on_page(answered: Answer, beside: Asked) -> Markup | None:
    """The picture as it stands in a page, where the question has one and there is what to draw."""
    manner = manner_of(answered, lambda iri: _here(page(iri)), alone=False)
    try:
        return picture(answered, _told(beside), manner)
    except QueryTimeout:  # the table needs no other answers: it stands alone, this time
        after_this_request(_passing)
        return None


def picture_as_file(answered: Answer, beside: Asked) -> Markup:
    """The picture as a file of its own, whose links are the things' own IRIs."""
    return as_file(answered, _told(beside))


def _told(asked: Asked) -> Beside:
    return {name: each.result().solutions for name, each in asked.items()}


def _passing(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response


def _here(target: str | None) -> str | None:
    return None if target is None else go(target)
