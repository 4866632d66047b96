"""Askers: who asked for the help that a later clause denies: «طلبت … من الحلف …، لكنه لم يستجب»."""

from collections.abc import Iterator
from functools import cache

from mithaq.ingest.clauses import has_own_subject
from mithaq.ingest.lexicon import words
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tellings import is_beside, speaker_named, tells
from mithaq.ingest.tokens import rests
from mithaq.ingest.triggers import Trigger
from mithaq.ingest.voices import PARTS
from mithaq.ingest.wordfamilies import family

_NAMED = 0.1
_UNDERSTOOD = 0.6
"""What it costs that a clause names nobody, and means who was asked."""
_WHOM = frozenset({"", "من", "الي", "ب"})
_ASKED_FOR = (
    "@help.aid",
    "@help.arms",
    "@help.forces",
    "@help.strikes",
    "@help.aiding",
    "@help.sending",
)


def askers(sentence: Sentence, trigger: Trigger) -> Iterator[tuple[int, float]]:
    """Who asks for help in a clause before the trigger."""
    found = _request(sentence, trigger.first)
    if found is not None:
        yield found[1], _NAMED


def asked(sentence: Sentence, trigger: Trigger) -> Iterator[tuple[int, float]]:
    """Whom the request before the trigger is addressed to."""
    found = _request(sentence, trigger.first)
    named_after = any(m.first == trigger.last for m in sentence.mentions)
    if found is None or named_after or has_own_subject(sentence, trigger):
        return
    verb, asker = found
    for position, mention in enumerate(sentence.mentions):
        between = verb < mention.first and mention.last <= trigger.first
        if between and position != asker and not mention.heads and mention.preposition in _WHOM:
            yield position, _UNDERSTOOD
            return


def _request(sentence: Sentence, last: int) -> tuple[int, int] | None:
    """The nearest verb before token `last` that asks for help, and the mention of who asks."""
    for verb in range(last - 1, -1, -1):
        if sentence.forms[verb] in PARTS:
            return None
        if tells(sentence.forms[verb], "asking") and _for_help(sentence.words(verb + 1, last)):
            denied = verb and sentence.classes[verb - 1] == "negator"
            return None if denied else _asker(sentence, verb)
    return None


def _for_help(forms: tuple[str, ...]) -> bool:
    return any(rest in _helps() for form in forms for rest in rests(form))


@cache
def _helps() -> frozenset[str]:
    """The words for what is asked for: help by its own name, arms, men, and what they do."""
    listed = (phrase for entry in _ASKED_FOR for phrase in family(entry))
    return words("reports", "help").union(phrase[0] for phrase in listed if len(phrase) == 1)


def _asker(sentence: Sentence, verb: int) -> tuple[int, int] | None:
    for position, mention in enumerate(sentence.mentions):
        if speaker_named(mention) is not None and is_beside(sentence, verb, mention):
            return verb, position
    return None
