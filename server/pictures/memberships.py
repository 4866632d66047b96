"""The membership timeline: from when to when documents say that each was a member, and no more."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from markupsafe import Markup

from mithaq.server.pictures.chart import (
    LANE,
    LINE,
    MARGIN,
    ROW,
    Chart,
    Sample,
    chart,
    foot,
    head,
    lane_middle,
    rule,
)
from mithaq.server.pictures.lettering import lines, width
from mithaq.server.pictures.scale import days
from mithaq.server.pictures.svg import Manner, Sheet
from mithaq.server.pictures.tenure import Mark, Membership, Stretch, stretches
from mithaq.times import print_time

MOST_ROWS = 200
_WIDEST = 220
_HIGH = 12
"""The height of a bar."""
_APART = 20
"""Between two marks without a date; less where the lane has no room for so many."""
_LEAST = 3  # so wide a bar is at least
_ORDER = tuple(
    f"picture-{key}"
    for key in "sure partly unsaid since-unknown open left spoken-of suspended".split()
)


def draw(told: Sequence[Membership], left_out: int, manner: Manner) -> Markup:
    """The picture of memberships, a row each, by alliance; `left_out` is how many more there are."""
    made = chart(
        manner,
        min(_WIDEST, max(width(each.member_name) for each in told)),
        [span for each in told for span in each.spans()],
        undated=any(each.undated for each in told),
    )
    head(made, manner.heading)
    top = made.y
    for _, group in groupby(told, key=lambda each: each.alliance):
        rows = list(group)
        _heading(made, rows[0])
        for row in rows:
            _row(made, row)
    made.y += 4
    rule(made, top)
    if left_out:
        made.y += LINE
        note = manner.says["picture-left-out"].format(number=left_out)
        made.sheet.add(made.sheet.text(MARGIN, made.y, note, "small"))
    made.legend = {key: made.legend[key] for key in _ORDER if key in made.legend}
    height = foot(made)
    description = manner.says["picture-memberships"].format(rows=len(told))
    return made.sheet.finish(height, manner.title, description)


def _heading(made: Chart, row: Membership) -> None:
    sheet = made.sheet
    made.y += ROW
    text = sheet.text(MARGIN, made.y - 7, row.alliance_name, "strong")
    behind = sheet.box(MARGIN, made.y - ROW + 4, width(row.alliance_name), ROW - 6, "ground")
    sheet.add(behind, sheet.link(row.alliance, text))
    ends = [(MARGIN, made.y - 1), (made.lane - 12, made.y - 1)]
    sheet.add(sheet.line(ends, "rule", stroke_width=0.6))


def _row(made: Chart, row: Membership) -> None:
    sheet, written = made.sheet, lines(row.member_name, made.names)
    height = ROW + LINE * (len(written) - 1)
    y = made.y + height / 2
    for n, text in enumerate(written):
        at = y - LINE * (len(written) - 1) / 2 + LINE * n + 5
        sheet.add(sheet.link(row.member, sheet.text(MARGIN, at, text)))
    drawn = [piece for each in stretches(row, made.edges) for piece in _stretch(made, each, y)]
    drawn += _ends(made, row, y)
    sheet.add(sheet.link(row.situation, *drawn, title=_told(row, made.says, sheet.language)))
    undated = [mark for mark in row.marks if not days(mark.time)]
    ended = row.left and not days(row.until)
    step = min(_APART, (LANE / 2 - _APART / 2) / max(1, len(undated) + ended - 1))
    for mark in row.marks:
        place = undated.index(mark) + ended if mark in undated else 0
        _mark(made, mark, y, lane_middle(made) + step * place)
    made.y += height


def _stretch(made: Chart, stretch: Stretch, y: float) -> Iterator[Markup]:
    sheet, (first, last) = made.sheet, stretch.days
    begin, end = made.at(first), made.at(last if stretch.kind == "unsaid" else last + 1)
    if stretch.kind == "unsaid":
        if end > begin:
            made.explain("picture-unsaid", _sample_unsaid)
            yield sheet.line([(begin, y), (end, y)], "unsaid")
        return
    key, look = {"sure": ("picture-sure", "mark"), "partly": ("picture-partly", "partly")}[
        stretch.kind
    ]
    made.explain(key, _sample_bar(look))
    yield sheet.box(begin, y - _HIGH / 2, max(end - begin, _LEAST), _HIGH, look)


def _ends(made: Chart, row: Membership, y: float) -> Iterator[Markup]:
    sheet = made.sheet
    until = days(row.until)
    if not days(row.since):
        made.explain("picture-since-unknown", _sample_question(made.says["question-mark"]))
        mark = made.says["question-mark"]
        yield sheet.text(made.begin - 6, y + 4, mark, "small", anchor="middle")
    if until:
        made.explain("picture-left", _sample_cross)
        x = made.at(until[1] + 1) if until[0] == until[1] else made.at((until[0] + until[1]) / 2)
        yield sheet.cross(x, y)
        after = max(x, made.at(until[1])) + 9
        told = print_time(row.until, sheet.language)
        if after + 8 * len(told) < made.end:
            yield sheet.text(after, y + 4, told, "small")
    elif row.left:
        made.explain("picture-left", _sample_cross)
        yield sheet.cross(lane_middle(made), y)
    else:
        made.explain("picture-open", _sample_arrow)
        yield _arrow(sheet, made.end, y)


def _mark(made: Chart, mark: Mark, y: float, undated: float) -> None:
    sheet, when = made.sheet, days(mark.time)
    key, shape = _PAUSE if mark.kind == "suspended" else _SPOKEN_OF
    made.explain(key, shape)
    if when:
        begin, end = made.at(when[0]), made.at(when[1] + 1)
        x, dated = (begin + end) / 2, print_time(mark.time, sheet.language)
        drawn = [_reach(sheet, begin, end, y)] if when[0] < when[1] else []
    else:
        x, dated, drawn = undated, made.says["picture-undated"], []
    drawn.append(shape(sheet, x, y))
    sheet.add(sheet.link(mark.situation, *drawn, title=f"{mark.label}: {dated}"))


def _reach(sheet: Sheet, begin: float, end: float, y: float) -> Markup:
    """The days of which one is meant."""
    ends = (sheet.line([(x, y - 4), (x, y + 4)], "stroke") for x in (begin, end))
    return Markup().join([sheet.line([(begin, y), (end, y)], "stroke"), *ends])


def _told(row: Membership, says: Mapping[str, str], language: str) -> str:
    """The row in words."""
    since = _worded(row.since, says, language)
    until = _worded(row.until, says, language) if row.left else says["picture-open-end"]
    return says["picture-membership"].format(
        member=row.member_name, alliance=row.alliance_name, since=since, until=until
    )


def _worded(time: str, says: Mapping[str, str], language: str) -> str:
    return print_time(time, language) if days(time) else says["picture-unknown"]


def _arrow(sheet: Sheet, x: float, y: float) -> Markup:
    return sheet.line([(x - 1, y - 4), (x + 5, y), (x - 1, y + 4)], "stroke")


def _diamond(sheet: Sheet, x: float, y: float) -> Markup:
    return sheet.shape([(x - 6, y), (x, y - 6), (x + 6, y), (x, y + 6)], "hollow")


def _pause(sheet: Sheet, x: float, y: float) -> Markup:
    return sheet.box(x - 6, y - 8, 4, 16, "hollow") + sheet.box(x + 2, y - 8, 4, 16, "hollow")


def _sample_bar(look: str) -> Sample:
    return lambda sheet, x, y: sheet.box(x - 12, y - 5, 24, 10, look)


def _sample_unsaid(sheet: Sheet, x: float, y: float) -> Markup:
    return sheet.line([(x - 12, y), (x + 12, y)], "unsaid")


def _sample_question(mark: str) -> Sample:
    return lambda sheet, x, y: sheet.text(x, y + 4, mark, "small", anchor="middle")


def _sample_cross(sheet: Sheet, x: float, y: float) -> Markup:
    return sheet.cross(x, y)


def _sample_arrow(sheet: Sheet, x: float, y: float) -> Markup:
    return sheet.line([(x - 12, y), (x + 4, y)], "unsaid") + _arrow(sheet, x + 5, y)


_SPOKEN_OF = ("picture-spoken-of", _diamond)
_PAUSE = ("picture-suspended", _pause)
