"""Followers: fighters who stand for their side though a word stands between.

«مسلحون من حركة الشباب», «القوات الموالية للحوثيين»: their deeds are the group's.
"""

from collections.abc import Sequence
from dataclasses import replace

from mithaq.ingest.lexicon import words
from mithaq.ingest.mentions import Mention, representatives
from mithaq.ingest.tokens import Reading, Token, bare, readings

_FROM = "من"


def with_followers(mentions: Sequence[Mention], tokens: Sequence[Token]) -> tuple[Mention, ...]:
    """The mentions, those of groups and forces reaching over the fighters who belong to them."""
    found: list[Mention] = []
    for mention in mentions:
        low = found[-1].last if found else 0
        found.append(_followed(mention, tokens, low))
    return tuple(found)


def _followed(mention: Mention, tokens: Sequence[Token], low: int) -> Mention:
    group = mention.candidates[0].kind == "ArmedGroup"
    if not group and mention.part != "forces":
        return mention
    first = mention.first - 1
    if mention.preposition == "" and first > low and tokens[first].form == _FROM:
        return _over(mention, tokens, first - 1, low)
    if mention.preposition == "ل" and first > low and _is_loyal(tokens[first].form):
        return _over(mention, tokens, first - 1, low)
    return mention


def _is_loyal(form: str) -> bool:
    return form in words("nouns", "loyal")


def _over(mention: Mention, tokens: Sequence[Token], first: int, low: int) -> Mention:
    """The mention from the fighters at token `first` on, if that is what stands there."""
    if first < low:
        return mention
    reading = _fighters(tokens[first].form)
    if reading is None:
        return mention
    cut = len(reading.conjunction) + len(reading.preposition)
    return replace(
        mention,
        first=first,
        start=tokens[first].start + cut,
        how="representative",
        preposition=reading.preposition,
        conjunction=bool(reading.conjunction),
        part="forces",
    )


def _fighters(form: str) -> Reading | None:
    return next(
        (
            reading
            for reading in readings(form)
            if representatives().get(bare(reading.rest).removesuffix("ا")) == "forces"
            or representatives().get(bare(reading.rest)) == "forces"
        ),
        None,
    )
