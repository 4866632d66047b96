"""The situations that a thing takes part in, by kind and by time."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from pyoxigraph import NamedNode

from mithaq.iris import THING, kebab, local_name
from mithaq.ontology.facttypes import fact_types
from mithaq.queries.solutions import Ask, Term
from mithaq.server.claims import Situation, situations
from mithaq.server.names import text, values

MOST = 150
"""How many situations of a thing are shown; the questions and SPARQL give all."""

_HOW = """
PREFIX mq: <https://w3id.org/mithaq/ontology#>
SELECT ?situation ?time ?unrealized ?disputed
WHERE {
  VALUES ?situation { IRIS }
  OPTIONAL { ?situation mq:edtf ?time }
  OPTIONAL { ?situation mq:wouldBe ?unrealized }
  OPTIONAL { ?situation mq:disputed ?disputed }
}
"""
_DOCUMENTS = """
PREFIX mq: <https://w3id.org/mithaq/ontology#>
SELECT ?situation (COUNT(DISTINCT ?document) AS ?documents)
WHERE {
  VALUES ?situation { IRIS }
  GRAPH ?document { ?claim mq:about ?situation }
}
GROUP BY ?situation
"""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A situation, the properties by which it has the thing, and how many documents tell of it."""

    situation: Situation
    roles: tuple[str, ...]
    documents: int


@dataclass(frozen=True, slots=True)
class Occurrences:
    """The situations of a thing in the order of their times, the undated last; perhaps there are more."""

    found: tuple[Occurrence, ...]
    more: bool

    @property
    def dated(self) -> tuple[Occurrence, ...]:
        """Those whose time is told."""
        return tuple(each for each in self.found if each.situation.time)

    @property
    def by_kind(self) -> Mapping[str, Sequence[Occurrence]]:
        """By the class that they are of, or would be; the largest groups first."""
        grouped: dict[str, list[Occurrence]] = defaultdict(list)
        for each in self.found:
            grouped[each.situation.type].append(each)
        return dict(sorted(grouped.items(), key=lambda item: (-len(item[1]), item[0])))


def occurrences(ask: Ask, incoming: Iterable[tuple[str, Term]]) -> Occurrences:
    """What happened with a thing, `incoming` being the properties and subjects that point to it."""
    roles: dict[str, set[str]] = defaultdict(set)
    for prop, value in incoming:
        if isinstance(value, NamedNode) and kind_of(value.value):
            roles[value.value].add(prop)
    shown = sorted(roles, key=_dated_first)[:MOST]
    counted = _documents(ask, shown)
    found = [
        Occurrence(each, tuple(sorted(roles[each.iri])), counted.get(each.iri, 0))
        for each in _briefly(ask, shown)
    ]
    found.sort(key=lambda each: (not each.situation.time, each.situation.time, each.situation.iri))
    return Occurrences(tuple(found), more=len(roles) > MOST)


def kind_of(iri: str) -> str:
    """The class of situations that an IRI is made of; empty for the IRI of anything else."""
    return _kinds().get(iri.removeprefix(THING).partition("/")[0], "")


@cache
def _kinds() -> Mapping[str, str]:
    return {kebab(local_name(each.iri)): each.iri for each in fact_types().values()}


def _dated_first(iri: str) -> tuple[bool, str]:
    """Those whose IRI ends with a time, by it: a situation's does, where its time is known."""
    end = iri.rpartition("/")[2]
    return not end[:4].isdecimal(), iri if not end[:4].isdecimal() else end + iri


def _briefly(ask: Ask, iris: Sequence[str]) -> list[Situation]:
    """The situations without what stands in their roles."""
    if not iris:
        return []
    rows = sorted({tuple(map(text, row)) for row in ask(_HOW.replace("IRIS", values(iris))).rows})
    return [
        Situation(iri, kind_of(iri), not unrealized, time, {}, disputed == "true")
        for iri, time, unrealized, disputed in {row[0]: row for row in rows}.values()
    ]


def by_time(ask: Ask, iris: Iterable[str]) -> list[Situation]:
    """The situations with these IRIs in the order of their times, the undated last."""
    wanted = sorted(set(iris))
    found = situations(ask, wanted).values() if wanted else ()
    return sorted(found, key=lambda each: (not each.time, each.time, each.iri))


def _documents(ask: Ask, iris: Iterable[str]) -> Mapping[str, int]:
    wanted = values(iris)
    if not wanted:
        return {}
    return {text(iri): int(text(n)) for iri, n in ask(_DOCUMENTS.replace("IRIS", wanted)).rows}
