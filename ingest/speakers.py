"""Speakers: who says what a sentence tells, where a verb of speech or a phrase names one."""

from dataclasses import dataclass
from functools import cache, lru_cache

from mithaq.ingest.facts import Participant
from mithaq.ingest.lexicon import phrase_list
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tellings import heading
from mithaq.ingest.tokens import is_verb_among
from mithaq.ingest.verbs import listed_forms
from mithaq.ingest.voices import spoken_by

_SPEAKERS = frozenset({"Person", "State", "Alliance", "Organization", "Body", "ArmedGroup"})
_NEAR = 1.2
_MARK = '"'
_OPENING = frozenset({"ان", "بان", "انه", "انها", "بانه", "بانها", "انهم", ":", '"', "انهما"})


@dataclass(frozen=True, slots=True)
class Report:
    """Somebody's words: who, and the tokens that are theirs."""

    speaker: Participant
    first: int
    last: int


@cache
def _phrases() -> dict[str, tuple[tuple[str, ...], ...]]:
    """The phrases that name a speaker, by their first word."""
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in sorted(phrase_list("reports", "phrases")):
        found[phrase[0]] = (*found.get(phrase[0], ()), phrase)
    return found


@lru_cache(maxsize=65536)
def is_speech(form: str) -> bool:
    """Whether a word is a verb of speech, with or without a conjunction."""
    return is_verb_among(form, listed_forms("reports", "verbs"))


def find_reports(sentence: Sentence) -> tuple[Report, ...]:
    """The reports of a sentence: «قال X إن …» to its end, «بحسب X» for all of it, «X: …»."""
    found: list[Report] = []
    headed = heading(sentence)
    if headed is not None:
        found.append(Report(headed[0], headed[1], len(sentence.tokens)))
    phrases = _phrases()
    for position, form in enumerate(sentence.forms):
        if is_speech(form):
            report = _after_verb(sentence, position) or _going_on(sentence, position)
            if report is not None:
                found.append(report)
        for phrase in phrases.get(form, ()):
            last = position + len(phrase)
            if sentence.words(position, last) == phrase:
                speaker = _nearest_speaker(sentence, last)
                if speaker is not None:
                    found.append(Report(speaker[0], 0, position))
    return tuple(found)


def _after_verb(sentence: Sentence, verb: int) -> Report | None:
    opening = _opening_after(sentence, verb)
    if opening is None:
        return None
    inside = [
        m
        for m in sentence.mentions
        if verb < m.first and m.last <= opening and not m.preposition and m.how != "demonym"
    ]
    before = [
        m
        for m in sentence.mentions
        if m.last <= verb and not m.preposition and sentence.gap(m.last, verb) <= _NEAR
    ]
    for mention in (*inside, *reversed(before)):
        speaker = mention.of_kind(_SPEAKERS)
        if speaker is not None:
            return Report(speaker, opening, _end(sentence, opening))
    return None


def _going_on(sentence: Sentence, verb: int) -> Report | None:
    """The report of a verb that opens a sentence and names nobody: «وأشار إلى أن …», the same."""
    opening = _opening_after(sentence, verb)
    if opening is None or not _is_past(sentence.forms[verb]):
        return None  # «يذكر أن»: who says so is nobody
    spoken = spoken_by(sentence, verb + 1)
    if spoken is None or spoken[1]:
        return None
    return Report(spoken[0], opening, _end(sentence, opening))


def _is_past(form: str) -> bool:
    """Whether a verb of speech tells what was said."""
    return is_verb_among(form, listed_forms("reports", "verbs", "past"))


def _opening_after(sentence: Sentence, verb: int) -> int | None:
    """Where the words begin that a verb of speech tells."""
    tokens = range(verb + 1, len(sentence.tokens))
    return next((n for n in tokens if sentence.forms[n] in _OPENING), None)


def _end(sentence: Sentence, opening: int) -> int:
    """Where reported words end: what opens with a quotation mark, where it closes."""
    first = opening + (sentence.words(opening, opening + 2) == (":", _MARK))
    quoted = sentence.forms[first] == _MARK
    tokens = range(first + 1, len(sentence.tokens))
    return next((n for n in tokens if quoted and sentence.forms[n] == _MARK), len(sentence.tokens))


def _nearest_speaker(sentence: Sentence, first: int) -> tuple[Participant, int] | None:
    for mention in sentence.mentions:
        if mention.first >= first and sentence.gap(first, mention.first) <= 0.3:  # noqa: PLR2004
            speaker = mention.of_kind(_SPEAKERS)
            if speaker is not None:
                return speaker, mention.last
    return None


def speaker_of(reports: tuple[Report, ...], first: int) -> Participant | None:
    """Whose words token `first` belongs to: the innermost report."""
    found = [report for report in reports if report.first <= first < report.last]
    return max(found, key=lambda report: report.first).speaker if found else None
