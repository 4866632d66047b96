"""Gapped places: a verb said once tells of others elsewhere: «نشرت كندا قوات في كذا، وغانا كتيبة في كذا»."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from mithaq.ingest.fillings import Filling
from mithaq.ingest.numerals import Number
from mithaq.ingest.respective import Share
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.suits import taken_for
from mithaq.ingest.triggers import Trigger

_SENDING = frozenset({"Deployment", "Mission"})
_WHERE, _DOES = "place", "subject"
_SENDERS = frozenset({"State", "Alliance"})
_PLACES = frozenset({"Place", "State"})
_BREAKING = frozenset({"verb", "complementizer", "subordinator", "negator", "relative"})
_NEAR = 2
"""How many tokens may part a place from who is told next: a comma."""
_SENT = 8
"""How many words may tell whom the next one sends."""


@dataclass(frozen=True, slots=True)
class _Other:
    """Somebody told after the first, the place of his own, and where it ends; positions of mentions."""

    who: int
    place: int


def told_elsewhere(
    sentence: Sentence, trigger: Trigger, fillings: tuple[Filling, ...]
) -> tuple[tuple[Filling, ...], tuple[Share, ...]]:
    """The fillings without those who go elsewhere, and what the sentence tells of each of these."""
    if trigger.form.frame.fact not in _SENDING:
        return fillings, ()
    does = next((f for f in fillings if _DOES in f.slot.by and f.mentions), None)
    where = next((f for f in fillings if f.slot.role == _WHERE and f.mentions), None)
    if does is None or where is None or where.mentions[0] < does.mentions[0]:
        return fillings, ()
    others = tuple(_others(sentence, where.mentions[0]))
    if not others:
        return fillings, ()
    gone = {other.who for other in others}
    own = tuple(_without(sentence, one, gone) for one in fillings)
    return own, tuple(_share(sentence, own, does, where, other) for other in others)


def tells(elsewhere: tuple[Share, ...], share: Share) -> bool:
    """Whether one of those who go elsewhere is who does it in a share: he goes nowhere else."""
    gone = {n for other in elsewhere for n in _doers(other)}
    return not gone.isdisjoint(_doers(share))


def _doers(share: Share) -> tuple[int, ...]:
    return tuple(n for f in share.fillings if _DOES in f.slot.by for n in f.mentions)


def _others(sentence: Sentence, place: int) -> Iterator[_Other]:
    """Who is told after the place at `place` by «و», with another place after the same preposition."""
    first = sentence.mentions[place]
    end, position = first.last, place + 1
    while first.preposition and position + 1 < len(sentence.mentions):
        who, there = sentence.mentions[position], sentence.mentions[position + 1]
        if not who.conjunction or who.of_kind(_SENDERS) is None or who.first - end > _NEAR:
            return
        own = there.governor >= who.last
        if not own or there.preposition != first.preposition or there.of_kind(_PLACES) is None:
            return
        named = there.governor > who.last or sentence.has_comma(who.first - 1)
        if not named or there.governor - who.last > _SENT:
            return  # «في مالي والنيجر في منطقة كذا»: both are where they went
        if not _BREAKING.isdisjoint(sentence.classes[who.last : there.governor]):
            return
        yield _Other(position, position + 1)
        end, position = there.last, position + 2


def _share(
    sentence: Sentence,
    fillings: tuple[Filling, ...],
    does: Filling,
    where: Filling,
    other: _Other,
) -> Share:
    who = sentence.mentions[other.who].of_kind(_SENDERS)
    place = taken_for(where.slot, sentence.mentions[other.place])
    mine = {
        does.slot: replace(does, participants=(who,) if who else (), mentions=(other.who,)),
        where.slot: replace(where, participants=(place,) if place else (), mentions=(other.place,)),
    }
    rest = tuple(mine.get(one.slot, one) for one in fillings)
    return Share(rest, None, _number(sentence, other), counted=False)


def _number(sentence: Sentence, other: _Other) -> Number | None:
    """How many the other sends, if it is told."""
    begin, end = sentence.mentions[other.who].end, sentence.mentions[other.place].start
    return next((n for n in sentence.numbers if begin <= n.start < end and n.unit is None), None)


def _without(sentence: Sentence, filling: Filling, gone: set[int]) -> Filling:
    kept = tuple(n for n in filling.mentions if n not in gone)
    if len(kept) == len(filling.mentions) or not kept:
        return filling
    found = (taken_for(filling.slot, sentence.mentions[n]) for n in kept)
    participants = tuple(dict.fromkeys(one for one in found if one is not None))
    return replace(filling, mentions=kept, participants=participants)
