"""Weighing: how sure a fact is, by how it was found, what it says, and what stands around it.

`weights.yaml` has the weight of each ground in a logistic regression (`python bench/weights.py`
finds them on texts that people have read). What it gives is reckoned on texts that rules were made
for; `calibration.py` tells the share that is right in new ones.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from math import exp

import yaml

from mithaq.ingest.calibration import calibrated
from mithaq.ingest.facts import Fact, Grounds
from mithaq.ingest.reading import Reading
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tokens import COMMAS
from mithaq.ontology.facttypes import fact_types
from mithaq.ontology.reference import reference

Weights = Mapping[str, Mapping[str, float]]

ANY, ALWAYS = "any", "always"
_STEPS = (0.65, 0.72, 0.78, 0.85)
_MIDDLE = 0.75
_MOST = 4
_WINDOW = 12
"""How many facts before and after one are looked at, so that a sentence of any length takes no longer."""
_FAR = 2000
"""How many code points before a fact a quotation mark is looked for."""
_LONG_NAMES = (1, 2, 3, 5)
_QUOTES = '"“”«»'
_OFFICE = "OfficeHolding"


@cache
def weights() -> Weights:
    """The weight of each ground by its name: for a fact of `any` type, and beside that for some.

    What has no weight weighs nothing.
    """
    text = files("mithaq.ingest").joinpath("weights.yaml").read_text(encoding="utf-8")
    loaded: Weights = yaml.safe_load(text)
    return loaded


def weighed(found: Sequence[Fact], reading: Reading) -> tuple[Fact, ...]:
    """The facts of a document with how sure each is, and all that this rests on."""
    return tuple(
        replace(fact, grounds=grounds, confidence=calibrated(reckoned(fact.type, grounds)))
        for fact, grounds in with_grounds(found, reading)
    )


def with_grounds(found: Sequence[Fact], reading: Reading) -> Iterator[tuple[Fact, Grounds]]:
    """Each fact with all its grounds: its frame's, its own, and those around it."""
    position = 0
    sentences = reading.sentences
    placed: list[tuple[Fact, Sentence]] = []
    for fact in sorted(found, key=lambda one: one.start):
        while position + 1 < len(sentences) and sentences[position].end <= fact.start:
            position += 1
        placed.append((fact, sentences[position]))
    grounds: dict[int, Grounds] = {}
    for number, (fact, sentence) in enumerate(placed):
        window = placed[max(number - _WINDOW, 0) : number + _WINDOW + 1]
        near = [other for other, its in window if its is sentence and other is not fact]
        grounds[id(fact)] = (*fact.grounds, *_own(fact, sentence), *_around(fact, near))
    for fact in found:
        yield fact, grounds[id(fact)]


def reckoned(kind: str, grounds: Grounds, known: Weights | None = None) -> float:
    """The probability that a fact of this type and these grounds is right; 0 to 1.

    >>> reckoned("Visit", (("quoted", 2.0),), {"any": {"always": 1.5}, "Visit": {"quoted": -0.75}})
    0.5
    """
    total = sum(weight for _, weight in _weighing(kind, ((ALWAYS, 1.0), *grounds), known))
    return round(1 / (1 + exp(-total)), 4)


def heaviest(fact: Fact, most: int) -> list[tuple[str, float]]:
    """The grounds that weigh most for or against a fact, with what they weigh."""
    return sorted(_weighing(fact.type, fact.grounds, None), key=lambda one: (-abs(one[1]), one[0]))[
        :most
    ]


def _weighing(kind: str, grounds: Grounds, known: Weights | None) -> Iterator[tuple[str, float]]:
    known = weights() if known is None else known
    every, own = known.get(ANY, {}), known.get(kind, {})
    for name, much in grounds:
        yield name, (every.get(name, 0.0) + own.get(name, 0.0)) * much


def _own(fact: Fact, sentence: Sentence) -> Iterator[tuple[str, float]]:
    """What the fact says, and what its quote holds."""
    yield f"type: {fact.type}", 1.0
    yield f"frame: {fact.frame.partition('@')[0]}", 1.0
    yield "confidence", round(5 * (fact.confidence - _MIDDLE), 3)
    for step in _STEPS:
        if fact.confidence > step:
            yield f"confidence: above {step}", 1.0
    yield f"status: {fact.status}", 1.0
    yield "source: " + ("none" if fact.source is None else "named"), 1.0
    yield "time: " + ("none" if fact.time is None else fact.time.basis), 1.0
    if fact.value is not None:
        yield "value", 1.0
    yield from _named(fact)
    first = bisect_right(sentence.tokens, fact.start, key=lambda token: token.end)
    last = bisect_right(sentence.tokens, fact.end, lo=first, key=lambda token: token.end)
    classes = sentence.classes[first:last]
    for name in sorted(set(classes) - {"word"}):
        yield f"quote: {name}", float(min(classes.count(name), _MOST))
    commas = sum(form in COMMAS for form in sentence.forms[first:last])
    if commas:
        yield "quote: comma", float(min(commas, _MOST))
    before = sentence.text[max(sentence.start, fact.start - _FAR) : fact.start]
    if sum(map(before.count, _QUOTES)) % 2:
        yield "quoted", 1.0


def _named(fact: Fact) -> Iterator[tuple[str, float]]:
    """Who takes part: known to the reference, or only by the words of the text."""
    known = reference().things
    core = {role.name for role in fact_types()[fact.type].core}
    count = 0
    for role, found in fact.roles:
        if not found:
            continue
        if role not in core:
            yield f"has: {role}", 1.0
        elif found[0].iri in known:
            count += 1
            yield f"known: {role}", 1.0
        else:
            words = len((found[0].label("ar") or "").split())
            long = next((str(n) for n in _LONG_NAMES if words <= n), "more")
            yield f"unknown: {role}", 1.0
            yield f"unknown: {role} of {long} words", 1.0
    yield "known", float(count)


def _around(fact: Fact, others: Sequence[Fact]) -> Iterator[tuple[str, float]]:
    """How many other facts its sentence tells near it."""
    if not others:
        return
    over = [
        other
        for other in others
        if other.type not in (fact.type, _OFFICE)
        and other.start < fact.end
        and fact.start < other.end
    ]
    yield "beside: facts", float(min(len(others), _MOST))
    yield "beside: of its type", float(min(sum(o.type == fact.type for o in others), _MOST))
    yield "beside: over its words", float(min(len(over), _MOST))
