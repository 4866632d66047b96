"""Ends of subjects: where a clause goes on after its subject, and all that is said of it."""

from collections.abc import Iterator

from mithaq.ingest.appeals import set_apart
from mithaq.ingest.communiques import communique, goes_by, is_of_paper
from mithaq.ingest.groups import group_after
from mithaq.ingest.instances import instances_after
from mithaq.ingest.lexicon import words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.mouthpieces import past_mouthpiece
from mithaq.ingest.opentitles import is_title, past_open_title
from mithaq.ingest.proclitics import (
    attached_preposition,
    carried_preposition,
    pointing_for,
    rarely_carried,
)
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tokens import bare
from mithaq.ingest.triggers import Trigger

_AGENTS = frozenset({"Person", "State", "Alliance", "Organization", "Body", "ArmedGroup"})
_SUBJECT_NEAR = 2
_LONGEST = 12
"""How many words a title may have, or the name of a paper."""


def starts(sentence: Sentence, trigger: Trigger) -> Iterator[int]:
    """Where the phrase may begin: after the subject, with all that explains it; after the verb."""
    beyond = beyond_owner(sentence, trigger)
    if beyond is not None:
        yield beyond
    own = past_own_state(sentence, trigger)
    if own is not None:
        yield own
    some = instances_after(sentence, trigger.last) if trigger.form.kind == "verb" else None
    if some is not None:
        yield some[1]
    after = [m for m in sentence.mentions if m.first >= trigger.last]
    subject = after[0] if after else None
    if subject is not None and not subject.preposition and subject.how != "demonym":
        furthest = _SUBJECT_NEAR if trigger.form.kind == "verb" else 0
        if subject.how == "person" and _is_titled(sentence, trigger.last, subject.first):
            furthest = _TITLES  # «تنديد الرئيس الفرنسي فلان بكذا»
        near = subject.first - trigger.last <= furthest and not _is_of_an_act(trigger, subject)
        if near and subject.of_kind(_AGENTS) is not None:
            position = sentence.mentions.index(subject)
            apart = set_apart(sentence, trigger.last, position)
            end = subject.last if apart else max(m.last for m in _list_of(sentence, subject))
            yield past_subject(sentence, trigger, _past_seat(sentence, subject, end))
    if trigger.form.kind == "verb" and goes_by(
        " ".join(sentence.words(trigger.last, trigger.last + 1))
    ):
        yield _past_paper(sentence, trigger.last + 1)  # «وأدان البيان …»
    paper = communique(sentence, trigger.last)
    if paper is not None:
        yield max(m.last for m in _list_of(sentence, sentence.mentions[paper]))
    if trigger.form.kind == "verb" and _is_joined_verb(sentence, trigger.last):
        yield trigger.last + 1  # «تدين وتستنكر بشدة …»
    group = group_after(sentence, trigger.last)
    yield trigger.last if group is None else group[2]


def past_own_state(sentence: Sentence, trigger: Trigger) -> int | None:
    """Where it goes on after the speaker's own state: «أكد الوزير المصري رفض القاهرة أي تدخل»."""
    if trigger.form.kind != "noun" or trigger.form.suffix:
        return None
    owner = next((m for m in sentence.mentions if m.first == trigger.last), None)
    if owner is None or owner.how == "demonym":
        return None
    states = {p for p in owner.candidates if p.kind == "State"}
    speaks = any(
        m.last <= trigger.first and not states.isdisjoint((*m.candidates, *m.behind))
        for m in sentence.mentions
    )
    return owner.last if speaks else None


def _is_titled(sentence: Sentence, first: int, last: int) -> bool:
    """Whether nothing but titles stands between a noun and a person: «تنديد الرئيس فلان»."""
    return first < last and all(
        bare(sentence.forms[n]) in words("reports", "title_heads") | words("nouns", "titles")
        for n in range(first, last)
    )


_TITLES = 2


def past_subject(sentence: Sentence, trigger: Trigger, end: int) -> int:
    """Where it goes on after all that is said of the subject whose name ends at token `end`."""
    matter = past_open_title(sentence, trigger, end)
    if matter is not None:
        return matter
    end = _past_title(sentence, past_mouthpiece(sentence, _past_adjective(sentence, end)))
    closing = any(map(sentence.has_comma, range(trigger.last, end)))
    one_of = set(sentence.words(end + 1, end + 2)) & words("nouns", "ranks")
    return end if closing and not one_of else _past_explanation(sentence, end)


def _past_adjective(sentence: Sentence, position: int) -> int:
    """Where it goes on after an adjective of the subject's state: «الحزب الشيعي اللبناني»."""
    described = any(
        m.first == position and m.how == "demonym" and not m.preposition and not m.conjunction
        for m in sentence.mentions
    )
    if not described or sentence.forms[position].endswith(_PEOPLE):
        return position
    return position + sentence.forms[position].startswith("ال")


_PEOPLE = ("ين", "ون")


def _past_explanation(sentence: Sentence, position: int) -> int:
    """Where it goes on after what two commas say of the subject: «فلان، أحد شيوخ القبيلة، …»."""
    if not sentence.has_comma(position):
        return position
    first = position + 1
    if first >= len(sentence.tokens) or not _explains(sentence, first):
        return position
    clause = sentence.classes[first] == "relative" or sentence.forms[first] in _WHICH
    for end in range(first + 1, min(first + _EXPLAINED, len(sentence.tokens))):
        if sentence.has_comma(end):
            return end
        if sentence.classes[end] in ("complementizer", "subordinator"):
            return position
        if sentence.classes[end] == "verb" and not clause and end not in sentence.named:
            return position
    return position


def _explains(sentence: Sentence, first: int) -> bool:
    """Whether a word right after the subject's comma says what the subject is."""
    form, name = sentence.forms[first], sentence.classes[first]
    if name == "relative" or form in _WHICH:
        return True
    if name != "word" or attached_preposition(form) is not None:
        return False
    if form.startswith("ال") and bare(form) in words("reports", "events"):
        return False  # «دانت كندا، الانتخابات في كذا»
    timed = sentence.is_timed(first)
    titled = form in words("nouns", "ranks") or form in words("reports", "title_heads")
    return titled or (form.startswith("ال") and not timed)


_WHICH = frozenset({"وهو", "وهي", "وهم"})
_EXPLAINED = 16


def _past_seat(sentence: Sentence, subject: Mention, position: int) -> int:
    """Where it goes on after where a mission is: «سفارة كينيا في الخرطوم»."""
    mission = any(bare(head) in words("reports", "missions") for head in subject.heads)
    if not mission or sentence.words(position, position + 1) not in _SEATED:
        return position
    return next((m.last for m in sentence.mentions if m.first == position + 1), position)


_SEATED = (("في",), ("لدي",))


def _past_paper(sentence: Sentence, position: int) -> int:
    """Where it goes on after «الختامي للقمة التي انعقدت في …،»."""
    end = position
    while end < len(sentence.tokens) and is_of_paper(sentence.forms[end]):
        end += 1
    if sentence.classes[end : end + 1] != ("relative",):
        return end
    for comma in range(end, min(end + _LONGEST, len(sentence.tokens))):
        if sentence.has_comma(comma):
            return comma + 1
    return end


def _is_of_an_act(trigger: Trigger, mention: Mention) -> bool:
    """Whether a noun before a name shows that it is no subject: «سيول تدين إطلاق بيونغ يانغ …»."""
    return trigger.form.kind == "verb" and any(
        bare(head) in words("reports", "matters") for head in mention.heads
    )


def _is_joined_verb(sentence: Sentence, position: int) -> bool:
    verbal = sentence.classes[position : position + 1] == ("verb",)
    return verbal and sentence.forms[position].startswith("و")


def _list_of(sentence: Sentence, mention: Mention) -> list[Mention]:
    """The mentions coordinated with one, itself first."""
    position = sentence.mentions.index(mention)
    return [sentence.mentions[n] for n in sentence.groups[position]]


def _past_title(sentence: Sentence, position: int) -> int:
    """Where it goes on after the office of whom a name just named: «فلان المستشار العسكري …، أن»."""
    if position >= len(sentence.tokens) or not is_title(sentence, position):
        return position
    for end in range(position + 1, min(position + _LONGEST, len(sentence.tokens))):
        if sentence.has_comma(end):
            return end + 1
        if sentence.classes[end] in ("verb", "complementizer"):
            return position
    return position


def beyond_owner(sentence: Sentence, trigger: Trigger) -> int | None:
    """Where it goes on with «ل» after whose a noun is, if it is somebody's: «رفض النواب للخطة»."""
    if trigger.form.kind != "noun" or trigger.form.suffix or not _owned_for(trigger):
        return None
    if sentence.forms[trigger.last - 1].endswith(_NUNATION) or _is_for(sentence, trigger.last):
        return None
    owned = trigger.form.words[-1] in words("nouns", "homelands")
    first = trigger.last if owned else trigger.last + 1
    for position in range(first, min(first + _OWNER, len(sentence.tokens))):
        if sentence.classes[position] not in ("word", "auxiliary"):
            return None
        degree = bare(sentence.forms[position]) in words("reports", "degrees")
        if owned and not degree and not _is_for(sentence, position):
            return None  # «رفض بلاده التدخل في الشؤون الداخلية لكينيا»
        if _is_for(sentence, position) or _is_rarely_for(sentence, position):
            return position
    return None


def _is_rarely_for(sentence: Sentence, position: int) -> bool:
    """Whether a rare word right after a name carries ل: «دعم الأمم المتحدة لتوجهات …»."""
    owned = any(mention.last == position for mention in sentence.mentions)
    named = any(mention.first == position for mention in sentence.mentions)
    return owned and not named and rarely_carried(sentence.forms[position]) == "ل"


def _owned_for(trigger: Trigger) -> bool:
    """Whether what the noun is about may follow with «ل»: not so «ضرورة محاسبة الدول …»."""
    return any(by.endswith(" ل") for slot in trigger.form.pattern.slots for by in slot.by)


_OWNER = 8
_NUNATION = "ا"


def _is_for(sentence: Sentence, position: int) -> bool:
    if position >= len(sentence.tokens):
        return False
    form = sentence.forms[position]
    return form in pointing_for() or form == "لما" or carried_preposition(form) == "ل"
