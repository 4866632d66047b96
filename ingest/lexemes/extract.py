"""Extraction from English and Russian: a document in, its facts out."""

from collections.abc import Iterator, Mapping
from itertools import product

from mithaq.ingest.combinations import sensible
from mithaq.ingest.documents import Document
from mithaq.ingest.facts import Fact, Participant
from mithaq.ingest.lexemes.holdings import office_facts
from mithaq.ingest.lexemes.knowntreaties import known_treaty
from mithaq.ingest.lexemes.lexicons import lexicon
from mithaq.ingest.lexemes.mention import Memory
from mithaq.ingest.lexemes.naming import mentions
from mithaq.ingest.lexemes.saying import speaker_of, status_of
from mithaq.ingest.lexemes.sentence import Sentence
from mithaq.ingest.lexemes.slots import Filled, fill_all
from mithaq.ingest.lexemes.telling import quote_of, terms, time_of, value_of
from mithaq.ingest.lexemes.times import coming, times
from mithaq.ingest.lexemes.triggers import Trigger, triggers
from mithaq.ingest.lexemes.words import sentences, words
from mithaq.iris import local_name
from mithaq.ontology.facttypes import FactType, Role, fact_types

_SURE = 0.75
_REFUSED = "refused"  # who refuses to sign is not told a second time as one who has not signed
_TWO = 2


def extract_worded(document: Document) -> tuple[Fact, ...]:
    """The facts that an English or Russian document states, in the order of their quotes."""
    found: dict[tuple[str | None, ...], Fact] = {}
    for sentence in read_sentences(document):
        for fact in (*office_facts(document, sentence), *_facts(document, sentence)):
            if fact.type == "AssistanceRequest":
                sentence.memory.asker = fact.role("requester")[0]
            key = (*_matter(fact), fact.status if not sentence.headline else None)
            known = found.get(key)
            if known is None or (
                known.time is None and fact.time is not None and known.status == fact.status
            ):
                found[key] = fact
    told = _without_hopes(list(found.values()))
    facts = _without_weaker(_without_headlines(told, document))
    return tuple(sorted(facts, key=lambda fact: (fact.start, fact.end, fact.type)))


def read_sentences(document: Document) -> Iterator[Sentence]:
    """The sentences of a document with everything named and dated in them."""
    known = lexicon(document.language or "en")
    memory = Memory()
    # twice: who is named by an office, or in another case, later in the text is known from its beginning
    for start, end in sentences(document.text):
        mentions(words(document.text, start, end, known.language), known, memory, document.id)
    memory.settle(known.language)
    placed = times(document.text, document.date, known)
    first = True
    for start, end in sentences(document.text):
        tokens = words(document.text, start, end, known.language)
        often = [state for state, _count in memory.counts.most_common(1)]
        about = (*memory.topics[:1], memory.treaty or memory.implied, *often)
        yield Sentence(
            start,
            end,
            document.text,
            tokens,
            mentions(tokens, known, memory, document.id),
            tuple(time for time in placed if start <= time.start < end),
            known,
            first and "\n" in document.text and document.text[end - 1] not in ".!?",
            memory,
            tuple(one for one in about if one is not None),
        )
        first = False


def _without_hopes(facts: list[Fact]) -> list[Fact]:
    """The facts but for memberships of whom the text says that they may or will join only."""
    hoped = {
        tuple(_matter(fact)[1:])
        for fact in facts
        if fact.type == "Accession" and fact.status not in ("actual", "negated")
    }
    return [f for f in facts if f.type != "Membership" or tuple(_matter(f)[1:]) not in hoped]


def _without_headlines(facts: list[Fact], document: Document) -> list[Fact]:
    """The facts but for those of a headline that the body tells too: a first line without a full stop."""
    line = document.text.find("\n")
    if document.text[:line].rstrip("\"'”’») ").endswith((".", "!", "?")):
        return facts
    body = {_matter(fact) for fact in facts if fact.start > line}
    told = {fact.type for fact in facts if fact.start > line and fact.type not in _REPEATED}
    return [
        fact
        for fact in facts
        if fact.start > line or (_matter(fact) not in body and fact.type not in told)
    ]


_REPEATED = frozenset({"OfficeHolding", "Statement", "Accusation", "Incident"})
"""Types of which a headline may tell another fact than the body does."""


def _without_weaker(facts: list[Fact]) -> list[Fact]:
    """The facts but for meetings without a place, and offices without an owner, of which another has one."""
    placed = {fact.role("body") for fact in facts if fact.type == "Meeting" and fact.role("place")}
    owned = {
        (fact.role("holder"), local_name(fact.role("office")[0].iri).partition("/")[0])
        for fact in facts
        if fact.type == "OfficeHolding" and fact.role("organization")
    }
    return [
        fact
        for fact in facts
        if not (
            (fact.type == "Meeting" and not fact.role("place") and fact.role("body") in placed)
            or (
                fact.type == "OfficeHolding"
                and not fact.role("organization")
                and (fact.role("holder"), local_name(fact.role("office")[0].iri)) in owned
            )
        )
    ]


def _matter(fact: Fact) -> tuple[str, ...]:
    """What a fact is about: its type and who stands in its core roles."""
    core = fact_types()[fact.type].core
    return (
        fact.type,
        *(" ".join(sorted(one.iri for one in fact.role(role.name))) for role in core),
    )


def _facts(document: Document, sentence: Sentence) -> Iterator[Fact]:
    done: set[tuple[int, str]] = set()
    for trigger in triggers(sentence):
        if done & {(trigger.first, trigger.frame.fact), (trigger.first, _REFUSED)}:
            continue
        made = list(_of_trigger(document, sentence, trigger))
        if made:
            done.add((trigger.first, _REFUSED if trigger.frame.refused else trigger.frame.fact))
        yield from made


def _of_trigger(document: Document, sentence: Sentence, trigger: Trigger) -> Iterator[Fact]:
    frame, fact_type = trigger.frame, fact_types()[trigger.frame.fact]
    status = status_of(sentence, trigger.first, trigger.last, trigger.tense)
    if frame.status and status != "negated":
        status = frame.status
    if status in frame.unless:
        return
    if frame.refused:
        if status != "negated":
            return
        status = "actual"
    filled = _apart(fill_all(sentence, trigger), fact_type)
    if any(name not in filled for name in frame.needs):
        return
    if frame.whole and "place" not in filled and len(filled.get("parties", ())) < _TWO:
        return
    value = value_of(sentence, trigger) if frame.value else None
    if frame.value_needed and value is None:
        return
    extra = dict(terms(fact_type, trigger, sentence))
    start, end = quote_of(sentence, trigger, filled)
    time = time_of(sentence, trigger)
    if status == "announced" and time is not None:
        time = coming(time, document.date)
    if fact_type.name == "TreatySigning":
        filled |= {"treaty": known_treaty(sentence, filled, time)}
    for roles in _tuples(fact_type, filled, extra):
        if not sensible(roles, fact_type):
            continue
        yield Fact(
            document=document.id,
            type=fact_type.name,
            roles=roles,
            status=status,
            source=speaker_of(sentence, trigger.first),
            time=time if fact_type.event else None,
            value=value,
            quote=document.text[start:end],
            start=start,
            end=end,
            confidence=_SURE,
            frame=frame.name,
            wording=sentence.text[
                sentence.words[trigger.first].start : sentence.words[trigger.last - 1].end
            ],
        )


def _apart(filled: Mapping[str, Filled], fact_type: FactType) -> dict[str, Filled]:
    """What fills the roles, a core role's participants in no other role too: none hands a chair to itself."""
    core = {role.name for role in fact_type.core}
    there = {one.iri for name in core for one, _mention in filled.get(name, ())}
    kept = {
        name: found if name in core else tuple(each for each in found if each[0].iri not in there)
        for name, found in filled.items()
    }
    return {name: found for name, found in kept.items() if found}


def _tuples(
    fact_type: FactType, filled: Mapping[str, Filled], extra: dict[str, Participant]
) -> Iterator[tuple[tuple[str, tuple[Participant, ...]], ...]]:
    """One combination of participants a fact: of a list in a core role each by itself."""
    choices: list[list[tuple[str, tuple[Participant, ...]]]] = []
    for role in fact_type.roles:
        if not role.kinds:
            continue
        found = tuple(dict.fromkeys(one for one, _mention in filled.get(role.name, ())))
        if not found and role.name in extra:
            found = (extra[role.name],)
        if found or role.core:
            choices.append(_choices(role, found))
    yield from product(*choices)


def _choices(
    role: Role, found: tuple[Participant, ...]
) -> list[tuple[str, tuple[Participant, ...]]]:
    if role.several or not found:
        return [(role.name, found)]
    if role.core:
        return [(role.name, (one,)) for one in found]
    return [(role.name, found[:1])]
