"""Gatherers: what states belong to, join and leave: alliances, and organisations such as OPEC."""

from functools import cache

from mithaq.ingest.facts import Participant
from mithaq.ingest.lexicon import word_lists
from mithaq.iris import THING

ALLIANCE = "Alliance"
KINDS = frozenset({ALLIANCE, "Organization", "Body"})
"""The classes that what states belong to may have."""


def is_gatherer(thing: Participant) -> bool:
    """Whether states are said to join it and to leave it: no court of one state, no charity."""
    return thing.kind == ALLIANCE or thing.iri in _listed("gatherers")


def loose_groups() -> frozenset[str]:
    """The IRIs of states that act together without being an alliance: nobody joins, leaves or belongs to them."""
    return _listed("loose_groups")


@cache
def _listed(key: str) -> frozenset[str]:
    return frozenset(THING + path for path in word_lists("nouns")[key])
