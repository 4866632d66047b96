"""Blows: the place that a blow strikes as its verb's object: «استهدفت غارة مخيم كذا»."""

from collections.abc import Iterator

from mithaq.ingest.lexicon import words
from mithaq.ingest.sentences import WALL, Sentence
from mithaq.ingest.tokens import is_among
from mithaq.ingest.triggers import Trigger

_ADJECTIVES = ("ي", "يه", "يان", "يين", "يتين")


def struck(sentence: Sentence, trigger: Trigger) -> Iterator[tuple[int, float]]:
    """What stands after the trigger with nothing but blows, and words for them, between."""
    for position, mention in enumerate(sentence.mentions):
        if mention.first < trigger.last or mention.how == "demonym":
            continue
        if mention.preposition and not 0 <= mention.governor < trigger.first:
            continue  # what governs the trigger, «بعد هجوم جسر كذا», governs not the place
        cost = sentence.gap(trigger.last, mention.first)
        if cost >= WALL:
            return
        if all(map(_is_blow, sentence.words(trigger.last, mention.first))):
            yield position, cost


def _is_blow(form: str) -> bool:
    known = words("violence", "blows") | words("nouns", "fillers") | words("violence", "amounts")
    if form.endswith(_ADJECTIVES) or form in words("violence", "striking"):
        return True
    return is_among(form, known)
