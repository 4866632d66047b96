"""Grounding: of what a model tells, that which stands in the text and fits the ontology."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import get_args

from mithaq.ingest.claims import claim_iri
from mithaq.ingest.documents import Document
from mithaq.ingest.facts import Fact, Participant, Status
from mithaq.ingest.officekinds import office_of, slug_of
from mithaq.ingest.readers.answers import Named, Told
from mithaq.ingest.readers.ground import Ground, Near
from mithaq.ingest.readers.linking import link
from mithaq.ingest.readers.timing import placed
from mithaq.ingest.readers.windows import Window
from mithaq.ontology.facttypes import FactType, Role, fact_types
from mithaq.ontology.reference import reference

_STATUSES: dict[str, Status] = {status: status for status in get_args(Status)}
_SHARE = 100


class UngroundedError(Exception):
    """A fact that does not stand in the text; the message says why, in a phrase."""


@dataclass(frozen=True, slots=True)
class Grounded:
    """The facts of a document that stand, and in a sentence each what was dropped."""

    facts: tuple[Fact, ...]
    dropped: tuple[str, ...]


def ground_facts(
    document: Document,
    told: Iterable[tuple[Window, Told]],
    frame: str,
    sureness: Mapping[str, float],
) -> Grounded:
    """What of `told`, each from its window, stands in `document`; a fact told twice stands once.

    `frame` is what the facts name as their source, `sureness` their confidence by type.
    """
    ground = Ground(document)
    facts: dict[str, Fact] = {}
    dropped: list[str] = []
    for window, one in told:
        try:
            fact, lost = _fact(ground, window, one, frame, sureness)
        except UngroundedError as why:
            dropped.append(f"{document.id}: {one.type} dropped: {why}")
            continue
        facts.setdefault(claim_iri(fact, document.sha256), fact)
        dropped += [f"{document.id}, code points {fact.start} to {fact.end}: {n}" for n in lost]
    ordered = sorted(_longest(facts.values()), key=lambda fact: (fact.start, fact.end, fact.type))
    return Grounded(tuple(ordered), tuple(dict.fromkeys(dropped)))


def _fact(
    ground: Ground, window: Window, told: Told, frame: str, sureness: Mapping[str, float]
) -> tuple[Fact, list[str]]:
    fact_type = fact_types().get(told.type)
    if fact_type is None:
        raise UngroundedError("there is no such type of fact")
    if told.status not in _STATUSES:
        raise UngroundedError(f"there is no status {told.status!r}")
    start = _place(ground, window, told)
    end = start + len(told.quote)
    near = ground.near(start, end)
    language = ground.document.language
    roles, lost = _roles(fact_type, told, near, language)
    speakers = fact_types()["Statement"].role("speaker").kinds
    # who says so is part of what is said: without the speaker it would be the document's own word
    source = None
    if told.source is not None:
        source = _linked("source", told.source, speakers, near, language)
    time = None
    if told.time is not None:
        time = placed(told.time, near, ground)
        if time is None:
            lost.append(
                f"the time {told.time} of a {told.type} dropped: the text near does not give it"
            )
    value = None
    if told.value is not None:
        if _is_counted(told.value, near):
            value = told.value
        else:
            lost.append(
                f"the value {told.value:g} of a {told.type} dropped: it is not in the text near"
            )
    return Fact(
        document=ground.document.id,
        type=fact_type.name,
        roles=roles,
        status=_STATUSES[told.status],
        source=source,
        time=time,
        value=value,
        quote=told.quote,
        start=start,
        end=end,
        confidence=sureness.get(fact_type.name, sureness["default"]),
        frame=frame,
    ), lost


def _place(ground: Ground, window: Window, told: Told) -> int:
    """Where the quote stands; of several places the one whose neighbourhood names most of the roles."""
    places = ground.places(told.quote, window.start, window.end)
    if not places:
        raise UngroundedError("its quote is not in the text")
    if len(places) == 1:
        return places[0]
    names = [named.name for _role, named in told.roles]

    def named_near(place: int) -> int:
        near = ground.near(place, place + len(told.quote))
        return sum(near.holds(name) for name in names)

    best = max(map(named_near, places))
    fitting = [place for place in places if named_near(place) == best]
    if len(fitting) > 1:
        raise UngroundedError(
            "its quote stands in the text more than once, and nothing tells which is meant"
        )
    return fitting[0]


def _roles(
    fact_type: FactType, told: Told, near: Near, language: str | None
) -> tuple[tuple[tuple[str, tuple[Participant, ...]], ...], list[str]]:
    known = {role.name: role for role in fact_type.roles if role.kinds}
    found: dict[str, list[Participant]] = {}
    lost: list[str] = []
    for name, named in told.roles:
        role = known.get(name)
        if role is None:
            lost.append(f"the role {name} dropped: a {told.type} has none")
            continue
        try:
            one = _linked(name, named, role.kinds, near, language)
        except UngroundedError as why:
            if role.core:
                raise
            lost.append(f"a participant of a {told.type} dropped: {why}")
            continue
        if one not in found.setdefault(name, []):
            found[name].append(one)
    _check_counts(fact_type.roles, found)
    _give_owner(found, told)
    roles = tuple(
        (role.name, tuple(found.get(role.name, ())))
        for role in fact_type.roles
        if role.kinds and (role.core or role.name in found)
    )
    return roles, lost


def _give_owner(found: dict[str, list[Participant]], told: Told) -> None:
    """Make of a kind of office and its organisation the one office: the president, of Russia."""
    for office in found.get("office", ()):
        for owner in found.get("organization", ()):
            if office.iri in reference().things:
                printed = next(named.name for role, named in told.roles if role == "office")
                found["office"] = [office_of(slug_of(office), owner, "", printed)]


def _check_counts(roles: Iterable[Role], found: dict[str, list[Participant]]) -> None:
    for role in roles:
        if len(found.get(role.name, ())) > 1 and not role.several:
            if role.core:
                raise UngroundedError(
                    f"{role.name} is one participant, not {len(found[role.name])}"
                )
            del found[role.name][1:]
    if not any(found.get(role.name) for role in roles if role.core):
        raise UngroundedError("it names no core participant")


def _linked(
    role: str, named: Named, kinds: frozenset[str], near: Near, language: str | None
) -> Participant:
    one = link(named, kinds, near, language)
    if one is None:
        raise UngroundedError(
            f"{role} {named.name!r} is not named near its quote, or may not stand there"
        )
    return one


def _is_counted(value: float, near: Near) -> bool:
    """Whether a number near is `value`, or the percentage that it is a share of."""
    digits = f"{value:,.0f}" if value == int(value) else f"{value}"
    if near.holds_any((digits, f"{value:g}", digits.replace(",", ""))):
        return True
    return any(
        number.value == (value * _SHARE if number.unit == "percent" else value)
        for number in near.numbers
    )


def _longest(facts: Iterable[Fact]) -> Iterable[Fact]:
    """Of facts that say the same by quotes that overlap, that of the longest quote."""
    kept: list[Fact] = []
    for fact in sorted(facts, key=lambda fact: (fact.start - fact.end, fact.start)):
        if not any(_same(fact, other) for other in kept):
            kept.append(fact)
    return kept


def _same(one: Fact, other: Fact) -> bool:
    return (
        one.start < other.end
        and other.start < one.end
        and (one.type, one.roles, one.status, one.source, one.time and one.time.edtf)
        == (other.type, other.roles, other.status, other.source, other.time and other.time.edtf)
    )
