"""Checks: whether a fact may be stated at all, before it becomes RDF."""

import math
from collections.abc import Iterator, Mapping

from pyoxigraph import NamedNode

from mithaq.ingest.documents import Document
from mithaq.ingest.facts import Fact, Participant
from mithaq.ontology.facttypes import FactType, Role
from mithaq.ontology.vocabulary import classes
from mithaq.times import read_edtf


def misfit(fact: Fact, document: Document, types: Mapping[str, FactType]) -> str | None:
    """Why `fact` cannot be stated, in a sentence that says where it stands; `None` where it can.

    A fact that does not fit the ontology or its text is a bug of a frame: the graph is better
    without it, and a person should hear of it.
    """
    reason = next(_reasons(fact, document, types), None)
    if reason is None:
        return None
    return (
        f"{fact.document}, code points {fact.start} to {fact.end}, "
        f"frame {fact.frame}: {fact.type} left out: {reason}"
    )


def _reasons(fact: Fact, document: Document, types: Mapping[str, FactType]) -> Iterator[str]:
    fact_type = types.get(fact.type)
    if fact_type is None:
        yield "there is no such type of fact"
        return
    if fact.document != document.id or document.text[fact.start : fact.end] != fact.quote:
        yield "its quote is not the text at these offsets"
    yield from _role_reasons(fact, fact_type)
    if fact.source:
        yield from _participant_reasons("source", fact.source)
    if fact.value is not None and not math.isfinite(fact.value):
        yield f"its value is {fact.value}"
    if not 0 <= fact.confidence <= 1:
        yield f"its confidence is {fact.confidence}"
    if fact.time:
        try:
            read_edtf(fact.time.edtf)
        except ValueError as error:
            yield f"its time cannot be read ({error})"


def _role_reasons(fact: Fact, fact_type: FactType) -> Iterator[str]:
    roles = {role.name: role for role in fact_type.roles}
    for name, found in fact.roles:
        if name not in roles:
            yield f"it has no role {name!r}"
            continue
        for participant in found:
            yield from _participant_reasons(name, participant)
            yield from _kind_reasons(roles[name], participant)
        if roles[name].core and not roles[name].several and len(found) > 1:
            yield f"{name} is one participant, not {len(found)}"
    if not any(fact.role(role.name) for role in fact_type.core):
        yield "it names no core participant"


def _participant_reasons(name: str, participant: Participant) -> Iterator[str]:
    if participant.kind not in classes():
        yield f"{name} is of the class {participant.kind}, which the ontology does not have"
    try:
        NamedNode(participant.iri)
    except ValueError:
        yield f"{name} has the IRI {participant.iri!r}, which is none"


def _kind_reasons(role: Role, participant: Participant) -> Iterator[str]:
    if role.kinds and participant.kind not in role.kinds:
        yield f"{role.name} is {participant.iri}, but a {participant.kind} may not stand there"
