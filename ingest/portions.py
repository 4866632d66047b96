"""Portions: «في أجزاء واسعة من مدينة كذا» is in the town, as «في مدينة كذا» is."""

from collections.abc import Sequence
from dataclasses import replace

from mithaq.ingest.grammar import preposition_before
from mithaq.ingest.lexicon import words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.proclitics import attached_preposition
from mithaq.ingest.tokens import Token, bare

_OF = "من"
_WHERE = frozenset({"Place", "State"})
_PLACING = frozenset({"في", "علي", "الي", "ب", "قرب"})
_ADJECTIVES = 2
"""How many words may describe the portion."""


def of_portion(mention: Mention, tokens: Sequence[Token]) -> Mention:
    """The mention; a place of which a portion is told is governed by what governs that."""
    last = mention.governor
    if mention.preposition != _OF or last < 1 or mention.candidates[0].kind not in _WHERE:
        return mention
    for noun in range(last - 1, max(last - _ADJECTIVES - 2, -1), -1):
        clitic = attached_preposition(tokens[noun].form)
        form = tokens[noun].form if clitic is None else clitic.rest
        if bare(form) in words("places", "portions"):
            if clitic is None:
                governor, preposition = _before(tokens, noun) or (noun, "")
            else:
                governor, preposition = noun, clitic.preposition
            if preposition not in _PLACING:
                return mention
            return replace(mention, preposition=preposition, governor=governor)
        if not tokens[noun].is_word:
            break
    return mention


def _before(tokens: Sequence[Token], noun: int) -> tuple[int, str] | None:
    """What governs the noun, over how much of it there is: «في معظم أجزاء …», «في ثلاث مناطق …»."""
    counted = noun > 0 and tokens[noun - 1].form in words("places", "portion_amounts")
    return preposition_before(tokens, noun - counted)
