"""Delays: how soon an answer came, where the text says so: «تم نشر القوات في غضون ساعات»."""

from mithaq.ingest.lexicon import phrase_list, words
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.triggers import Trigger

_ANSWERS = frozenset({"Deployment", "Mission", "RefusedAssistance"})
"""The facts that answer a request."""
_REACH = 1.0
"""The longest way from the trigger to its delay."""
_LONGEST = 4
"""How many words may count the unit: «أقل من ثماني وأربعين ساعة»."""


def delay_of(sentence: Sentence, trigger: Trigger) -> tuple[int, int] | None:
    """The offsets of the delay of what the trigger tells, the nearest in its clause."""
    if trigger.form.frame.fact not in _ANSWERS:
        return None
    found: list[tuple[float, int, int]] = []
    for first in range(len(sentence.tokens)):
        last = _end(sentence, first)
        if last is not None:
            found.append((_way(sentence, trigger, first, last), first, last))
    way, first, last = min(found, default=(_REACH, 0, 0))
    if way >= _REACH:
        return None
    return sentence.tokens[first].start, sentence.tokens[last - 1].end


def _way(sentence: Sentence, trigger: Trigger, first: int, last: int) -> float:
    if first >= trigger.last:
        return sentence.gap(trigger.last, first)
    return sentence.gap(last, trigger.first) if last <= trigger.first else _REACH


def _end(sentence: Sentence, first: int) -> int | None:
    """Where the delay that begins at token `first` ends; nothing where none does."""
    for opening in phrase_list("delays", "within"):
        begin = first + len(opening)
        if sentence.words(first, begin) != opening:
            continue
        for n in range(begin, min(begin + _LONGEST + 1, len(sentence.tokens))):
            if sentence.forms[n] in words("delays", "units"):
                passed = set(sentence.words(n + 1, n + 2)) & words("delays", "no_delay")
                return None if passed else n + 1
            if not (_is_number(sentence, n) or sentence.forms[n] in words("delays", "amounts")):
                break
    return None


def _is_number(sentence: Sentence, n: int) -> bool:
    token = sentence.tokens[n]
    return any(number.start < token.end and token.start < number.end for number in sentence.numbers)
