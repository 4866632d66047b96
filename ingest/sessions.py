"""Sessions: what is told of «the meeting» happened on the one day the document gives for it."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from mithaq.ingest.facts import Fact, Time
from mithaq.ingest.lexicon import words
from mithaq.ingest.reading import Reading
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tokens import reading_among

_AT_MEETINGS = frozenset({"ChairHandover", "RefusedSignature", "Appointment"})
MEETING = "Meeting"


def dated_by_session(found: Sequence[Fact], reading: Reading) -> tuple[Fact, ...]:
    """The facts, those that meetings do and whose sentence speaks of «the meeting» with its day.

    Only where the document dates one actual meeting to the day: two leave the question open.
    """
    days = {fact.time.edtf: fact.time for fact in _dated_meetings(found) if fact.time is not None}
    if len(days) != 1:
        return tuple(found)
    (day,) = days.values()
    return tuple(_dated(fact, reading, day) for fact in found)


def the_dated_meeting(found: Sequence[Fact]) -> Fact | None:
    """What a document means by «the meeting»: the one that it dates, if it dates only one."""
    dated = _dated_meetings(found)
    return dated[0] if len(dated) == 1 else None


def _dated_meetings(found: Sequence[Fact]) -> list[Fact]:
    return [
        fact
        for fact in found
        if fact.type == MEETING and fact.status == "actual" and fact.time is not None
    ]


def _dated(fact: Fact, reading: Reading, day: Time) -> Fact:
    if fact.type not in _AT_MEETINGS or fact.status != "actual" or fact.time is not None:
        return fact
    after = bisect_right(reading.sentences, fact.start, key=lambda s: s.start)
    if not after:
        return fact
    sentence = reading.sentences[after - 1]
    if fact.start >= sentence.end or not _speaks_of_the_meeting(sentence):
        return fact
    return replace(fact, time=Time(day.edtf, day.text, "relative-to-text"))


def _speaks_of_the_meeting(sentence: Sentence) -> bool:
    return any(map(is_the_meeting, sentence.forms))


def is_the_meeting(form: str) -> bool:
    """Whether a word, with or without clitics, is «الاجتماع», «القمة» or the like."""
    return reading_among(form, words("meetings", "the_meeting")) is not None
