"""Slots of a frame file, read and checked."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from mithaq.ingest.frameentries import Entry
from mithaq.ingest.grammar import ATTACHED, prepositions
from mithaq.ingest.names import CONCEPTS
from mithaq.ingest.patterns import (
    ALL,
    DEFAULT_REACH,
    RELATIONS,
    Slot,
)
from mithaq.iris import THING
from mithaq.ontology.facttypes import FactType
from mithaq.ontology.reference import reference
from mithaq.text import fold

_UNNAMED = frozenset({"led", "organ", "paper", "post", "carried", "undertaken"})
"""The relations by which something fills a slot that is no mention of the sentence."""


def read_slots(
    entry: Entry, slots: Mapping[str, Any], fact_type: FactType, reciprocal: str
) -> tuple[Slot, ...]:
    """The slots of a pattern, checked against the roles of its fact type; the home of a side last."""
    roles = {role.name: role for role in fact_type.roles}
    for name in slots:
        if name not in roles:
            raise entry.error(f"{fact_type.name} has no role `{name}`", name)
    for role in fact_type.roles:
        if role.core and role.name not in slots and role.name != reciprocal:
            raise entry.error(f"{entry.where}: the core role `{role.name}` has no slot", "patterns")
    found = (
        _slot(entry.child(f"slot {role}", part), role, roles[role].kinds, roles[role].several)
        for role, slot in slots.items()
        if slot is not False
        for part in _parts(slot or {})
    )
    # whose land it is shows the place; whom a text goes on to speak of, nothing shows
    return tuple(sorted(found, key=lambda slot: slot.home and not slot.voice))


def needed_kinds(slots: Iterable[Slot]) -> tuple[frozenset[str], ...]:
    """The kinds of each slot that stays empty where the sentence names nothing of them."""
    return tuple(dict.fromkeys(slot.kinds for slot in slots if _needs_mention(slot)))


def _needs_mention(slot: Slot) -> bool:
    """Whether a slot is required, and nothing but a mention in the sentence ever fills it."""
    elsewhere = (
        slot.constant,
        slot.copy,
        slot.person_of,
        slot.states_of,
        slot.office_of,
        slot.setting,
        slot.home,
        slot.voice,
        slot.phrase,
        slot.group,
        slot.officials == ALL,  # whose office it is, no mention may name
        slot.strict and "Place" in slot.kinds,  # a border that two states share
        not _UNNAMED.isdisjoint(slot.by),
    )
    return slot.required and not (slot.doubled or slot.kinds <= CONCEPTS or any(elsewhere))


def _parts(slot: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """A slot, and the one that adds to what fills it: `also`, optional, else alike."""
    own = {key: value for key, value in slot.items() if key != "also"}
    yield {**own, "doubled": bool(slot.get("also"))}
    if slot.get("also"):
        yield {**own, "optional": True, **slot["also"]}


def _slot(entry: Entry, role: str, kinds: frozenset[str], several: bool) -> Slot:  # noqa: FBT001
    by = tuple(fold(str(relation)) for relation in entry.take("by", []))
    known = RELATIONS | set(prepositions().values()) | ATTACHED
    for relation in by:
        if relation.removeprefix("matter ") not in known | {"ان"}:
            raise entry.error(f"no relation or preposition is named {relation}", role)
    allowed = frozenset(map(str, entry.take("kinds", kinds)))
    slot = Slot(
        role=role,
        by=by,
        kinds=allowed,
        required=not entry.take("optional", default=False),
        together=bool(entry.take("together", several)),
        constant=str(entry.take("constant", "")),
        default=str(entry.take("default", "")),
        copy=str(entry.take("copy", "")),
        person_of=str(entry.take("person_of", "")),
        states_of=str(entry.take("states_of", "")),
        office_of=str(entry.take("office_of", "")),
        beside=str(entry.take("beside", "")),
        part=str(entry.take("part", "")),
        heads=frozenset(fold(h) for h in entry.take("heads", [])),
        refuse_heads=frozenset(fold(h) for h in entry.take("refuse_heads", [])),
        reach=float(entry.take("reach", DEFAULT_REACH)),
        least=int(entry.take("least", 1)),
        most=int(entry.take("most", 99)),
        first=bool(entry.take("first", default=False)),
        doubled=bool(entry.take("doubled", default=False)),
        after=bool(entry.take("after", default=False)),
        strict=bool(entry.take("strict", default=False)),
        setting=int(entry.take("setting", 0)),
        home=bool(entry.take("home", default=False)),
        voice=bool(entry.take("voice", default=False)),
        phrase=bool(entry.take("phrase", default=False)),
        group=bool(entry.take("group", default=False)),
        officials=str(entry.take("officials", "")),
    )
    entry.finish()
    if slot.officials not in ("", "also", ALL, "only", "never"):
        raise entry.error(
            f"slot {role}: officials are taken `also`, `all`, `only` or `never`", role
        )
    for fixed in (slot.constant, slot.default):
        if fixed and THING + fixed not in reference().things:
            raise entry.error(f"slot {role}: the reference has no thing {fixed}", fixed)
    if not (
        slot.by or slot.constant or slot.copy or slot.person_of or slot.states_of or slot.voice
    ):
        raise entry.error(f"slot {role} says nothing of how it is filled: give it `by`", role)
    return slot
