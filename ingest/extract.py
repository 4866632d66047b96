"""Extraction: a document in, its facts out; the same document always gives the same facts."""

from collections.abc import Iterator

from mithaq.ingest.again import tells_again
from mithaq.ingest.beginnings import without_guessed_posts, without_joined
from mithaq.ingest.businesses import is_of_business
from mithaq.ingest.charters import with_organisations
from mithaq.ingest.choices import Choices, in_order
from mithaq.ingest.clauses import is_anothers
from mithaq.ingest.combinations import sensible, tuples
from mithaq.ingest.convening import convened, stated_kinds
from mithaq.ingest.datelined import placed_by_dateline
from mithaq.ingest.delays import delay_of
from mithaq.ingest.dismissals import is_enacted
from mithaq.ingest.documents import Document
from mithaq.ingest.facts import Fact, Saying, Time
from mithaq.ingest.fainter import without_fainter
from mithaq.ingest.fillings import Failure
from mithaq.ingest.followingsuit import following_suit
from mithaq.ingest.gappedplaces import tells, told_elsewhere
from mithaq.ingest.gapping import gapped, kept_apart
from mithaq.ingest.grounds import grounds_of
from mithaq.ingest.happenings import (
    Roles,
    dated,
    known_event,
    lies_ahead,
    lies_behind,
    on_its_day,
    once,
)
from mithaq.ingest.instruments import of_their_meetings
from mithaq.ingest.lexemes.extract import extract_worded
from mithaq.ingest.lexemes.lexicons import LANGUAGES
from mithaq.ingest.merging import merge
from mithaq.ingest.occurrence import lasting, time_of, value_of
from mithaq.ingest.officefacts import office_facts
from mithaq.ingest.reactions import is_answered
from mithaq.ingest.reading import Reading, read
from mithaq.ingest.respective import Share, shares
from mithaq.ingest.restated import (
    without_appeals,
    without_mouthed,
    without_own,
    without_restated,
)
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.sessions import dated_by_session
from mithaq.ingest.settling import Told, settle
from mithaq.ingest.sides import inherited, united
from mithaq.ingest.slots import fill, struck_state
from mithaq.ingest.speakers import Report, find_reports, speaker_of
from mithaq.ingest.status import saying_of
from mithaq.ingest.stays import placed_by_visit, told_enough, without_bynames
from mithaq.ingest.subjects import only_fighter
from mithaq.ingest.surfaces import surfaced
from mithaq.ingest.telling import confidence_of, denied_beside, quote_of
from mithaq.ingest.themes import may_call
from mithaq.ingest.tolls import without_retold_tolls
from mithaq.ingest.triggers import Trigger, TriggerIndex, find_triggers, known_triggers
from mithaq.ingest.weighing import weighed
from mithaq.ontology.facttypes import FactType, fact_types


def extract(document: Document, index: TriggerIndex | None = None) -> tuple[Fact, ...]:
    """The facts that `document` states, in the order of their quotes.

    English and Russian are read by the words of `ingest/lexemes/`, any other text as Arabic.
    `index` holds the triggers of other frames than the project's, for trying a frame.
    """
    if document.language in LANGUAGES:
        return extract_worded(document)
    reading = read(document)
    return weighed(reckon(reading, index), reading)


def reckon(reading: Reading, index: TriggerIndex | None = None) -> tuple[Fact, ...]:
    """The facts of what was read, before what they were found by is weighed."""
    framed = list(_framed(reading, known_triggers() if index is None else index))
    told = inherited(framed, fact_types(), only_fighter(reading.sentences))
    found = [*settle(told, fact_types()), *office_facts(reading)]
    headline = max((s.end for s in reading.sentences if s.headline), default=0)
    once_told = once(merge(found, fact_types(), headline), fact_types())
    counted = without_retold_tolls(without_fainter(once_told, fact_types()), reading.sentences)
    fuller = without_joined(without_mouthed(without_restated(counted)), fact_types())
    merged = without_own(without_appeals(without_guessed_posts(fuller)))
    enough = told_enough(placed_by_visit(merged, reading), reading)
    enough = placed_by_dateline(enough, reading)
    dated = dated_by_session(without_bynames(enough), reading)
    return of_their_meetings(convened(dated, reading))


def _framed(reading: Reading, index: TriggerIndex) -> Iterator[Told]:
    for sentence in reading.sentences:
        reports: tuple[Report, ...] | None = None  # looked for where something is told
        told: list[Told] = []
        kinds = frozenset(p.kind for m in sentence.mentions for p in m.candidates)
        triggers = find_triggers(index, sentence.tokens, kinds)
        choices = Choices()
        for trigger in in_order(triggers):
            if inside_mention(sentence, trigger) or not choices.are_free(trigger, sentence):
                continue
            if not may_call(sentence, trigger) or is_of_business(sentence, trigger):
                continue
            fillings = fill(sentence, trigger)
            if not isinstance(fillings, Failure):
                whole = with_organisations(fillings)
                whole, elsewhere = told_elsewhere(sentence, trigger, whole)
                apart = kept_apart(sentence, trigger, whole)
                named = surfaced(apart, sentence, reading.document.text)
                reports = find_reports(sentence) if reports is None else reports
                parts = shares(sentence, trigger, named, reading.document.text)
                found = [
                    one
                    for share in (
                        *(parts or (Share(named, None),)),
                        *(g for g in gapped(sentence, trigger, named) if not tells(elsewhere, g)),
                        *elsewhere,
                        *following_suit(sentence, trigger, named, reading.document.text),
                    )
                    for one in _facts(reading, sentence, trigger, share, reports)
                ]
                if found:
                    choices.take(trigger, sentence)
                told += found
        yield from united(told, fact_types(), sentence)


def inside_mention(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether the trigger is part of a name, «منظمة معاهدة …», or ends in «قوات روسية»."""
    inside = trigger.first in sentence.named
    if not inside and trigger.last - trigger.first == 1:
        return False
    return (
        inside
        and any(
            m.first <= trigger.first
            and trigger.last <= m.last
            and (
                m.how not in ("person", "concept", "phrase")
                or (m.how == "person" and trigger.form.kind == "verb" and m.last == trigger.last)
            )
            and not (
                m.how in ("reference", "office")
                and (m.first, m.last) == (trigger.first, trigger.last)
            )
            for m in sentence.mentions
        )
    ) or any(
        trigger.first < m.first < trigger.last < m.last and m.part == "forces"
        for m in sentence.mentions
    )


def _facts(
    reading: Reading,
    sentence: Sentence,
    trigger: Trigger,
    share: Share,
    reports: tuple[Report, ...],
) -> Iterator[Told]:
    fillings = share.fillings
    fact_type = fact_types()[trigger.form.frame.fact]
    start, end = quote_of(sentence, trigger, fillings)
    time = share.time or time_of(sentence, trigger, fillings, reading.document.text)
    if not trigger.form.pattern.time:
        time = lasting(time)
    if time is not None and _is_past(trigger) and lies_ahead(time[0], reading.document.date):
        time = None
    if time is not None:
        start, end = min(start, time[1]), max(end, time[2])
    delay = delay_of(sentence, trigger)
    if delay is not None:
        start, end = min(start, delay[0]), max(end, delay[1])
    kinds = stated_kinds(sentence, trigger)
    start = min((start, *(kind.start for kind in kinds)))
    end = max((end, *(kind.end for kind in kinds)))
    saying = _saying(reading, sentence, trigger, None if time is None else time[0])
    if saying is None or (time is None and trigger.form.pattern.dated):
        return
    if is_anothers(sentence, trigger, fillings):
        return
    value = value_of(sentence, trigger) if share.counted else None
    if share.number is not None:
        value, end = share.number.value, max(end, share.number.end)
    pattern = trigger.form.pattern
    grounds = grounds_of(sentence, trigger, fillings, saying)
    answered = is_answered(sentence, trigger)
    taken_up = pattern.partial and pattern.anaphoric  # whoever took part is told after it
    for roles in tuples(fact_type, fillings, pattern.reciprocal):
        if not (taken_up or sensible(roles, fact_type)):
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
            confidence=confidence_of(sentence, trigger, fillings),
            frame=trigger.form.frame.name,
            wording=sentence.printed(trigger.first, trigger.last),
            delay=None if delay is None else reading.document.text[slice(*delay)],
            kinds=kinds,
            grounds=grounds,
        )
        yield Told(
            fact,
            saying.firm,
            pattern.partial,
            pattern.elliptic and not answered,
            again=not answered and tells_again(sentence, trigger),
            anaphoric=pattern.anaphoric,
            struck=struck_state(trigger, fillings),
        )
        for denied in denied_beside(reading, sentence, trigger, fillings, roles, saying.status):
            yield Told(denied, firm=True, partial=False)


def _is_past(trigger: Trigger) -> bool:
    """Whether the verb tells what is over, or what goes on, so that no later time is its own."""
    if trigger.form.tense == "past" or trigger.form.pattern.status == "actual":
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
