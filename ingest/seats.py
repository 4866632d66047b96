"""Seats: whose membership a verb or a verbal noun is about: «علّق الاتحاد عضوية مالي»."""

from collections.abc import Iterator
from functools import lru_cache

from mithaq.ingest.lexicon import words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tokens import bare, readings
from mithaq.ingest.triggers import Trigger

_OF = "ل"  # of, to
_REACHED = 0.1
_ASIDE = 0.45


def seated(sentence: Sentence, trigger: Trigger) -> Iterator[tuple[int, float]]:
    """The mentions after the trigger that nouns of belonging govern: «تعليق مشاركة مالي»."""
    for position, mention in enumerate(sentence.mentions):
        if mention.first < trigger.last or mention.how == "demonym":
            continue
        between = sentence.words(trigger.last, mention.first)
        if any(_is_seat(form) for form in between):
            cost = sentence.gap(trigger.last, mention.first)
            governed = bool(mention.preposition) and mention.governor >= trigger.last
            governed = governed and not _bears(sentence, mention)
            nearest = _is_seat(between[-1]) or _of_all(between)
            if not governed and nearest:
                yield position, min(cost, _REACHED) if cost < _ASIDE else cost


@lru_cache(maxsize=65536)
def _is_seat(form: str) -> bool:
    return any(
        r.preposition in ("", _OF) and bare(r.rest) in words("nouns", "seats")
        for r in readings(form)
    )


def _bears(sentence: Sentence, mention: Mention) -> bool:
    """Whether the noun of belonging itself bears the preposition: «التعليق الفوري لمشاركة مالي»."""
    return mention.preposition == _OF and _is_seat(sentence.forms[mention.governor])


def _of_all(between: tuple[str, ...]) -> bool:
    """Whether «كل من» or a word for a state stands between the noun and the name."""
    return between[-2:] == ("كل", "من") or bare(between[-1]) in words("nouns", "fillers")
