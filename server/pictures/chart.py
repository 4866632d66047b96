"""The frame of pictures in time: names, an axis, rows, and a lane for what has no known date."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from mithaq.server.pictures.lettering import SIZE, lines, width
from mithaq.server.pictures.scale import LABEL, Days, Piece, Scale, Tick, scale
from mithaq.server.pictures.svg import Manner, Sheet

WIDTH = 880
MARGIN = 12
ROW = 26
LINE = 17
"""From one line of letters to the next."""
LANE = 84
"""How wide the lane is for what has no known date."""
GAP = 18
"""Between two columns."""
_LEGEND_GAP = 22

Words = Mapping[str, str]
"""What stands in pictures, in one language."""
Sample = Callable[[Sheet, float, float], Markup]
"""Draws what the legend explains, around a point."""


@dataclass(slots=True)
class Chart:
    """A sheet with the places of its columns, filled from above; `y` is where the next row begins."""

    sheet: Sheet
    says: Words
    names: float
    begin: float
    end: float
    lane: float
    scale: Scale
    dated: bool
    undated: bool
    y: float = MARGIN
    legend: dict[str, Sample] = field(default_factory=dict)

    @property
    def edges(self) -> Days:
        """The first and the last day shown."""
        return round(self.scale.pieces[0].first), round(self.scale.pieces[-1].last)

    @property
    def ticks(self) -> Iterator[Tick]:
        """Those at the axis whose labels stay away from the lane."""
        for tick in self.scale.ticks(self.sheet.language):
            if tick.at + width(tick.label, LABEL) / 2 < self.lane - 4:
                yield tick

    def at(self, day: float) -> float:
        """Where `day` is."""
        return self.scale.at(day)

    def explain(self, key: str, sample: Sample) -> None:
        """Put `sample` into the legend, once, with the words of `key`."""
        self.legend.setdefault(key, sample)


def chart(
    manner: Manner,
    names: float,
    spans: Collection[Days],
    *,
    more: float = 0,
    undated: bool = True,
    broken: bool = False,
    bare: bool = False,
) -> Chart:
    """A frame with a column `names` wide for names, one `more` wide, and an axis for `spans`.

    A lane for what has no known date is there where something is `undated`; on a `bare` frame it stands
    where the axis would, which has nothing.
    """
    sheet = Sheet(WIDTH, manner.language, manner.leads)
    begin = MARGIN + names + GAP + more
    lane = begin if bare else WIDTH - MARGIN - (LANE if undated else 0)
    end = lane - GAP
    made = scale(spans, begin, end, broken=broken) if spans else Scale((Piece(0, 1, begin, end),))
    return Chart(sheet, manner.says, names, begin, end, lane, made, bool(spans), undated)


def head(chart: Chart, title: str) -> None:
    """The title, where one is shown, and the axis with its labels."""
    sheet = chart.sheet
    for line in lines(title, WIDTH - 2 * MARGIN, SIZE * 1.1, most=4):
        sheet.add(sheet.text(MARGIN, chart.y + SIZE, line, "strong"))
        chart.y += LINE + 2
    chart.y += LINE + 6
    if chart.dated:
        for tick in chart.ticks:
            text = sheet.text(tick.at, chart.y - 6, tick.label, "small", anchor="middle")
            sheet.add(text)
    label = reversed(lines(chart.says["picture-undated"] if chart.undated else "", LANE, LABEL))
    for n, line in enumerate(label):
        sheet.add(
            sheet.text(lane_middle(chart), chart.y - 6 - 14 * n, line, "small", anchor="middle")
        )


def rule(chart: Chart, top: float) -> None:
    """The lines of the axis from `top` to the row that is reached, under what is drawn already."""
    sheet, bottom = chart.sheet, chart.y
    made = []
    if chart.begin < chart.end:
        made.append(sheet.line([(chart.begin, top), (chart.end, top)], "rule"))
    if chart.dated:
        made += [
            sheet.line([(tick.at, top - 4), (tick.at, bottom)], "rule", stroke_width=0.6)
            for tick in chart.ticks
            if tick.exact
        ]
    for x in chart.scale.breaks:
        made.append(sheet.box(x - 6, top - 2, 12, 4, "ground"))
        made += [sheet.line([(x - 6 + d, top + 5), (x + d, top - 5)], "rule") for d in (0, 6)]
        made.append(sheet.line([(x, top + 8), (x, bottom)], "rule", stroke_dasharray="1 5"))
    if chart.undated:
        made.append(sheet.line([(chart.lane, top), (chart.lane + LANE, top)], "rule"))
    sheet.drawn[:0] = made


def foot(chart: Chart) -> float:
    """The legend of what was drawn; gives the height of the whole."""
    sheet, x = chart.sheet, float(MARGIN)
    if not chart.legend:
        return chart.y + MARGIN
    chart.y += LINE + 4
    for key, sample in chart.legend.items():
        text = chart.says[key]
        wide = 34 + width(text, LABEL) * 0.95 + _LEGEND_GAP
        if x > MARGIN and x + wide > WIDTH:
            x, chart.y = float(MARGIN), chart.y + LINE + 5
        sheet.add(sample(sheet, x + 13, chart.y), sheet.text(x + 32, chart.y + 4, text, "small"))
        x += wide
    return chart.y + LINE


def lane_middle(chart: Chart) -> float:
    """The middle of the lane for what has no known date."""
    return chart.lane + LANE / 2
