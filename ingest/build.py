"""Building: documents to facts, claims and situations, and all of it to one published generation."""

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from heapq import merge
from importlib.resources import files
from itertools import chain
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse, serialize

from mithaq.ingest.acceptance import accept_claims
from mithaq.ingest.checks import misfit
from mithaq.ingest.claims import Claim, claim_quads, state_claims
from mithaq.ingest.conflicts import Conflicts, conflict_quads, find_conflicts
from mithaq.ingest.decisions import Decision, read_decisions
from mithaq.ingest.descriptions import document_quads, label_names, named_things, thing_quads
from mithaq.ingest.documents import Document, read_documents
from mithaq.ingest.mentioned import mention_quads
from mithaq.ingest.partitions import partition_quads
from mithaq.ingest.provenance import Sources, provenance_quads
from mithaq.ingest.readers.interface import FrameReader, ModelUse, Read, Reader
from mithaq.ingest.responses import inferred_quads
from mithaq.ingest.reviewing import decision_quads, regrouped, ruled, without_effect
from mithaq.ingest.situations import Situation, situation_quads
from mithaq.ingest.terms import LABEL
from mithaq.iris import INFERRED, local_name
from mithaq.ontology.facttypes import fact_types
from mithaq.ontology.overview import overview
from mithaq.ontology.reasoning import inferred as consequent_quads
from mithaq.ontology.reference import Reference, reference
from mithaq.ontology.vocabulary import ontology
from mithaq.queries.executables import executables
from mithaq.queries.preparing import prepare as prepare_answers
from mithaq.store import DATASET, KEPT, TEXTS, Generation, publish


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build made.

    `skipped` says of each fact that was left out why, `dropped` what a model told that does not stand
    in the text; `held` counts the facts that wait for a reviewer; `decisions` counts a reviewer's, and
    `without_effect` says of each that nothing answers to why; `unprepared` says of each question
    whose answer was not prepared why.
    """

    generation: Generation
    documents: int
    facts: int
    situations: int
    disputed: int
    skipped: tuple[str, ...]
    decisions: int
    without_effect: tuple[str, ...]
    unprepared: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    held: int = 0


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read: the claims, the mentions, the documents' descriptions and hashes, the misfits.

    `models` are those that have read a document, by its id.
    """

    claims: tuple[Claim, ...]
    mentions: Mapping[str, tuple[Quad, ...]]
    descriptions: tuple[Quad, ...]
    hashes: Mapping[str, str]
    skipped: tuple[str, ...]
    dropped: tuple[str, ...]
    models: Mapping[str, ModelUse]


@dataclass(frozen=True, slots=True)
class _Accepted:
    """What is taken for so: the situations, their conflicts, and the decisions behind them."""

    situations: tuple[Situation, ...]
    conflicts: Conflicts
    decisions: tuple[Decision, ...]


def build(
    paths: Iterable[Path],
    out: Path,
    *,
    reader: Reader | None = None,
    decisions: Path | None = None,
    progress: Callable[[int, int], None] | None = None,
    prepare: float = 0,
    keep: int = KEPT,
) -> BuildReport:
    """Publish in `out` the generation of the documents in `paths`, folders or files.

    They are read by `reader`, by the frames where none is given. The file `decisions` holds what
    reviewers have decided. `progress` is told the number of documents read, and of all, after each.
    `prepare` and `keep` as in `build_readings`. Raises `DocumentError`, `FrameError`,
    `OntologyError`, `ModelError`, `ReviewError`, `BuildError`; whatever is raised, the former
    generation stays.
    """
    decided = read_decisions(decisions) if decisions else ()
    read = _read_all(paths, reader or FrameReader(), progress)
    return build_readings(read, out, decided, prepare=prepare, keep=keep)


def build_readings(
    readings: Iterable[Read],
    out: Path,
    decisions: tuple[Decision, ...] = (),
    *,
    prepare: float = 0,
    keep: int = KEPT,
) -> BuildReport:
    """Publish in `out` the generation of `readings`, in whatever order they come.

    The answers to all questions are prepared, for each of which there are `prepare` seconds; none with 0.
    `keep` generations stay on the disk.
    """
    made: list[tuple[_Read, _Accepted]] = []
    unprepared: list[str] = []

    def prepared(folder: Path) -> tuple[str, ...]:
        unprepared.extend(prepare_answers(folder, prepare, overview()))
        return tuple(unprepared)

    generation = publish(
        out,
        lambda folder: made.append(_fill(folder, readings, decisions)),
        prepare=prepared if prepare else None,
        keep=keep,
    )
    read, accepted = made[0]
    return BuildReport(
        generation=generation,
        documents=len(read.hashes),
        facts=len(read.claims),
        situations=len(accepted.situations),
        disputed=len(accepted.conflicts.disputed),
        skipped=read.skipped,
        decisions=len(decisions),
        without_effect=tuple(without_effect(decisions, read.claims, accepted.situations)),
        unprepared=tuple(unprepared),
        dropped=read.dropped,
        held=sum(claim.fact.held is not None for claim in read.claims),
    )


def _read_all(
    paths: Iterable[Path], reader: Reader, progress: Callable[[int, int], None] | None
) -> Iterator[Read]:
    # All texts before the first is read: a bad one shows at once, not after an hour.
    waiting = deque(read_documents(paths))
    total = len(waiting)
    for done, read in enumerate(reader.read(_taken(waiting)), 1):
        yield read
        if progress:
            progress(done, total)


def _taken(waiting: deque[Document]) -> Iterator[Document]:
    """Each of `waiting`, which the memory need not hold any longer."""
    while waiting:
        yield waiting.popleft()


def _fill(
    folder: Path, readings: Iterable[Read], decisions: tuple[Decision, ...]
) -> tuple[_Read, _Accepted]:
    (folder / TEXTS).mkdir()
    read = _read(folder / TEXTS, readings)
    accepted = _accept(read.claims, decisions)
    with (folder / DATASET).open("wb") as file:
        file.writelines(_lines(read, accepted))
    return read, accepted


def _accept(claims: Iterable[Claim], decisions: tuple[Decision, ...]) -> _Accepted:
    """The situations that `claims` tell of, as the reviewers' `decisions` have them."""
    known = reference()
    told = accept_claims(ruled(claims, decisions, known), fact_types())
    situations = regrouped(told, decisions)
    return _Accepted(situations, find_conflicts(situations, known), decisions)


def _read(texts: Path, readings: Iterable[Read]) -> _Read:
    claims: list[Claim] = []
    mentions: dict[str, tuple[Quad, ...]] = {}
    descriptions: list[Quad] = []
    hashes: dict[str, str] = {}
    skipped: list[str] = []
    dropped: list[str] = []
    models: dict[str, ModelUse] = {}
    for read in readings:
        document = read.document
        reasons = [(fact, misfit(fact, document, fact_types())) for fact in read.facts]
        dropped.extend(read.dropped)
        if read.model:
            models[document.id] = read.model
        skipped.extend(reason for _fact, reason in reasons if reason)
        claims.extend(state_claims(document, (fact for fact, reason in reasons if not reason)))
        mentions[document.id] = tuple(mention_quads(document))
        descriptions.extend(document_quads(document))
        hashes[document.id] = document.sha256
        (texts / f"{document.id}.txt").write_bytes(document.text.encode())
    return _Read(
        claims=tuple(sorted(claims, key=lambda claim: claim.iri)),
        mentions=mentions,
        descriptions=tuple(descriptions),
        hashes={name: hashes[name] for name in sorted(hashes)},
        skipped=tuple(sorted(skipped)),
        dropped=tuple(sorted(dropped)),
        models=models,
    )


def _lines(read: _Read, made: _Accepted) -> Iterator[bytes]:
    """Every line of the dataset in N-Quads, sorted as bytes: the same documents, the same bytes."""
    situations = made.situations
    about = {claim.iri: situation.iri for situation in situations for claim in situation.claims}
    counts = Counter(dict.fromkeys(read.hashes, 0))
    for claim in read.claims:
        counts[claim.fact.document] += sum(1 for _quad in claim_quads(claim, about[claim.iri]))
    counts.update({document: len(quads) for document, quads in read.mentions.items()})
    stated = tuple(_accepted_quads(read, situations))
    inferred = {*inferred_quads(situations, reference()), *conflict_quads(made.conflicts)}
    inferred.update(consequent_quads((*stated, *inferred)))
    described = (*partition_quads(stated, inferred), *_question_quads())
    accepted = _n_quads((*stated, *inferred, *described))
    listed = (
        Quad(quad.subject, quad.predicate, quad.object, NamedNode(INFERRED)) for quad in inferred
    )
    sources = Sources(read.hashes, read.models)
    meta = provenance_quads(counts, sources, accepted=len(accepted), inferred=len(inferred))
    # The claims are most of it and stand in order already: they pass through one at a time.
    claims = (
        line for claim in read.claims for line in _n_quads(claim_quads(claim, about[claim.iri]))
    )
    mentions = chain.from_iterable(read.mentions.values())
    rest = (*listed, *meta, *mentions, *decision_quads(made.decisions))
    return merge(accepted, claims, _n_quads(rest))


def _accepted_quads(read: _Read, situations: Iterable[Situation]) -> Iterator[Quad]:
    """The default graph, but for what is inferred."""
    known = reference()
    things = named_things(read.claims, known)
    names = label_names(known, things) | _term_names()
    places = _local_names(known) | {local_name(thing.iri): thing.iri for thing in things}
    # Through a store, which writes literals in its own way (Z, not +00:00): what the dataset says
    # is what a query answers, to the letter.
    written = Store()
    written.extend((*ontology(), *_reference_quads()))
    yield from written
    yield from read.descriptions
    for thing in things:
        yield from thing_quads(thing, places)
    for situation in situations:
        yield from situation_quads(situation, names)


def _question_quads() -> Iterator[Quad]:
    for triple in executables():
        yield Quad(triple.subject, triple.predicate, triple.object)


def _reference_quads() -> Iterator[Quad]:
    source = files("mithaq.ontology").joinpath("reference.ttl").read_bytes()
    yield from parse(source, format=RdfFormat.TURTLE)


def _term_names() -> dict[str, dict[str, str]]:
    """What the ontology's own terms are called."""
    names: dict[str, dict[str, str]] = {}
    for quad in ontology().quads_for_predicate(LABEL):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
            names.setdefault(quad.subject.value, {})[quad.object.language or ""] = quad.object.value
    return names


def _local_names(known: Reference) -> dict[str, str]:
    """What an office may belong to, by local name."""
    return {local_name(iri): iri for iri in sorted(known.things, reverse=True)}


def _n_quads(quads: Iterable[Quad]) -> list[bytes]:
    """`quads` as lines of N-Quads, each once, sorted as bytes."""
    written = serialize(quads, format=RdfFormat.N_QUADS) or b""
    return sorted({line + b"\n" for line in written.split(b"\n") if line})
