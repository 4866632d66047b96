"""Datelined meetings: who met is told in the sentence that opens with a town, and no other is told: «أكرا - عقد قادة الاتحاد قمتهم»."""

from collections.abc import Sequence
from dataclasses import replace

from mithaq.ingest.assemblies import MEETING
from mithaq.ingest.datelines import report_begins
from mithaq.ingest.facts import Fact
from mithaq.ingest.mentions import Mention
from mithaq.ingest.reading import Reading
from mithaq.ingest.sentences import Sentence

_TOWN = "Place"
_MEMBERS = frozenset({"Alliance", "Organization"})
"""Whose members travel to where they meet; a council has its seat."""


def placed_by_dateline(found: Sequence[Fact], reading: Reading) -> tuple[Fact, ...]:
    """The facts, a meeting without a place where the text that opens with it is sent from."""
    for sentence in reading.sentences:
        last = report_begins(sentence.mentions, sentence.tokens, sentence.text)
        if last:
            named = [m for m in sentence.mentions if m.last <= last]
            return tuple(_placed(fact, sentence, named) for fact in found)
    return tuple(found)


def _placed(fact: Fact, sentence: Sentence, named: Sequence[Mention]) -> Fact:
    towns = {m.candidates[0] for m in named if m.candidates[0].kind == _TOWN}
    if len(towns) != 1 or not sentence.start <= fact.start < sentence.end:
        return fact
    if fact.type != MEETING or fact.status != "actual" or fact.source is not None:
        return fact
    lands = {p for m in named for p in m.candidates}  # «أكرا (غانا) - …»
    if not lands.issuperset(fact.role("place")):
        return fact
    if not any(p.kind in _MEMBERS for p in fact.role("body")):
        return fact
    roles = tuple((r, tuple(towns) if r == "place" else filled) for r, filled in fact.roles)
    return replace(fact, roles=roles)
