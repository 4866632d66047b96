"""The situations that a thing takes part in, by kind and by time."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mithaq.iris import term
from mithaq.ontology.facttypes import fact_types
from mithaq.queries.solutions import Ask
from mithaq.server.claims import Situation, situations
from mithaq.server.names import text, values

MOST = 300
"""How many situations of a thing are shown; the questions and SPARQL give all."""

_OCCURRENCES = f"""
PREFIX mq: <https://w3id.org/mithaq/ontology#>
SELECT ?situation (GROUP_CONCAT(STR(?property); separator=" ") AS ?roles) ?earliest
WHERE {{
  {{
    SELECT DISTINCT ?situation ?property
    WHERE {{
      VALUES ?thing {{ IRI }}
      VALUES ?class {{ CLASSES }}
      ?situation ?property ?thing ; a ?class .
    }}
  }}
  OPTIONAL {{ ?situation mq:earliest ?earliest }}
}}
GROUP BY ?situation ?earliest
ORDER BY (!BOUND(?earliest)) ?earliest ?situation
LIMIT {MOST + 1}
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


def occurrences(ask: Ask, thing: str) -> Occurrences:
    """What the dataset knows of situations that have `thing` in any role."""
    classes = values([*(each.iri for each in fact_types().values()), term("Unrealized")])
    sparql = _OCCURRENCES.replace("CLASSES", classes).replace("IRI", values([thing]))
    rows = [(text(iri), text(roles)) for iri, roles, _ in ask(sparql).rows]
    shown = dict(rows[:MOST])
    known = situations(ask, shown) if shown else {}
    counted = _documents(ask, shown)
    return Occurrences(
        tuple(
            Occurrence(known[iri], tuple(sorted(set(roles.split()))), counted.get(iri, 0))
            for iri, roles in shown.items()
        ),
        more=len(rows) > MOST,
    )


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
