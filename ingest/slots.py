"""Filling slots: which mention of a sentence takes which role of a triggered frame."""

from collections.abc import Iterable
from dataclasses import dataclass

from mithaq.ingest.borders import states_at
from mithaq.ingest.clauses import (
    follows_another,
    has_own_subject,
    is_alone,
    is_aside,
    is_far_from_relative,
    is_seat_of,
    is_setting,
    opens_clause,
)
from mithaq.ingest.communiques import goes_by
from mithaq.ingest.declarers import declaring, describes_noun
from mithaq.ingest.denials import told_before
from mithaq.ingest.facts import Participant
from mithaq.ingest.fighters import fighters_near
from mithaq.ingest.frames import Slot
from mithaq.ingest.groups import group_after, group_before
from mithaq.ingest.lands import own_state, shared_border, two_states
from mithaq.ingest.leads import LED, led
from mithaq.ingest.matters import MATTER, is_refused
from mithaq.ingest.mentions import Mention
from mithaq.ingest.names import CONCEPTS, participant
from mithaq.ingest.nesting import innermost
from mithaq.ingest.openings import beyond_owner
from mithaq.ingest.phrases import phrase_after
from mithaq.ingest.relations import related
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.steps import FROM_THE_LEFT, left, own_negation, right
from mithaq.ingest.tokens import bare
from mithaq.ingest.triggers import Trigger
from mithaq.ingest.voices import goes_on, spoken_by
from mithaq.iris import THING
from mithaq.ontology.reference import reference

_LATER_RELATION = 0.05
_WIDER = 0.2
"""What a state costs more than a place where something happens."""
_WHOLE = "whole"
"""The `part` of a slot that takes who sends, and not what is sent: «نشر قوات فرنسية»."""
_WHERE = frozenset({"علي", "الي", "في", "ب", "قرب"})
_BETWEEN = "بين"
_ONTO = frozenset({"علي", "الي"})


@dataclass(frozen=True, slots=True)
class Filling:
    """What fills a slot: the mentions (positions in the sentence) and what they stand for.

    `spans` are offsets of words that no mention covers.
    """

    slot: Slot
    participants: tuple[Participant, ...]
    mentions: tuple[int, ...]
    cost: float
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """A required slot that stayed empty."""

    slot: Slot


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
    slots = trigger.form.pattern.slots
    for slot in slots:
        filling = _filling(sentence, trigger, slot, filled, taken, looking_back=looking_back)
        if filling is None and slot.role not in filled and not slot.doubled:
            filling = _nameless(sentence, trigger, slot)
        if filling is not None:
            filled[slot.role] = _joined(filled.get(slot.role), filling)
            taken.update(filling.mentions)
        elif slot.required and not slot.doubled:
            return Failure(slot)
    empty = next((s for s in slots if s.required and s.role not in filled), None)
    return tuple(filled.values()) if empty is None else Failure(empty)


def _joined(before: Filling | None, filling: Filling) -> Filling:
    """What fills one role from two sides: who attacks, and who is attacked."""
    if before is None:
        return filling
    return Filling(
        before.slot,
        tuple(dict.fromkeys((*before.participants, *filling.participants))),
        (*before.mentions, *filling.mentions),
        max(before.cost, filling.cost),
    )


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
        return (
            _conceived(sentence, trigger, slot)
            or _default(slot)
            or _phrased(sentence, trigger, slot, filled)
        )
    if looking_back and slot.voice:
        return _voiced(sentence, trigger, slot)
    found = _beside(sentence, trigger, slot, filled, taken) or _searched(
        sentence, trigger, slot, taken, looking_back=looking_back
    )
    return (
        found
        or _sharing(sentence, slot, filled)
        or _behind(sentence, slot, slot.office_of, filled)
        or _copied(slot, filled)
        or _set(sentence, trigger, slot, filled)
        or _at_home(sentence, trigger, slot, filled)
        or _grouped(sentence, trigger, slot)
        or _voiced(sentence, trigger, slot)
        or _phrased(sentence, trigger, slot, filled)
        or _led(sentence, trigger, slot)
    )


def _led(sentence: Sentence, trigger: Trigger, slot: Slot) -> Filling | None:
    """Whom the text goes on to tell of: «… ومن المقرر أن يزور باريس»."""
    found = led(sentence, trigger, slot.kinds) if LED in slot.by else None
    return None if found is None else Filling(slot, (found,), (), _VOICED)


_VOICED = 0.8
_DECLARER = "declarer"
_SPEAKER = "speaker"
_CIRCUMSTANCE = "circumstance"
_PHRASED = 1.0


def _voiced(sentence: Sentence, trigger: Trigger, slot: Slot) -> Filling | None:
    """Who goes on speaking, where the trigger's verb names nobody: «… وانتقد المفوضية»."""
    if not slot.voice or not goes_on(sentence, trigger):
        return None
    declared = trigger.form.kind == "noun" and declaring(sentence, trigger) is not None
    if declared if _SPEAKER in slot.by else _DECLARER in slot.by and not declared:
        return None  # what somebody declares is told by the pattern that asks for him
    if _CIRCUMSTANCE in slot.by and describes_noun(sentence, trigger):
        return None
    found = spoken_by(sentence, trigger.first)
    if found is None or found[0].kind not in slot.kinds:
        return None
    if not found[1] and _somebody_follows(sentence, trigger):
        return None
    if _is_set_off(sentence, trigger):
        return None
    if not found[1]:
        return Filling(slot, (found[0],), (), _VOICED)
    return _listed(sentence, slot, found[1][0], _VOICED, set())


def _somebody_follows(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a person stands right after a verb, who is then its subject rather than its object."""
    return trigger.form.kind == "verb" and any(
        m.first == trigger.last and m.how == "person" and not m.preposition
        for m in sentence.mentions
    )


def _is_set_off(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a comma stands after what follows a verb, which then is its subject: «دعت قطر، …»."""
    return trigger.form.kind == "verb" and any(
        m.first == trigger.last and sentence.words(m.last, m.last + 1) == ("،",)
        for m in sentence.mentions
    )


def _phrased(
    sentence: Sentence, trigger: Trigger, slot: Slot, filled: dict[str, Filling]
) -> Filling | None:
    """The noun phrase that the trigger's verb is about, as a thing of its own."""
    if not slot.phrase:
        return None
    after = [
        sentence.mentions[n].last
        for filling in filled.values()
        for n in filling.mentions
        if sentence.mentions[n].first >= trigger.last
    ]
    opening = tuple(by.removeprefix(MATTER).strip() for by in slot.by if by.startswith(MATTER))
    kind = min(slot.kinds) if slot.kinds <= CONCEPTS else "Event"
    ends = [sentence.token_at(end - 1) + 1 for f in filled.values() for _, end in f.spans]
    after += [end for end in ends if end > trigger.last]
    start = max(after, default=trigger.last)
    if start == trigger.last and goes_by(" ".join(sentence.words(start, start + 1))):
        start += 1
    beyond = beyond_owner(sentence, trigger)
    if beyond is not None:
        start, opening = beyond, tuple(preposition for preposition in opening if preposition)
    found = told_before(sentence, trigger, kind)
    if found is None and not (trigger.form.suffix and trigger.form.kind == "verb"):
        found = phrase_after(sentence, start, opening, kind)
    if found is not None and is_refused(sentence, trigger, sentence.token_at(found[1])):
        return None
    return None if found is None else Filling(slot, found[:1], (), _PHRASED, (found[1:],))


def _grouped(sentence: Sentence, trigger: Trigger, slot: Slot) -> Filling | None:
    """The party or union that takes a stance, where only the text's own words name it."""
    if not slot.group or trigger.form.kind != "verb":
        return None
    before = trigger.first - (sentence.classes[trigger.first - 1 : trigger.first] == ("relative",))
    found = group_after(sentence, trigger.last) or group_before(sentence, before)
    if found is None:
        return None
    group, first, last = found
    inside = tuple(n for n, m in enumerate(sentence.mentions) if first <= m.first < last)
    span = (sentence.tokens[first].start, sentence.tokens[last - 1].end)
    return Filling(slot, (group,), inside, _PHRASED, (span,))


def _nameless(sentence: Sentence, trigger: Trigger, slot: Slot) -> Filling | None:
    """Those who fight without a name, where nobody else is named."""
    if not slot.group or "ArmedGroup" not in slot.kinds or "Person" in slot.kinds:
        return None
    found = fighters_near(sentence, trigger, slot.reach, definite=_BETWEEN in slot.by)
    if found is None:
        return None
    token = sentence.tokens[found[1]]
    return Filling(slot, found[:1], (), found[2], ((token.start, token.end),))


_ADJOINING = 0.5


def _beside(
    sentence: Sentence, trigger: Trigger, slot: Slot, filled: dict[str, Filling], taken: set[int]
) -> Filling | None:
    """The mention right before what fills another role."""
    source = filled.get(slot.beside)
    if source is None or not source.mentions:
        return None
    first = sentence.mentions[source.mentions[0]].first
    for position in range(source.mentions[0] - 1, -1, -1):
        mention = sentence.mentions[position]
        cost = sentence.gap(mention.last, first)
        if position in taken or cost > _ADJOINING or mention.last > first:
            break
        found = mention.of_kind(slot.kinds)
        inside = not 0 <= mention.governor < trigger.first
        governed = bool(mention.preposition) and inside  # «في عهد فلان»
        if found is not None and not governed:
            return Filling(slot, (found,), (position,), cost)
    return None


def _searched(
    sentence: Sentence, trigger: Trigger, slot: Slot, taken: set[int], *, looking_back: bool
) -> Filling | None:
    """The filling by the nearest mention in one of the slot's relations."""
    suiting = {n for n, m in enumerate(sentence.mentions) if n not in taken and _suits(m, slot)}
    best: tuple[float, int] | None = None
    for rank, relation in enumerate(slot.by if suiting else ()):
        for position, cost in related(sentence, trigger, relation):
            if position not in suiting:
                continue
            mention = sentence.mentions[position]
            if looking_back and relation == "subject" and mention.first >= trigger.last:
                continue
            if not _stands_right(sentence, trigger, slot, mention, relation):
                continue
            total = cost + rank * _LATER_RELATION
            if total > slot.reach:
                continue
            total += _WIDER * _is_wide(mention, slot)
            if best is None or total < best[0]:
                best = total, position
    if best is None:
        return None
    if slot.strict and "Place" in slot.kinds:
        best = best[0], innermost(sentence, trigger.last, best[1])
    end = sentence.groups[best[1]][-1]  # «مصر وليبيا التي ستخرج» is the last of a list
    if slot.least == 1 and is_alone(sentence, sentence.mentions[end], trigger):
        found = sentence.mentions[end].of_kind(slot.kinds)
        return None if found is None else Filling(slot, (found,), (end,), best[0])
    return _listed(sentence, slot, best[1], best[0], taken)


def _is_wide(mention: Mention, slot: Slot) -> bool:
    """Whether a state is offered where a place is wanted: «في قاعدة كذا في سوريا»."""
    found = mention.of_kind(slot.kinds)
    return slot.strict and "Place" in slot.kinds and found is not None and found.kind == "State"


_SETTING = 0.9
_HOME = 1.0


def _at_home(
    sentence: Sentence, trigger: Trigger, slot: Slot, filled: dict[str, Filling]
) -> Filling | None:
    """The state whose soldiers they are where no other is named, or what «both countries» means."""
    states: tuple[Participant, ...] = ()
    if slot.strict and "Place" in slot.kinds:
        border = shared_border(sentence, trigger.last)
        states = () if border is None else (border,)
    elif slot.states_of:
        states = two_states(sentence, trigger.last)
    elif slot.home:
        places = (p for role in ("place",) if role in filled for p in filled[role].participants)
        state = own_state(sentence, tuple(places))
        states = () if state is None else (state,)
    return Filling(slot, states, (), _HOME) if states else None


def _set(
    sentence: Sentence, trigger: Trigger, slot: Slot, filled: dict[str, Filling]
) -> Filling | None:
    """Where a text stands: the place it named last before the trigger."""
    most = max((len(filling.participants) for filling in filled.values()), default=0)
    if not slot.setting or most < slot.setting:
        return None
    for position in range(len(sentence.mentions) - 1, -1, -1):
        mention = sentence.mentions[position]
        place = mention.of_kind(slot.kinds)
        if mention.last <= trigger.first and place is not None and is_setting(mention):
            return Filling(slot, (place,), (position,), _SETTING)
    place = sentence.setting
    if place is None or place.kind not in slot.kinds:
        return None
    return Filling(slot, (place,), (), 2 * _SETTING)


def _default(slot: Slot) -> Filling | None:
    return Filling(slot, (participant(THING + slot.default),), (), 0.0) if slot.default else None


def _conceived(sentence: Sentence, trigger: Trigger, slot: Slot) -> Filling | None:
    """The nearest word of the slot's kind of concept; before the trigger where it may be."""
    best: tuple[float, Participant] | None = None
    for mention in sentence.concepts:
        concept = mention.of_kind(slot.kinds)
        if concept is None or concept.iri == THING + slot.default:
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
    taken = copied.participants[:1] if slot.first else copied.participants
    return Filling(slot, taken, (), copied.cost)


def _stands_right(
    sentence: Sentence, trigger: Trigger, slot: Slot, mention: Mention, relation: str
) -> bool:
    """Whether a mention stands where the slot's limits want it."""
    before = mention.last <= trigger.first
    told = own_negation(sentence, trigger.first) - 1
    named_before = relation == "object" and told >= 0 and sentence.classes[told] == "relative"
    if slot.after and before and not named_before and not opens_clause(sentence, mention):
        return False
    if not slot.strict:
        return True
    if is_aside(sentence, mention) or ("Place" in slot.kinds and is_seat_of(sentence, mention)):
        return False
    if "Place" not in slot.kinds and _is_where(mention):
        return False  # «للسيطرة على موسكو»: a capital stands for no state there
    if "Place" in slot.kinds and relation in _ONTO and mention.candidates[0].kind == "State":
        return False  # who strikes at a state strikes it, not there
    if relation != "subject":
        return True
    return not (
        has_own_subject(sentence, trigger)
        or follows_another(sentence, trigger, mention)
        or is_far_from_relative(sentence, trigger, mention)
    )


def _is_where(mention: Mention) -> bool:
    """Whether a capital says where, and not which state acts."""
    return mention.candidates[0].kind == "Place" and mention.preposition in _WHERE


def _suits(mention: Mention, slot: Slot) -> bool:
    if mention.of_kind(slot.kinds) is None:
        return False
    if slot.heads and not slot.heads & {bare(head) for head in mention.heads}:
        return False
    if mention.how == "person" and "Place" in slot.kinds and "Person" not in slot.kinds:
        return False  # he may speak for his state, but nothing takes place in him
    if slot.strict and "Place" in slot.kinds and mention.part == "forces":
        return False  # nothing takes place in an army
    if slot.part == _WHOLE:
        if mention.part == "forces":
            return False
    elif slot.part and mention.part != slot.part:
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


def _listed(
    sentence: Sentence, slot: Slot, position: int, cost: float, taken: set[int]
) -> Filling | None:
    """The filling with all that is coordinated with the mention at `position`, if they suffice."""
    members = [
        n
        for n in sentence.groups[_head_of_list(sentence, position)]
        if n not in taken and sentence.mentions[n].of_kind(slot.kinds) is not None
    ]
    found = [p for n in members if (p := sentence.mentions[n].of_kind(slot.kinds)) is not None]
    unique = _innermost(dict.fromkeys(found))
    if not slot.least <= len(unique) <= slot.most:
        return None
    return Filling(slot, unique[:1] if slot.first else unique, tuple(members), cost)


def _head_of_list(sentence: Sentence, position: int) -> int:
    """The first of those that the mention at `position` is coordinated with."""
    while position and position in sentence.groups[position - 1]:
        position -= 1
    return position


def _innermost(found: Iterable[Participant]) -> tuple[Participant, ...]:
    """The participants without the place that another lies in: «مصر، القاهرة» is one place."""
    things = reference().things
    outer = {things[p.iri].within for p in found if p.kind == "Place" and p.iri in things}
    return tuple(p for p in found if p.iri not in outer)


def nearest(sentence: Sentence, trigger: Trigger, slot: Slot) -> str:
    """What stood nearest to filling `slot`, for whoever asks why it stayed empty."""
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
