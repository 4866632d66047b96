"""The quote and confidence of a fact, and what a list denies beside it."""

from collections.abc import Iterable, Iterator

from mithaq.ingest.facts import Fact, Participant, Status
from mithaq.ingest.fillings import Filling
from mithaq.ingest.reading import Reading
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.triggers import Trigger

_COST_WEIGHT = 0.12


_LEAST_CONFIDENCE = 0.3


def denied_beside(
    reading: Reading,
    sentence: Sentence,
    trigger: Trigger,
    fillings: tuple[Filling, ...],
    roles: tuple[tuple[str, tuple[Participant, ...]], ...],
    status: Status,
) -> Iterator[Fact]:
    """«… ويضم أرمينيا وليس أذربيجان»: what a list leaves out is denied."""
    if status != "actual":
        return
    for filling in fillings:
        if filling.slot.together or not filling.mentions:
            continue
        last = sentence.mentions[filling.mentions[-1]].last
        if sentence.words(last, last + 1) not in (("وليس",), ("وليست",), ("لا",), ("ولا",)):
            continue
        left_out = next((m for m in sentence.mentions if m.first == last + 1), None)
        participant = None if left_out is None else left_out.of_kind(filling.slot.kinds)
        if left_out is None or participant is None:
            continue
        start, end = quote_of(sentence, trigger, fillings)
        end = max(end, left_out.end)
        changed = tuple(
            (role, (participant,) if role == filling.slot.role else found) for role, found in roles
        )
        yield Fact(
            document=reading.document.id,
            type=trigger.form.frame.fact,
            roles=changed,
            status="negated",
            source=None,
            time=None,
            value=None,
            quote=reading.document.text[start:end],
            start=start,
            end=end,
            confidence=confidence_of(sentence, trigger, fillings),
            frame=trigger.form.frame.name,
            wording=sentence.printed(trigger.first, trigger.last),
        )


def quote_of(sentence: Sentence, trigger: Trigger, fillings: Iterable[Filling]) -> tuple[int, int]:
    """The shortest stretch with the trigger and every mention that fills a slot."""
    starts = [sentence.tokens[trigger.first].start]
    ends = [sentence.tokens[trigger.last - 1].end]
    for filling in fillings:
        for position in filling.mentions:
            starts.append(sentence.mentions[position].start)
            ends.append(sentence.mentions[position].end)
        starts += [start for start, _ in filling.spans]
        ends += [end for _, end in filling.spans]
    return min(starts), max(ends)


def confidence_of(sentence: Sentence, trigger: Trigger, fillings: tuple[Filling, ...]) -> float:
    """How sure a fact is before it is measured: by its pattern, its gaps and its mentions."""
    confidence = trigger.form.pattern.confidence
    for filling in fillings:
        confidence *= 1 - _COST_WEIGHT * min(filling.cost, 2.0)
        for position in filling.mentions[:1]:
            confidence *= sentence.mentions[position].certainty
    return round(max(confidence, _LEAST_CONFIDENCE), 2)
