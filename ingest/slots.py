"""Filling slots: which mention of a sentence takes which role of a triggered frame."""

from dataclasses import dataclass

from mithaq.ingest.borders import states_at
from mithaq.ingest.facts import Participant
from mithaq.ingest.frames import Pattern, Slot
from mithaq.ingest.mentions import Mention
from mithaq.ingest.names import CONCEPTS, participant
from mithaq.ingest.relations import FROM_THE_LEFT, left, related, right
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tokens import bare
from mithaq.ingest.triggers import Trigger
from mithaq.iris import THING

_LATER_RELATION = 0.05


@dataclass(frozen=True, slots=True)
class Filling:
    """What fills a slot: the mentions (positions in the sentence) and what they stand for."""

    slot: Slot
    participants: tuple[Participant, ...]
    mentions: tuple[int, ...]
    cost: float


@dataclass(frozen=True, slots=True)
class Failure:
    """A required slot that stayed empty, with the nearest mention of its classes."""

    slot: Slot
    nearest: str


def fill(sentence: Sentence, trigger: Trigger) -> tuple[Filling, ...] | Failure:
    """The fillings of a trigger's slots, in their order, or the first required slot that failed.

    A mention fills one slot; lists fill it with every coordinated mention. Where a verb's subject
    after it leaves another slot empty, the subject is looked for before it: «روسيا اتهمت أوكرانيا».
    """
    found = _fill(sentence, trigger, looking_back=False)
    if isinstance(found, Failure) and trigger.form.kind == "verb":
        again = _fill(sentence, trigger, looking_back=True)
        return found if isinstance(again, Failure) else again
    return found


def _fill(
    sentence: Sentence, trigger: Trigger, *, looking_back: bool
) -> tuple[Filling, ...] | Failure:
    filled: dict[str, Filling] = {}
    taken: set[int] = set()
    for slot in trigger.form.pattern.slots:
        filling = _filling(sentence, trigger, slot, filled, taken, looking_back=looking_back)
        if filling is not None:
            filled[slot.role] = filling
            taken.update(filling.mentions)
        elif slot.required:
            return Failure(slot, _nearest(sentence, trigger, slot))
    return tuple(filled.values())


def _filling(
    sentence: Sentence,
    trigger: Trigger,
    slot: Slot,
    filled: dict[str, Filling],
    taken: set[int],
    *,
    looking_back: bool,
) -> Filling | None:
    if slot.constant:
        return Filling(slot, (participant(THING + slot.constant),), (), 0.0)
    if slot.person_of:
        return _behind(sentence, slot, slot.person_of, filled)
    if slot.kinds <= CONCEPTS:
        return _conceived(sentence, trigger, slot) or _default(slot)
    found = _searched(sentence, trigger, slot, taken, looking_back=looking_back)
    return (
        found
        or _sharing(sentence, slot, filled)
        or _behind(sentence, slot, slot.office_of, filled)
        or _copied(slot, filled)
    )


def _searched(
    sentence: Sentence, trigger: Trigger, slot: Slot, taken: set[int], *, looking_back: bool
) -> Filling | None:
    """The filling by the nearest mention in one of the slot's relations."""
    best: tuple[float, int] | None = None
    for rank, relation in enumerate(slot.by):
        for position, cost in related(sentence, trigger, relation):
            mention = sentence.mentions[position]
            if position in taken or not _suits(mention, slot):
                continue
            if looking_back and relation == "subject" and mention.first >= trigger.last:
                continue
            total = cost + rank * _LATER_RELATION
            if total <= slot.reach and (best is None or total < best[0]):
                best = total, position
    return None if best is None else _listed(sentence, slot, best[1], best[0], taken)


def _default(slot: Slot) -> Filling | None:
    return Filling(slot, (participant(THING + slot.default),), (), 0.0) if slot.default else None


def _conceived(sentence: Sentence, trigger: Trigger, slot: Slot) -> Filling | None:
    """The nearest word of the slot's kind of concept; before the trigger where it may be."""
    best: tuple[float, Participant] | None = None
    for mention in sentence.concepts:
        concept = mention.of_kind(slot.kinds)
        if concept is None:
            continue
        if mention.last <= trigger.first:
            cost = sentence.gap(mention.last, trigger.first)
        else:
            cost = sentence.gap(trigger.last, mention.first) + FROM_THE_LEFT
        if cost <= slot.reach and (best is None or cost < best[0]):
            best = cost, concept
    return None if best is None else Filling(slot, (best[1],), (), best[0])


def _sharing(sentence: Sentence, slot: Slot, filled: dict[str, Filling]) -> Filling | None:
    """The states that share the border where something happens."""
    source = filled.get(slot.states_of)
    if source is None or not source.mentions:
        return None
    states = states_at(sentence.tokens, sentence.mentions[source.mentions[0]])
    return Filling(slot, states, (), source.cost) if states else None


def _copied(slot: Slot, filled: dict[str, Filling]) -> Filling | None:
    """What another role's filling lends to this one: help to a state takes place there."""
    copied = filled.get(slot.copy)
    if copied is None or any(p.kind not in slot.kinds for p in copied.participants):
        return None
    return Filling(slot, copied.participants, (), copied.cost)


def _suits(mention: Mention, slot: Slot) -> bool:
    if mention.of_kind(slot.kinds) is None:
        return False
    if slot.heads and not slot.heads & {bare(head) for head in mention.heads}:
        return False
    if slot.part and mention.part != slot.part:
        return False
    return not (slot.refuse_heads & {bare(head) for head in mention.heads})


def _behind(
    sentence: Sentence, slot: Slot, role: str, filled: dict[str, Filling]
) -> Filling | None:
    """What else the filler of `role` stands for: the person who acts, the office held."""
    source = filled.get(role)
    if source is None or not source.mentions:
        return None
    mention = sentence.mentions[source.mentions[0]]
    found = [p for p in (*mention.candidates, *mention.behind) if p.kind in slot.kinds]
    return Filling(slot, (found[0],), (), source.cost) if found else None


def _listed(sentence: Sentence, slot: Slot, position: int, cost: float, taken: set[int]) -> Filling:
    """The filling with all that is coordinated with the mention at `position`."""
    members = [
        n
        for n in sentence.groups[position]
        if n not in taken and sentence.mentions[n].of_kind(slot.kinds) is not None
    ]
    found = [p for n in members if (p := sentence.mentions[n].of_kind(slot.kinds)) is not None]
    unique = tuple(dict.fromkeys(found))
    return Filling(slot, unique, tuple(members), cost)


def _nearest(sentence: Sentence, trigger: Trigger, slot: Slot) -> str:
    near = [
        (cost, mention)
        for side in (right, left)
        for _, mention, cost in side(sentence, trigger)
        if mention.of_kind(slot.kinds) is not None
    ]
    if not near:
        return "no mention of its classes stands in reach"
    cost, mention = min(near, key=lambda pair: pair[0])
    governed = f" governed by {mention.preposition}" if mention.preposition else ""
    label = mention.candidates[0].label("ar") or mention.candidates[0].iri
    return f"the nearest is {label}{governed}, at cost {cost:.2f}"


_NEAR_BEFORE, _NEAR_AFTER = 8, 12
_BESIDE = 4


def near_words(sentence: Sentence, trigger: Trigger, pattern: Pattern) -> bool:
    """Whether the words a pattern wants stand near the trigger, and none that it refuses."""
    near = sentence.words(trigger.first - _NEAR_BEFORE, trigger.last + _NEAR_AFTER)
    if pattern.near and not any(_stands(phrase, near) for phrase in pattern.near):
        return False
    beside = sentence.words(trigger.first - _BESIDE, trigger.last + _BESIDE)
    return not any(_stands(phrase, beside) for phrase in pattern.refuse_near)


def _stands(phrase: tuple[str, ...], forms: tuple[str, ...]) -> bool:
    length = len(phrase)
    return any(
        forms[n + 1 : n + length] == phrase[1:] and _same_word(forms[n], phrase[0])
        for n in range(len(forms) - length + 1)
    )


def _same_word(form: str, word: str) -> bool:
    return form == word or form.lstrip("وفبلك") == word or bare(form) == word
