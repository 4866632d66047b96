"""Seats: whose membership a verb or a verbal noun is about: «علّق الاتحاد عضوية مالي»."""

from collections.abc import Iterator

from mithaq.ingest.lexicon import words
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tokens import bare
from mithaq.ingest.triggers import Trigger

_REACHED = 0.1
_ASIDE = 0.45


def seated(sentence: Sentence, trigger: Trigger) -> Iterator[tuple[int, float]]:
    """The mentions after the trigger that nouns of belonging govern: «تعليق مشاركة مالي»."""
    for position, mention in enumerate(sentence.mentions):
        if mention.first < trigger.last or mention.how == "demonym":
            continue
        between = sentence.words(trigger.last, mention.first)
        if any(bare(form.lstrip("وف")) in words("nouns", "seats") for form in between):
            cost = sentence.gap(trigger.last, mention.first)
            governed = bool(mention.preposition) and mention.governor >= trigger.last
            nearest = bare(between[-1]) in words("nouns", "seats") or _of_all(between)
            if not governed and nearest:
                yield position, min(cost, _REACHED) if cost < _ASIDE else cost


def _of_all(between: tuple[str, ...]) -> bool:
    """Whether «كل من» or a word for a state stands between the noun and the name."""
    return between[-2:] == ("كل", "من") or bare(between[-1]) in words("nouns", "fillers")
