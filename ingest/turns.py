"""Turns: where a sentence leaves the meeting that a noun names and tells of something else.

What follows is no place of it: «بعد قمة الحلف، سيمضي فلان أربعة أيام في لندن» was not held in London.
"""

from functools import cache, lru_cache

from mithaq.ingest.fillings import BETWEEN
from mithaq.ingest.lexicon import words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.proclitics import attached_preposition
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tokens import COMMAS, is_among, readings
from mithaq.ingest.triggers import Trigger
from mithaq.ingest.verbs import listed_forms

_JOINING = "وف"
_AT = frozenset({"في", "ب", "قرب"})
_OPENED = 5
"""How many words before a meeting the comma may stand that opens an aside: «…، في ختام قمته»."""


def turns(sentence: Sentence, trigger: Trigger, first: int, last: int) -> bool:
    """Whether another clause begins between two tokens behind the meeting."""
    return any(_turns_at(sentence, trigger, n) for n in range(first, last))


def _turns_at(sentence: Sentence, trigger: Trigger, position: int) -> bool:
    if _goes_on(sentence, position):
        return True
    if position <= trigger.last or sentence.forms[position - 1] not in COMMAS:
        return False
    if _is_finite_verb(sentence, position):
        return not is_holding(sentence.forms[position]) and trigger.form.kind == "noun"
    return _resumes(sentence, position) and _is_in_an_aside(sentence, trigger)


def _goes_on(sentence: Sentence, position: int) -> bool:
    """Whether another clause is joined here: «… وعقد اجتماعات في شنغهاي»."""
    return _is_finite_verb(sentence, position) and sentence.forms[position][0] in _JOINING


def meets_later(sentence: Sentence, trigger: Trigger, mention: Mention) -> bool:
    """Whether it is another meeting with somebody: «قمة الحلف قبل أسبوع من لقاء فلان مع فلان»."""
    if trigger.form.frame.fact != _MEETING or trigger.form.kind != "noun":
        return False
    between = range(trigger.last, max(mention.governor, trigger.last))
    return any(
        sentence.forms[n][0] not in _JOINING and is_among(sentence.forms[n], _met())
        for n in between
    )


_MEETING = "Meeting"


@cache
def _met() -> frozenset[str]:
    return words("meetings", "talks") | words("meetings", "conferences") | {"اجتماع"}


def _is_finite_verb(sentence: Sentence, position: int) -> bool:
    """Whether a verb stands here that is no name: «فيصل»."""
    return sentence.classes[position] == "verb" and position not in sentence.named


def _resumes(sentence: Sentence, position: int) -> bool:
    """Whether what an aside cut off goes on: «أعلن الاتحاد، في ختام قمته، عن خطة لنشر قوات في …»."""
    if sentence.classes[position] == "complementizer":
        return True
    if sentence.classes[position] == "preposition":
        return sentence.forms[position] not in _AT | words("meetings", "during")
    carried = attached_preposition(sentence.forms[position])
    return carried is not None and carried.preposition not in _AT


def _is_in_an_aside(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a comma opens the phrase in which the meeting stands, with no verb between."""
    for n in range(trigger.first - 1, max(trigger.first - _OPENED, 0) - 1, -1):
        if sentence.classes[n] in ("verb", "complementizer", "relative"):
            return False
        if sentence.forms[n] in COMMAS:
            return True
    return False


def governs(sentence: Sentence, position: int) -> bool:
    """Whether what a meeting does goes on here: «كلفت القمة الرئيس بالتوسط في …»."""
    if position in sentence.named or not _AT.isdisjoint(sentence.words(position - 1, position + 1)):
        return False  # «أقرت القمة في ختام أعمالها في …»
    if sentence.classes[position] not in _GOVERNING or sentence.forms[position] == BETWEEN:
        return False  # «ألغيت القمة المقررة بين الرئيسين في …»
    preposition = sentence.classes[position] == "preposition"
    return preposition or attached_preposition(sentence.forms[position]) is not None


_GOVERNING = ("preposition", "word")


@lru_cache(maxsize=65536)
def is_holding(form: str) -> bool:
    """Whether `form` is a verb that holds, opens or closes a meeting."""
    verbs = listed_forms("meetings", "holding")
    return any(
        not r.preposition and (r.rest in verbs or (r.rest[:1] == "س" and r.rest[1:] in verbs))
        for r in readings(form)
    )
