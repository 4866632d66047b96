"""Restatements: a stance told again in other words, «أدان الهجوم الإرهابي … هذا العمل …», is one."""

from collections.abc import Iterable, Sequence

from mithaq.ingest.facts import Fact, Participant
from mithaq.ingest.lexicon import words
from mithaq.ingest.merging import completed
from mithaq.ingest.tokens import bare
from mithaq.text import fold

_TYPE = "Statement"
_OFFICE = "OfficeHolding"
_STATE = "/state/"
_PERSON = "Person"
_KIND = "Event"
_REQUEST = "AssistanceRequest"
_CALL = "/calls-for"
_DENIAL = "/denies"
_CONDEMNATION = "/condemns"


def without_restated(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """The facts; of one speaker's stances of one kind on one nameless event, the fullest.

    Two phrases name one event where they begin with the same noun, where both condemn an attack,
    or where one points back to what was named before: «هذا العمل».
    """
    kept: list[Fact] = []
    for fact in facts:
        for position, other in enumerate(kept):
            if _restates(fact, other):
                fuller, lesser = sorted((fact, other), key=_fullness)
                kept[position] = completed(fuller, lesser)
                break
        else:
            kept.append(fact)
    return tuple(sorted(kept, key=lambda fact: (fact.start, fact.end)))


def without_appeals(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """The facts; who asks somebody for help takes no stance on him by the same words."""
    requests = [fact for fact in facts if fact.type == _REQUEST]
    return tuple(fact for fact in facts if not any(_is_asked(fact, one) for one in requests))


def without_mouthed(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """The facts; whose stance somebody tells in his own speech is his: «قال فلان إن كينيا تقف إلى جانب …»."""
    stances = [fact for fact in facts if fact.type == _TYPE]
    return tuple(
        fact
        for fact in facts
        if fact.type != _TYPE or not any(_is_mouthed(fact, one) for one in stances)
    )


def _is_mouthed(fact: Fact, speech: Fact) -> bool:
    """Whether a state's stance is told by words that are part of those of somebody's speech."""
    if fact.start >= speech.end or speech.start >= fact.end or fact.wording == speech.wording:
        return False
    alike = all(_iris(fact, role) == _iris(speech, role) for role in ("about", "stance"))
    spoken = all(p.kind == _PERSON for p in speech.role("speaker"))
    own = any(_STATE in iri for iri in _iris(fact, "speaker"))
    return alike and spoken and own and (fact.wording or "") in (speech.wording or "")


def without_own(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """The facts; who holds an office of a state takes no stance on that state: «دعا راخوي الإسبان»."""
    offices = {
        (holder, organization)
        for fact in facts
        if fact.type == _OFFICE
        for holder in _iris(fact, "holder")
        for organization in _iris(fact, "organization")
    }
    return tuple(
        fact
        for fact in facts
        if fact.type != _TYPE or not any(pair in offices for pair in _spoken(fact))
    )


def _spoken(fact: Fact) -> Iterable[tuple[str, str]]:
    """Who speaks and the states spoken of, in pairs."""
    states = [p.iri for role, told in fact.roles if role == "about" for p in told]
    named = [iri for iri in states if _STATE in iri]
    return ((speaker, state) for speaker in _iris(fact, "speaker") for state in named)


def _is_asked(fact: Fact, request: Fact) -> bool:
    if fact.type != _TYPE or fact.start >= request.end or request.start >= fact.end:
        return False
    calls = any(iri.endswith(_CALL) for iri in _iris(fact, "stance"))
    same = _iris(fact, "speaker") & _iris(request, "requester")
    asked = bool(_iris(fact, "about") & _iris(request, "addressee"))
    return calls and bool(same) and (asked or fact.quote == request.quote)


def _fullness(fact: Fact) -> tuple[bool, int]:
    """What puts the fuller of two first: a time, a longer quote."""
    return fact.time is None, fact.start - fact.end


def _restates(fact: Fact, other: Fact) -> bool:
    if fact.type != _TYPE or other.type != _TYPE or fact.status != other.status:
        return False
    one, before = _matter(fact), _matter(other)
    if one is None or before is None:
        return False
    if None not in (fact.time, other.time) and fact.time != other.time:
        return False
    if any(iri.endswith(_DENIAL) for iri in _iris(fact, "stance")):
        return False  # two accusations are two
    same = all(_iris(fact, role) == _iris(other, role) for role in ("speaker", "stance"))
    if not same:
        return False
    return _points_back(one) or bool(_heads(one) & _heads(before)) or _one_attack(fact, one, before)


def _one_attack(fact: Fact, one: Participant, before: Participant) -> bool:
    """Whether both are the attack that is condemned: «الهجوم», then «التفجير الإرهابي»."""
    condemned = any(iri.endswith(_CONDEMNATION) for iri in _iris(fact, "stance"))
    attacks = words("reports", "attacks")
    return condemned and bool(_heads(one) & attacks) and bool(_heads(before) & attacks)


def _iris(fact: Fact, role: str) -> frozenset[str]:
    return frozenset(participant.iri for participant in fact.role(role))


def _matter(fact: Fact) -> Participant | None:
    """The nameless event that the stance is on."""
    found = fact.role("about")
    return found[0] if len(found) == 1 and found[0].kind == _KIND else None


def _heads(matter: Participant) -> frozenset[str]:
    return frozenset(bare(fold(label.split()[0])) for _, label in matter.labels)


def _points_back(matter: Participant) -> bool:
    return any(
        fold(label.split()[0]) in words("nouns", "demonstratives") for _, label in matter.labels
    )
