"""Fighters whom a text leaves without a name: «مسلحون مجهولون», «مجموعة إرهابية», «انتحاري»."""

from collections.abc import Mapping
from functools import cache, lru_cache

from mithaq.ingest.facts import Participant
from mithaq.ingest.lexicon import word_lists
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tokens import bare, readings
from mithaq.ingest.triggers import Trigger
from mithaq.iris import thing
from mithaq.text import fold

_KIND = "ArmedGroup"
_LEFT = 0.3
_FARTHEST = 12


@cache
def _known() -> Mapping[tuple[str, ...], Participant]:
    """Each folded word, or two, for fighters without a name, and whom it stands for."""
    listed: dict[str, list[str]] = word_lists("violence")["fighters"]
    found: dict[tuple[str, ...], Participant] = {}
    for english, forms in listed.items():
        labels = (("en", english), *(("ar", form) for form in forms))
        fighters = Participant(thing(_KIND, english.replace(" ", "-")), _KIND, labels)
        found.update({tuple(fold(form).split()): fighters for form in forms})
    return found


def is_nameless(participant: Participant) -> bool:
    """Whether it is only a word for fighters, and no group with a name."""
    return participant.iri in _iris()


@cache
def _iris() -> frozenset[str]:
    return frozenset(fighters.iri for fighters in _known().values())


def fighters_near(
    sentence: Sentence, trigger: Trigger, reach: float, *, definite: bool = False
) -> tuple[Participant, int, float] | None:
    """The nameless fighters nearest to the trigger, at which token, and at what cost.

    Those with an article, «المتشددون», are as a rule some that the text has named; not where they
    are a side that it names anew, «بين الجيش والمتشددين»: `definite`.
    """
    best: tuple[float, int, Participant] | None = None
    low = max(trigger.first - _FARTHEST, 0)
    high = min(trigger.last + _FARTHEST, len(sentence.tokens))
    for position in range(low, high):
        found = _at(sentence, position, definite=definite)
        if found is None or trigger.first <= position < trigger.last:
            continue
        if position >= trigger.last:
            cost = sentence.gap(trigger.last, position)
        else:
            cost = _LEFT + sentence.gap(position + 1, trigger.first)
        if cost <= reach and (best is None or cost < best[0]):
            best = cost, position, found
    return None if best is None else (best[2], best[1], best[0])


@lru_cache(maxsize=65536)
def _known_by(form: str) -> bool:
    return any((reading.rest,) in _known() for reading in readings(form))


def _at(sentence: Sentence, position: int, *, definite: bool) -> Participant | None:
    if position in sentence.named:
        return None
    if position and _known_by(sentence.forms[position - 1]):
        return None  # «مسلحون مجهولون» are told of by their noun
    following = sentence.forms[position + 1 : position + 2]
    for reading in readings(sentence.forms[position]):
        word = bare(reading.rest) if definite else reading.rest
        if reading.preposition == "ك":
            continue
        found = _known().get((word, *following)) or _known().get((word,))
        if found is not None:
            return found
    return None
