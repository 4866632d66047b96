"""Agreement: whether a verb's gender lets what stands after it be its subject: not «دعا إيران …»."""

from functools import lru_cache

from mithaq.ingest.lexicon import words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tokens import bare, readings
from mithaq.ingest.triggers import Trigger

_FEMININE = "ه"
_SHE, _HE = "ت", "ي"
_THEY = ("وا", "ون")
_COUNTRY = "بلاد"


def agrees(sentence: Sentence, trigger: Trigger, mention: Mention) -> bool:
    """Whether the mention may be the subject of the verb before it, by gender and number."""
    if trigger.form.kind != "verb":
        return True
    verb = trigger.form.words[0].removesuffix(trigger.form.suffix)
    if trigger.form.several or verb.endswith(_THEY):
        return False  # «حثوا أنقرة»: they are told before
    gender = gender_of(sentence, mention)
    if not gender:
        return True
    return gender == _verb_gender(verb, past=trigger.form.tense == "past")


def may_stand_before(sentence: Sentence, mention: Mention, trigger: Trigger) -> bool:
    """Whether a past verb agrees with who is named before it: not «المنظمة تشكل …», which is no past."""
    kind = mention.candidates[0].kind
    if trigger.form.tense != "past" or mention.conjunction:
        return True
    verb = trigger.form.words[0].removesuffix(trigger.form.suffix)
    if kind == _STATE and verb.startswith(_SHE):  # «الهند تسلم البرازيل …» hands over
        return gender_of(sentence, mention) != "f" or verb.endswith((_SHE, _THEY_ALL))
    if kind not in _BODIES or (mention.heads and kind != _PAPER):
        return True
    if mention.how in ("person", "representative"):
        return True
    last = mention.last if mention.how == "reference" else mention.first + 1
    feminine = any(_noun_gender(form) == "f" for form in sentence.forms[mention.first : last])
    return not feminine or verb.endswith((_SHE, _THEY_ALL))


_PAPER = "Treaty"
_STATE = "State"
_BODIES = frozenset({"Alliance", "Organization", _PAPER})
_THEY_ALL = "ا"
"""How a past verb of two or more ends: «وقعتا», «وقعوا»."""


def are_many(sentence: Sentence, trigger: Trigger, position: int) -> bool:
    """Whether a verb of several men may have the mention before it: not «أرسلت كندا 200 جندي لينضموا إلى …»."""
    mention = sentence.mentions[position]
    if not trigger.form.words[0].removesuffix(trigger.form.suffix).endswith(_THEY):
        return True
    alone = mention.how == "name" and mention.candidates[0].kind in _LANDS
    return not alone or bool(mention.heads) or len(sentence.groups[position]) > 1


_LANDS = frozenset({"State", "Place"})


def is_first_person(trigger: Trigger) -> bool:
    """Whether who speaks tells of himself: «نطالب الحلف …» asks the alliance."""
    return trigger.form.tense == "present" and trigger.form.words[0].startswith(("ن", "ا"))


def may_be_described(sentence: Sentence, relative: int, mention: Mention) -> bool:
    """Whether a relative pronoun may mean a land: not in «قادة الحزب في كينيا الذي …»."""
    pronoun = sentence.words(relative, relative + 1)
    named = mention.how == "name" and not mention.heads
    land = named and mention.candidates[0].kind in _LANDS
    return _WHO.isdisjoint(pronoun) or not land or gender_of(sentence, mention) != "f"


def may_do(sentence: Sentence, trigger: Trigger, position: int) -> bool:
    """Whether the noun at `position`, right after a verb, may be its subject.

    Not «وحث الحكومة على …», for her gender, nor «وطالب الحلفاء الأوروبيين بـ …», for their case.
    """
    verb = trigger.form.words[0].removesuffix(trigger.form.suffix)
    form = sentence.forms[position]
    gender = "f" if form.endswith(_FEMININES) else _noun_gender(form)
    if gender and gender != (_verb_gender(verb, past=trigger.form.tense == "past") or gender):
        return False
    for word in sentence.forms[position : position + _ADJECTIVES]:
        if not word.startswith("ال"):
            break
        if word.endswith(_OBLIQUE):
            return False
    return True


_FEMININES = ("ات",)
_OBLIQUE = ("يين", "ولين", "مين", "دين", "رين", "عين", "حين", "فين", "كين", "بين")
_ADJECTIVES = 3


def _verb_gender(verb: str, *, past: bool) -> str:
    if past:
        return "f" if verb.endswith(_SHE) else "m"
    return {_SHE: "f", _HE: "m"}.get(verb[0], "")


def gender_of(sentence: Sentence, mention: Mention) -> str:
    """The gender of what a mention says, where its words show it."""
    if mention.how == "reference" and bare(sentence.forms[mention.first]) == _COUNTRY:
        return "f"
    if mention.how not in ("name", "representative"):
        return ""
    if mention.heads:
        return _noun_gender(mention.heads[0])
    first = sentence.forms[mention.first]
    if mention.how == "name" and mention.candidates[0].kind in ("State", "Place"):
        return _state_gender(first)
    return _noun_gender(first)


@lru_cache(maxsize=4096)
def _state_gender(form: str) -> str:
    rests = {reading.rest for reading in readings(form)}
    return "" if rests & words("nouns", "masculine_names") else "f"


@lru_cache(maxsize=4096)
def _noun_gender(form: str) -> str:
    rests = {bare(reading.rest) for reading in readings(form)}
    if rests & words("nouns", "masculine_heads"):
        return "m"
    if rests & words("nouns", "people_heads"):
        return ""
    if rests & words("nouns", "feminine_heads"):
        return "f"
    return "f" if any(r.endswith(_FEMININE) for r in rests) else ""


def is_meant(sentence: Sentence, trigger: Trigger, mention: Mention) -> bool:
    """Whether «وهو» or «وهي» before a trigger may mean whom a mention names: «… في اليمن، وهي عضو في …»."""
    (pronoun,) = sentence.words(trigger.first - 1, trigger.first) or ("",)
    if pronoun not in _MEANT or sentence.forms[trigger.first] in _IN_APPOSITION:
        return True  # «لبنان، وهي دولة …»
    kind = mention.candidates[0].kind
    if kind == _GROUP and sentence.forms[mention.last - 1].endswith(_PEOPLE):
        return False  # «الحوثيين …، وهي»
    if mention.how != "name" or kind not in (_STATE, "Place"):
        return True
    return (gender_of(sentence, mention) == "f") is (_MEANT[pronoun] == "f")


_GROUP = "ArmedGroup"
_PEOPLE = ("ين", "ون")
_MEANT = {"وهي": "f", "هي": "f", "وهو": "m", "هو": "m"}
_IN_APPOSITION = frozenset({"دوله", "بلد", "الدوله", "البلد"})


def is_of_other_gender(sentence: Sentence, relative: int, mention: Mention) -> bool:
    """Whether «الذي» takes up a masculine noun and no state: «الاتفاق بين كندا وليبيا الذي …»."""
    return sentence.forms[relative] == "الذي" and gender_of(sentence, mention) == "f"


def is_whose(relative: str, suffix: str) -> bool:
    """Whether a relative pronoun is the verb's subject: its suffix, if any, means another."""
    return (
        not suffix
        or (relative in _HERS and suffix in _HIS)
        or (relative in _WHO and suffix in _NOT_HIS)
    )


_HERS, _WHO = frozenset({"التي", "والتي"}), frozenset({"الذي", "والذي"})
_HIS, _NOT_HIS = frozenset({"ه", "هم"}), frozenset({"ها", "هم"})
