"""The rows of an answer with times, as what timelines draw: memberships, events."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import groupby

from mithaq.queries.answers import UNKNOWN, Answer, Column, columns, text
from mithaq.queries.questions import heading, question
from mithaq.queries.solutions import Solutions, Term
from mithaq.server.pictures.events import Event, order
from mithaq.server.pictures.lettering import joined
from mithaq.server.pictures.reading import (
    DETAILS,
    NOT_TOLD,
    Row,
    first_two,
    iri_of,
    rows,
    said,
)
from mithaq.server.pictures.tenure import Mark, Membership
from mithaq.server.words import words

STATED, SPOKEN_OF, SUSPENDED = "members-on-a-date", "who-said-they-would-leave", "suspensions"
DELAYS = "how-long-until-a-response"

Beside = Mapping[str, Solutions]
"""The answers of other questions, which a picture shows beside its own."""
Key = tuple[str, ...]
"""Some cells of a row, as texts."""

_NUMBERS = ("days",)
"""Columns whose heading has to stand beside what they say."""


def memberships_of(answered: Answer, beside: Beside, most: int) -> list[Membership]:
    """The first rows, with two times; of whom, and to what it belongs, are their first two names."""
    member, group = first_two([each for each in columns(answered) if each.iri])
    told = list(rows(answered.solutions, answered.solutions.rows[:most]))
    pairs = {(iri_of(row, member), iri_of(row, group)) for row in told}
    told_beside = {
        name: _by(solutions, ("member", "alliance"), pairs) for name, solutions in beside.items()
    }
    return [_membership(row, member, group, told_beside, answered.language) for row in told]


def _membership(
    row: Row,
    member: Column | None,
    group: Column | None,
    beside: Mapping[str, Mapping[Key, Sequence[Row]]],
    language: str,
) -> Membership:
    key = iri_of(row, member), iri_of(row, group)
    stated = beside.get(STATED, {}).get(key)
    return Membership(
        member=key[0],
        member_name=row[member.name] if member else "",
        alliance=key[1],
        alliance_name=row[group.name] if group else "",
        since=row["from"],
        until=row["until"],
        left=row["until"] == UNKNOWN or row["until"][:1].isdigit(),
        situation=row.get("situation", ""),
        stated=(stated[0]["statedFirst"], stated[0]["statedLast"]) if stated else ("", ""),
        marks=(
            *(_spoken_of(each) for each in beside.get(SPOKEN_OF, {}).get(key, ())),
            *(_suspended(each, language) for each in beside.get(SUSPENDED, {}).get(key, ())),
        ),
    )


def _spoken_of(row: Row) -> Mark:
    kind = row["status"].rpartition("#")[2].lower()
    return Mark(kind, row["time"], row["statusName"], row["situation"])


def _suspended(row: Row, language: str) -> Mark:
    label = words(language)["picture-suspended"]
    return Mark("suspended", row["time"], label, row["situation"])


def events_of(answered: Answer, beside: Beside, most: int) -> tuple[list[Event], int]:
    """The first events by date, and how many there are: rows with a time.

    With the times of answers rows are calls, each with all its answers.
    """
    names = [each.name for each in columns(answered) if each.name not in NOT_TOLD]
    solutions = answered.solutions
    are_calls = "responseTime" in solutions.variables
    key = _key(solutions, ("time", "situation") if are_calls else ("time",))
    groups = (
        [list(group) for _, group in groupby(solutions.rows, key)]
        if are_calls
        else [[row] for row in solutions.rows]
    )
    first = sorted(groups, key=lambda group: order(key(group[0])[0]))[:most]
    told = [list(rows(solutions, group)) for group in first]
    if are_calls:
        return [_call(answered, names, group) for group in told], len(groups)
    situations = {(row.get("situation", ""),) for (row,) in told}
    came = _by(beside[DELAYS], ("situation",), situations) if DELAYS in beside else {}
    return [
        _event(row, names, _responses(came.get((row.get("situation", ""),), ()), answered))
        for (row,) in told
    ], len(groups)


def _call(answered: Answer, names: Sequence[str], told: Sequence[Row]) -> Event:
    place = next((n for n, name in enumerate(names) if name.startswith("respon")), len(names))
    return _event(told[0], names[:place], _responses(told, answered, names[place:]))


def _event(row: Row, names: Collection[str], responses: tuple[Event, ...] = ()) -> Event:
    first, *more = said(row, names) or [row.get("situation", "")]
    detail = joined(more[:DETAILS])
    return Event(row["time"], first, detail, row.get("situation", ""), responses)


def _responses(
    told: Iterable[Row], answered: Answer, names: Sequence[str] = ("responseKind", "kinds", "days")
) -> tuple[Event, ...]:
    made = []
    for row in told:
        known = row["response"]
        parts = said(row, [name for name in names if name not in _NUMBERS]) if known else []
        numbers = [
            f"{heading(question(DELAYS), name, answered.language)}: {row[name]}"
            for name in _NUMBERS
            if name in names and row.get(name, UNKNOWN) not in ("", UNKNOWN)
        ]
        first, *more = parts or [""]
        made.append(Event(row["responseTime"], first, joined([*more, *numbers]), known))
    return tuple(made)


def _by(
    solutions: Solutions, names: Sequence[str], wanted: Collection[Key]
) -> Mapping[Key, Sequence[Row]]:
    """The rows by their texts under `names`, where these are `wanted`; others cost little."""
    key = _key(solutions, names)
    found: defaultdict[Key, list[Row]] = defaultdict(list)
    for row in rows(solutions, (row for row in solutions.rows if key(row) in wanted)):
        found[tuple(row[name] for name in names)].append(row)
    return found


def _key(solutions: Solutions, names: Sequence[str]) -> Callable[[Sequence[Term | None]], Key]:
    """What gives the texts of a row under `names`."""
    places = [solutions.variables.index(name) for name in names]
    return lambda row: tuple(text(row[place]) for place in places)
