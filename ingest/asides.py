"""Asides between an office and its holder: «رئيس الحزب، الذي فاز بالانتخابات، فلان»."""

from mithaq.ingest.namelines import Line
from mithaq.ingest.personnames import NameRun, name_run
from mithaq.ingest.tokens import COMMAS

_LONGEST = 16
_ENDS = frozenset({".", "؛", ";", ":", "؟", "!", '"'})
_CLOSING = ("mark", "verb", "preposition", "complementizer", "auxiliary", "subordinator")


def past_aside(line: Line, position: int) -> NameRun | None:
    """The name after the aside that begins at token `position`, with two words or more, one known.

    The aside is a relative clause or opens with a definite adjective, and then has no verb.
    """
    if line.form(position) not in COMMAS:
        return None
    relative = position + 1 < len(line.tokens) and line.classes[position + 1] == "relative"
    if not relative and not line.form(position + 1).startswith("ال"):
        return None
    for end in range(position + 2, min(position + 2 + _LONGEST, len(line.tokens))):
        if line.form(end) in _ENDS or (line.classes[end] == "verb" and not relative):
            return None
        if line.form(end) in COMMAS:
            return _named(line, end + 1)
    return None


def _named(line: Line, first: int) -> NameRun | None:
    run = name_run(line, first)
    if run is None or run.first != first or run.cut or not (run.sure and run.known):
        return None
    ended = run.last >= len(line.tokens) or line.classes[run.last] in _CLOSING
    return run if ended else None
