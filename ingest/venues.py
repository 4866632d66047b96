"""Venues: where a meeting is held, told apart from what it is about: «قمة في القاهرة بشأن الوضع في ليبيا»."""

from collections.abc import Iterator
from functools import lru_cache

from mithaq.ingest.chains import hosts, taken_up
from mithaq.ingest.heldclauses import gone_on_with, is_said_of
from mithaq.ingest.lexicon import phrase_list, words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.steps import FROM_THE_LEFT, left, right
from mithaq.ingest.tokens import bare, is_among, is_verb_among, readings
from mithaq.ingest.triggers import Trigger
from mithaq.ingest.turns import governs, is_holding, turns
from mithaq.ingest.verbs import listed_forms
from mithaq.iris import THING
from mithaq.text import fold

_ONLINE = THING + "place/online"
_AT = frozenset({"في", "ب", "قرب"})
_AFAR = 0.3
_HEAD = 0.1
_ABOUT = 0.3
"""What a town costs more that is named after what the meeting is about."""
_CUT_OFF = frozenset({"بعد", "قبل", "منذ", "رغم", "بسبب", "حتي"})
_OPENING = 2


def held(sentence: Sentence, trigger: Trigger) -> Iterator[tuple[int, float]]:
    """Where the meeting that the trigger names is held, by whatever words."""
    if trigger.form.pattern.partial and acts(sentence, trigger):
        return
    yield from _after(sentence, trigger)
    yield from _called(sentence, trigger)
    yield from _before(sentence, trigger)
    yield from _afar(sentence, trigger)
    for relation in (hosts, taken_up):
        for position, cost in relation(sentence, trigger):
            mention = sentence.mentions[position]
            if _is_place(mention) or mention.how == "demonym":  # «البلدة الكينية التي تستضيف القمة»
                yield position, cost


def acts(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a verb makes the meeting an agent, which says nothing of where: «أدانت القمة الهجوم في …»."""
    before = trigger.first - 1
    return (
        before >= 0
        and sentence.classes[before] == "verb"
        and not is_holding(sentence.forms[before])
    )


def _after(sentence: Sentence, trigger: Trigger) -> Iterator[tuple[int, float]]:
    about, scanned = False, trigger.last
    agent = acts(sentence, trigger)
    for position, mention, cost in right(sentence, trigger):
        begin = mention.governor if mention.governor >= trigger.last else mention.first
        if turns(sentence, trigger, scanned, begin):
            return
        if agent and any(governs(sentence, n) for n in range(scanned, begin)):
            return
        about = about or any(_is_matter(sentence, n) for n in range(scanned, begin))
        scanned = max(scanned, begin)
        if not _is_venue(mention) or 0 <= mention.governor < trigger.first:
            continue
        named = _is_named_for(sentence, trigger, mention, begin)
        if named or not is_situated(sentence, mention, about=about):
            told = _HELD * is_said_of(sentence, trigger.last, begin)
            fee = max(cost - told, 0.0) + _ABOUT * about
            for resumed in gone_on_with(sentence, trigger.last, begin, about=about):
                fee = min(fee, sentence.gap(resumed, mention.first) + _ABOUT)
            yield position, fee + _HEAD * _apart(mention)


def _is_named_for(sentence: Sentence, trigger: Trigger, mention: Mention, begin: int) -> bool:
    """Whether what goes on there only names the meeting in a town: «مؤتمر الأمن في ميونيخ»."""
    named = begin == trigger.last + 1 and sentence.forms[trigger.last].startswith(_ARTICLE)
    return named and mention.candidates[0].kind == "Place"


_ARTICLE = "ال"
_HELD = 0.6
"""What a clause that says of the meeting that it was held costs less: «الاجتماع الذي عقد في»."""


def is_situated(sentence: Sentence, mention: Mention, *, about: bool) -> bool:
    """Whether a place is rather that of what goes on there: «الوضع في ليبيا», «بشأن ما يجري في غزة»."""
    if about and mention.candidates[0].kind == "State":
        return True
    begin = mention.governor if mention.governor >= 0 else mention.first
    if not begin:
        return False
    apart = any(m.first < begin <= m.last for m in sentence.mentions)  # «مجلس التعاون في الرياض»
    return not apart and is_among(sentence.forms[begin - 1], words("meetings", "situations"))


def _called(sentence: Sentence, trigger: Trigger) -> Iterator[tuple[int, float]]:
    """The one town that a meeting is called by: «قمة الدوحة», «اجتماع أكرا»."""
    if trigger.form.kind != "noun":
        return
    for position, mention in enumerate(sentence.mentions):
        governed = mention.governor >= trigger.first and bool(mention.preposition)
        if mention.first != trigger.last or governed or mention.how != "name":
            continue
        if mention.candidates[0].kind == "Place" and len(sentence.groups[position]) == 1:
            yield position, _CALLED


_CALLED = 0.2
"""What a town costs that a meeting is called by, so that one where it is held is preferred."""


def _before(sentence: Sentence, trigger: Trigger) -> Iterator[tuple[int, float]]:
    for position, mention, cost in left(sentence, trigger):
        if not _is_venue(mention):
            continue
        begin = mention.governor if mention.governor >= 0 else mention.first
        if is_situated(sentence, mention, about=False):
            continue
        if (
            _adjoins(sentence, mention, trigger)
            or begin <= _OPENING
            or _is_begun(sentence, begin, trigger)
        ):
            yield position, cost + FROM_THE_LEFT + _HEAD * _apart(mention)


def _adjoins(sentence: Sentence, mention: Mention, trigger: Trigger) -> bool:
    """Whether nothing but a preposition lies between, or a comma before a verb: «في نيروبي، سيلتقي»."""
    most = _FRONTED if trigger.form.kind == "verb" else _ADJOINING
    between = range(mention.last, trigger.first)
    if any(sentence.classes[n] == "verb" or sentence.forms[n] in _CUT_OFF for n in between):
        return False  # «سيبقى في لندن قبل القمة»
    return sentence.gap(mention.last, trigger.first) <= most


_ADJOINING = 0.12
_FRONTED = 0.6


def _is_begun(sentence: Sentence, begin: int, trigger: Trigger) -> bool:
    """Whether a verb that holds meetings stands before the place, or the clause opens with it."""
    if sentence.classes[begin - 1] in ("mark", "complementizer", "subordinator"):
        return True
    return any(is_holding(sentence.forms[n]) for n in range(max(begin - _WINDOW, 0), trigger.first))


_WINDOW = 8


def _afar(sentence: Sentence, trigger: Trigger) -> Iterator[tuple[int, float]]:
    """«عبر تقنية الفيديو», on either side."""
    for position, mention in enumerate(sentence.mentions):
        if mention.candidates[0].iri != _ONLINE:
            continue
        if mention.first >= trigger.last:
            yield position, sentence.gap(trigger.last, mention.first) - _AFAR
        elif mention.last <= trigger.first and not _is_spoken(sentence, mention.first):
            yield position, sentence.gap(mention.last, trigger.first)


def _is_spoken(sentence: Sentence, first: int) -> bool:
    """Whether somebody only spoke to a meeting from afar: «في كلمة عبر الفيديو أمام قمة الحلف»."""
    before = sentence.words(first - 2, first)
    return any(is_among(form, words("meetings", "speeches")) for form in before)


def _is_venue(mention: Mention) -> bool:
    return mention.preposition in _AT and _is_place(mention)


_ACTING = frozenset({"forces", "government", "delegation"})


def _is_place(mention: Mention) -> bool:
    if mention.how in ("demonym", "person", "office") or mention.part in _ACTING:
        return False
    if is_wide(mention) or _is_represented(mention):
        return False
    return any(p.kind in ("Place", "State") for p in mention.candidates)


def is_wide(mention: Mention) -> bool:
    """Whether it is a continent or a part of one, which stands in names: «التنمية في شرق أفريقيا»."""
    place = mention.candidates[0]
    if place.kind != "Place":
        return False
    return tuple(fold(place.label("ar") or "").split()) in phrase_list("meetings", "wide")


def _is_represented(mention: Mention) -> bool:
    """Whether its embassy is meant, wherever that is, or its crisis: «في سفارة كينيا», «أملا بإنهاء أزمات كينيا»."""
    elsewhere = words("meetings", "missions") | words("meetings", "situations")
    return any(bare(head) in elsewhere for head in mention.heads)


def _apart(mention: Mention) -> int:
    """How many nouns stand before it, but those that are a part of a place or a building."""
    return sum(
        bare(head) not in words("nouns", "place_parts")
        and bare(head) not in words("nouns", "fillers")
        for head in mention.heads
    )


def _is_matter(sentence: Sentence, position: int) -> bool:
    """Whether the word opens what the meeting is about, or an event that it follows."""
    form = sentence.forms[position]
    if _opens_matter(form):
        return True
    if form not in _CUT_OFF:
        return False
    start = sentence.tokens[position].start
    return not any(time.start <= start + len(form) + 1 < time.end for time in sentence.times)


@lru_cache(maxsize=65536)
def _opens_matter(form: str) -> bool:
    if form in words("meetings", "matters"):
        return True
    return is_verb_among(form, listed_forms("meetings", "matter_verbs"))


@lru_cache(maxsize=65536)
def was_held(form: str) -> bool:
    """Whether `form` says of the meeting before it that it took place: «محادثات أجراها فلان»."""
    pasts = listed_forms("meetings", "taking_place", "past")
    return any(
        not r.preposition and any(r.rest.removesuffix(s) in pasts for s in ("", "ها", "ه"))
        for r in readings(form)
    )
