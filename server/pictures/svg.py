"""SVG as text: elements whose content and attributes are escaped, and a sheet to draw on.

Looks are presentation attributes, which a strict Content-Security-Policy lets stand and which a saved
file keeps; `style.css` overrides them by class on a page, in the dark too.
"""

import re
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from markupsafe import Markup, escape

from mithaq.server.pictures.lettering import SIZE, is_joined

FONTS = "system-ui, 'Segoe UI', 'Noto Sans', 'Noto Sans Arabic', 'Noto Naskh Arabic', Tahoma, sans-serif"
INK, SOFT, LINE, PAPER = "#1d2422", "#56625f", "#b9b6ab", "#ffffff"
ACCENT, TINT = "#17625d", "#dcebe6"

Leads = Callable[[str], str | None]
"""Where the thing with an IRI is read about; None where nowhere."""


@dataclass(frozen=True, slots=True)
class Manner:
    """How a picture is drawn: in which language and words, where its things lead to, and its title.

    On a page the title stands above it already; `alone`, as a file, it shows its own.
    """

    language: str
    says: Mapping[str, str]
    leads: Leads
    title: str
    alone: bool

    @property
    def heading(self) -> str:
        """The title, where it is shown."""
        return self.title if self.alone else ""


_LOOKS: dict[str, dict[str, object]] = {
    "called": {"fill": INK},
    "strong": {"fill": INK, "font_weight": 600},
    "small": {"fill": SOFT, "font_size": SIZE - 2},
    "rule": {"stroke": LINE, "fill": "none"},
    "mark": {"stroke": ACCENT, "fill": ACCENT},
    "hollow": {"stroke": ACCENT, "fill": PAPER, "stroke_width": 1.5},
    "stroke": {"stroke": ACCENT, "fill": "none", "stroke_width": 1.5},
    "tie-0": {"stroke": ACCENT, "fill": "none"},
    "tie-1": {"stroke": "#3a5ba0", "fill": "none"},
    "tie-2": {"stroke": "#a3461f", "fill": "none"},
    "halo": {"stroke": PAPER, "fill": "none", "stroke_width": 5.5},
    "unsaid": {"stroke": ACCENT, "fill": "none", "stroke_width": 1.5, "stroke_dasharray": "2 4"},
    "partly": {"stroke": ACCENT, "fill": "url(#hatch)"},
    "ground": {"fill": PAPER},
    "place": {
        "fill": INK,
        "font_size": SIZE - 2,
        "stroke": PAPER,
        "stroke_width": 3,
        "stroke_linejoin": "round",
        "paint_order": "stroke",
    },
    "land": {"fill": "#efede7", "stroke": "#a9a79d", "stroke_width": 0.6},
    "land-in": {"fill": ACCENT, "stroke": PAPER, "stroke_width": 0.8},
    "land-dot": {"fill": ACCENT},
    "land-was": {"fill": "url(#hatch-land)", "stroke": ACCENT, "stroke_width": 0.8},
}
_ATTRIBUTES = 2**13  # of those written last: looks stand in every element
_LONGEST = 200  # characters of a value that is remembered
# What XML 1.0 (section 2.2) does not have: most control characters, lone surrogates, two that are none.
_NO_CHARACTERS = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def element(tag: str, *content: Markup | str, **attributes: object) -> Markup:
    """An element; content and values are escaped, and a value of None is left out.

    Names are written as Python can: `class_`, `font_size`. Numbers have one decimal at most.

    >>> print(element("text", "<b>", x=1.25, font_size=12, class_="a"))
    <text x="1.2" font-size="12" class="a">&lt;b&gt;</text>
    """
    said = "".join(_said(*each) for each in attributes.items() if each[1] is not None)
    inside = "".join(each if isinstance(each, Markup) else words(each) for each in content)
    # put together as plain text: with thousands of elements Markup's own methods take longer
    text = f"<{tag}{said}>{inside}</{tag}>" if inside else f"<{tag}{said}/>"
    return Markup(text)  # noqa: S704 all that is not ours is escaped


def _said(name: str, value: object) -> str:
    is_long = isinstance(value, str) and len(value) > _LONGEST
    return _attribute.__wrapped__(name, value) if is_long else _attribute(name, value)


@lru_cache(_ATTRIBUTES)
def _attribute(name: str, value: Hashable) -> str:
    told = number(value) if isinstance(value, int | float) else words(str(value))
    return f' {name.rstrip("_").replace("_", "-")}="{told}"'


def hatching(name: str, scale: float = 1) -> Markup:
    """The pattern called `name`: slanted lines, so much larger."""
    lines = element(
        "path", d="M-1 7L7 -1M3 11L11 3", stroke=ACCENT, stroke_width=1.6, class_="stroke"
    )
    transform = None if scale == 1 else f"scale({number(scale)})"
    return element(
        "pattern",
        lines,
        id=name,
        width=8,
        height=8,
        patternUnits="userSpaceOnUse",
        patternTransform=transform,
    )


def words(text: str) -> Markup:
    """`text` escaped, without the characters that XML does not have."""
    return escape(_NO_CHARACTERS.sub("\ufffd", text))


def number(value: object) -> str:
    """A number as short as it may be, the same on every machine.

    >>> number(2.0), number(-0.04), number(12.36)
    ('2', '0', '12.4')
    """
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


@dataclass(slots=True)
class Sheet:
    """What is drawn on, in the direction of reading: x grows from where a reader begins.

    `width` is fixed, the height is what was drawn; `leads` says where things lead to.
    """

    width: float
    language: str
    leads: Leads
    drawn: list[Markup] = field(default_factory=list)

    @property
    def mirrored(self) -> bool:
        """Whether reading goes from right to left."""
        return self.language == "ar"

    def x(self, x: float) -> float:
        """The picture's own measure for `x`."""
        return self.width - x if self.mirrored else x

    def add(self, *drawn: Markup) -> None:
        """Put `drawn` on the sheet, over what is there."""
        self.drawn.extend(drawn)

    def text(
        self, x: float, y: float, text: str, kind: str = "called", *, anchor: str = "start"
    ) -> Markup:
        """One run of text, which begins, ends or is centred at x.

        It alone decides its direction; one that is joined of several has the sheet's.
        """
        return element(
            "text",
            text,
            x=self.x(x),
            y=y,
            direction="rtl" if self.mirrored else None,
            unicode_bidi=None if is_joined(text) else "plaintext",
            text_anchor=None if anchor == "start" else anchor,
            class_=kind,
            **_LOOKS[kind],
        )

    def box(self, x: float, y: float, width: float, height: float, kind: str) -> Markup:
        """A rectangle from `x` on."""
        left = self.x(x + width) if self.mirrored else x
        return element("rect", x=left, y=y, width=width, height=height, class_=kind, **_LOOKS[kind])

    def line(self, points: Iterable[tuple[float, float]], kind: str, **more: object) -> Markup:
        """A line through `points`."""
        steps = " ".join(f"{number(self.x(x))},{number(y)}" for x, y in points)
        return element("polyline", points=steps, **{"class_": kind, **_LOOKS[kind], **more})

    def shape(self, points: Iterable[tuple[float, float]], kind: str) -> Markup:
        """A closed shape."""
        steps = " ".join(f"{number(self.x(x))},{number(y)}" for x, y in points)
        return element("polygon", points=steps, class_=kind, **_LOOKS[kind])

    def dot(self, x: float, y: float, radius: float, kind: str) -> Markup:
        """A disc around a point."""
        return element("circle", cx=self.x(x), cy=y, r=radius, class_=kind, **_LOOKS[kind])

    def round(self, x: float, y: float, radius: float, kind: str) -> Markup:
        """A disc in the picture's own measures: it is not mirrored."""
        return element("circle", cx=x, cy=y, r=radius, class_=kind, **_LOOKS[kind])

    def path(self, path: str, kind: str, **more: object) -> Markup:
        """A path in the picture's own measures: it is not mirrored."""
        return element("path", d=path, class_=kind, **{**_LOOKS[kind], **more})

    def cross(self, x: float, y: float) -> Markup:
        """A cross: what is over. It stands out from a bar or a line under it."""
        drawn = f"M{number(self.x(x) - 5)} {number(y - 5)}l10 10m0 -10l-10 10"
        return self.path(drawn, "halo") + self.path(drawn, "stroke", stroke_width=2.2)

    def link(self, iri: str, *content: Markup, title: str = "") -> Markup:
        """`content` leading to the thing with this IRI, with a title that pointing at it shows."""
        told = (element("title", title), *content) if title else content
        target = self.leads(iri) if iri else None
        return element("a", *told, href=target) if target else element("g", *told)

    def finish(self, height: float, title: str, description: str) -> Markup:
        """The whole picture, with its title and description for who does not see it."""
        return element(
            "svg",
            element("title", title, id="picture-title"),
            element("desc", description, id="picture-description"),
            element("defs", hatching("hatch")),
            element("rect", width="100%", height="100%", class_="ground", **_LOOKS["ground"]),
            *(Markup("\n{}").format(each) for each in self.drawn),
            Markup("\n"),
            xmlns="http://www.w3.org/2000/svg",
            width=self.width,
            height=height,
            viewBox=f"0 0 {number(self.width)} {number(height)}",
            class_="picture",
            lang=self.language,
            role="group",
            aria_labelledby="picture-title picture-description",
            font_family=FONTS,
            font_size=SIZE,
        ) + Markup("\n")
