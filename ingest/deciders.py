"""Deciders: whose decision a verbal noun tells, whoever welcomes it or regrets it.

«القرار الأميركي بالانسحاب من المعاهدة», «رحبت كندا بقرار غانا الانسحاب من المعاهدة», «صوت النرويجيون لصالح الخروج
من الحلف».
"""

from collections.abc import Iterator

from mithaq.ingest.lexicon import words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tokens import unjoined
from mithaq.ingest.triggers import Trigger

_FURTHEST = 2
"""How many words may stand between: «القرار الأميركي الأخير بالانسحاب»."""
_DECIDED = 0.2
_PEOPLE = ("ون", "ين")
_CHOICE = 8
_ARTICLE = "ال"


def deciders(sentence: Sentence, trigger: Trigger) -> Iterator[tuple[int, float]]:
    """The state whose decision stands right before what is decided, or whose people chose it."""
    for position, mention in enumerate(sentence.mentions):
        if mention.last > trigger.first:
            continue
        between = sentence.classes[mention.last : trigger.first]
        if "mark" in between or "verb" in between:
            continue
        near = len(between) <= _FURTHEST and _is_decision(sentence, mention)
        chose = mention.how == "demonym" and _chose(sentence, mention)
        if near or (len(between) <= _CHOICE and chose):
            yield position, _DECIDED


def is_anothers(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a noun tells what another decided than who speaks of it: «رحبت كندا بقرار فلان الانسحاب»."""
    if trigger.form.kind != "noun" or trigger.form.suffix:
        return False
    return _is_somebodys(sentence, trigger) or any(True for _ in deciders(sentence, trigger))


def _is_somebodys(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a name that nobody knows stands between a decision and what is decided.

    Not so an adjective, nor who is no more than «the government»: «قرار الحكومة الانسحاب», «قرار مفاجئ بالانسحاب».
    """
    if trigger.preposition or not sentence.forms[trigger.first].startswith(_ARTICLE):
        return False
    for length in range(1, _FURTHEST + 1):
        first = trigger.first - length
        between = sentence.words(first, trigger.first)
        if len(between) < length or sentence.classes[first] != "word":
            return False
        if any(form.startswith(_ARTICLE) for form in between):
            return False
        if sentence.has_among(first - 1, first, words("nouns", "decisions")):
            return True
    return False


def _is_decision(sentence: Sentence, mention: Mention) -> bool:
    """Whether the noun before is a decision, or a wish: «الإعلان التركي», «قرار الرئيس التركي»."""
    return sentence.has_among(mention.first - 1, mention.first, words("nouns", "decisions"))


def _chose(sentence: Sentence, mention: Mention) -> bool:
    """Whether a people chose: «صوت البريطانيون لصالح الخروج», «تصويت البريطانيين على الخروج»."""
    if not mention.first or not sentence.forms[mention.last - 1].endswith(_PEOPLE):
        return False
    chosen = sentence.has_among(mention.first - 1, mention.first, words("nouns", "choices"))
    before = unjoined(sentence.forms[mention.first - 1])
    return chosen or (not mention.heads and before in words("nouns", "choosing"))
