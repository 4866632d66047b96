"""The map: states with what is told of them, on shapes of Natural Earth, from the same side for all.

`world.json` is made by `world.mjs`: for every state of today, by its code of ISO 3166-1, a path in
the Equal Earth projection, its bounds, the bounds of its largest piece and the middle of that.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from markupsafe import Markup

from mithaq.server.pictures.chart import LINE, MARGIN, WIDTH, Words
from mithaq.server.pictures.lettering import SIZE, joined, lines, width
from mithaq.server.pictures.scale import LABEL
from mithaq.server.pictures.svg import Manner, Sheet, element, hatching, number

DRAWN_AS: Mapping[str, tuple[str, ...]] = {
    "SUN": tuple("RUS UKR BLR MDA EST LVA LTU GEO ARM AZE KAZ UZB TKM KGZ TJK".split()),
    "YUG": ("SVN", "HRV", "BIH", "SRB", "MNE", "MKD", "XKX"),
    "SCG": ("SRB", "MNE", "XKX"),
    "CSK": ("CZE", "SVK"),
    "UAR": ("EGY", "SYR"),
    "ARF": ("IRQ", "JOR"),
    "MFD": ("MLI", "SEN"),
    "SNG": ("SEN", "GMB"),
}
"""States of the past that states of today cover; the others are dots at their capitals."""

Box = tuple[float, float, float, float]

_SMALL = 7  # wide and high: a shape under it is hard to find, and has a dot too
_DOT = 4
_COVERED = 30  # wide: under it a name would cover the state
_LEAST = 900  # units of the map that are shown at least
_AROUND = 0.12
_EDGE = 20
_SHAPE = 0.52  # the height of the map by its width


@dataclass(frozen=True, slots=True)
class Spot:
    """A state, or a place somewhere in it, and what is told of that; no code where it is not known."""

    code: str
    whole: bool
    iri: str
    label: str
    told: str


@dataclass(frozen=True, slots=True)
class Shape:
    """A state on the map: its path (of no length where it is too small), bounds, and middle."""

    path: str
    box: Box
    main: Box
    middle: tuple[float, float]


@dataclass(frozen=True, slots=True)
class World:
    """All shapes, those of states by code, and those of which no state is known."""

    width: float
    height: float
    states: Mapping[str, Shape]
    others: tuple[Shape, ...]


@cache
def world() -> World:
    """The shapes."""
    text = files("mithaq.server.pictures").joinpath("world.json").read_text(encoding="utf-8")
    read = json.loads(text)
    states = {
        code: Shape(each["d"], tuple(each["box"]), tuple(each["main"]), tuple(each["at"]))
        for code, each in read["states"].items()
    }
    others = (Shape(each["d"], tuple(each["box"]), (0, 0, 0, 0), (0, 0)) for each in read["others"])
    high = max(shape.box[3] for shape in states.values()) + _EDGE  # Antarctica is left out
    return World(read["size"][0], high, states, tuple(others))


def draw(spots: Sequence[Spot], manner: Manner) -> Markup:
    """The map of `spots`, as much of the world as they need; what is not on it is told under it."""
    sheet = Sheet(WIDTH, manner.language, manner.leads)
    y = float(MARGIN)
    for line in lines(manner.heading, WIDTH - 2 * MARGIN, SIZE * 1.1, most=4):
        y += LINE + 2
        sheet.add(sheet.text(MARGIN, y - 5, line, "strong"))
    placed = {code: spot for spot in spots for code in _codes(spot.code)}
    view = _view([world().states[code] for code in placed])
    scale = (WIDTH - 2 * MARGIN) / (view[2] - view[0])
    high = (view[3] - view[1]) * scale
    sheet.add(_frame(sheet, view, scale, y, placed))
    sheet.add(*_labels(sheet, _Fit(view, scale, y), placed))
    y += high + LINE + 4
    for text in _notes(spots, manner.says):
        for line in lines(text, WIDTH - 2 * MARGIN, LABEL, most=8):
            sheet.add(sheet.text(MARGIN, y, line, "small"))
            y += LINE
    drawn = len({spot.iri for spot in placed.values()})
    return sheet.finish(y, manner.title, manner.says["picture-map"].format(states=drawn))


@dataclass(frozen=True, slots=True)
class _Fit:
    """From units of the map to the picture: what is seen, how large, and where it begins."""

    view: Box
    scale: float
    top: float

    def __call__(self, x: float, y: float) -> tuple[float, float]:
        return MARGIN + (x - self.view[0]) * self.scale, self.top + (y - self.view[1]) * self.scale


def _codes(code: str) -> tuple[str, ...]:
    return tuple(each for each in DRAWN_AS.get(code, (code,)) if each in world().states)


def _view(shapes: Sequence[Shape]) -> Box:
    """The part of the world around `shapes`; all of it where there are none."""
    all_wide, all_high = world().width, world().height
    if not shapes:
        return 0, 0, all_wide, all_high
    left, top = min(each.main[0] for each in shapes), min(each.main[1] for each in shapes)
    right, bottom = max(each.main[2] for each in shapes), max(each.main[3] for each in shapes)
    wide = max(
        (right - left) * (1 + 2 * _AROUND), (bottom - top) * (1 + 2 * _AROUND) / _SHAPE, _LEAST
    )
    wide = min(wide, all_wide)
    high = min(wide * _SHAPE, all_high)
    x = min(max((left + right - wide) / 2, 0), all_wide - wide)
    y = min(max((top + bottom - high) / 2, 0), all_high - high)
    return x, y, x + wide, y + high


def _frame(sheet: Sheet, view: Box, scale: float, top: float, placed: Mapping[str, Spot]) -> Markup:
    """The shapes in view, those of `placed` over the others."""
    seen = [(code, each) for code, each in world().states.items() if _meet(each.box, view)]
    land = "".join(each.path for code, each in seen if code not in placed)
    land += "".join(each.path for each in world().others if _meet(each.box, view))
    inside = [sheet.path(land, "land", vector_effect="non-scaling-stroke")]
    for code, shape in seen:
        if code in placed:
            inside.append(_state(sheet, shape, placed[code], 1 / scale))
    return element(
        "svg",
        element("defs", hatching("hatch-land", 1 / scale)),
        element(
            "rect", x=view[0], y=view[1], width="100%", height="100%", class_="sea", fill="#ffffff"
        ),
        *inside,
        x=MARGIN,
        y=top,
        width=WIDTH - 2 * MARGIN,
        height=(view[3] - view[1]) * scale,
        viewBox=" ".join(map(number, (view[0], view[1], view[2] - view[0], view[3] - view[1]))),
    )


def _state(sheet: Sheet, shape: Shape, spot: Spot, unit: float) -> Markup:
    drawn = []
    kind = "land-in" if spot.whole and len(_codes(spot.code)) == 1 else "land-was"
    if shape.path:
        drawn.append(sheet.path(shape.path, kind, vector_effect="non-scaling-stroke"))
    left, top, right, bottom = shape.main
    if max(right - left, bottom - top) < _SMALL * unit:
        x, y = shape.middle
        drawn.append(sheet.round(x, y, _DOT * unit, "land-dot"))
    return sheet.link(spot.iri, *drawn, title=spot.told)


def _labels(sheet: Sheet, fit: _Fit, placed: Mapping[str, Spot]) -> Iterator[Markup]:
    """The names, the largest states first, as long as none runs into another or out of the map."""
    taken: list[Box] = []
    done: set[str] = set()
    by_size = sorted(placed.items(), key=lambda item: -_size(world().states[item[0]].main))
    for code, spot in by_size:
        if spot.iri in done:
            continue
        done.add(spot.iri)
        x, y = fit(*world().states[code].middle)
        half = width(spot.label, LABEL) / 2
        for down in _beside(world().states[code].main, fit.scale):
            box = (x - half, y + down - LABEL, x + half, y + down + 3)
            inside = box[0] > MARGIN and box[2] < WIDTH - MARGIN
            if inside and not any(_meet(box, other) for other in taken):
                taken.append(box)
                at = sheet.x(x)  # a map is not mirrored
                yield sheet.text(at, y + down, spot.label, "place", anchor="middle")
                break


def _beside(box: Box, scale: float) -> tuple[float, ...]:
    """How far under its middle a state's name may stand: not on it where it would hide it."""
    half = max((box[3] - box[1]) * scale / 2, _DOT)
    if (box[2] - box[0]) * scale < _COVERED:
        return half + LABEL, -half - 4, half + 2 * LABEL, -half - 4 - LABEL
    return 4, 17, -9, 30, -22


def _notes(spots: Iterable[Spot], says: Words) -> Iterator[str]:
    missing = sorted({spot.label for spot in spots if not _codes(spot.code)})
    if missing:
        yield f"{says['picture-not-on-map']}: {joined(missing)}"
    if any(len(_codes(spot.code)) > 1 for spot in spots):
        yield says["picture-past"]
    if any(_codes(spot.code) and not spot.whole for spot in spots):
        yield says["picture-somewhere"]
    yield says["picture-borders"]


def _size(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _meet(one: Box, other: Box) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]
