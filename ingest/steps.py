"""Steps: the mentions on either side of a trigger, and what it costs to get to each."""

from collections.abc import Iterator

from mithaq.ingest.lexicon import words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.plans import caller_before
from mithaq.ingest.sentences import WALL, Sentence
from mithaq.ingest.triggers import Trigger

FROM_THE_LEFT = 0.3
"""What it costs more to look back for a mention than ahead."""
_THAT = "ان"
HEAD = 0.1
"""What each noun costs that governs a mention."""


_TOLD = 0.45
"""What it costs at most to get over what a subject tells: «أبلغت مالي الأمم المتحدة رسميا أنها …»."""
_GOVERNED = 5
"""How many words before a noun the verb that governs it may stand: «لا تفكر حاليا في الانسحاب»."""
_BETWEEN = frozenset({"verb", "word", "preposition", "auxiliary"})


_FARTHEST = 6.0
"""What it costs to get where nothing after a trigger is its own: no slot reaches as far."""


def right(sentence: Sentence, trigger: Trigger) -> Iterator[tuple[int, Mention, float]]:
    """The mentions after the trigger, nearest first, short of a wall and of what is too far."""
    for position, mention in enumerate(sentence.mentions):
        if mention.first >= trigger.last:
            cost = sentence.gap(trigger.last, mention.first)
            if cost >= _FARTHEST:
                return
            if not _is_called_for(sentence, trigger, mention):
                yield position, mention, cost


def _is_called_for(sentence: Sentence, trigger: Trigger, mention: Mention) -> bool:
    """Whether it belongs to a verb before an aside that holds the trigger: «دعا كذا، الذي غادر، إلى عودة كذا»."""
    governed = mention.governor if mention.governor >= trigger.last else mention.first
    caller = caller_before(sentence, governed)
    return caller is not None and caller < trigger.first


def left(sentence: Sentence, trigger: Trigger) -> Iterator[tuple[int, Mention, float]]:
    """The mentions before the trigger, nearest first, short of a wall."""
    own = _beginning(sentence, trigger)
    for position in range(len(sentence.mentions) - 1, -1, -1):
        mention = sentence.mentions[position]
        if mention.last <= trigger.first:
            cost = sentence.gap(mention.last, own)
            if cost >= WALL:
                return
            yield position, mention, cost


def _beginning(sentence: Sentence, trigger: Trigger) -> int:
    """Where what is told begins: with the denied verb that governs a noun, «كينيا لا تنوي الانسحاب»."""
    own = own_negation(sentence, trigger.first)
    if trigger.form.kind != "noun" or trigger.form.pattern.stative:
        return own
    for position in range(own - 1, max(own - _GOVERNED, 0), -1):
        if sentence.classes[position] not in _BETWEEN or position in sentence.named:
            return own
        if sentence.classes[position] == "verb" and sentence.classes[position - 1] == "negator":
            return own_negation(sentence, position)
    return own


def handed_on(sentence: Sentence, trigger: Trigger, mention: Mention, cost: float) -> float:
    """What it costs to get to a subject: «أعلنت أرمينيا أنها ستترك», «أبلغت مالي … أنها ستترك».

    A complementizer with a pronoun hands it on; however far its subject stands where nobody else
    may be meant.
    """
    pronouns = words("grammar", "pronoun_complementizers")
    handed = [n for n in range(mention.last, trigger.first) if sentence.forms[n] in pronouns]
    if not handed or "relative" in sentence.classes[max(mention.first - 2, 0) : mention.first]:
        return cost  # «المناورات، التي قالت الوزارة إنها ستستمر، …»
    own = _beginning(sentence, trigger)
    near = cost - sum(_handing(sentence, n) for n in handed)
    if (
        handed[-1] < own
        and mention.how != "person"
        and not mention.preposition
        and _alone(sentence, mention, handed[-1])
    ):
        near = min(near, _TOLD + sentence.gap(handed[-1] + 1, own))
    return max(near, 0.1)


def _handing(sentence: Sentence, position: int) -> float:
    """What it costs to cross such a complementizer, with the word that it excepts by: «غير أنها»."""
    excepting = sentence.classes[max(position - 1, 0)] == "subordinator"
    return sentence.gap(position - excepting, position + 1)


def _alone(sentence: Sentence, mention: Mention, last: int) -> bool:
    """Whether nobody but it, free of prepositions, is named before token `last`."""
    return not any(
        other.last <= last
        and not other.preposition
        and other is not mention
        and other.how != "demonym"
        for other in sentence.mentions
    )


def own_negation(sentence: Sentence, first: int) -> int:
    """Where the trigger's own negator and auxiliaries begin: «أرمينيا لم تنسحب», «دون أن توقع»."""
    position = first
    without = position > 1 and sentence.classes[position - 2] == "negator"
    if without and sentence.forms[position - 1] == _THAT:
        position -= 2
    while position and sentence.classes[position - 1] in ("negator", "auxiliary"):
        position -= 1
    return position
