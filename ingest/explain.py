"""Explaining: what extraction saw at a place of a document, and what triggered and gave nothing."""

from collections.abc import Iterator
from dataclasses import dataclass

from mithaq.ingest.documents import Document
from mithaq.ingest.extract import extract, inside_mention
from mithaq.ingest.facts import Fact
from mithaq.ingest.fillings import Failure
from mithaq.ingest.lexemes.explain import explain_worded, facts_at
from mithaq.ingest.lexemes.lexicons import LANGUAGES
from mithaq.ingest.mentions import Mention
from mithaq.ingest.patterns import Slot
from mithaq.ingest.reading import read
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.slots import fill
from mithaq.ingest.status import status_of
from mithaq.ingest.steps import left, right
from mithaq.ingest.themes import may_call
from mithaq.ingest.triggers import Trigger, find_triggers, known_triggers
from mithaq.ingest.weighing import heaviest
from mithaq.text import one_line

_REASONS = 5
"""How many of the grounds that make a fact sure or unsure are told."""


def explain(document: Document, offset: int) -> Iterator[str]:
    """Lines that tell, for the sentence at `offset`, its mentions, triggers and slots, and facts."""
    if document.language in LANGUAGES:
        yield from explain_worded(document, offset)
        yield from map(_fact, facts_at(document, offset))
        return
    reading = read(document)
    sentence = next((s for s in reading.sentences if s.start <= offset < s.end), None)
    if sentence is None:
        yield f"no sentence of {document.id} stands at {offset}: it is white space or furniture"
        return
    yield f"sentence {sentence.number} ({sentence.start}-{sentence.end})"
    yield document.text[sentence.start : sentence.end]
    for mention in sentence.mentions:
        yield f"  mention {_mention(mention, document.text)}"
    for time in sentence.times:
        yield f"  time    {document.text[time.start : time.end]} = {time.edtf} ({time.basis})"
    for trigger in find_triggers(known_triggers(), sentence.tokens):
        yield f"  trigger {_trigger(sentence, trigger)}"
    yield from map(_fact, _facts_in(document, sentence))


def _fact(fact: Fact) -> str:
    roles = ", ".join(
        f"{role}: {' + '.join(p.iri.rpartition('/id/')[2] for p in found) or '-'}"
        for role, found in fact.roles
    )
    when = fact.time.edtf if fact.time else "no time"
    why = ", ".join(f"{name} {weight:+.2f}" for name, weight in heaviest(fact, _REASONS))
    told = f"  fact    {fact.type} ({roles}) {fact.status}, {when}, {fact.confidence}"
    return f"{told}; {why}" if why else told


def _facts_in(document: Document, sentence: Sentence) -> list[Fact]:
    return [f for f in extract(document) if sentence.start <= f.start < sentence.end]


def _mention(mention: Mention, text: str) -> str:
    stands = " or ".join(p.iri.rpartition("/id/")[2] for p in mention.candidates)
    governed = f", after {mention.preposition}" if mention.preposition else ""
    heads = f", over {' '.join(mention.heads)}" if mention.heads else ""
    return f"{text[mention.start : mention.end]} = {stands} ({mention.how}{governed}{heads})"


def _trigger(sentence: Sentence, trigger: Trigger) -> str:
    words = " ".join(sentence.words(trigger.first, trigger.last))
    name = trigger.form.frame.name
    if inside_mention(sentence, trigger):
        return f"{words}: {name}: it is part of a name"
    if not may_call(sentence, trigger):
        return f"{words}: {name}: a word the pattern wants is missing, or one it refuses is near"
    filled = fill(sentence, trigger)
    if isinstance(filled, Failure):
        why = _nearest(sentence, trigger, filled.slot)
        return f"{words}: {name}: slot {filled.slot.role} stays empty; {why}"
    slots = ", ".join(
        f"{f.slot.role}={'+'.join(p.iri.rpartition('/')[2] for p in f.participants)} ({f.cost:.2f})"
        for f in filled
    )
    status = status_of(sentence, trigger, trigger.form.pattern.status)
    return f"{words}: {name}: {slots}; {status}"


@dataclass(frozen=True, slots=True)
class Barren:
    """A trigger that gave no fact: its frame and words, the slot that stayed empty, its sentence."""

    frame: str
    words: str
    slot: str
    document: str
    sentence: str


def barren_triggers(document: Document) -> Iterator[Barren]:
    """What called a frame in `document` and gave no fact of it, in the order of the text.

    Of the patterns of a frame that share a word the one is told that filled the most slots.
    """
    reading = read(document)
    told = {(fact.start, fact.end, fact.frame) for fact in extract(document)}
    found: dict[tuple[str, int], tuple[int, Barren]] = {}
    for sentence in reading.sentences:
        for trigger in find_triggers(known_triggers(), sentence.tokens):
            empty = _empty_slot(sentence, trigger)
            frame = trigger.form.frame
            first, last = sentence.tokens[trigger.first], sentence.tokens[trigger.last - 1]
            if empty is None or any(
                name == frame.name and start <= first.start and last.end <= end
                for start, end, name in told
            ):
                continue  # another pattern of the frame read it
            place, filled = (frame.id, first.start), trigger.form.pattern.slots.index(empty)
            if place not in found or found[place][0] < filled:
                text = one_line(document.text[sentence.start : sentence.end])
                words = " ".join(trigger.form.words)
                found[place] = filled, Barren(frame.id, words, empty.role, document.id, text)
    yield from (barren for _, barren in found.values())


def _empty_slot(sentence: Sentence, trigger: Trigger) -> Slot | None:
    """The required slot that stays empty, where what the pattern wants near the trigger is there."""
    if inside_mention(sentence, trigger) or not may_call(sentence, trigger):
        return None
    filled = fill(sentence, trigger)
    return filled.slot if isinstance(filled, Failure) else None


def _nearest(sentence: Sentence, trigger: Trigger, slot: Slot) -> str:
    """What stood nearest to filling `slot`, for whoever asks why it stayed empty."""
    near = [
        (cost, mention)
        for side in (right, left)
        for _, mention, cost in side(sentence, trigger)
        if mention.of_kind(slot.kinds) is not None
    ]
    if not near:
        return "no mention of its classes stands in reach"
    cost, mention = min(near, key=lambda pair: pair[0])
    governed = f" governed by {mention.preposition}" if mention.preposition else ""
    label = mention.candidates[0].label("ar") or mention.candidates[0].iri
    return f"the nearest is {label}{governed}, at cost {cost:.2f}"
