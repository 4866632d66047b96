"""Explaining: what extraction saw at a place of a document, and what triggered and gave nothing."""

from collections.abc import Iterator

from mithaq.ingest.documents import Document
from mithaq.ingest.extract import extract, inside_mention
from mithaq.ingest.facts import Fact
from mithaq.ingest.mentions import Mention
from mithaq.ingest.nearness import near_words
from mithaq.ingest.reading import Reading, read
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.slots import Failure, fill, nearest
from mithaq.ingest.status import status_of
from mithaq.ingest.themes import has_theme
from mithaq.ingest.triggers import Trigger, find_triggers, known_triggers


def explain(document: Document, offset: int) -> Iterator[str]:
    """Lines that tell, for the sentence at `offset`, its mentions, triggers and slots, and facts."""
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
    for fact in _facts_in(document, sentence):
        roles = ", ".join(
            f"{role}: {' + '.join(p.iri.rpartition('/id/')[2] for p in found) or '-'}"
            for role, found in fact.roles
        )
        when = fact.time.edtf if fact.time else "no time"
        yield f"  fact    {fact.type} ({roles}) {fact.status}, {when}, {fact.confidence}"


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
    pattern = trigger.form.pattern
    if not (near_words(sentence, trigger, pattern) and has_theme(sentence, trigger, pattern)):
        return f"{words}: {name}: a word the pattern wants is missing, or one it refuses is near"
    filled = fill(sentence, trigger)
    if isinstance(filled, Failure):
        why = nearest(sentence, trigger, filled.slot)
        return f"{words}: {name}: slot {filled.slot.role} stays empty; {why}"
    slots = ", ".join(
        f"{f.slot.role}={'+'.join(p.iri.rpartition('/')[2] for p in f.participants)} ({f.cost:.2f})"
        for f in filled
    )
    status = status_of(sentence, trigger, trigger.form.pattern.status)
    return f"{words}: {name}: {slots}; {status}"


def barren_triggers(document: Document) -> Iterator[tuple[str, str, str]]:
    """Sentences that call a frame and yield no fact of it: (frame, words, sentence)."""
    reading = read(document)
    for sentence in reading.sentences:
        for trigger in find_triggers(known_triggers(), sentence.tokens):
            if inside_mention(sentence, trigger):
                continue
            if isinstance(fill(sentence, trigger), Failure):
                words = " ".join(sentence.words(trigger.first, trigger.last))
                yield trigger.form.frame.id, words, document.text[sentence.start : sentence.end]


__all__ = ["Reading", "barren_triggers", "explain"]
