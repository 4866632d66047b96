"""Words near a trigger: those a pattern wants in its neighbourhood, and those it refuses."""

from collections.abc import Mapping
from functools import lru_cache

from mithaq.ingest.frames import Pattern
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tokens import bare, readings
from mithaq.ingest.triggers import Trigger

_NEAR_BEFORE, _NEAR_AFTER = 8, 12
_BESIDE = 4

Phrases = frozenset[tuple[str, ...]]


def near_words(sentence: Sentence, trigger: Trigger, pattern: Pattern) -> bool:
    """Whether a word that `pattern` wants stands near the trigger, and none that it refuses."""
    near = sentence.words(trigger.first - _NEAR_BEFORE, trigger.last + _NEAR_AFTER)
    if pattern.near and not _any_stands(pattern.near, near):
        return False
    beside = sentence.words(trigger.first - _BESIDE, trigger.last + _BESIDE)
    return not (pattern.refuse_near and _any_stands(pattern.refuse_near, beside))


def _any_stands(phrases: Phrases, forms: tuple[str, ...]) -> bool:
    tails = _tails(phrases)
    return any(
        forms[n + 1 : n + 1 + len(tail)] == tail
        for n, form in enumerate(forms)
        for word in _variants(form)
        for tail in tails.get(word, ())
    )


@lru_cache(maxsize=1024)
def _tails(phrases: Phrases) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """The phrases by their first word."""
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for first, *rest in phrases:
        found[first] = (*found.get(first, ()), tuple(rest))
    return found


@lru_cache(maxsize=65536)
def _variants(form: str) -> frozenset[str]:
    """A word with and without its clitics and its article."""
    rests = {reading.rest for reading in readings(form)}
    return frozenset(rests | {bare(rest) for rest in rests})
