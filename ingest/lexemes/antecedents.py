"""Antecedents: whom English «the alliance», «it», «the two countries» stand for."""

from collections.abc import Iterator, Sequence

from mithaq.ingest.facts import Participant
from mithaq.ingest.lexemes.lexicons import Lexicon
from mithaq.ingest.lexemes.mention import Memory, Mention, taken_words
from mithaq.ingest.lexemes.references import both_states
from mithaq.ingest.lexemes.sentence import is_modifier
from mithaq.ingest.lexemes.words import Word

_OPENING = 3
_ALLIANCES = frozenset({"Alliance"})
_NOUN_PHRASE = 8
_TWO = 2


def antecedents(
    words: Sequence[Word], lexicon: Lexicon, memory: Memory, found: Sequence[Mention]
) -> Iterator[Mention]:
    """«the alliance»: the one spoken of; «the two countries», «all three»."""
    taken = taken_words(found)
    objects = lexicon.words("objects")
    back, papers = lexicon.words("back"), lexicon.words("papers")
    for place, word in enumerate(words):
        if place in taken or (word.is_capital and place > 0 and not _is_alone(words, place)):
            continue
        if place + 1 < len(words) and words[place + 1].lemma in papers:
            continue
        one = _alliance(words, lexicon, memory, found, place) if word.lemma in back else None
        if one is not None:
            yield Mention(place, place + 1, (one,), "reference", cases=word.cases)
        if word.form in objects and place > _OPENING:
            yield from _it(words, place, memory, found)
        yield from _several(words, lexicon, memory, place)


def _is_alone(words: Sequence[Word], place: int) -> bool:
    """«the Union», «the Alliance»: a capital that is no part of a name."""
    after = words[place + 1] if place + 1 < len(words) else None
    return words[place - 1].form == "the" and (after is None or not after.is_capital)


def determiner(words: Sequence[Word], place: int, lexicon: Lexicon) -> str:
    """The article or possessive before a noun and its adjectives; empty where it has none."""
    determiners = lexicon.words("determiners")
    for before in range(place - 1, max(place - _NOUN_PHRASE, -1), -1):
        if words[before].form in determiners:
            return words[before].form
        if not (is_modifier(words, before, lexicon) or words[before].is_capital):
            return ""
    return ""


def _alliance(
    words: Sequence[Word],
    lexicon: Lexicon,
    memory: Memory,
    found: Sequence[Mention],
    place: int,
) -> Participant | None:
    """The alliance that a noun stands for: one whose name has the noun before another."""
    if determiner(words, place, lexicon) not in ("the", "this"):
        return None
    if any(m.first == place + 1 and m.candidates[0].kind in _ALLIANCES for m in found):
        return None  # «the regional bloc ECOWAS» is named right behind
    named = [m.candidates[0] for m in reversed(found) if m.last <= place and m.how == "name"]
    before = [one for one in (*named, *memory.topics) if one.kind in _ALLIANCES]
    noun = words[place].lemma
    called = (
        one
        for one in before
        if any(noun in label.lower().split() for tag, label in one.labels if tag != "ar")
    )
    return next(called, before[0] if before else None)


def _it(
    words: Sequence[Word], place: int, memory: Memory, found: Sequence[Mention]
) -> Iterator[Mention]:
    """«… cut off Qatar, accusing it …»: not what the sentence began with; else the alliance or treaty."""
    word = words[place]
    named = [m for m in found if m.last <= place and m.how == "name"]
    if words[place - 1].form.endswith("ing"):
        for mention in reversed(named[1:]):
            if mention.candidates[0].kind in ("State", "Alliance"):
                yield Mention(place, place + 1, mention.candidates, "reference", cases=word.cases)
                return
    for mention in reversed(named):
        if mention.candidates[0].kind in ("Alliance", "Treaty"):
            yield Mention(place, place + 1, mention.candidates, "reference", cases=word.cases)
            return
    treaty = memory.treaty or memory.implied
    both = [one for one in (*memory.topics[:1], treaty) if one is not None]
    if both:
        yield Mention(place, place + 1, tuple(both), "reference", cases=word.cases)


def _several(
    words: Sequence[Word], lexicon: Lexicon, memory: Memory, place: int
) -> Iterator[Mention]:
    """«the two countries», «the three military governments»: the states listed last."""
    pair = memory.group if len(memory.group) == _TWO else memory.states[-2:]
    if paired := tuple(both_states(words, place, lexicon, pair)):
        yield from paired
        return
    counted = lexicon.counting.get(words[place].form)
    if counted is None or counted != len(memory.group):
        return
    last = place + 1
    while last < len(words) and (words[last].is_capital or is_modifier(words, last, lexicon)):
        last += 1
    if last < len(words) and words[last].form in lexicon.words("states"):
        for state in memory.group:
            yield Mention(place, last + 1, (state,), "reference", cases=words[place].cases)
