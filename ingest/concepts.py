"""Concepts: what a slot takes that is no thing of the world but a kind: a stance, an aid, an obligation."""

from dataclasses import replace

from mithaq.ingest.facts import Participant
from mithaq.ingest.fillings import Filling
from mithaq.ingest.patterns import Slot
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.steps import FROM_THE_LEFT
from mithaq.ingest.triggers import Trigger
from mithaq.iris import THING


def conceived(sentence: Sentence, trigger: Trigger, slot: Slot) -> Filling | None:
    """The nearest word of the slot's kind of concept; before the trigger where it may be."""
    best: tuple[float, Participant] | None = None
    for mention in sentence.concepts:
        concept = mention.of_kind(slot.kinds)
        if concept is None or concept.iri == THING + slot.default:
            continue
        if mention.last <= trigger.first:
            if slot.after:
                continue
            cost = sentence.gap(mention.last, trigger.first)
        else:
            cost = sentence.gap(trigger.last, mention.first) + FROM_THE_LEFT
        if cost <= slot.reach and (best is None or cost < best[0]):
            best = cost, concept
    return None if best is None else Filling(slot, (best[1],), (), best[0])


def with_concepts(sentence: Sentence, phrases: Filling, known: Filling) -> Filling:
    """The phrases, each that opens with a concept as that: «على سحب القوات ورفع العقوبات».

    `known`, the nearest concept, alone where none of them does.
    """
    owed = tuple(
        _opening(sentence, span, phrases.slot.kinds) or one
        for one, span in zip(phrases.participants, phrases.spans, strict=True)
    )
    return known if owed == phrases.participants else replace(phrases, participants=owed)


def _opening(
    sentence: Sentence, span: tuple[int, int], kinds: frozenset[str]
) -> Participant | None:
    """The concept with which the words of a span begin."""
    first = sentence.token_at(span[0])
    near = (m for m in sentence.concepts if first <= m.first < first + _OPENING)
    return next((concept for m in near if (concept := m.of_kind(kinds)) is not None), None)


_OPENING = 2
"""How many words of a phrase may stand before the concept that it names: «ضمان عدم الاعتداء»."""
