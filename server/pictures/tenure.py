"""Who was a member when: what documents say of each day, sure, partly sure, or nothing."""

from collections.abc import Iterator
from dataclasses import dataclass

from mithaq.server.pictures.scale import Days, days


@dataclass(frozen=True, slots=True)
class Mark:
    """What is told of a membership beside its beginning and end; `kind` is a status, or suspended."""

    kind: str
    time: str
    label: str
    situation: str


@dataclass(frozen=True, slots=True)
class Membership:
    """Who was in what, and what documents date: joining, leaving, and themselves.

    Times are EDTF or no time at all; `stated` are the dates of the first and the last document that
    calls it a member; `left` is true where it left, known when or not.
    """

    member: str
    member_name: str
    alliance: str
    alliance_name: str
    since: str
    until: str
    left: bool
    situation: str
    stated: tuple[str, str] = ("", "")
    marks: tuple[Mark, ...] = ()

    @property
    def undated(self) -> bool:
        """Whether something is told of it that has no known date."""
        marks = any(not days(mark.time) for mark in self.marks)
        return marks or (self.left and not days(self.until))

    def spans(self) -> Iterator[Days]:
        """All days that are told."""
        times = (self.since, self.until, *self.stated, *(mark.time for mark in self.marks))
        yield from filter(None, map(days, times))


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days in which one is a member: `sure`, `partly` (from or to some day of them), or `unsaid`."""

    kind: str
    days: Days


def stretches(one: Membership, edges: Days) -> list[Stretch]:
    """What can be said of the days between `edges`, in order, none twice.

    Sure is what lies between two days on which it was a member; a date known to its year or month
    makes a part of that time only partly sure; before the first and after the last nothing is said.
    """
    since, until = days(one.since), days(one.until)
    first, last = (days(each) for each in one.stated)
    begun = since or first
    if begun is None:
        made = [Stretch("unsaid", (edges[0], until[0] if until else edges[1]))]
        return [*made, Stretch("partly", until)] if until else made
    if since and last and last[0] < since[0]:
        last = None  # of a document older than the joining nothing follows
    made = [] if since else [Stretch("unsaid", (edges[0], begun[0]))]
    ending = until or max(filter(None, (last, begun)), key=lambda each: each[1])
    if ending[0] <= begun[1]:
        made.append(Stretch(_kind(begun, ending), (begun[0], max(begun[1], ending[1]))))
    else:
        made += [
            Stretch(_kind(begun, begun), begun),
            Stretch("sure", (begun[1], ending[0])),
            Stretch(_kind(ending, ending), ending),
        ]
    reached = made[-1].days[1]
    return made if until else [*made, Stretch("unsaid", (reached, max(reached, edges[1])))]


def _kind(one: Days, other: Days) -> str:
    return "sure" if one[0] == one[1] == other[0] == other[1] else "partly"
