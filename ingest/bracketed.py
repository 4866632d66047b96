"""Bracketed lists: the parties that brackets name after a noun for all of them: «مع شركائها الثلاثة (كندا واليابان وإيطاليا)»."""

from collections.abc import Iterator

from mithaq.ingest.sentences import Sentence
from mithaq.ingest.steps import right
from mithaq.ingest.triggers import Trigger

BRACKETED = "bracketed"
_OPENING = "("
_WITH = frozenset({"مع", "بين"})
_FURTHEST = 6
"""How many words the noun for all of them may have, with what governs it."""


def bracketed(sentence: Sentence, trigger: Trigger) -> Iterator[tuple[int, float]]:
    """The first of those whom brackets list after whom something is done with, or between whom."""
    for position, mention, cost in right(sentence, trigger):
        opening = mention.first - 1
        if sentence.words(opening, mention.first) == (_OPENING,) and _is_with(
            sentence, trigger.last, opening
        ):
            yield position, cost


def _is_with(sentence: Sentence, first: int, last: int) -> bool:
    """Whether the noun phrase that ends at token `last` is of the other side."""
    for position in range(last - 1, max(last - _FURTHEST, first) - 1, -1):
        if sentence.forms[position] in _WITH:
            return True
        if sentence.classes[position] in ("verb", "mark", "relative", "complementizer"):
            return False
    return False
