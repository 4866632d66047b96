"""How old somebody is, between a name and an office: «فلان (82 عاما) رئيس …», «فلان البالغ 57 عاما»."""

from mithaq.ingest.lexicon import words
from mithaq.ingest.namelines import Line
from mithaq.ingest.tokens import COMMAS

_LONGEST = 8
_YEAR = 4
_BRACKETS = ("(", ")")


def age_begin(line: Line, last: int) -> int:
    """Where the age that ends right before token `last` begins; `last` where there is none."""
    if line.form(last - 1) == _BRACKETS[1]:
        opened = next((n for n in range(last - 2, last - _LONGEST, -1) if line.form(n) == "("), -1)
        inside = range(opened + 1, last - 1)
        return opened if opened >= 0 and _is_age(line, inside) else last
    if line.form(last - 1) not in words("offices", "years_old") or not _is_number(line, last - 2):
        return last
    for first in range(last - 2, max(last - _LONGEST, 0), -1):
        if line.form(first) in words("offices", "aged"):
            relative = line.classes[first - 1] == "relative"
            return first - relative
    return last - 2 if line.form(last - 3) in COMMAS else last


def _is_age(line: Line, inside: range) -> bool:
    """Whether what stands in brackets is how old somebody is, or the years of a life."""
    numbers = [n for n in inside if _is_number(line, n)]
    if not numbers:
        return False
    others = [line.form(n) for n in inside if n not in numbers]
    if all(len(line.form(n)) == _YEAR for n in numbers):
        return all(form in words("offices", "born") for form in others)
    return bool(others) and all(form in words("offices", "years_old") for form in others)


def _is_number(line: Line, position: int) -> bool:
    return line.form(position).isdigit()
