"""The quality rules of `tests/violations/`: the seeds' dataset breaks none, a planted fault its own."""

from pathlib import Path

import pytest
from pyoxigraph import Quad, QuerySolutions, RdfFormat, Store, parse

from mithaq.iris import PREFIXES, describes_the_dataset
from mithaq.store import DATASET, current

RULES = {file.stem: file for file in Path(__file__).parent.joinpath("violations").glob("*.rq")}
PREFIX = "".join(f"PREFIX {name}: <{iri}> " for name, iri in PREFIXES.items())
HEADER = "<https://w3id.org/mithaq/ontology>"
DOCUMENT = "<https://w3id.org/mithaq/graph/001_d82f1e24c4c93dad>"
CSTO, GEORGIA, ARMENIA, LEFT, ANNOUNCED = (
    f"<https://w3id.org/mithaq/id/{name}>"
    for name in (
        "alliance/CSTO",
        "state/GEO",
        "state/ARM",
        "withdrawal/CSTO/GEO",
        "withdrawal/CSTO/ARM/2023",
    )
)
CLAIMED = f"GRAPH {DOCUMENT} {{ ?claim mq:about {LEFT} }}"


def added(triples: str) -> str:
    return f"INSERT DATA {{ {triples} }}"


def removed(subject: str, predicate: str, condition: str = "") -> str:
    pattern = f"{subject} {predicate} ?removed"
    return f"DELETE {{ {pattern} }} WHERE {{ {pattern} {condition} }}"


def of_the_claim(predicate: str, value: str) -> str:
    """The claim that Georgia has left, with another value."""
    old, new = (f"GRAPH {DOCUMENT} {{ ?claim {predicate} {v} }}" for v in ("?old", value))
    return f"DELETE {{ {old} }} INSERT {{ {new} }} WHERE {{ {CLAIMED} {old} }}"


IN_ARABIC = 'FILTER(LANG(?removed) = "ar")'
FAULTS: dict[str, tuple[str, ...]] = {
    "bad-name": (
        added("mq:armed_group a owl:Class"),
        added("mq:HasArms a owl:ObjectProperty"),
    ),
    "built-in-misused": (
        added("mq:State rdfs:subClassOff mq:Agent"),
        added("rdfs:label rdfs:domain mq:Entity"),
        added("mq:aid a owl:ObjectPropery"),
    ),
    "class-above-itself": (added("mq:Agent rdfs:subClassOf mq:State"),),
    "class-without-superclass": (removed("mq:Withdrawal", "rdfs:subClassOf"),),
    "date-unknown-to-owl": (
        added(f'{LEFT} mq:earliest "1999-04-02"^^xsd:date'),
        added(f'GRAPH {DOCUMENT} {{ <x:claim> mq:earliest "1999"^^xsd:gYear }}'),
    ),
    "deprecated-in-use": (
        added("mq:Withdrawal owl:deprecated true ; dct:isReplacedBy mq:MembershipEnd"),
        added("mq:aid owl:deprecated true ; dct:isReplacedBy mq:member . <x:a> mq:aid <x:b>"),
        added("mq:quote owl:deprecated true ; dct:isReplacedBy mq:prefix"),
        added("mq:Left owl:deprecated true"),
    ),
    "earliest-after-latest": (
        added(
            f'{LEFT} mq:earliest "1999-01-01T00:00:00Z"^^xsd:dateTime ; '
            'mq:latest "1998-01-01T00:00:00Z"^^xsd:dateTime'
        ),
    ),
    "end-beyond-the-text": (of_the_claim("mq:end", "999999"),),
    "former-member-by-announcement": (added(f"{ARMENIA} a mq:FormerMember"),),
    "functional-though-composed": (
        added("mq:invokesTreaty a owl:FunctionalProperty"),
        added("mq:within a owl:TransitiveProperty , owl:AsymmetricProperty"),
    ),
    "header-in-one-language": (removed(HEADER, "dct:title", IN_ARABIC),),
    "homeless-term": (removed("mq:Withdrawal", "rdfs:isDefinedBy"),),
    "incomplete-claim": (
        (
            f"DELETE {{ GRAPH {DOCUMENT} {{ ?claim mq:quote ?quote }} }} "
            f"WHERE {{ GRAPH {DOCUMENT} {{ ?claim mq:about {LEFT} ; mq:quote ?quote }} }}"
        ),
        (
            f"INSERT {{ GRAPH <x:nowhere> {{ ?claim ?p ?o }} }} "
            f"WHERE {{ GRAPH {DOCUMENT} {{ ?claim mq:about {LEFT} ; ?p ?o }} }}"
        ),
        added(f"<x:claim> a mq:Claim ; mq:about {LEFT}"),
    ),
    "incomplete-header": (removed(HEADER, "dct:license"),),
    "inverse-that-does-not-mirror": (
        added(
            "mq:arms owl:inverseOf mq:armedBy ; rdfs:domain mq:State ; rdfs:range mq:Alliance . "
            "mq:armedBy rdfs:domain mq:Person ; rdfs:range mq:State"
        ),
        added(
            "mq:arms owl:inverseOf mq:armedBy ; rdfs:range mq:State ; "
            "rdfs:domain [ a owl:Class ; owl:unionOf ( mq:State mq:Alliance ) ] . "
            "mq:armedBy rdfs:domain mq:State ; "
            "rdfs:range [ a owl:Class ; owl:unionOf ( mq:State mq:Person ) ]"
        ),
    ),
    "member-without-membership": (
        added(f"{ARMENIA} mq:hasMembershipEnd {LEFT}"),
        added(f"{ARMENIA} mq:hasMembership {ANNOUNCED}"),
    ),
    "missing-definition": (removed("mq:Withdrawal", "skos:definition", IN_ARABIC),),
    "missing-disjointness": (
        added("mq:Fleet rdfs:subClassOf mq:CollectiveAgent"),
        removed("?axiom", "owl:members", "{ ?removed rdf:rest*/rdf:first mq:Founding }"),
    ),
    "missing-domain-or-range": (
        removed("mq:member", "rdfs:range"),
        removed("mq:wouldBe", "rdfs:domain"),
    ),
    "missing-label": (removed("mq:Withdrawal", "rdfs:label", IN_ARABIC),),
    "name-without-language": (
        added(f'{CSTO} skos:altLabel "CSTO"'),
        added(f'{DOCUMENT} dct:title "untold"'),
    ),
    "nameless-thing": (
        added("[] a mq:State"),
        added(f"GRAPH {DOCUMENT} {{ [] a mq:Claim }}"),
    ),
    "quote-of-another-length": (of_the_claim("mq:quote", '"!"@ar'),),
    "realized-and-not": (added(f"{LEFT} a mq:Unrealized"), added(f"{ANNOUNCED} a mq:Withdrawal")),
    "realized-without-actual-claim": (of_the_claim("mq:status", "mq:Announced"),),
    "several-domains-or-ranges": (added("mq:member rdfs:range mq:Alliance"),),
    "several-labels": (
        added(f'{CSTO} rdfs:label "Tashkent Pact"@en'),
        added('mq:Withdrawal skos:definition "It leaves."@en'),
    ),
    "shared-definition": (
        (
            "INSERT { mq:Expulsion skos:definition ?text } "
            "WHERE { mq:Withdrawal skos:definition ?text }"
        ),
    ),
    "shared-label": (added('mq:Expulsion rdfs:label "WITHDRAWAL"@en'),),
    "situation-without-claim": (added("<x:left> a mq:Situation"),),
    "stray-white-space": (
        added(f'{CSTO} skos:altLabel "The  pact"@en'),
        added('mq:Withdrawal skos:definition "It leaves. "@en'),
    ),
    "term-elsewhere": (added(f"<https://example.org/Fleet> rdfs:isDefinedBy {HEADER}"),),
    "two-names-for-one": (
        added("mq:State owl:equivalentClass mq:Alliance"),
        added(f"{GEORGIA} owl:sameAs <https://example.org/Georgia>"),
    ),
    "unconnected-class": (added("mq:Fleet a owl:Class ; rdfs:subClassOf owl:Thing"),),
    "undeclared-term": (
        added(f"{LEFT} mq:memmber {GEORGIA}"),
        added(f"{LEFT} dct:spatial {GEORGIA}"),
        added(f"GRAPH {DOCUMENT} {{ <x:claim> mq:qoute 1 }}"),
        added(f"{LEFT} a mq:Departure"),
        of_the_claim("mq:status", "mq:Factual"),
    ),
    "version-unclear": (
        removed(HEADER, "owl:versionIRI")
        + f" ; INSERT {{ {HEADER} owl:versionIRI <x:version> }} WHERE {{}}",
        f"INSERT {{ {HEADER} owl:priorVersion ?now }} WHERE {{ {HEADER} owl:versionIRI ?now }}",
    ),
    "would-be-what-is-no-fact": (added(f"{ANNOUNCED} mq:wouldBe mq:State"),),
    "wrong-script": (
        added('mq:Fleet rdfs:label "fleet"@ar'),
        added('mq:Fleet rdfs:label "flotte"@fr'),
        (
            "INSERT { mq:Fleet rdfs:label ?swapped } WHERE { mq:State rdfs:label ?label "
            'FILTER(LANG(?label) = "ar") BIND(STRLANG(STR(?label), "en") AS ?swapped) }'
        ),
    ),
}
"""By rule, updates each of which plants a fault: one for each way in which the rule can be broken."""


@pytest.fixture(scope="module")
def quads(graph_folder: Path) -> tuple[Quad, ...]:
    """What the dataset says, without what it says of itself in the words of SHACL and VoID."""
    file = current(graph_folder).folder / DATASET
    found = parse(path=str(file), format=RdfFormat.N_QUADS)
    return tuple(quad for quad in found if not describes_the_dataset(str(quad.subject).strip("<>")))


@pytest.fixture(scope="module")
def store(quads: tuple[Quad, ...]) -> Store:
    loaded = Store()
    loaded.extend(quads)
    return loaded


def broken(rule: str, store: Store) -> list[str]:
    found = store.query(RULES[rule].read_text(encoding="utf-8"))
    assert isinstance(found, QuerySolutions)
    names = [variable.value for variable in found.variables]
    return [", ".join(f"{n}: {s[n]}" for n in names) for s in found]


def test_every_rule_has_a_fault() -> None:
    assert RULES
    assert set(FAULTS) == set(RULES)
    assert all(FAULTS.values())


@pytest.mark.parametrize("rule", sorted(RULES))
def test_a_rule_says_in_words_what_is_wrong(rule: str) -> None:
    comment = RULES[rule].read_text(encoding="utf-8").partition("\nPREFIX")[0]
    assert all(line.startswith("# ") for line in comment.splitlines())
    assert comment.endswith(".")


@pytest.mark.parametrize("rule", sorted(RULES))
def test_the_graph_of_the_seeds_breaks_no_rule(rule: str, store: Store) -> None:
    assert broken(rule, store) == []


@pytest.mark.parametrize(
    ("rule", "fault"), [(rule, fault) for rule, faults in FAULTS.items() for fault in faults]
)
def test_a_planted_fault_breaks_the_rule(
    rule: str, fault: str, store: Store, quads: tuple[Quad, ...]
) -> None:
    copy = Store()
    copy.extend(quads)
    copy.update(PREFIX + fault)
    assert set(copy) != set(store), "nothing was planted"
    assert broken(rule, copy) != []
