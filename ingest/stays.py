"""Stays: who travels meets people there, «وصل فلان إلى بروكسل … والتقى نظيره»; what is told too little."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from mithaq.ingest.facts import Fact
from mithaq.ingest.lexicon import words
from mithaq.ingest.reading import Reading
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.surfaces import is_called_otherwise
from mithaq.ingest.tokens import bare, readings
from mithaq.ingest.turns import is_holding
from mithaq.ontology.reference import reference
from mithaq.text import fold

_NEAR = 3
"""How many sentences may lie between a visit and a meeting during it."""
_IN_ONE_TEXT = 8
"""How many may lie between a summit and what goes on in its margins."""
_KNOWN = ("actual", "announced")
_AROUND = 80
"""How many code points before it the verb may stand that tells of several meetings."""
_SUMMIT = "قمه"
_SUMMITS = ("قمه ", "القمه ")
_SIDES = frozenset({"State", "ArmedGroup"})


def placed_by_visit(found: Sequence[Fact], reading: Reading) -> tuple[Fact, ...]:
    """The facts, a meeting of people that the text places nowhere where one of them is on a visit.

    One in the margins of another, «على هامش القمة», is held where that is.
    """
    visits = [fact for fact in found if fact.type == "Visit" and fact.status in _KNOWN]
    held = [fact for fact in found if fact.type == "Meeting" and fact.role("place")]
    beside = [_in_the_margins(fact, held, reading) for fact in found] if held else found
    return tuple(_placed(fact, visits, reading) for fact in beside) if visits else tuple(beside)


def _in_the_margins(fact: Fact, held: Sequence[Fact], reading: Reading) -> Fact:
    if fact.type != "Meeting" or fact.role("place") or fact.status not in _KNOWN:
        return fact
    here = _sentence_of(fact, reading)
    sentence = reading.sentences[here]
    low, high = (sentence.token_at(n) for n in (fact.start, fact.end))
    beside = sentence.forms[max(low - _BESIDE, 0) : high + _BESIDE]
    if words("meetings", "margins").isdisjoint(beside):
        return fact
    near = [
        one
        for one in held
        if one.start <= fact.start
        and one.status in (fact.status, "actual")
        and here - _sentence_of(one, reading) <= _IN_ONE_TEXT
    ]
    if not near:
        return fact
    nearest = min(near, key=lambda one: abs(one.start - fact.start))
    return _at(fact, nearest)


def told_enough(found: Iterable[Fact], reading: Reading) -> tuple[Fact, ...]:
    """The facts without the meetings that the text only mentions: neither a place nor a time.

    That two people met counts where the text says where, for any two may talk on the telephone; that
    they do not meet has no place.
    A meeting that somebody asks for is the one that the text then tells of.
    Of alliances those stay that are to come, that somebody missed, or that a verb tells: «عقد
    الاتحاد جلسة»; of an organ, which meets again and again, any one: «قبيل جلسة لمجلس الأمن».
    """
    told = [f for f in found if f.type != "Meeting" or _is_told(f, reading)]
    held = {_bodies(f) for f in told if f.type == "Meeting" and f.status in _KNOWN}
    return tuple(f for f in told if not (_is_asked_for(f) and _bodies(f) in held))


def _bodies(fact: Fact) -> frozenset[str]:
    return frozenset(p.iri for p in fact.role("body"))


def _is_asked_for(fact: Fact) -> bool:
    """Whether somebody only wants the meeting, wherever and whenever: «طلبت عقد اجتماع للحلف»."""
    bare_ = not fact.role("place") and fact.time is None
    return fact.type == "Meeting" and fact.status == "possible" and bare_


def _is_told(fact: Fact, reading: Reading) -> bool:
    called = {p.iri for p in fact.role("participants") if is_called_otherwise(p)}
    if any(
        p.kind == "Person" or p.iri in called or is_called_otherwise(p) for p in fact.role("body")
    ):
        if fact.role("place") or (fact.status == "negated" and len(fact.role("participants")) > 1):
            return True
        return fact.time is not None and _is_summit(fact)
    if fact.role("place") or fact.time is not None or not fact.role("body"):
        return True
    if fact.role("absent"):
        return True
    if fact.status != "actual" or fact.role("body")[0].kind in _SIDES:
        return True
    if fact.role("body")[0].kind == _ORGAN and not (fact.wording or "").endswith(_MANY):
        return True
    sentence = reading.sentences[_sentence_of(fact, reading)]
    return any(
        is_holding(token.form) or is_holding(token.form.removesuffix(_IT))
        for token in sentence.tokens
        if fact.start - _AROUND <= token.start < fact.end
    )


_ORGAN = "Body"
_MANY = ("ات", "ون", "ين")
_IT = "ها"
"""What «تعقدها» ends in: a session that is told of and then held."""


def without_bynames(found: Sequence[Fact]) -> tuple[Fact, ...]:
    """The facts without summits called by a town, «قمة مدريد», where the text tells whose it is."""
    known = reference().things
    told = any(f.type == "Meeting" and any(p.iri in known for p in f.role("body")) for f in found)
    return tuple(f for f in found if not (told and _is_byname(f)))


def _is_byname(fact: Fact) -> bool:
    if fact.type != "Meeting" or not fact.role("body"):
        return False
    body = fact.role("body")[0]
    name = body.label("ar") or ""
    return body.iri not in reference().things and fold(name).startswith(_SUMMITS)


def _is_summit(fact: Fact) -> bool:
    """Whether the text calls the meeting a summit, which is told enough by its time."""
    return any(bare(r.rest) == _SUMMIT for w in fold(fact.quote).split() for r in readings(w))


def _placed(fact: Fact, visits: Sequence[Fact], reading: Reading) -> Fact:
    if fact.type != "Meeting" or fact.role("place") or fact.status not in _KNOWN:
        return fact
    people = {p.iri for r in ("body", "participants") for p in fact.role(r)}
    here = _sentence_of(fact, reading)
    people |= _attending(reading.sentences[here], fact)
    during = _is_during_a_visit(reading.sentences[here], fact)
    meant = _is_what_for(reading.sentences[here], fact) or _goes_on(reading.sentences[here], fact)
    stays = [
        visit
        for visit in visits
        if (
            visit.role("visitor")[0].iri in people
            or (during and visit.start <= fact.start)
            or (meant and visit.start <= fact.start and _sentence_of(visit, reading) == here)
        )
        and abs(_sentence_of(visit, reading) - here) <= _NEAR
        and (visit.status in (fact.status, "actual"))
        and not _on_other_days(visit, fact)
    ]
    if not stays:
        return fact
    return _at(fact, min(stays, key=lambda v: (v.start > fact.start, abs(v.start - fact.start))))


def _at(fact: Fact, other: Fact) -> Fact:
    """The fact where `other` takes place."""
    roles = tuple((r, other.role("place") if r == "place" else named) for r, named in fact.roles)
    return replace(fact, roles=roles)


def _attending(sentence: Sentence, fact: Fact) -> frozenset[str]:
    """Who takes part in it, if the words before it say that somebody does: «سيشارك فلان في اجتماع»."""
    last = sentence.token_at(fact.end)
    first = max(sentence.token_at(fact.start) - _BESIDE, 0)
    if words("meetings", "attending").isdisjoint(sentence.forms[first:last]):
        return frozenset()
    return frozenset(m.candidates[0].iri for m in sentence.mentions if m.how == "person")


def _is_during_a_visit(sentence: Sentence, fact: Fact) -> bool:
    """Whether words beside the meeting say that it is part of the visit: «خلال الزيارة»."""
    low, high = (sentence.token_at(n) for n in (fact.start, fact.end))
    forms = sentence.forms[max(low - _BESIDE, 0) : high + _BESIDE]
    within, visit = words("journeys", "within"), words("journeys", "the_visit")
    return any(
        (one in within and other in visit) or other in _IN_IT for one, other in pairwise(forms)
    )


def _is_what_for(sentence: Sentence, fact: Fact) -> bool:
    """Whether somebody travels for the meeting: «وصل فلان إلى أكرا لإجراء محادثات مع …»."""
    first, last = (sentence.token_at(n) for n in (fact.start, fact.end))
    forms = sentence.forms[max(first - _PURPOSE, 0) : max(first + 1, last)]
    return not words("journeys", "purposes").isdisjoint(forms)


def _goes_on(sentence: Sentence, fact: Fact) -> bool:
    """Whether who travelled is told to do more there: «زار فلان أكرا، وأجرى محادثات مع …»."""
    first = sentence.token_at(fact.start)
    for position in range(max(first - 1, 0), first + 1):
        joined = sentence.forms[position].startswith(_AND)
        if joined and sentence.classes[position] == "verb":
            return all(m.first != position + 1 for m in sentence.mentions)
    return False


_AND = "و"
_PURPOSE = 3
_BESIDE = 4
_IN_IT = frozenset({"خلالها", "اثناءها"})
_STAY = 3
"""How many days after who travels arrived he still meets people there."""


def _on_other_days(visit: Fact, fact: Fact) -> bool:
    """Whether both have a day and the meeting's is none of the visit's."""
    if visit.time is None or fact.time is None:
        return False
    one, other = visit.time.edtf, fact.time.edtf
    if "/" in one + other or one.startswith(other) or other.startswith(one):
        return False
    try:
        days = (date.fromisoformat(other) - date.fromisoformat(one)).days
    except ValueError:  # a month or a year
        return True
    return not 0 <= days <= _STAY


def _sentence_of(fact: Fact, reading: Reading) -> int:
    return next((s.number for s in reading.sentences if s.start <= fact.start < s.end), 0)
