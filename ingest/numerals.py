"""Numbers in text: digits of either kind, Arabic number words, shares in a hundred."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from mithaq.ingest.numberwords import is_number_word, number_words, value_of, without_clitics
from mithaq.ingest.pieces import Pieces, cut, without_proclitics

PROCLITICS = frozenset(
    {
        "ال",  # the
        "و",  # and
        "ف",  # so
        "ب",  # in, by
        "ل",  # to
        "ك",  # as
        "لل",  # to the
        "وال",  # and the
        "بال",  # in the
        "فال",  # so the
        "ول",  # and to
        "وب",  # and in
        "ولل",  # and to the
        "وبال",  # and in the
    }
)
_AND = "و"
_IN = "في"
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}")
_POINT_THOUSANDS = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_FRACTION = re.compile(r"\d+[.,]\d+")
_HUNDRED = 100
_THOUSAND = 1000
_TEN = 10
_LONGEST = 20  # digits and marks: what is longer is no quantity


@dataclass(frozen=True, slots=True)
class Number:
    """A number at `start:end` of the text as read; of "70 %" the value is 70 and the unit percent."""

    start: int
    end: int
    value: float
    unit: Literal["percent"] | None
    approximate: bool


@dataclass(frozen=True, slots=True)
class Amount:
    """A number read at some piece: its value and the index of the piece after it."""

    value: float
    after: int


def find_numbers(text: str, spans: Sequence[tuple[int, int]] = ()) -> tuple[Number, ...]:
    """The numbers of `text`, or of its `spans`, in order; times and dates of digits are left out.

    Words that name no number (dozens, hundreds, thousands of) give none.

    >>> [(n.value, n.unit) for n in find_numbers("نحو 17 ألف جندي و70٪ من الميزانية")]
    [(17000.0, None), (70.0, 'percent')]
    """
    return tuple(number for pieces in cut(text, spans) for number in _numbers(pieces))


def _numbers(pieces: Pieces) -> Iterator[Number]:
    after = 0
    for index in openings(pieces):
        amount = read_amount(pieces, index) if index >= after else None
        if amount is None:
            continue
        after, percent = _after_percent(pieces, amount.after)
        near = _is_approximate(pieces, index, after)
        yield Number(
            pieces[index].start,
            pieces[after - 1].end,
            amount.value,
            "percent" if percent else None,
            near,
        )


def openings(pieces: Pieces) -> Sequence[int]:
    """Where a number may begin: a quick test before the grammar is asked."""
    return [index for index, piece in enumerate(pieces) if _opens(piece.kind, piece.form)]


@lru_cache(maxsize=65536)
def _opens(kind: str, form: str) -> bool:
    return kind in ("number", "decimal") or is_number_word(form) or form in PROCLITICS


def read_amount(pieces: Pieces, index: int) -> Amount | None:
    """The number that begins at `index`, in digits or words, clitics before it included."""
    form = pieces.form(index)
    if form in PROCLITICS and pieces.at(index + 1).kind in ("number", "decimal"):
        return read_amount(pieces, index + 1)
    words = number_words()
    if pieces.at(index).kind in ("number", "decimal"):
        return _digits(pieces, index)
    if not is_number_word(form):
        return None
    part = value_of(form, words.fractions)
    if part is not None:
        scale = value_of(pieces.form(index + 1), words.scales)
        return Amount(part * scale, index + 2) if scale else None
    return _sum(pieces, index)


def read_integer(pieces: Pieces, index: int) -> tuple[int, int] | None:
    """The whole number at `index`, and the index after it."""
    amount = read_amount(pieces, index)
    if amount is None or not float(amount.value).is_integer():
        return None
    return int(amount.value), amount.after


def _digits(pieces: Pieces, index: int) -> Amount | None:
    piece = pieces[index]
    if len(piece.form) > _LONGEST:
        return None
    scale = _scale(pieces, index + 1)
    value = (
        float(piece.form) if piece.kind == "number" else _decimal(piece.form, scaled=bool(scale))
    )
    if value is None:
        return None
    if not scale:
        return Amount(value, index + 1)
    return _rest_of_sum(pieces, value * scale, scale, index + 2)


def _decimal(form: str, *, scaled: bool) -> float | None:
    """Commas and points by their groups: three digits after a mark are thousands.

    Before "million" a point is a decimal point even so.
    """
    if _THOUSANDS.fullmatch(form):
        joined = form.replace(",", "") if "," in form else form.replace(".", "")
        return float(joined)
    if _POINT_THOUSANDS.fullmatch(form) and not scaled:
        return float(form.replace(".", ""))
    if _FRACTION.fullmatch(form):
        return float(form.replace(",", "."))
    return None


def _scale(pieces: Pieces, index: int) -> int | None:
    """A thousand, a million … right after a number; never with a conjunction."""
    form = pieces.form(index)
    scales = number_words().scales
    return scales.get(form) or scales.get(form.removeprefix("ال"))


def _sum(pieces: Pieces, index: int) -> Amount | None:
    """Number words from `index`: groups of hundreds with their scales, joined by "and"."""
    group = _group(pieces, index)
    if group is None:
        return None
    value, scale, after = group
    return _rest_of_sum(pieces, value, scale, after)


def _rest_of_sum(pieces: Pieces, value: float, scale: int, after: int) -> Amount:
    """What follows with "and" and a smaller scale is added: "two million and 300 thousand"."""
    while scale > 1:
        following = _after_and(pieces, after)
        if following is None:
            break
        half = number_words().fractions.get(following[0])
        if half is not None:
            value, after = value + half * scale, following[1] + 1
            if _scale(pieces, after) == scale:
                after += 1
            break
        smaller = _smaller_group(pieces, following, scale)
        if smaller is None:
            break
        value, scale, after = value + smaller[0], smaller[1], smaller[2]
    return Amount(value, after)


def _smaller_group(
    pieces: Pieces, following: tuple[str, int], scale: int
) -> tuple[float, int, int] | None:
    form, index = following
    piece = pieces.at(index)
    group: tuple[float, int, int] | None
    if piece.kind == "number":
        of = _scale(pieces, index + 1)
        if not of and float(piece.form) < _HUNDRED:
            return None  # "17 thousand and 3 planes" are two numbers
        group = float(piece.form) * (of or 1), of or 1, index + (2 if of else 1)
    else:
        group = _group(pieces, index, form)
    if group is None or group[0] >= scale or (scale > _THOUSAND and group[1] == 1):
        return None
    return group


def _after_and(pieces: Pieces, index: int) -> tuple[str, int] | None:
    """The form after "and" at `index`, and its place: the same piece, or the next one."""
    form = pieces.form(index)
    if form == _AND:
        return pieces.form(index + 1), index + 1
    if form.startswith(_AND) and pieces.at(index).kind == "word":
        return form[1:], index
    return None


def _group(pieces: Pieces, index: int, form: str = "") -> tuple[float, int, int] | None:
    """A number below a thousand with its scale: value, scale, index after."""
    words = number_words()
    form = form or pieces.form(index)
    dual, scale = value_of(form, words.dual_scales), value_of(form, words.scales)
    if dual and not (scale and _goes_on(pieces, index + 1)):
        return dual, dual // 2, index + 1
    if scale:
        plural = any(rest in words.plural_scales for rest in without_clitics(form))
        return None if plural else (scale, scale, index + 1)
    below = _below_thousand(pieces, index, form)
    if below is None:
        return None
    of = _scale(pieces, below[1])
    return (below[0] * of, of, below[1] + 1) if of else (below[0], 1, below[1])


def _goes_on(pieces: Pieces, index: int) -> bool:
    """Whether another number is added, as to no dual in the construct: «ألفا وخمسمئة» is 1500."""
    following = _after_and(pieces, index)
    if following is None:
        return False
    form, at = following
    return pieces.at(at).kind == "number" or is_number_word(form)


def _below_thousand(pieces: Pieces, index: int, form: str) -> tuple[int, int] | None:
    words = number_words()
    hundreds, after = value_of(form, words.hundreds), index + 1
    if hundreds is None:
        unit = value_of(form, words.units)
        if unit and unit < _TEN and words.hundreds.get(pieces.form(after)) == _HUNDRED:
            hundreds, after = unit * _HUNDRED, after + 1
        else:
            return _below_hundred(pieces, index, form)
    following = _after_and(pieces, after)
    rest = _below_hundred(pieces, following[1], following[0]) if following else None
    return (hundreds + rest[0], rest[1]) if rest else (hundreds, after)


def _below_hundred(pieces: Pieces, index: int, form: str) -> tuple[int, int] | None:
    words = number_words()
    ten_follows = pieces.form(index + 1) in words.ten
    unit = value_of(form, words.before_ten)
    if unit is not None and ten_follows:
        return unit + _TEN, index + 2
    unit = value_of(form, words.units)
    if unit is None:
        tens = value_of(form, words.tens)
        return (tens, index + 1) if tens else None
    if ten_follows and unit < _TEN:
        return unit + _TEN, index + 2
    following = _after_and(pieces, index + 1)
    tens = value_of(following[0], words.tens) if following and unit < _TEN else None
    if following and tens:
        return unit + tens, following[1] + 1
    return unit, index + 1


def _after_percent(pieces: Pieces, index: int) -> tuple[int, bool]:
    words = number_words()
    if pieces.form(index) in words.percent:
        return index + 1, True
    if pieces.form(index) == _IN and pieces.form(index + 1) in words.percent_of:
        return index + 2, True
    return index, False


def _is_approximate(pieces: Pieces, index: int, after: int) -> bool:
    words = number_words()
    if any(pieces.form(after + step) in words.approximate_after for step in (0, 1)):
        return True
    one, two = pieces.form(index - 1), pieces.form(index - 2)
    singles = {(rest,) for rest in without_proclitics(one)}
    pairs = {(rest, one) for rest in without_proclitics(two)}
    return not words.approximate_before.isdisjoint(singles | pairs)
