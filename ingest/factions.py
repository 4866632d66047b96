"""Factions that no list knows: «الثوار الليبيون», «قوات فلان», called by what the text calls them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from mithaq.ingest.facts import Participant
from mithaq.ingest.lexicon import words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.tokens import Reading, Token, bare, readings
from mithaq.iris import slug, thing
from mithaq.text import one_line

_KIND = "ArmedGroup"
_FORCES = "forces"
_CASES = (("ون", "ين"), ("ين", "ون"), ("و", "ي"), ("ي", "و"))


def with_factions(
    mentions: Sequence[Mention], tokens: Sequence[Token], text: str
) -> tuple[Mention, ...]:
    """The mentions, rebels with a state's adjective being no forces of the state."""
    found: list[Mention] = []
    for mention in mentions:
        low = found[-1].last if found else 0
        found.append(_rebels(mention, tokens, text, low) or mention)
    return tuple(found)


def _rebels(mention: Mention, tokens: Sequence[Token], text: str, low: int) -> Mention | None:
    if mention.how not in ("demonym", "representative"):
        return None
    if mention.of_kind(frozenset({"State"})) is None or mention.last - mention.first > 2:  # noqa: PLR2004
        return None
    first = mention.first if mention.last - mention.first > 1 else mention.first - 1
    reading = _rebel_noun(tokens[first]) if first >= low else None
    if reading is None or (mention.preposition and first < mention.first):
        return None
    start = tokens[first].start + reading.cut
    printed = one_line(text[start : mention.end])
    return replace(
        mention,
        first=first,
        start=start,
        candidates=(Participant(thing(_KIND, slug(printed)), _KIND, tuple(_labels(printed))),),
        how="name",
        preposition=reading.preposition,
        conjunction=bool(reading.conjunction),
        part=_FORCES,
    )


def _rebel_noun(token: Token) -> Reading | None:
    found = readings(token.form)
    return next((r for r in found if bare(r.rest) in words("violence", "rebels")), None)


def _labels(printed: str) -> Iterator[tuple[str, str]]:
    """The name as printed, and in the other case: «الثوار الليبيون», «الثوار الليبيين»."""
    yield "ar", printed
    for one, other in _CASES[:2]:
        if any(word.endswith(one) for word in printed.split()):
            yield (
                "ar",
                " ".join(
                    word.removesuffix(one) + other if word.endswith(one) else word
                    for word in printed.split()
                ),
            )


def led_by(leader: Mention, tokens: Sequence[Token]) -> Participant:
    """The forces of a leader: his state's where he speaks for one, else a group of his own."""
    state = next((p for p in (*leader.candidates, *leader.behind) if p.kind == "State"), None)
    if state is not None:
        return state
    name = tokens[leader.last - 1].form
    surname = next((r.rest for r in readings(name) if r.preposition or r.conjunction), name)
    label = (leader.candidates[0].label("ar") or surname).split()[-1]
    own = f"قوات {label}"
    return Participant(
        thing(_KIND, slug(own)), _KIND, (("ar", own), ("ar", f"القوات الموالية ل{label}"))
    )
