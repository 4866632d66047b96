"""Both readers: what frames and model find alike is surer; what only one finds waits for a reviewer."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from mithaq.ingest.documents import Document
from mithaq.ingest.extract import extract
from mithaq.ingest.facts import Fact, Held, Time
from mithaq.ingest.readers.interface import Read, Reader
from mithaq.ingest.scoring import names_of
from mithaq.ontology.facttypes import fact_types
from mithaq.times import covers


@dataclass(frozen=True, slots=True)
class BothReader:
    """Reads by the frames and by `model`; with `accept` what one alone has found needs no reviewer."""

    model: Reader
    accept: bool = False

    def read(self, documents: Iterable[Document]) -> Iterator[Read]:
        """`documents` read by both, in their order."""
        for read in self.model.read(documents):
            yield replace(
                read, facts=combined(extract(read.document), read.facts, accept=self.accept)
            )


def combined(
    framed: Sequence[Fact], modelled: Sequence[Fact], *, accept: bool = False
) -> tuple[Fact, ...]:
    """The facts of both readers, in the order of their quotes.

    Of two that tell the same one stands, with more confidence and the finer time; where they differ
    in status or time both stand, and wait for a reviewer, as does what only one has found unless
    `accept` says otherwise.
    """
    alone: Held | None = None if accept else "one-reader"
    left = list(modelled)
    found: list[Fact] = []
    for fact in framed:
        same = [other for other in left if tells_same(fact, other)]
        agreeing = next((other for other in same if agree(fact, other)), None)
        other = agreeing or next(iter(same), None)
        if other is None:
            found.append(replace(fact, held=alone))
            continue
        left.remove(other)
        if agreeing:
            found.append(_agreed(fact, agreeing))
        else:
            found += [replace(one, held="disagreement") for one in (fact, other)]
    found += [replace(fact, held=alone) for fact in left]
    return tuple(sorted(found, key=lambda fact: (fact.start, fact.end, fact.type, fact.frame)))


def tells_same(one: Fact, other: Fact) -> bool:
    """Whether type and core participants are the same, by IRI or by a name that both have."""
    if one.type != other.type:
        return False
    return all(
        len(one.role(role.name)) == len(other.role(role.name))
        and all(
            any(not names_of(a).isdisjoint(names_of(b)) for b in other.role(role.name))
            for a in one.role(role.name)
        )
        for role in fact_types()[one.type].core
    )


def agree(one: Fact, other: Fact) -> bool:
    """Whether two facts that tell the same agree in status and time; who gives none contradicts none."""
    return one.status == other.status and (
        one.time is None
        or other.time is None
        or covers(one.time.edtf, other.time.edtf)
        or covers(other.time.edtf, one.time.edtf)
    )


def _finer(one: Time | None, other: Time | None) -> Time | None:
    """Of two times that agree the one that is told more exactly."""
    if one is None or other is None:
        return one or other
    return other if covers(one.edtf, other.edtf) else one


def _agreed(fact: Fact, other: Fact) -> Fact:
    sure = 1 - (1 - fact.confidence) * (1 - other.confidence)
    return replace(fact, confidence=round(sure, 2), time=_finer(fact.time, other.time))
