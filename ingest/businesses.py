"""Businesses: agreements that companies, clubs and the like sign are no treaties of whom they sign them with.

«وقعت شركة كذا عقدا مع كندا», «قالت المجموعة إنها أبرمت اتفاقا مع الحكومة الكندية».
"""

from mithaq.ingest.lexicon import common_words, words
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tokens import is_among
from mithaq.ingest.triggers import Trigger

_SIGNING = "TreatySigning"
_FURTHEST = 10
"""How many words before a verb its subject may stand."""
_NEAR = 3
_PARTIES = frozenset({"State", "Alliance", "Organization", "ArmedGroup", "Body", "Person"})


def is_of_business(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a business signs what the trigger tells, so that its partner alone signs no treaty."""
    if trigger.form.frame.fact != _SIGNING:
        return False
    if _is_business(sentence, trigger.last) or _is_firm(sentence, trigger.last):
        return True
    if trigger.form.kind != "verb" or _somebody_at(sentence, trigger.last):
        return False
    if _is_of_some(sentence, trigger.first):
        return True
    for position in range(trigger.first - 1, max(trigger.first - _FURTHEST, -1), -1):
        if _is_business(sentence, position):
            return sentence.classes[position - 1 : position] != ("preposition",)
        if _somebody_at(sentence, position) or sentence.classes[position] == "mark":
            return False
    return False


def _is_of_some(sentence: Sentence, first: int) -> bool:
    """Whether some without a name stand right before the verb: «ذكرت غانا أن عشرين بلدا أبرمت …»."""
    for position in range(first - 1, max(first - _NEAR, 0) - 1, -1):
        if position in sentence.named:
            return False
        if sentence.forms[position] in words("treaties", "nameless"):
            return True
        if sentence.classes[position] != "word":
            return False
    return False


def _is_business(sentence: Sentence, position: int) -> bool:
    """Whether a business is called by its noun there, and no known name: «مجموعة السبع»."""
    if position >= len(sentence.tokens) or _somebody_at(sentence, position):
        return False
    if not is_among(sentence.forms[position], words("nouns", "businesses")):
        return False
    central = words("nouns", "central")  # a central bank signs for its state
    return central.isdisjoint(sentence.words(position + 1, position + 2))


def _is_firm(sentence: Sentence, position: int) -> bool:
    """Whether a name that no list knows stands there with its country: «وقعت نوردا الكندية عقدا»."""
    if position >= len(sentence.tokens) or sentence.classes[position] != "word":
        return False
    form = sentence.forms[position]
    if form.startswith("ال") or form in common_words() or "ال" + form in common_words():
        return False
    if any(m.first <= position < m.last for m in sentence.mentions):
        return False
    return any(m.first == position + 1 and m.how == "demonym" for m in sentence.mentions)


def _somebody_at(sentence: Sentence, position: int) -> bool:
    """Whether a party that is more than an adjective is named at token `position`."""
    return any(
        m.first <= position < m.last and m.how != "demonym" and m.of_kind(_PARTIES) is not None
        for m in sentence.mentions
    )
