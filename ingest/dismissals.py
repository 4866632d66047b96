"""Dismissals: who is dismissed, where who dismisses is named too, and what a decree brings about."""

from collections.abc import Iterator

from mithaq.ingest.cues import BROKEN
from mithaq.ingest.lexicon import words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.sentences import WALL, Sentence
from mithaq.ingest.tokens import COMMAS, is_one_of
from mithaq.ingest.triggers import Trigger

_FROM = "من"
_AFTER = 8
_FREE = 0.9
_DECREED = 14


def dismissed(sentence: Sentence, trigger: Trigger) -> Iterator[tuple[int, float]]:
    """Who loses an office: the last of two named after the verb, one alone where another acts.

    «أقال الرئيس فلان الوزير فلانا», «أقالت الحكومة فلانا», «أعفي فلان من منصبه».
    """
    named = list(_named(sentence, trigger))
    if len(named) > 1:
        yield named[1][0], named[1][2]
    elif named:
        position, mention, cost = named[0]
        if (
            mention.first > trigger.last
            or _acts_before(sentence, trigger)
            or _leaves_office(sentence, mention.last)
        ):
            yield position, cost


def _named(sentence: Sentence, trigger: Trigger) -> Iterator[tuple[int, Mention, float]]:
    """The people whom nothing governs, between the verb and the first preposition after them."""
    last = trigger.last
    for position, mention in enumerate(sentence.mentions):
        if mention.first < trigger.last:
            continue
        cost = sentence.gap(last, mention.first)
        if cost >= WALL or cost > _FREE or mention.preposition:
            return
        last = mention.last
        if mention.how == "person":
            yield position, mention, sentence.gap(trigger.last, mention.first)


def _acts_before(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether who dismisses stands before the verb: «وكان الرئيس قد أقال …»."""
    return any(
        m.last <= trigger.first
        and not m.preposition
        and m.how != "demonym"
        and sentence.gap(m.last, trigger.first) <= _FREE
        for m in sentence.mentions
    )


def _leaves_office(sentence: Sentence, first: int) -> bool:
    """Whether «من منصبه» or the like follows."""
    for position in range(first, min(first + _AFTER, len(sentence.tokens) - 1)):
        if sentence.forms[position] == _FROM:
            return sentence.forms[position + 1] in words("offices", "posts")
        if sentence.forms[position] in BROKEN - COMMAS:
            return False
    return False


def is_enacted(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether who decides it does it by that: «أعلن تعيين …», «أصدر مرسوما بإقالة …»."""
    if trigger.form.kind != "noun" or trigger.future:
        return False
    for position in range(trigger.first - 1, max(trigger.first - _DECREED, -1), -1):
        form = sentence.forms[position]
        if form in BROKEN - COMMAS or sentence.classes[position] == "complementizer":
            return False
        if is_one_of(form, words("status", "enacting")):
            return True
        if sentence.classes[position] == "verb":
            return False
    return False
