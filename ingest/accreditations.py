"""What an office is for: what sets an envoy to Yemen apart from one to Libya."""

from collections.abc import Iterator, Sequence

from mithaq.ingest.mentions import Mention
from mithaq.ingest.namelines import Line
from mithaq.ingest.officeheads import is_adjective
from mithaq.ingest.officeowners import OWNERS
from mithaq.ingest.officetails import Tail
from mithaq.iris import local_name, slug


def set_apart(
    line: Line,
    head: Mention,
    tail: Tail,
    nested: tuple[str, int] | None,
    end: int,
    *,
    coined: bool,
) -> str:
    """What sets an office apart from others of its kind: its words but its owner's."""
    owners = [m for m in tail.mentions if m.of_kind(OWNERS)]
    owned = {n for m in owners for n in range(m.first, m.last)}
    accredited = {m.first: _land(m) for m in _where(line, owners)}
    first = head.last if nested is None else head.first
    if coined and 0 <= tail.noun < tail.end:
        owned |= set(range(tail.noun, tail.end))
    left = [
        accredited.get(n)
        or line.form(n).removeprefix(head.conjunction * "و" if n == head.first else "")
        for n in range(first, end)
        if n in accredited
        or (n not in owned and line.tokens[n].is_word and not is_adjective(line.form(n)))
    ]
    return slug(" ".join(left)) if left and left != ["في"] else ""


def _where(line: Line, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Where somebody is sent, which is not who sends him: «مبعوث كذا إلى اليمن وليبيا»."""
    last = -1
    for mention in mentions:
        if line.form(mention.first - 1) in _SENT or mention.first == last:
            yield mention
            last = mention.last


_SENT = frozenset({"الي", "لدي"})


def _land(mention: Mention) -> str:
    """The name of a state in IRIs, also where its capital stands for it: «سفير كذا لدى واشنطن»."""
    return local_name((mention.of_kind(frozenset({"State"})) or mention.candidates[0]).iri)
