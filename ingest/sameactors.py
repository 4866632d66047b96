"""Who acts in a clause of time without a name: whom the clause before tells of, «تواجه كندا أزمة بعد أن انسحبت من …»."""

from mithaq.ingest.agreement import agrees
from mithaq.ingest.clauses import has_own_subject
from mithaq.ingest.lexicon import phrase_list
from mithaq.ingest.mentions import Mention
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.steps import own_negation
from mithaq.ingest.triggers import Trigger

_TAKEN_UP = 0.1
"""What it costs to get from a clause of time to who acts in the clause before."""


def taken_up(sentence: Sentence, trigger: Trigger, mention: Mention, cost: float) -> float:
    """What it costs to get to a subject over «بعد أن», where the verb after it has none of its own."""
    own = own_negation(sentence, trigger.first)
    if cost <= _TAKEN_UP or not _opens_time(sentence, own) or mention.preposition:
        return cost
    if has_own_subject(sentence, trigger) or not agrees(sentence, trigger, mention):
        return cost
    return _TAKEN_UP if _acts(sentence, mention, own) else cost


def _opens_time(sentence: Sentence, own: int) -> bool:
    """Whether the words right before say when: «بعد أن», «بعدما», «قبل أن»."""
    before = sentence.words(own - 2, own)
    return not {before, before[-1:]}.isdisjoint(phrase_list("grammar", "times_before_verbs"))


def _acts(sentence: Sentence, mention: Mention, own: int) -> bool:
    """Whether it is the last before the clause of time of which a verb right beside it tells."""
    return _is_told(sentence, mention) and not any(
        mention.last <= other.first < own and not other.preposition and _is_told(sentence, other)
        for other in sentence.mentions
    )


def _is_told(sentence: Sentence, mention: Mention) -> bool:
    verb = mention.first - len(mention.heads) - 1
    if verb >= 0 and sentence.classes[verb] == "verb":
        return True
    opens = verb < 0 or sentence.classes[verb] in ("complementizer", "subordinator")
    return opens and sentence.classes[mention.last : mention.last + 1] == ("verb",)
