"""Names that stand for a thing only where a text speaks of another: «القوى الكبرى» and a treaty."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache, lru_cache

from mithaq.ingest.lexicon import phrases, word_lists, words
from mithaq.ingest.mentions import Mention, cut_mention
from mithaq.ingest.names import participant
from mithaq.ingest.numberwords import is_number_word
from mithaq.ingest.tokens import Reading, Tokens, readings
from mithaq.iris import THING

_CERTAINTY = 0.85
_KEYS = ("thing", "with", "without")


@dataclass(frozen=True, slots=True)
class _Contextual:
    """A name that stands for `thing` where `context` is spoken of, and `absent` is not."""

    name: tuple[str, ...]
    thing: str
    context: str
    absent: str

    def holds(self, spoken: AbstractSet[str]) -> bool:
        """Whether the name stands for its thing in a text that spoke of these IRIs."""
        return (not self.context or self.context in spoken) and self.absent not in spoken


@cache
def _contextual() -> dict[str, tuple[_Contextual, ...]]:
    """The names that a context gives their thing, by their first word, the longest first."""
    found: dict[str, list[_Contextual]] = {}
    for entry in word_lists("nouns")["contextual"]:
        for name in phrases(entry["names"]):
            known = _Contextual(name, *(_iri(entry.get(key)) for key in _KEYS))
            found.setdefault(name[0], []).append(known)
    return {
        first: tuple(sorted(known, key=lambda c: (-len(c.name), c.name)))
        for first, known in found.items()
    }


@cache
def _opening() -> frozenset[str]:
    """The words with which such names begin."""
    return frozenset(_contextual())


def _iri(name: str | None) -> str:
    return "" if name is None else THING + name


def find_contextual(
    tokens: Tokens,
    taken: AbstractSet[int],
    heard: AbstractSet[str],
    here: Sequence[Mention],
) -> Iterator[Mention]:
    """The mentions whose name means a known thing in this document's subject.

    `heard` are the IRIs of what the document has spoken of, `taken` the tokens of other mentions.
    """
    opened = tokens.where(_opening())
    if not opened:
        return
    spoken = {p.iri for mention in here for p in mention.candidates} | heard
    named = {m.first for m in here if m.how == "demonym"}  # «المملكة الأردنية»
    end = 0
    for position in opened:
        if position < end:
            continue  # «ست قوى عالمية»
        token = tokens[position]
        done: set[Reading] = set()
        for reading, known in _opened_by(token.form):
            last = position + len(known.name)
            rest = tuple(t.form for t in tokens[position + 1 : last])
            if reading in done or rest != known.name[1:] or not known.holds(spoken):
                continue
            if any(n in taken for n in range(position, last)) or last in named:
                continue
            if any(t.form in words("nouns", "sectors") for t in tokens[last : last + 1]):
                continue  # «القطاع الخاص»
            done.add(reading)
            end = last if is_number_word(known.name[0]) else end
            meant = (participant(known.thing),)
            yield cut_mention(
                tokens, position, last, reading, meant, "reference", certainty=_CERTAINTY
            )


@lru_cache(maxsize=65536)
def _opened_by(form: str) -> tuple[tuple[Reading, _Contextual], ...]:
    """The names that a word may begin, each with how the word is cut for it."""
    return tuple(
        (reading, known)
        for reading in readings(form)
        for known in _contextual().get(reading.rest, ())
    )
