"""Objects of an earlier verb: whom a pronoun then means, and who does nothing: «حظرت غانا الحركة واتهمتها بكذا»."""

from mithaq.ingest.mentions import Mention
from mithaq.ingest.sentences import Sentence

_BETWEEN = frozenset({"word", "auxiliary"})
_FURTHEST = 10
_DOERS = frozenset({"Person", "State", "Alliance", "Organization", "Body", "ArmedGroup"})


def is_object_before(sentence: Sentence, mention: Mention) -> bool:
    """Whether a verb before a mention has its subject right before it, and so the mention as its object."""
    first = mention.first - len(mention.heads)
    if mention.preposition or mention.conjunction or mention.how == "demonym":
        return False
    subject = next(
        (
            other
            for other in sentence.mentions
            if other.last == first and not other.preposition and other.of_kind(_DOERS) is not None
        ),
        None,
    )
    if subject is None:
        return False
    for position in range(subject.first - 1, max(subject.first - _FURTHEST, -1), -1):
        if sentence.classes[position] == "verb" and position not in sentence.named:
            return True
        if sentence.classes[position] not in _BETWEEN:
            return False
    return False
