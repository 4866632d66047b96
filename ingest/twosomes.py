"""Twosomes: the two who do what a verb in the dual tells, «فلان وفلان … بعدما وقعا», «المذكرة التي وقعاها»."""

from collections.abc import Iterator, Sequence

from mithaq.ingest.facts import Participant
from mithaq.ingest.fillings import Filling
from mithaq.ingest.mentions import Mention
from mithaq.ingest.patterns import Slot
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.suits import suits, taken_for
from mithaq.ingest.tokens import unjoined
from mithaq.ingest.triggers import Trigger
from mithaq.ingest.ungoverned import is_free

TWO = "two"
"""The relation of a slot that the subject of a verb in the dual fills, however far before it."""
_PAIR = 2
_COST = 0.4
_BEFORE = 0.7
_WEAK = "و"
_PAST, _PRESENT = "ا", "ان"
_ACTORS = frozenset({"State", "Person", "Alliance", "Organization", "Body", "ArmedGroup"})


def is_of_two(trigger: Trigger) -> bool:
    """Whether a verb tells what two do: «وقعا», «أبرمتا», «وقعاها», «يوقعان»; not «دعا»."""
    form = trigger.form
    if form.kind != "verb" or any(root[-1] == _WEAK for root, _ in form.pattern.verbs):
        return False
    stem = unjoined(form.words[0]).removesuffix(form.suffix)
    return stem.endswith(_PRESENT if form.tense == "present" and not form.suffix else _PAST)


def twosome(sentence: Sentence, trigger: Trigger, slot: Slot) -> Filling | None:
    """Two named together before the verb, in its sentence or in the one before."""
    for group, members in _pairs(sentence):
        found = _taken(members, slot) if members[-1].last <= trigger.first else None
        if found is not None:
            return Filling(slot, found, group, _COST)
    found = _taken(sentence.two, slot)
    return None if found is None else Filling(slot, found, (), _BEFORE)


def _taken(members: Sequence[Mention], slot: Slot) -> tuple[Participant, ...] | None:
    if len(members) != _PAIR or not all(suits(one, slot) for one in members):
        return None
    taken = tuple(dict.fromkeys(p for one in members if (p := taken_for(slot, one)) is not None))
    return taken if len(taken) == _PAIR else None


def _pairs(sentence: Sentence) -> Iterator[tuple[tuple[int, ...], tuple[Mention, ...]]]:
    """Those whom a sentence names together as two, the last first, by their numbers and as mentions."""
    for position in range(len(sentence.mentions) - 1, -1, -1):
        group = sentence.groups[position]
        members = tuple(sentence.mentions[n] for n in group)
        whole = position == 0 or position not in sentence.groups[position - 1]
        if whole and _are_two(members):
            yield group, members


def _are_two(members: Sequence[Mention]) -> bool:
    """Whether two are listed who may act together, and nothing governs them but what joins them."""
    return len(members) == _PAIR and all(
        is_free(one) and any(p.kind in _ACTORS for p in one.candidates) for one in members
    )


def two_after(sentence: Sentence) -> tuple[Mention, ...]:
    """The two whom a sentence named last together; those before it where it names none."""
    return next((members for _, members in _pairs(sentence)), sentence.two)
