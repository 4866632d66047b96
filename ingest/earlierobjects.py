"""Objects of an earlier verb, who do nothing: «حظرت غانا الحركة واتهمتها بكذا», «أيدت غانا مالي وأرسلت جنودا»."""

from mithaq.ingest.mentions import Mention
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.triggers import Trigger

_THEN = frozenset({"ثم", "كما"})  # then; just as
_BETWEEN = frozenset({"word", "auxiliary"})
_FURTHEST = 10
_DOERS = frozenset({"Person", "State", "Alliance", "Organization", "Body", "ArmedGroup"})


def is_done_to_before(sentence: Sentence, trigger: Trigger, mention: Mention) -> bool:
    """Whether a verb that goes on telling of who did the last deed cannot tell it of a mention.

    It goes on with «و» or «ثم», or with a pronoun that means whom the deed was done to.
    """
    if trigger.form.kind != "verb" or mention.last > trigger.first:
        return False
    joined = sentence.forms[trigger.first] != trigger.form.words[0]
    joined = joined or sentence.forms[max(trigger.first - 1, 0)] in _THEN
    return (joined or bool(trigger.form.suffix)) and _is_object_before(sentence, mention)


def _is_object_before(sentence: Sentence, mention: Mention) -> bool:
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
