"""Marks: a text cut where claims begin and end, so that each piece knows the claims it stands in."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from mithaq.server.claims import Claim


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text, the claims whose quotes cover it, and those that begin with it."""

    text: str
    claims: tuple[Claim, ...]
    begin: tuple[Claim, ...]


def segments(text: str, claims: Iterable[Claim]) -> list[Segment]:
    """`text` in pieces that together are `text`; claims may overlap, and none is lost.

    A claim whose quote does not stand where it says is passed over.
    """
    marked = [claim for claim in claims if stands(claim, text)]
    cuts = sorted({0, len(text), *(c.start for c in marked), *(c.end for c in marked)})
    return [
        Segment(
            text[start:end],
            tuple(claim for claim in marked if claim.start <= start and end <= claim.end),
            tuple(claim for claim in marked if claim.start == start),
        )
        for start, end in pairwise(cuts)
    ]


def stands(claim: Claim, text: str) -> bool:
    """Whether the quote of `claim` is what the text has at its offsets, in code points."""
    inside = 0 <= claim.start < claim.end <= len(text)
    return inside and text[claim.start : claim.end] == claim.quote
