"""References: whom Russian «организация», «республика» stand for, and «it», «они», «две страны» of both."""

from collections.abc import Iterator, Sequence

from mithaq.ingest.facts import Participant
from mithaq.ingest.lexemes.lexicons import Lexicon
from mithaq.ingest.lexemes.mention import Memory, Mention, taken_words
from mithaq.ingest.lexemes.words import Word
from mithaq.ingest.names import participant
from mithaq.ontology.reference import reference

OPENING = 6
"""How many words open a sentence: who is named among them is what the sentence is about."""


def references(
    words: Sequence[Word], lexicon: Lexicon, memory: Memory, found: Sequence[Mention]
) -> Iterator[Mention]:
    """Russian «организация», «обе страны», «республика»: the alliance and the states spoken of."""
    taken = taken_words(found)
    objects = lexicon.words("objects")
    back = lexicon.words("back")
    for place, word in enumerate(words):
        if place in taken:
            continue
        before = words[place - 1] if place else None
        if word.lemma in back or word.form in objects:
            named = [m.candidates[0] for m in found if m.last <= place and m.how == "name"]
            here = [alliance for one in named if (alliance := alliance_of(one))]
            alliances = [*memory.alliances, *here]
            other = before is not None and before.lemma in lexicon.words("others")
            one = None if other else _alliance(word, here or alliances)
            named_so = one and (not word.is_capital or place == 0 or _is_named(one, word))
            if (
                word.lemma in back
                and one
                and named_so
                and not _is_other(words, place, one, lexicon)
            ):
                yield Mention(place, place + 1, (one,), "reference", cases=word.cases)
            governed = before is not None and before.form in lexicon.words("prepositions")
            if word.form in objects and alliances and (place > OPENING // 2 or governed):
                last = alliances[-1]
                both = (last, memory.treaty) if memory.treaty else (last,)
                yield Mention(place, place + 1, both, "reference", cases=word.cases)
        home = _homeland(words, place, lexicon, memory, found)
        if home is not None:
            yield Mention(place, place + 1, (home,), "reference", cases=word.cases)
        yield from both_states(words, place, lexicon, memory.states)


def both_states(
    words: Sequence[Word], place: int, lexicon: Lexicon, states: Sequence[Participant]
) -> Iterator[Mention]:
    """«The two countries», «обе страны»: `states`, where such a phrase begins at `place`."""
    for phrase in lexicon.markers["pairs"]:
        last = place + len(phrase)
        if tuple(word.form for word in words[place:last]) == phrase:
            for state in states:
                yield Mention(place, last, (state,), "reference", cases=words[place].cases)


def _homeland(
    words: Sequence[Word],
    place: int,
    lexicon: Lexicon,
    memory: Memory,
    found: Sequence[Mention],
) -> Participant | None:
    """The state that «республика», «президент страны» or «его страна» means."""
    word, before = words[place], words[place - 1] if place else None
    genitive = word.form in lexicon.words("genitive_homes") and before and before.pos == "NOUN"
    if word.is_capital or not (word.form in lexicon.words("homes") or genitive):
        return None
    offices = {m.last for m in found if m.how == "office"}
    apart = [m.candidates[0] for m in found if m.last <= place and m.first not in offices]
    states = [*memory.states, *(one for one in apart if one.kind == "State")]
    if before and before.form in lexicon.words("own"):
        states = [m.whose for m in found if m.whose and m.whose.kind == "State"] or states
    return states[-1] if states else None


def _alliance(word: Word, alliances: Sequence[Participant]) -> Participant | None:
    """The alliance that a noun means: of those whose name has it, else of all, the one named most."""
    named = [one for one in alliances if _is_named(one, word)] or alliances
    return max(reversed(named), key=named.count, default=None)


def _is_other(words: Sequence[Word], place: int, one: Participant, lexicon: Lexicon) -> bool:
    """Whether an adjective before the noun tells of another: «международная коалиция»."""
    usual = lexicon.words("usual") | lexicon.words("between")
    first = place
    while first > 0 and words[first - 1].pos == "ADJF":
        first -= 1
        word = words[first]
        strange = (word.is_capital and first > 0) or word.lemma not in usual
        if strange and not _is_named(one, word):
            return True
    return False


def alliance_of(one: Participant) -> Participant | None:
    """The alliance that somebody named is, or that a treaty founded."""
    if one.kind == "Alliance":
        return one
    other = reference().treaty_of.get(one.iri)
    return participant(other) if other else None


def _is_named(one: Participant, word: Word) -> bool:
    """Whether the noun is part of a name of it: «союз» of «Африканский союз»."""
    names = (label.lower().split() for tag, label in one.labels if tag == "ru")
    return any(part[:_STEM] == word.lemma[:_STEM] for name in names for part in name)


_STEM = 4
_TWO = 2


def pronouns(
    words: Sequence[Word], lexicon: Lexicon, memory: Memory, found: Sequence[Mention]
) -> Iterator[Mention]:
    """«It», «they», «она» at the beginning of a sentence: whom the sentence before began with."""
    known = lexicon.words("pronouns")
    people_only = frozenset({"he", "she"})
    several = frozenset({"they", "они"})
    taken = taken_words(found)
    for place, word in enumerate(words[:OPENING]):
        if word.form not in known or place in taken:
            continue
        if any(mention.last <= place and mention.how != "reference" for mention in found):
            return
        if word.form in people_only and memory.person is not None:
            yield Mention(place, place + 1, (memory.person,), "reference")
            return
        subjects = memory.subjects
        if lexicon.language == "en" and word.form in several and len(subjects) < _TWO:
            subjects = memory.group
        if not subjects or (word.form in several) != (len(subjects) > 1):
            return
        is_person = {one.kind for one in subjects} == {"Person"}
        if lexicon.language == "en" and is_person and word.form not in several:
            return
        for one in subjects:
            yield Mention(place, place + 1, (one,), "reference", cases=frozenset({"nomn"}))
        return
