"""Governing verbs: the verb before a noun, over where and when: «ستعقد غدا في الدوحة القمة الخليجية»."""

from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tokens import is_one_of, unjoined
from mithaq.ingest.verbs import listed_forms

_WHERE = frozenset({"في", "ب"})
_PLACES = frozenset({"Place", "State"})
_IN = "في"


def governing_verb(sentence: Sentence, position: int) -> int | None:
    """The verb that has the noun at token `position` as its subject, or sees it: «ستشهد جدة توقيع اتفاق»."""
    verb = before_adverbials(sentence, position - 1)
    if verb >= 0 and verb in sentence.named:
        host = next(
            (m for m in sentence.mentions if m.last == verb + 1 and not m.preposition), None
        )
        if host is None or not host.first:
            return None
        verb = host.first - 1
        if not is_one_of(unjoined(sentence.forms[verb]).removeprefix(_WILL), _seeing()):
            return None
    return verb if verb >= 0 and sentence.classes[verb] == "verb" else None


def _seeing() -> frozenset[str]:
    return listed_forms("meetings", "seeing") | listed_forms("meetings", "hosting")


_WILL = "س"


def before_adverbials(sentence: Sentence, position: int) -> int:
    """The last token at `position` or before it that tells no place and no time of a clause."""
    while position > 0:
        start = _place_start(sentence, position)
        if start is None and not _is_when(sentence, position):
            return position
        position = (position if start is None else start) - 1
    return position


def _place_start(sentence: Sentence, last: int) -> int | None:
    """Where a place with its preposition begins whose last token is `last`."""
    for mention in sentence.mentions:
        if mention.last == last + 1 and mention.preposition in _WHERE:
            placed = mention.candidates[0].kind in _PLACES and not mention.heads
            return (
                min(mention.first, mention.governor) if placed and mention.governor >= 0 else None
            )
    return None


def _is_when(sentence: Sentence, position: int) -> bool:
    """Whether a token belongs to a time, or is the preposition before one."""
    if sentence.is_timed(position):
        return True
    following = position + 1 < len(sentence.tokens) and sentence.is_timed(position + 1)
    return sentence.forms[position] == _IN and following
