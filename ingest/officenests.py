"""Offices within offices: «نائب وزير الدفاع», «مستشارا لرئيس الوزراء»."""

from collections.abc import Mapping

from mithaq.ingest.lexicon import words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.namelines import Line
from mithaq.ingest.officekinds import is_a, slug_of, slugs
from mithaq.ingest.personnames import after_titles, name_run, name_run_before
from mithaq.ingest.tokens import readings

_ARTICLE = "ال"
_FAR = 4
_OF = "ل"
_MADE = "ا"  # «مستشارا لرئيس الوزراء»
_ADVISERS = "مستشاري"
_GOVERNING = frozenset({"باسم", "مكتب", _ADVISERS})
"""The last words of heads that another office follows: «كبير مستشاري الرئيس»."""


def nested_in(line: Line, head: Mention, heads: Mapping[int, Mention]) -> tuple[str, int] | None:
    """The kind of «نائب» and the like before another office, and where that one's head ends."""
    first = line.form(head.first)
    inner = heads.get(after_titles(line, head.last)) or _of_rank(line, head, heads)
    made = first.removesuffix(_MADE) if inner is not None and inner.preposition == _OF else first
    cut = next((r.rest for r in readings(made) if r.rest in slugs("nesting")), None)
    ranked = inner is not None and line.form(inner.first - 1) in words("names", "ordinals")
    if cut is None and ranked and first.removeprefix(_ARTICLE) in slugs("nesting"):
        cut = first.removeprefix(_ARTICLE)
    if cut is None or inner is None or inner.conjunction:
        return None
    single = inner.last == inner.first + 1 and line.form(inner.first).startswith("ال")
    run = name_run(line, inner.last) if single else None
    if run is not None and run.first == inner.last:
        return None  # «ممثل السلطان فلان»: the name is the sultan's
    if cut == "مساعده" and head.preposition:
        return None  # «لمساعدة الرئيس»: to help him
    if cut in words("offices", "somebody"):
        return None  # «متحدث باسم رئيسة الوزراء فلانة»: the name is hers
    if head.last - head.first > 1 and not ranked and line.form(head.last - 1) not in _GOVERNING:
        return None
    if is_a(slugs("nesting")[cut], "serving") and _are_two(line, head, inner):
        return None
    if head.last - head.first == 1 and cut.startswith("ال") and not inner.preposition:
        return None
    own = line.form(head.last - 1) == _ADVISERS
    return slug_of(head.candidates[0]) if own else slugs("nesting")[cut], inner.last


def _of_rank(line: Line, head: Mention, heads: Mapping[int, Mention]) -> Mention | None:
    """«النائب الأول لوزير …»: the office after a rank, governed by a preposition."""
    inner = heads.get(head.last + 1) if line.form(head.last) in words("names", "ordinals") else None
    return inner if inner is not None and inner.preposition == _OF else None


def _are_two(line: Line, head: Mention, inner: Mention) -> bool:
    """«فلانة الناطقة باسم وزيرة كذا فلانة»: names on both sides are of two."""
    before = name_run_before(line, head.first)
    if before is None or not before.known:
        return False
    after = (name_run(line, n) for n in range(inner.last, inner.last + _FAR))
    return any(run is not None and run.sure and run.known and not run.cut for run in after)
