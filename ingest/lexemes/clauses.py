"""Clauses: whether what stands before an English verb is of the verb's own clause."""

from mithaq.ingest.lexemes.mention import Mention
from mithaq.ingest.lexemes.sentence import Sentence
from mithaq.ingest.lexemes.triggers import Trigger

_RELATIVE = 3
_OPENING = 3


def follows_conjunction(sentence: Sentence, mention: Mention, trigger: Trigger) -> bool:
    """«after Russia invaded …»: what may be a preposition begins a clause where the verb follows at once."""
    opens = sentence.preposition(mention) in sentence.lexicon.words("conjunctions")
    return opens and bool(trigger.tense) and trigger.first - mention.last <= _RELATIVE


def is_other_clause(sentence: Sentence, mention: Mention, trigger: Trigger) -> bool:
    """Whether a clause with a subject of its own begins between: «…, though some left», «… and ministers met»."""
    joined = sentence.form(mention.last) == "," and mention.first > _OPENING
    last = mention.last + joined
    if sentence.form(last) in sentence.lexicon.words("and"):
        apart = trigger.first - last
        return apart > 1 and sentence.at(last + 1) is None and bool(trigger.tense)
    ends = sentence.lexicon.markers["clause_ends"]
    return any(
        sentence.is_phrase(ends, place)
        and sentence.form(place) not in ("as", "where")
        and trigger.first - place > _RELATIVE
        for place in range(mention.last, trigger.first)
    )
