"""The timeline of events, and of calls with what came in answer: a row each, arrows between them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

from mithaq.server.pictures.chart import (
    LINE,
    MARGIN,
    ROW,
    Chart,
    chart,
    foot,
    head,
    lane_middle,
    rule,
)
from mithaq.server.pictures.lettering import SIZE, lines, width
from mithaq.server.pictures.scale import LABEL, Days, days, open_days
from mithaq.server.pictures.svg import Manner, Sheet
from mithaq.times import print_time

MOST_ROWS = 150
_WIDEST = 300
_DATES = 124  # wide is the column of dates
_INDENT = 18
_HIGH = 12
_LEAST = 7
_BESIDE = 12
_TIMES = 2**14  # most of a large graph's days
_LONGEST = 100  # characters of a time that is remembered


@dataclass(frozen=True, slots=True)
class Event:
    """What happened: when (EDTF, or no time at all), what, and more of it; what came in answer.

    Without `situation` it is an answer that no document tells of.
    """

    time: str
    label: str
    detail: str
    situation: str
    responses: tuple["Event", ...] = ()

    @property
    def chain(self) -> Iterator["Event"]:
        """This, and what came in answer."""
        yield self
        yield from self.responses


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the mark of an event is."""

    begin: float
    end: float
    y: float

    @property
    def x(self) -> float:
        return (self.begin + self.end) / 2


def draw(told: Sequence[Event], left_out: int, manner: Manner) -> Markup:
    """The picture of events in their order, no more than `MOST_ROWS` with what came in answer.

    `left_out` is how many more there are than are `told`.
    """
    shown = list(_first(told))
    rows = [each for event in shown for each in event.chain]
    spans = [span for each in rows if (span := _known(each.time))]
    made = chart(
        manner,
        min(_WIDEST, max(_wide(each) for event in shown for each in event.chain)),
        spans,
        more=_DATES,
        undated=len(spans) < len(rows),
        broken=True,
        bare=not spans,
    )
    if made.scale.breaks:
        made.explain("picture-break", _sample_break)
    head(made, manner.heading)
    top = made.y
    made.y += 4
    for event in shown:
        _chain(made, event)
    rule(made, top)
    if left_out := left_out + len(told) - len(shown):
        made.y += LINE + 4
        note = manner.says["picture-left-out"].format(number=left_out)
        made.sheet.add(made.sheet.text(MARGIN, made.y, note, "small"))
    height = foot(made)
    responses = len(rows) - len(shown)
    description = manner.says["picture-chains" if responses else "picture-events"]
    described = description.format(rows=len(shown), responses=responses)
    return made.sheet.finish(height, manner.title, described)


def _first(events: Sequence[Event]) -> Iterator[Event]:
    rows = 0
    for event in events:
        rows += 1 + len(event.responses)
        if rows > MOST_ROWS and rows > 1 + len(event.responses):
            return
        yield event


def _wide(event: Event) -> float:
    return _INDENT + max(width(event.label), width(event.detail, LABEL))


def _chain(made: Chart, event: Event) -> None:
    call = _row(made, event, 0)
    answers = [(_row(made, each, _INDENT), bool(each.situation)) for each in event.responses]
    if answers:
        made.explain("picture-answer", _sample_arrow)
        made.sheet.add(*_arrows(made.sheet, call, answers))


def _row(made: Chart, event: Event, indent: float) -> _Place:
    sheet, room = made.sheet, made.names - indent
    dated = _known(event.time)
    date = print_time(event.time, sheet.language) if dated else made.says["picture-unknown"]
    label = event.label.removesuffix(f" ({date})") or made.says["picture-no-response"]
    called, more = lines(label, room), lines(event.detail, room, LABEL)
    height = max(ROW, LINE * (len(called) + len(more)) + 8)
    y = made.y + height / 2
    texts = [(text, "called") for text in called] + [(text, "small") for text in more]
    at = y - LINE * (len(texts) - 1) / 2 + SIZE * 0.34
    written = [
        sheet.text(MARGIN + indent, at + LINE * n, text, kind)
        for n, (text, kind) in enumerate(texts)
    ]
    if event.situation:
        column = made.begin - _DATES
        written.append(sheet.text(column, y + 4, date, "small"))
    place, mark = _mark(made, event, y)
    sheet.add(sheet.link(event.situation, *written, mark, title=f"{label}: {date}"))
    made.y += height
    return place


def _mark(made: Chart, event: Event, y: float) -> tuple[_Place, Markup]:
    sheet, dated = made.sheet, _known(event.time)
    if not event.situation:
        x = lane_middle(made)
        return _Place(x - 4, x + 4, y), sheet.text(
            x, y + 5, made.says["question-mark"], "called", anchor="middle"
        )
    if not dated:
        x = lane_middle(made)
        return _Place(x - 5, x + 5, y), sheet.dot(x, y, 5, "hollow")
    place, mark = _dated(made, dated, y)
    if opened := open_days(event.time):
        made.explain("picture-open-event", _sample_open)
        return place, _onward(made, place, goes_on=opened[1]) + mark
    return place, mark


def order(time: str) -> tuple[float, float]:
    """What events are sorted by: when they begin, those without a date last."""
    return _known(time) or (float("inf"), 0)


def _known(time: str) -> Days | None:
    """The days of a time, or of its known end where it is open to one side."""
    return _read(time) if len(time) <= _LONGEST else _read.__wrapped__(time)


@lru_cache(_TIMES)
def _read(time: str) -> Days | None:
    opened = open_days(time)
    return opened[0] if opened else days(time)


def _onward(made: Chart, place: _Place, *, goes_on: bool) -> Markup:
    """From the mark of what goes on to the end of the axis; of what was until then, from its beginning."""
    start, back = (made.end, -5) if goes_on else (made.begin, 5)
    tip = [(start + back, place.y - 4), (start, place.y), (start + back, place.y + 4)]
    line = made.sheet.line([(place.x, place.y), (start, place.y)], "stroke")
    return line + made.sheet.line(tip, "stroke")


def _dated(made: Chart, dated: Days, y: float) -> tuple[_Place, Markup]:
    sheet, begin, end = made.sheet, made.at(dated[0]), made.at(dated[1] + 1)
    if dated[0] == dated[1]:
        x = (begin + end) / 2
        made.explain("picture-day", _sample_dot)
        return _Place(x - 5, x + 5, y), sheet.dot(x, y, 5, "mark")
    made.explain("picture-partly-event", _sample_box)
    wide = max(end - begin, _LEAST)
    return _Place(begin, begin + wide, y), sheet.box(begin, y - _HIGH / 2, wide, _HIGH, "partly")


def _arrows(sheet: Sheet, call: _Place, answers: Sequence[tuple[_Place, bool]]) -> Iterator[Markup]:
    """From a call, down beside all marks, and into the mark of every answer, known or not."""
    beside = min(call.begin, *(place.begin for place, _ in answers)) - _BESIDE
    last = max((place.y for place, known in answers if known), default=None)
    if last is not None:
        down = [(call.begin - 1, call.y), (beside, call.y), (beside, last)]
        yield sheet.line(down, "stroke")
    for place, known in answers:
        if not known and last is None:
            yield sheet.line(
                [(call.begin - 1, call.y), (beside, call.y), (beside, place.y)], "unsaid"
            )
        end = place.begin - 2
        yield sheet.line([(beside, place.y), (end, place.y)], "stroke" if known else "unsaid")
        tip = [(end - 5, place.y - 4), (end, place.y), (end - 5, place.y + 4)]
        yield sheet.line(tip, "stroke", class_="stroke tip")


def _sample_arrow(sheet: Sheet, x: float, y: float) -> Markup:
    head = sheet.line([(x + 5, y - 4), (x + 10, y), (x + 5, y + 4)], "stroke")
    return sheet.line([(x - 10, y), (x + 10, y)], "stroke") + head


def _sample_open(sheet: Sheet, x: float, y: float) -> Markup:
    return _sample_arrow(sheet, x, y) + sheet.dot(x - 8, y, 4, "mark")


def _sample_dot(sheet: Sheet, x: float, y: float) -> Markup:
    return sheet.dot(x, y, 5, "mark")


def _sample_box(sheet: Sheet, x: float, y: float) -> Markup:
    return sheet.box(x - 12, y - 5, 24, 10, "partly")


def _sample_break(sheet: Sheet, x: float, y: float) -> Markup:
    return sheet.line([(x - 6, y + 5), (x, y - 5)], "rule") + sheet.line(
        [(x, y + 5), (x + 6, y - 5)], "rule"
    )
