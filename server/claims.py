"""Claims and the situations they are about, as pages show them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mithaq.iris import GRAPH, PREFIXES, THING, kebab, local_name, term
from mithaq.ontology.facttypes import fact_types
from mithaq.queries.solutions import Ask
from mithaq.server.names import text, values

_CLAIMS = """
SELECT ?document ?claim ?property ?value
WHERE {
  GIVEN
  GRAPH ?document { ?claim WHICH ; ?property ?value FILTER(?property IN (PROPERTIES)) }
}
"""
_TOLD = (
    "about", "status", "saidBy", "quote", "start", "end",
    "statedTime", "statedValue", "frame", "confidence",
)  # fmt: skip
_NEEDED = frozenset(map(term, ("about", "status", "quote", "start", "end")))
_SITUATIONS = """
SELECT ?situation ?property ?value
WHERE {
  VALUES ?situation { IRIS }
  OPTIONAL { ?situation ?property ?value }
}
"""
"""Sorted here and not by the engine, which takes ten times as long for it; an OPTIONAL asks for one
situation after the other, where a join may read the whole dataset."""
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
    given = f"VALUES ?document {{ {values([document])} }}"
    return _claims(ask, f"a {values([term('Claim')])}", given)


def claims_about(ask: Ask, situation: str) -> list[Claim]:
    """What documents say of a situation, document by document."""
    return _claims(ask, f"{values([term('about')])} {values([situation])}")


def claims_said_by(ask: Ask, speaker: str) -> list[Claim]:
    """What documents report in the words of a speaker, document by document."""
    return _claims(ask, f"{values([term('saidBy')])} {values([speaker])}")


def situations(ask: Ask, iris: Iterable[str]) -> Mapping[str, Situation]:
    """The situations with these IRIs, those that the dataset knows."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    rows = ask(_SITUATIONS.replace("IRIS", values(sorted(set(iris))))).rows
    for situation, prop, value in sorted(tuple(map(text, row)) for row in rows):
        if prop:
            found[situation][prop].append(value)
    return {iri: _situation(iri, stated) for iri, stated in found.items()}


def _claims(ask: Ask, which: str, given: str = "") -> list[Claim]:
    properties = ", ".join(values([term(name)]) for name in _TOLD)
    sparql = _CLAIMS.replace("PROPERTIES", properties).replace("GIVEN", given)
    told: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    for document, claim, prop, value in ask(sparql.replace("WHICH", which)).rows:
        stated = told[text(document), text(claim)]
        stated[text(prop)] = min(text(value), stated.get(text(prop), text(value)))
    found = [
        _claim(document, claim, stated)
        for (document, claim), stated in told.items()
        if stated.keys() >= _NEEDED
    ]
    return sorted(found, key=lambda each: (each.document, each.start, each.end, each.iri))


def _claim(document: str, iri: str, stated: Mapping[str, str]) -> Claim:
    told = {name: stated.get(term(name), "") for name in _TOLD}
    return Claim(
        iri=iri,
        document=document,
        situation=told["about"],
        status=told["status"],
        speaker=told["saidBy"],
        quote=told["quote"],
        start=int(told["start"]),
        end=int(told["end"]),
        time=told["statedTime"],
        value=told["statedValue"],
        frame=told["frame"],
        confidence=told["confidence"],
    )


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
