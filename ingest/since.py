"""Since when: events that only say so, «الأعنف منذ حرب 1973»: what is said of them is theirs."""

from functools import cache

from mithaq.ingest.frames import frames
from mithaq.ingest.lexicon import words
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tokens import bare
from mithaq.ingest.triggers import Trigger
from mithaq.ingest.verbalnouns import is_verbal_noun
from mithaq.text import fold

_SINCE = fold("منذ")
_FIGHTING = "Incident"


def is_since_another(sentence: Sentence, trigger: Trigger, first: int) -> bool:
    """Whether what stands at token `first` is another event's: «القتال … منذ الحرب على كذا».

    So it is of whatever else was done, but not of a beginning: «قتل العشرات منذ افتتاح السفارة في كذا».
    """
    return any(
        sentence.forms[n] == _SINCE
        and (bare(sentence.forms[n + 1]) in _fighting() or _is_deed(sentence, n + 1))
        for n in range(trigger.last, first - 1)
    )


def _is_deed(sentence: Sentence, position: int) -> bool:
    """Whether a noun of what is done stands there, which is no part of a span of time."""
    form = sentence.forms[position]
    if sentence.is_timed(position) or bare(form) in words("status", "since_parts"):
        return False
    return is_verbal_noun(form) and bare(form) not in words("status", "outsets")


def is_since_what_befell(sentence: Sentence, trigger: Trigger, first: int) -> bool:
    """Whether the date at token `first` is of what «منذ» names: «ثالث رحلة … منذ انتخابه عام 2011»."""
    for n in range(first - 2, max(trigger.last, first - _NAMED) - 1, -1):
        if sentence.classes[n] in ("mark", "relative", "complementizer"):
            return False
        if sentence.forms[n] == _SINCE:
            return bare(sentence.forms[n + 1]) not in words("status", "since_parts")
    return False


def only_ranks(sentence: Sentence, trigger: Trigger, first: int) -> bool:
    """Whether «منذ» at token `first` only tells which it is of many: «أول زيارة يقوم بها فلان منذ 2011»."""
    if sentence.forms[first] != _SINCE:
        return False
    return sentence.has_among(trigger.first - _RANKED, trigger.first, words("status", "ranks"))


_NAMED = 8
"""How many words may lie between «منذ» and the date of what it names."""
_RANKED = 1


@cache
def _fighting() -> frozenset[str]:
    """The words that frames know fighting by, without the article."""
    return frozenset(
        bare(fold(noun).split()[0])
        for frame in frames()
        if frame.fact == _FIGHTING
        for pattern in frame.patterns
        for noun in pattern.nouns
    )
