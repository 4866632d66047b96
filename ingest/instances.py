"""Instances: of those who act only some are named: «انتقدت دول عدة، بينها مصر والأردن، القرار»."""

from mithaq.ingest.lexicon import phrase_list
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tokens import COMMAS

_MANY = 6
_LONGEST = 2


def instances_after(sentence: Sentence, verb_end: int) -> tuple[int, int] | None:
    """The first of those named after a verb, and where it goes on after all of them."""
    opening = _opening(sentence, verb_end)
    if opening is None:
        return None
    for position, mention in enumerate(sentence.mentions):
        if mention.first != opening or mention.how == "demonym":
            continue
        end = max(sentence.mentions[n].last for n in sentence.groups[position])
        closed = sentence.words(end, end + 1) and sentence.forms[end] in COMMAS
        return position, end + bool(closed)
    return None


def _opening(sentence: Sentence, verb_end: int) -> int | None:
    """Where the names begin: after «بينها» and the like, which nouns and a comma precede."""
    phrases = phrase_list("reports", "including")
    for position in range(verb_end, min(verb_end + _MANY, len(sentence.tokens))):
        for length in range(_LONGEST, 0, -1):
            if position > verb_end and sentence.words(position, position + length) in phrases:
                return position + length
        if sentence.classes[position] not in ("word", "number") and (
            sentence.forms[position] not in COMMAS
        ):
            return None
    return None
