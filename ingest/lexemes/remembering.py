"""Remembering: what the memory of a document keeps of a sentence for those that follow."""

from collections.abc import Sequence
from dataclasses import replace

from mithaq.ingest.facts import Participant
from mithaq.ingest.lexemes.describing import treaty_behind
from mithaq.ingest.lexemes.lexicons import Lexicon
from mithaq.ingest.lexemes.mention import Memory, Mention
from mithaq.ingest.lexemes.references import OPENING, alliance_of
from mithaq.ingest.lexemes.words import Word
from mithaq.ontology.reference import reference

_JOINING = frozenset({",", "and", "the", "и"})


def remember_treaties(
    found: Sequence[Mention], words: Sequence[Word], lexicon: Lexicon, memory: Memory
) -> None:
    """The treaty named last, with what the text calls it; one that an alliance's name only implies apart."""
    papers = lexicon.words("papers")
    for mention in found:
        treaty = treaty_behind(mention) if mention.how in ("name", "described") else None
        if treaty is None:
            continue
        printed = " ".join(word.text for word in words[mention.first : mention.last])
        labels = tuple(dict.fromkeys((*treaty.labels, (lexicon.language, printed))))
        named = replace(treaty, labels=labels)
        told = {word.lemma for word in words[mention.first : mention.last]}
        if mention.candidates[0].kind == "Treaty" or told & papers:
            memory.treaty = named
            memory.treaties = [named, *(t for t in memory.treaties if t.iri != named.iri)]
        else:
            memory.implied = named
            others = [t for t in memory.implications if t.iri != named.iri]
            memory.implications = [named, *others]


def remember(found: Sequence[Mention], words: Sequence[Word], memory: Memory) -> None:
    """The alliances and states named, the states listed, who was named last, what came first."""
    named = [(m, m.candidates[0]) for m in found if m.how in ("name", "reference")]
    topics = [one for _m, one in named if one.kind == "Alliance"]
    treaties = [reference().treaties[one.iri] for one in topics if one.iri in reference().treaties]
    memory.founding |= {iri.rpartition("-")[2]: iri for iri in treaties}
    memory.topics = list(dict.fromkeys((*topics, *memory.topics)))
    for mention, one in named:
        if mention.how != "name":
            continue
        if alliance := alliance_of(one):
            memory.alliances.append(alliance)
        if one.kind == "State":
            memory.counts[one] += 1
            memory.states = [*(s for s in memory.states if s != one), one][-2:]
    _remember_group(named, words, memory)
    for mention in found:
        if mention.how == "person":
            memory.person = mention.candidates[0]
    opening = [m for m in found if m.how in ("name", "person", "reference")]
    if opening and opening[0].first <= OPENING:
        first = opening[0]
        memory.subjects = tuple(
            m.candidates[0]
            for n, m in enumerate(opening)
            if m is first or _is_listed(words, opening[n - 1], m, opening[:n])
        )


def _remember_group(
    named: Sequence[tuple[Mention, Participant]], words: Sequence[Word], memory: Memory
) -> None:
    """The longest list of states of a sentence: the next «three countries»."""
    longest: list[Participant] = []
    for first, (mention, one) in enumerate(named):
        group, before = [one], mention
        for other, another in named[first + 1 :]:
            if another.kind != "State" or not _is_listed(words, before, other, ()):
                break
            group.append(another)
            before = other
        if one.kind == "State" and len(group) > max(1, len(longest)):
            longest = group
    if longest:
        memory.group = tuple(dict.fromkeys(longest))


def _is_listed(
    words: Sequence[Word], before: Mention, mention: Mention, former: Sequence[Mention]
) -> bool:
    """Whether a mention goes on the list that opens a sentence."""
    between = {word.form for word in words[before.last : mention.first]}
    return bool(between) and between <= _JOINING and all(m.how == mention.how for m in former)
