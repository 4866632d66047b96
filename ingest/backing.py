"""Backing: those who help a side fight: «سيطر الجيش، بإسناد من كذا، على …», «قوات كذا مدعومة بطيران كذا»."""

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


def with_backers(sentence: Sentence, trigger: Trigger, sides: Filling) -> Filling:
    """The sides of an incident, with those that the sentence says help one of them."""
    if trigger.form.frame.fact != _INCIDENT or not sides.participants:
        return sides
    if words("violence", "backing").isdisjoint(sentence.forms):
        return sides
    found = [n for n in _backers(sentence, trigger) if n not in sides.mentions]
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
    low = max(trigger.first - _BEFORE, 0)
    high = min(trigger.last + _AFTER, len(sentence.tokens))
    for position in range(low, high):
        if sentence.forms[position] not in words("violence", "backing"):
            continue
        gap = sentence.gap(trigger.last, position) + sentence.gap(position + 1, trigger.first)
        if gap < WALL:
            yield from _who_helps(sentence, position + 1)


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
