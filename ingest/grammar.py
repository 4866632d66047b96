"""Prepositions: which word, or words, govern what follows."""

from collections.abc import Sequence
from functools import cache

from mithaq.ingest.lexicon import word_lists
from mithaq.ingest.tokens import Token
from mithaq.text import fold

_LONGEST = 3
_SAID = ("وعبر",)
"""A verb where it opens a sentence, «وعبر الوزير عن …», and no preposition."""


@cache
def prepositions() -> dict[tuple[str, ...], str]:
    """Each preposition, as its folded words, with the name that frames use."""
    listed: dict[str, str] = word_lists("grammar")["prepositions"]
    return {tuple(fold(words).split()): fold(name) for words, name in listed.items()}


def without_conjunction(sequence: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    first = sequence[0]
    if first[0] in "وف" and len(first) > 2:  # noqa: PLR2004
        return sequence, (first[1:], *sequence[1:])
    return (sequence,)


def preposition_before(tokens: Sequence[Token], first: int) -> tuple[int, str] | None:
    """The preposition that ends right before token `first`: where it begins, and its name."""
    for length in range(min(_LONGEST, first), 0, -1):
        sequence = tuple(token.form for token in tokens[first - length : first])
        if sequence == _SAID and first == 1:
            continue
        for variant in without_conjunction(sequence):
            if variant in prepositions():
                return first - length, prepositions()[variant]
    return None
