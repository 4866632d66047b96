"""Beginnings: who joins is a member, who is appointed holds the office, and what is told of it is told once."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from mithaq.ingest.facts import Fact
from mithaq.ingest.fainter import FAINT
from mithaq.ingest.sameness import core_roles
from mithaq.iris import THING
from mithaq.ontology.facttypes import FactType

_OFFICE = f"{THING}office/"
_APPOINTMENT = "Appointment"
_HOLDING = "OfficeHolding"
_BEGINNING = "Accession"
_BEING = "Membership"


def without_joined(found: Sequence[Fact], types: Mapping[str, FactType]) -> tuple[Fact, ...]:
    """The facts without memberships of which the words only tell that they begin.

    «قبلت المجموعة الصومال عضوا فيها», «أصبحت السويد العضو الثاني والثلاثين».
    """
    begun: dict[object, list[Fact]] = defaultdict(list)
    for fact in found:
        if fact.type == _BEGINNING and fact.status not in FAINT:
            begun[core_roles(fact, types)].append(fact)
    return tuple(
        fact
        for fact in found
        if fact.type != _BEING
        or not any(_overlap(fact, one) for one in begun[core_roles(fact, types)])
    )


def without_guessed_posts(found: Sequence[Fact]) -> tuple[Fact, ...]:
    """The facts without appointments to the office that somebody has, where the text tells to which.

    «انتخب رئيس الوزراء فلان أمينا عاما. ويتسلم فلان مهامه غدا»: not those of a prime minister.
    """
    told: dict[frozenset[str], set[str]] = defaultdict(set)
    for fact in found:
        if fact.type == _APPOINTMENT and not _is_guessed(fact):
            told[_holder(fact)] |= _kinds(fact)
    begun = [fact for fact in found if fact.type == _APPOINTMENT]
    return tuple(
        fact
        for fact in found
        if not any(_tells_beginning(fact, one) for one in begun)
        if fact.type != _APPOINTMENT
        or not _is_guessed(fact)
        or _holder(fact) not in told
        or _kinds(fact) & told[_holder(fact)]
    )


def _tells_beginning(fact: Fact, begun: Fact) -> bool:
    """Whether what a verb says somebody held is what the same words say he was made: «كان قد عين وزيرا»."""
    held = fact.type == _HOLDING and bool(fact.grounds) and fact.end <= begun.end
    same = held and _holder(fact) == _holder(begun) and fact.role("office") == begun.role("office")
    return same and fact.start < begun.start < fact.end


def _kinds(fact: Fact) -> set[str]:
    """The kinds of office: «office/president» of «office/president/KEN»."""
    return {p.iri.removeprefix(_OFFICE).partition("/")[0] for p in fact.role("office")}


def _holder(fact: Fact) -> frozenset[str]:
    return frozenset(p.iri for p in fact.role("holder"))


def _is_guessed(fact: Fact) -> bool:
    """Whether the office is only that of whom the words name."""
    return any(name == "way: behind" for name, _ in fact.grounds)


def _overlap(one: Fact, other: Fact) -> bool:
    return one.start < other.end and other.start < one.end
