"""Bars: a number for each row, from nought."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from mithaq.server.pictures.chart import GAP, LINE, MARGIN, ROW, WIDTH
from mithaq.server.pictures.lettering import SIZE, lines, width
from mithaq.server.pictures.scale import LABEL
from mithaq.server.pictures.svg import Manner, Sheet

MOST_ROWS = 60
_WIDEST = 320
_HIGH = 14


@dataclass(frozen=True, slots=True)
class Bar:
    """What is counted, more of it, how many (None where that is not known), and what it leads to."""

    label: str
    detail: str
    value: float | None
    iri: str


def draw(told: Sequence[Bar], heading: str, manner: Manner) -> Markup:
    """The picture of `told` in its order; `heading` says what the numbers are."""
    sheet, shown = Sheet(WIDTH, manner.language, manner.leads), told[:MOST_ROWS]
    y = float(MARGIN)
    for line in lines(manner.heading, WIDTH - 2 * MARGIN, SIZE * 1.1, most=4):
        y += LINE + 2
        sheet.add(sheet.text(MARGIN, y - 5, line, "strong"))
    wide = max(max(width(each.label), width(each.detail, LABEL)) for each in shown)
    begin = MARGIN + min(_WIDEST, wide) + GAP
    largest = max((abs(each.value) for each in shown if each.value is not None), default=0) or 1
    room = WIDTH - MARGIN - begin - max(width(_worded(each.value, manner)) for each in shown) - 12
    y += LINE
    sheet.add(sheet.text(begin, y, heading, "small"))
    top = y = y + 8
    for each in shown:
        texts = [(text, "called") for text in lines(each.label, begin - GAP - MARGIN)]
        texts += [(text, "small") for text in lines(each.detail, begin - GAP - MARGIN, LABEL)]
        high = max(ROW, LINE * len(texts) + 8)
        middle = y + high / 2
        first = middle - LINE * (len(texts) - 1) / 2 + SIZE * 0.34
        written = [
            sheet.text(MARGIN, first + LINE * n, text, kind) for n, (text, kind) in enumerate(texts)
        ]
        value = _worded(each.value, manner)
        long = room * abs(each.value) / largest if each.value is not None else 0
        if each.value is not None:
            seen = max(long, 1) if long else 0  # what is little is seen, and nought is nothing
            written.append(sheet.box(begin, middle - _HIGH / 2, seen, _HIGH, "mark"))
        written.append(sheet.text(begin + long + 8, middle + 5, value, "called"))
        sheet.add(sheet.link(each.iri, *written, title=f"{each.label}: {value}"))
        y += high
    sheet.add(sheet.line([(begin, top), (begin, y)], "rule"))
    if left_out := len(told) - len(shown):
        y += LINE
        note = manner.says["picture-left-out"].format(number=left_out)
        sheet.add(sheet.text(MARGIN, y, note, "small"))
    described = manner.says["picture-bars"].format(rows=len(shown), what=heading)
    return sheet.finish(y + MARGIN, manner.title, described)


def _worded(value: float | None, manner: Manner) -> str:
    if value is None:
        return manner.says["picture-unknown"]
    return f"{value:,.2f}".rstrip("0").rstrip(".")
