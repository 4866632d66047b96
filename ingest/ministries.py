"""Ministries: a state by one of its organs whose noun is left out: «الخارجية المصرية تدين …».

Its central bank stands for it too: «أودعت … لدى البنك المركزي المصري».
"""

from collections.abc import Sequence
from dataclasses import replace

from mithaq.ingest.classes import WordClass
from mithaq.ingest.lexicon import words
from mithaq.ingest.mentions import Mention, widened
from mithaq.ingest.representing import representatives
from mithaq.ingest.tokens import Token, bare, is_one_of, readings

_FEMININE = "يه"
_ARTICLE = "ال"


def with_ministries(
    mentions: Sequence[Mention], tokens: Sequence[Token], classes: Sequence[WordClass]
) -> tuple[Mention, ...]:
    """The mentions, a state's feminine adjective reaching over the organ before it.

    A noun before the organ makes it an adjective, or another's: «السياسة الخارجية المصرية»,
    «وزير الخارجية».
    """
    return tuple(_organ(mention, tokens, classes) for mention in mentions)


def _organ(mention: Mention, tokens: Sequence[Token], classes: Sequence[WordClass]) -> Mention:
    first = mention.first - 1
    if mention.how != "demonym" or first < 0 or mention.conjunction or mention.preposition:
        return mention
    if tokens[first].form in words("nouns", "central"):
        return _central_bank(mention, tokens, first - 1)
    if not tokens[mention.last - 1].form.endswith(_FEMININE):
        return mention
    if not stands_apart(tokens, classes, first):
        return mention
    for reading in readings(tokens[first].form):
        if reading.rest.startswith(_ARTICLE) and bare(reading.rest) in words("nouns", "organs"):
            wider = widened(mention, tokens, first, reading)
            return replace(wider, how="representative", part="government")
    return mention


def _central_bank(mention: Mention, tokens: Sequence[Token], first: int) -> Mention:
    """«البنك المركزي المصري»: whoever lends to the bank lends to the state."""
    for reading in readings(tokens[first].form) if first >= 0 else ():
        if bare(reading.rest) in words("nouns", "banks"):
            wider = widened(mention, tokens, first, reading)
            return replace(wider, how="representative", part="government")
    return mention


def stands_apart(tokens: Sequence[Token], classes: Sequence[WordClass], position: int) -> bool:
    """Whether no noun but one like «وزارة» governs the word: it is no adjective of another."""
    if not position or classes[position - 1] != "word":
        return True
    return is_one_of(tokens[position - 1].form, representatives().keys())
