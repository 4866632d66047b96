"""Checking a graph: its files, texts, shapes and axioms, and what a reasoner says of it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import Literal as OneOf

from pyoxigraph import NamedNode, QuerySolutions, Store

import mithaq
from mithaq.errors import StoreError
from mithaq.iris import ONTOLOGY
from mithaq.ontology.hermit import ask_hermit, logical, why_not
from mithaq.ontology.quotes import check_quotes
from mithaq.ontology.shapes import Demand, demands
from mithaq.ontology.stated import stated_store
from mithaq.ontology.violations import axiom_demands, class_demands
from mithaq.ontology.vocabulary import ontology
from mithaq.ontology.wording import Finding, Wording
from mithaq.store import Generation, current, dataset_file, open_store, verify

Reasoner = OneOf["auto", "always", "never"]

MOST_STATEMENTS = 100_000
"""How many quads a graph may have for the reasoner to be asked unbidden: some hundred documents."""
MOST_OF_A_KIND = 100
"""How many findings of one demand are told."""

_Work = tuple[Iterable[Finding], str | None]
_ONTOLOGY_IRI = NamedNode(ONTOLOGY.removesuffix("#"))


@dataclass(frozen=True, slots=True)
class Step:
    """One part of a check: what it found, how long it took, and what is to be said of it."""

    name: str
    findings: tuple[Finding, ...]
    seconds: float
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What a check of a generation found, step by step."""

    generation: Generation
    steps: tuple[Step, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All that is wrong."""
        return tuple(finding for step in self.steps for finding in step.findings)


def check(
    out: Path, *, reasoner: Reasoner = "auto", progress: Callable[[str], None] | None = None
) -> Report:
    """What is wrong with the current generation in `out`.

    With `reasoner` "auto" HermiT is asked where it is there and the graph is small enough. Raises
    `StoreError` where there is no graph, it is damaged, or another version of Mithaq built it.
    """
    generation = verify(current(out).folder)
    store = open_store(generation)
    _compare_ontology(generation, store)
    with dataset_file(generation) as dataset, stated_store(dataset) as stated:
        steps: list[Step] = []
        works: tuple[tuple[str, Callable[[], _Work]], ...] = (
            ("texts", lambda: (check_quotes(generation, stated), None)),
            ("shapes", lambda: (_broken(demands(), stated, Wording(stated)), None)),
            ("axioms", lambda: (_contradictions(stated, store), None)),
            ("reasoner", lambda: _ask_reasoner(generation, store, stated, reasoner)),
        )
        for name, work in works:
            if progress:
                progress(name)
            started = perf_counter()
            found, note = work()
            findings = tuple(dict.fromkeys(found))
            steps.append(Step(name, findings, perf_counter() - started, note))
    return Report(generation, tuple(steps))


def _compare_ontology(generation: Generation, store: Store) -> None:
    """Refuse a graph with another ontology: what the shapes ask of is not what it was built with."""
    known = [quad for quad in ontology() if isinstance(quad.subject, NamedNode)]
    missing = sum(quad not in store for quad in known if isinstance(quad.object, NamedNode))
    if missing:
        raise StoreError(
            f"{generation.folder} was built with another ontology than this Mithaq "
            f"({mithaq.__version__}) has; {missing} of its statements are missing: "
            "run `mithaq build` again"
        )


def _broken(asked: Iterable[Demand], store: Store, wording: Wording) -> Iterator[Finding]:
    """What breaks the demands in `store`, in the words of `wording`."""
    for demand in asked:
        found = store.query(demand.query)
        if isinstance(found, QuerySolutions):
            for solution in islice(found, MOST_OF_A_KIND):
                yield wording.finding(demand, solution)


def _contradictions(stated: Store, store: Store) -> Iterator[Finding]:
    """What the axioms forbid: in what is stated, then in what is stated and follows."""
    wording = Wording(stated)
    told: set[str] = set()
    for finding in _broken(axiom_demands(stated), stated, wording):
        told.add(finding.subject)
        yield finding
    for finding in _broken(class_demands(store), store, wording):
        if finding.subject not in told:  # of one thing the lowest classes say enough
            told.add(finding.subject)
            yield finding


def _ask_reasoner(generation: Generation, store: Store, stated: Store, reasoner: Reasoner) -> _Work:
    reason = why_not()
    if reasoner == "never":
        reason = "--reasoner never"
    elif reason is None and reasoner == "auto" and generation.quads > MOST_STATEMENTS:
        reason = (
            f"{generation.quads} quads are more than {MOST_STATEMENTS}; --reasoner always asks it"
        )
    if reason is not None:
        return (), f"HermiT was not asked ({reason}); the checks of the axioms stand without it"
    verdict = ask_hermit(logical(store))
    wording = Wording(stated)
    if not verdict.consistent:
        said = "HermiT finds that it contradicts itself; the sentences above say where, or ask Protégé to explain"
        return (wording.found("reasoner", _ONTOLOGY_IRI, said),), None
    said = "HermiT finds that it can have no member; mend its axioms in ontology/mithaq.ttl"
    return (wording.found("reasoner", NamedNode(iri), said) for iri in verdict.unsatisfiable), None
