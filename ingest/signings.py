"""Signing: whether the words before a noun say that it is signed, which makes an agreement of a paper."""

from collections.abc import Sequence
from functools import cache

from mithaq.ingest.tokens import Token, readings
from mithaq.ingest.verbs import forms_of

_SIGNING = (("وقع", "II"), ("برم", "IV"))
_OBJECTS = ("", "ه", "ها", "هما")
_NEAR = 16
_CLOSE = 3
_GOVERNING = frozenset({"عن", "في", "مع", "الي", "حول", "بشان", "بعد", "قبل", "خلال"})
SIGNATURES = frozenset({"توقيع", "التوقيع", "بتوقيع", "بالتوقيع", "للتوقيع", "والتوقيع", "وتوقيع"})


@cache
def signing() -> frozenset[str]:
    """The forms of the verbs of signing, with what is signed as a suffix too."""
    return frozenset(form + suffix for form in forms_of(_SIGNING) for suffix in _OBJECTS)


def is_signed(tokens: Sequence[Token], position: int) -> bool:
    """Whether a verb or a noun of signing stands before the noun at `position`, and governs it."""
    if position == 0 or tokens[position - 1].form in _GOVERNING:
        return False
    if any(token.form in SIGNATURES for token in tokens[max(position - _CLOSE, 0) : position]):
        return True
    near = tokens[max(position - _NEAR, 0) : position]
    return any(reading.rest in signing() for token in near for reading in readings(token.form))
