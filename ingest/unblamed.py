"""Unblamed: who is named in what a stance is about, and yet is not whom it is aimed at."""

from mithaq.ingest.lexicon import words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.triggers import Trigger

_BLAME = "stance/criticises"
_PARTIES = frozenset({"State", "Alliance", "Organization", "ArmedGroup"})


def is_only_told_of(trigger: Trigger, named: Mention) -> bool:
    """Whether a clause only tells what a party does: no word judges it, and no act of its is named."""
    pattern = trigger.form.pattern
    blamed = any(slot.constant == _BLAME for slot in pattern.slots)
    party = named.candidates[-1].kind in _PARTIES and not named.heads
    return blamed and not pattern.near and party


def is_of_parliament(sentence: Sentence, named: Mention) -> bool:
    """Whether a state's name stands for its parliament alone."""
    return named.how == "representative" and sentence.has_among(
        named.first, named.last, words("reports", "parliaments")
    )
