"""Offices within offices: «نائب وزير الدفاع», «مستشارا لرئيس الوزراء»."""

from collections.abc import Mapping

from mithaq.ingest.lexicon import words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.namelines import Line
from mithaq.ingest.officekinds import slug_of, slugs
from mithaq.ingest.personnames import after_titles, name_run
from mithaq.ingest.tokens import readings

_OF = "ل"
_MADE = "ا"  # «مستشارا لرئيس الوزراء»
_ADVISERS = "مستشاري"
_GOVERNING = frozenset({"باسم", "مكتب", _ADVISERS})
"""The last words of heads that another office follows: «كبير مستشاري الرئيس»."""


def nested_in(line: Line, head: Mention, heads: Mapping[int, Mention]) -> tuple[str, int] | None:
    """The kind of «نائب» and the like before another office, and where that one's head ends."""
    first = line.form(head.first)
    inner = heads.get(after_titles(line, head.last))
    made = first.removesuffix(_MADE) if inner is not None and inner.preposition == _OF else first
    cut = next((r.rest for r in readings(made) if r.rest in slugs("nesting")), None)
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
    if head.last - head.first > 1 and line.form(head.last - 1) not in _GOVERNING:
        return None
    if head.last - head.first == 1 and cut.startswith("ال") and not inner.preposition:
        return None
    own = line.form(head.last - 1) == _ADVISERS
    return slug_of(head.candidates[0]) if own else slugs("nesting")[cut], inner.last
