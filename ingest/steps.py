"""Steps: the mentions on either side of a trigger, and what it costs to get to each."""

from collections.abc import Iterator

from mithaq.ingest.mentions import Mention
from mithaq.ingest.sentences import WALL, Sentence
from mithaq.ingest.triggers import Trigger

FROM_THE_LEFT = 0.3
"""What it costs more to look back for a mention than ahead."""
HEAD = 0.1
"""What each noun costs that governs a mention."""


def right(sentence: Sentence, trigger: Trigger) -> Iterator[tuple[int, Mention, float]]:
    """The mentions after the trigger, nearest first, short of a wall."""
    for position, mention in enumerate(sentence.mentions):
        if mention.first >= trigger.last:
            cost = sentence.gap(trigger.last, mention.first)
            if cost >= WALL:
                return
            yield position, mention, cost


def left(sentence: Sentence, trigger: Trigger) -> Iterator[tuple[int, Mention, float]]:
    """The mentions before the trigger, nearest first, short of a wall."""
    own = own_negation(sentence, trigger.first)
    for position in range(len(sentence.mentions) - 1, -1, -1):
        mention = sentence.mentions[position]
        if mention.last <= trigger.first:
            cost = sentence.gap(mention.last, own)
            if cost >= WALL:
                return
            yield position, mention, cost


def own_negation(sentence: Sentence, first: int) -> int:
    """Where the trigger's own negator and auxiliaries begin: «أرمينيا لم تنسحب»."""
    position = first
    while position and sentence.classes[position - 1] in ("negator", "auxiliary"):
        position -= 1
    return position
