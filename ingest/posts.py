"""Posts: where a mission stands by its own name: «ضمن بعثة الاتحاد الأفريقي في الصومال»."""

from collections.abc import Mapping
from functools import cache

from mithaq.ingest.facts import Participant
from mithaq.ingest.fillings import Filling
from mithaq.ingest.names import participant
from mithaq.ingest.patterns import Slot
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.steps import right
from mithaq.ingest.triggers import Trigger
from mithaq.ontology.reference import reference
from mithaq.text import fold

POST = "post"
"""The relation of a slot that falls back on where a mission stands."""
_MISSIONS = frozenset({"Body"})
_IN = "في"
_AMONG = frozenset({"في", "الي", "ل", "ب", "من"})
_COST = 0.3


def posted(sentence: Sentence, trigger: Trigger, slot: Slot) -> Filling | None:
    """The land that the name of the mission after the trigger tells."""
    if POST not in slot.by:
        return None
    for position, mention, cost in right(sentence, trigger):
        mission = mention.of_kind(_MISSIONS)
        if mission is None or mention.preposition not in _AMONG or cost > slot.reach:
            continue
        land = posts().get(mission.iri)
        if land is None or land.kind not in slot.kinds:
            continue
        return Filling(slot, (land,), (position,), cost + _COST)
    return None


@cache
def posts() -> Mapping[str, Participant]:
    """Of each mission whose Arabic name ends in a land the land."""
    lands = {
        fold(name): iri
        for iri, thing in reversed(tuple(reference().things.items()))
        if thing.kind == "State" or (thing.kind == "Place" and thing.within is not None)
        for tag, name in thing.labels
        if tag == "ar"
    }
    found: dict[str, Participant] = {}
    for iri, thing in reference().things.items():
        names = [fold(name) for tag, name in thing.labels if tag == "ar"]
        tails = (name.rpartition(f" {_IN} ")[2] for name in names if f" {_IN} " in name)
        land = next((lands[tail] for tail in tails if tail in lands), None)
        if thing.kind in _MISSIONS and land is not None:
            found[iri] = participant(land)
    return found
