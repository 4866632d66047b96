"""Bare triggers: what is written like a past and is a noun, for a verb before it governs it."""

from dataclasses import replace

from mithaq.ingest.cues import BROKEN, adjectives
from mithaq.ingest.finite import is_bare_past
from mithaq.ingest.lexicon import common_words, words
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tokens import bare
from mithaq.ingest.triggers import Trigger

_MOST = 12
_PAIR = 2
_OPENING = frozenset({"complementizer", "subordinator", "relative"})
_QUOTED = frozenset({'"', "-", "("})
_ALEF_MAQSURA = "ى"
_ARTICLE = "ال"
_TO = "ل"


def is_governed_noun(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a bare past is a noun: «قررت … نشر قوات», where a clause has its verb already."""
    if trigger.form.kind != "verb" or trigger.form.tense != "past" or trigger.form.suffix:
        return False
    form = sentence.forms[trigger.first]
    if form == "و" + trigger.form.words[0] and _is_paired(sentence, trigger.first - 1):
        return True
    if form != trigger.form.words[0] or not is_bare_past(form):
        return False
    if sentence.text[sentence.tokens[trigger.first].end - 1] == _ALEF_MAQSURA:
        return False  # «نفى», and not «نفي»
    if set(sentence.words(trigger.first - 1, trigger.first)) & words("verbs", "ushers"):
        return False  # «من جهته رحب …»
    if (*sentence.words(trigger.first - 1, trigger.first),) in trigger.form.pattern.near:
        return False  # «لقاء جمع كذا وكذا»
    if _is_after_a_noun(sentence, trigger.first - 1):
        return True
    if _describes_a_noun(sentence, trigger.first):
        return False
    for position in range(trigger.first - 1, max(trigger.first - _MOST, -1), -1):
        name = sentence.classes[position]
        if name in _OPENING or sentence.forms[position] in BROKEN | _QUOTED:
            return False
        if name == "verb":
            return position not in sentence.named
    return False


def is_read_as_verb(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether the noun that is written like a verb is that verb here."""
    if not trigger.instead:
        return False
    form = replace(trigger.form, kind="verb", tense="past")
    return not is_governed_noun(sentence, replace(trigger, form=form))


def _is_paired(sentence: Sentence, before: int) -> bool:
    """Whether the noun before names a stance as well: «دعا إلى إدانة ورفض الانقلاب»."""
    return bool(set(sentence.words(before, before + 1)) & words("reports", "declared_nouns"))


def is_group(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a definite noun is a group, «المعارضة», and no act: «المعارضة لهذا القرار»."""
    if trigger.form.kind != "noun" or trigger.form.suffix:
        return False
    group = bare(trigger.form.words[0]) in words("nouns", "acts_and_groups")
    if not group or not trigger.form.words[0].startswith(_ARTICLE):
        return False
    return not any(form.startswith(_TO) for form in sentence.words(trigger.last, trigger.last + 2))


def _describes_a_noun(sentence: Sentence, first: int) -> bool:
    """Whether a clause goes on of an indefinite noun and its adjective: «اجتماعا ثلاثيا ضم …»."""
    before = sentence.words(first - 2, first)
    return len(before) == _PAIR and all(
        word.endswith("ا") and not word.startswith("ال") for word in before
    )


def _is_after_a_noun(sentence: Sentence, before: int) -> bool:
    """Whether the word before asks for a noun: «تم نشر …», «من المتوقع نشر …», «عملية نشر …»."""
    if before < 0 or before in sentence.named or sentence.is_timed(before):
        return False
    form = sentence.forms[before]
    if form in words("status", "brought_about") or form in adjectives("announced"):
        return True
    if form in adjectives("possible"):
        return True
    indefinite = not form.startswith("ال") and not form.endswith("ا")
    return sentence.classes[before] == "word" and indefinite and form in common_words()
