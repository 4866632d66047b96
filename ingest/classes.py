"""Word classes of a sentence's tokens, from the function words of `lexicon/grammar.yaml`."""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Literal

from mithaq.ingest.finite import is_bare_past, is_finite, opens_as_verb
from mithaq.ingest.grammar import SAID, is_said, prepositions, without_conjunction
from mithaq.ingest.lexicon import phrase_list, words
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
    opening = _opening()
    position = 0
    while position < len(tokens):
        form = tokens[position].form
        length, name = _class_at(tokens, position) if form in opening else (1, _class_of(form))
        if name == "verb" and tokens[position].feminine:
            name = "word"  # «استعادة» is no «استعاده»
        elif (form,) in SAID and is_said(tokens, position + 1):
            name = "verb"  # «…، وعبر الوزير عن …»
        elif form in _ERAS and found[-1:] == ["number"]:
            name = "number"  # «عام 2012م الاتفاقية»: no noun that governs what follows
        elif name == "word" and _is_verb_here(form, found, tokens[position - 1 : position]):
            name = "verb"
        found.extend([name] * length)
        position += length
    return tuple(found)


def _is_verb_here(form: str, before: Sequence[WordClass], last: Sequence[Token]) -> bool:
    """Whether what may be a noun as well is a verb by its place: «ودان …», «الذي شن …»."""
    if before and before[-1] == "relative":
        return is_bare_past(form)
    if any(token.form in words("verbs", "ushers") for token in last):
        return is_bare_past(form)  # «بدوره وصف …», «في سياق آخر ندد …»
    if before and before[-1] in _INTRODUCING:
        return form in words("verbs", "opening")  # «ثم وقع البلدان …», «قد علق …»
    if form[0] == "و" and form[1:] in words("verbs", "joined_pasts"):
        return True  # «أدان الهجوم وقدم تعازيه»
    return (not before or before[-1] == "mark") and opens_as_verb(form)


_ERAS = frozenset({"م", "ه"})
"""The letters after a year that tell its era: of Christ, of the Hijra."""
_INTRODUCING = frozenset({"link", "subordinator", "auxiliary", "complementizer"})


def _class_at(tokens: Sequence[Token], position: int) -> tuple[int, WordClass]:
    """The longest entry that a word opens: of how many words, and its class."""
    classes = _classes()
    for length in range(min(_LONGEST, len(tokens) - position), 1, -1):
        sequence = tuple(token.form for token in tokens[position : position + length])
        for variant in without_conjunction(sequence):
            if variant in classes:
                return length, classes[variant]
    return 1, _class_of(tokens[position].form)


@cache
def _opening() -> frozenset[str]:
    """The words, with and without a conjunction, that begin an entry of several words."""
    firsts = {entry[0] for entry in _classes() if len(entry) > 1}
    return frozenset(firsts | {conjunction + word for word in firsts for conjunction in "وف"})


@lru_cache(maxsize=65536)
def _class_of(form: str) -> WordClass:
    """The class of one word by itself."""
    for (variant,) in without_conjunction((form,)):
        if (variant,) in _classes():
            return _classes()[(variant,)]
    if not form[0].isalnum():
        return "mark"
    if form[0].isdigit():
        return "number"
    return "verb" if is_finite(form) else "word"
