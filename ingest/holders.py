"""Holders: whose meeting it is that a clause only mentions: «أقر وزراء دفاع الحلف خلال اجتماع …»."""

from collections.abc import Iterator

from mithaq.ingest.lexicon import words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.steps import left
from mithaq.ingest.tokens import bare, readings
from mithaq.ingest.triggers import Trigger

_BODIES = frozenset({"Alliance", "Organization", "Body"})
_WALLS = frozenset({"؛", ";", ":"})


def holders(sentence: Sentence, trigger: Trigger) -> Iterator[tuple[int, float]]:
    """The nearest organisation before the trigger that acts through its members, or declares.

    «أعلنت الجامعة العربية عقد اجتماع», «اتفق وزراء خارجية الاتحاد في اجتماع»; nobody where another
    clause or quotation lies between.
    """
    if not _is_mentioned(sentence, trigger):
        return
    for position, mention, cost in left(sentence, trigger):
        if any(sentence.forms[n] in _WALLS for n in range(mention.last, trigger.first)):
            return
        if mention.of_kind(_BODIES) is None or mention.how == "demonym":
            continue
        if _acts(sentence, mention):
            yield position, cost
        return


def _is_mentioned(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a clause only mentions the meeting: «خلال اجتماع», «عقد قمة»."""
    before = sentence.words(trigger.first - 1, trigger.first)
    return any(
        reading.rest in words("meetings", "during") for form in before for reading in readings(form)
    )


def _acts(sentence: Sentence, mention: Mention) -> bool:
    """Whether nothing governs it but its members: «وزراء دفاع الحلف»; a body acts by itself."""
    if mention.preposition and mention.governor >= 0:
        return False
    if mention.preposition:
        return False
    heads = {bare(reading.rest) for head in mention.heads for reading in readings(head)}
    before = sentence.words(mention.first - 1, mention.first)
    heads |= {bare(reading.rest) for form in before for reading in readings(form)}
    if not mention.heads:
        return True
    return bool(heads & words("meetings", "members"))
