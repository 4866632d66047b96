"""Word classes of a sentence's tokens, from the function words of `lexicon/grammar.yaml`."""

from collections.abc import Sequence
from functools import cache
from typing import Literal

from mithaq.ingest.finite import is_finite
from mithaq.ingest.grammar import prepositions, without_conjunction
from mithaq.ingest.lexicon import phrase_list
from mithaq.ingest.tokens import Token

WordClass = Literal[
    "mark",
    "preposition",
    "relative",
    "complementizer",
    "subordinator",
    "negator",
    "auxiliary",
    "link",
    "verb",
    "number",
    "word",
]

# the order of the tests: what is named first wins where an entry stands in two lists
_LISTS: tuple[tuple[WordClass, str], ...] = (
    ("auxiliary", "not_negators"),
    ("negator", "negators"),
    ("relative", "relatives"),
    ("complementizer", "complementizers"),
    ("subordinator", "subordinators"),
    ("complementizer", "pronoun_complementizers"),
    ("auxiliary", "auxiliaries"),
    ("link", "links"),
)
_LONGEST = 3


@cache
def _classes() -> dict[tuple[str, ...], WordClass]:
    found: dict[tuple[str, ...], WordClass] = dict.fromkeys(prepositions(), "preposition")
    for name, key in reversed(_LISTS):
        found.update(dict.fromkeys(phrase_list("grammar", key), name))
    return found


def word_classes(tokens: Sequence[Token]) -> tuple[WordClass, ...]:
    """The class of every token; the words of an entry all get its class."""
    found: list[WordClass] = []
    position = 0
    while position < len(tokens):
        length, name = _class_at(tokens, position)
        found.extend([name] * length)
        position += length
    return tuple(found)


def _class_at(tokens: Sequence[Token], position: int) -> tuple[int, WordClass]:
    classes = _classes()
    for length in range(min(_LONGEST, len(tokens) - position), 0, -1):
        sequence = tuple(token.form for token in tokens[position : position + length])
        for variant in without_conjunction(sequence):
            if variant in classes:
                return length, classes[variant]
    token = tokens[position]
    if not token.is_word:
        return 1, "mark"
    if token.form[0].isdigit():
        return 1, "number"
    return 1, "verb" if is_finite(token.form) else "word"
