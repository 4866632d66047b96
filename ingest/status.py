"""Status: how a fact is said, by what governs its trigger."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from mithaq.ingest.facts import Status
from mithaq.ingest.lexicon import phrases, word_lists
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tokens import readings
from mithaq.ingest.triggers import Trigger
from mithaq.ingest.verbs import verb_forms
from mithaq.text import fold

_WINDOW = 12
_LONGEST_CUE = 3
_MIGHT = "قد"


@cache
def _cues(status: str) -> frozenset[tuple[str, ...]]:
    listed: dict[str, Any] = word_lists("status")[status]
    return frozenset(_cue_forms(listed))


def _cue_forms(listed: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    for root, form in listed["verbs"]:
        yield from ((written,) for written, _ in verb_forms(root, form))
    for noun in listed["nouns"]:
        yield (fold(noun),)
        yield ("ال" + fold(noun),)
    yield from phrases(listed["phrases"])


@cache
def _conditions() -> frozenset[tuple[str, ...]]:
    return phrases(word_lists("status")["conditions"])


def status_of(sentence: Sentence, trigger: Trigger, default: Status | None) -> Status:
    """The status of what `trigger` says in `sentence`.

    The order of the tests is question, negation, condition, announcement, possibility; a verb in
    the past that nothing governs is actual.
    """
    if default is not None:
        return default
    if sentence.question:
        return "possible"
    if _negated(sentence, trigger):
        return "negated"
    if _conditional(sentence, trigger):
        return "conditional"
    if trigger.future:
        return "announced"
    return _governed(sentence, trigger)


def _negated(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a negator stands right before the trigger, or before the verb that governs a noun."""
    position = trigger.first - 1
    verbs = 0
    while position >= 0:
        name = sentence.classes[position]
        if name == "negator":
            return True
        if name == "verb" and trigger.form.kind == "noun" and not verbs:
            verbs += 1
        elif name != "auxiliary":
            return False
        position -= 1
    return False


def _conditional(sentence: Sentence, trigger: Trigger) -> bool:
    if trigger.form.tense == "past" and not _has_condition(
        sentence.words(trigger.first - 3, trigger.first)
    ):
        return False
    return _has_condition(sentence.words(0, len(sentence.tokens)))


def _has_condition(forms: tuple[str, ...]) -> bool:
    return any(_cue_at(_conditions(), forms, position) for position in range(len(forms)))


def _governed(sentence: Sentence, trigger: Trigger) -> Status:
    """The nearest governing cue before the trigger, within its clause."""
    past = trigger.form.kind == "verb" and trigger.form.tense == "past"
    if past:
        return "actual"
    low = _clause_start(sentence, trigger)
    forms = sentence.words(low, trigger.first)
    for position in range(len(forms) - 1, -1, -1):
        if _cue_at(_cues("negated"), forms, position) and trigger.form.kind == "noun":
            return "negated"
        if _cue_at(_cues("announced"), forms, position):
            return "announced"
        if _cue_at(_cues("possible"), forms, position) and not _is_past_marker(forms, position):
            return "possible"
    after = sentence.words(trigger.last, trigger.last + 2)
    if trigger.form.kind == "noun" and after[:1]:
        if _cue_at(_cues("announced"), after, 0):
            return "announced"
        if _cue_at(_cues("possible"), after, 0):
            return "possible"
    return "actual"


def _is_past_marker(forms: tuple[str, ...], position: int) -> bool:
    """قد before a past verb says that it happened; only before a present does it mean perhaps."""
    if forms[position] not in (_MIGHT, "و" + _MIGHT, "ف" + _MIGHT):
        return False
    following = forms[position + 1] if position + 1 < len(forms) else ""
    return not following.startswith(("ي", "ت", "ن"))


def _clause_start(sentence: Sentence, trigger: Trigger) -> int:
    position = trigger.first
    while position > 0 and trigger.first - position < _WINDOW:
        before = sentence.tokens[position - 1].form
        subordinated = sentence.classes[position - 1] == "subordinator"
        if subordinated or before in ("،", "؛", ";", ".", ":"):
            break
        position -= 1
    return position


def _cue_at(cues: frozenset[tuple[str, ...]], forms: tuple[str, ...], position: int) -> bool:
    for reading in readings(forms[position]):
        for length in range(min(_LONGEST_CUE, len(forms) - position), 0, -1):
            if (reading.rest, *forms[position + 1 : position + length]) in cues:
                return True
    return False
