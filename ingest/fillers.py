"""Ways to fill a slot beside a mention in one of its relations: by a voice, a phrase, the setting, another role."""

from dataclasses import replace
from typing import TYPE_CHECKING

from mithaq.ingest.agreement import agrees
from mithaq.ingest.appeals import is_appeal_to
from mithaq.ingest.borders import states_at
from mithaq.ingest.charters import TREATIES, charter_before
from mithaq.ingest.clauses import (
    is_setting,
)
from mithaq.ingest.communiques import continued, goes_by, is_of_many
from mithaq.ingest.deciders import is_anothers
from mithaq.ingest.declarers import declaring, describes_noun
from mithaq.ingest.fighters import fighters_near
from mithaq.ingest.fillings import BETWEEN, Filling, listed
from mithaq.ingest.groups import group_after, group_before
from mithaq.ingest.lands import own_state, shared_border, topic_state, two_states
from mithaq.ingest.lexicon import words
from mithaq.ingest.names import participant
from mithaq.ingest.patterns import Slot
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.steps import own_negation
from mithaq.ingest.tokens import unjoined
from mithaq.ingest.triggers import Trigger
from mithaq.ingest.voices import goes_on, is_handed, spoken_by
from mithaq.iris import THING

if TYPE_CHECKING:
    from mithaq.ingest.facts import Participant


VOICED = 0.8


def _has_object(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether who stands right after a verb has its object after it: «ودعت موسكو الغرب إلى …»."""
    if trigger.form.kind != "verb" or is_handed(sentence, trigger.first):
        return False  # «لكنها دعت أوغندا إلى …»
    for mention in sentence.mentions:
        if mention.first == trigger.last and mention.how == "name" and mention.last > mention.first:
            after = sentence.words(mention.last, mention.last + 1)
            noun = any(f.startswith("ال") and f not in words("reports", "manner") for f in after)
            timed = bool(after) and sentence.is_timed(mention.last)
            begged = is_appeal_to(sentence, trigger, mention)  # «وناشد المجلس التدخل»
            return noun and not timed and not begged and agrees(sentence, trigger, mention)
    return False


_DECLARER = "declarer"
_SPEAKER = "speaker"
_CIRCUMSTANCE = "circumstance"
_PHRASED = 1.0


def voiced(sentence: Sentence, trigger: Trigger, slot: Slot) -> Filling | None:
    """Who goes on speaking, where the trigger's verb names nobody: «… وانتقد المفوضية»."""
    if not slot.voice or not goes_on(sentence, trigger):
        return None
    declared = trigger.form.kind == "noun" and declaring(sentence, trigger) is not None
    if declared if _SPEAKER in slot.by else _DECLARER in slot.by and not declared:
        return None  # what somebody declares is told by the pattern that asks for him
    if _CIRCUMSTANCE in slot.by and describes_noun(sentence, trigger):
        return None
    if is_anothers(sentence, trigger):
        return None
    found = _continued(sentence, trigger)
    several = _stands_in(sentence, trigger) and is_of_many(sentence, trigger.last)
    if found is None and not several:  # «ودان البيان الختامي …»: no one of those who met
        found = spoken_by(sentence, trigger.first)
    if found is None or found[0].kind not in slot.kinds:
        return None
    if found[0].kind == "Person" and _is_hers(sentence, trigger):
        return None
    if not found[1] and _somebody_follows(sentence, trigger):
        return None
    if _is_set_off(sentence, trigger) or _has_object(sentence, trigger):
        return None
    if not found[1]:
        return Filling(slot, (found[0],), (), VOICED)
    return listed(sentence, slot, found[1][0], VOICED, set())


def _continued(
    sentence: Sentence, trigger: Trigger
) -> "tuple[Participant, tuple[int, ...]] | None":
    """Whom a noun after the verb stands for that was told of before: «ودان القادة الهجوم»."""
    found = continued(sentence, trigger.last) if _stands_in(sentence, trigger) else None
    return None if found is None else (found, ())


def _stands_in(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether the verb's subject only stands for who spoke before: «ودان البيان …», «ودعا القادة …»."""
    after = sentence.words(trigger.last, trigger.last + 1)
    return trigger.form.kind == "verb" and bool(after) and goes_by(after[0])


def _is_hers(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a noun is hers where a verb before tells what he does: «شكر الدول على تضامنها»."""
    if trigger.form.kind != "noun" or trigger.form.suffix != "ها":
        return False
    for position in range(trigger.first - 1, -1, -1):
        if sentence.classes[position] == "verb":
            verb = unjoined(sentence.forms[position])
            return not verb.startswith("ت") and not verb.endswith("ت")
    return False


def _somebody_follows(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a person stands right after a verb, who is then its subject rather than its object."""
    return trigger.form.kind == "verb" and any(
        m.first == trigger.last and m.how in ("person", "office") and not m.preposition
        for m in sentence.mentions
    )


def _is_set_off(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a comma stands after what follows a verb, which then is its subject: «دعت قطر، …»."""
    return trigger.form.kind == "verb" and any(
        m.first == trigger.last
        and (
            sentence.words(m.last, m.last + 1) == ("،",)
            or sentence.classes[m.last : m.last + 1] == ("complementizer",)
        )
        for m in sentence.mentions
    )


def grouped(sentence: Sentence, trigger: Trigger, slot: Slot) -> Filling | None:
    """The party or union that takes a stance, where only the text's own words name it."""
    if not slot.group or trigger.form.kind != "verb":
        return None
    before = own_negation(sentence, trigger.first)  # «كانت الحركة قد اتهمت …»
    before -= sentence.classes[before - 1 : before] == ("relative",)
    governed = bool(set(sentence.words(trigger.last, trigger.last + 1)) & set(slot.by))
    found = group_after(sentence, trigger.last + governed) or group_before(sentence, before)
    if found is None:
        return None
    group, first, last = found
    if slot.role == _SIDES and group.kind not in slot.kinds:
        return None  # «أعلنت وزارة الصحة …»: a ministry of nobody's fights with nobody
    inside = tuple(n for n, m in enumerate(sentence.mentions) if first <= m.first < last)
    span = (sentence.tokens[first].start, sentence.tokens[last - 1].end)
    return Filling(slot, (group,), inside, _PHRASED, (span,))


def nameless(sentence: Sentence, trigger: Trigger, slot: Slot) -> Filling | None:
    """Those who fight without a name, where nobody else is named."""
    if not slot.group or "ArmedGroup" not in slot.kinds or "Person" in slot.kinds:
        return None
    found = fighters_near(sentence, trigger, slot.reach, definite=BETWEEN in slot.by)
    if found is None:
        return None
    token = sentence.tokens[found[1]]
    return Filling(slot, found[:1], (), found[2], ((token.start, token.end),))


_SIDES = "parties"
_SETTING = 0.9


_HOME = 1.0


def at_home(
    sentence: Sentence, trigger: Trigger, slot: Slot, filled: dict[str, Filling]
) -> Filling | None:
    """The state whose soldiers they are where no other is named, or what «both countries» means."""
    states: tuple[Participant, ...] = ()
    if slot.strict and "Place" in slot.kinds:
        border = shared_border(sentence, trigger.last)
        states = () if border is None else (border,)
    elif slot.states_of:
        states = two_states(sentence, trigger.last)
    elif slot.home and slot.kinds <= TREATIES:
        charter = charter_before(sentence, trigger)
        states = () if charter is None else (charter,)
    elif slot.home and slot.voice:
        topic = topic_state(sentence, trigger)
        states = () if topic is None else (topic,)
    elif slot.home:
        places = (p for role in ("place",) if role in filled for p in filled[role].participants)
        state = own_state(sentence, tuple(places))
        states = () if state is None else (state,)
    return Filling(slot, states, (), _HOME) if states else None


def abroad(
    sentence: Sentence, filling: Filling | None, filled: dict[str, Filling]
) -> Filling | None:
    """A place that «البلاد» names, where who goes there is of that state: the state named before.

    «تستمر الأزمة في هايتي. وتنشر كينيا 400 جندي في البلاد»
    """
    if filling is None or filling.slot.role != _PLACE or not filling.mentions or not sentence.pair:
        return filling
    here = sentence.mentions[filling.mentions[0]]
    goes = any(filling.participants == other.participants for other in filled.values())
    there = sentence.pair[-1]
    if here.how != "reference" or not goes or (sentence.home or there) != there:
        return filling
    return replace(filling, participants=(there,))


_PLACE = "place"


def by_setting(
    sentence: Sentence, trigger: Trigger, slot: Slot, filled: dict[str, Filling]
) -> Filling | None:
    """Where a text stands: the place it named last before the trigger."""
    if not slot.setting:
        return None
    most = max((len(filling.participants) for filling in filled.values()), default=0)
    if most < slot.setting:
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


def by_default(slot: Slot) -> Filling | None:
    """The filling that a slot has where nothing else fills it."""
    return Filling(slot, (participant(THING + slot.default),), (), 0.0) if slot.default else None


def sharing(sentence: Sentence, slot: Slot, filled: dict[str, Filling]) -> Filling | None:
    """The states that share the border where something happens, where it names both."""
    source = filled.get(slot.states_of)
    if source is None or not source.mentions:
        return None
    states = states_at(sentence.tokens, sentence.mentions[source.mentions[0]])
    return Filling(slot, states, (), source.cost) if len(states) > 1 else None


def copied_from(slot: Slot, filled: dict[str, Filling]) -> Filling | None:
    """What another role's filling lends to this one: help to a state takes place there."""
    copied = filled.get(slot.copy)
    if copied is None or any(p.kind not in slot.kinds for p in copied.participants):
        return None
    taken = copied.participants[:1] if slot.first else copied.participants
    return Filling(slot, taken, (), copied.cost)


def behind(sentence: Sentence, slot: Slot, role: str, filled: dict[str, Filling]) -> Filling | None:
    """What else the filler of `role` stands for: the person who acts, the office held."""
    source = filled.get(role)
    if source is None or not source.mentions:
        return None
    mention = sentence.mentions[source.mentions[0]]
    found = [p for p in (*mention.candidates, *mention.behind) if p.kind in slot.kinds]
    return Filling(slot, (found[0],), (), source.cost) if found else None
