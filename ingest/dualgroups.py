"""Dual groups: two of one kind that a text names together, «حركتا فتح وحماس», «حزبي كذا وكذا», «الكوريتان»."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from mithaq.ingest.lexicon import partners, word_lists
from mithaq.ingest.mentions import Mention, cut_mention, each_of
from mithaq.ingest.names import known_names, match_at, participant
from mithaq.ingest.tokens import Reading, Token, Tokens, reading_among
from mithaq.iris import THING
from mithaq.text import fold

_KINDS = frozenset({"ArmedGroup", "Organization", "Alliance", "Body"})
_AND = "و"
_QUOTE = '"'
_MOST = 7
"""How many words a name may have."""


def _duals() -> Mapping[str, str]:
    """The nouns for two groups of one kind, each with its singular."""
    return partners("nouns", "dual_groups")


@cache
def _words() -> frozenset[str]:
    return frozenset(_duals())


@cache
def _twins() -> dict[str, tuple[str, ...]]:
    """The names in the dual that two states share, each with both."""
    listed: dict[str, list[str]] = word_lists("nouns")["twin_states"]
    return {fold(name): tuple(THING + one for one in both) for name, both in listed.items()}


@cache
def _twin_names() -> frozenset[str]:
    return frozenset(_twins())


def with_dual_groups(mentions: Sequence[Mention], tokens: Tokens) -> tuple[Mention, ...]:
    """The mentions of a sentence, with the two groups whose kind a dual before them tells."""
    found = list(mentions)
    for position in tokens.where(_words()):
        reading = reading_among(tokens[position].form, _words())
        pair = () if reading is None else _pair(tokens, position, reading)
        if pair:
            first, last = pair[0].first, pair[-1].last
            found = [m for m in found if m.last <= first or last <= m.first]
            found += pair
    for position in tokens.where(_twin_names()):
        found += _both(tokens, position)
    return tuple(sorted(found, key=lambda mention: mention.first))


def _both(tokens: Sequence[Token], position: int) -> Iterator[Mention]:
    """The two states that share a name: «القمة بين الكوريتين»."""
    reading = reading_among(tokens[position].form, _twin_names())
    if reading is None:
        return
    named = cut_mention(tokens, position, position + 1, reading, (), "reference")
    yield from each_of(named, ((participant(iri),) for iri in _twins()[reading.rest]))


def _pair(tokens: Sequence[Token], position: int, dual: Reading) -> tuple[Mention, ...]:
    """Both groups, the first over the dual; nobody where one of them is not known."""
    kind = _duals()[dual.rest]
    one = _group(tokens, position + 1, kind)
    if one is None:
        return ()
    other = _group(tokens, one.last, kind, joined=True)
    if other is None:
        return ()
    start = tokens[position].start + dual.cut
    first = Mention(
        position,
        one.last,
        start,
        one.end,
        one.candidates,
        "name",
        preposition=dual.preposition,
        conjunction=bool(dual.conjunction),
    )
    return first, other


def _group(
    tokens: Sequence[Token], first: int, kind: str, *, joined: bool = False
) -> Mention | None:
    """The group named from token `first` on, with or without the noun of its kind before its name."""
    position = _over_quote(tokens, first)
    words = list(tokens[position : position + _MOST])
    if not words or (joined and not words[0].form.startswith(_AND)):
        return None
    start = words[0].start
    if joined:
        start += len(_AND)
        words[0] = Token(words[0].form.removeprefix(_AND), start, words[0].end)
        if not words[0].form:  # «و"حماس"»
            return _group(tokens, position + 1, kind)
        if words[0].form == _QUOTE:
            return None
    named = match_at(known_names(), [Token(kind, 0, 1), *words], 0)
    length = 0 if named is None else named.end - 1
    if not length or named is None:
        named = match_at(known_names(), words, 0)
        length = 0 if named is None else named.end
    if named is None or not length:
        return None
    parties = tuple(dict.fromkeys(participant(entry.iri) for entry in named.entries))
    if parties[0].kind not in _KINDS:
        return None
    last = position + length
    closed = last < len(tokens) and tokens[last].form == _QUOTE and position > first
    end = tokens[last - 1].end
    return Mention(position, last + closed, start, end, parties, "name", conjunction=joined)


def _over_quote(tokens: Sequence[Token], position: int) -> int:
    return position + (position < len(tokens) and tokens[position].form == _QUOTE)
