"""Choices: of a frame's patterns that tell of one word, the first that is filled tells it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from mithaq.ingest.patterns import Pattern
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tokens import rests
from mithaq.ingest.triggers import Trigger

_OBJECT = 14
"""How many words after a verb its noun may stand: «عقد مجلس الجامعة العربية أمس اجتماعا»."""


def in_order(triggers: Sequence[Trigger]) -> list[Trigger]:
    """The triggers, those of exclusive frames last and in the order of their patterns."""
    return sorted(triggers, key=_rank)


def _rank(trigger: Trigger) -> int:
    frame = trigger.form.frame
    return _ranks(frame.id, frame.patterns)[id(trigger.form.pattern)] if frame.exclusive else 0


_known: dict[tuple[str, int], Mapping[int, int]] = {}


def _ranks(name: str, patterns: tuple[Pattern, ...]) -> Mapping[int, int]:
    key = (name, id(patterns))
    if key not in _known:
        _known[key] = {id(pattern): n for n, pattern in enumerate(patterns, 1)}
    return _known[key]


@dataclass(slots=True)
class Choices:
    """The words of a sentence that a pattern of an `exclusive` frame has told something of."""

    told: set[tuple[str, int]] = field(default_factory=set)

    def are_free(self, trigger: Trigger, sentence: Sentence) -> bool:
        """Whether the trigger may still tell: its frame is not exclusive, or nothing was told of it."""
        frame = trigger.form.frame
        if not (frame.exclusive and self.told):
            return True
        noun = _noun_of(trigger, sentence)
        own = (*range(trigger.first, trigger.last), *(() if noun is None else (noun,)))
        return not any((frame.id, n) in self.told for n in own)

    def take(self, trigger: Trigger, sentence: Sentence) -> None:
        """Remember that the trigger told something, and of a verb that its noun did: «عقد … قمة»."""
        if not trigger.form.frame.exclusive or trigger.form.pattern.partial:
            return
        frame = trigger.form.frame.id
        self.told.update((frame, n) for n in range(trigger.first, trigger.last))
        noun = _noun_of(trigger, sentence)
        if noun is not None:
            self.told.add((frame, noun))


def _noun_of(trigger: Trigger, sentence: Sentence) -> int | None:
    """The noun that says what is done, which the pattern wants near it: «عقد … قمة», «إرسال مراقبين»."""
    near = _nouns_near(trigger.form.pattern.near)
    if trigger.form.suffix or near.isdisjoint(sentence.tokens.variants):
        return None
    for n in range(trigger.last, min(trigger.last + _OBJECT, len(sentence.tokens))):
        if not near.isdisjoint(rests(sentence.forms[n])):
            return n
    return None


@lru_cache(maxsize=4096)
def _nouns_near(near: frozenset[tuple[str, ...]]) -> frozenset[str]:
    return frozenset(phrase[0] for phrase in near if len(phrase) == 1)
