"""Adoptions: whose resolution takes a stance that it tells: «تبنى مجلس الأمن قرارا يدين الهجوم»."""

from mithaq.ingest.lexicon import words
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tellings import is_beside, speaker_named, tells
from mithaq.ingest.tokens import unjoined
from mithaq.ingest.triggers import Trigger

_WITHIN = 7
"""How many words may stand between a resolution and what it tells: «القرار رقم 2337 الذي …»."""
_FURTHEST = 14
_OVER = frozenset({"number", "mark", "auxiliary"})
_CLAUSES = frozenset({"complementizer", "subordinator", "negator"})


def adopter(sentence: Sentence, trigger: Trigger) -> int | None:
    """The mention of those who adopted the resolution that is the verb's subject."""
    paper = resolution_before(sentence, trigger.first)
    if paper is None:
        return None
    for verb in range(paper - 1, max(paper - _FURTHEST, -1), -1):
        if sentence.classes[verb] in _CLAUSES:
            return None
        if not tells(sentence.forms[verb], "adopting"):
            continue
        for position, mention in enumerate(sentence.mentions):
            between = mention.first > verb and mention.last > paper
            if not between and speaker_named(mention) and is_beside(sentence, verb, mention):
                return position
        return None
    return None


def resolution_before(sentence: Sentence, verb: int) -> int | None:
    """Where the resolution stands whose clause the verb opens."""
    first = verb - 1
    relative = first >= 0 and sentence.classes[first] == "relative"
    first -= relative
    for position in range(first, max(first - _WITHIN, -1), -1):
        form = unjoined(sentence.forms[position])
        if form in words("reports", "resolutions"):
            return position if relative or not form.startswith("ال") else None
        passed = sentence.classes[position] in _OVER or sentence.is_timed(position)
        if not passed and form not in words("reports", "resolution_words"):
            return None
    return None
