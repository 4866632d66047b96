"""Honorifics: whom the text named as what goes with «فخامته», «جلالته», «سموه»: «وكان فخامته قد وصل إلى …»."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from mithaq.ingest.lexicon import kinds, words
from mithaq.ingest.mentions import Mention, cut_mention
from mithaq.ingest.tokens import Tokens, reading_among
from mithaq.iris import THING

_CERTAINTY = 0.9
_REMEMBERED = 12


def find_honorifics(
    tokens: Tokens, here: Sequence[Mention], before: Sequence[Mention]
) -> Iterator[Mention]:
    """The mentions of people by an honorific alone; `before` are those named in the sentences before."""
    for position in tokens.where(_honorifics()):
        reading = reading_among(tokens[position].form, _honorifics())
        if reading is None or any(m.first <= position < m.last for m in here):
            continue
        group = kinds("offices", "honorifics")[reading.rest]
        known = (*before, *(m for m in here if m.last <= position))
        person = next((m for m in reversed(known) if _holds(m, group)), None)
        if person is None:
            continue
        found = cut_mention(
            tokens,
            position,
            position + 1,
            reading,
            person.candidates,
            "person",
            certainty=_CERTAINTY,
        )
        yield replace(found, behind=person.behind)


def remembered(before: Sequence[Mention], here: Sequence[Mention]) -> tuple[Mention, ...]:
    """The people whom an honorific in the next sentence may mean, the last of them last."""
    named = (m for m in here if m.how == "person" and m.behind)
    return (*before, *named)[-_REMEMBERED:]


@cache
def _honorifics() -> frozenset[str]:
    return frozenset(kinds("offices", "honorifics"))


def _holds(mention: Mention, group: str) -> bool:
    """Whether somebody holds an office of those that an honorific goes with."""
    if mention.how != "person":
        return False
    offices = (p.iri.removeprefix(f"{THING}office/").split("/")[0] for p in mention.behind)
    return any(office in words("offices", group) for office in offices)
