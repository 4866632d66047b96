"""Grounds: how a frame found its fact, as `ingest/weighing.py` weighs it.

Each ground has a name that says it in words and a number: how many, how far, or 1 where it is so.
"""

from collections.abc import Iterable
from math import log2

from mithaq.ingest.classes import WordClass
from mithaq.ingest.facts import Grounds, Saying
from mithaq.ingest.fillings import Filling
from mithaq.ingest.patterns import Pattern
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.triggers import Trigger

_CLAUSE_ENDS: frozenset[WordClass] = frozenset(
    {"verb", "complementizer", "relative", "subordinator"}
)
_STOPS = frozenset({"،", ",", "؛", ":", "."})
_USUAL = 0.85
"""What a pattern's confidence mostly is."""
_FARTHEST = 2.5
_FARTHEST_TOGETHER = 4.0
_MOST_VERBS = 4
_WINDOW = 80
"""How many words before and after a trigger are looked at."""


def grounds_of(
    sentence: Sentence, trigger: Trigger, fillings: tuple[Filling, ...], saying: Saying
) -> Grounds:
    """How the pattern, the trigger, the slots and the clause speak for what was found."""
    pattern, form = trigger.form.pattern, trigger.form
    found = {"pattern: confidence": 10 * (pattern.confidence - _USUAL)}
    found |= dict.fromkeys(_of_pattern(pattern), 1.0)
    found[f"trigger: {form.kind}, {form.tense}"] = 1.0
    if form.suffix:
        found[f"trigger: {form.kind} with a pronoun"] = 1.0
    if len(form.words) > 1:
        found["trigger: several words"] = 1.0
    if trigger.preposition:
        found[f"trigger: after {trigger.preposition}"] = 1.0
    found["status: shown" if saying.firm else "status: taken"] = 1.0
    found |= _of_slots(trigger, fillings)
    sides = "+".join(sorted({_side(sentence, trigger, filling) for filling in fillings}))
    found[f"slots: {sides}"] = found[f"slots of a {form.kind}: {sides}"] = 1.0
    found |= _of_clause(sentence, trigger)
    return tuple((name, round(much, 3)) for name, much in found.items() if much)


def _of_pattern(pattern: Pattern) -> Iterable[str]:
    if pattern.near:
        yield "pattern: wants words near"
    if pattern.theme:
        yield "pattern: wants a theme"
    for flag in ("stative", "elliptic", "anaphoric", "declared", "act"):
        if getattr(pattern, flag):
            yield f"pattern: {flag}"


def _of_slots(trigger: Trigger, fillings: Iterable[Filling]) -> dict[str, float]:
    found: dict[str, float] = {}
    costs: list[float] = []
    used = optional = 0.0
    for filling in fillings:
        slot = filling.slot
        cost = min(filling.cost, _FARTHEST)
        costs.append(cost)
        found[f"way: {filling.way or 'other'}"] = 1.0
        found[f"cost: {slot.role}"] = cost
        optional += not slot.required
        if slot.required and slot.by:
            used = max(used, min(filling.cost / max(slot.reach, 0.1), 1.2))
    found["cost: greatest"] = max(costs, default=0.0)
    found["cost: all"] = min(sum(costs), _FARTHEST_TOGETHER)
    found["cost: part of the reach"] = used
    found["slots: optional ones"] = optional
    found["slots: empty"] = float(len(trigger.form.pattern.slots) - len(costs))
    return found


def _side(sentence: Sentence, trigger: Trigger, filling: Filling) -> str:
    """Where what fills a slot stands: after the trigger or before it, in words, or nowhere."""
    if filling.mentions:
        first = sentence.mentions[filling.mentions[0]].first
        return "after" if first >= trigger.last else "before"
    return "words" if filling.spans else "nowhere"


def _of_clause(sentence: Sentence, trigger: Trigger) -> dict[str, float]:
    """How many words of its clause stand before and after the trigger, what ends it, how many verbs."""
    low, high = max(trigger.first - _WINDOW, 0), trigger.last + _WINDOW
    before = _edge(sentence, range(trigger.first - 1, low - 1, -1))
    after = _edge(sentence, range(trigger.last, min(high, len(sentence.classes))))
    others = [
        sentence.classes[low : trigger.first].count("verb"),
        sentence.classes[trigger.last : high].count("verb"),
    ]
    return {
        "clause: words before": log2(before[0] + 1),
        f"clause: begins after {before[1]}": 1.0,
        "clause: words after": log2(after[0] + 1),
        f"clause: ends at {after[1]}": 1.0,
        "sentence: verbs before": float(min(others[0], _MOST_VERBS)),
        "sentence: verbs after": float(min(others[1], _MOST_VERBS)),
    }


def _edge(sentence: Sentence, positions: range) -> tuple[int, str]:
    for passed, position in enumerate(positions, 1):
        name = sentence.classes[position]
        if name in _CLAUSE_ENDS or sentence.forms[position] in _STOPS:
            return passed, name
    return len(positions) + 1, "sentence"
