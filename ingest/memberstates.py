"""Member states: an alliance by those who belong to it, «وزراء خارجية الدول الأعضاء في الحلف»."""

from collections.abc import Sequence
from dataclasses import replace

from mithaq.ingest.lexicon import words
from mithaq.ingest.mentions import Mention, widened
from mithaq.ingest.tokens import Token, bare, reading_among

_ALLIANCES = frozenset({"Alliance", "Organization"})
_HOWS = frozenset({"name", "reference"})
_IN = "في"
_MOST = 3
"""How many words may say how many states they are: «الدول الـ 27 الأعضاء»."""


def with_member_states(mentions: Sequence[Mention], tokens: Sequence[Token]) -> tuple[Mention, ...]:
    """The mentions, an alliance reaching over «الدول الأعضاء في» before its name."""
    return tuple(_reaching(mention, tokens) for mention in mentions)


def _reaching(mention: Mention, tokens: Sequence[Token]) -> Mention:
    if mention.how not in _HOWS or mention.of_kind(_ALLIANCES) is None:
        return mention
    position = mention.first
    if mention.preposition != _INSIDE:
        position -= 1
        if mention.preposition or position < 0 or tokens[position].form != _IN:
            return mention
    position -= 1
    if position < 1 or tokens[position].form not in words("grammar", "memberships"):
        return mention
    for first in range(position - 1, max(position - 1 - _MOST, -1), -1):
        reading = reading_among(tokens[first].form, words("grammar", "states"))
        if reading is not None:
            wider = widened(mention, tokens, first, reading)
            return replace(wider, how="representative", part=_GOVERNMENT)
        if not _counts(tokens[first].form):
            return mention
    return mention


_INSIDE = "ب"  # in, as part of the next word
_GOVERNMENT = "government"


def _counts(form: str) -> bool:
    return bare(form).isdigit() or form in ("ال", "ـ") or form.removeprefix("الـ").isdigit()
