"""Instances: those who act are named after a noun for them: «انتقدت دول عدة، بينها مصر والأردن، القرار».

All of them are where a pronoun or a bracket opens the list: «رحبت ثلاث دول هي كينيا وأوغندا ورواندا بالقرار».
"""

from mithaq.ingest.lexicon import phrase_list, words
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tokens import COMMAS

_MANY = 6
_LONGEST = 2
_CLOSING = COMMAS | {")"}


def instances_after(sentence: Sentence, verb_end: int) -> tuple[int, int] | None:
    """The first of those named after a verb, and where it goes on after all of them."""
    opening = _opening(sentence, verb_end)
    least = 1
    if opening is None:
        opening, least = _listing(sentence, verb_end), 2
    if opening is None:
        return None
    for position, mention in enumerate(sentence.mentions):
        if mention.first != opening or mention.how == "demonym":
            continue
        if len(sentence.groups[position]) < least:
            return None
        end = max(sentence.mentions[n].last for n in sentence.groups[position])
        closed = sentence.words(end, end + 1) and sentence.forms[end] in _CLOSING
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


def _listing(sentence: Sentence, verb_end: int) -> int | None:
    """Where a list of all who act begins: «قادة الدول الثلاث، وهي كذا وكذا، …», «ثلاث دول (كذا وكذا)»."""
    for position in range(verb_end, min(verb_end + _MANY, len(sentence.tokens))):
        if position > verb_end and sentence.forms[position] in words("reports", "listing"):
            return position + 1
        if position in sentence.named or (
            sentence.classes[position] not in ("word", "number")
            and sentence.forms[position] not in COMMAS
        ):
            return None
    return None
