"""Claims: what one document says, each in the named graph of its document."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain

from pyoxigraph import Literal, NamedNode, Quad

from mithaq.ingest.decisions import Verdict
from mithaq.ingest.documents import Document
from mithaq.ingest.facts import Fact
from mithaq.ingest.terms import (
    TYPE,
    basis,
    boolean,
    decimal,
    hold_reason,
    integer,
    mq,
    text_literal,
)
from mithaq.iris import THING, document_graph

CONTEXT = 32
"""How many code points of text before and after a quote a claim keeps, as Web Annotation advises."""

_ELSEWHERE, _INFERRED = 0.9, 0.8
"""How sure of a fact's confidence it is that its kind is told of it elsewhere, and that it follows."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A fact with the name that it has in the graph, and what its quote needs of the document.

    `prefix` and `suffix` are the text around the quote; `told` is the document's date (EDTF).
    `verdict` is what a reviewer decided of it, and `corrected` the fact in the reviewer's words.
    """

    iri: str
    fact: Fact
    prefix: str
    suffix: str
    language: str | None
    text_hash: str
    told: str | None
    verdict: Verdict | None = None
    corrected: Fact | None = None

    @property
    def meant(self) -> Fact:
        """What is taken for said: the fact as read, or as a reviewer has corrected it."""
        return self.corrected or self.fact

    @property
    def rank(self) -> tuple[float, str, int, int, str]:
        """Sorts claims by what to believe first: confidence, then the order of the documents."""
        fact = self.fact
        return (-fact.confidence, fact.document, fact.start, fact.end, self.iri)


def state_claims(document: Document, facts: Iterable[Fact]) -> tuple[Claim, ...]:
    """The claims of `document`, by IRI; of two facts that state the same, the surer one stays."""
    text_hash = document.sha256
    claims: dict[str, Claim] = {}
    for fact in chain.from_iterable(map(_each_kind, facts)):
        claim = Claim(
            iri=claim_iri(fact, text_hash),
            fact=fact,
            prefix=document.text[max(0, fact.start - CONTEXT) : fact.start],
            suffix=document.text[fact.end : fact.end + CONTEXT],
            language=document.language,
            text_hash=text_hash,
            told=document.date,
        )
        other = claims.setdefault(claim.iri, claim)
        if (-fact.confidence, fact.frame) < (-other.fact.confidence, other.fact.frame):
            claims[claim.iri] = claim
    return tuple(claims[iri] for iri in sorted(claims))


def _each_kind(fact: Fact) -> Iterator[Fact]:
    """`fact`, and once more for each kind that the document gives it in another place.

    Who took part and when is taken over from where it is told.
    """
    here = next((k for k in fact.kinds if fact.start <= k.start and k.end <= fact.end), None)
    yield replace(fact, kinds=() if here is None else (here,))
    for kind in fact.kinds:
        if kind is here:
            continue
        sure = _INFERRED if kind.inferred else _ELSEWHERE
        yield replace(
            fact,
            kinds=(kind,),
            quote=kind.quote,
            start=kind.start,
            end=kind.end,
            wording=kind.wording,
            source=kind.source,
            confidence=round(fact.confidence * sure, 2),
            value=None,
            delay=None,
            headline=None,
        )


def claim_iri(fact: Fact, text_hash: str) -> str:
    """The IRI of the claim that `fact` is: made of the text, the span, and what is said there.

    Neither the frame nor its confidence counts, so that a better frame leaves the IRI as it is.
    """
    said = [
        text_hash,
        fact.start,
        fact.end,
        fact.type,
        [[role, sorted(participant.iri for participant in found)] for role, found in fact.roles],
        fact.status,
        # One span may name two times or two speakers ("in October and in December"): two claims.
        fact.time and fact.time.edtf,
        fact.source and fact.source.iri,
        fact.value,
    ]
    digest = hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()
    return f"{THING}claim/{fact.document}/{digest[:12]}"


def claim_quads(claim: Claim, situation: str) -> Iterator[Quad]:
    """`claim`, about the situation with the IRI `situation`, in the graph of its document."""
    graph = NamedNode(document_graph(claim.fact.document))
    subject = NamedNode(claim.iri)
    yield Quad(subject, TYPE, mq("Claim"), graph)
    yield Quad(subject, mq("about"), NamedNode(situation), graph)
    for name, value in _statements(claim):
        yield Quad(subject, mq(name), value, graph)


def _statements(claim: Claim) -> Iterator[tuple[str, NamedNode | Literal]]:
    fact = claim.fact
    yield "status", mq(fact.status.capitalize())
    yield "quote", text_literal(fact.quote, claim.language)
    yield "start", integer(fact.start)
    yield "end", integer(fact.end)
    yield "prefix", Literal(claim.prefix)
    yield "suffix", Literal(claim.suffix)
    yield "confidence", decimal(fact.confidence)
    yield "frame", Literal(fact.frame)
    yield "textHash", Literal(claim.text_hash)
    if fact.wording:
        yield "wording", text_literal(fact.wording, claim.language)
    if fact.delay:
        yield "delayText", text_literal(fact.delay, claim.language)
    if fact.headline:
        yield "headlineStatus", mq(fact.headline.status.capitalize())
        yield "headlineQuote", text_literal(fact.headline.quote, claim.language)
        yield "headlineStart", integer(fact.headline.start)
        yield "headlineEnd", integer(fact.headline.end)
    for kind in fact.kinds:
        yield "statedKind", NamedNode(kind.kind.iri)
        if kind.inferred:
            yield "kindInferred", boolean(value=True)
    if fact.held:
        yield "heldBecause", hold_reason(fact.held)
    if fact.source:
        yield "saidBy", NamedNode(fact.source.iri)
    if fact.value is not None:
        yield "statedValue", decimal(fact.value)
    if fact.time:
        yield "statedTime", Literal(fact.time.edtf)
        yield "timeText", Literal(fact.time.text)
        yield "timeBasis", basis(fact.time.basis)
