"""The rows of an answer as what pictures draw: memberships, events."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from mithaq.iris import THING
from mithaq.ontology.reference import reference
from mithaq.queries.answers import UNKNOWN, Answer, Column, columns, localised, plain, text
from mithaq.queries.questions import heading, question
from mithaq.queries.solutions import Solutions
from mithaq.server.pictures.bars import Bar
from mithaq.server.pictures.events import Event
from mithaq.server.pictures.lettering import joined
from mithaq.server.pictures.network import Tie
from mithaq.server.pictures.tenure import Mark, Membership
from mithaq.server.pictures.worldmap import Spot
from mithaq.server.words import words

STATED, SPOKEN_OF, SUSPENDED = "members-on-a-date", "who-said-they-would-leave", "suspensions"
DELAYS = "how-long-until-a-response"

Beside = Mapping[str, Solutions]
"""The answers of other questions, which a picture shows beside its own."""
Row = Mapping[str, str]
"""The cells of a row by variable, as texts."""

_NOT_TOLD = {"time", "granularity", "basis", "documents", "responseTime", "responseDocuments"}
_PLACE = "place"
_STATE = THING + "state/"
_ENDINGS = tuple(f"{THING}{kind}/" for kind in ("withdrawal", "non-renewal", "expulsion"))
_DETAILS = 3
_NUMBERS = ("days",)
"""Columns whose heading has to stand beside what they say."""


def rows(solutions: Solutions) -> Iterator[Row]:
    """The rows as texts."""
    for row in solutions.rows:
        yield dict(zip(solutions.variables, map(text, row), strict=True))


def memberships_of(answered: Answer, beside: Beside) -> list[Membership]:
    """Rows with two times; of whom, and to what it belongs, are their first two names."""
    member, group = _first_two([each for each in columns(answered) if each.iri])
    said = {name: _by_pair(solutions) for name, solutions in beside.items()}
    language = answered.language
    return [_membership(row, member, group, said, language) for row in rows(answered.solutions)]


def _first_two(shown: Sequence[Column]) -> tuple[Column | None, Column | None]:
    return shown[0] if shown else None, shown[1] if len(shown) > 1 else None


def _membership(
    row: Row,
    member: Column | None,
    group: Column | None,
    said: Mapping[str, Mapping[tuple[str, str], Sequence[Row]]],
    language: str,
) -> Membership:
    key = _iri(row, member), _iri(row, group)
    stated = said.get(STATED, {}).get(key)
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
            *(_spoken_of(each) for each in said.get(SPOKEN_OF, {}).get(key, ())),
            *(_suspended(each, language) for each in said.get(SUSPENDED, {}).get(key, ())),
        ),
    )


def _iri(row: Row, column: Column | None) -> str:
    return row[column.iri] if column and column.iri else ""


def _spoken_of(row: Row) -> Mark:
    kind = row["status"].rpartition("#")[2].lower()
    return Mark(kind, row["time"], row["statusName"], row["situation"])


def _suspended(row: Row, language: str) -> Mark:
    label = words(language)["picture-suspended"]
    return Mark("suspended", row["time"], label, row["situation"])


def _by_pair(solutions: Solutions) -> Mapping[tuple[str, str], Sequence[Row]]:
    found: defaultdict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows(solutions):
        found[row["member"], row["alliance"]].append(row)
    return found


def events_of(answered: Answer, beside: Beside) -> list[Event]:
    """Rows with a time; with the times of answers they are calls, each with all its answers."""
    shown = [each for each in columns(answered) if each.name not in _NOT_TOLD]
    told = list(rows(answered.solutions))
    if "responseTime" in answered.solutions.variables:
        return list(_calls(answered, shown, told))
    answers = defaultdict(list)
    if DELAYS in beside:
        for row in rows(beside[DELAYS]):
            answers[row["situation"]].append(row)
    names = [each.name for each in shown]
    return [
        _event(row, names, _responses(answers[row.get("situation", "")], answered)) for row in told
    ]


def spots_of(answered: Answer) -> list[Spot]:
    """Rows by the state that they tell of: that of their place, else the first that they name."""
    shown = columns(answered)
    told = list(rows(answered.solutions))
    where = _where([each for each in shown if each.iri], told)
    if where is None:
        return []
    beside = [each.name for each in shown if each != where and each.name not in _NOT_TOLD]
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in told:
        found[_state(_iri(row, where)) or _iri(row, where)].append(row)
    return [
        _spot(answered, these, where, beside, count=where.iri == _PLACE) for these in found.values()
    ]


def ties_of(answered: Answer, most: int) -> tuple[list[Tie], int]:
    """The first rows by their first two things, and what ties the one to the other; how many there are."""
    one, other = _first_two([each for each in columns(answered) if each.iri])
    if one is None or other is None:
        return [], 0
    variables = answered.solutions.variables
    places = [variables.index(each.iri) for each in (one, other) if each.iri]
    tied = [
        row for row in answered.solutions.rows if all(row[place] is not None for place in places)
    ]
    shown = Solutions(variables, tuple(tied[:most]))
    ties = [
        Tie(
            one=_iri(row, one),
            one_name=row[one.name],
            other=_iri(row, other),
            other_name=row[other.name],
            kind=row.get("tie", ""),
            situation=row.get("situation", ""),
            ended=row.get("situation", "").startswith(_ENDINGS),
        )
        for row in rows(shown)
    ]
    return ties, len(tied)


def bars_of(answered: Answer) -> tuple[list[Bar], str]:
    """Rows with a number, by the first column of numbers, and what stands above that."""
    variables = answered.solutions.variables
    shown = columns(answered)
    counted = next((each for each in shown if _is_number(answered, each.name)), None)
    if counted is None:
        return [], ""
    place = variables.index(counted.name)
    named = next((each for each in shown if each.iri), shown[0])
    names = [each.name for each in shown if each != counted and each.name not in _NOT_TOLD]
    made = []
    for terms, row in zip(answered.solutions.rows, rows(answered.solutions), strict=True):
        first, *more = _said(row, names) or [""]
        value = plain(terms[place])
        number = float(value) if isinstance(value, int | float) else None
        leads = row.get("situation") or _iri(row, named)
        made.append(Bar(first, joined(more[:_DETAILS]), number, leads))
    return made, counted.heading


def _is_number(answered: Answer, name: str) -> bool:
    place = answered.solutions.variables.index(name)
    values = [plain(row[place]) for row in answered.solutions.rows]
    return any(isinstance(each, int | float) and not isinstance(each, bool) for each in values)


def _where(named: Sequence[Column], told: Sequence[Row]) -> Column | None:
    for column in named:
        if column.iri == _PLACE:
            return column
    states = (each for each in named if any(_state(_iri(row, each)) for row in told))
    return next(states, None)


def _spot(
    answered: Answer, told: Sequence[Row], where: Column, beside: Sequence[str], *, count: bool
) -> Spot:
    names = [localised(row[where.name], answered.language) for row in told]
    label = joined(dict.fromkeys(names)) if len(set(names)) > 1 else names[0]
    more = dict.fromkeys(each for row in told for each in _said(row, beside[:1]))
    iri = _iri(told[0], where)
    return Spot(
        code=_state(iri),
        whole=any(_iri(row, where).startswith(_STATE) for row in told),
        iri=iri,
        label=f"{label} ({len(told)})" if count else label,
        told=f"{label}: {joined(more)}" if more else label,
    )


def _state(iri: str) -> str:
    """The code of the state that a thing is, or lies in; of no length where none is known."""
    thing = reference().things.get(iri)
    while thing and not iri.startswith(_STATE) and thing.within:
        iri = thing.within
        thing = reference().things.get(iri)
    return iri.removeprefix(_STATE) if iri.startswith(_STATE) else ""


def _calls(answered: Answer, shown: Sequence[Column], told: Sequence[Row]) -> Iterator[Event]:
    names = [each.name for each in shown]
    place = next((n for n, name in enumerate(names) if name.startswith("respon")), len(names))
    for _, group in groupby(told, key=lambda row: (row["situation"], row["time"])):
        these = list(group)
        yield _event(these[0], names[:place], _responses(these, answered, names[place:]))


def _event(row: Row, names: Collection[str], responses: tuple[Event, ...] = ()) -> Event:
    first, *more = _said(row, names) or [row.get("situation", "")]
    detail = joined(more[:_DETAILS])
    return Event(row["time"], first, detail, row.get("situation", ""), responses)


def _responses(
    told: Iterable[Row], answered: Answer, names: Sequence[str] = ("responseKind", "kinds", "days")
) -> tuple[Event, ...]:
    made = []
    for row in told:
        known = row["response"]
        said = _said(row, [name for name in names if name not in _NUMBERS]) if known else []
        numbers = [
            f"{heading(question(DELAYS), name, answered.language)}: {row[name]}"
            for name in _NUMBERS
            if name in names and row.get(name, UNKNOWN) not in ("", UNKNOWN)
        ]
        first, *more = said or [""]
        made.append(Event(row["responseTime"], first, joined([*more, *numbers]), known))
    return tuple(made)


def _said(row: Row, names: Iterable[str]) -> list[str]:
    """What the row says under `names`, each thing once."""
    return list(
        dict.fromkeys(row[name] for name in names if row.get(name) not in ("", None, UNKNOWN))
    )
