"""Slots: who stands in which role beside a trigger."""

from collections.abc import Iterator
from dataclasses import replace

from mithaq.ingest.facts import Participant
from mithaq.ingest.lexemes.background import datives, held, is_city, matters, treaty_before, troops
from mithaq.ingest.lexemes.mention import Mention
from mithaq.ingest.lexemes.prepositions import governed
from mithaq.ingest.lexemes.sentence import Sentence, heads
from mithaq.ingest.lexemes.standing import agents, before, listed, objects, subjects, told_of
from mithaq.ingest.lexemes.triggers import Trigger
from mithaq.ingest.officekinds import office_of, slug_of

_CLOSE = 5
_STATES = frozenset({"State"})
_PEOPLE = frozenset({"Person"})
Filled = tuple[tuple[Participant, Mention], ...]


def fill(
    sentence: Sentence, trigger: Trigger, role: str, kinds: frozenset[str], taken: set[int]
) -> Filled:
    """The participants in a role, a list as a whole; empty where none stands in any of its ways."""
    frame = trigger.frame
    gathered: dict[int, tuple[Participant, Mention]] = {}
    for way in frame.slots[role]:
        for mention in _standing(sentence, trigger, way):
            if mention.first in taken:
                continue
            found = [
                (one, each)
                for each in sentence.group(mention)
                if each.first not in taken
                and (one := _stands_for(sentence, each, kinds, way)) is not None
            ]
            if any(each is mention for _one, each in found):
                if role != _SET:
                    return tuple(found)
                gathered |= {each.first: (one, each) for one, each in found}
                break
    return tuple(gathered.values())


_SET = "parties"
"""The role that gathers who stands in any of its ways: who attacks, and who is attacked."""


def _stands_for(
    sentence: Sentence, mention: Mention, kinds: frozenset[str], way: str
) -> Participant | None:
    """What a mention may be in a role; an office alone stands for whose it is, a demonym with its noun."""
    if mention.how == "demonym":
        nouns = sentence.lexicon.words("forces")
        acting = any(heads(sentence, each, nouns) for each in sentence.group(mention))
        if not (acting or way in ("before", "possessive", "about", "troops")):
            return None
    if mention.how == "office":
        if "Place" in kinds:
            return None
        if "Office" in kinds:
            kind, printed = mention.candidates[0], sentence.printed(mention)
            return office_of(slug_of(kind), mention.whose, "", printed) if mention.whose else kind
        holder = mention.of_kind(kinds & _PEOPLE)
        if holder is not None and not sentence.is_title(mention):
            return holder
        if sentence.is_title(mention):
            return None  # «Kremlin spokesman Dmitry Peskov» is he, and not Russia
        whose = mention.whose
        return whose if whose and whose.kind in kinds else None
    one = mention.of_kind(kinds)
    return one if one is None or mention.how != "name" else _as_printed(sentence, mention, one)


def _as_printed(sentence: Sentence, mention: Mention, one: Participant) -> Participant:
    """A known thing with what this text calls it among its labels."""
    label = (sentence.lexicon.language, sentence.printed(mention))
    return one if label in one.labels else replace(one, labels=(*one.labels, label))


def _standing(sentence: Sentence, trigger: Trigger, way: str) -> Iterator[Mention]:
    """The mentions that stand so beside the trigger, the nearest first."""
    right = [m for m in sentence.mentions if m.first >= trigger.last]
    left = [m for m in reversed(sentence.mentions) if m.last <= trigger.first]
    if way == "subject":
        yield from (
            agents(sentence, trigger) if trigger.passive else subjects(sentence, trigger, left)
        )
    elif way == "object":
        yield from (
            subjects(sentence, trigger, left)
            if trigger.passive
            else objects(sentence, trigger, right)
        )
    elif way == "passive":
        yield from subjects(sentence, trigger, left) if trigger.passive else ()
    elif way in ("possessive", "before"):
        yield from before(sentence, trigger, left)
    elif way in ("copula", "apposition"):
        yield from told_of(sentence, trigger, left, right, way)
    elif way == "listed":
        yield from listed(sentence, trigger, right)
    elif way == "title":
        yield from (m for m in (*right[:2], *left[:2]) if m.how == "office")
    elif way == "held":
        yield from held(sentence, trigger, left, right)
    elif way == "datv":
        yield from datives(sentence, trigger)
    elif way == "asked":
        asker = sentence.memory.asker
        yield from [Mention(trigger.first, trigger.last, (asker,), "reference")] if asker else []
    elif way == "treaty":
        yield from treaty_before(sentence, trigger, left)
    elif way == "troops":
        yield from troops(sentence, trigger)
    elif way == "city":
        yield from (m for m in objects(sentence, trigger, right) if is_city(m))
    elif way == "about":
        yield from matters(sentence, trigger, right)
    elif way == "state":
        near = sorted((*left, *right), key=lambda m: abs(m.first - trigger.first))
        yield from (m for m in near if m.of_kind(_STATES))
    elif way == "help":
        yield from (m for m in right if sentence.form(m.last) in ("help", "assistance", "aid"))
    elif way == "after":
        yield from (m for m in right[:2] if m.first - trigger.last <= _CLOSE)
    else:
        yield from governed(sentence, trigger, way, left, right)
