"""Acceptance: which claims tell of one situation, and whether it is taken to have happened.

Claims of one type and the same core participants tell of one situation where one says less than the
other: its time covers the other's, or is not given, or it leaves a core participant out. It joins
the finer one only where there is exactly one; a month beside two of its days stays a situation of
its own. All of it depends on the set of claims alone, not on their order.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from mithaq.ingest.claims import Claim
from mithaq.ingest.situations import Situation, is_realizing
from mithaq.iris import THING, kebab, local_name
from mithaq.ontology.facttypes import FactType
from mithaq.times import covers, read_edtf

REPEATED = frozenset({"Statement", "Accusation"})
"""Types of what is said again and again: an undated one is not taken for a dated one."""
RECENT = "Incident"
"""The type of what befalls the same again and again: an undated one is not taken for one long over."""
_LONG = timedelta(days=3 * 366)


@dataclass(frozen=True, slots=True)
class _Identity:
    """What a situation's name is made of: the IRIs in each core role, and for an event its time."""

    roles: tuple[frozenset[str], ...]
    time: str | None

    @property
    def known(self) -> frozenset[int]:
        return frozenset(place for place, found in enumerate(self.roles) if found)

    @property
    def order(self) -> tuple[tuple[tuple[str, ...], ...], str]:
        return tuple(tuple(sorted(found)) for found in self.roles), self.time or ""


def accept_claims(claims: Iterable[Claim], types: Mapping[str, FactType]) -> tuple[Situation, ...]:
    """The situations that `claims` tell of, by IRI; each claim is about exactly one of them."""
    by_type: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_type[claim.fact.type].append(claim)
    found = [one for name, told in by_type.items() for one in _accept(told, types[name])]
    return tuple(sorted(found, key=lambda situation: situation.iri))


def _accept(claims: Iterable[Claim], fact_type: FactType) -> Iterator[Situation]:
    told: dict[_Identity, list[Claim]] = defaultdict(list)
    for claim in claims:
        told[_identity(claim, fact_type)].append(claim)
    # What happened never takes its date from a plan: it joins only what others say happened.
    happened = _finest([key for key, group in told.items() if any(map(is_realizing, group))])
    all_told = _finest(told)
    groups: dict[_Identity, list[Claim]] = defaultdict(list)
    for key, group in told.items():
        for claim in group:
            finer = happened if is_realizing(claim) else all_told
            groups[_home(claim, key, finer[key])].append(claim)
    taken: set[str] = set()
    for key in sorted(groups, key=lambda identity: identity.order):
        iri = _iri(key, fact_type)
        if iri in taken:
            # Two things of different kinds may share a local name; one of them says its kind.
            iri = _iri(key, fact_type, with_kinds=True)
        taken.add(iri)
        group = sorted(groups[key], key=lambda claim: claim.rank)
        yield Situation(iri, fact_type, key.roles, key.time, tuple(group))


def _identity(claim: Claim, fact_type: FactType) -> _Identity:
    fact = claim.meant
    roles = tuple(
        frozenset(participant.iri for participant in fact.role(role.name))
        for role in fact_type.core
    )
    return _Identity(roles, fact.time.edtf if fact.time and fact_type.event else None)


def _finest(keys: Collection[_Identity]) -> Mapping[_Identity, tuple[_Identity, ...]]:
    """For each of `keys` the finest others that say the same more exactly."""
    patterns = {key.known for key in keys}
    index: dict[tuple[frozenset[str], ...], list[_Identity]] = defaultdict(list)
    for key in sorted(keys, key=_beginning):
        for pattern in patterns:
            if pattern <= key.known:
                index[_part(key, pattern)].append(key)
    finer = {
        key: [other for other in _within(key, index[key.roles]) if _says_less(key, other)]
        for key in keys
    }
    return {
        key: tuple(other for other in found if not finer[other]) for key, found in finer.items()
    }


def _part(key: _Identity, pattern: frozenset[int]) -> tuple[frozenset[str], ...]:
    return tuple(
        found if place in pattern else frozenset() for place, found in enumerate(key.roles)
    )


def _within(key: _Identity, by_time: list[_Identity]) -> list[_Identity]:
    """Those of `by_time`, which stand by when they begin, that begin within the time of `key`."""
    if key.time is None:
        return by_time
    span = read_edtf(key.time)
    first = bisect_left(by_time, span.earliest or date.min, key=_beginning)
    return by_time[first : bisect_right(by_time, span.latest or date.max, key=_beginning)]


def _beginning(key: _Identity) -> date:
    return (key.time and read_edtf(key.time).earliest) or date.min


def _says_less(key: _Identity, other: _Identity) -> bool:
    """Whether `other`, which names the same in each core role that `key` fills, is the finer one."""
    if key == other or not _time_covers(key.time, other.time):
        return False
    if key.roles != other.roles or not _time_covers(other.time, key.time):
        return True
    # The same days written twice ("2022", "2022~"): the shorter way of writing stands for both.
    return (len(other.time or ""), other.time or "") < (len(key.time or ""), key.time or "")


def _time_covers(outer: str | None, inner: str | None) -> bool:
    return outer is None or (inner is not None and covers(outer, inner))


def _home(claim: Claim, key: _Identity, finer: Iterable[_Identity]) -> _Identity:
    candidates = [other for other in finer if _may_mean(claim, key, other)]
    return candidates[0] if len(candidates) == 1 else key


def _may_mean(claim: Claim, key: _Identity, other: _Identity) -> bool:
    if other.time is None:
        return True
    if key.time is None and claim.fact.type in REPEATED:
        return False
    if claim.told is None or not is_realizing(claim):
        return True
    # A document tells what has happened; it cannot mean what happened after it was written.
    span, told = read_edtf(other.time), read_edtf(claim.told).latest
    if told is None:
        return True
    undated = key.time is None and claim.fact.type == RECENT
    if undated and span.latest is not None and span.latest + _LONG < told:
        return False
    return span.earliest is None or span.earliest <= told


def _iri(key: _Identity, fact_type: FactType, *, with_kinds: bool = False) -> str:
    parts = [
        "+".join(sorted(_segment(iri, with_kinds=with_kinds) for iri in found)) or "unknown"
        for found in key.roles
    ]
    if key.time is not None:
        parts.append(key.time.replace("/", "--"))  # ISO 8601-1's separator where "/" cannot stand
    return THING + "/".join((kebab(local_name(fact_type.iri)), *parts))


def _segment(iri: str, *, with_kinds: bool) -> str:
    name = iri.removeprefix(THING) if with_kinds else local_name(iri)
    return name.replace("/", "-")
