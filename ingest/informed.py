"""Informed: whom somebody tells what he will do does not do it: «أبلغت كندا البرازيل أنها ستنسحب»."""

from collections.abc import Sequence

from mithaq.ingest.lexicon import words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tokens import is_verb_among
from mithaq.ingest.triggers import Trigger
from mithaq.ingest.verbs import listed_forms

_COUNTERPART = "نظير"
_HAD = "قد"


def informed(sentence: Sentence, trigger: Trigger) -> frozenset[int]:
    """The mentions that a verb of telling has as its object, before the pronoun of who tells."""
    pronouns = words("grammar", "pronoun_complementizers")
    that = max((n for n in range(trigger.first) if sentence.forms[n] in pronouns), default=-1)
    told = _telling_verb(sentence, that)
    if told < 0:
        return frozenset()
    between = [
        (position, mention)
        for position, mention in enumerate(sentence.mentions)
        if told < mention.first and mention.last <= that
    ]
    first = 0 if _tells_before(sentence, told) else _end_of_who_tells(sentence, between)
    return frozenset(position for position, _ in between[first:])


def _telling_verb(sentence: Sentence, that: int) -> int:
    """Where the last verb before token `that` stands, if it tells somebody something."""
    verbs = (n for n in range(that) if sentence.classes[n] == "verb" and n not in sentence.named)
    verb = max(verbs, default=-1)
    if verb < 0 or not is_verb_among(sentence.forms[verb], listed_forms("reports", "informing")):
        return -1
    return verb


def _tells_before(sentence: Sentence, verb: int) -> bool:
    """Whether who tells is named right before the verb: «أن كندا أبلغت», «وكانت كندا قد أبلغت»."""
    end = verb - 1 if verb and sentence.forms[verb - 1] == _HAD else verb
    if sentence.forms[verb].startswith("و"):
        return False
    return any(m.last == end and not m.preposition for m in sentence.mentions)


def _end_of_who_tells(sentence: Sentence, between: Sequence[tuple[int, Mention]]) -> int:
    """How many of the mentions after the verb are who tells: all, where nobody else follows."""
    for number, (_, mention) in enumerate(between[1:], 1):
        named_after = mention.how == "person" and sentence.has_comma(mention.first - 1)
        if named_after or mention.conjunction or mention.preposition:
            continue
        if not mention.heads or mention.heads[0].startswith(_COUNTERPART):
            return number
    return len(between)
