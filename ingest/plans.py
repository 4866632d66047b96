"""Plans: what somebody only backs, objects to or calls for, and so is not done: «تؤيد الجزائر عودة سوريا»."""

from mithaq.ingest.cues import cue_of
from mithaq.ingest.lexicon import words
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tokens import COMMAS, is_one_of, unjoined
from mithaq.ingest.triggers import Trigger
from mithaq.ingest.verbs import listed_forms

_DONE = frozenset({"Incident", "Meeting", "Visit", "Statement", "Accusation", "TreatySigning"})
"""What is backed or blamed after it was done: «أيدت كينيا الضربات»."""
_LONGEST = 40
"""How many words an aside may have."""
_WHO = 12
"""How many words may tell who backs it, between the verb and the plan."""
_FOR, _UPON = "ل", "علي"


def is_only_wanted(sentence: Sentence, trigger: Trigger, first: int, preposition: str) -> bool:
    """Whether the noun, with what governs it from token `first`, is but a plan that somebody judges."""
    if trigger.form.frame.fact in _DONE:
        return False
    if preposition in ("", _FOR) and any(_backs(sentence, n - 1) for n in (first, trigger.first)):
        return True  # «تأييدها لعودة سوريا», «تأييدها عودة سوريا»
    verb = _verb_before(sentence, first)
    if verb is None:
        return False
    form = sentence.forms[verb]
    if preposition == _UPON:
        return is_one_of(form, listed_forms("status", "objecting"))
    if not preposition and is_one_of(form, listed_forms("status", "backing")):
        return True
    resumed = sentence.has_comma(first - 1)
    return resumed and cue_of(sentence.forms, verb) == "possible"


def _backs(sentence: Sentence, position: int) -> bool:
    form = sentence.forms[position] if position >= 0 else ""
    return unjoined(form) in words("status", "backing_nouns")


def caller_before(sentence: Sentence, position: int) -> int | None:
    """The verb of calling that goes on at token `position`, past an aside: «دعا فلان، الذي غادر، إلى …»."""
    if not sentence.has_comma(position - 1):
        return None
    verb = _verb_before(sentence, position)
    called = verb is not None and is_one_of(
        sentence.forms[verb], listed_forms("reports", "appeals")
    )
    return verb if called else None


def _verb_before(sentence: Sentence, first: int) -> int | None:
    """The verb of which the words at token `first` are the object, past who does it and an aside on him."""
    position = first - 1
    if sentence.has_comma(position):
        opened = _opening(sentence, position)
        if opened is None:
            return None
        position = opened - 1
    for word in range(position, max(position - _WHO, -1), -1):
        if word not in sentence.named and sentence.classes[word] != "word":
            return word if sentence.classes[word] == "verb" else None
    return None


def _opening(sentence: Sentence, closing: int) -> int | None:
    """Where the comma stands that opens the relative clause which the one at `closing` ends."""
    for position in range(closing - 1, max(closing - _LONGEST, 0), -1):
        if sentence.forms[position] in COMMAS:
            relative = sentence.classes[position + 1] == "relative"
            return position if relative else None
    return None
