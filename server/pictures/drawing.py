"""From an answer to its picture: which picture the question's header asks for."""

from collections.abc import Callable, Mapping, Sequence

from markupsafe import Markup

from mithaq.queries.answers import Answer
from mithaq.queries.questions import Question, question
from mithaq.queries.solutions import Solutions
from mithaq.server.names import page
from mithaq.server.pictures import bars, events, memberships, network, worldmap
from mithaq.server.pictures.chart import LINE, MARGIN, chart
from mithaq.server.pictures.reading import bars_of, spots_of, ties_of
from mithaq.server.pictures.svg import Leads, Manner
from mithaq.server.pictures.timed import (
    DELAYS,
    SPOKEN_OF,
    STATED,
    SUSPENDED,
    Beside,
    events_of,
    memberships_of,
)
from mithaq.server.words import words

BESIDE: Mapping[str, tuple[str, ...]] = {
    "membership-timeline": (STATED, SPOKEN_OF, SUSPENDED),
    "when-was-mutual-defense-invoked": (DELAYS,),
}
"""What a picture shows beside a question's own answer: questions asked with the same arguments."""
Asks = Callable[[Question, Mapping[str, str]], Solutions]
"""A way to ask another question with arguments."""


def has_picture(asked: Question) -> bool:
    """Whether the header of `asked` asks for a picture."""
    return asked.view != "table"


def picture(answered: Answer, beside: Beside, manner: Manner) -> Markup | None:
    """The picture of `answered`, where its question has one and there is something to draw.

    The same answer gives the same bytes.
    """
    if not answered.solutions.rows:
        return None
    match answered.question.view:
        case "timeline" if {"from", "until"} <= set(answered.solutions.variables):
            rows = memberships_of(answered, beside, memberships.MOST_ROWS)
            left_out = len(answered.solutions.rows) - len(rows)
            return memberships.draw(rows, left_out, manner)
        case "timeline":
            told, count = events_of(answered, beside, events.MOST_ROWS)
            return events.draw(told, count - len(told), manner)
        case "map" if spots := spots_of(answered):
            return worldmap.draw(spots, manner)
        case "network":
            ties, count = ties_of(answered, network.MOST_TIES)
            return network.draw(ties, count - len(ties), manner) if ties else None
        case "bars":
            bars_told, heading = bars_of(answered)
            return bars.draw(bars_told, heading, manner) if bars_told else None
    return None


def as_file(answered: Answer, beside: Beside) -> Markup:
    """The picture as a file of its own, whose links are the things' own IRIs; an empty one says so."""
    manner = manner_of(answered, lambda iri: iri if page(iri) else None, alone=True)
    return picture(answered, beside, manner) or empty(manner)


def manner_of(answered: Answer, leads: Leads, *, alone: bool) -> Manner:
    """How the picture of `answered` is drawn, by the language and the words of the answer."""
    title = answered.question.question[answered.language]
    return Manner(answered.language, words(answered.language), leads, title, alone)


def asked_beside(answered: Answer, asks: Asks) -> Beside:
    """The answers of the questions that the picture shows beside its own; `asks` gives them."""
    others = shown_beside(answered.question, answered.arguments) if answered.solutions.rows else ()
    return {other.name: asks(other, shared) for other, shared in others}


def shown_beside(
    asked: Question, arguments: Mapping[str, str]
) -> Sequence[tuple[Question, Mapping[str, str]]]:
    """The questions that the picture of `asked` shows beside its own, and their arguments."""
    return [
        (other, {key: value for key, value in arguments.items() if key in other.parameters})
        for other in map(question, BESIDE.get(asked.name, ()))
    ]


def empty(manner: Manner) -> Markup:
    """The picture of an answer in which there is nothing to draw: it says so."""
    sheet = chart(manner, 0, ()).sheet
    sheet.add(sheet.text(MARGIN, 2 * LINE, manner.title, "strong"))
    sheet.add(sheet.text(MARGIN, 3.5 * LINE, manner.says["no-rows"], "small"))
    return sheet.finish(5 * LINE, manner.title, manner.says["no-rows"])
