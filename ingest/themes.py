"""Themes: what a trigger must speak of in its own clause: «أرسلت … جنودا», «القوات التي نشرتها …»."""

from mithaq.ingest.baretriggers import is_governed_noun, is_group, is_read_as_verb
from mithaq.ingest.lexicon import phrase_list, words
from mithaq.ingest.nearness import may_stand, near_words, stands_at
from mithaq.ingest.parentheses import parenthesis_end, parenthesis_start
from mithaq.ingest.patterns import Pattern
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.steps import own_negation
from mithaq.ingest.tokens import COMMAS
from mithaq.ingest.triggers import Trigger

_AFTER, _BEFORE, _OF_A_NOUN = 14, 8, 6
_ENDS = frozenset({".", "؛", ";", ":", "؟", "!", "…"})
_PARTICIPLES = ("م", "الم")
_CLAUSES = frozenset({"complementizer", "subordinator"})
_AMOUNTING = frozenset({"ما"})
"""Before a verb that tells how many: «إرسال ما يصل إلى ألف جندي»."""


def may_call(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether the words around a trigger let it call its pattern, whoever fills the slots."""
    pattern = trigger.form.pattern
    return (
        not is_governed_noun(sentence, trigger)
        and not is_read_as_verb(sentence, trigger)
        and not is_group(sentence, trigger)
        and near_words(sentence, trigger, pattern)
        and has_theme(sentence, trigger, pattern)
        and not (trigger.form.frame.deadly and _is_accident(sentence, trigger))
        and not (trigger.form.frame.fact == _INCIDENT and _is_any(sentence, trigger))
    )


_INCIDENT = "Incident"


def _is_any(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether whatever may come is spoken of: «سترد على أي هجوم إسرائيلي على لبنان»."""
    return trigger.form.kind == "noun" and not words("grammar", "any").isdisjoint(
        sentence.words(trigger.first - 1, trigger.first)
    )


_AFTERWARDS = 14


def _is_accident(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether those who died did so by accident: «قتل خمسة جنود بعد تحطم مروحيتهم»."""
    accidents = phrase_list("violence", "accidents")
    if not may_stand(accidents, sentence):
        return False
    for position in range(trigger.last, min(trigger.last + _AFTERWARDS, len(sentence.tokens))):
        if sentence.forms[position] in _ENDS:
            return False
        if stands_at(accidents, sentence.forms, position):
            return True
    return False


def has_theme(sentence: Sentence, trigger: Trigger, pattern: Pattern) -> bool:
    """Whether a word of the pattern's theme stands in the trigger's clause.

    After a noun it stands near, over nouns and prepositions; that of a verb or a participle, «القوات
    المنتشرة», may stand before it.
    """
    if not pattern.theme:
        return True
    noun = trigger.form.kind == "noun"
    if noun and _any_at(sentence, trigger.first, trigger.last, pattern):
        return True
    left = _OF_A_NOUN if noun else _AFTER
    position = trigger.last - 1
    while (position := _past_aside(sentence, position + 1)) < len(sentence.tokens):
        left -= not noun or position not in sentence.named
        if left < 0:
            break
        if stands_at(pattern.theme, sentence.forms, position):
            return True  # «وفدا», though it may be a verb
        if _ends(sentence, position) or (noun and sentence.forms[position] in COMMAS):
            break
    if noun and not _is_participle(trigger.form.words[0]):
        return False
    first = _before_aside(sentence, trigger.first)
    for position in range(first - 1, max(first - _BEFORE, 0) - 1, -1):
        if _ends(sentence, position):
            break
        if stands_at(pattern.theme, sentence.forms, position):
            return True
    return False


def _is_participle(form: str) -> bool:
    """Whether a noun tells what those before it do: «القوات المنتشرة», «قواتها العاملة»."""
    return form.startswith(_PARTICIPLES) or form in words("nouns", "standing_by")


def _before_aside(sentence: Sentence, verb: int) -> int:
    """Where the clause goes on before an aside that ends at its verb: «كندا، التي …، لن ترسل»."""
    comma = own_negation(sentence, verb) - 1
    if comma < 0 or not sentence.has_comma(comma):
        return verb
    start = parenthesis_start(sentence.forms, sentence.classes, comma)
    return verb if start is None else start


def _past_aside(sentence: Sentence, position: int) -> int:
    """Where the clause goes on: behind what two commas set off here, if they do."""
    if not sentence.has_comma(position):
        return position
    return parenthesis_end(sentence.forms, sentence.classes, position) or position


def _any_at(sentence: Sentence, first: int, last: int, pattern: Pattern) -> bool:
    return any(stands_at(pattern.theme, sentence.forms, n) for n in range(first, last))


def _ends(sentence: Sentence, position: int) -> bool:
    """Whether the clause ends here: at a mark, at «أن», or at another verb that is no name."""
    if sentence.forms[position] in _ENDS or sentence.classes[position] in _CLAUSES:
        return True
    if sentence.classes[position] != "verb" or sentence.forms[position - 1] in _AMOUNTING:
        return False
    return position not in sentence.named and not _tells_amount(sentence, position)


def _tells_amount(sentence: Sentence, position: int) -> bool:
    """Whether it only tells how much it is of: «مساعدات قيمتها مليون دولار», «قوة تبلغ ألف جندي»."""
    if sentence.forms[position] not in words("numerals", "amounts_to"):
        return False
    after = slice(position + 1, position + 1 + _HOW_MUCH)
    return "number" in sentence.classes[after] or any(f.isdigit() for f in sentence.forms[after])


_HOW_MUCH = 3
