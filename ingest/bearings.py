"""Bearings: towns that no list knows, told by where they lie: «في ناسومبو شمال البلاد»."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from mithaq.ingest.classes import WordClass
from mithaq.ingest.lexicon import words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.people import taken_tokens
from mithaq.ingest.placenames import may_name
from mithaq.ingest.places import COINED, coined
from mithaq.ingest.tokens import Reading, Token, Tokens, bare, readings
from mithaq.text import one_line

_IN = "في"
_PLACED = frozenset({_IN})
_BY = "ب"
_LENGTHS = (1, 2)
_ARTICLE = "ال"
_INDEFINITE = ("ا", "ين", "ون", "ات")


def with_bearings(
    mentions: Sequence[Mention], tokens: Tokens, classes: Sequence[WordClass], text: str
) -> tuple[Mention, ...]:
    """The mentions of a sentence, with the towns after «في» of which it says where they lie."""
    taken = taken_tokens(mentions)
    known = {m.first for m in mentions if m.candidates[0].kind in ("State", "Place")}
    found = [
        town
        for position in tokens.where(_PLACED)
        for first, reading in _opened(tokens[position], position)
        if (town := _town(tokens, classes, taken, known, first, reading, text)) is not None
    ]
    return tuple(sorted((*mentions, *found), key=lambda m: m.first)) if found else tuple(mentions)


def _opened(token: Token, position: int) -> Iterator[tuple[int, Reading]]:
    """Where a town's name may begin: after «في»."""
    if _is_in(token.form):
        yield position + 1, Reading("")


@lru_cache(maxsize=65536)
def _is_in(form: str) -> bool:
    return any(not r.preposition and r.rest == _IN for r in readings(form))


def _town(
    tokens: Sequence[Token],
    classes: Sequence[WordClass],
    taken: frozenset[int],
    known: set[int],
    first: int,
    reading: Reading,
    text: str,
) -> Mention | None:
    for length in _LENGTHS:
        last = first + length
        if last + 1 >= len(tokens) or not _may_be_town(tokens, classes, taken, last - 1):
            return None
        if not _lies(tokens, known, last):
            continue
        start, end = tokens[first].start, tokens[last - 1].end
        name = one_line(text[start:end])
        return Mention(
            first,
            last,
            start,
            end,
            (coined(name, name, named_whole=False),),
            "name",
            preposition=reading.preposition,
            certainty=COINED,
        )
    return None


def _may_be_town(
    tokens: Sequence[Token], classes: Sequence[WordClass], taken: frozenset[int], position: int
) -> bool:
    """Whether the word may be a town's name: no everyday word, no building, no plural."""
    form = tokens[position].form
    if not may_name(tokens, classes, taken, position) or form in words("violence", "buildings"):
        return False
    if form.startswith(_ARTICLE):
        return bare(form) not in words("violence", "buildings")
    return not form.endswith(_INDEFINITE[1:]) and not (form[0] in "وف" and form[1:3] == _ARTICLE)


def _lies(tokens: Sequence[Token], known: set[int], position: int) -> bool:
    """Whether the words from `position` on tell where a town lies: «شمال البلاد», «بولاية كذا»."""
    form = tokens[position].form
    following = position + 1
    if form in words("violence", "bearings"):
        return following in known or tokens[following].form in words("violence", "wholes")
    return any(
        r.preposition == _BY
        and (
            (r.rest in words("violence", "regions"))
            or (
                r.rest in words("violence", "bearings")
                and (following in known or tokens[following].form in words("violence", "wholes"))
            )
        )
        for r in readings(form)
    )
