"""Performing: verbs that only say that what a noun names is done, past who does it: «لن تقوم كذا بإرسال»."""

from mithaq.ingest.cues import cue_of
from mithaq.ingest.facts import Status
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tokens import COMMAS, unjoined
from mithaq.ingest.verbs import listed_forms

_WHO = 12
"""How many words may tell who does it, between the verb and the noun."""
_FUTURE = ("سي", "ست", "سن")  # "will" and the letter of a present
_BY = "ب"
_IN = "في"
_HELD = frozenset({"Meeting", "Visit", "Incident", "Mission"})
"""In what other things are done too: «لن تبدأ المفاوضات في القمة»."""


def performed(sentence: Sentence, fact: str, first: int, preposition: str) -> Status | None:
    """How a verb of doing says the `fact` that the noun at token `first` names; none where it says no more."""
    if preposition != _BY and (preposition != _IN or fact in _HELD):
        return None
    verb = _verb_before(sentence, first)
    if verb is None:
        return None
    form = unjoined(sentence.forms[verb])
    ahead = form.startswith(_FUTURE)
    if form[ahead:] not in listed_forms("status", "performing"):
        return None
    if verb and sentence.classes[verb - 1] == "negator":
        return "negated"
    if ahead:
        return "announced"
    return cue_of(sentence.forms, verb - 1) if verb else None


def _verb_before(sentence: Sentence, first: int) -> int | None:
    """The verb before token `first`, over who does it and when: «ستقوم كذا، الأحد، بإرسال»."""
    for position in range(first - 1, max(first - 1 - _WHO, -1), -1):
        if position in sentence.named or sentence.classes[position] in ("word", "number"):
            continue
        if sentence.is_timed(position) or _sets_off_time(sentence, position):
            continue
        return position if sentence.classes[position] == "verb" else None
    return None


def _sets_off_time(sentence: Sentence, position: int) -> bool:
    """Whether a comma stands beside a time."""
    if sentence.forms[position] not in COMMAS:
        return False
    ends = (n for n in (position - 1, position + 1) if 0 <= n < len(sentence.tokens))
    return any(sentence.is_timed(n) for n in ends)
