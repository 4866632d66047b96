"""Marks: a text cut where claims begin and end, so that each piece knows the claims it stands in.

Claims may overlap in any way, elements of a page may not: a claim that ends inside another one is
marked up to there and goes on after it in a mark of its own.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from mithaq.server.claims import Claim


@dataclass(frozen=True, slots=True)
class Opened:
    """A mark that is opened: for which claim, and whether the claim begins with it or goes on."""

    claim: Claim
    first: bool


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text, the claims whose quotes cover it, and the marks around it.

    `opened` are the marks that open before it, from the outside in; `closed` how many close after
    it. `claims` stand from the outside in.
    """

    text: str
    claims: tuple[Claim, ...]
    opened: tuple[Opened, ...]
    closed: int

    @property
    def begin(self) -> tuple[Claim, ...]:
        """The claims that begin with it."""
        return tuple(each.claim for each in self.opened if each.first)


def segments(text: str, claims: Iterable[Claim]) -> list[Segment]:
    """`text` in pieces that together are `text`; claims may overlap, and none is lost.

    A claim whose quote does not stand where it says is passed over.
    """
    marked = sorted((c for c in claims if stands(c, text)), key=lambda c: (c.start, -c.end, c.iri))
    cuts = sorted({0, len(text), *(c.start for c in marked), *(c.end for c in marked)})
    made = []
    within: list[Claim] = []
    interrupted: list[Claim] = []
    for start, end in pairwise(cuts):
        beginning = [claim for claim in marked if claim.start == start]
        opening = [*(Opened(each, first=False) for each in interrupted)]
        opening += [Opened(each, first=True) for each in beginning]
        within += [each.claim for each in opening]
        covering = tuple(within)
        ended = [place for place, claim in enumerate(within) if claim.end == end]
        closing = within[ended[0] :] if ended else []
        interrupted = [claim for claim in closing if claim.end > end]
        del within[len(within) - len(closing) :]
        made.append(Segment(text[start:end], covering, tuple(opening), len(closing)))
    return made


def stands(claim: Claim, text: str) -> bool:
    """Whether the quote of `claim` is what the text has at its offsets, in code points."""
    inside = 0 <= claim.start < claim.end <= len(text)
    return inside and text[claim.start : claim.end] == claim.quote
