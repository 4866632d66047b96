"""Headlines' stances: what a headline says in other words than the text that opens after it."""

from collections.abc import Sequence

from mithaq.ingest.facts import Fact
from mithaq.iris import THING
from mithaq.text import fold

_STANCE = "Statement"
_LEAD = 500
"""How many code points after a headline may tell it again."""
_AGAINST = frozenset({THING + "stance/criticises", THING + "stance/condemns"})


def leading_stances(found: Sequence[Fact], headline: int) -> tuple[Fact, ...]:
    """The stances that the opening of a text tells."""
    return tuple(f for f in found if f.type == _STANCE and 0 <= f.start - headline <= _LEAD)


def is_told_again(head: Fact, opening: Sequence[Fact]) -> bool:
    """Whether the opening has a headline's stance again: «كندا ترفض …», «انتقدت كندا …»."""
    return head.type == _STANCE and any(_is_one(head, body) for body in opening)


def _is_one(head: Fact, body: Fact) -> bool:
    stances = {p.iri for f in (head, body) for p in f.role("stance")}
    if len(stances) > 1 and not stances <= _AGAINST:
        return False
    one, other = (
        {p.iri for p in f.role("speaker")}
        | {fold(n) for p in f.role("speaker") for _, n in p.labels}
        for f in (head, body)
    )
    return not one.isdisjoint(other)
