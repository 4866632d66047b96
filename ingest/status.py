"""Status: how a fact is said, by what governs its trigger and what follows it."""

from mithaq.ingest.adoptions import resolution_before
from mithaq.ingest.cues import clause_start, has_condition, scanned, told_from
from mithaq.ingest.facts import Saying, Status
from mithaq.ingest.lexicon import words
from mithaq.ingest.negations import excepted, given_up, negated
from mithaq.ingest.nounstatus import is_presupposed, noun_saying
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tokens import unjoined
from mithaq.ingest.triggers import Trigger

_AHEAD = 9
_RESTRICTED = 40
"""How many words may lie between what is announced and the condition that restricts it."""
_NEVER = "لن"
_PLANNED = frozenset({"Meeting", "Visit"})
"""What is planned for a day, and may be called off."""


def status_of(sentence: Sentence, trigger: Trigger, default: Status | None) -> Status:
    """The status of what `trigger` says in `sentence`."""
    return saying_of(sentence, trigger, default).status


def saying_of(sentence: Sentence, trigger: Trigger, default: Status | None) -> Saying:
    """The status of what `trigger` says, and whether the sentence shows it.

    The order of the tests is negation, question, condition, announcement, possibility; a verb in
    the past that nothing governs is actual. A pattern that tells what holds is only ever denied.
    """
    if default is not None:
        return Saying(default)
    if trigger.form.pattern.denied:
        return _denial(sentence, trigger)
    if negated(sentence, trigger):
        return Saying("actual" if excepted(sentence, trigger) else "negated")
    if trigger.form.pattern.stative:
        return Saying("actual")
    if trigger.form.frame.fact in _PLANNED and given_up(sentence, trigger):
        return Saying("negated")
    if sentence.question:
        return Saying("possible")
    if _conditional(sentence, trigger):
        return Saying("conditional")
    if trigger.future:
        return Saying("announced")
    if trigger.form.kind == "noun":
        return noun_saying(sentence, trigger)
    return _verb(sentence, trigger)


def _denial(sentence: Sentence, trigger: Trigger) -> Saying:
    """What a verb's denial tells: «لم يحضر القمة» that he was absent, «لن يحضرها» that he will be."""
    if not negated(sentence, trigger):
        return Saying("negated")
    ahead = any(f.endswith(_NEVER) for f in sentence.words(trigger.first - 2, trigger.first))
    return Saying("announced" if ahead else "actual")


def _conditional(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether the trigger stands in a condition, or is a future or present that one restricts."""
    if is_presupposed(sentence, trigger):
        return False
    low = clause_start(sentence, trigger.first)
    if has_condition(sentence, max(low - 1, 0), trigger.first):
        return trigger.form.tense != "past" or has_condition(
            sentence, trigger.first - 3, trigger.first
        )
    if trigger.form.kind == "noun" and noun_saying(sentence, trigger).status != "announced":
        return False
    if trigger.form.tense == "past":
        return False
    # «… إذا تأخر، في حين أعلنت أنها سترسل»: a condition of another clause is none of this
    nearest = max(low - 1, trigger.first - _RESTRICTED)
    return has_condition(sentence, nearest, trigger.last + _RESTRICTED)


def _verb(sentence: Sentence, trigger: Trigger) -> Saying:
    """A verb's status: a past is actual, a present what governs it, else what its pattern expects."""
    if trigger.form.tense == "past":
        return Saying("actual")
    expected = trigger.form.pattern.present
    low = clause_start(sentence, trigger.first)
    if expected == "actual":
        low = max(low, told_from(sentence, trigger.first))
    described = trigger.form.pattern.declared or trigger.form.frame.fact in (_BLAMED, _STATIONED)
    if described and sentence.classes[trigger.first - 1] == "relative":
        # «شدد على أن العملية التي تنفذها …», «زيارة كندا التي تتهم …», «يزور كندا التي تنشر قوات …»
        low = trigger.first
    if (
        trigger.form.frame.fact == _STANCE
        and resolution_before(sentence, trigger.first) is not None
    ):
        low = trigger.first  # «تبنى المجلس قرارا يدين …»
    cue = scanned(sentence, trigger, low, trigger.first)
    if cue is not None:
        return Saying(cue)
    if expected is None:
        return Saying("actual", firm=False)
    if expected == "announced" and (
        _is_under_way(sentence, trigger) or _is_told_next(sentence, trigger)
    ):
        return Saying("actual")
    return Saying(
        expected, firm=not sentence.headline
    )  # «الرئيس يتوجه إلى …»: as the text tells it


_BLAMED = "Accusation"
_STATIONED = "Deployment"
_STANCE = "Statement"


def _is_told_next(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether it came after what a past verb tells: «زار فلان كندا، قبل أن يتوجه إلى غانا»."""
    before = trigger.first - len(_BEFORE)
    return sentence.words(before, trigger.first) == _BEFORE and _is_done(sentence, before)


_BEFORE = ("قبل", "ان")


def _is_done(sentence: Sentence, last: int) -> bool:
    """Whether the nearest verb before token `last` is in the past."""
    done = next((n for n in range(last - 1, -1, -1) if sentence.classes[n] == "verb"), None)
    return done is not None and not unjoined(sentence.forms[done]).startswith(_PRESENT)


def _is_under_way(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether something was done during it: «قال المندوب خلال جلسة يعقدها المجلس»."""
    for n in range(trigger.first - 1, max(trigger.first - _AHEAD, 0), -1):
        if sentence.classes[n] in ("verb", "complementizer", "mark"):
            return False
        if sentence.forms[n] in words("status", "under_way"):
            return _is_done(sentence, n)
    return False


_PRESENT = ("ي", "ت", "ن", "س")
