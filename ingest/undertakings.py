"""Undertakings: what a verb says is done under an agreement: «بموجب الاتفاق تسحب كندا قواتها من الميناء».

It goes by the words of the clause, and by the verb's noun with what it is done to: «سحب قواتها من الميناء».
"""

from collections.abc import Iterator, Mapping
from functools import cache

from mithaq.ingest.facts import Participant
from mithaq.ingest.fillings import Filling
from mithaq.ingest.furtherobligations import further
from mithaq.ingest.lexicon import word_lists
from mithaq.ingest.obligations import clause_ends, clause_from
from mithaq.ingest.patterns import Slot
from mithaq.ingest.phrases import phrase_after
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.triggers import Trigger
from mithaq.ingest.verbs import verb_forms

UNDERTAKEN = "undertaken"
"""The relation of a slot that the trigger's own clause fills."""
_COST = 1.0
_SUBJECT = 3
"""How many words of a subject that only a common noun names are passed over."""


def undertaken(sentence: Sentence, trigger: Trigger, slot: Slot) -> Filling | None:
    """The clause of the trigger as an obligation, where it tells what is to be done."""
    if UNDERTAKEN not in slot.by or trigger.form.tense != "present":
        return None
    kind = min(slot.kinds)
    found = clause_from(sentence, trigger.first, kind)
    if found is None:
        return None
    thing, start, end = found
    noun = _nouns().get(trigger.form.words[0], "")
    acts = tuple(("ar", label) for label in _acts(sentence, trigger, noun)) if noun else ()
    named = Participant(thing.iri, kind, tuple(dict.fromkeys((*thing.labels, *acts))))
    owed = ((named, start, end), *further(sentence, (named, start, end), _NO_PREPOSITION, kind))
    return Filling(slot, tuple(o[0] for o in owed), (), _COST, tuple(o[1:] for o in owed))


def _acts(sentence: Sentence, trigger: Trigger, noun: str) -> Iterator[str]:
    """The verb's noun with what follows the verb, or follows its subject."""
    for first in _starts(sentence, trigger):
        for end in clause_ends(sentence, trigger.first):
            printed = _printed(sentence, first, end)
            if printed:
                yield f"{noun} {printed}"
        begins = first + (sentence.words(first, first + 1) in _UNDER)
        found = phrase_after(sentence, begins, _NO_PREPOSITION, _OBLIGATION)
        yield from (f"{noun} {label}" for _, label in (() if found is None else found[0].labels))
        given = phrase_after(sentence, begins, _WITH, _OBLIGATION)  # «ستزود بموجبه بسفن حديثة»
        yield from (label for _, label in (() if given is None else given[0].labels))


def _printed(sentence: Sentence, first: int, end: int) -> str:
    """Words of a clause as they stand, without those that only point to the agreement."""
    told = (n for n in range(first, end) if (sentence.forms[n],) not in _UNDER)
    return " ".join(sentence.printed(n, n + 1) for n in told)


_UNDER = frozenset({("بموجبه",), ("بموجبها",), ("بمقتضاه",), ("بمقتضاها",)})
_NO_PREPOSITION, _WITH = ("",), ("ب",)
_OBLIGATION = "Obligation"


def _starts(sentence: Sentence, trigger: Trigger) -> Iterator[int]:
    yield trigger.last
    subject = next((m for m in sentence.mentions if m.first >= trigger.last), None)
    if subject is not None and subject.first - trigger.last <= 1 and not subject.preposition:
        yield subject.last
        return
    position = trigger.last
    while position < min(trigger.last + _SUBJECT, len(sentence.tokens)):
        if not sentence.forms[position].startswith(_THE):
            break
        position += 1
    if position > trigger.last:
        yield position


_THE = "ال"


@cache
def _nouns() -> Mapping[str, str]:
    """The nouns of the verbs that agreements make their parties do, by the verbs' forms."""
    listed = word_lists("treaties")["undertaken"]
    return {
        form: noun
        for noun, (root, measure) in listed.items()
        for form, tense in verb_forms(root, measure)
        if tense == "present"
    }
