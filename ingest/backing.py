"""Backing: those who fight beside a side: «سيطر الجيش، بإسناد من كذا، على …», «شنت كذا مع كذا غارات»."""

from collections.abc import Iterator
from dataclasses import replace

from mithaq.ingest.fillings import Filling
from mithaq.ingest.lexicon import words
from mithaq.ingest.sentences import WALL, Sentence
from mithaq.ingest.suits import taken_for, takes
from mithaq.ingest.triggers import Trigger

_INCIDENT = "Incident"
_BEFORE, _AFTER = 12, 16
_HELP = 5
"""How many words may lie between the word for help and who gives it: «بإسناد جوي ومدفعي من …»."""
_ENDS = frozenset({"mark", "verb", "complementizer", "subordinator", "relative"})
_WITH = "مع"  # "with"
_AT = "الي"  # the first word of "at the side of"
_SIDE = "جانب"  # "side"


def with_backers(sentence: Sentence, trigger: Trigger, sides: Filling) -> Filling:
    """The sides of an incident, with those that the sentence says help one of them, or fight beside it."""
    if trigger.form.frame.fact != _INCIDENT or not sides.participants:
        return sides
    found = [
        n
        for n in (*_backers(sentence, trigger), *_allies(sentence, trigger, sides))
        if n not in sides.mentions
    ]
    slot = sides.slot
    helpers = [
        (n, who)
        for n in found
        if (who := taken_for(slot, sentence.mentions[n])) is not None
        and takes(slot, sentence.mentions[n])
        and who not in sides.participants
    ]
    if not helpers:
        return sides
    return replace(
        sides,
        participants=(*sides.participants, *dict.fromkeys(who for _, who in helpers)),
        mentions=(*sides.mentions, *(n for n, _ in helpers)),
    )


def _backers(sentence: Sentence, trigger: Trigger) -> Iterator[int]:
    if words("violence", "backing").isdisjoint(sentence.forms):
        return
    low = max(trigger.first - _BEFORE, 0)
    high = min(trigger.last + _AFTER, len(sentence.tokens))
    for position in range(low, high):
        if sentence.forms[position] not in words("violence", "backing"):
            continue
        gap = sentence.gap(trigger.last, position) + sentence.gap(position + 1, trigger.first)
        if gap < WALL:
            yield from _who_helps(sentence, position + 1)


def _allies(sentence: Sentence, trigger: Trigger, sides: Filling) -> Iterator[int]:
    """Whom «مع» right after a side, the verb, or «مشتركة» names: «غارات نفذتها كذا مع كذا وكذا»."""
    ends = {sentence.mentions[n].last for n in sides.mentions}
    if trigger.form.kind == "verb":
        ends.add(trigger.last)
    high = min(trigger.last + _AFTER, len(sentence.tokens))
    for position in range(trigger.first + 1, high):
        length = _joining(sentence, position)
        if length and (
            position in ends or sentence.forms[position - 1] in words("violence", "joint")
        ):
            yield from _who_helps(sentence, position + length)


def _joining(sentence: Sentence, position: int) -> int:
    """How many words «مع», or «إلى جانب», takes at a position with words for forces after it."""
    if sentence.forms[position] == _WITH:
        length = 1
    elif sentence.words(position, position + 2) == (_AT, _SIDE):
        length = 2
    else:
        return 0
    starts = {mention.first for mention in sentence.mentions}
    for first in range(position + length, position + length + _HELP):
        if first in starts:
            return first - position
        if not sentence.has_among(first, first + 1, words("violence", "armies")):
            break
    return 0


def _who_helps(sentence: Sentence, first: int) -> Iterator[int]:
    """The mention that follows, over adjectives and prepositions, with those it is listed with."""
    for number, mention in enumerate(sentence.mentions):
        if mention.first < first:
            continue
        if mention.first - first <= _HELP and _ENDS.isdisjoint(
            sentence.classes[first : mention.first]
        ):
            yield from sentence.groups[number]
        return
