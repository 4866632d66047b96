"""Instruments: papers that meetings sign and whose name is a common noun, «البيان الختامي».

Such a paper is its meeting's, or the document's that tells of it, and no other's of the same name.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from mithaq.ingest.facts import Fact, Participant
from mithaq.ingest.fillings import Filling
from mithaq.ingest.grammar import preposition_before
from mithaq.ingest.lexicon import word_lists
from mithaq.ingest.patterns import Slot
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tokens import readings
from mithaq.ingest.triggers import Trigger
from mithaq.ingest.verbs import verb_forms
from mithaq.iris import local_name, slug, thing
from mithaq.text import fold, one_line

PAPER = "paper"
"""The relation of a slot that a paper fills which is put before its signatories."""
_KIND = "Instrument"
_COST = 0.1
_ON = fold("على")
_FULL_STOP = "."
_A_DAY = len("2022-11-23")


def paper(sentence: Sentence, trigger: Trigger, slot: Slot) -> Filling | None:
    """The paper that the clause's signing is of: «رفض التوقيع على البيان الختامي»."""
    if PAPER not in slot.by:
        return None
    signing = next((n for n in _signings(sentence, trigger.first)), None)
    if signing is None:
        return None
    for position in range(signing + 1, len(sentence.tokens)):
        form = sentence.forms[position]
        if form == _FULL_STOP or form in _signing():
            return None
        found = _paper_at(sentence, position)
        governed = preposition_before(sentence.tokens, position)
        if found is not None and (position == signing + 1 or (governed or (0, ""))[1] == _ON):
            name, english = found
            return _filling(sentence, slot, position, name, english)
        if position == signing + 2 and sentence.forms[signing + 1] == _ON:
            return None  # something else is signed
    return None


def of_their_meetings(found: Sequence[Fact]) -> tuple[Fact, ...]:
    """The facts; a paper is that of the meeting which a body held that day, if only one did."""
    held: dict[str, set[str]] = {}
    for fact in found:
        if fact.type == "Meeting" and fact.time is not None and fact.status == "actual":
            bodies = {local_name(body.iri) for body in fact.role("body")}
            held.setdefault(fact.time.edtf, set()).update(bodies)
    return tuple(_of_its_meeting(fact, held) for fact in found)


def _of_its_meeting(fact: Fact, held: Mapping[str, set[str]]) -> Fact:
    day = "" if fact.time is None else fact.time.edtf
    bodies = held.get(day, set())
    if len(day) != _A_DAY or len(bodies) != 1:
        return fact
    (body,) = bodies
    roles = tuple(
        (role, tuple(_moved(each, body, day) for each in filled)) for role, filled in fact.roles
    )
    return replace(fact, roles=roles)


def _moved(each: Participant, body: str, day: str) -> Participant:
    english = each.label("en")
    if each.kind != _KIND or english is None:
        return each
    return replace(each, iri=thing(_KIND, body, day, slug(english)))


def _signings(sentence: Sentence, first: int) -> Iterator[int]:
    return (n for n in range(first, len(sentence.tokens)) if sentence.forms[n] in _signing())


def _paper_at(sentence: Sentence, position: int) -> tuple[tuple[str, ...], str] | None:
    """The name of a paper that begins at a token, in folded words, and what it is in English."""
    for name, english in _papers_from(sentence.forms[position]):
        if sentence.words(position + 1, position + len(name)) == name[1:]:
            return name, english
    return None


def _filling(
    sentence: Sentence, slot: Slot, first: int, name: tuple[str, ...], english: str
) -> Filling:
    start, end = sentence.tokens[first].start, sentence.tokens[first + len(name) - 1].end
    scope = hashlib.sha256(sentence.text.encode()).hexdigest()[:12]
    labels = (("ar", one_line(sentence.text[start:end])), ("en", english))
    named = Participant(thing(_KIND, scope, slug(english)), _KIND, labels)
    return Filling(slot, (named,), (), _COST, ((start, end),))


@lru_cache(maxsize=4096)
def _papers_from(form: str) -> tuple[tuple[tuple[str, ...], str], ...]:
    """The papers whose name a word begins, the longest first."""
    rests = {r.rest for r in readings(form) if not r.preposition and not r.conjunction}
    return tuple(one for one in _papers() if one[0][0] in rests)


@cache
def _papers() -> tuple[tuple[tuple[str, ...], str], ...]:
    listed: Mapping[str, str] = word_lists("reports")["signed_papers"]
    found = [(tuple(fold(name).split()), english) for name, english in listed.items()]
    return tuple(sorted(found, key=lambda one: (-len(one[0]), one)))


@cache
def _signing() -> frozenset[str]:
    """«يوقع», «التوقيع», «للتوقيع»: forms and nouns of signing."""
    verbs = {form for form, _ in verb_forms("وقع", "II")}
    nouns = {fold(noun) for noun in word_lists("reports")["signing"]}
    return frozenset(verbs | nouns)
