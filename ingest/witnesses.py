"""Witnesses: who is named beside a signing, and signs nothing: who sponsors it, looks on, or speaks of it.

«وقعت كندا واليابان برعاية غانا اتفاقا», «قال فلان في حفل التوقيع …», «أكد فلان أن توقيع الاتفاق …».
"""

from functools import cache

from mithaq.ingest.fillings import head_of_list
from mithaq.ingest.lexicon import words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.patterns import Slot
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tokens import is_one_of, unjoined
from mithaq.ingest.triggers import Trigger
from mithaq.ingest.verbs import listed_forms

_SIGNATORY, _TREATY = "signatory", "treaty"
_GOVERNED = 24
"""How far before a signing the verb may stand that governs it."""
_OFFICE = 8
"""How many words of an office and titles may stand between a sponsor and what says so."""
_BETWEEN = "بين"
_WILL = "س"
_ELSEWHERE = frozenset({"علي", "ضد", "عن", "الي"})


def is_witness(
    sentence: Sentence, trigger: Trigger, slot: Slot, mention: Mention, relation: str
) -> bool:
    """Whether a mention stands beside a signing and is none of its parties."""
    if slot.role != _SIGNATORY:
        return False
    if _sponsors(sentence, mention) or _is_seat(sentence, mention):
        return True
    beyond = sentence.words(trigger.last, mention.first)
    if not words("grammar", "contrasting").isdisjoint(beyond):
        return True  # «وقعت عشرات الدول الاتفاق، لكن كندا قاطعت الحفل»
    if trigger.form.kind != "noun" or mention.last > trigger.first:
        return False
    if trigger.form.pattern.stative:
        return False  # «اتفاقية الصيد بين كندا وغانا الموقعة عام 1999»
    if relation == _BETWEEN:
        return True  # «محادثات بين كندا وغانا في ذكرى توقيع …»
    if mention.preposition in _ELSEWHERE:
        return True  # «العقوبات على كينيا بعد توقيع الاتفاق»
    return (
        _is_looked_on_at(sentence, trigger.first)
        or _is_passed(sentence, mention.last, trigger.first)
        or _is_spoken_of(sentence, trigger, mention.last)
        or _judges(sentence, trigger, mention)
    )


def signs_another(sentence: Sentence, trigger: Trigger, slot: Slot, mention: Mention) -> bool:
    """Whether another paper is signed, which is about the agreement: «وقع مرسوما بإنهاء المعاهدة»."""
    if slot.role != _TREATY or mention.first <= trigger.last:
        return False
    between = sentence.words(trigger.last, min(mention.first, trigger.last + _BESIDE))
    return any(is_one_of(form, words("treaties", "other_papers")) for form in between)


_BESIDE = 24
"""Within how many words after a signing the paper stands that is signed."""


def _sponsors(sentence: Sentence, mention: Mention) -> bool:
    """Whether the words before, up to another preposition, say that it is by somebody's leave."""
    head = head_of_list(sentence, sentence.mentions.index(mention))
    first = sentence.mentions[head].first
    for position in range(first - 1, max(first - _OFFICE, 0) - 1, -1):
        if is_one_of(sentence.forms[position], words("treaties", "sponsoring")):
            return True
        if sentence.classes[position] != "word" and sentence.forms[position] != _FROM:
            return False  # «بتوسط من القوى الكبرى كندا وغانا»
    return False


_FROM = "من"


def _is_seat(sentence: Sentence, mention: Mention) -> bool:
    """Whether a state only tells whose capital it is: «في أكرا عاصمة غانا»."""
    before = (*mention.heads, *sentence.words(mention.first - 1, mention.first))
    return not words("treaties", "seats").isdisjoint(before)


def _judges(sentence: Sentence, trigger: Trigger, mention: Mention) -> bool:
    """Whether the verb that governs the signing only judges it, whose subject is named: «رحبت غانا بتوقيع …»."""
    if trigger.form.suffix or sentence.has_among(
        mention.first - 1, mention.first, words("nouns", "decisions")
    ):
        return False
    for position in range(trigger.first - 1, max(trigger.first - _GOVERNED, -1), -1):
        if sentence.classes[position] == "verb" and position not in sentence.named:
            return unjoined(sentence.forms[position]) in _judging()
    return False


def _is_looked_on_at(sentence: Sentence, first: int) -> bool:
    """Whether a ceremony stands right before the signing, or who attends it."""
    before = sentence.words(first - 1, first)
    return any(
        is_one_of(form, words("treaties", "ceremonies")) or unjoined(form) in _attending()
        for form in before
    )


def _is_passed(sentence: Sentence, last: int, first: int) -> bool:
    """Whether it is told in the passive after somebody: «قالت غانا إنه تم توقيع الاتفاق»."""
    return sentence.has_among(last, first, words("treaties", "passed"))


def _is_spoken_of(sentence: Sentence, trigger: Trigger, last: int) -> bool:
    """Whether «that» brings in the signing, of which somebody only speaks."""
    if trigger.form.suffix or trigger.preposition:
        return False
    before = sentence.forms[trigger.first - 1]
    return last < trigger.first and (
        sentence.classes[trigger.first - 1] == "complementizer"
        and before not in words("grammar", "pronoun_complementizers")
    )


@cache
def _judging() -> frozenset[str]:
    """«رحبت», «سينتقد»: forms of saying what one thinks of it, or of no more than seeing it."""
    return _and_to_come(listed_forms("treaties", "judging"))


@cache
def _attending() -> frozenset[str]:
    """«حضر», «سيحضرون»: forms of looking on."""
    return _and_to_come(listed_forms("treaties", "attending"))


def _and_to_come(forms: frozenset[str]) -> frozenset[str]:
    return forms | {_WILL + form for form in forms}
