"""Clauses that tell of a meeting that it was held, or was to be, before they tell where: «الاجتماع الذي عقد في»."""

from collections.abc import Iterator

from mithaq.ingest.lexicon import words
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tokens import COMMAS
from mithaq.ingest.turns import is_holding


def is_said_of(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a relative clause between two tokens says that it was held: «الاجتماع الذي عقد في»."""
    return any(
        sentence.classes[n] == "relative" and is_holding(sentence.forms[n + 1])
        for n in range(first, last - 1)
    )


def gone_on_with(sentence: Sentence, first: int, last: int, *, about: bool) -> Iterator[int]:
    """Where the meeting itself is told of again after what it is `about`, or after its plan."""
    for resumed in (
        _resumed(sentence, first, last) if about else None,
        _planned(sentence, first, last),
    ):
        if resumed is not None:
            yield resumed


def _planned(sentence: Sentence, first: int, last: int) -> int | None:
    """Where a clause has told that it was to be held: «القمة التي كان مقررا عقدها في …»."""
    plans = words("meetings", "plans")
    for n in range(first, last):
        if sentence.classes[n] == "relative":
            end = n + 1
            while end < last and sentence.forms[end] in plans:
                end += 1
            if n + 1 < end < last and _holds(sentence.forms[end]):
                return end + 1
    return None


def _holds(form: str) -> bool:
    return is_holding(form) or form in words("meetings", "holding_nouns")


def _resumed(sentence: Sentence, first: int, last: int) -> int | None:
    """Where what a meeting is about is over: «قمتها بشأن كذا، التي عقدت في …»."""
    for n in range(first + 1, last):
        if sentence.forms[n] == _AND_THAT and sentence.forms[n - 1] in COMMAS:
            return n + 1  # «قمتها بشأن كذا، وذلك في …»
    for n in range(first + 1, last - 1):
        set_off = sentence.classes[n] == "relative" and sentence.forms[n - 1] in COMMAS
        if set_off and is_holding(sentence.forms[n + 1]):
            return n + 2
    return None


_AND_THAT = "وذلك"
