"""Offices told by their noun: «تولى رئاسة الحكومة», «حقيبة الدفاع», «منصب الخارجية»."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

from mithaq.ingest.lexicon import partners, words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.namelines import Line
from mithaq.ingest.officekinds import kind_named
from mithaq.ingest.officesmade import office_read
from mithaq.ingest.tokens import Reading, bare, readings
from mithaq.ingest.verbs import listed_forms

POST = "post"
"""The `part` of an office that is told by its noun."""
_MOST = 4
_BEFORE = 7
_ENDS = frozenset({".", "،", ",", "؛", ":", "؟", "!"})


def post_nouns() -> Mapping[str, str]:
    """The nouns for an office, each with the noun for its holder."""
    return partners("offices", "posts_held")


@cache
def _taking() -> frozenset[str]:
    """The verbs and nouns of taking, giving, holding and leaving an office."""
    return listed_forms("offices", "taking_verbs") | words("offices", "taking_nouns")


def post_at(line: Line, position: int) -> Mention | None:
    """The kind of office told by its noun at a token, where somebody takes, holds or leaves it."""
    for reading in readings(line.form(position)):
        holder = post_nouns().get(reading.rest)
        if holder is None or not _is_taken_up(line, position):
            continue
        found = _kind(line, position, holder, reading)
        if found is not None:
            return found
    return None


def _kind(line: Line, position: int, holder: str, reading: Reading) -> Mention | None:
    for skipped in range(_skip(line, position) + 1):
        first = position + 1 + skipped
        rest = (line.form(n) for n in range(first, min(first + _MOST, len(line.tokens))))
        named = kind_named([holder, *rest])
        if named is None:
            continue
        kind, length = named
        if length == 1 and (skipped or not _is_of_something(line, position)):
            continue
        last = position + length + skipped
        return replace(office_read(line, position, last, kind, reading), part=POST)
    return None


def _skip(line: Line, position: int) -> int:
    """«حقيبة وزارة الدفاع»: the ministry's own noun is left out."""
    return line.form(position + 1) in words("offices", "ministry_nouns")


def _is_of_something(line: Line, position: int) -> bool:
    """Whether what is led is named: «رئاسة المكسيك», «قيادة جيش كذا»."""
    if line.form(position) in words("offices", "posts_of_ministers"):
        return False
    named = position + 1 in line.taken
    return named or bare(line.form(position + 1)) in words("offices", "organization_nouns")


def _is_taken_up(line: Line, position: int) -> bool:
    """Whether a word of taking or leaving office stands before, in the same clause."""
    return any(_takes(form) for form in _before(line, position))


def _before(line: Line, position: int) -> Iterator[str]:
    for n in range(position - 1, max(position - _BEFORE, -1), -1):
        if line.form(n) in _ENDS:
            return
        yield line.form(n)


def _takes(form: str) -> bool:
    return any(r.rest in _taking() or bare(r.rest) in _taking() for r in readings(form))
