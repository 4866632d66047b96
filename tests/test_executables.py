"""The questions and the partitions in the graph: what tools ask an endpoint about itself."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from pyoxigraph import Literal, NamedNode, QuerySolutions, RdfFormat, Store, parse

from mithaq.iris import DATASET, META, ONTOLOGY, PREFIXES, QUESTIONS, describes_the_dataset
from mithaq.ontology.release import owl
from mithaq.queries.questions import question, questions, without_header
from mithaq.server.app import create_app
from mithaq.server.backend import Backend
from mithaq.server.settings import Settings
from mithaq.store import current, open_store

# The three questions that SIB's editor and language models put to an endpoint.
EXAMPLES = """
PREFIX sh: <http://www.w3.org/ns/shacl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX spex: <https://purl.expasy.org/sparql-examples/ontology#>
SELECT DISTINCT ?sq ?comment ?query
WHERE {
  ?sq a sh:SPARQLExecutable ;
    rdfs:comment ?comment ;
    sh:select|sh:ask|sh:construct|spex:describe ?query .
}
ORDER BY ?sq
"""
CLASSES = """
PREFIX void: <http://rdfs.org/ns/void#>
PREFIX void-ext: <http://ldf.fi/void-ext#>
SELECT DISTINCT ?subjectClass ?prop ?objectClass ?objectDatatype
WHERE {
  {
    ?cp void:class ?subjectClass ; void:propertyPartition ?pp .
    ?pp void:property ?prop .
    OPTIONAL {
      { ?pp void:classPartition [ void:class ?objectClass ] }
      UNION { ?pp void-ext:datatypePartition [ void-ext:datatype ?objectDatatype ] }
    }
  } UNION {
    ?linkset void:subjectsTarget [ void:class ?subjectClass ] ;
      void:linkPredicate ?prop ;
      void:objectsTarget [ void:class ?objectClass ] .
  }
}
"""
NAMESPACES = """
PREFIX sh: <http://www.w3.org/ns/shacl#>
SELECT DISTINCT ?prefix ?namespace
WHERE { [] sh:namespace ?namespace ; sh:prefix ?prefix }
ORDER BY ?prefix
"""


@pytest.fixture(scope="module")
def store(graph_folder: Path) -> Store:
    return open_store(current(graph_folder))


@pytest.fixture(scope="module")
def client(graph_folder: Path) -> Iterator[FlaskClient]:
    with closing(Backend(graph_folder, Settings())) as backend:
        yield create_app(backend).test_client()


def loaded(data: bytes, form: RdfFormat) -> Store:
    store = Store()
    store.load(data, format=form)
    return store


def rows(store: Store, sparql: str) -> list[tuple[object, ...]]:
    found = store.query(sparql)
    assert isinstance(found, QuerySolutions)
    width = len(found.variables)
    return [tuple(row[i] for i in range(width)) for row in found]


def test_the_questions_are_found_in_both_languages_with_their_sparql(store: Store) -> None:
    found = set(rows(store, EXAMPLES))
    assert found == {
        (
            NamedNode(f"{QUESTIONS}/{name}"),
            Literal(asked.question[language], language=language),
            Literal(without_header(asked.sparql)),
        )
        for name, asked in questions().items()
        for language in ("en", "ar")
    }


def test_a_listed_query_gives_the_rows_of_its_file(store: Store) -> None:
    name = "which-members-withdrew"
    listed = {sq.value: text.value for sq, _, text in rows(store, EXAMPLES)}  # type: ignore[attr-defined]
    text = listed[f"{QUESTIONS}/{name}"]
    assert "#+" not in text
    assert rows(store, text) == rows(store, question(name).sparql) != []


def test_the_classes_are_found_with_what_they_have(store: Store) -> None:
    found = set(rows(store, CLASSES))
    withdrawal, member, state = (
        NamedNode(ONTOLOGY + name) for name in ("Withdrawal", "member", "State")
    )
    label, text = (PREFIXES["rdfs"] + "label", PREFIXES["rdf"] + "langString")
    assert (withdrawal, member, state, None) in found
    assert (withdrawal, NamedNode(label), None, NamedNode(text)) in found
    assert len({subject for subject, *_ in found}) > 20


def test_the_numbers_of_the_partitions_are_right(store: Store) -> None:
    partitions = """
        PREFIX void: <http://rdfs.org/ns/void#>
        SELECT ?class ?property ?triples ?entities
        WHERE {
          ?part void:class ?class ; void:entities ?entities ; void:propertyPartition ?of .
          ?of void:property ?property ; void:triples ?triples .
        }
        ORDER BY ?class ?property"""
    counts = """
        SELECT ?class ?property (COUNT(?value) AS ?triples)
        WHERE { VALUES ?class { CLASSES } ?thing a ?class ; ?property ?value }
        GROUP BY ?class ?property"""
    of_leaves = [ONTOLOGY + name for name in ("Withdrawal", "Treaty", "Incident", "Document")]
    told = {(c, p): (t, e) for c, p, t, e in rows(store, partitions)}
    assert told
    asked = counts.replace("CLASSES", " ".join(f"<{iri}>" for iri in of_leaves))
    a = NamedNode(PREFIXES["rdf"] + "type")
    for kind, prop, triples in rows(store, asked):
        if prop == a:
            continue
        assert told[kind, prop][0] == triples, (kind, prop)
    (withdrawn,) = rows(store, f"SELECT (COUNT(*) AS ?n) WHERE {{ ?w a <{ONTOLOGY}Withdrawal> }}")
    assert {e for (c, _), (_, e) in told.items() if c == NamedNode(of_leaves[0])} == {withdrawn[0]}


def test_the_prefixes_are_found(store: Store) -> None:
    found = {(p.value, n.value) for p, n in rows(store, NAMESPACES)}  # type: ignore[attr-defined]
    assert found == set(PREFIXES.items())


def test_the_count_of_triples_counts_the_descriptions_too(store: Store) -> None:
    told = f"""
        SELECT ?triples
        WHERE {{ GRAPH <{META}> {{ <{DATASET}> <{PREFIXES["void"]}triples> ?triples }} }}"""
    assert rows(store, told) == rows(store, "SELECT (COUNT(*) AS ?triples) WHERE { ?s ?p ?o }")


def test_the_release_for_protege_is_without_them(store: Store) -> None:
    released = parse(owl(store), format=RdfFormat.RDF_XML)
    subjects = {quad.subject.value for quad in released if isinstance(quad.subject, NamedNode)}
    assert not [iri for iri in subjects if describes_the_dataset(iri)]
    assert ONTOLOGY + "Withdrawal" in subjects


@pytest.mark.parametrize(
    ("ending", "form"),
    [
        ("ttl", RdfFormat.TURTLE),
        ("jsonld", RdfFormat.JSON_LD),
        ("nt", RdfFormat.N_TRIPLES),
        ("rdf", RdfFormat.RDF_XML),
    ],
)
def test_the_list_is_sent_as_rdf(client: FlaskClient, ending: str, form: RdfFormat) -> None:
    listed = loaded(client.get(f"/queries.{ending}").data, form)
    assert len(rows(listed, EXAMPLES)) == 2 * len(questions())
    assert rows(listed, NAMESPACES)
    target = NamedNode(PREFIXES["schema"] + "target")
    answered = {quad.object for quad in listed.quads_for_pattern(None, target, None, None)}
    assert answered == {NamedNode("http://localhost/sparql")}
    one = client.get(f"/queries/which-members-withdrew.{ending}")
    assert len(rows(loaded(one.data, form), EXAMPLES)) == 2


def test_tools_find_them_where_they_look(client: FlaskClient) -> None:
    examples = client.get("/.well-known/sparql-examples")
    assert examples.mimetype == "text/turtle"
    assert examples.data == client.get("/queries.ttl").data
    void = loaded(client.get("/.well-known/void").data, RdfFormat.TURTLE)
    assert rows(void, CLASSES)
    endpoint = NamedNode(PREFIXES["void"] + "sparqlEndpoint")
    (here,) = void.quads_for_pattern(NamedNode(DATASET), endpoint, None, None)
    assert here.object == NamedNode("http://localhost/sparql")
    assert client.get("/.well-known/void", headers={"Accept": "image/png"}).status_code == 406
    assert "/.well-known/void>" in client.get("/sparql").text


def test_the_endpoint_answers_what_tools_ask(client: FlaskClient) -> None:
    for asked, fewest in ((EXAMPLES, 60), (CLASSES, 100), (NAMESPACES, 10)):
        found = client.post("/sparql", data={"query": asked}).json
        assert found is not None
        assert len(found["results"]["bindings"]) >= fewest
