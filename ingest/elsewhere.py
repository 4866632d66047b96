"""Elsewhere: places that a clause about something else tells: «… في خرق للهدنة التي أعلنت في كذا»."""

from collections.abc import Iterable
from functools import lru_cache

from mithaq.ingest.lexicon import words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.parentheses import parenthesis_end
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tokens import is_among, is_one_of, is_verb_among, unjoined
from mithaq.ingest.triggers import Trigger
from mithaq.ingest.verbs import listed_forms

_WHERE = frozenset({"في", "ب"})
_FORCES = "forces"
_SPOKEN_OF = 4
"""How many words before «التي» the noun may stand that it is said of."""


def is_where_another(sentence: Sentence, trigger: Trigger, first: int) -> bool:
    """Whether what stands before token `first` tells where something else took place, or is.

    «في خرق للهدنة التي أعلنت في كذا», «هاجمت القوات المتمركزة في كذا …», «…، وفق الوزارة في كذا».
    """
    if first < trigger.first:
        return is_judged_there(sentence, trigger, first)
    if trigger.form.kind == "verb" and _stands(sentence, trigger, first):
        return True
    between = range(trigger.last, first)
    said = (n for n in between if sentence.forms[n] in words("violence", "attributing"))
    if any(not _is_over(sentence, n - 1, first) for n in said):
        return True  # «…، وفق هيئة الأركان في كذا»
    relative = next(
        (n for n in range(first - 1, trigger.last - 1, -1) if sentence.classes[n] == "relative"),
        None,
    )
    if relative is None:
        return False
    if _is_deed_of_somebody(sentence, relative):
        return True
    return any(map(_is_a_deal, sentence.words(max(relative - _SPOKEN_OF, trigger.last), relative)))


def _is_deed_of_somebody(sentence: Sentence, relative: int) -> bool:
    """Whether a clause tells what else somebody did: «غارات على المتمردين الذين قصفوا كذا», «فلان الذي لجأ إلى كذا»."""
    doer = any(m.last == relative and m.candidates[0].kind in _DOERS for m in sentence.mentions)
    told = sentence.words(relative + 1, relative + 2)
    return doer and not any(form in words("violence", "keeping") for form in told)


_DOERS = frozenset({"Person", "ArmedGroup"})


def is_of_another_event(sentence: Sentence, trigger: Trigger, first: int) -> bool:
    """Whether token `first` begins where another event took place, before or after forces went.

    «أرسلت كينيا قوات بعد هجوم في كذا», «أقر الاتحاد، خلال قمته في كذا، نشر قوات».
    """
    if trigger.form.frame.fact not in _SENDING:
        return False
    begin = trigger.last if first >= trigger.last else max(first - _PHRASE, 0)
    for when in range(begin, min(first, len(sentence.tokens)) - 1):
        if unjoined(sentence.forms[when]) not in words("reports", "during"):
            continue
        if not sentence.has_among(when + 1, when + _EVENT, words("forces", "other_events")):
            continue
        return not any(map(sentence.has_comma, range(when, first))) and not any(
            when < mention.first < first and mention.preposition in _WHERE
            for mention in sentence.mentions
        )  # «أرسلت قوات بعد هجوم في كذا إلى الصومال»
    return False


_SENDING = frozenset({"Deployment", "Mission"})
_PHRASE = 8
"""How far before a place, where both stand before the trigger, «خلال» is looked for."""
_EVENT = 5
"""How many words after «بعد» the noun of the event may stand: «بعد أيام على زيارة»."""


def is_judged_there(sentence: Sentence, trigger: Trigger, first: int) -> bool:
    """Whether somebody only judges there what befell elsewhere: «وفي باريس، نددت الحكومة بالغارات»."""
    comma = next((m.last for m in sentence.mentions if m.first == first), first)
    if trigger.form.kind != "noun" or first > _FRONTED or not sentence.has_comma(comma):
        return False
    return any(map(_is_judging, sentence.words(comma + 1, min(comma + 2, trigger.first))))


_FRONTED = 2
"""Before which token a place opens its sentence: «وفي باريس», «وفي العاصمة باريس»."""


_JUDGED = ("stances", "appeals", "turning_down")


@lru_cache(maxsize=65536)
def _is_judging(form: str) -> bool:
    return any(is_verb_among(form, listed_forms("reports", key)) for key in _JUDGED)


def _is_over(sentence: Sentence, comma: int, first: int) -> bool:
    """Whether what the comma opens is closed before token `first`: «قصفت، وفق كذا، مدينة كذا»."""
    if not sentence.has_comma(comma):
        return False
    end = parenthesis_end(sentence.forms, sentence.classes, comma)
    return end is not None and end <= first


def before_another_side(
    sentence: Sentence, start: int, position: int, offered: Iterable[int]
) -> int:
    """The place told before another side is: «ضربات على كذا في غانا والمتمردين في كينيا».

    `offered` are the mentions from which the one at `position` was taken as the place.
    """
    chosen = sentence.mentions[position]
    for other in sorted(offered):
        mention = sentence.mentions[other]
        if not (start <= mention.first < chosen.first and mention.preposition in _WHERE):
            continue
        if any(_joins(side) for side in sentence.mentions[other + 1 : position]):
            return other
    return position


def _joins(side: Mention) -> bool:
    """Whether a side is told with «و», and what follows is told of it."""
    return side.conjunction and (side.candidates[0].kind == "ArmedGroup" or side.part == _FORCES)


@lru_cache(maxsize=65536)
def _is_a_deal(form: str) -> bool:
    return is_among(form, words("violence", "deals"))


def _stands(sentence: Sentence, trigger: Trigger, first: int) -> bool:
    """Whether a participle says that soldiers stand there, from where they act."""
    before = sentence.words(max(first - 2, trigger.last), first)
    return (
        len(before) > 1 and sentence.classes[first - 1] == "preposition" and _is_standing(before[0])
    )


@lru_cache(maxsize=65536)
def _is_standing(form: str) -> bool:
    return is_one_of(form, words("violence", "standing"))
