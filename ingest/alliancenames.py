"""Names of alliances with the noun that says what they are: «اتحاد البنلوكس», «منظمة "إكواس"»."""

from collections.abc import Sequence
from dataclasses import replace

from mithaq.ingest.lexicon import words
from mithaq.ingest.mentions import Mention, widened
from mithaq.ingest.placenames import QUOTES
from mithaq.ingest.tokens import Token, reading_among

_KINDS = frozenset({"Alliance", "Organization"})


def with_their_nouns(mentions: Sequence[Mention], tokens: Sequence[Token]) -> tuple[Mention, ...]:
    """The mentions, those of an alliance reaching over the noun before its name."""
    return tuple(
        _widened(mention, mentions[position - 1].last if position else 0, tokens)
        for position, mention in enumerate(mentions)
    )


def _widened(mention: Mention, low: int, tokens: Sequence[Token]) -> Mention:
    first = mention.first - 1
    if mention.how != "name" or mention.candidates[0].kind not in _KINDS or first < low:
        return mention
    if mention.preposition or mention.conjunction:
        return mention
    closing = QUOTES.get(tokens[first].form, "")
    first -= bool(closing) and first > low
    reading = reading_among(tokens[first].form, words("nouns", "alliance_nouns"))
    if reading is None:
        return mention
    whole = widened(mention, tokens, first, reading)
    closed = [token for token in tokens[mention.last : mention.last + 1] if token.form == closing]
    return replace(whole, last=whole.last + 1, end=closed[0].end) if closed else whole
