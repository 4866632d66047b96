"""Short names: what stands in brackets behind a name, «the African Union (AU)», and is its name from there on."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from mithaq.ingest.lexemes.mention import Memory, Mention, taken_words
from mithaq.ingest.lexemes.words import Word

_BRACKETS = {"(": ")", "[": "]"}
_QUOTES = frozenset({'"', "“", "”", "«", "»", "'", "‘", "’"})
_LONGEST = 8


def with_brackets(
    words: Sequence[Word], found: Sequence[Mention], memory: Memory
) -> Iterator[Mention]:
    """The mentions of a sentence, each with the short name in brackets behind it, which `memory` learns."""
    skipped: set[int] = set()
    for mention in found:
        if mention.first in skipped:
            continue
        last = _closing(words, mention.last)
        inside = words[mention.last + 1 : last - 1] if last else ()
        short = [word for word in inside if word.form not in _QUOTES]
        within = [m for m in found if mention.last < m.first < last]
        same = any(set(m.candidates) & set(mention.candidates) for m in within)
        new = len(short) == 1 and short[0].text.isupper() and not within
        if mention.how != "name" or not (same or new):
            yield mention
            continue
        if new:
            memory.shortened[short[0].text] = mention.candidates
        skipped |= {m.first for m in within}
        yield replace(mention, last=last)


def _closing(words: Sequence[Word], place: int) -> int:
    """Where brackets that open at `place` are closed, exclusive; 0 where none do."""
    if place >= len(words) or words[place].form not in _BRACKETS:
        return 0
    closing = _BRACKETS[words[place].form]
    ends = range(place + 2, min(place + _LONGEST, len(words)))
    return next((end + 1 for end in ends if words[end].form == closing), 0)


def shortened(words: Sequence[Word], found: Sequence[Mention], memory: Memory) -> Iterator[Mention]:
    """The short names that the document has introduced."""
    taken = taken_words(found)
    for place, word in enumerate(words):
        if word.text in memory.shortened and place not in taken:
            yield Mention(place, place + 1, memory.shortened[word.text], "name", cases=word.cases)
