"""Mentions: a stretch of a sentence that stands for something, and how one is made of its words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from mithaq.ingest.facts import Participant
from mithaq.ingest.tokens import Reading, Token

How = Literal[
    "name",
    "demonym",
    "representative",
    "reference",
    "person",
    "office",
    "provision",
    "concept",
    "phrase",
]


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of a sentence that stands for something.

    `first`, `last` count tokens, `start`, `end` code points of the text; both ends exclusive.
    `preposition` governs it from token `governor` on, over the nouns `heads` where there are any
    («من أراضي أرمينيا»: من, أراضي).
    `part` says by which part a representative stands for its whole: forces or government;
    `behind` a person are the office held and its organisation.
    """

    first: int
    last: int
    start: int
    end: int
    candidates: tuple[Participant, ...]
    how: How
    preposition: str = ""
    heads: tuple[str, ...] = ()
    conjunction: bool = False
    certainty: float = 1.0
    part: str = ""
    governor: int = -1
    behind: tuple[Participant, ...] = ()

    def of_kind(self, kinds: frozenset[str]) -> Participant | None:
        """The first thing it may stand for whose class is among `kinds`."""
        for candidate in self.candidates:  # asked more often than anything else
            if candidate.kind in kinds:
                return candidate
        return None


def cut_mention(
    tokens: Sequence[Token],
    first: int,
    last: int,
    reading: Reading,
    candidates: tuple[Participant, ...],
    how: How,
    *,
    certainty: float = 1.0,
    part: str = "",
) -> Mention:
    """Tokens `first` to `last`, the first of which is cut so, as a mention of the candidates."""
    return Mention(
        first,
        last,
        tokens[first].start + reading.cut,
        tokens[last - 1].end,
        candidates,
        how,
        preposition=reading.preposition,
        conjunction=bool(reading.conjunction),
        certainty=certainty,
        part=part,
    )


SEVERAL = "several"
"""The `part` of a mention whose words stand for others as well: «البلدان», «الوزيران»."""


def each_of(mention: Mention, members: Iterable[tuple[Participant, ...]]) -> Iterator[Mention]:
    """A mention for each of several that the words of one stand for, listed as it were."""
    for number, member in enumerate(members):
        yield replace(
            mention,
            candidates=member,
            preposition=mention.preposition if not number else "",
            conjunction=mention.conjunction or number > 0,
            part=SEVERAL,
        )


def widened(mention: Mention, tokens: Sequence[Token], first: int, reading: Reading) -> Mention:
    """The mention, reaching back over the noun at token `first`, whose clitics become its own."""
    return replace(
        mention,
        first=first,
        start=tokens[first].start + reading.cut,
        preposition=reading.preposition,
        conjunction=bool(reading.conjunction),
    )


def span(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """The offsets of tokens `first` to `last`, without the first one's clitics."""
    return tokens[first].start, tokens[last - 1].end
