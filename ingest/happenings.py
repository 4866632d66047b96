"""Happenings: what a document's own day makes of what it tells.

What lies ahead is announced. Some events have a name of their own: a frame's pattern lists the words
(«بريكست»), what fills its roles, and the days of decision and of the event; a bare noun for the same
event, «خروج بريطانيا من الاتحاد الأوروبي», is no different.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from functools import cache

from mithaq.ingest.describedtreaties import without_doubles
from mithaq.ingest.facts import Fact, Participant, Saying, Time
from mithaq.ingest.frames import frames
from mithaq.ingest.patterns import Happened
from mithaq.ingest.sameness import core_roles
from mithaq.iris import THING
from mithaq.ontology.facttypes import FactType
from mithaq.times import read_edtf

Roles = Sequence[tuple[str, tuple[Participant, ...]]]

_ONCE = frozenset({"Withdrawal", "Accession", "Suspension"})
_OPEN = frozenset({"possible", "conditional"})


def dated(saying: Saying, time: Time | None, today: str | None) -> Saying:
    """`saying` as its time shows it on the document's day: what lies ahead is announced."""
    if time is None or today is None:
        return saying
    if saying.status == "announced" and time.edtf == today:
        return Saying("actual")  # what begins on its day
    if saying.status != "actual":
        return saying
    if lies_ahead(time, today):
        return Saying("announced")
    try:
        then, now = read_edtf(time.edtf), read_edtf(today)
    except ValueError:
        return saying
    if then.latest and now.earliest and then.latest < now.earliest:
        return Saying("actual")
    return saying


def lies_ahead(time: Time, today: str | None) -> bool:
    """Whether `time` begins after the document's day, so that nothing past is at that time."""
    if today is None:
        return False
    try:
        then, now = read_edtf(time.edtf).earliest, read_edtf(today).latest
    except ValueError:
        return False
    return then is not None and now is not None and then > now


def lies_behind(saying: Saying, time: Time, today: str | None) -> bool:
    """Whether `time` is over on the document's day, so that nothing announced is at that time."""
    if saying.status != "announced" or today is None:
        return False
    try:
        then, now = read_edtf(time.edtf).latest, read_edtf(today).earliest
    except ValueError:
        return False
    return then is not None and now is not None and then < now


def on_its_day(saying: Saying, happened: Happened, today: str | None) -> Saying:
    """`saying` of a named event, as it stood on the document's day."""
    if saying.status == "negated" or today is None:
        return saying
    try:
        now = read_edtf(today).latest
    except ValueError:
        return saying
    if now is None:
        return saying
    if now.isoformat() >= happened.done:
        return Saying("actual")
    return Saying("announced" if now.isoformat() >= happened.decided else "possible")


@cache
def _named() -> Mapping[tuple[str, frozenset[tuple[str, str]]], Happened]:
    """The named events, by fact type and what fills its roles."""
    return {
        (frame.fact, frozenset((slot.role, THING + slot.constant) for slot in pattern.slots)): (
            pattern.happened
        )
        for frame in frames()
        for pattern in frame.patterns
        if pattern.happened is not None
    }


def known_event(fact_type: FactType, roles: Roles) -> Happened | None:
    """The named event that a fact of this type and these roles tells, if it is one."""
    filled = frozenset((role, found[0].iri) for role, found in roles if len(found) == 1)
    return _named().get((fact_type.name, filled))


def once(found: Iterable[Fact], types: Mapping[str, FactType]) -> list[Fact]:
    """The facts; who joins or leaves does so once, whatever dates and doubts a document adds.

    Where it is announced it is not possible besides; of two announced days the most exact stays.
    What was done is neither besides, but for another day.
    """
    found = without_doubles(found)
    done = {
        (fact.type, core_roles(fact, types))
        for fact in found
        if fact.type in _ONCE and fact.status == "actual"
    }
    found = [fact for fact in found if not _is_done(fact, types, done)]
    announced: dict[object, Fact] = {}
    for fact in found:
        if fact.type in _ONCE and fact.status == "announced":
            key = (fact.type, core_roles(fact, types))
            if key not in announced or _exactness(fact) > _exactness(announced[key]):
                announced[key] = fact
    return [f for f in found if _stays(f, announced.get((f.type, core_roles(f, types))))]


def _is_done(fact: Fact, types: Mapping[str, FactType], done: Container[object]) -> bool:
    """Whether a fact tells as yet to come, on no day, what the text tells as done."""
    ahead = fact.status in _OPEN or fact.status == "announced"
    return ahead and fact.time is None and (fact.type, core_roles(fact, types)) in done


def _exactness(fact: Fact) -> tuple[int, float, int]:
    return len(fact.time.edtf) if fact.time else 0, fact.confidence, -fact.start


def _stays(fact: Fact, announced: Fact | None) -> bool:
    if announced is None or fact is announced:
        return True
    return fact.status not in _OPEN and fact.status != "announced"
