"""The picture of the class hierarchy: a tree as SVG, mirrored in Arabic, without a script.

`python -m mithaq.server.hierarchy FOLDER` writes the pictures of the READMEs there.
"""

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from markupsafe import Markup, escape

from mithaq.server.context import DIRECTIONS, LANGUAGES
from mithaq.server.glossary import children, conditions, parents, roots, terms
from mithaq.server.words import words

_ROW = 26
_BOX = 20
_GAP = 20
_MARGIN = 8
_LETTER = 6.4
"""An average letter at this size, in pixels: the server knows no font, so boxes are cut generously."""
_TINTS = ("#d6e0f5", "#e5dbf2", "#cfe6d8", "#f6e9b8", "#d5e9ee", "#f8d9cd")
_INK, _LINE, _PLAIN, _PAPER = "#1d2422", "#8b948f", "#efede7", "#ffffff"
_FONTS = "system-ui, 'Segoe UI', 'Noto Sans', 'Noto Sans Arabic', Tahoma, sans-serif"


@dataclass(frozen=True, slots=True)
class Box:
    """A class in the picture, as it lies from left to right: column, row, its branch's tint or -1."""

    name: str
    column: int
    row: float
    tint: int


@cache
def picture(language: str, *, links: bool = False) -> Markup:
    """The tree of all classes in `language`; with `links` each leads to its term on the page.

    A class under two others is drawn under the first and tied to the second by a broken line. What
    is defined by conditions has the sign ≡. Without links it is a file that stands on its own.
    """
    boxes = {box.name: box for box in _boxes()}
    says = words(language)
    columns = _columns(boxes, language)
    width = columns[-1][0] + columns[-1][1] + _MARGIN
    height = _MARGIN * 2 + _ROW * (1 + max(box.row for box in boxes.values()))
    way = _Way(columns, width, mirrored=DIRECTIONS[language] == "rtl")
    lines = [way.line(boxes[above], box, n) for box in boxes.values() for n, above in _above(box)]
    drawn = [way.box(box, language, links=links) for box in boxes.values()]
    size = Markup('width="{0:.0f}" height="{1:.0f}" viewBox="0 0 {0:.0f} {1:.0f}"').format(
        width, height
    )
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" {size} class="hierarchy" lang="{language}"'
        ' role="group" aria-labelledby="hierarchy-title hierarchy-desc" font-family="{fonts}"'
        ' font-size="12">\n<title id="hierarchy-title">{title}</title>\n'
        '<desc id="hierarchy-desc">{desc}</desc>\n'
        '<rect class="ground" width="100%" height="100%" fill="{paper}"/>\n{lines}\n{drawn}\n</svg>\n'
    ).format(
        size=size,
        language=language,
        fonts=_FONTS,
        title=says["hierarchy-title"],
        desc=says["hierarchy-desc"].format(count=len(boxes)),
        paper=_PAPER,
        lines=Markup("\n").join(lines),
        drawn=Markup("\n").join(drawn),
    )


def _above(box: Box) -> Iterator[tuple[int, str]]:
    return enumerate(parents(box.name))


@cache
def _boxes() -> tuple[Box, ...]:
    """Every class once, each parent in the middle of its children."""
    placed: dict[str, Box] = {}
    row = 0
    tint = -1
    broadest = max(roots(), key=_size)

    def place(name: str, column: int, branch: int) -> float:
        nonlocal row, tint
        rows = []
        for each in children(name):
            if parents(each)[0] == name and each not in placed:
                begins_branch = name == broadest
                tint += begins_branch
                rows.append(place(each, column + 1, tint if begins_branch else branch))
        if not rows:
            rows.append(float(row))
            row += 1
        middle = (rows[0] + rows[-1]) / 2
        placed[name] = Box(name, column, middle, branch)
        return middle

    for root in roots():
        place(root, 0, -1)
    return tuple(placed.values())


def _size(name: str) -> int:
    return 1 + sum(map(_size, children(name)))


def _columns(boxes: Mapping[str, Box], language: str) -> list[tuple[float, float]]:
    """Where each column begins, and how wide its boxes are."""
    widest: dict[int, float] = {}
    for box in boxes.values():
        wanted = 14 + _LETTER * len(_text(box.name, language))
        widest[box.column] = max(widest.get(box.column, 0.0), wanted)
    begin = float(_MARGIN)
    columns = []
    for column in sorted(widest):
        columns.append((begin, widest[column]))
        begin += widest[column] + _GAP
    return columns


def _text(name: str, language: str) -> str:
    sign = "≡ " if conditions(name) else ""
    return sign + terms()[name].label(language)


@dataclass(frozen=True, slots=True)
class _Way:
    """From columns and rows to the picture's own measures, in the direction of reading."""

    columns: list[tuple[float, float]]
    width: float
    mirrored: bool

    def x(self, x: float) -> float:
        return self.width - x if self.mirrored else x

    def line(self, above: Box, below: Box, rank: int) -> Markup:
        """From the end of one box to the beginning of the other; broken where it is a second parent."""
        begin, wide = self.columns[above.column]
        start, end = begin + wide, self.columns[below.column][0]
        top, bottom = self.y(above.row), self.y(below.row)
        if rank:  # over the columns between them it keeps to the space between two rows
            between, step = self.y(round(above.row) + 0.5), _GAP / 4
        else:
            between, step = top, _GAP / 2
        return Markup(
            '<path d="M{:.1f} {:.1f}H{:.1f}V{:.1f}H{:.1f}V{:.1f}H{:.1f}" fill="none" stroke="{}"{}/>'
        ).format(
            self.x(start),
            top,
            self.x(start + step),
            between,
            self.x(end - step),
            bottom,
            self.x(end),
            _LINE,
            Markup(' stroke-dasharray="4 3"') if rank else "",
        )

    def y(self, row: float) -> float:
        return _MARGIN + _ROW * (row + 0.5)

    def box(self, box: Box, language: str, *, links: bool) -> Markup:
        """A box with the class's name; a link to its term where the picture has links."""
        begin, wide = self.columns[box.column]
        left = self.x(begin + wide) if self.mirrored else begin
        text = begin + 7
        drawn = Markup(
            '<rect x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{}" rx="4" fill="{}" stroke="{}"'
            ' class="tint-{}"/><text x="{:.1f}" y="{:.1f}" fill="{}"{}>{}</text>'
        ).format(
            left,
            self.y(box.row) - _BOX / 2,
            wide,
            _BOX,
            _TINTS[box.tint % len(_TINTS)] if box.tint >= 0 else _PLAIN,
            _LINE,
            box.tint % len(_TINTS) if box.tint >= 0 else "none",
            self.x(text),
            self.y(box.row) + 4,
            _INK,
            Markup(' direction="rtl"') if self.mirrored else "",
            _text(box.name, language),
        )
        return Markup('<a href="#{}">{}</a>').format(escape(box.name), drawn) if links else drawn


def write_pictures(folder: Path) -> None:
    """Write the picture in every language into `folder`."""
    for language in LANGUAGES:
        (folder / f"classes.{language}.svg").write_text(picture(language), encoding="utf-8")


if __name__ == "__main__":
    write_pictures(Path(sys.argv[1]))
