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


def with_concept(sentence: Sentence, phrases: Filling, known: Filling) -> Filling:
    """Each phrase, and instead of the one that opens with a known concept, that: «على سحب القوات ورفع العقوبات».

    The concept alone where none of the phrases opens with it.
    """
    (concept,) = known.participants
    opens = tuple(_opens_with(sentence, span, concept) for span in phrases.spans)
    if not any(opens):
        return known
    owed = zip(phrases.participants, opens, strict=True)
    return replace(phrases, participants=tuple(concept if it else one for one, it in owed))


def _opens_with(sentence: Sentence, span: tuple[int, int], concept: Participant) -> bool:
    first = sentence.token_at(span[0])
    return any(
        first <= mention.first < first + _OPENING and concept in mention.candidates
        for mention in sentence.concepts
    )


_OPENING = 2
"""How many words of a phrase may stand before the concept that it names: «ضمان عدم الاعتداء»."""
