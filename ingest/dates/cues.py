"""Signs in a clause that its date is past, or still to come."""

from functools import lru_cache

from mithaq.ingest.dates.values import Leaning
from mithaq.ingest.dates.words import exactly, listed
from mithaq.ingest.lexicon import words
from mithaq.ingest.pieces import Pieces

_REACH = 15  # pieces before the date
_REACH_AFTER = 2
_PREPOSITION_REACH = 3
_SENTENCE_ENDS = (".", "!", "?", "؟", "\n", "؛")
_CONJUNCTIONS = ("و", "ف")
_FUTURE = (
    "سي",  # he will
    "ست",  # she will
)
_SHORTEST_VERB = 4
_SINCE = "منذ"


def leaning_of(pieces: Pieces, start: int, after: int) -> Leaning:
    """What the clause around the pieces `start:after` says: "will meet on Thursday" is to come."""
    if any(pieces.form(n).lstrip("وف") == _SINCE for n in range(max(start - 1, 0), start + 1)):
        return "past"
    for index in range(start - 1, max(start - 1 - _REACH, -1), -1):
        form = pieces.form(index)
        if _is_future_cue(form):
            return "future"
        if start - index <= _PREPOSITION_REACH and listed(form, "future_prepositions"):
            return "future"
        if listed(form, "past_cues"):
            return "past"
        if form in _SENTENCE_ENDS or exactly(form, "cue_stops"):
            break
    for index in range(after, after + _REACH_AFTER):
        if exactly(pieces.form(index), "that_clause") or pieces.at(index).kind == "mark":
            break
        if _is_future_verb(pieces.form(index)):
            return "future"
    return None


@lru_cache(maxsize=65536)
def _is_future_cue(form: str) -> bool:
    return listed(form, "future_cues") or listed(form, "present_verbs") or _is_future_verb(form)


def _is_future_verb(form: str) -> bool:
    """Whether `form` has the shape of a verb in the future, and is no known word of that shape."""
    rest = form[1:] if form[:1] in _CONJUNCTIONS else form
    if len(rest) < _SHORTEST_VERB or rest[:2] not in _FUTURE:
        return False
    return not any(rest.startswith(stem) for stem in words("dates", "no_future"))
