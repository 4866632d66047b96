"""Acting capitals: those that stand for their state where a town might be meant: «الغارات التي تشنها موسكو في إدلب»."""

from mithaq.ingest.agreement import agrees
from mithaq.ingest.lexicon import words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.proclitics import attached_preposition, carries_with
from mithaq.ingest.representing import representatives
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tokens import is_among
from mithaq.ingest.triggers import Trigger

_STATES = frozenset({"State"})
_TOWNS = frozenset({"Place"})


def acts_within(inner: Mention, outer: Mention) -> bool:
    """Whether a capital beside a place of another state does something there: not «قرب موسكو في روسيا»."""
    state = inner.of_kind(_STATES)
    return state is not None and not inner.preposition and state not in outer.candidates


def acts_upon(sentence: Sentence, trigger: Trigger, mention: Mention) -> bool:
    """Whether a capital right after a verb does what it says, to what follows: «قصفت موسكو مواقع في إدلب».

    Not «قصفت صنعاء طائرات التحالف»: who strikes may stand after whom.
    """
    if not trigger.form.frame.blow or mention.first != trigger.last:
        return False
    if mention.of_kind(_STATES) is None:
        return False
    if mention.of_kind(_TOWNS) is None or not agrees(sentence, trigger, mention):
        return False
    after = mention.last
    if sentence.classes[after : after + 1] != ("word",) or sentence.is_timed(after):
        return False
    form = sentence.forms[after]
    governed = attached_preposition(form) is not None or carries_with(form)
    if governed or after in sentence.named or form in words("reports", "manner"):
        return False  # «قصفت مقديشو بالمدفعية»
    return not is_among(form, words("violence", "strikes") | representatives().keys())
