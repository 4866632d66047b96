"""Names that stand for a thing only where a text speaks of another: «القوى الكبرى» and a treaty."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache

from mithaq.ingest.lexicon import phrases, word_lists
from mithaq.ingest.mentions import Mention
from mithaq.ingest.names import participant
from mithaq.ingest.tokens import Token, readings
from mithaq.iris import THING

_CERTAINTY = 0.85


@dataclass(frozen=True, slots=True)
class _Contextual:
    """A name that stands for `thing` where `context` is spoken of."""

    name: tuple[str, ...]
    thing: str
    context: str


@cache
def _contextual() -> dict[str, tuple[_Contextual, ...]]:
    """The names that a context gives their thing, by their first word, the longest first."""
    found: dict[str, list[_Contextual]] = {}
    for entry in word_lists("nouns")["contextual"]:
        for name in phrases(entry["names"]):
            known = _Contextual(name, THING + entry["thing"], THING + entry["with"])
            found.setdefault(name[0], []).append(known)
    return {
        first: tuple(sorted(known, key=lambda c: (-len(c.name), c.name)))
        for first, known in found.items()
    }


def find_contextual(
    tokens: Sequence[Token],
    taken: AbstractSet[int],
    heard: AbstractSet[str],
    here: Sequence[Mention],
) -> Iterator[Mention]:
    """The mentions whose name means a known thing in this document's subject.

    `heard` are the IRIs of what the document has spoken of, `taken` the tokens of other mentions.
    """
    spoken = {p.iri for mention in here for p in mention.candidates} | heard
    for position, token in enumerate(tokens):
        for reading in readings(token.form):
            for known in _contextual().get(reading.rest, ()):
                last = position + len(known.name)
                rest = tuple(t.form for t in tokens[position + 1 : last])
                if rest != known.name[1:] or known.context not in spoken:
                    continue
                if any(n in taken for n in range(position, last)):
                    continue
                cut = len(reading.conjunction) + len(reading.preposition)
                yield Mention(
                    position,
                    last,
                    token.start + (cut if not token.form.startswith("لل") else 1),
                    tokens[last - 1].end,
                    (participant(known.thing),),
                    "reference",
                    preposition=reading.preposition,
                    conjunction=bool(reading.conjunction),
                    certainty=_CERTAINTY,
                )
                break
