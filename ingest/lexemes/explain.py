"""Explaining: what was seen at a place of an English or Russian document."""

from collections.abc import Iterator

from mithaq.ingest.documents import Document
from mithaq.ingest.facts import Fact
from mithaq.ingest.lexemes.extract import extract_worded, read_sentences
from mithaq.ingest.lexemes.saying import status_of
from mithaq.ingest.lexemes.sentence import Sentence
from mithaq.ingest.lexemes.slots import fill_all
from mithaq.ingest.lexemes.triggers import Trigger, triggers


def explain_worded(document: Document, offset: int) -> Iterator[str]:
    """Lines that tell, for the sentence at `offset`, its mentions, times and triggers with their slots."""
    for number, sentence in enumerate(read_sentences(document)):
        if sentence.start <= offset < sentence.end:
            yield f"sentence {number} ({sentence.start}-{sentence.end})"
            yield document.text[sentence.start : sentence.end]
            yield from _seen(sentence)
            return
    yield f"no sentence of {document.id} stands at {offset}: it is white space"


def facts_at(document: Document, offset: int) -> tuple[Fact, ...]:
    """The facts of the sentence at `offset`."""
    spans = ((sentence.start, sentence.end) for sentence in read_sentences(document))
    start, end = next(((s, e) for s, e in spans if s <= offset < e), (0, 0))
    return tuple(fact for fact in extract_worded(document) if start <= fact.start < end)


def _seen(sentence: Sentence) -> Iterator[str]:
    for mention in sentence.mentions:
        stands = " or ".join(one.iri.rpartition("/id/")[2] for one in mention.candidates)
        whose = f" of {mention.whose.iri.rpartition('/id/')[2]}" if mention.whose else ""
        yield f"  mention {sentence.printed(mention)} = {stands}{whose} ({mention.how})"
    for placed in sentence.times:
        words = sentence.text[placed.start : placed.end]
        yield f"  time    {words} = {placed.time.edtf} ({placed.time.basis})"
    for trigger in triggers(sentence):
        yield f"  trigger {_trigger(sentence, trigger)}"


def _trigger(sentence: Sentence, trigger: Trigger) -> str:
    words = " ".join(word.text for word in sentence.words[trigger.first : trigger.last])
    filled = fill_all(sentence, trigger)
    empty = [
        role for role in trigger.frame.slots if role in trigger.frame.needs and role not in filled
    ]
    if empty:
        return f"{words}: {trigger.frame.name}: slot {empty[0]} stays empty"
    told = [
        f"{role}={'+'.join(one.iri.rpartition('/')[2] for one, _mention in found)}"
        for role, found in filled.items()
    ]
    status = status_of(sentence, trigger.first, trigger.last, trigger.tense)
    return f"{words}: {trigger.frame.name}: {', '.join(told)}; {status}"
