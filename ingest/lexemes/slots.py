"""Slots: who stands in which role beside a trigger."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from mithaq.ingest.facts import Participant
from mithaq.ingest.lexemes.background import (
    commanders,
    datives,
    held,
    instrumentals,
    is_city,
    is_itself,
    of_nouns,
    treaty_before,
    troops,
)
from mithaq.ingest.lexemes.beside import following, listed, told_of
from mithaq.ingest.lexemes.mention import Mention
from mithaq.ingest.lexemes.prepositions import governed
from mithaq.ingest.lexemes.sentence import Sentence, heads
from mithaq.ingest.lexemes.standing import agents, before, objects, subjects
from mithaq.ingest.lexemes.topics import topic
from mithaq.ingest.lexemes.triggers import Trigger
from mithaq.ingest.names import participant
from mithaq.ingest.officekinds import office_of, slug_of
from mithaq.iris import THING
from mithaq.ontology.facttypes import fact_types
from mithaq.ontology.reference import reference

_CLOSE = 5
_STATES = frozenset({"State"})
_PEOPLE = frozenset({"Person"})
Filled = tuple[tuple[Participant, Mention], ...]


def fill_all(sentence: Sentence, trigger: Trigger) -> Mapping[str, Filled]:
    """All roles of a trigger that somebody or something fills, in their slots' order."""
    frame, fact_type = trigger.frame, fact_types()[trigger.frame.fact]
    taken: set[int] = set()
    filled: dict[str, Filled] = {}
    for name in frame.slots:
        kinds = frame.classes.get(name, fact_type.role(name).kinds)
        filled[name] = _fill(sentence, trigger, name, kinds, taken)
        taken |= {mention.first for _one, mention in filled[name]}
    for name in frame.otherwise:
        kinds = fact_type.role(name).kinds
        filled[name] = filled[name] or _fill_otherwise(sentence, trigger, name, kinds)
    for name, classes in frame.context.items():
        filled[name] = filled[name] or _spoken_of(sentence, trigger, classes, filled)
    return {name: found for name, found in filled.items() if found}


def _fill(
    sentence: Sentence, trigger: Trigger, role: str, kinds: frozenset[str], taken: set[int]
) -> Filled:
    """The participants in a role, a list as a whole; empty where none stands in any of its ways."""
    frame = trigger.frame
    gathers = role == _SET or role in frame.gather
    gathered: dict[tuple[int, str], tuple[Participant, Mention]] = {}
    for way in frame.slots[role]:
        found = _in_way(sentence, trigger, way, kinds, taken)
        if found and not gathers:
            return found[:1] if role in frame.single else found
        gathered |= {(each.first, one.iri): (one, each) for one, each in found}
    return tuple(gathered.values())


def _fill_otherwise(
    sentence: Sentence, trigger: Trigger, role: str, kinds: frozenset[str]
) -> Filled:
    """The participants in a role that stands empty, be they in another one: the place that is attacked."""
    ways = trigger.frame.otherwise.get(role, ())
    found = (_in_way(sentence, trigger, way, kinds, set()) for way in ways)
    return next((one[:1] for one in found if one), ())


def _in_way(
    sentence: Sentence, trigger: Trigger, way: str, kinds: frozenset[str], taken: set[int]
) -> Filled:
    for mention in _standing(sentence, trigger, way):
        if mention.first in taken:
            continue
        found = tuple(
            (one, each)
            for each in sentence.group(mention)
            if each.first not in taken
            and (one := _stands_for(sentence, each, kinds, way)) is not None
        )
        if trigger.frame.fact in _OF_MEMBERS:
            found = tuple((_alliance_of(one), each) for one, each in found)
        if any(each is mention for _one, each in found):
            return found
    return topic(sentence, trigger) if way == _TOPIC else ()


_OF_MEMBERS = frozenset({"Membership", "Accession", "Withdrawal", "Suspension", "ChairHandover"})


def _alliance_of(one: Participant) -> Participant:
    """The alliance of one of its councils: who belongs to it, or is suspended by it."""
    if one.kind != "Body":
        return one
    owner = f"{THING}alliance/{one.iri.removeprefix(THING).split('/')[1]}"
    return participant(owner) if owner in reference().things else one


_TOPIC = "topic"


def _spoken_of(
    sentence: Sentence, trigger: Trigger, kinds: frozenset[str], filled: Mapping[str, Filled]
) -> Filled:
    """What the sentence names of some classes, the nearest, or else what those before are about."""
    taken = {mention.first for found in filled.values() for _one, mention in found}
    named = [m for m in sentence.mentions if m.of_kind(kinds) and m.first not in taken]
    if named:
        nearest = min(named, key=lambda m: abs(m.first - trigger.first))
        one = nearest.of_kind(kinds)
        return ((one, nearest),) if one else ()
    one = next((each for each in sentence.about if each.kind in kinds), None)
    here = Mention(trigger.first, trigger.last, (), "reference")
    return ((one, here),) if one else ()


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
        if "Office" in kinds and way != "title" and sentence.is_title(mention):
            return None  # «elected President X as chairman» is no election to president
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
    elif way == "instrumental":
        yield from instrumentals(sentence, trigger)
    elif way == "held":
        yield from held(sentence, trigger, left, right)
    elif way == "commander":
        yield from commanders(sentence, trigger, left)
    elif way == "itself":
        behind = (
            *objects(sentence, trigger, right),
            *governed(sentence, trigger, "of", left, right),
        )
        yield from (m for m in behind if is_itself(sentence, trigger, m))
    elif way == "owner":
        yield from of_nouns(sentence, trigger)
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
        yield from objects(sentence, trigger, right)
    elif way == "state":
        near = sorted((*left, *right), key=lambda m: abs(m.first - trigger.first))
        yield from (m for m in near if m.of_kind(_STATES))
    elif way == "help":
        yield from (m for m in right if sentence.form(m.last) in ("help", "assistance", "aid"))
    elif way == "recent":
        yield from left
        spoken = (one for one in sentence.about if one.kind == "State")
        yield from (Mention(trigger.first, trigger.last, (one,), "reference") for one in spoken)
    elif way == "following":
        yield from following(sentence, trigger, right)
    elif way == _TOPIC:
        return
    elif way == "after":
        close = (m for m in right[:2] if m.first - trigger.last <= _CLOSE)
        yield from (m for m in close if sentence.preposition(m) not in ("from", "with"))
    else:
        yield from governed(sentence, trigger, way, left, right)
