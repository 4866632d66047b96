"""Building: the same documents give the same bytes, and every part of the dataset is in its place."""

import hashlib
import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, QuerySolutions, Store

import mithaq.seeds
from mithaq.errors import DocumentError
from mithaq.ingest.build import BuildReport, build, build_readings
from mithaq.ingest.documents import Document, read_documents
from mithaq.ingest.facts import Fact, Participant, Status, Time
from mithaq.ingest.readers.interface import Read
from mithaq.iris import GRAPH, INFERRED, META, ONTOLOGY, PREFIXES, document_graph, term, thing
from mithaq.ontology.reasoning import inferred as consequences
from mithaq.ontology.reference import reference
from mithaq.store import current, document_text, open_store, verify

SEEDS = Path(mithaq.seeds.__file__).parent
CSTO, NATO = thing("Alliance", "CSTO"), thing("Alliance", "NATO")
ARMENIA, GEORGIA = thing("State", "ARM"), thing("State", "GEO")
ZAS = Participant(
    thing("Person", "zas"),
    "Person",
    (
        ("ar", "ستانيسلاف زاس"),  # Stanislav Zas
        ("ar", "زاس"),  # Zas
    ),
)
OFFICE = Participant(
    thing("Office", "secretary-general", "CSTO"),
    "Office",
    (("en", "Secretary General of the CSTO"),),
)
TEXT = "Georgia left the CSTO in 2009. Armenia said it would leave. Zas is the Secretary General."

WHICH = """
SELECT ?member ?document WHERE {
  ?withdrawal a mq:Withdrawal ; mq:member ?member .
  GRAPH ?document { ?claim mq:about ?withdrawal ; mq:status mq:Actual }
} ORDER BY ?member ?document"""


def known(iri: str) -> Participant:
    return Participant(iri, reference().things[iri].kind, reference().things[iri].labels)


def document(name: str, text: str = TEXT, **other: str) -> Document:
    blank = dict.fromkeys(("language", "title", "publisher", "author", "date", "date_basis"))
    return Document(id=name, text=text, path=Path(f"{name}.txt"), **(blank | other))  # type: ignore[arg-type]


def fact(  # the parts of a fact that tests vary
    source: Document,
    fact_type: str,
    quote: str,
    time: str | None = None,
    status: Status = "actual",
    **roles: Participant,
) -> Fact:
    start = source.text.index(quote)
    return Fact(
        document=source.id,
        type=fact_type,
        roles=tuple((role, (who,)) for role, who in roles.items()),
        status=status,
        source=None,
        time=Time(time, time, "explicit") if time else None,
        value=None,
        quote=quote,
        start=start,
        end=start + len(quote),
        confidence=0.9,
        frame="test@1",
    )


def reading(name: str, text: str = TEXT, **other: str) -> Read:
    """A document with three facts: one that happened, one that did not, one that holds."""
    source = document(name, text, **other)
    alliance = known(CSTO)
    return Read(
        source,
        (
            fact(source, "Withdrawal", "left", "2009", alliance=alliance, member=known(GEORGIA)),
            fact(
                source,
                "Withdrawal",
                "would leave",
                status="announced",
                alliance=alliance,
                member=known(ARMENIA),
            ),
            fact(
                source, "OfficeHolding", "Zas is", holder=ZAS, office=OFFICE, organization=alliance
            ),
        ),
    )


def quads(report: BuildReport, graph: str | None = None) -> set[Quad]:
    name = DefaultGraph() if graph is None else NamedNode(graph)
    store = open_store(report.generation)
    return set(store.quads_for_pattern(None, None, None, name))


def ask(report: BuildReport, query: str) -> list[tuple[str, ...]]:
    prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
    found = open_store(report.generation).query(prefixes + query)
    assert isinstance(found, QuerySolutions)
    return [tuple(value.value if value else "" for value in row) for row in found]  # type: ignore[union-attr]


def dataset(report: BuildReport) -> bytes:
    return (report.generation.folder / "dataset.nq").read_bytes()


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> BuildReport:
    return build([SEEDS], tmp_path_factory.mktemp("seeds"))


# The same documents, the same bytes


def test_two_builds_in_two_places_give_the_same_bytes(seeds: BuildReport, tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from mithaq.ingest.build import build\n"
        "print(build([Path(sys.argv[1])], Path(sys.argv[2])).generation.name)"
    )
    copy = tmp_path / "copy of the seeds"
    copy.mkdir()
    for path in SEEDS.iterdir():
        if path.suffix in (".txt", ".toml"):
            (copy / path.name).write_bytes(path.read_bytes())
    built = subprocess.run(
        [sys.executable, "-c", program, str(copy), str(tmp_path / "graph")],
        check=True,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env=os.environ | {"PYTHONHASHSEED": "7", "TZ": "Asia/Yerevan", "LC_ALL": "C"},
        timeout=120,
    )
    assert built.stdout.strip() == seeds.generation.name
    again = current(tmp_path / "graph").folder / "dataset.nq"
    assert hashlib.sha256(again.read_bytes()).digest() == hashlib.sha256(dataset(seeds)).digest()


def test_the_order_of_the_files_does_not_matter(seeds: BuildReport, tmp_path: Path) -> None:
    files = sorted(SEEDS.glob("*.txt"))
    for turn in range(2):
        random.Random(turn).shuffle(files)
        assert build(files, tmp_path / "graph").generation.name == seeds.generation.name


def test_the_order_of_readings_and_of_facts_does_not_matter(tmp_path: Path) -> None:
    readings = [reading(name) for name in ("a", "b", "c")]
    forward = build_readings(readings, tmp_path / "one")
    turned = [replace(read, facts=read.facts[::-1]) for read in reversed(readings)]
    assert dataset(build_readings(turned, tmp_path / "two")) == dataset(forward)


def test_the_dataset_is_sorted_by_bytes_without_doubles(tmp_path: Path) -> None:
    # "a-b" stands before "a/…", as the bytes do: the claims' order is that of their lines.
    names = ("a", "a-b", "a.b", "aa", "أ", "z")  # an Arabic alef among Latin names
    report = build_readings([reading(name) for name in names], tmp_path)
    lines = dataset(report).splitlines(keepends=True)
    assert lines == sorted(set(lines))
    assert len(lines) == report.generation.quads


def test_the_store_holds_what_the_dataset_says(seeds: BuildReport) -> None:
    written = Store()
    written.bulk_extend(open_store(seeds.generation))
    dumped = sorted(f"{quad} .\n".encode() for quad in written)
    assert b"".join(dumped) == dataset(seeds)


def test_a_published_generation_is_whole(seeds: BuildReport) -> None:
    assert verify(seeds.generation.folder) == seeds.generation


def test_a_document_more_leaves_the_other_graphs_as_they_were(tmp_path: Path) -> None:
    alone = build_readings([reading("a")], tmp_path)
    both = build_readings([reading("a"), reading("b")], tmp_path)
    assert quads(alone, document_graph("a")) == quads(both, document_graph("a"))
    assert quads(both, document_graph("b"))


def test_reading_a_document_again_replaces_its_graph(tmp_path: Path) -> None:
    build_readings([reading("a"), reading("b")], tmp_path)
    read = reading("a")
    again = build_readings([replace(read, facts=read.facts[:1]), reading("b")], tmp_path)
    query = "SELECT ?document ?claim WHERE { GRAPH ?document { ?claim a mq:Claim } }"
    counted = Counter(graph for graph, _claim in ask(again, query))
    assert counted == {document_graph("a"): 1, document_graph("b"): 3}


# Every part in its place


def test_the_report_counts_what_was_made(tmp_path: Path) -> None:
    report = build_readings([reading("a"), reading("b")], tmp_path)
    assert (report.documents, report.facts, report.situations) == (2, 6, 3)
    assert report.skipped == ()
    assert report.generation == current(tmp_path)
    assert report.generation.documents == ("a", "b")


def test_what_happened_is_told_by_each_document(tmp_path: Path) -> None:
    report = build_readings([reading("a"), reading("b")], tmp_path)
    assert ask(report, WHICH) == [(GEORGIA, document_graph("a")), (GEORGIA, document_graph("b"))]


def test_what_was_only_announced_is_unrealized(tmp_path: Path) -> None:
    report = build_readings([reading("a")], tmp_path)
    query = "SELECT ?m ?kind WHERE { ?w a mq:Unrealized ; mq:wouldBe ?kind ; mq:member ?m }"
    assert ask(report, query) == [(ARMENIA, term("Withdrawal"))]


def test_a_document_graph_holds_nothing_but_its_claims_and_mentions(seeds: BuildReport) -> None:
    for name in seeds.generation.documents:
        found = quads(seeds, document_graph(name))
        assert found
        assert {quad.subject.value.rsplit("/", 1)[0] for quad in found} == {  # type: ignore[union-attr]
            thing("Claim", name),
            thing("Mention", name),
        }


def test_every_claim_is_about_one_situation_of_the_default_graph(seeds: BuildReport) -> None:
    situations = {
        row[0] for row in ask(seeds, "SELECT ?s WHERE { ?s a mq:Situation ; rdfs:label ?l }")
    }
    claims = ask(seeds, "SELECT ?c ?s WHERE { GRAPH ?g { ?c a mq:Claim ; mq:about ?s } }")
    assert {situation for _claim, situation in claims} == situations
    assert len({claim for claim, _situation in claims}) == len(claims) == seeds.facts


def test_every_quote_is_the_text_at_its_offsets(seeds: BuildReport) -> None:
    query = """SELECT ?d ?q ?s ?e ?p ?x WHERE { GRAPH ?d {
        ?c mq:quote ?q ; mq:start ?s ; mq:end ?e ; mq:prefix ?p ; mq:suffix ?x } }"""
    rows = ask(seeds, query)
    assert len(rows) == seeds.facts
    for graph, quote, start, end, prefix, suffix in rows:
        text = document_text(seeds.generation, graph.removeprefix(GRAPH))
        assert text[int(start) : int(end)] == quote
        assert text[: int(start)].endswith(prefix)
        assert text[int(end) :].startswith(suffix)
        assert quote


def test_what_is_inferred_is_listed_and_stands_in_the_default_graph(seeds: BuildReport) -> None:
    def triples(found: Iterable[Quad]) -> set[tuple[object, ...]]:
        return {(quad.subject, quad.predicate, quad.object) for quad in found}

    inferred, accepted = triples(quads(seeds, INFERRED)), triples(quads(seeds))
    assert inferred
    assert inferred <= accepted
    names = {predicate.value for _s, predicate, _o in inferred}  # type: ignore[attr-defined]
    derived = ("respondsTo", "answeredBy", "invokesTreaty", "underAlliance", "obliges", "within")
    memberships = ("hasMembership", "hasMembershipEnd")
    assert {PREFIXES["rdf"] + "type", *map(term, (*derived, *memberships))} <= names


def test_nothing_more_follows_from_what_stands_in_the_default_graph(seeds: BuildReport) -> None:
    assert not list(consequences(quads(seeds)))


def test_the_graphs_are_described_with_their_sizes_and_origins(seeds: BuildReport) -> None:
    rows = ask(
        seeds,
        f"SELECT ?graph ?n WHERE {{ GRAPH <{META}> {{ ?graph a void:Dataset ; void:triples ?n }} }}",
    )
    sizes = {graph: int(size) for graph, size in rows}
    for name in seeds.generation.documents:
        assert sizes.pop(document_graph(name)) == len(quads(seeds, document_graph(name)))
    assert sizes.pop(INFERRED) == len(quads(seeds, INFERRED))
    ((whole, size),) = sizes.items()
    assert size == len(quads(seeds))
    parts = ask(seeds, f"SELECT ?part WHERE {{ GRAPH <{META}> {{ <{whole}> void:subset ?part }} }}")
    named = open_store(seeds.generation).named_graphs()
    assert {part for (part,) in parts} == {str(graph).strip("<>") for graph in named}
    derived = ask(
        seeds,
        f"SELECT ?graph ?text WHERE {{ GRAPH <{META}> {{ ?graph prov:wasDerivedFrom ?text }} "
        "?graph a mq:Document }",
    )
    assert len(derived) == seeds.documents
    assert all(text.startswith("ni:///sha-256;") for _graph, text in derived)


def test_every_term_of_ours_is_declared_in_the_ontology(seeds: BuildReport) -> None:
    store = open_store(seeds.generation)
    declared = {row[0] for row in ask(seeds, "SELECT ?t WHERE { ?t rdfs:isDefinedBy ?o }")}
    used = {
        part.value
        for quad in store
        for part in (quad.predicate, quad.object)
        if isinstance(part, NamedNode)
        and part.value.startswith(ONTOLOGY)
        and part.value != ONTOLOGY
    }
    assert used - declared == set()


def test_nothing_has_two_labels_in_one_language(seeds: BuildReport) -> None:
    query = """SELECT ?thing ?language WHERE {
        ?thing rdfs:label ?label . BIND(LANG(?label) AS ?language)
        } GROUP BY ?thing ?language HAVING (COUNT(DISTINCT ?label) > 1)"""
    assert ask(seeds, query) == []


def test_everything_that_a_situation_names_has_a_class_and_a_label(seeds: BuildReport) -> None:
    query = """SELECT DISTINCT ?thing WHERE {
        { ?s a mq:Situation ; ?role ?thing . FILTER(STRSTARTS(STR(?thing), STR(mq:) ) = false) }
        UNION { GRAPH ?g { ?claim mq:saidBy ?thing } }
        FILTER(ISIRI(?thing))
        OPTIONAL { ?thing a ?class ; rdfs:label ?label } FILTER(!BOUND(?label)) }"""
    assert ask(seeds, query) == []


def test_only_the_ontology_has_blank_nodes(tmp_path: Path) -> None:
    nothing = build_readings([Read(document("a"), ())], tmp_path / "one")
    seeds = build([SEEDS], tmp_path / "two")

    def blank(report: BuildReport) -> int:
        return sum(
            isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode)
            for quad in open_store(report.generation)
        )

    assert blank(seeds) == blank(nothing)


def test_no_date_is_outside_owl_2(seeds: BuildReport) -> None:
    datatypes = Counter(
        quad.object.datatype.value.removeprefix(PREFIXES["xsd"])
        for quad in open_store(seeds.generation)
        if isinstance(quad.object, Literal)
    )
    assert datatypes["dateTime"] > 0
    assert datatypes.keys() <= {
        PREFIXES["rdf"] + "langString",
        *("string", "integer", "decimal", "dateTime", "boolean", "anyURI"),
    }


def test_a_realized_situation_is_not_unrealized_too(seeds: BuildReport) -> None:
    query = """SELECT ?s WHERE { ?s a mq:Unrealized, ?class .
        VALUES ?fact { mq:Event mq:Circumstance } ?class rdfs:subClassOf* ?fact }"""
    assert ask(seeds, query) == []


# Descriptions


def test_a_document_is_described_as_far_as_it_is_known(tmp_path: Path) -> None:
    full = reading(
        "full",
        language="en",
        title="Leaving",
        publisher="A paper",
        author="Somebody",
        date="2022-09~",
        date_basis="printed",
        license="CC-BY-4.0",
    )
    report = build_readings([full, reading("bare")], tmp_path)

    def told(name: str) -> dict[str, object]:
        subject = NamedNode(document_graph(name))
        found = open_store(report.generation).quads_for_pattern(subject, None, None, DefaultGraph())
        return {
            quad.predicate.value.removeprefix(ONTOLOGY).removeprefix(PREFIXES["dct"]): quad.object
            for quad in found
        }

    label, kind = PREFIXES["rdfs"] + "label", PREFIXES["rdf"] + "type"
    integer = NamedNode(PREFIXES["xsd"] + "integer")
    known_of_all = {
        kind: NamedNode(term("Document")),
        "length": Literal(str(len(TEXT)), datatype=integer),
        "textHash": Literal(hashlib.sha256(TEXT.encode()).hexdigest()),
    }
    assert told("bare") == known_of_all | {label: Literal("bare"), "identifier": Literal("bare")}
    assert told("full") == known_of_all | {
        label: Literal("Leaving", language="en"),
        "title": Literal("Leaving", language="en"),
        "identifier": Literal("full"),
        "publisher": Literal("A paper"),
        "creator": Literal("Somebody"),
        "language": Literal("en"),
        "edtf": Literal("2022-09~"),
        "dateBasis": Literal("printed"),
        "license": Literal("CC-BY-4.0"),
    }


def test_a_person_has_the_fullest_name_and_the_others_beside_it(tmp_path: Path) -> None:
    read = reading("a")
    (short,) = (ZAS.labels[1],)
    other = document("b")
    renamed = replace(ZAS, labels=(short,))
    second = fact(other, "OfficeHolding", "Zas is", holder=renamed, office=OFFICE)
    report = build_readings([read, Read(other, (second,))], tmp_path)
    names = f"SELECT ?p ?name WHERE {{ <{ZAS.iri}> ?p ?name . FILTER(ISLITERAL(?name)) }}"
    assert dict(ask(report, names)) == {
        PREFIXES["rdfs"] + "label": ZAS.labels[0][1],
        PREFIXES["skos"] + "altLabel": short[1],
    }


def test_a_label_takes_the_preferred_names_and_an_organisation_its_short_one(
    tmp_path: Path,
) -> None:
    source = document("a")
    treaty = known(thing("Treaty", "CST-1992"))
    signed = fact(source, "TreatySigning", "left", treaty=treaty, signatory=known(GEORGIA))
    left = reading("a").facts[0]
    report = build_readings([Read(source, (left, signed))], tmp_path)
    labels = "SELECT ?label WHERE { ?s a mq:Event ; rdfs:label ?label . FILTER(LANG(?label) = 'en') } ORDER BY ?label"
    assert ask(report, labels) == [
        ("Treaty signing: Georgia, Collective Security Treaty",),
        ("Withdrawal: Georgia, CSTO (2009)",),
    ]


def test_a_composed_office_has_its_kind_and_whose_it_is(tmp_path: Path) -> None:
    report = build_readings([reading("a")], tmp_path)
    query = f"SELECT ?kind ?owner WHERE {{ <{OFFICE.iri}> a mq:Office ; mq:officeKind ?kind ; mq:officeOf ?owner }}"
    assert ask(report, query) == [(thing("Office", "secretary-general"), CSTO)]


def test_what_the_reference_knows_is_not_described_again(tmp_path: Path) -> None:
    source = document("a")
    renamed = replace(known(GEORGIA), labels=(("en", "Sakartvelo"),))
    told = fact(source, "Withdrawal", "left", alliance=known(CSTO), member=renamed)
    report = build_readings([Read(source, (told,))], tmp_path)
    assert ask(report, 'SELECT ?s WHERE { ?s ?p "Sakartvelo"@en }') == []


# What goes wrong


def test_a_fact_that_does_not_fit_is_left_out_and_told(tmp_path: Path) -> None:
    read = reading("a")
    person = fact(read.document, "Withdrawal", "left", alliance=known(CSTO), member=ZAS)
    report = build_readings([replace(read, facts=(*read.facts, person))], tmp_path)
    assert report.facts == 3
    (told,) = report.skipped
    assert "Person may not stand there" in told
    assert ask(report, WHICH) == [(GEORGIA, document_graph("a"))]


def test_a_document_without_facts_is_still_described(tmp_path: Path) -> None:
    report = build_readings([Read(document("a"), ())], tmp_path)
    assert (report.documents, report.facts, report.situations) == (1, 0, 0)
    assert document_text(report.generation, "a") == TEXT
    assert ask(report, "SELECT ?d WHERE { ?d a mq:Document }") == [(document_graph("a"),)]


def test_progress_is_told_after_each_document(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    build([SEEDS], tmp_path, progress=lambda done, total: seen.append((done, total)))
    assert seen == [(done, 5) for done in range(1, 6)]


def test_a_bad_text_stops_the_build_and_leaves_the_graph(tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "a.txt").write_text(TEXT, encoding="utf-8")
    former = build([texts], tmp_path / "graph")
    (texts / "b.txt").write_bytes(b"\xff\xfe")
    with pytest.raises(DocumentError, match=r"b\.txt is not UTF-8"):
        build([texts], tmp_path / "graph")
    assert current(tmp_path / "graph") == former.generation
    assert list((tmp_path / "graph").glob(".tmp-*")) == []


def test_texts_are_kept_as_they_were_read(seeds: BuildReport) -> None:
    for source in read_documents([SEEDS]):
        assert document_text(seeds.generation, source.id) == source.text
