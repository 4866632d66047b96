"""Merging the facts of one document: one for each thing it tells, at its fullest statement."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from mithaq.ingest.facts import Fact, Headline, Participant, StatedKind, Status
from mithaq.ingest.headlinestances import is_told_again, leading_stances
from mithaq.ontology.facttypes import FactType
from mithaq.ontology.reference import reference
from mithaq.times import read_edtf

_TOLD_TWICE = 600
"""How many code points may lie between a deed told with its state and told with its town."""

_FURTHEST: tuple[Status, ...] = ("actual", "announced", "conditional", "possible", "negated")
"""The statuses, by how far they go."""

_OF_MISSIONS = frozenset({"parties", "recipient"})
"""The roles in which an organisation and its mission are the same."""

_MISSIONS = frozenset({"Body", "Force"})

_Core = tuple[tuple[str, frozenset[str]], ...]


def merge(found: Iterable[Fact], types: Mapping[str, FactType], headline: int) -> tuple[Fact, ...]:
    """One fact for each type, core roles, status and time; in the order of their quotes.

    A fact without a time, or without a core role, is the same as one that has it; the surer one
    stays and takes over what only the other says. What a headline (the text before `headline`)
    says of something the body tells too is left to the body, whose fact keeps how it is put there.
    """
    found = _told_by_the_body(list(found), types, headline)
    kept: list[Fact] = []
    places = _Places(types)
    ordered = sorted(found, key=lambda f: (-_fullness(f, types), -f.confidence, f.start, f.end))
    for fact in ordered:
        for position in places.where_alike(fact):
            if _same(fact, kept[position], types):
                kept[position] = completed(kept[position], fact)
                break
        else:
            kept.append(fact)
            position = len(kept) - 1
        places.put(kept[position], position)
    return tuple(sorted(kept, key=lambda f: (f.start, f.end, f.type, _key(f, types), f.status)))


def _told_by_the_body(
    found: Sequence[Fact], types: Mapping[str, FactType], headline: int
) -> list[Fact]:
    if not any(fact.start < headline for fact in found):
        return list(found)
    heads: dict[tuple[str, _Core], list[Fact]] = defaultdict(list)
    for fact in found:
        if fact.start < headline:
            heads[fact.type, core_roles(fact, types)].append(fact)
    told = {(f.type, core_roles(f, types)) for f in found if f.start >= headline}
    opening = leading_stances(found, headline)
    return [
        _headed(fact, heads.get((fact.type, core_roles(fact, types)), ()), types)
        for fact in found
        if fact.start >= headline
        or not ((fact.type, core_roles(fact, types)) in told or is_told_again(fact, opening))
    ]


def _headed(fact: Fact, heads: Iterable[Fact], types: Mapping[str, FactType]) -> Fact:
    """The body's fact with the headline's words for it, those that go furthest."""
    same = [head for head in heads if head is not fact and alike(head, fact, types)]
    if not same:
        return fact
    head = min(same, key=lambda f: (_FURTHEST.index(f.status), f.start, f.end))
    return replace(fact, headline=Headline(head.status, head.quote, head.start, head.end))


class _Places:
    """Where the facts stand that may tell the same as another: by whom their first core role names."""

    def __init__(self, types: Mapping[str, FactType]) -> None:
        self.types = types
        self.by_name: dict[tuple[str, str], set[int]] = defaultdict(set)
        self.by_type: dict[str, set[int]] = defaultdict(set)

    def put(self, fact: Fact, position: int) -> None:
        """Remember the place of a fact."""
        self.by_type[fact.type].add(position)
        for name in self._names(fact) or {""}:
            self.by_name[fact.type, name].add(position)

    def where_alike(self, fact: Fact) -> list[int]:
        """The places of the facts of its type that name somebody it names, or name nobody."""
        names = self._names(fact)
        if not names:
            return sorted(self.by_type[fact.type])
        return sorted(set().union(*(self.by_name[fact.type, name] for name in (*names, ""))))

    def _names(self, fact: Fact) -> set[str]:
        role = next(role.name for role in self.types[fact.type].roles if role.core)
        found = {p.iri for p in fact.role(role)}
        if role == "body":
            found |= {p.iri for p in fact.role("participants")}
            things = reference().things
            found |= {whole for iri in found if iri in things and (whole := things[iri].within)}
        return found


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
    return a.status == b.status and alike(a, b, types)


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


def _exact(found: Sequence[Participant]) -> tuple[int, bool]:
    return len(found), any(p.kind == "Place" for p in found)


def once_each(kinds: Iterable[StatedKind]) -> tuple[StatedKind, ...]:
    """Of each kind where the text names it first; what names no kind but lets one be inferred comes last."""
    found: dict[str, StatedKind] = {}
    for one in sorted(kinds, key=lambda k: (k.inferred, k.start, k.end)):
        found.setdefault(one.kind.iri, one)
    return tuple(found.values())


def completed(fact: Fact, other: Fact) -> Fact:
    """`fact` with the further roles, the time and the value that only `other` has."""
    roles = tuple((role, max(found, other.role(role), key=_exact)) for role, found in fact.roles)
    named = {role for role, _ in roles}
    roles += tuple((role, found) for role, found in other.roles if role not in named)
    return replace(
        fact,
        roles=roles,
        time=fact.time or other.time,
        value=fact.value if fact.value is not None else other.value,
        delay=fact.delay or other.delay,
        headline=fact.headline or other.headline,
        kinds=once_each((*fact.kinds, *other.kinds)),
    )
