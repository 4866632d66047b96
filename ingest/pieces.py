"""The pieces that numbers and dates are read from: words, numbers, numeric dates, marks."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from mithaq.text import fold_with_offsets

Kind = Literal["word", "number", "decimal", "date", "code", "mark", "end"]

# Each repetition is bounded or runs over one class of characters: linear in the text.
_PIECE = re.compile(
    r"(?P<address>(?:https?://|www\.)\S+)"
    r"|(?P<date>\d{1,4} ?(?P<rule>[/.\\-]) ?\d{1,2} ?(?P=rule) ?\d{1,4}(?![\d/\\-]|\.\d))"
    r"|(?P<decimal>\d+(?:[.,:]\d+)+)"
    r"|(?P<number>\d+)"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<mark>\n|[^\w\s]|_)"
)
_KINDS: Mapping[str, Kind] = {
    "address": "code",
    "date": "date",
    "decimal": "decimal",
    "number": "number",
    "word": "word",
    "mark": "mark",
}
_MARKS_IN_CODES = ("-", "_", "/")
_LONGEST_IN_CODES = 2  # letters of an Arabic word before the mark: سو-35, but not المنتدى-2018
_AND = "و"
_TATWEEL = "\u0640"


class Piece(NamedTuple):
    """A word, number or mark; `form` is folded, `printed` is the text as read at `start:end`.

    `glued` says that nothing stands between it and the piece before. A `code` is a number that is
    part of a name (Su-35, G20) or a web address: neither a date nor a quantity.
    """

    form: str
    kind: Kind
    start: int
    end: int
    glued: bool
    printed: str


END = Piece("", "end", 0, 0, glued=False, printed="")


class Pieces(tuple[Piece, ...]):
    """The pieces of one stretch of text; asked beyond either end, it answers `END`."""

    __slots__ = ()

    def at(self, index: int) -> Piece:
        """The piece at `index`."""
        return self[index] if 0 <= index < len(self) else END

    def form(self, index: int) -> str:
        """The folded form at `index`, empty beyond the ends."""
        return self[index].form if 0 <= index < len(self) else ""


def cut(text: str, spans: Sequence[tuple[int, int]] = ()) -> tuple[Pieces, ...]:
    """The pieces of each of `spans` (offsets in `text`), or of the whole text.

    The last text's are kept: its numbers and its dates are read from the same pieces.
    """
    return _cut_spans(text, tuple(spans) or ((0, len(text)),))


@lru_cache(maxsize=1)
def _cut_spans(text: str, spans: tuple[tuple[int, int], ...]) -> tuple[Pieces, ...]:
    return tuple(_cut(text, start, end) for start, end in spans)


def _cut(text: str, start: int, end: int) -> Pieces:
    folded = fold_with_offsets(text[start:end])
    found: list[Piece] = []
    last_end = -1
    even = folded.is_even
    for match in _PIECE.finditer(folded.text):
        form, (first, last) = match[0], match.span()
        kind, glued = _KINDS[match.lastgroup or ""], first == last_end
        if glued and kind in ("number", "decimal") and _names(found):
            kind = "code"
        elif glued and kind == "word" and form.isascii() and found[-1].kind == "number":
            found[-1] = found[-1]._replace(kind="code")
        begin, stop = start + first, start + last
        if not even:
            begin, stop = start + folded.offsets[first], start + folded.offsets[last - 1] + 1
            stop = _over_marks(text, stop, end)
        found.append(Piece(form, kind, begin, stop, glued, text[begin:stop]))
        last_end = last
    return Pieces(found)


def _over_marks(text: str, stop: int, end: int) -> int:
    """Where the vowel signs and tatweels at `stop` end."""
    while stop < end and (text[stop] == _TATWEEL or unicodedata.category(text[stop]) == "Mn"):
        stop += 1
    return stop


def _names(before: list[Piece]) -> bool:
    """Whether a number glued to `before` is part of a name: "G" 20, "Su" "-" 35."""
    last = before[-1]
    if last.kind == "mark" and last.form in _MARKS_IN_CODES and last.glued and len(before) > 1:
        last = before[-2]
        short = last.form.isascii() or len(last.form.removeprefix(_AND)) <= _LONGEST_IN_CODES
        return last.kind == "code" or (last.kind == "word" and short)
    return last.kind == "code" or (last.kind == "word" and last.form.isascii())


@lru_cache(maxsize=65536)
def without_proclitics(form: str) -> tuple[str, ...]:
    """`form` and what may be left of it without "and", "in", "to", "as"; the article stays.

    >>> without_proclitics("وللعام")
    ('وللعام', 'للعام', 'العام', 'لعام')
    """
    found = [form]
    if form[:1] in ("و", "ف") and len(form) > 2:  # noqa: PLR2004
        found.append(form[1:])
    for rest in tuple(found):
        if rest.startswith("لل"):
            found.append("ال" + rest[2:])
        if rest[:1] in ("ب", "ل", "ك") and len(rest) > 2:  # noqa: PLR2004
            found.append(rest[1:])
    return tuple(dict.fromkeys(found))
