"""From an answer to its picture: which picture the question's header asks for."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from mithaq.queries.answers import Answer
from mithaq.server.pictures import events, memberships
from mithaq.server.pictures.chart import LINE, MARGIN, Words, chart
from mithaq.server.pictures.reading import (
    DELAYS,
    SPOKEN_OF,
    STATED,
    SUSPENDED,
    Beside,
    events_of,
    memberships_of,
)
from mithaq.server.pictures.svg import Leads

DRAWN = ("timeline",)
"""The views of questions that are pictures."""
BESIDE: Mapping[str, tuple[str, ...]] = {
    "membership-timeline": (STATED, SPOKEN_OF, SUSPENDED),
    "when-was-mutual-defense-invoked": (DELAYS,),
}
"""What a picture shows beside a question's own answer: questions asked with the same arguments."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a picture is drawn: its words, where things lead to, and whether it stands alone."""

    says: Words
    leads: Leads
    alone: bool


def picture(answered: Answer, beside: Beside, manner: Manner) -> Markup | None:
    """The picture of `answered`, where its question has one and there is something to draw.

    The same answer gives the same bytes.
    """
    title = answered.question.question[answered.language]
    language, says, leads, alone = answered.language, manner.says, manner.leads, manner.alone
    variables = set(answered.solutions.variables)
    if not answered.solutions.rows:
        return None
    match answered.question.view:
        case "timeline" if {"from", "until"} <= variables:
            return memberships.draw(
                memberships_of(answered, beside),
                language=language,
                says=says,
                leads=leads,
                title=title,
                alone=alone,
            )
        case "timeline":
            return events.draw(
                events_of(answered, beside),
                language=language,
                says=says,
                leads=leads,
                title=title,
                alone=alone,
            )
    return None


def empty(answered: Answer, manner: Manner) -> Markup:
    """The picture of an answer in which there is nothing to draw: it says so."""
    title = answered.question.question[answered.language]
    made = chart(answered.language, manner.says, manner.leads, 0, ())
    sheet = made.sheet
    sheet.add(sheet.text(MARGIN, 2 * LINE, title, "strong"))
    sheet.add(sheet.text(MARGIN, 3.5 * LINE, manner.says["no-rows"], "small"))
    return sheet.finish(5 * LINE, title, manner.says["no-rows"])
