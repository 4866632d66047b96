"""Doers right after a verb, whom the text names or does not: «المعاهدة التي وقعتها كندا», «… ثلاثون دولة»."""

from mithaq.ingest.lexicon import words
from mithaq.ingest.numberwords import is_number_word
from mithaq.ingest.proclitics import attached_preposition
from mithaq.ingest.representing import representatives
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tokens import bare, is_among
from mithaq.ingest.triggers import Trigger


def has_doer_after(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether who does it, named or not, stands right after the verb."""
    return (
        _somebody_follows(sentence, trigger.last)
        or are_counted(sentence, trigger)
        or is_by_others(sentence, trigger.last)
    )


def is_struck(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a blow right after the verb is its subject: «دمرته غارة», «قتلتهم قذيفة»."""
    following = sentence.words(trigger.last, trigger.last + 1)
    return any(is_among(form, words("violence", "strikes")) for form in following)


def are_counted(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether so many do what the verb says, of whom the text names none: «وقعتها ثلاثون دولة»."""
    counted = sentence.words(trigger.last, trigger.last + 1)
    return any(is_number_word(f) or f.isdecimal() for f in counted) and not sentence.is_timed(
        trigger.last
    )


def is_by_others(sentence: Sentence, position: int) -> bool:
    """Whether the noun right after a verb is its subject, and nobody the text names: «المعاهدة التي أبرمتها حكومة سابقة»."""
    if sentence.classes[position : position + 1] != ("word",) or position in sentence.named:
        return False
    form = sentence.forms[position]
    if sentence.is_timed(position) or form in words("reports", "manner"):
        return False
    return attached_preposition(form) is None and representatives().get(bare(form)) != _FORCES


_FORCES = "forces"


def _somebody_follows(sentence: Sentence, position: int) -> bool:
    """Whether the subject of a verb that ends at `position` stands right after it, or after when."""
    while position < len(sentence.tokens) and sentence.is_timed(position):
        position += 1
    return any(m.first == position and not m.preposition for m in sentence.mentions)
