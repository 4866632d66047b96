"""The rows of an answer as what pictures draw: spots on a map, ties, bars."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from mithaq.iris import THING
from mithaq.ontology.reference import reference
from mithaq.queries.answers import UNKNOWN, Answer, Column, columns, localised, plain, text
from mithaq.queries.solutions import Solutions, Term
from mithaq.server.pictures.bars import Bar
from mithaq.server.pictures.lettering import joined
from mithaq.server.pictures.network import Tie
from mithaq.server.pictures.worldmap import Spot

Row = Mapping[str, str]
"""The cells of a row by variable, as texts."""

NOT_TOLD = {"time", "granularity", "basis", "documents", "responseTime", "responseDocuments"}
"""Columns that are no part of what a row says of itself in words."""
DETAILS = 3
"""So many more things are said of a row than the first."""
_PLACE = "place"
_STATE = THING + "state/"
_ENDINGS = tuple(f"{THING}{kind}/" for kind in ("withdrawal", "non-renewal", "expulsion"))


def rows(solutions: Solutions, some: Iterable[Sequence[Term | None]]) -> Iterator[Row]:
    """Some rows of `solutions` as texts."""
    for row in some:
        yield dict(zip(solutions.variables, map(text, row), strict=True))


def first_two(shown: Sequence[Column]) -> tuple[Column | None, Column | None]:
    """The first two of the columns, where there are so many."""
    return shown[0] if shown else None, shown[1] if len(shown) > 1 else None


def iri_of(row: Row, column: Column | None) -> str:
    """The IRI of the thing that `row` names in `column`; of no length where there is none."""
    return row[column.iri] if column and column.iri else ""


def spots_of(answered: Answer) -> list[Spot]:
    """Rows by the state that they tell of: that of their place, else the first that they name."""
    shown = columns(answered)
    told = list(rows(answered.solutions, answered.solutions.rows))
    where = _where([each for each in shown if each.iri], told)
    if where is None:
        return []
    beside = [each.name for each in shown if each != where and each.name not in NOT_TOLD]
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in told:
        found[_state(iri_of(row, where)) or iri_of(row, where)].append(row)
    return [
        _spot(answered, these, where, beside, count=where.iri == _PLACE) for these in found.values()
    ]


def ties_of(answered: Answer, most: int) -> tuple[list[Tie], int]:
    """The first rows by their first two things, and what ties the one to the other; how many there are."""
    one, other = first_two([each for each in columns(answered) if each.iri])
    if one is None or other is None:
        return [], 0
    variables = answered.solutions.variables
    first, second = (variables.index(each.iri or "") for each in (one, other))
    tied = [
        row for row in answered.solutions.rows if row[first] is not None and row[second] is not None
    ]
    ties = [
        Tie(
            one=iri_of(row, one),
            one_name=row[one.name],
            other=iri_of(row, other),
            other_name=row[other.name],
            kind=row.get("tie", ""),
            situation=row.get("situation", ""),
            ended=row.get("situation", "").startswith(_ENDINGS),
        )
        for row in rows(answered.solutions, tied[:most])
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
    names = [each.name for each in shown if each != counted and each.name not in NOT_TOLD]
    made = []
    for terms, row in zip(
        answered.solutions.rows, rows(answered.solutions, answered.solutions.rows), strict=True
    ):
        first, *more = said(row, names) or [""]
        value = plain(terms[place])
        number = float(value) if isinstance(value, int | float) else None
        leads = row.get("situation") or iri_of(row, named)
        made.append(Bar(first, joined(more[:DETAILS]), number, leads))
    return made, counted.heading


def _is_number(answered: Answer, name: str) -> bool:
    place = answered.solutions.variables.index(name)
    values = [plain(row[place]) for row in answered.solutions.rows]
    return any(isinstance(each, int | float) and not isinstance(each, bool) for each in values)


def _where(named: Sequence[Column], told: Sequence[Row]) -> Column | None:
    for column in named:
        if column.iri == _PLACE:
            return column
    states = (each for each in named if any(_state(iri_of(row, each)) for row in told))
    return next(states, None)


def _spot(
    answered: Answer, told: Sequence[Row], where: Column, beside: Sequence[str], *, count: bool
) -> Spot:
    names = [localised(row[where.name], answered.language) for row in told]
    label = joined(dict.fromkeys(names)) if len(set(names)) > 1 else names[0]
    more = dict.fromkeys(each for row in told for each in said(row, beside[:1]))
    iri = iri_of(told[0], where)
    return Spot(
        code=_state(iri),
        whole=any(iri_of(row, where).startswith(_STATE) for row in told),
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


def said(row: Row, names: Iterable[str]) -> list[str]:
    """What the row says under `names`, each thing once."""
    return list(
        dict.fromkeys(row[name] for name in names if row.get(name) not in ("", None, UNKNOWN))
    )
