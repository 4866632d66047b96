"""A sentence as extraction sees it: tokens, their classes, mentions, times, numbers, distances."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from mithaq.ingest.classes import WordClass
from mithaq.ingest.dates import TimeExpression
from mithaq.ingest.facts import Participant
from mithaq.ingest.mentions import Mention
from mithaq.ingest.numerals import Number
from mithaq.ingest.parentheses import parentheses
from mithaq.ingest.tokens import COMMAS, Token, Tokens, is_among

WALL = 100.0
"""What no gap may cross: a negator, the end of a clause that a semicolon makes."""

_CROSSING: dict[WordClass, float] = {
    "preposition": 0.04,
    "relative": 0.5,
    "complementizer": 0.7,
    "subordinator": 1.3,
    "negator": WALL,
    "auxiliary": 0.02,
    "link": 0.04,
    "number": 0.03,
    "word": 0.07,
    "verb": 0.2,
    "mark": 0.1,
}
_MARKS = {"،": 0.45, ",": 0.45, "؛": 2.0, ";": 2.0, ".": 0.3, ":": 0.25, "؟": 2.0, "…": 1.0}


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a document, with everything found in it.

    `forms` are the tokens' folded forms; `reach[i]` is the cost of crossing all tokens before `i`; a difference of two entries is the cost
    of the gap between. `headline` where it is the document's first line and no full sentence;
    `setting` is the place spoken of last in the sentences before, `home` the state that the text
    speaks of far more than of any other, `pair` the two states named last before it, `voice` who
    spoke in the sentence before; `text` is the document's;
    `leads` are the person, the alliance and the agreement that the sentences before told of, `two`
    those whom they named last together, `met` the alliance of whose meeting they told. `named` are the tokens
    that stand in a mention; those before `dateline` only say from where the text is sent.
    """

    number: int
    start: int
    end: int
    tokens: Tokens
    forms: tuple[str, ...]
    classes: tuple[WordClass, ...]
    mentions: tuple[Mention, ...]
    concepts: tuple[Mention, ...]
    groups: tuple[tuple[int, ...], ...]
    times: tuple[TimeExpression, ...]
    numbers: tuple[Number, ...]
    reach: tuple[float, ...]
    headline: bool
    question: bool
    setting: Participant | None = None
    home: Participant | None = None
    voice: Participant | None = None
    pair: tuple[Participant, ...] = ()
    leads: tuple[Participant, ...] = ()
    two: tuple[Mention, ...] = ()
    met: Participant | None = None
    text: str = ""
    named: frozenset[int] = frozenset()
    dateline: int = 0

    def gap(self, first: int, last: int) -> float:
        """The cost of crossing tokens `first` to `last`; 0 where there is none between."""
        return self.reach[last] - self.reach[first] if last > first else 0.0

    def printed(self, first: int, last: int) -> str:
        """Tokens `first` to `last`, at least one, as they stand in the text."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]

    def words(self, first: int, last: int) -> tuple[str, ...]:
        """The folded forms of tokens `first` to `last`."""
        return self.forms[first if first > 0 else 0 : last]  # noqa: FURB136  # 40 times a sentence

    def has_among(self, first: int, last: int, known: frozenset[str]) -> bool:
        """Whether one of tokens `first` to `last`, without clitics and article, is one of the words `known`."""
        return any(is_among(form, known) for form in self.words(first, last))

    def has_comma(self, position: int) -> bool:
        """Whether a comma stands at a position, which may lie before the first token or after the last."""
        return 0 <= position < len(self.forms) and self.forms[position] in COMMAS

    def is_timed(self, position: int) -> bool:
        """Whether the token at `position` belongs to a time."""
        start = self.tokens[position].start
        return any(time.start <= start < time.end for time in self.times)

    def token_at(self, offset: int) -> int:
        """The number of the first token that ends after `offset` of the text."""
        return bisect_right(self.tokens, offset, key=_end)


def _end(token: Token) -> int:
    return token.end


_INSIDE = 0.02


def distances(
    tokens: Sequence[Token],
    classes: Sequence[WordClass],
    mentions: Sequence[Mention],
    lists: Sequence[Sequence[int]],
    times: Sequence[TimeExpression],
) -> tuple[float, ...]:
    """The running cost of crossing each token; small inside a mention, a list, a time."""
    costs = [
        _MARKS.get(token.form, 0.1) if name == "mark" else _CROSSING[name]
        for token, name in zip(tokens, classes, strict=True)
    ]
    for members in lists:
        for position in range(mentions[members[0]].first, mentions[members[-1]].last):
            costs[position] = _INSIDE
    for time in times:
        inside = [
            n for n, token in enumerate(tokens) if time.start < token.end and token.start < time.end
        ]
        for position in inside:
            costs[position] = _INSIDE if position == inside[0] else 0.0
        _set_off(costs, tokens, inside)
    for first, last in parentheses([token.form for token in tokens], classes):
        costs[first:last] = [min(cost, _INSIDE) for cost in costs[first:last]]
    return tuple(accumulate(costs, initial=0.0))


def _set_off(costs: list[float], tokens: Sequence[Token], inside: Sequence[int]) -> None:
    """Two commas that set off a time cost little: «انضمت، أمس الثلاثاء، إلى الحلف»."""
    if not inside:
        return
    before, after = inside[0] - 1, inside[-1] + 1
    if before > 0 and tokens[before].form not in COMMAS:
        before -= 1  # a preposition stands between: «، في 14 سبتمبر ،»
    if before >= 0 and after < len(tokens) and {tokens[before].form, tokens[after].form} <= COMMAS:
        costs[before] = costs[after] = _INSIDE
