"""Sameness: whether two facts of one document may tell the same thing, one of them with less."""

from collections.abc import Mapping

from mithaq.ingest.facts import Fact, Participant
from mithaq.ontology.facttypes import FactType
from mithaq.ontology.reference import reference
from mithaq.times import read_edtf

_TOLD_TWICE = 600
"""How many code points may lie between a deed told with its state and told with its town."""

_OF_MISSIONS = frozenset({"parties", "recipient"})
"""The roles in which an organisation and its mission are the same."""

_MISSIONS = frozenset({"Body", "Force"})

Core = tuple[tuple[str, frozenset[str]], ...]


def core_roles(fact: Fact, types: Mapping[str, FactType]) -> Core:
    """The fact's core roles with the IRIs that fill them."""
    return tuple(
        (role.name, frozenset(p.iri for p in fact.role(role.name)))
        for role in types[fact.type].roles
        if role.core
    )


def alike(a: Fact, b: Fact, types: Mapping[str, FactType]) -> bool:
    """Whether two facts may tell the same thing, whatever their status."""
    if a.type != b.type:
        return False
    if not times_agree(a, b):
        return False
    if None not in (a.value, b.value) and a.value != b.value and _says_less(a, b, types):
        return False
    if a.type == "Incident" and not _may_be_one(a, b):
        return False
    return all(
        _compatible(one, other)
        or (role in _OF_MISSIONS and missions_agree(a, b, role))
        or (role == "body" and (_same_company(a, b) or _is_organ(one, other)))
        or (role == "place" and _one_in_the_other(one, other))
        or (role == "place" and _may_say_less(a, b) and _in_its_state(one, other))
        or (role == "place" and a.type in _GOING and _is_capital(one, other))
        or (role == "place" and a.type == "Visit" and _is_one_arrival(a, b, one, other))
        for (role, one), (_, other) in zip(core_roles(a, types), core_roles(b, types), strict=True)
    )


def times_agree(a: Fact, b: Fact) -> bool:
    """Whether two facts may be of one time: a time that is not told may be any."""
    return a.time is None or b.time is None or _overlap(a.time.edtf, b.time.edtf)


def missions_agree(a: Fact, b: Fact, role: str) -> bool:
    """Whether the same may fill a role of two facts; an organisation's mission stands for it."""
    one, other = (frozenset(map(_sender, f.role(role))) for f in (a, b))
    return _compatible(one, other)


def _sender(side: Participant) -> str:
    """The side's IRI, or that of the organisation whose mission it is."""
    thing = reference().things.get(side.iri)
    if thing is None or thing.kind not in _MISSIONS or thing.within is None:
        return side.iri
    return thing.within


def _may_be_one(a: Fact, b: Fact) -> bool:
    """Whether two incidents may be one, though one tells only who fought, the other only where."""
    placed, fought = (a, b) if a.role("place") else (b, a)
    if placed.role("parties") or fought.role("place"):
        return True
    where, who = ({p.iri for p in f.role(r)} for f, r in ((placed, "place"), (fought, "parties")))
    known = reference().things
    lands = where | {known[iri].within for iri in where if iri in known}
    kinds = [f.role("kind") for f in (a, b) if f.role("kind")]
    return kinds[1:] in ([], kinds[:1]) and bool(lands & who)


_GOING = frozenset({"Visit", "Mission", "Deployment"})


def _is_one_arrival(a: Fact, b: Fact, one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether a visit told with its state and with its town is one: «وصل إلى جدة … وصل إلى المملكة»."""
    return a.status == b.status == "actual" and _in_its_state(one, other)


def _says_less(a: Fact, b: Fact, types: Mapping[str, FactType]) -> bool:
    """Whether one leaves open what the other tells: other dead are another deed then."""
    pairs = zip(core_roles(a, types), core_roles(b, types), strict=True)
    return any(bool(one) != bool(other) for (_, one), (_, other) in pairs)


def _same_company(a: Fact, b: Fact) -> bool:
    """Whether the same two meet, whichever of them stands for the meeting."""
    one, other = ({p.iri for r in ("body", "participants") for p in f.role(r)} for f in (a, b))
    return one <= other or other <= one


def _is_organ(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether one body is an organ of the other: its council meets, so does the alliance."""
    things = reference().things
    return any(
        things[a].within == b
        for these, those in ((one, other), (other, one))
        for a in these
        for b in those
        if a in things and things[a].kind == "Body"
    )


def _compatible(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two fillings of a role may be the same: one says less, or they share half."""
    if not one or not other or one <= other or other <= one:
        return True
    return 2 * len(one & other) >= len(one | other)


def _one_in_the_other(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two places are a town and its governorate, told of one thing."""
    return any(b in _around(a) or a in _around(b) for a in one for b in other)


def _may_say_less(a: Fact, b: Fact) -> bool:
    """Whether a state may stand for the place in it: of a meeting, of one deed told twice."""
    if a.type == "Meeting":
        return True
    parties = ({p.iri for p in f.role("parties")} for f in (a, b))
    return (
        a.type == "Incident"
        and a.role("kind") == b.role("kind")
        and abs(a.start - b.start) <= _TOLD_TWICE
        and bool(set.intersection(*parties))
        and None in (a.time, b.time)
    )


def _in_its_state(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether one place is the state of the other: a meeting has one place."""
    return any(_state_around(a) == b or _state_around(b) == a for a in one for b in other)


def _is_capital(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether one place is the capital of the other: who visits it visits the state."""
    capitals = reference().capitals
    return any(capitals.get(a) == b or capitals.get(b) == a for a in one for b in other)


def _state_around(iri: str) -> str | None:
    """What a place lies in at last: its state, as a rule."""
    known = reference().things
    inner = known.get((iri, *_around(iri))[-1])
    return None if inner is None else inner.within


def _around(iri: str) -> tuple[str, ...]:
    """The places, short of a state, that a place lies in."""
    found: list[str] = []
    known = reference().things
    thing = known.get(iri)
    while thing is not None and thing.within is not None and thing.within not in found:
        thing = known.get(thing.within)
        if thing is None or thing.kind != "Place":
            break
        found.append(thing.iri)
    return tuple(found)


def _overlap(a: str, b: str) -> bool:
    if a.startswith(b) or b.startswith(a):
        return True
    if "/" not in a + b:
        return False
    try:
        one, other = read_edtf(a), read_edtf(b)
    except ValueError:
        return False
    return not (
        (one.latest and other.earliest and one.latest < other.earliest)
        or (other.latest and one.earliest and other.latest < one.earliest)
    )
