"""Outcomes: where those fell whom a deed killed: «شنت … هجوما …، ما أدى إلى مقتل عشرة في كذا»."""

from collections.abc import Iterator
from functools import lru_cache

from mithaq.ingest.clauses import begin_of
from mithaq.ingest.lexicon import words
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tokens import is_among
from mithaq.ingest.triggers import Trigger

_WHERE = frozenset({"في", "ب", "قرب"})
_LONGEST = 7
"""How many words may lie between the dead and the place: «مقتل سبعة أشخاص بينهم طفل في كذا»."""
_COST = 0.8


def outcomes(sentence: Sentence, trigger: Trigger) -> Iterator[tuple[int, float]]:
    """The places after the trigger that a word for the dead stands before, in its own clause."""
    for position, mention in enumerate(sentence.mentions):
        if mention.first < trigger.last or mention.how == "demonym":
            continue
        if mention.preposition in _WHERE and _tells_of_dead(sentence, trigger, begin_of(mention)):
            yield position, _COST


def _tells_of_dead(sentence: Sentence, trigger: Trigger, begin: int) -> bool:
    for position in range(begin - 1, max(begin - _LONGEST, trigger.last) - 1, -1):
        if _is_dead(sentence.forms[position]):
            return True
        if sentence.classes[position] in ("mark", "complementizer", "subordinator"):
            return False
    return False


@lru_cache(maxsize=65536)
def _is_dead(form: str) -> bool:
    return is_among(form, words("violence", "dead"))
