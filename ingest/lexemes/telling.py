"""Telling: a fact's terms, its number, its quote and its time, from the words around its trigger."""

import re
from collections.abc import Iterator, Mapping

from mithaq.ingest.facts import Participant, Time
from mithaq.ingest.lexemes.sentence import Sentence
from mithaq.ingest.lexemes.slots import Filled
from mithaq.ingest.lexemes.triggers import Trigger
from mithaq.ingest.names import participant
from mithaq.iris import THING, slug
from mithaq.ontology.facttypes import FactType
from mithaq.ontology.reference import reference

_TIME_REACH = 90  # code points between a trigger and its time
_VALUE_REACH = 16
_BESIDE = 6
_PERCENT = frozenset({"percent", "%", "процент", "процентов", "процента"})
_FACTORS = {
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "тысяча": 1e3,
    "миллион": 1e6,
    "миллиард": 1e9,
    "тыс": 1e3,
    "млн": 1e6,
    "млрд": 1e9,
}


def terms(
    fact_type: FactType, trigger: Trigger, sentence: Sentence
) -> Iterator[tuple[str, Participant]]:
    """The terms of the ontology that a trigger, or a word near it, stands for."""
    for role, name in trigger.frame.fixed.items():
        yield role, participant(THING + name)
    roles = [role.name for role in fact_type.roles if role.kinds & {"Kind", "Stance", "Obligation"}]
    term = trigger.frame.kinds.get(trigger.key)
    if term is None:
        behind = (*sentence.words[trigger.last :], *reversed(sentence.words[: trigger.first]))
        near = (trigger.frame.kinds[w.lemma] for w in behind if w.lemma in trigger.frame.kinds)
        term = next(near, None)
    for role in roles:
        one = _term(role, term) if term else None
        if one:
            yield role, one


def _term(role: str, name: str) -> Participant | None:
    iri = f"{THING}{role}/{slug(name)}"
    return participant(iri) if iri in reference().things else None


def value_of(sentence: Sentence, trigger: Trigger) -> float | None:
    """The number before one of the frame's units; right behind a verb that needs one, also a bare number."""
    for place, word in enumerate(sentence.words):
        counted = sentence.lexicon.numbers.get(word.lemma)
        if not word.form[0].isdigit() and counted is None:
            continue
        after = place + 1
        factor = 1.0
        while sentence.lemma(after) in _FACTORS:
            factor *= _FACTORS[sentence.lemma(after)]
            after += 1
        units = trigger.frame.value
        told = trigger.frame.value_needed and trigger.tense and 0 <= place - trigger.last <= 1
        told = told and not sentence.form(after)[:1].isalpha()
        if (told or sentence.find(units, after, after + 3) >= 0) and abs(
            place - trigger.first
        ) <= _VALUE_REACH:
            try:
                number = counted or float(re.sub(r",(?=\d{3})", "", word.form).replace(",", "."))
            except ValueError:
                return None
            share = any(sentence.form(after + n) in _PERCENT for n in range(2))
            return round(number / 100, 4) if share else number * factor
    return None


def quote_of(sentence: Sentence, trigger: Trigger, filled: Mapping[str, Filled]) -> tuple[int, int]:
    """The offsets of the shortest stretch with the trigger and all that fills its slots."""
    places = [trigger.first, trigger.last - 1]
    for found in filled.values():
        for _one, mention in found:
            places += [mention.first, mention.last - 1]
    return sentence.words[min(places)].start, sentence.words[max(places)].end


def time_of(sentence: Sentence, trigger: Trigger) -> Time | None:
    """The time nearest to the trigger."""
    start = sentence.words[trigger.first].start
    told = [time for time in sentence.times if not _is_of_report(sentence, time.start, start)]
    near = sorted(told, key=lambda time: abs(time.start - start))
    if near and abs(near[0].start - start) <= _TIME_REACH:
        return near[0].time
    opening = [time for time in told if time.start - sentence.start <= _BESIDE]
    return opening[0].time if opening and sentence.lexicon.language == "en" else None


def _is_of_report(sentence: Sentence, time: int, trigger: int) -> bool:
    """Whether a time right behind a reporting verb is that of the report: «said on Monday that …»."""
    reporting = sentence.lexicon.markers["reporting"]
    for place, word in enumerate(sentence.words):
        if sentence.is_phrase(reporting, place) and 0 <= time - word.end <= _BESIDE:
            return abs(word.start - trigger) > abs(time - word.end)
    return False
