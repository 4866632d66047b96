"""What fills a slot, and a required slot that nothing fills."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from mithaq.ingest.facts import Participant
from mithaq.ingest.patterns import Slot
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.suits import taken_for, takes
from mithaq.ingest.ungoverned import opens_its_own_clause
from mithaq.ontology.reference import reference

BETWEEN = "بين"


@dataclass(frozen=True, slots=True)
class Filling:
    """What fills a slot: the mentions (positions in the sentence) and what they stand for.

    `spans` are offsets of words that no mention covers; `way` is the relation in which it was found,
    or what the slot fell back on. `joined` are those who joined the others of their role: who is struck.
    """

    slot: Slot
    participants: tuple[Participant, ...]
    mentions: tuple[int, ...]
    cost: float
    spans: tuple[tuple[int, int], ...] = ()
    way: str = ""
    joined: tuple[Participant, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """A required slot that stayed empty."""

    slot: Slot


def by_way(way: str, filling: Filling | None) -> Filling | None:
    """The filling, with the relation or the fallback that found it."""
    return None if filling is None else replace(filling, way=way)


def with_inner(sentence: Sentence, filled: Sequence[int]) -> Iterator[int]:
    """The mentions, and those that stand inside one: «ميثاق "رابطة آسيان"» is no party's."""
    for position in filled:
        outer = sentence.mentions[position]
        yield position
        for inner in range(position + 1, len(sentence.mentions)):
            if sentence.mentions[inner].first >= outer.last:
                break
            yield inner


def listed(
    sentence: Sentence, slot: Slot, position: int, cost: float, taken: set[int]
) -> Filling | None:
    """The filling with all that is coordinated with the mention at `position`, if they suffice."""
    members = [
        n
        for n in sentence.groups[head_of_list(sentence, position)]
        if n not in taken
        and taken_for(slot, sentence.mentions[n]) is not None
        and takes(slot, sentence.mentions[n])
    ]
    members = [n for n in members if not _goes_on(sentence, n, members)]
    members = list(_in_one_clause(sentence, members))
    found = [p for n in members if (p := taken_for(slot, sentence.mentions[n])) is not None]
    unique = _innermost(dict.fromkeys(found))
    if not slot.least <= len(unique) <= slot.most:
        return None
    return Filling(slot, unique[:1] if slot.first else unique, tuple(members), cost)


def _in_one_clause(sentence: Sentence, members: Sequence[int]) -> Iterator[int]:
    """Those before the one who begins a headline's next clause: «قوات تصل إلى غانا وكينيا تندد بها»."""
    for position in members:
        mention = sentence.mentions[position]
        joined = position != members[0] and sentence.headline and bool(mention.preposition)
        if joined and opens_its_own_clause(sentence, mention):
            return
        yield position


_PAPER = "Treaty"


def _goes_on(sentence: Sentence, position: int, members: Sequence[int]) -> bool:
    """Whether papers without a name of their own are one lot: «24 اتفاقية ومذكرة تفاهم»."""
    mention = sentence.mentions[position]
    if mention.how != "phrase" or mention.candidates[0].kind != _PAPER:
        return False
    return any(
        sentence.mentions[n].last == mention.first and sentence.mentions[n].how == "phrase"
        for n in members
    )


def head_of_list(sentence: Sentence, position: int) -> int:
    """The first of those that the mention at `position` is coordinated with."""
    while position and position in sentence.groups[position - 1]:
        position -= 1
    return position


def _innermost(found: Iterable[Participant]) -> tuple[Participant, ...]:
    """The participants without the place that another lies in: «مصر، القاهرة» is one place."""
    things = reference().things
    outer = {things[p.iri].within for p in found if p.kind == "Place" and p.iri in things}
    return tuple(p for p in found if p.iri not in outer)
