"""Leads: whom a text goes on to tell of, in a sentence that names nobody: «… ومن المقرر أن يزور باريس»."""

from collections.abc import Iterator, Sequence

from mithaq.ingest.actors import is_passed, is_person, subject_after
from mithaq.ingest.assemblies import is_another, met
from mithaq.ingest.clauses import has_own_subject
from mithaq.ingest.facts import Participant
from mithaq.ingest.gatherers import KINDS, is_gatherer
from mithaq.ingest.journeydoers import is_made
from mithaq.ingest.lexicon import words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.steps import own_negation
from mithaq.ingest.tokens import bare, unjoined
from mithaq.ingest.triggers import Trigger

LED = "led"
"""The relation of a slot that falls back on the lead."""
_MASCULINE = frozenset({"ه"})
_PAPER = "Treaty"
_PAPERS = frozenset({_PAPER})
_STATES = frozenset({"State"})
_GATHERED = KINDS | _PAPERS


def leads_after(
    mentions: Sequence[Mention], before: tuple[Participant, ...]
) -> tuple[Participant, ...]:
    """The first person whom a sentence tells of, what it named last that gathers states, of each class, and the agreement.

    Of what it does not name those before; the latest stand first.
    """
    person = next(
        (m.candidates[0] for m in mentions if is_person(m) and not m.preposition), None
    ) or _of_kind(before, "Person")
    named = (_named(m, _GATHERED) for m in reversed(mentions))
    last: dict[str, Participant] = {}
    for thing in (*named, *before):
        if thing is not None and thing.kind in _GATHERED:
            last.setdefault(thing.kind, thing)
    return tuple(p for p in (person, *last.values()) if p is not None)


def _named(mention: Mention, kinds: frozenset[str]) -> Participant | None:
    """Who of `kinds` a mention names; «بروكسل» is a town before it is the European Union."""
    if mention.how == "demonym" or mention.candidates[0].kind == "Place":
        return None
    leading = (p for p in mention.candidates if p.kind == _PAPER or is_gatherer(p))
    return next((p for p in leading if p.kind in kinds), None)


def _of_kind(found: Sequence[Participant], *kinds: str) -> Participant | None:
    return next((p for p in found if p.kind in kinds), None)


def led(sentence: Sentence, trigger: Trigger, kinds: frozenset[str]) -> Participant | None:
    """Who is meant where the sentence names nobody that the trigger may be of."""
    if "Person" in kinds:
        lead = _of_kind(sentence.leads, "Person")
        return lead if lead is not None and _is_open(sentence, trigger) else None
    if kinds <= _STATES:
        return sentence.home  # whose talks they are, whoever takes part
    if is_another(sentence, trigger):
        return None
    gathered = met(sentence, trigger, kinds)
    if gathered is not None:
        return gathered
    return _spoken_of(sentence, trigger, _PAPERS if kinds <= _PAPERS else kinds & KINDS)


def _is_open(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a man is the subject whom nothing in the sentence names."""
    if any(is_person(m) and m.last <= trigger.first for m in sentence.mentions):
        return False
    if trigger.form.kind == "noun":
        return trigger.form.suffix in _MASCULINE or is_made(sentence, trigger)
    own = own_negation(sentence, trigger.first)
    if own and sentence.classes[own - 1] == "relative":
        return False
    if is_feminine(sentence.forms[trigger.first], trigger) or has_own_subject(sentence, trigger):
        return False
    return subject_after(sentence, trigger.last) is None and _ends_or_goes(sentence, trigger.last)


def is_feminine(form: str, trigger: Trigger) -> bool:
    """Whether the form of a verb is that of a woman, or of several men."""
    stem = unjoined(form).removeprefix("س")
    return stem.startswith("ت") if trigger.form.tense == "present" else stem.endswith(("ت", "وا"))


def _ends_or_goes(sentence: Sentence, first: int) -> bool:
    """Whether after the verb stands where it goes, and no noun that may be its subject."""
    position = first
    while position < len(sentence.tokens) and is_passed(sentence, position):
        position += 1
    if position >= len(sentence.tokens):
        return True
    form = sentence.forms[position]
    if sentence.classes[position] == "preposition":
        return form not in words("violence", "amounts")  # «وصل نحو مئة عسكري إلى …»
    if bare(form) in words("nouns", "appositives") or form in words("nouns", "appositives"):
        return True
    return any(
        m.first <= position < m.last and any(p.kind in ("Place", "State") for p in m.candidates)
        for m in sentence.mentions
    )


def _spoken_of(sentence: Sentence, trigger: Trigger, kinds: frozenset[str]) -> Participant | None:
    """The one alliance, or agreement, of the sentence up to the trigger, or all of it, or the one spoken of before."""
    named = [(m, p) for m in sentence.mentions if (p := _named(m, kinds)) is not None]
    before = {p for m, p in named if m.last <= trigger.first}
    here = before or {p for _, p in named}
    if len(here) == 1:
        return next(iter(here))
    return None if here else _of_kind(sentence.leads, *kinds)


def nowhere(sentence: Sentence, trigger: Trigger) -> Iterator[tuple[int, float]]:
    """The relation of a lead, which no mention of the sentence has."""
    del sentence, trigger
    return iter(())
