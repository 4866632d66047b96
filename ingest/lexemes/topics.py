"""Topics: what a stance is taken on where no name says it: «condemned the attack», «called for talks»."""

from mithaq.ingest.facts import Participant
from mithaq.ingest.lexemes.mention import Mention
from mithaq.ingest.lexemes.sentence import Sentence
from mithaq.ingest.lexemes.triggers import Trigger
from mithaq.iris import slug, thing

_LONGEST = 7
_OF = 6
"""Within how many words behind «of» stands what a phrase is of."""
_QUOTES = frozenset({'"', "“", "”", "«", "»", "‘", "’"})


def topic(sentence: Sentence, trigger: Trigger) -> tuple[tuple[Participant, Mention], ...]:
    """The noun phrase behind a trigger, before a passive: its words up to the next preposition or mark.

    What a phrase is of, where that has a name, is the topic itself: «the course of Montenegro».
    """
    first, last = _before(sentence, trigger) if trigger.passive else _behind(sentence, trigger)
    words = [word for word in sentence.words[first:last] if word.form not in _QUOTES]
    if not words or not words[-1].form.isalpha() or words[-1].form.endswith("ly"):
        return ()
    if sentence.form(last) == "of":
        named = next((m for m in sentence.mentions if 0 < m.first - last <= _OF), None)
        if named is not None and named.how in ("name", "reference", "demonym"):
            return ((named.candidates[0], named),)
    whole = sentence.text[words[0].start : words[-1].end]
    labels = dict.fromkeys((whole, words[-1].text))
    one = Participant(
        thing("Event", slug(whole)),
        "Event",
        tuple((sentence.lexicon.language, name) for name in labels),
    )
    return ((one, Mention(first, last, (one,), "described")),)


def _behind(sentence: Sentence, trigger: Trigger) -> tuple[int, int]:
    lexicon = sentence.lexicon
    ends = lexicon.words("prepositions") | lexicon.words("relatives") | lexicon.words("stops")
    opening = lexicon.words("determiners") | lexicon.words("prepositions") | _QUOTES
    first = trigger.last
    while first < len(sentence.words) and sentence.form(first) in opening:
        first += 1
    last = first
    while last < len(sentence.words) and last - first < _LONGEST:
        word = sentence.words[last]
        is_part = word.is_word or word.is_possessive or word.form == "-" or word.form in _QUOTES
        if not is_part or word.form in ends or word.form in lexicon.words("and"):
            break
        last += 1
    return first, last


def _before(sentence: Sentence, trigger: Trigger) -> tuple[int, int]:
    lexicon = sentence.lexicon
    helping = lexicon.words("passives") | lexicon.words("auxiliaries")
    last = trigger.first
    while last > 0 and sentence.form(last - 1) in helping:
        last -= 1
    first = last
    while first > 0 and last - first < _LONGEST and sentence.words[first - 1].is_word:
        if sentence.form(first - 1) in lexicon.words("determiners"):
            return first, last
        first -= 1
    return first, last
