"""Joints: marks, linking words and ages between an office and the name of who holds it: «فلان (82 عاما)، وهو رئيس …»."""

from mithaq.ingest.ages import age_begin
from mithaq.ingest.lexicon import phrase_list, words
from mithaq.ingest.namelines import Line
from mithaq.ingest.officeheads import is_adjective
from mithaq.ingest.tokens import COMMAS

_LONGEST_LINK = 6


def over_joints(line: Line, position: int) -> tuple[int, int]:
    """Where the marks and linking words after an office end, and how many there are."""
    joints = 0
    while True:
        length = _link_at(line, position)
        if joints and is_adjective(line.form(position)):
            position += 1  # «- آنذاك -»
            continue
        if length == 0 and line.form(position) not in words("offices", "joints"):
            return position, joints
        position += length or 1
        joints += 1


def _link_at(line: Line, position: int) -> int:
    linking = phrase_list("offices", "linking")
    for length in range(_LONGEST_LINK, 0, -1):
        if tuple(line.form(position + n) for n in range(length)) in linking:
            return length
    return 0


def back_over_joints(line: Line, first: int) -> tuple[int, int]:
    """Where the marks and linking words before an office begin, and how many there are."""
    position, joints = _back_over_age(line, first, 0)
    pronouns = words("offices", "linking")
    while position and (
        line.form(position - 1) in words("offices", "joints") or line.form(position - 1) in pronouns
    ):
        position, joints = _back_over_age(line, position - 1, joints + 1)
    for length in range(_LONGEST_LINK, 1, -1):
        sequence = tuple(line.form(n) for n in range(position - length, position))
        if sequence in phrase_list("offices", "linking"):
            return _back_over_comma(line, position - length), joints + 1
    return position, joints


def _back_over_age(line: Line, position: int, joints: int) -> tuple[int, int]:
    """«فلان (82 عاما) رئيس …»: how old he is stands between like a comma, or between two of them."""
    begin = age_begin(line, position)
    if begin == position:
        return position, joints
    comma = line.form(begin - 1) in COMMAS
    return begin - comma, max(joints, 1)


def _back_over_comma(line: Line, position: int) -> int:
    return position - 1 if line.form(position - 1) in COMMAS else position
