"""Bracketed lists: the parties that brackets name after a noun for all of them: «مع شركائها الثلاثة (كندا واليابان وإيطاليا)».

So do dashes, a colon and commas: «الدول الموقعة على الاتفاق - كندا واليابان - …».
"""

from collections.abc import Iterator

from mithaq.ingest.sentences import Sentence
from mithaq.ingest.steps import right
from mithaq.ingest.tokens import COMMAS
from mithaq.ingest.triggers import Trigger

BRACKETED = "bracketed"
SPELLED = "spelled"
"""The relation of those who are told one by one between two marks, of whatever kind."""
_OPENING = "("
_CLOSING = {"(": {")"}, "-": {"-"}, "–": {"–"}, ":": COMMAS, **{mark: {mark} for mark in COMMAS}}
"""What closes the list that a mark opens; so does the end of the clause."""
_ENDS = frozenset({"", ".", "؛"})
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


def spelled(sentence: Sentence, trigger: Trigger) -> Iterator[tuple[int, float]]:
    """The first of those between two marks, where nothing else stands there and no verb before."""
    for position, mention, cost in right(sentence, trigger):
        opening = mention.first - 1
        mark = "".join(sentence.words(opening, mention.first))
        if "verb" in sentence.classes[trigger.last : mention.first]:
            return
        if mark not in _CLOSING or mention.heads or mention.preposition or mention.conjunction:
            continue
        end = max(sentence.mentions[n].last for n in sentence.groups[position])
        closing = "".join(sentence.words(end, end + 1))
        if closing in _ENDS or closing in _CLOSING[mark]:
            yield position, cost


def _is_with(sentence: Sentence, first: int, last: int) -> bool:
    """Whether the noun phrase that ends at token `last` is of the other side."""
    for position in range(last - 1, max(last - _FURTHEST, first) - 1, -1):
        if sentence.forms[position] in _WITH:
            return True
        if sentence.classes[position] in ("verb", "mark", "relative", "complementizer"):
            return False
    return False
