"""Merging the facts of one document: one for each thing it tells, at its fullest statement."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from mithaq.ingest.facts import Fact, Participant
from mithaq.ontology.facttypes import FactType

_Core = tuple[tuple[str, frozenset[str]], ...]


def merge(found: Iterable[Fact], types: Mapping[str, FactType], headline: int) -> tuple[Fact, ...]:
    """One fact for each type, core roles, status and time; in the order of their quotes.

    A fact without a time, or without a core role, is the same as one that has it; the surer one
    stays and takes over what only the other says. What a headline (the text before `headline`)
    says of something the body tells too is left to the body.
    """
    found = list(found)
    told = {(f.type, core_roles(f, types)) for f in found if f.start >= headline}
    found = [f for f in found if f.start >= headline or (f.type, core_roles(f, types)) not in told]
    kept: list[Fact] = []
    ordered = sorted(found, key=lambda f: (-_fullness(f, types), -f.confidence, f.start, f.end))
    for fact in ordered:
        for position, other in enumerate(kept):
            if _same(fact, other, types):
                kept[position] = _completed(other, fact)
                break
        else:
            kept.append(fact)
    return tuple(sorted(kept, key=lambda f: (f.start, f.end, f.type, _key(f, types), f.status)))


def _fullness(fact: Fact, types: Mapping[str, FactType]) -> int:
    core = sum(1 for role in types[fact.type].roles if role.core and fact.role(role.name))
    return 2 * core + (fact.time is not None)


def core_roles(fact: Fact, types: Mapping[str, FactType]) -> _Core:
    """The fact's core roles with the IRIs that fill them."""
    return tuple(
        (role.name, frozenset(p.iri for p in fact.role(role.name)))
        for role in types[fact.type].roles
        if role.core
    )


def _key(fact: Fact, types: Mapping[str, FactType]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((role, tuple(sorted(iris))) for role, iris in core_roles(fact, types))


def _same(a: Fact, b: Fact, types: Mapping[str, FactType]) -> bool:
    if a.type != b.type or a.status != b.status:
        return False
    if a.time is not None and b.time is not None and not _overlap(a.time.edtf, b.time.edtf):
        return False
    return all(
        not one or not other or one == other
        for (_, one), (_, other) in zip(core_roles(a, types), core_roles(b, types), strict=True)
    )


def _overlap(a: str, b: str) -> bool:
    return a.startswith(b) or b.startswith(a)


def _completed(fact: Fact, other: Fact) -> Fact:
    """`fact` with the further roles, the time and the value that only `other` has."""
    roles = tuple((role, found or other.role(role)) for role, found in fact.roles)
    named = {role for role, _ in roles}
    roles += tuple((role, found) for role, found in other.roles if role not in named)
    return replace(
        fact,
        roles=roles,
        time=fact.time or other.time,
        value=fact.value if fact.value is not None else other.value,
    )


__all__ = ["Participant", "core_roles", "merge"]
