"""Combinations of what fills the roles of a fact: one for each member of a list."""

from collections.abc import Iterator
from itertools import permutations, product

from mithaq.ingest.facts import Participant
from mithaq.ingest.fillings import Filling
from mithaq.ingest.gatherers import loose_groups
from mithaq.ontology.facttypes import FactType
from mithaq.ontology.reference import reference


def tuples(
    fact_type: FactType, fillings: tuple[Filling, ...], reciprocal: str
) -> Iterator[tuple[tuple[str, tuple[Participant, ...]], ...]]:
    """One tuple of roles for each combination of the members of lists."""
    by_role = {filling.slot.role: filling for filling in fillings}
    if reciprocal:
        yield from _exchanged(fact_type, by_role, reciprocal)
        return
    choices: list[list[tuple[str, tuple[Participant, ...]]]] = []
    for role in fact_type.roles:
        filling = by_role.get(role.name)
        if filling is None:
            choices.append([(role.name, ())] if role.core else [])
        elif filling.slot.together or not role.core:
            choices.append([(role.name, filling.participants)])
        else:
            choices.append([(role.name, (p,)) for p in filling.participants])
    if not _is_one_list_twice(choices):
        yield from product(*(choice for choice in choices if choice))


def _is_one_list_twice(choices: list[list[tuple[str, tuple[Participant, ...]]]]) -> bool:
    """Whether those of one list would each do it to the others: «اتهمت الدول الثلاث العاصمة»."""
    several = [frozenset(found for _, found in choice) for choice in choices if len(choice) > 1]
    return len(several) != len(set(several))


def _exchanged(
    fact_type: FactType, by_role: dict[str, Filling], reciprocal: str
) -> Iterator[tuple[tuple[str, tuple[Participant, ...]], ...]]:
    """What two do to each other: one tuple for each direction."""
    (listed,) = (f for role, f in by_role.items() if role != reciprocal)
    for one, other in permutations(listed.participants[:2], 2):
        named = {listed.slot.role: one, reciprocal: other}
        yield tuple((r.name, (named[r.name],)) for r in fact_type.roles if r.name in named)


def sensible(roles: tuple[tuple[str, tuple[Participant, ...]], ...], fact_type: FactType) -> bool:
    """Somebody takes part, and nobody does anything to itself, but where a role may repeat."""
    core = {role.name for role in fact_type.roles if role.core}
    if not any(found for role, found in roles if role in core):
        return False
    filled = {role: {p.iri for p in found} for role, found in roles}
    if any(
        not filled.get(one, _NONE).isdisjoint(filled.get(other, _NONE)) for one, other in _APART
    ):
        return False
    if not filled.get("alliance", _NONE).isdisjoint(loose_groups()):
        return False
    treaties = reference().treaty_of  # a treaty and the alliance it founded are no two sides
    named = [
        treaties.get(p.iri, p.iri)
        for role, found in roles
        for p in found
        if role not in _MAY_REPEAT
    ]
    return len(named) == len(set(named))


_NONE: set[str] = set()
_APART = (
    *(("deployer", "place"), ("sender", "place"), ("visitor", "place")),
    *(("refuser", "beneficiary"), ("requester", "addressee")),
)
"""Roles that one thing never has together: a state sends no troops to itself."""


_MAY_REPEAT = frozenset(
    {
        "beneficiary",
        "place",
        "organization",
        "agent",
        "participants",
        "leader",
        "kind",
        "absent",
        "suspendedBy",
    }
)
