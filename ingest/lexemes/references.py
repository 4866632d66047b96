"""References: «the alliance», «it», «the two countries»: whom the sentences before have named."""

from collections.abc import Iterator, Sequence

from mithaq.ingest.lexemes.lexicons import Lexicon
from mithaq.ingest.lexemes.mention import Memory, Mention, taken_words
from mithaq.ingest.lexemes.words import Word

OPENING = 6
"""How many words open a sentence: who is named among them is what the sentence is about."""


def references(
    words: Sequence[Word], lexicon: Lexicon, memory: Memory, found: Sequence[Mention]
) -> Iterator[Mention]:
    """«the alliance», «организация»: the one named last; «the two countries»."""
    taken = taken_words(found)
    objects = lexicon.words("objects")
    back, pairs = lexicon.words("back"), lexicon.markers["pairs"]
    for place, word in enumerate(words):
        if place in taken or (word.is_capital and place > 0):
            continue
        definite = lexicon.language == "ru" or (place and words[place - 1].form in ("the", "this"))
        if word.lemma in back and definite and memory.alliance:
            yield Mention(place, place + 1, (memory.alliance,), "reference", cases=word.cases)
        if word.form in objects and place > OPENING // 2 and memory.alliance:
            both = (memory.alliance, memory.treaty) if memory.treaty else (memory.alliance,)
            yield Mention(place, place + 1, both, "reference", cases=word.cases)
        for phrase in pairs:
            if tuple(w.form for w in words[place : place + len(phrase)]) == phrase:
                for state in memory.states:
                    yield Mention(
                        place, place + len(phrase), (state,), "reference", cases=word.cases
                    )


def pronouns(
    words: Sequence[Word], lexicon: Lexicon, memory: Memory, found: Sequence[Mention]
) -> Iterator[Mention]:
    """«It», «they», «она» at the beginning of a sentence: whom the sentence before began with."""
    known = lexicon.words("pronouns")
    people_only = frozenset({"he", "she"})
    several = frozenset({"they", "они"})
    taken = taken_words(found)
    for place, word in enumerate(words[:OPENING]):
        if word.form not in known or place in taken or not memory.subjects:
            continue
        if any(mention.last <= place and mention.how != "reference" for mention in found):
            return
        if (word.form in several) != (len(memory.subjects) > 1):
            return
        kinds = {one.kind for one in memory.subjects}
        if lexicon.language == "en" and (word.form in people_only) != (kinds == {"Person"}):
            return
        for one in memory.subjects:
            yield Mention(place, place + 1, (one,), "reference", cases=frozenset({"nomn"}))
        return
