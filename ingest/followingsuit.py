"""Following suit: who does the same after another, «انسحبت كندا من المنظمة، ولحقت بها كينيا عام 1998»."""

from collections.abc import Iterator
from dataclasses import replace

from mithaq.ingest.facts import Time
from mithaq.ingest.fillings import Filling
from mithaq.ingest.lexicon import phrase_list
from mithaq.ingest.mentions import Mention
from mithaq.ingest.nearness import may_stand
from mithaq.ingest.respective import Share
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.suits import taken_for
from mithaq.ingest.tokens import unjoined
from mithaq.ingest.triggers import Trigger

_DEEDS = frozenset({"Withdrawal", "Accession", "Suspension", "TreatySigning"})
"""The types of what somebody may do after another."""
_DOER = frozenset({"member", "signatory"})
_WHEN = 4
"""How many words after who follows the time may begin."""


def following_suit(
    sentence: Sentence, trigger: Trigger, fillings: tuple[Filling, ...], text: str
) -> Iterator[Share]:
    """What each does who is said to follow those who do what the trigger tells."""
    phrases = phrase_list("grammar", "following_suit")
    if trigger.form.frame.fact not in _DEEDS or not may_stand(phrases, sentence):
        return
    done = next((f for f in fillings if f.slot.role in _DOER and f.mentions), None)
    if done is None:
        return
    told = max(max(sentence.mentions[n].last for n in f.mentions) for f in fillings if f.mentions)
    for position in _after_phrase(sentence, max(trigger.last, told)):
        mention = sentence.mentions[position]
        found = taken_for(done.slot, mention)
        if found is None or found in done.participants or mention.preposition:
            return
        other = replace(done, participants=(found,), mentions=(position,))
        rest = tuple(other if one is done else one for one in fillings)
        yield Share(rest, _time_after(sentence, mention, text), counted=False)


def _after_phrase(sentence: Sentence, first: int) -> tuple[int, ...]:
    """The mentions listed right after the first such phrase from token `first` on."""
    phrases = phrase_list("grammar", "following_suit")
    for begin in range(first, len(sentence.forms)):
        for phrase in phrases:
            last = begin + len(phrase)
            words = sentence.words(begin, last)
            if (unjoined(words[0]), *words[1:]) == phrase or words == phrase:
                here = (n for n, m in enumerate(sentence.mentions) if m.first == last)
                return next((sentence.groups[n] for n in here), ())
    return ()


def _time_after(sentence: Sentence, mention: Mention, text: str) -> tuple[Time, int, int] | None:
    """When it is said right after who follows, where that is said."""
    for time in sentence.times:
        first = sentence.token_at(time.start)
        if time.edtf is not None and 0 <= first - mention.last < _WHEN:
            return Time(time.edtf, text[time.start : time.end], time.basis), time.start, time.end
    return None
