"""The network: who is tied to whom, from one side to the other, a line for each tie."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from mithaq.server.pictures.chart import LINE, MARGIN, WIDTH
from mithaq.server.pictures.lettering import SIZE, joined, lines, width
from mithaq.server.pictures.scale import LABEL
from mithaq.server.pictures.svg import Manner, Sheet, number

MOST_TIES = 150
_SIDE = 240
_STEP = 8
"""Between two lines that reach the same thing."""
_BETWEEN = 14
_COLOURS = ("tie-0", "tie-1", "tie-2")
_PATTERNS: tuple[Mapping[str, object], ...] = (
    {"stroke_width": 2},
    {"stroke_width": 1.5, "stroke_dasharray": "10 4"},
    {"stroke_width": 1.5, "stroke_dasharray": "2 3"},
    {"stroke_width": 1.5, "stroke_dasharray": "10 3 2 3"},
    {"stroke_width": 3.5},
    {"stroke_width": 3, "stroke_dasharray": "3 3"},
    {"stroke_width": 1},
    {"stroke_width": 3, "stroke_dasharray": "12 4"},
    {"stroke_width": 1.5, "stroke_dasharray": "10 3 2 3 2 3"},
)
"""How ties look, the most frequent first; without colour they still differ."""
_REST = {"stroke_width": 1, "stroke_dasharray": "1 5"}


_Look = tuple[str, Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Tie:
    """Who is tied to what and how; `ended` where the tie is that it is over."""

    one: str
    one_name: str
    other: str
    other_name: str
    kind: str
    situation: str
    ended: bool


@dataclass(frozen=True, slots=True)
class _Node:
    """A thing on one side: its name in lines, its middle, and where each of its lines ends."""

    texts: Sequence[str]
    y: float
    ends: Mapping[int, float]


def draw(shown: Sequence[Tie], left_out: int, manner: Manner) -> Markup:
    """The picture of ties: who has them on one side, whom they reach on the other.

    `left_out` is how many more there are.
    """
    sheet = Sheet(WIDTH, manner.language, manner.leads)
    top = float(MARGIN)
    for line in lines(manner.heading, WIDTH - 2 * MARGIN, SIZE * 1.1, most=4):
        top += LINE + 2
        sheet.add(sheet.text(MARGIN, top - 5, line, "strong"))
    names = {tie.one: tie.one_name for tie in shown}
    other_names = {tie.other: tie.other_name for tie in shown}
    order = list(names)
    other_order = _near(shown, order)
    ones = {iri: [n for n, tie in enumerate(shown) if tie.one == iri] for iri in order}
    others = {iri: [n for n, tie in enumerate(shown) if tie.other == iri] for iri in other_order}
    for side, far in (
        (ones, [other_order.index(tie.other) for tie in shown]),
        (others, [order.index(tie.one) for tie in shown]),
    ):
        for reached in side.values():
            reached.sort(key=far.__getitem__)
    high, other_high = _height(ones, names), _height(others, other_names)
    tall = max(high, other_high)
    nodes = _side(ones, names, top + (tall - high) / 2)
    other_nodes = _side(others, other_names, top + (tall - other_high) / 2)
    looks = _looks(shown)
    begin, end = MARGIN + _wide(names), WIDTH - MARGIN - _wide(other_names)
    for n, tie in enumerate(shown):
        start, stop = (begin, nodes[tie.one].ends[n]), (end, other_nodes[tie.other].ends[n])
        drawn = _line(sheet, start, stop, looks[tie.kind], ended=tie.ended)
        sheet.add(sheet.link(tie.situation, *drawn, title=_told(tie)))
    for iri, node in nodes.items():
        sheet.add(_name(sheet, iri, node, begin - 8, "end"))
    for iri, node in other_nodes.items():
        sheet.add(_name(sheet, iri, node, end + 8, "start"))
    y = _legend(sheet, looks, top + tall + LINE)
    if left_out:
        y += LINE
        note = manner.says["picture-left-out"].format(number=left_out)
        sheet.add(sheet.text(MARGIN, y, note, "small"))
    described = manner.says["picture-network"].format(ties=len(shown), things=len({*ones, *others}))
    return sheet.finish(y + MARGIN, manner.title, described)


def _near(shown: Sequence[Tie], order: Sequence[str]) -> list[str]:
    """The things of the other side, each near to those that are tied to it."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for tie in shown:
        places[tie.other].append(order.index(tie.one))
    return sorted(places, key=lambda iri: (sum(places[iri]) / len(places[iri]), iri))


def _wide(names: Mapping[str, str]) -> float:
    """How wide the side with these names is."""
    return 8 + max((width(line) for name in names.values() for line in _written(name)), default=0)


def _written(name: str) -> Sequence[str]:
    return lines(name, _SIDE)


def _room(name: str, reached: Sequence[int]) -> float:
    return max(LINE * len(_written(name)), _STEP * (len(reached) - 1)) + _BETWEEN


def _height(side: Mapping[str, Sequence[int]], names: Mapping[str, str]) -> float:
    return sum(_room(names[iri], reached) for iri, reached in side.items())


def _side(
    side: Mapping[str, Sequence[int]], names: Mapping[str, str], y: float
) -> Mapping[str, _Node]:
    nodes = {}
    for iri, reached in side.items():
        room = _room(names[iri], reached)
        middle = y + room / 2
        first = middle - _STEP * (len(reached) - 1) / 2
        ends = {n: first + _STEP * place for place, n in enumerate(reached)}
        nodes[iri] = _Node(_written(names[iri]), middle, ends)
        y += room
    return nodes


def _looks(shown: Sequence[Tie]) -> Mapping[str, _Look]:
    """How each kind of tie looks, the most frequent first; the same in every language."""
    counted = Counter(tie.kind for tie in shown)
    known: dict[str, str] = {}
    for tie in shown:
        known[tie.kind] = min(tie.situation, known.get(tie.kind, tie.situation))
    kinds = sorted(counted, key=lambda kind: (-counted[kind], known[kind]))
    return {
        kind: (
            _COLOURS[place % len(_COLOURS)],
            _PATTERNS[place] if place < len(_PATTERNS) else _REST,
        )
        for place, kind in enumerate(kinds)
    }


def _line(
    sheet: Sheet,
    start: tuple[float, float],
    stop: tuple[float, float],
    look: _Look,
    *,
    ended: bool,
) -> Iterator[Markup]:
    """A curve from one side to the other, with a tip; crossed out where the tie is over."""
    (x, y), (to_x, to_y) = (sheet.x(start[0]), start[1]), (sheet.x(stop[0]), stop[1])
    middle = (x + to_x) / 2
    points = ((x, y), (middle, y), (middle, to_y), (to_x, to_y))
    pairs = [f"{number(each)} {number(high)}" for each, high in points]
    yield sheet.path(f"M{pairs[0]}C{pairs[1]} {pairs[2]} {pairs[3]}", look[0], **look[1])
    tip = [(stop[0] - 6, stop[1] - 3.5), stop, (stop[0] - 6, stop[1] + 3.5)]
    yield sheet.line(tip, "stroke", class_="stroke tip")
    if ended:
        yield sheet.cross((start[0] + stop[0]) / 2, (start[1] + stop[1]) / 2)


def _name(sheet: Sheet, iri: str, node: _Node, x: float, anchor: str) -> Markup:
    top = node.y - LINE * (len(node.texts) - 1) / 2 + SIZE * 0.34
    written = [
        sheet.text(x, top + LINE * n, text, anchor=anchor) for n, text in enumerate(node.texts)
    ]
    return sheet.link(iri, *written)


def _told(tie: Tie) -> str:
    return joined(filter(None, (tie.one_name, tie.kind, tie.other_name)))


def _legend(sheet: Sheet, looks: Mapping[str, _Look], y: float) -> float:
    """What each pattern stands for; gives the height that is reached."""
    x = float(MARGIN)
    for kind, look in looks.items():
        if not kind:
            continue
        wide = 50 + width(kind, LABEL) + 16
        if x > MARGIN and x + wide > WIDTH:
            x, y = float(MARGIN), y + LINE + 4
        ends = " ".join(f"{number(sheet.x(each))} {number(y)}" for each in (x, x + 40))
        sheet.add(
            sheet.path(f"M{ends}", look[0], **look[1]), sheet.text(x + 48, y + 4, kind, "small")
        )
        x += wide
    return y
