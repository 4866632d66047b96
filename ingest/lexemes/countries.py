"""Countries that no name says: «the country», «the Balkan nation», «his country», «there», «its membership»."""

from collections.abc import Iterator, Sequence

from mithaq.ingest.facts import Participant
from mithaq.ingest.lexemes.antecedents import determiner
from mithaq.ingest.lexemes.lexicons import Lexicon
from mithaq.ingest.lexemes.mention import Memory, Mention, taken_words
from mithaq.ingest.lexemes.words import Word

_THERE = frozenset({"there"})
_STATES = frozenset({"State"})


def countries(
    words: Sequence[Word], lexicon: Lexicon, memory: Memory, found: Sequence[Mention]
) -> Iterator[Mention]:
    """States by a common noun, an adverb or a possessive: the one named last, or whose official speaks."""
    if lexicon.language != "en":
        return
    taken = taken_words(found)
    owners, nouns = lexicon.words("possessives"), lexicon.words("countries")
    owned = lexicon.words("owned")
    for place, word in enumerate(words):
        if place in taken or word.is_capital:
            continue
        one: Participant | None = None
        how = "reference"
        if word.form in nouns:
            before = determiner(words, place, lexicon)
            if before in owners:
                one = _of_speaker(found, memory, place)
            elif before in ("the", "this"):
                one = _last_named(found, memory, place)
        elif word.form in _THERE and place and words[place - 1].form != ",":
            one = _last_named(found, memory, place)
        elif word.form in owners and _owns(words, place, owned):
            one, how = _last_named(found, memory, place), "possessor"
        if one is not None:
            yield Mention(place, place + 1, (one,), how)


def _owns(words: Sequence[Word], place: int, owned: frozenset[str]) -> bool:
    """Whether a possessive belongs to a membership: «its membership», «their joint withdrawal»."""
    return any(word.form in owned for word in words[place + 1 : place + 3])


def _last_named(found: Sequence[Mention], memory: Memory, place: int) -> Participant | None:
    """The state named last before a place of the sentence, or in those before."""
    named = [m for m in found if m.last < place and m.how in ("name", "office", "demonym")]
    for mention in reversed(named):
        one = mention.whose if mention.how == "office" else mention.candidates[0]
        if one is not None and one.kind in _STATES:
            return one
    if memory.subjects and memory.subjects[0].kind in _STATES:
        return memory.subjects[0]
    return memory.states[-1] if memory.states else None


def _of_speaker(found: Sequence[Mention], memory: Memory, place: int) -> Participant | None:
    """Whose country «his country» is: that of the official named last."""
    named = [m for m in found if m.last <= place]
    for mention in reversed(named):
        whose = mention.whose
        if mention.how == "person":
            office = memory.offices.get(mention.candidates[0].iri)
            whose = office.whose if office else None
        if whose is not None and whose.kind in _STATES:
            return whose
    office = memory.offices.get(memory.person.iri) if memory.person else None
    return office.whose if office and office.whose and office.whose.kind in _STATES else None
