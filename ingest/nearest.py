"""Nearest fillings: the mention that stands nearest to a trigger in one of a slot's relations."""

from mithaq.ingest.appeals import is_to_cease, set_apart
from mithaq.ingest.charters import names_a_convention
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
from mithaq.ingest.elsewhere import (
    before_another_side,
    is_judged_there,
    is_of_another_event,
    is_where_another,
)
from mithaq.ingest.fillings import Filling, by_way, listed
from mithaq.ingest.lexicon import words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.nesting import innermost
from mithaq.ingest.owndeeds import acts_in_description
from mithaq.ingest.patterns import ALL, Slot
from mithaq.ingest.relations import related
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.since import is_since_another
from mithaq.ingest.steps import own_negation
from mithaq.ingest.suits import suits, taken_for
from mithaq.ingest.triggers import Trigger
from mithaq.ingest.turns import meets_later
from mithaq.ingest.witnesses import is_witness, signs_another

_SIDES = "parties"
_PLACE = "place"
_LATER_RELATION = 0.05
ACTING = frozenset({"subject", "traveller"})
"""The relations of who does what a verb says."""
_WIDER = 0.2
"""What a state costs more than a place where something happens."""
_OWN_DEEDS = ACTING | {"object", "joined"}
"""The relations in which a mention may only seem to stand to a trigger, and act in a clause of its own."""
_WHERE = frozenset({"علي", "الي", "في", "ب", "قرب"})
_ONTO = frozenset({"علي", "الي"})
_AIMED = frozenset({"علي", "ضد", "ل", "مع", "before"})
_TOGETHER = frozenset({"مع", "بين"})
_DONE_TO = frozenset({"object", "genitive", "chain"})


def nearest(
    sentence: Sentence, trigger: Trigger, slot: Slot, taken: set[int], *, looking_back: bool
) -> Filling | None:
    """The filling by the nearest mention in one of the slot's relations."""
    suiting = {n for n, m in enumerate(sentence.mentions) if n not in taken and suits(m, slot)}
    best: tuple[float, int] | None = None
    way = ""
    offered: list[int] = []
    for rank, relation in enumerate(slot.by if suiting else ()):
        for position, cost in related(sentence, trigger, relation):
            mention = sentence.mentions[position]
            if position not in suiting:
                continue
            if mention.preposition == relation and len(sentence.groups[position]) < slot.least:
                continue  # «تتألف المجموعة، التي تنطلق من أكرا، من غانا ومالي»
            if looking_back and relation in ACTING and mention.first >= trigger.last:
                continue
            if not _stands_right(sentence, trigger, slot, mention, relation):
                continue
            total = cost + rank * _LATER_RELATION
            if total > slot.reach:
                continue
            offered.append(position)
            total += _WIDER * _is_wide(mention, slot)
            if best is None or total < best[0]:
                best, way = (total, position), relation
    if best is None:
        return None
    if slot.strict and "Place" in slot.kinds:
        best = best[0], before_another_side(sentence, trigger.last, best[1], offered)
        best = best[0], innermost(sentence, trigger.last, best[1])
    end = sentence.groups[best[1]][-1]  # «مصر وليبيا التي ستخرج» is the last of a list
    if slot.least == 1 and is_alone(sentence, sentence.mentions[end], trigger):
        found = taken_for(slot, sentence.mentions[end])
        return None if found is None else Filling(slot, (found,), (end,), best[0], way="alone")
    others = sentence.groups[best[1]][1:] if _is_one(sentence, trigger, best[1], way) else ()
    return by_way(way, listed(sentence, slot, best[1], best[0], taken | {*others}))


def _is_one(sentence: Sentence, trigger: Trigger, position: int, way: str) -> bool:
    """Whether only the first of those listed takes a stance, on the others."""
    return way == _SPEAKER and set_apart(sentence, trigger.last, position)


_SPEAKER = "speaker"
_ASKED = "addressee"
_ALLIANCE = "alliance"


def _is_wide(mention: Mention, slot: Slot) -> bool:
    """Whether a state is offered where a place is wanted: «في قاعدة كذا في سوريا»."""
    found = mention.of_kind(slot.kinds)
    return slot.strict and "Place" in slot.kinds and found is not None and found.kind == "State"


def _stands_right(
    sentence: Sentence, trigger: Trigger, slot: Slot, mention: Mention, relation: str
) -> bool:
    """Whether a mention stands where the slot's limits want it."""
    before = mention.last <= trigger.first
    if _is_title_of(sentence, mention):
        return False
    told = own_negation(sentence, trigger.first) - 1
    named_before = relation == "object" and told >= 0 and sentence.classes[told] == "relative"
    named_before = (
        named_before
        or relation == "meant"
        or (relation == "object" and _is_described(sentence, trigger, mention))
    )
    if slot.after and before and not named_before and not opens_clause(sentence, mention):
        return False
    if slot.officials == ALL and (
        _signs_for_another(sentence, trigger, slot, mention, relation)
        or _is_told_of(sentence, trigger, mention)
        or is_witness(sentence, trigger, slot, mention, relation)
    ):
        return False
    if signs_another(sentence, trigger, slot, mention):
        return False
    if "Place" not in slot.kinds and _is_its_seat(sentence, mention):
        return False
    if relation in _TOGETHER and meets_later(sentence, trigger, mention):
        return False
    if slot.role == _PLACE and mention.candidates[0].kind == "Body":
        return False  # an army or a ministry is nowhere
    if slot.role == _ALLIANCE and names_a_convention(sentence, mention):
        return False
    if slot.role == _ASKED and is_to_cease(sentence, mention):
        return False
    if slot.role == _SIDES and mention.how == "person" and relation in _AIMED:
        return False  # «دعمها للرئيس …»: whom a preposition tells of fights not himself
    if slot.role == _SIDES and _is_bystander(sentence, mention):
        return False
    begin = mention.governor if mention.governor >= 0 else mention.first
    if slot.role == _PLACE and is_of_another_event(sentence, trigger, begin):
        return False
    if slot.role == _PLACE and before and is_judged_there(sentence, trigger, mention.first):
        return False  # «وفي لندن، رفض البرلمان إرسال قوات»
    if not slot.strict:
        return True
    own = relation in _OWN_DEEDS and slot.role != _SIDES
    if own and acts_in_description(sentence, trigger.last, mention):
        return False
    if "Place" not in slot.kinds and _is_host(sentence, trigger, mention):
        return False
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


def _is_host(sentence: Sentence, trigger: Trigger, mention: Mention) -> bool:
    """Whether a clause only tells what one did to it: «أقر الحلف في قمة استضافتها أكرا نشر قوات»."""
    verb = mention.first - 1
    if mention.last > trigger.first or verb < 1 or mention.preposition:
        return False
    if sentence.forms[trigger.first] != trigger.form.words[0]:
        return False  # «استجاب له الحلف بإرسال قوات»
    if sentence.classes[verb] != "verb" or not sentence.forms[verb].endswith(_IT):
        return False
    described = sentence.classes[verb - 1] == "word" and verb - 1 not in sentence.named
    return described and "complementizer" not in sentence.classes[mention.last : trigger.first]


_IT = ("ها", "ه")


def _is_described(sentence: Sentence, trigger: Trigger, mention: Mention) -> bool:
    """Whether a verb whose pronoun means it stands right after a name: «متمردون تدعمهم إيران»."""
    if not trigger.form.suffix or trigger.form.kind != "verb":
        return False
    unjoined = sentence.forms[trigger.first] == trigger.form.words[0]
    described = mention.how != "demonym" and mention.candidates[0].kind not in _LANDS
    return unjoined and described and mention.last == trigger.first


_LANDS = frozenset({"State", "Alliance", "Place"})
"""What is told of by its name alone: no verb right after it describes it."""


def _is_title_of(sentence: Sentence, mention: Mention) -> bool:
    """Whether an office is only the title of who is named right after it: «السفير الكيني فلان»."""
    return mention.how == "office" and any(
        other.first == mention.last and other.how == "person" and not other.conjunction
        for other in sentence.mentions
    )


def _signs_for_another(
    sentence: Sentence, trigger: Trigger, slot: Slot, mention: Mention, relation: str
) -> bool:
    """Whether a person acts for somebody who is told: «وقع عن غانا السفير فلان», «وزيرا البلدين فلان وفلان»."""
    taken = taken_for(slot, mention) if mention.how == "person" else None
    if taken is None or taken.kind != "Person":
        return False
    told = sentence.has_among(trigger.last, mention.last + 2, words("treaties", "on_behalf"))
    return told or relation == _JOINED


_JOINED = "joined"


def _is_told_of(sentence: Sentence, trigger: Trigger, mention: Mention) -> bool:
    """Whether a paper's own clause names it: «يوقع الوزراء ميثاق كيان جديد يضم مصر وكينيا»."""
    return not mention.preposition and any(
        paper.candidates[0].kind == "Treaty"
        and trigger.last <= paper.first
        and paper.last <= mention.first
        and sentence.classes[paper.last : paper.last + 1] == ("verb",)
        for paper in sentence.mentions
    )


def _is_bystander(sentence: Sentence, mention: Mention) -> bool:
    """Whether a state is named for those who suffer an act: «قتل مسلحون سياحا ألمانا»."""
    return mention.candidates[0].kind == "State" and not words("nouns", "bystanders").isdisjoint(
        sentence.forms[max(mention.first - 1, 0) : mention.last]
    )


def _is_its_seat(sentence: Sentence, mention: Mention) -> bool:
    """Whether a capital only tells where an organisation sits: «الرابطة، ومقرها جاكرتا، …»."""
    town = mention.candidates[0].kind == "Place"
    return town and sentence.has_among(mention.first - 1, mention.first, words("grammar", "seated"))


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
