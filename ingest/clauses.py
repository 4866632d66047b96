"""Clauses: what a mention is to the words around it, whatever the trigger."""

from collections.abc import Sequence
from functools import lru_cache

from mithaq.ingest.fillings import Filling
from mithaq.ingest.grammar import preposition_before
from mithaq.ingest.lexicon import words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.proclitics import attached_preposition, carries_with
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.steps import own_negation
from mithaq.ingest.tokens import bare, readings
from mithaq.ingest.triggers import Trigger

_ARTICLE = "ال"
_THEY = "وا"
_MANY = ("ون", "ين")
_OBJECT = 3
"""How many words after a verb may hold its object: «شنت عشرات الغارات»."""
_BLOW = 6
"""How many words before a verb may stand the blow that is its subject."""
_WHERE = frozenset({"في", "ب", "قرب"})
_TO = "ل"
_CLOSE = 0.2
_DOERS = frozenset({"State", "ArmedGroup", "Alliance"})
_OPENED = 3
"""How many words may lie between the comma that opens an aside and the name in it."""


def begin_of(mention: Mention) -> int:
    """The token where the mention begins, with the preposition and the nouns that govern it."""
    return mention.governor if 0 <= mention.governor < mention.first else mention.first


def is_aside(sentence: Sentence, mention: Mention) -> bool:
    """Whether it only tells whose another is: «الميليشيات الموالية لإيران», «التحالف الذي تقوده روسيا»."""
    if mention.how == "office" and sentence.forms[mention.first] in words("nouns", "asides"):
        return True  # «وقعت الأردن، ممثلة بوزارة المالية، اتفاقية»
    before = begin_of(mention) - 1
    if before >= 0 and sentence.forms[before] in words("nouns", "asides"):
        if mention.preposition == "بين":
            return False  # «الاشتباكات الحدودية بين كذا وكذا»
        if mention.preposition == _WITHIN and sentence.forms[before] == _OPPOSITION:
            return False  # «مواقع المعارضة في كذا»
        # no «القوات … المتحالفة»
        return before not in sentence.named
    return sentence.has_comma(mention.last) and _is_set_off(sentence, mention)


_WITHIN = "في"  # in
_OPPOSITION = "المعارضه"  # the opposition


def _is_set_off(sentence: Sentence, mention: Mention) -> bool:
    """Whether a comma and «one of» open it: «السويد، أحدث أعضاء الحلف، …»."""
    first = min(begin_of(mention), mention.first)
    for position in range(mention.first, max(first - _OPENED, 0), -1):
        if sentence.forms[position] in words("nouns", "ranks"):
            return sentence.has_comma(position - 1)
    return False


def is_seat_of(sentence: Sentence, mention: Mention) -> bool:
    """Whether a town is called by it: «في الأبيض، عاصمة ولاية كذا»."""
    first = begin_of(mention)
    before = sentence.words(first - 2, first) + sentence.forms[first : mention.first]
    return any(form in words("violence", "apart") for form in before)


def is_setting(mention: Mention) -> bool:
    """Whether the mention says where: «في كركوك», «بمحافظة كركوك»; a capital may be its state."""
    return mention.preposition in _WHERE and mention.candidates[0].kind == "Place"


def strikes_another(sentence: Sentence, trigger: Trigger, mention: Mention) -> bool:
    """Whether it does what a verbal noun names, to what follows it: «قصف تركيا لبلدة كذا»."""
    if trigger.form.kind != "noun" or mention.first != trigger.last:
        return False
    if mention.candidates[0].kind not in _DOERS:
        return False
    following = sentence.words(mention.last, mention.last + 1)
    if any(map(_is_struck, following)):
        return True
    return any(
        m.preposition == _TO and 0 <= sentence.gap(mention.last, begin_of(m)) <= _CLOSE
        for m in sentence.mentions
        if m.first >= mention.last and m.how != "demonym"
    ) or any(
        m.first == mention.last and m.how != "demonym" and not (m.preposition or m.conjunction)
        for m in sentence.mentions
    )


@lru_cache(maxsize=65536)
def _is_struck(form: str) -> bool:
    """Whether a word after ل is a building or the like, or two of them: «لحقلي …»."""
    buildings = words("violence", "buildings")
    return any(
        r.preposition == _TO and not buildings.isdisjoint((bare(r.rest), r.rest[:-1]))
        for r in readings(form)
    )


def opens_clause(sentence: Sentence, mention: Mention) -> bool:
    """Whether the mention opens its sentence or a clause joined to it: «…، وفي كركوك قتل …»."""
    begin = begin_of(mention)
    if begin <= 1:
        return True
    before, form = sentence.classes[begin - 1], sentence.forms[begin]
    return before in ("complementizer", "subordinator") or (before == "mark" and form[0] in "وف")


def stands_before(sentence: Sentence, trigger: Trigger, mention: Mention) -> bool:
    """Whether it stands right before the verb, whose object a noun after it then is: «الحركة ذبحت رهينة»."""
    return mention.last == own_negation(sentence, trigger.first) and not mention.preposition


def has_own_subject(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a noun that no frame knows follows the verb and so is its subject: «شن خطيب هجوما»."""
    position = trigger.last
    if trigger.form.kind != "verb" or position >= len(sentence.tokens):
        return False
    if _follows_its_subject(sentence, trigger):
        return True
    before = sentence.classes[max(trigger.first - 1, 0) : trigger.first]
    if tuple(before) == ("relative",) and not trigger.form.suffix:
        return False  # «القوات التي تحاصر مدينة …»
    form = sentence.forms[position]
    if sentence.classes[position] != "word" or form.endswith("ا"):
        return False
    if form in words("violence", "amounts") or form in words("reports", "manner"):
        return False
    if attached_preposition(sentence.forms[position]) or carries_with(sentence.forms[position]):
        return False  # «واتهمتها بمساندة …»
    if position in sentence.named or sentence.is_timed(position):
        return False  # another rule says who it is
    pattern = trigger.form.pattern
    near = {phrase[0] for phrase in (*pattern.near, *pattern.theme)}
    following = sentence.words(position, position + _OBJECT)
    wanted = next((n for n, word in enumerate(following) if _is_near(word, near)), None)
    # «شن سلسلة غارات» has an object there; in «شن خطيب هجوما» only the accusative is the object
    return wanted is None or (wanted > 0 and following[wanted].endswith("ا"))


def is_anothers(sentence: Sentence, trigger: Trigger, fillings: Sequence[Filling]) -> bool:
    """Whether somebody whom no list knows did it, so that those told of before did not."""
    if not trigger.form.pattern.elliptic or trigger.form.kind != "verb":
        return False
    if any(f.slot.together and f.participants for f in fillings):
        return False
    if sentence.has_among(trigger.first - _BLOW, trigger.first, words("violence", "blows")):
        return False  # «الضربات … أصابت وحدات»
    return has_own_subject(sentence, trigger)


def _follows_its_subject(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a plural right before a plural verb is its subject: «تدعم مسلحين هاجموا القاعدة»."""
    position = trigger.first - 1
    if position < 0 or not trigger.form.words[0].endswith(_THEY):
        return False
    form = sentence.forms[position]
    if (
        not form.endswith(_MANY)
        or form.startswith(_ARTICLE)
        or sentence.classes[position] != "word"
    ):
        return False
    return position not in sentence.named


def follows_another(sentence: Sentence, trigger: Trigger, mention: Mention) -> bool:
    """Whether somebody else stands right after the verb: «روسيا … قصف الوزير …» is no deed of hers."""
    return trigger.form.kind == "verb" and any(
        m.first == trigger.last
        and m.how in ("person", "office")
        and m != mention
        and not _speaks_for(sentence, m, mention)
        for m in sentence.mentions
    )


def _speaks_for(sentence: Sentence, office: Mention, mention: Mention) -> bool:
    """Whether a nameless office is only the voice of who is named right after it: «متحدث باسم كذا»."""
    return (
        office.how == "office"
        and mention.first == office.last
        and sentence.forms[office.last - 1] in _IN_THE_NAME_OF
    )


_IN_THE_NAME_OF = frozenset({"باسم", "بلسان"})  # in the name of, with the tongue of


def is_alone(sentence: Sentence, mention: Mention, trigger: Trigger) -> bool:
    """Whether only the last of a list is meant: «… ومصر بعد خروجها», «… ومصر التي ستخرج», «… ومصر العضو في».

    Not so where the noun is what all of them announce: «أعلنت مالي والنيجر انسحابها».
    """
    if mention.last > trigger.first:
        return False
    if trigger.form.kind == "noun":
        told_of_one = not words("nouns", "of_one").isdisjoint(trigger.form.words)
        if told_of_one and mention.last == trigger.first:
            return True
        return trigger.form.suffix in ("ه", "ها") and _is_circumstance(sentence, trigger)
    return sentence.words(mention.last, mention.last + 1) in (("التي",), ("الذي",))


def _is_circumstance(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a preposition makes the noun the setting of something else: «بعد خروجها»."""
    before = preposition_before(sentence.tokens, trigger.first)
    name = trigger.preposition if before is None else before[1]
    return name in words("status", "presupposing")


def is_far_from_relative(sentence: Sentence, trigger: Trigger, mention: Mention) -> bool:
    """Whether another noun stands nearer to the relative pronoun: «دانت … حادث التفجير الذي استهدف»."""
    relative = trigger.first - 1
    if relative < 0 or sentence.classes[relative] != "relative" or mention.last > relative:
        return False
    inside = {
        n for m in sentence.mentions if m.first >= mention.last for n in range(m.first, m.last)
    }
    return any(
        sentence.classes[n] == "word"
        and n not in inside
        and not sentence.forms[n].startswith(_ARTICLE)
        for n in range(mention.last, relative)
    )


def _is_near(form: str, near: set[str]) -> bool:
    return any(reading.rest in near or bare(reading.rest) in near for reading in readings(form))
