"""Filling slots: which mention of a sentence takes which role of a triggered frame."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from mithaq.ingest.appeals import is_charged, names_whom_it_asks
from mithaq.ingest.backing import with_backers
from mithaq.ingest.bearers import CARRIED, carried
from mithaq.ingest.blamedgroups import BLAMED, blamed_group
from mithaq.ingest.concepts import conceived, with_concepts
from mithaq.ingest.facts import Participant
from mithaq.ingest.fillers import (
    VOICED,
    abroad,
    at_home,
    behind,
    by_default,
    by_setting,
    copied_from,
    grouped,
    nameless,
    sharing,
    voiced,
)
from mithaq.ingest.fillings import Failure, Filling, by_way, with_inner
from mithaq.ingest.instruments import paper
from mithaq.ingest.leads import LED, led
from mithaq.ingest.matterphrases import phrased
from mithaq.ingest.names import CONCEPTS, participant
from mithaq.ingest.nearest import ACTING, nearest
from mithaq.ingest.organs import organ
from mithaq.ingest.ownvoices import in_own_voice
from mithaq.ingest.partners import partners
from mithaq.ingest.patterns import Slot
from mithaq.ingest.posts import posted
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.triggers import Trigger
from mithaq.ingest.twosomes import TWO, is_of_two, twosome
from mithaq.iris import THING

_SIDES = "parties"
_PLACE = "place"
_HERE = 0.5


def fill(sentence: Sentence, trigger: Trigger) -> tuple[Filling, ...] | Failure:
    """The fillings of a trigger's slots, in their order, or the first required slot that failed.

    A mention fills one slot; lists fill it with every coordinated mention. Where a verb's subject
    after it leaves another slot empty, the subject is looked for before it: «روسيا اتهمت أوكرانيا».
    """
    found = _fill(sentence, trigger, looking_back=False)
    if (
        isinstance(found, Failure)
        and trigger.form.kind == "verb"
        and not names_whom_it_asks(sentence, trigger)
    ):
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
        filling = abroad(sentence, filling, filled)
        if filling is None and slot.role not in filled and not slot.doubled:
            filling = nameless(sentence, trigger, slot)
        if filling is not None:
            filled[slot.role] = _joined(filled.get(slot.role), filling)
            taken.update(with_inner(sentence, filling.mentions))
        elif slot.role == _PLACE and (here := _struck_here(trigger, filled)) is not None:
            filled[_PLACE] = Filling(slot, (here,), (), _HERE, way="struck")
        elif slot.required and not slot.doubled:
            return Failure(slot)
    empty = next((s for s in slots if s.required and s.role not in filled), None)
    if empty is not None:
        return Failure(empty)
    if _SIDES in filled:
        filled[_SIDES] = with_backers(sentence, trigger, filled[_SIDES])
    return tuple(filled.values())


def struck_state(trigger: Trigger, fillings: Iterable[Filling]) -> Participant | None:
    """The state on which a blow fell, where one pattern tells who struck and who was struck."""
    sides = next((filling for filling in fillings if filling.slot.role == _SIDES), None)
    if sides is None or not trigger.form.frame.blow or len(sides.joined) != 1:
        return None
    (struck,) = sides.joined
    return struck if struck.kind == "State" and len(sides.participants) > 1 else None


def _struck_here(trigger: Trigger, filled: Mapping[str, Filling]) -> Participant | None:
    """Where a blow fell if no place is told, unless the text before it may tell one."""
    return None if trigger.form.pattern.elliptic else struck_state(trigger, filled.values())


def _joined(before: Filling | None, filling: Filling) -> Filling:
    """What fills one role from two sides: who attacks, and who is attacked."""
    if before is None:
        return filling
    return Filling(
        before.slot,
        tuple(dict.fromkeys((*before.participants, *filling.participants))),
        (*before.mentions, *filling.mentions),
        max(before.cost, filling.cost),
        joined=filling.participants,
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
        return behind(sentence, slot, slot.person_of, filled)
    if slot.kinds <= CONCEPTS:
        return _conceived(sentence, trigger, slot, filled)
    if looking_back and slot.voice:
        acting = slot.group and bool(ACTING & set(slot.by))
        blamed = not acting or is_charged(sentence, trigger)
        spoken = voiced(sentence, trigger, slot) if blamed else None
        if spoken is not None or not acting:
            return spoken
        slot = replace(slot, voice=False)
    found = (
        by_way("paper", paper(sentence, trigger, slot))
        or _beside(sentence, trigger, slot, filled, taken)
        or _named(sentence, trigger, slot, taken, looking_back=looking_back)
    )
    if slot.voice:
        found = in_own_voice(sentence, trigger, found)
    return (
        found
        or by_way("shared", sharing(sentence, slot, filled))
        or by_way("behind", behind(sentence, slot, slot.office_of, filled))
        or by_way("copied", copied_from(slot, filled))
        or by_way("setting", by_setting(sentence, trigger, slot, filled))
        or by_way("home", at_home(sentence, trigger, slot, filled))
        or by_way("group", _group(sentence, trigger, slot))
        or by_way("voice", voiced(sentence, trigger, slot))
        or by_way("phrase", phrased(sentence, trigger, slot, filled))
        or by_way("organ", organ(sentence, trigger, slot))
        or by_way("led", _led(sentence, trigger, slot))
        or by_way("post", posted(sentence, trigger, slot))
        or by_way("partner", partners(sentence, slot, filled, taken))
    )


def _conceived(
    sentence: Sentence, trigger: Trigger, slot: Slot, filled: dict[str, Filling]
) -> Filling | None:
    """What a word of the slot's kind names, with what else is owed beside it, or else what a phrase says."""
    known = conceived(sentence, trigger, slot)
    if known is None:
        return by_default(slot) or phrased(sentence, trigger, slot, filled)
    owed = phrased(sentence, trigger, slot, filled)
    return known if owed is None else with_concepts(sentence, owed, known)


def _group(sentence: Sentence, trigger: Trigger, slot: Slot) -> Filling | None:
    """A party or the like that no list names: who acts, or who is blamed."""
    find = blamed_group if slot.role == BLAMED else grouped
    return find(sentence, trigger, slot)


def _named(
    sentence: Sentence, trigger: Trigger, slot: Slot, taken: set[int], *, looking_back: bool
) -> Filling | None:
    """The nearest mention; the two before a verb in the dual, of whom only one may be named near."""
    if TWO in slot.by and is_of_two(trigger):
        return by_way("subject", twosome(sentence, trigger, slot))
    return nearest(sentence, trigger, slot, taken, looking_back=looking_back)


def _led(sentence: Sentence, trigger: Trigger, slot: Slot) -> Filling | None:
    """Whom the text goes on to tell of: «… ومن المقرر أن يزور باريس»."""
    found = led(sentence, trigger, slot.kinds) if LED in slot.by else None
    if CARRIED in slot.by:
        found = carried(sentence, trigger)
    return None if found is None else Filling(slot, (found,), (), VOICED)


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
        if (
            trigger.form.kind == "noun"
            and not trigger.form.suffix
            and mention.last <= trigger.first
        ):
            break  # «قرارا بتعيين كذا وزيرا» makes a minister of nobody before it
        found = mention.of_kind(slot.kinds)
        inside = not 0 <= mention.governor < trigger.first
        governed = bool(mention.preposition) and inside  # «في عهد فلان»
        if found is not None and not governed:
            return Filling(slot, (found,), (position,), cost)
    return None
