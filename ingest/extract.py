"""Extraction: a document in, its facts out; the same document always gives the same facts."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import permutations, product

from mithaq.ingest.baretriggers import is_governed_noun
from mithaq.ingest.calibration import calibrated
from mithaq.ingest.choices import Choices, in_order
from mithaq.ingest.dismissals import is_enacted
from mithaq.ingest.documents import Document
from mithaq.ingest.facts import Fact, Participant, Status, Time
from mithaq.ingest.happenings import (
    Roles,
    dated,
    known_event,
    lies_ahead,
    lies_behind,
    on_its_day,
    once,
)
from mithaq.ingest.merging import merge
from mithaq.ingest.nearness import near_words
from mithaq.ingest.occurrence import time_of, value_of
from mithaq.ingest.offices import Holding
from mithaq.ingest.reading import Reading, read
from mithaq.ingest.restated import without_restated
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.sessions import dated_by_session
from mithaq.ingest.settling import Told, settle
from mithaq.ingest.sides import inherited, united
from mithaq.ingest.slots import Failure, Filling, fill
from mithaq.ingest.speakers import Report, find_reports, speaker_of
from mithaq.ingest.status import Saying, saying_of
from mithaq.ingest.stays import placed_by_visit, told_enough
from mithaq.ingest.subjects import only_group
from mithaq.ingest.surfaces import surfaced
from mithaq.ingest.themes import has_theme
from mithaq.ingest.triggers import Trigger, TriggerIndex, find_triggers, known_triggers
from mithaq.ontology.facttypes import FactType, fact_types
from mithaq.ontology.reference import reference

_COST_WEIGHT = 0.12
_LEAST_CONFIDENCE = 0.3
_OFFICE_FRAME = "office-holding@1"


def extract(document: Document, index: TriggerIndex | None = None) -> tuple[Fact, ...]:
    """The facts that `document` states, in the order of their quotes.

    `index` holds the triggers of other frames than the project's, for trying a frame.
    """
    return tuple(
        replace(fact, confidence=calibrated(fact.confidence)) for fact in reckon(document, index)
    )


def reckon(document: Document, index: TriggerIndex | None = None) -> tuple[Fact, ...]:
    """The facts of `document`, their confidence not yet measured on read texts."""
    reading = read(document)
    framed = list(_framed(reading, known_triggers() if index is None else index))
    told = inherited(
        framed, fact_types(), only_group(sentence.mentions for sentence in reading.sentences)
    )
    found = [*settle(told, fact_types()), *_offices(reading)]
    headline = max((s.end for s in reading.sentences if s.headline), default=0)
    merged = without_restated(once(merge(found, fact_types(), headline), fact_types()))
    return dated_by_session(told_enough(placed_by_visit(merged, reading), reading), reading)


def _framed(reading: Reading, index: TriggerIndex) -> Iterator[Told]:
    for sentence in reading.sentences:
        reports = find_reports(sentence)
        told: list[Told] = []
        triggers = find_triggers(index, sentence.tokens)
        choices = Choices()
        for trigger in in_order(triggers):
            pattern = trigger.form.pattern
            if inside_mention(sentence, trigger) or not choices.are_free(trigger, sentence):
                continue
            if (
                is_governed_noun(sentence, trigger)
                or not near_words(sentence, trigger, pattern)
                or not has_theme(sentence, trigger, pattern)
            ):
                continue
            fillings = fill(sentence, trigger)
            if not isinstance(fillings, Failure):
                named = surfaced(fillings, sentence, reading.document.text)
                found = list(_facts(reading, sentence, trigger, named, reports))
                if found:
                    choices.take(trigger, sentence)
                told += found
        yield from united(told, fact_types(), sentence)


def inside_mention(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether the trigger is part of a name, «منظمة معاهدة …», or ends in «قوات روسية»."""
    return any(
        m.first <= trigger.first
        and trigger.last <= m.last
        and m.how not in ("person", "concept", "phrase")
        and not (
            m.how in ("reference", "office") and (m.first, m.last) == (trigger.first, trigger.last)
        )
        for m in sentence.mentions
    ) or any(
        trigger.first < m.first < trigger.last < m.last and m.part == "forces"
        for m in sentence.mentions
    )


def _facts(
    reading: Reading,
    sentence: Sentence,
    trigger: Trigger,
    fillings: tuple[Filling, ...],
    reports: tuple[Report, ...],
) -> Iterator[Told]:
    fact_type = fact_types()[trigger.form.frame.fact]
    start, end = _quote(sentence, trigger, fillings)
    time = (
        time_of(sentence, trigger, fillings, reading.document.text)
        if trigger.form.pattern.time
        else None
    )
    if time is not None and _is_past(trigger) and lies_ahead(time[0], reading.document.date):
        time = None
    if time is not None:
        start, end = min(start, time[1]), max(end, time[2])
    saying = _saying(reading, sentence, trigger, None if time is None else time[0])
    if saying is None or (time is None and trigger.form.pattern.dated):
        return
    value = value_of(sentence, trigger)
    for roles in _tuples(fact_type, fillings, trigger.form.pattern.reciprocal):
        if not _sensible(roles, fact_type):
            continue
        saying = _known(trigger, saying, fact_type, roles, reading.document.date)
        if time is not None and lies_behind(saying, time[0], reading.document.date):
            time = None
        fact = Fact(
            document=reading.document.id,
            type=fact_type.name,
            roles=roles,
            status=saying.status,
            source=speaker_of(reports, trigger.first),
            time=None if time is None else time[0],
            value=value,
            quote=reading.document.text[start:end],
            start=start,
            end=end,
            confidence=_confidence(sentence, trigger, fillings),
            frame=trigger.form.frame.name,
        )
        pattern = trigger.form.pattern
        yield Told(fact, saying.firm, pattern.partial, pattern.elliptic)
        for denied in _denied(reading, sentence, trigger, fillings, roles, saying.status):
            yield Told(denied, firm=True, partial=False)


def _is_past(trigger: Trigger) -> bool:
    """Whether the verb tells what is over, or what goes on, so that no later time is its own."""
    if trigger.form.tense == "past":
        return True
    return trigger.form.pattern.present == "actual" and not trigger.future


def _known(
    trigger: Trigger, saying: Saying, fact_type: FactType, roles: Roles, today: str | None
) -> Saying:
    """What a noun says of an event that the frames know by its name and its day."""
    if trigger.form.kind == "verb" or saying.status != "actual":
        return saying
    happened = known_event(fact_type, roles)
    return saying if happened is None else on_its_day(saying, happened, today)


def _saying(
    reading: Reading, sentence: Sentence, trigger: Trigger, time: Time | None
) -> Saying | None:
    """How the trigger's fact is said, at its time; `None` where its pattern tells no such fact."""
    pattern = trigger.form.pattern
    saying = saying_of(sentence, trigger, pattern.status)
    enacted = trigger.form.frame.enacted and saying.status == "announced"
    if enacted and is_enacted(sentence, trigger):
        saying = Saying("actual")
    if pattern.happened is not None:
        saying = on_its_day(saying, pattern.happened, reading.document.date)
    elif pattern.status is None:
        saying = dated(saying, time, reading.document.date)
    return None if pattern.only and saying.status not in pattern.only else saying


def _tuples(
    fact_type: FactType, fillings: tuple[Filling, ...], reciprocal: str
) -> Iterator[tuple[tuple[str, tuple[Participant, ...]], ...]]:
    """One tuple of roles for each combination of the members of lists."""
    by_role = {filling.slot.role: filling for filling in fillings}
    if reciprocal:
        yield from _exchanged(fact_type, by_role, reciprocal)
        return
    choices: list[list[tuple[str, tuple[Participant, ...]]]] = []
    for role in fact_type.roles:
        filling = by_role.get(role.name)
        if filling is None:
            choices.append([(role.name, ())] if role.core else [])
        elif filling.slot.together or not role.core:
            choices.append([(role.name, filling.participants)])
        else:
            choices.append([(role.name, (p,)) for p in filling.participants])
    yield from product(*(choice for choice in choices if choice))


def _exchanged(
    fact_type: FactType, by_role: dict[str, Filling], reciprocal: str
) -> Iterator[tuple[tuple[str, tuple[Participant, ...]], ...]]:
    """What two do to each other: one tuple for each direction."""
    (listed,) = (f for role, f in by_role.items() if role != reciprocal)
    for one, other in permutations(listed.participants[:2], 2):
        named = {listed.slot.role: one, reciprocal: other}
        yield tuple((r.name, (named[r.name],)) for r in fact_type.roles if r.name in named)


def _sensible(roles: tuple[tuple[str, tuple[Participant, ...]], ...], fact_type: FactType) -> bool:
    """Somebody takes part, and nobody does anything to itself, but where a role may repeat."""
    core = {role.name for role in fact_type.roles if role.core}
    if not any(found for role, found in roles if role in core):
        return False
    if any(set(_of(roles, one)) & set(_of(roles, other)) for one, other in _APART):
        return False
    treaties = reference().treaty_of  # a treaty and the alliance it founded are no two sides
    named = [
        treaties.get(p.iri, p.iri)
        for role, found in roles
        for p in found
        if role not in _MAY_REPEAT
    ]
    return len(named) == len(set(named))


def _of(roles: Roles, name: str) -> tuple[Participant, ...]:
    return next((found for role, found in roles if role == name), ())


_APART = (
    *(("deployer", "place"), ("sender", "place"), ("visitor", "place")),
    *(("refuser", "beneficiary"), ("requester", "addressee")),
)
"""Roles that one thing never has together: a state sends no troops to itself."""
_MAY_REPEAT = frozenset(
    {"beneficiary", "place", "organization", "agent", "participants", "leader", "kind", "absent"}
)


def _denied(
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
        start, end = _quote(sentence, trigger, fillings)
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
            confidence=_confidence(sentence, trigger, fillings),
            frame=trigger.form.frame.name,
        )


def _quote(sentence: Sentence, trigger: Trigger, fillings: Iterable[Filling]) -> tuple[int, int]:
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


def _confidence(sentence: Sentence, trigger: Trigger, fillings: tuple[Filling, ...]) -> float:
    confidence = trigger.form.pattern.confidence
    for filling in fillings:
        confidence *= 1 - _COST_WEIGHT * min(filling.cost, 2.0)
        for position in filling.mentions[:1]:
            confidence *= sentence.mentions[position].certainty
    return round(max(confidence, _LEAST_CONFIDENCE), 2)


def _offices(reading: Reading) -> Iterator[Fact]:
    """What the text gives each person: `OfficeHolding`, by office and name side by side."""
    for sentence, holdings in zip(reading.sentences, reading.holdings, strict=True):
        for holding in holdings:
            yield _office(reading, sentence, holding)


def _office(reading: Reading, sentence: Sentence, holding: Holding) -> Fact:
    start = sentence.tokens[holding.first].start
    end = sentence.tokens[holding.last - 1].end
    owner = () if holding.organization is None else (holding.organization,)
    person = holding.person.candidates[0]
    return Fact(
        document=reading.document.id,
        type="OfficeHolding",
        roles=(("holder", (person,)), ("office", (holding.office,)), ("organization", owner)),
        status="actual",
        source=None,
        time=None,
        value=None,
        quote=reading.document.text[start:end],
        start=start,
        end=end,
        confidence=round(0.95 * holding.certainty, 2),
        frame=_OFFICE_FRAME,
    )


__all__ = ["Time", "extract", "inside_mention", "reckon"]
