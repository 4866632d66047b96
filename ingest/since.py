"""Since when: events that only say so, «الأعنف منذ حرب 1973»: what is said of them is theirs."""

from functools import cache

from mithaq.ingest.frames import frames
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tokens import bare
from mithaq.ingest.triggers import Trigger
from mithaq.text import fold

_SINCE = fold("منذ")
_FIGHTING = "Incident"


def is_since_another(sentence: Sentence, trigger: Trigger, first: int) -> bool:
    """Whether what stands at token `first` is another event's: «القتال … منذ الحرب على كذا»."""
    return any(
        sentence.forms[n] == _SINCE and bare(sentence.forms[n + 1]) in _fighting()
        for n in range(trigger.last, first - 1)
    )


@cache
def _fighting() -> frozenset[str]:
    """The words that frames know fighting by, without the article."""
    return frozenset(
        bare(fold(noun).split()[0])
        for frame in frames()
        if frame.fact == _FIGHTING
        for pattern in frame.patterns
        for noun in pattern.nouns
    )
