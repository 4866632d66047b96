"""Reactions: a blow that somebody answers, condemns or follows up, and that is not his own deed."""

from mithaq.ingest.lexicon import words
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tokens import bare, unjoined
from mithaq.ingest.triggers import Trigger

_TYPE = "Incident"
_REACH = 6
"""How many words may lie between a verb of judging and the blow that it is about."""


def is_anothers_blow(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether who stands before a blow's noun only speaks of it: «توعدت كينيا بالرد على اغتيال …».

    So with what came after it, «قطعت علاقاتها بعد خطف …», and with what it is condemned by.
    """
    if trigger.form.frame.fact != _TYPE or trigger.form.kind != "noun":
        return False
    first = trigger.first
    before = [unjoined(form) for form in sentence.words(max(first - _REACH, 0), first)]
    if not before:
        return False
    if before[-1] in words("violence", "afterwards"):
        return True
    governing = before[-1:] if trigger.preposition else before[-2:-1]
    preposed = bool(trigger.preposition) or before[-1] in words("violence", "answered_with")
    if preposed and any(_is_reaction(form) for form in governing):
        return True
    verbs = [n for n in range(max(first - _REACH, 0), first) if sentence.classes[n] == "verb"]
    return bool(verbs) and unjoined(sentence.forms[verbs[-1]]) in words("violence", "judged_by")


def is_answered(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether somebody strikes back for the blow, so that it was not his: «ردا على الهجوم الذي وقع في كذا»."""
    if trigger.form.frame.fact != _TYPE:
        return False
    first = trigger.first
    for position in range(first - 1, max(first - _ANSWER, 0) - 1, -1):
        if unjoined(sentence.forms[position]) in words("violence", "answers"):
            return True
        if sentence.classes[position] in ("verb", "mark"):
            return False
    return False


_ANSWER = 7
"""How many words may lie between an answer and the verb of the blow that it answers."""


def _is_reaction(form: str) -> bool:
    return not words("violence", "reactions").isdisjoint((form, bare(form)))
