"""Sides: who fights whom, put together from what one sentence, or the text before it, tells."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from mithaq.ingest.bareplaces import state_of
from mithaq.ingest.facts import Fact, Participant
from mithaq.ingest.fighters import is_nameless
from mithaq.ingest.merging import completed
from mithaq.ingest.nesting import nested
from mithaq.ingest.sameness import times_agree
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.settling import Told
from mithaq.ontology.facttypes import FactType

_INCIDENT = "Incident"
_PLACE = "place"
_SIDES = "parties"
_MOST = 4
"""How many sides two facts may have together and still be one."""
_LONG = frozenset({"war", "civil-war", "conflict", "insurgency"})
_NEAR = 800
"""How many code points may lie between a fact and the one whose sides it means."""
_MEANT = 0.8


def united(
    told: Iterable[Told], types: Mapping[str, FactType], sentence: Sentence | None = None
) -> list[Told]:
    """The facts of one sentence; two incidents at one place are one, with the parties of both.

    «في حي كذا بمدينة كذا» is one place: what another trigger puts in the town took place there.
    """
    kept: list[Told] = []
    placed = _where_told(list(told))
    for one in _at_innermost(placed, {} if sentence is None else nested(sentence)):
        sets = [role.name for role in types[one.fact.type].roles if role.core and role.several]
        for position, other in enumerate(kept):
            both = _union(one.fact, other.fact, sets[0], types) if sets else None
            if both is not None and not (one.partial or other.partial):
                kept[position] = Told(
                    both,
                    one.firm or other.firm,
                    partial=False,
                    elliptic=one.elliptic or other.elliptic,
                    free=_is_free(one) or _is_free(other),
                    again=one.again or other.again,
                    anaphoric=one.anaphoric or other.anaphoric,
                    struck=one.struck or other.struck,
                )
                break
        else:
            kept.append(one)
    return kept


def _where_told(told: list[Told]) -> list[Told]:
    """The facts without a blow that would have fallen in a state of which another telling says where.

    «قصفت إسرائيل مواقع إيرانية في سوريا»
    """
    elsewhere = {
        one.fact.role(_SIDES)
        for one in told
        if one.struck is not None and one.fact.role(_PLACE) not in ((), (one.struck,))
    }
    return [
        one
        for one in told
        if one.fact.role(_SIDES) not in elsewhere or one.fact.role(_PLACE) != (one.struck,)
    ]


def _is_free(one: Told) -> bool:
    return one.free or not one.elliptic


def _at_innermost(told: list[Told], nestings: Mapping[str, str]) -> Iterable[Told]:
    """The facts, each incident at a wider place moved to the place in it that another is at."""
    at = {p.iri: p for one in told for p in one.fact.role(_PLACE) if one.fact.type == _INCIDENT}
    for one in told:
        places = one.fact.role(_PLACE) if one.fact.type == _INCIDENT else ()
        inner = at.get(nestings.get(places[0].iri, "")) if len(places) == 1 else None
        if inner is None:
            yield one
        else:
            roles = tuple((n, (inner,) if n == _PLACE else f) for n, f in one.fact.roles)
            yield replace(one, fact=replace(one.fact, roles=roles))


def _union(a: Fact, b: Fact, role: str, types: Mapping[str, FactType]) -> Fact | None:
    """What two facts tell that differ in one set alone; none where they differ otherwise."""
    others = [r.name for r in types[a.type].roles if r.core and r.name != role]
    if a.type != b.type or a.status != b.status or not all(map(a.role, others)):
        return None
    if _is_during(a, b) or _is_during(b, a):
        return None
    found = {p.iri: p for p in (*b.role(role), *a.role(role))}
    named = {iri: p for iri, p in found.items() if not is_nameless(p)}
    found = named or found
    if len(found) > _MOST or (a.time and b.time and a.time.edtf != b.time.edtf):
        return None
    if any({p.iri for p in a.role(n)} != {p.iri for p in b.role(n)} for n in others):
        return None
    surer = max(b, a, key=lambda fact: fact.confidence)
    roles = tuple((n, tuple(found.values()) if n == role else f) for n, f in surer.roles)
    return replace(completed(surer, a if surer is b else b), roles=roles)


def _is_during(war: Fact, fact: Fact) -> bool:
    """Whether a dated war is only what something else took place in: «منذ بدء الحرب عام … قصفت …»."""
    kinds = {p.iri.rsplit("/", 1)[1] for p in war.role("kind")}
    return (
        bool(kinds & _LONG)
        and war.time is not None
        and fact.time is None
        and war.frame != fact.frame
    )


def inherited(
    told: Sequence[Told], types: Mapping[str, FactType], group: Participant | None
) -> list[Told]:
    """The facts; an elliptic one with the sides, or the place, of the fact like it told last.

    Its sides may be the text's only `group` as well. What stays without is no fact.
    """
    kept: list[Told] = []
    last: dict[tuple[str, str], Fact] = {}
    for one in sorted(told, key=lambda t: t.fact.start):
        before = last.get((one.fact.type, ""))
        if one.again and before is not None:
            position = _with_its_land(kept, one.fact)
            if position is not None:
                kept[position] = _moved(kept[position], one.fact)
                last[one.fact.type, ""] = last[one.fact.type, _PLACE] = kept[position].fact
                continue
            if _is_told(one.fact, before):
                continue
        core = [role for role in types[one.fact.type].roles if role.core]
        whole: Told | None = one
        for role in core:
            if whole is not None and one.elliptic and not one.fact.role(role.name):
                like = last.get((one.fact.type, role.name))
                meant = _meant(one.fact, like, role.name)
                anyway = group is not None and role.several and not _is_another(one.fact, like)
                found = meant or ((group,) if group is not None and anyway else ())
                if role.name == _PLACE and one.struck is not None:
                    found = _where_struck(one, one.struck, found)
                whole = _with(whole, role.name, found) or (
                    whole if one.free or _is_whole(one.fact, role.name) else None
                )
        if whole is not None:
            kept.append(whole)
        last[one.fact.type, ""] = one.fact
        for role in core:
            if one.fact.role(role.name):
                last[one.fact.type, role.name] = one.fact
    return kept


def _where_struck(
    one: Told, state: Participant, meant: tuple[Participant, ...]
) -> tuple[Participant, ...]:
    """Where a blow at a state fell: at the place meant, if it lies there and no other time is told."""
    there = one.fact.time is None and any(state_of(place) == state.iri for place in meant)
    return meant if there else (state,)


def _with_its_land(kept: Sequence[Told], fact: Fact) -> int | None:
    """Where the last fact like it stands, if that has the land of the town which this one names."""
    back = range(len(kept) - 1, -1, -1)
    position = next((n for n in back if kept[n].fact.type == fact.type), None)
    if position is None or not _is_nearer(fact, kept[position].fact):
        return None
    return position


def _is_nearer(fact: Fact, before: Fact) -> bool:
    """Whether what is told again names the town of a blow told with its land: «ووقع الهجوم في كذا»."""
    lands, towns = before.role(_PLACE), fact.role(_PLACE)
    return (
        before.status == fact.status
        and fact.start - before.end <= _NEAR
        and bool(before.role("parties"))
        and bool(lands)
        and all(place.kind == "State" for place in lands)
        and bool(towns)
        and all(
            place.kind == "Place" and state_of(place) in (place.iri, lands[0].iri)
            for place in towns
        )
        and times_agree(fact, before)
    )


def _moved(one: Told, again: Fact) -> Told:
    """A blow with the place at which it is told again; who is named there is no third side."""
    roles = tuple(
        (name, again.role(_PLACE) if name == _PLACE else found) for name, found in one.fact.roles
    )
    return replace(one, fact=completed(replace(one.fact, roles=roles), again))


def _is_told(fact: Fact, before: Fact) -> bool:
    """Whether the fact told last has the place, and the sides, of what is told again."""
    return (
        bool(before.role(_PLACE))
        and fact.start - before.end <= _NEAR
        and not (fact.time and before.time and fact.time.edtf != before.time.edtf)
        and _named(fact) <= _named(before)
    )


def _named(fact: Fact) -> set[str]:
    """The IRIs of the sides that have a name."""
    return {p.iri for p in fact.role("parties") if not is_nameless(p)}


def _is_whole(fact: Fact, missing: str) -> bool:
    """Whether it tells enough by itself: which two fight, though not where; where how many died."""
    if missing == _PLACE:
        return any(len(found) > 1 for _, found in fact.roles)
    return fact.value is not None and bool(fact.role(_PLACE))


def _meant(fact: Fact, before: Fact | None, role: str) -> tuple[Participant, ...]:
    if before is None or fact.start - before.end > _NEAR:
        return ()
    apart = fact.time and before.time and fact.time.edtf != before.time.edtf
    if (role == _PLACE and apart) or _is_another(fact, before):
        return ()
    return before.role(role)


def _is_another(fact: Fact, before: Fact | None) -> bool:
    """Whether two took place at different times in different lands: «هجوم في تونس … وقتل في باريس في يناير …»."""
    if before is None or not (fact.time and before.time) or fact.time.edtf == before.time.edtf:
        return False
    lands, others = ({state_of(p) for p in one.role(_PLACE)} for one in (fact, before))
    return bool(lands and others) and lands.isdisjoint(others)


def _with(one: Told, role: str, meant: tuple[Participant, ...]) -> Told | None:
    """The fact with what its text means in a role; less sure than where it says so."""
    if not meant:
        return None
    fact = one.fact
    roles = tuple((name, meant if name == role else found) for name, found in fact.roles)
    twice = len({p.iri for _, found in roles for p in found}) < sum(len(f) for _, f in roles)
    if twice and meant != (one.struck,):
        return None
    sure = round(_MEANT * fact.confidence, 2)
    return replace(one, fact=replace(fact, roles=roles, confidence=sure))
