"""Filling slots: which mention of a sentence takes which role of a triggered frame."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from mithaq.ingest.appeals import is_charged, set_apart
from mithaq.ingest.backing import with_backers
from mithaq.ingest.clauses import (
    follows_another,
    has_own_subject,
    is_alone,
    is_aside,
    is_far_from_relative,
    is_seat_of,
    opens_clause,
    stands_before,
    strikes_another,
)
from mithaq.ingest.elsewhere import is_where_another
from mithaq.ingest.facts import Participant
from mithaq.ingest.fillers import (
    VOICED,
    at_home,
    behind,
    by_default,
    by_setting,
    conceived,
    copied_from,
    grouped,
    nameless,
    sharing,
    voiced,
)
from mithaq.ingest.fillings import Failure, Filling, listed, with_inner
from mithaq.ingest.instruments import paper
from mithaq.ingest.leads import LED, led
from mithaq.ingest.lexicon import words
from mithaq.ingest.matterphrases import phrased
from mithaq.ingest.mentions import Mention
from mithaq.ingest.names import CONCEPTS, participant
from mithaq.ingest.nesting import innermost
from mithaq.ingest.organs import organ
from mithaq.ingest.ownvoices import in_own_voice
from mithaq.ingest.patterns import Slot
from mithaq.ingest.posts import posted
from mithaq.ingest.relations import related
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.since import is_since_another
from mithaq.ingest.steps import own_negation
from mithaq.ingest.suits import suits, taken_for
from mithaq.ingest.triggers import Trigger
from mithaq.iris import THING

_LATER_RELATION = 0.05


_SIDES = "parties"
_PLACE = "place"


_HERE = 0.5


_ACTING = frozenset({"subject", "traveller"})
"""The relations of who does what a verb says."""
_WIDER = 0.2
"""What a state costs more than a place where something happens."""


_WHERE = frozenset({"علي", "الي", "في", "ب", "قرب"})


_ONTO = frozenset({"علي", "الي"})


_AIMED = frozenset({"علي", "ضد", "ل", "مع", "before"})


_DONE_TO = frozenset({"object", "genitive", "chain"})


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
        return (
            conceived(sentence, trigger, slot)
            or by_default(slot)
            or phrased(sentence, trigger, slot, filled)
        )
    if looking_back and slot.voice:
        acting = slot.group and bool(_ACTING & set(slot.by))
        blamed = not acting or is_charged(sentence, trigger)
        spoken = voiced(sentence, trigger, slot) if blamed else None
        if spoken is not None or not acting:
            return spoken
        slot = replace(slot, voice=False)
    found = _beside(sentence, trigger, slot, filled, taken) or _searched(
        sentence, trigger, slot, taken, looking_back=looking_back
    )
    if slot.voice:
        found = in_own_voice(sentence, trigger, found)
    return (
        found
        or _by("shared", sharing(sentence, slot, filled))
        or _by("behind", behind(sentence, slot, slot.office_of, filled))
        or _by("copied", copied_from(slot, filled))
        or _by("setting", by_setting(sentence, trigger, slot, filled))
        or _by("home", at_home(sentence, trigger, slot, filled))
        or _by("group", grouped(sentence, trigger, slot))
        or _by("voice", voiced(sentence, trigger, slot))
        or _by("phrase", phrased(sentence, trigger, slot, filled))
        or _by("organ", organ(sentence, trigger, slot))
        or _by("paper", paper(sentence, trigger, slot))
        or _by("led", _led(sentence, trigger, slot))
        or _by("post", posted(sentence, trigger, slot))
    )


def _by(way: str, filling: Filling | None) -> Filling | None:
    return None if filling is None else replace(filling, way=way)


def _led(sentence: Sentence, trigger: Trigger, slot: Slot) -> Filling | None:
    """Whom the text goes on to tell of: «… ومن المقرر أن يزور باريس»."""
    found = led(sentence, trigger, slot.kinds) if LED in slot.by else None
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


def _searched(
    sentence: Sentence, trigger: Trigger, slot: Slot, taken: set[int], *, looking_back: bool
) -> Filling | None:
    """The filling by the nearest mention in one of the slot's relations."""
    suiting = {n for n, m in enumerate(sentence.mentions) if n not in taken and suits(m, slot)}
    best: tuple[float, int] | None = None
    way = ""
    for rank, relation in enumerate(slot.by if suiting else ()):
        for position, cost in related(sentence, trigger, relation):
            if position not in suiting:
                continue
            mention = sentence.mentions[position]
            if looking_back and relation in _ACTING and mention.first >= trigger.last:
                continue
            if not _stands_right(sentence, trigger, slot, mention, relation):
                continue
            total = cost + rank * _LATER_RELATION
            if total > slot.reach:
                continue
            total += _WIDER * _is_wide(mention, slot)
            if best is None or total < best[0]:
                best, way = (total, position), relation
    if best is None:
        return None
    if slot.strict and "Place" in slot.kinds:
        best = best[0], innermost(sentence, trigger.last, best[1])
    end = sentence.groups[best[1]][-1]  # «مصر وليبيا التي ستخرج» is the last of a list
    if slot.least == 1 and is_alone(sentence, sentence.mentions[end], trigger):
        found = taken_for(slot, sentence.mentions[end])
        return None if found is None else Filling(slot, (found,), (end,), best[0], way="alone")
    others = sentence.groups[best[1]][1:] if _is_one(sentence, trigger, best[1], way) else ()
    return _by(way, listed(sentence, slot, best[1], best[0], taken | {*others}))


def _is_one(sentence: Sentence, trigger: Trigger, position: int, way: str) -> bool:
    """Whether only the first of those listed takes a stance, on the others."""
    return way == _SPEAKER and set_apart(sentence, trigger.last, position)


_SPEAKER = "speaker"


def _is_wide(mention: Mention, slot: Slot) -> bool:
    """Whether a state is offered where a place is wanted: «في قاعدة كذا في سوريا»."""
    found = mention.of_kind(slot.kinds)
    return slot.strict and "Place" in slot.kinds and found is not None and found.kind == "State"


def _stands_right(
    sentence: Sentence, trigger: Trigger, slot: Slot, mention: Mention, relation: str
) -> bool:
    """Whether a mention stands where the slot's limits want it."""
    before = mention.last <= trigger.first
    told = own_negation(sentence, trigger.first) - 1
    named_before = relation == "object" and told >= 0 and sentence.classes[told] == "relative"
    if slot.after and before and not named_before and not opens_clause(sentence, mention):
        return False
    if slot.role == _PLACE and mention.candidates[0].kind == "Body":
        return False  # an army or a ministry is nowhere
    if slot.role == _SIDES and mention.how == "person" and relation in _AIMED:
        return False  # «دعمها للرئيس …»: whom a preposition tells of fights not himself
    if slot.role == _SIDES and _is_bystander(sentence, mention):
        return False
    if not slot.strict:
        return True
    if is_aside(sentence, mention) or ("Place" in slot.kinds and is_seat_of(sentence, mention)):
        return False
    if "Place" in slot.kinds and is_since_another(sentence, trigger, mention.first):
        return False
    struck = slot.role == _PLACE and relation in _DONE_TO
    if struck and strikes_another(sentence, trigger, mention):
        return False
    if "Place" in slot.kinds and is_where_another(sentence, trigger, mention.first):
        return False
    if "Place" not in slot.kinds and _is_where(sentence, mention):
        return False  # «للسيطرة على موسكو»: a capital stands for no state there
    if "Place" in slot.kinds and relation in _ONTO and mention.candidates[0].kind == "State":
        return False  # who strikes at a state strikes it, not there
    if relation != "subject":
        return True
    return not (
        (has_own_subject(sentence, trigger) and not stands_before(sentence, trigger, mention))
        or follows_another(sentence, trigger, mention)
        or is_far_from_relative(sentence, trigger, mention)
    )


def _is_bystander(sentence: Sentence, mention: Mention) -> bool:
    """Whether a state is named for those who suffer an act: «قتل مسلحون سياحا ألمانا»."""
    return mention.candidates[0].kind == "State" and not words("nouns", "bystanders").isdisjoint(
        sentence.forms[max(mention.first - 1, 0) : mention.last]
    )


def _is_where(sentence: Sentence, mention: Mention) -> bool:
    """Whether a capital says where, and not which state acts: «الضاحية الغربية لباريس»."""
    if mention.candidates[0].kind != "Place":
        return False
    return mention.preposition in _WHERE or (
        mention.preposition == "ل"
        and any(
            other.last == mention.first and other.candidates[0].kind == "Place"
            for other in sentence.mentions
        )
    )
