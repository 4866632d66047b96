"""Treaties that a text calls only by their kind and by who signed: «الاتفاقية التي أبرمتها مصر»."""

from collections.abc import Iterator, Sequence
from functools import cache

from mithaq.ingest.lexicon import phrase_list, words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.tokens import Reading, Token, readings
from mithaq.ingest.treaties import minted
from mithaq.ingest.verbs import verb_forms

_ARTICLE = "ال"
_SIGNING = (("وقع", "II"), ("برم", "IV"))
_OBJECTS = ("", "ه", "ها", "هما")
_CERTAINTY = 0.8


def find_signed(tokens: Sequence[Token], taken: frozenset[int], text: str) -> Iterator[Mention]:
    """The agreements that no list and no sentence before names, where a clause says who signed."""
    for position in range(len(tokens) - 2):
        if position in taken or tokens[position + 1].form not in words("grammar", "relatives"):
            continue
        if tokens[position + 2].form not in _signing():
            continue
        reading = next((r for r in readings(tokens[position].form) if r.rest in _kinds()), None)
        if reading is not None:
            yield _mention(tokens, position, reading, text)


@cache
def _kinds() -> frozenset[str]:
    """«الاتفاقية», «المعاهدة»: the nouns of agreements with the article."""
    return frozenset(
        _ARTICLE + noun[0] for noun in phrase_list("nouns", "agreements") if len(noun) == 1
    )


@cache
def _signing() -> frozenset[str]:
    return frozenset(
        form + suffix
        for root, measure in _SIGNING
        for form, _ in verb_forms(root, measure)
        for suffix in _OBJECTS
    )


def _mention(tokens: Sequence[Token], first: int, reading: Reading, text: str) -> Mention:
    cut = len(reading.conjunction) + len(reading.preposition)
    if tokens[first].form.startswith("لل", len(reading.conjunction)):
        cut = len(reading.conjunction) + 1
    start, end = tokens[first].start + cut, tokens[first].end
    return Mention(
        first,
        first + 1,
        start,
        end,
        (minted((text[start:end],), tokens, text, definite=False),),
        "phrase",
        preposition=reading.preposition,
        conjunction=bool(reading.conjunction),
        certainty=_CERTAINTY,
    )
