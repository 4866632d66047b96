"""Negations: what a clause denies, and what alone it says happened."""

from mithaq.ingest.cues import BROKEN, cue_of
from mithaq.ingest.governingverbs import before_adverbials
from mithaq.ingest.lexicon import words
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tokens import is_among, is_one_of
from mithaq.ingest.triggers import Trigger
from mithaq.ingest.verbs import listed_forms

_BEHIND = 12
_DENIED = 6
_HANDING = frozenset({"negator", "complementizer"})
"""Before a verb that the text no longer says in its own voice."""


def negated(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a negator stands right before the trigger, or before the verb that governs a noun."""
    if trigger.form.pattern.stative and _denied(sentence, trigger.first):
        return True
    position = trigger.first - 1
    if trigger.form.kind == "noun":
        position = before_adverbials(sentence, position)  # «لن تعقد في الدوحة القمة»
    verbs = 0
    while position >= 0:
        name = sentence.classes[position]
        if name == "negator" or sentence.forms[position] in words("status", "almost"):
            return True
        if sentence.forms[position] in _THAT_NOT and sentence.classes[position + 1] == "verb":
            return True
        if trigger.form.kind == "noun" and sentence.forms[position] in words("status", "there_is"):
            pass  # «لن يكون هناك أي لقاء»
        elif name == "verb" and trigger.form.kind == "noun" and not verbs:
            verbs += 1
        elif name != "auxiliary" and sentence.forms[position] != "ان":
            return False
        position -= 1
    return False


_THAT_NOT = frozenset({"الا", "بالا"})
"""Before a verb that shall not be done: «تعهدت كندا ألا ترسل قوات»; «إلا» stands before no verb."""


def plan_denied(sentence: Sentence, plan: int) -> bool:
    """Whether the noun at `plan`, which names what somebody means to do, is denied: «نفت كينيا نيتها الانسحاب»."""
    if sentence.words(plan - 1, plan) in _LACK:
        return True
    for position in range(plan - 1, max(plan - _DENIED_NEAR, -1), -1):
        if sentence.forms[position] in BROKEN or sentence.classes[position] == "complementizer":
            return False
        if sentence.classes[position] == "verb" and position not in sentence.named:
            return is_one_of(sentence.forms[position], listed_forms("status", "denials"))
    return False


_LACK = frozenset({("عدم",), ("بعدم",)})  # the lack of; with the lack of
_DENIED_NEAR = 8


def called_off(sentence: Sentence, position: int) -> bool:
    """Whether a verb right before the noun at `position` calls off what it names: «ألغيت القمة المقررة»."""
    if not position or sentence.classes[position - 1] != "verb":
        return False
    before = sentence.classes[position - 2] if position > 1 else "mark"
    return cue_of(sentence.forms, position - 1) == "negated" and before not in _HANDING


def put_off(sentence: Sentence, position: int) -> bool:
    """Whether a verb that says no more calls off what the noun at `position` names, adverbs between.

    «تأجلت للمرة الثانية هذا العام القمة التي كان مقررا عقدها».
    """
    for n in range(position - 1, max(position - _ADVERBS, 0) - 1, -1):
        if _is_off(sentence.forms[n]):
            return n == 0 or sentence.classes[n - 1] not in _HANDING
        if sentence.forms[n] not in words("status", "adverbs_of_delay"):
            return False
    return False


_ADVERBS = 8


def _is_off(form: str) -> bool:
    """Whether a verb says that a plan is off; «ألغي» begins with no article."""
    off = words("status", "called_off")
    return form in off or is_among(form, off)


def given_up(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether what had been planned came to nothing: «كان من المقرر أن يجتمعا، لكن اللقاء ألغي»."""
    if sentence.forms[trigger.last - 1] in words("status", "called_off"):
        return False
    before = frozenset(sentence.words(trigger.first - _PLAN, trigger.first))
    had_been = words("status", "had_been")
    planned = words("meetings", "plans") - had_been - _JOINTS
    if before.isdisjoint(had_been) or before.isdisjoint(planned):
        return False
    but = False
    for form in sentence.words(trigger.last, trigger.last + _PLANNED):
        but = but or form in words("status", "but")
        if but and _is_off(form):
            return True
        if form in _ENDS:
            return False
    return False


_PLAN = 5
_JOINTS = frozenset({"من", "ان", "قد", "لها", "له", "انه"})
_ENDS = frozenset({".", "؛", ";", "؟", "!"})


def called_off_after(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a verb with nobody after it says that what was planned is off: «القمة التي كانت مقررة ألغيت».

    What a clause begins with is planned too, where its first verb says so: «إن توقيع الاتفاق أرجئ».
    """
    form = trigger.form.words[0]
    articled = form.startswith("ال") and sentence.forms[trigger.first].endswith(form)
    topic = _is_topic(sentence, trigger.first)
    if not articled and not topic:
        return False
    relative = False
    for position in range(trigger.last, min(trigger.last + _PLANNED, len(sentence.tokens))):
        form = sentence.forms[position]
        if form in words("status", "called_off") and (topic or relative):
            following = sentence.words(position + 1, position + 2)
            whither = sentence.classes[position + 1 : position + 2] == ("preposition",)
            return whither or not any(word.startswith("ال") for word in following)
        topic = topic and form not in _ENDS and (relative or sentence.classes[position] != "verb")
        relative = relative or sentence.classes[position] == "relative"
    return False


def _is_topic(sentence: Sentence, first: int) -> bool:
    """Whether a noun opens its sentence or what somebody says: «قال إن توقيع الاتفاق …»."""
    return not first or sentence.classes[first - 1] == "complementizer"


_PLANNED = 22


def excepted(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a negated clause tells what alone happened: «لم يفعّل الحلف المادة سوى مرة»."""
    for form in sentence.words(trigger.last, trigger.last + _BEHIND):
        if form in BROKEN:
            return False
        if form in words("status", "excepting"):
            return True
    return False


def _denied(sentence: Sentence, last: int) -> bool:
    """Whether what holds is denied over its subject: «ليست سويسرا عضوا في الاتحاد»."""
    for position in range(last - 1, max(last - _DENIED, -1), -1):
        if sentence.forms[position] in words("status", "denying"):
            return True
        if sentence.forms[position] in words("status", "holding"):
            return position > 0 and sentence.classes[position - 1] == "negator"
        if sentence.forms[position] in BROKEN or sentence.classes[position] == "verb":
            return False
    return False
