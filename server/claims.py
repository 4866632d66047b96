"""Claims and the situations they are about, as pages show them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mithaq.iris import GRAPH, PREFIXES, THING, kebab, local_name, term
from mithaq.ontology.facttypes import fact_types
from mithaq.queries.solutions import Ask
from mithaq.server.names import text, values

_CLAIMS = """
PREFIX mq: <https://w3id.org/mithaq/ontology#>
SELECT ?document ?claim ?situation ?status ?speaker ?quote ?start ?end ?time ?value ?frame ?confidence
WHERE {
  VALUES ?KEY { IRI }
  GRAPH ?document {
    ALSO
    ?claim a mq:Claim ; mq:about ?situation ; mq:status ?status ;
      mq:quote ?quote ; mq:start ?start ; mq:end ?end .
    OPTIONAL { ?claim mq:saidBy ?speaker }
    OPTIONAL { ?claim mq:statedTime ?time }
    OPTIONAL { ?claim mq:statedValue ?value }
    OPTIONAL { ?claim mq:frame ?frame }
    OPTIONAL { ?claim mq:confidence ?confidence }
  }
}
ORDER BY ?document ?start ?end ?claim
"""
_SITUATIONS = """
SELECT ?situation ?property ?value
WHERE {
  VALUES ?situation { IRIS }
  ?situation ?property ?value .
}
ORDER BY ?situation ?property ?value
"""
_TYPE = PREFIXES["rdf"] + "type"
_WOULD_BE = term("wouldBe")


@dataclass(frozen=True, slots=True)
class Claim:
    """What a document says at a place of its text: IRIs of itself, its document and its situation.

    `start` and `end` are code points of the text. What is not said is empty.
    """

    iri: str
    document: str
    situation: str
    status: str
    speaker: str
    quote: str
    start: int
    end: int
    time: str
    value: str
    frame: str
    confidence: str

    @property
    def anchor(self) -> str:
        """The fragment of the document's page where the claim stands."""
        return "c-" + self.iri.rpartition("/")[2]

    @property
    def item(self) -> str:
        """The fragment of the document's page where the claim is listed as a fact."""
        return "f-" + self.iri.rpartition("/")[2]

    @property
    def document_id(self) -> str:
        """The id of the document."""
        return self.document.removeprefix(GRAPH)


@dataclass(frozen=True, slots=True)
class Situation:
    """What claims are about: its type, and under each role's property the things or values there.

    `realized` is false where no document says that it happened, or none that can be relied on;
    `disputed` is true where documents disagree.
    """

    iri: str
    type: str
    realized: bool
    time: str
    roles: Mapping[str, tuple[str, ...]]
    disputed: bool = False


def claims_of(ask: Ask, document: str) -> list[Claim]:
    """What the document with this IRI says, in the order of its text."""
    return _claims(ask, "document", document)


def claims_about(ask: Ask, situation: str) -> list[Claim]:
    """What documents say of a situation, document by document."""
    return _claims(ask, "situation", situation)


def claims_said_by(ask: Ask, speaker: str) -> list[Claim]:
    """What documents report in the words of a speaker, document by document."""
    return _claims(ask, "speaker", speaker, also="?claim mq:saidBy ?speaker .")


def situations(ask: Ask, iris: Iterable[str]) -> Mapping[str, Situation]:
    """The situations with these IRIs, those that the dataset knows."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for situation, prop, value in ask(_SITUATIONS.replace("IRIS", values(sorted(set(iris))))).rows:
        found[text(situation)][text(prop)].append(text(value))
    return {iri: _situation(iri, stated) for iri, stated in found.items()}


def _claims(ask: Ask, key: str, iri: str, also: str = "") -> list[Claim]:
    sparql = _CLAIMS.replace("KEY", key).replace("ALSO", also).replace("IRI", values([iri]))
    rows = (tuple(map(text, row)) for row in ask(sparql).rows)
    return [
        Claim(claim, document, situation, status, speaker, quote, int(start), int(end), *further)
        for document, claim, situation, status, speaker, quote, start, end, *further in rows
    ]


def _situation(iri: str, stated: Mapping[str, list[str]]) -> Situation:
    kind = _kind(iri, [*stated.get(_WOULD_BE, ()), *stated.get(_TYPE, ())])
    return Situation(
        iri=iri,
        type=kind,
        realized=_WOULD_BE not in stated,
        time=next(iter(stated.get(term("edtf"), ())), ""),
        roles={prop: tuple(stated[prop]) for prop in _role_properties(kind) if prop in stated},
        disputed="true" in stated.get(term("disputed"), ()),
    )


def _kind(iri: str, classes: list[str]) -> str:
    """The class that a situation's IRI is made of; it has those above it too."""
    segment = iri.removeprefix(THING).partition("/")[0]
    return next((c for c in classes if kebab(local_name(c)) == segment), "".join(classes[:1]))


def _role_properties(kind: str) -> list[str]:
    """The properties of the roles of a class of situations, in their order."""
    return [
        role.property for each in fact_types().values() if each.iri == kind for role in each.roles
    ]
