"""Fainter tellings: forces that may be sent, where the same text tells that they will be."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from mithaq.ingest.facts import Fact, Status
from mithaq.ingest.sameness import core_roles
from mithaq.ontology.facttypes import FactType

_TYPES = frozenset({"Deployment", "Mission", "Contribution"})
"""What a text that weighs it and then tells of it tells once."""
FAINT: frozenset[Status] = frozenset({"possible", "conditional"})
"""The statuses of what may not come about."""
_FIRM: frozenset[Status] = frozenset({"announced"})
"""Beside forces that stand there already, more may be weighed."""


def without_fainter(found: Sequence[Fact], types: Mapping[str, FactType]) -> tuple[Fact, ...]:
    """The facts without those that a text only weighs, where it tells of the same as decided.

    A day of its own makes it another deed.
    """
    firm: dict[object, list[Fact]] = defaultdict(list)
    for fact in found:
        if fact.type in _TYPES and fact.status in _FIRM:
            firm[fact.type, core_roles(fact, types)].append(fact)
    return tuple(
        fact
        for fact in found
        if fact.status not in FAINT
        or fact.type not in _TYPES
        or not any(_same_day(fact, one) for one in firm[fact.type, core_roles(fact, types)])
    )


def _same_day(fact: Fact, other: Fact) -> bool:
    return None in (fact.time, other.time) or fact.time == other.time
