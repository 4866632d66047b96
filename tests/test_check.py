"""`mithaq check`: green on the seeds, and red with a clear sentence for each planted error."""

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pyoxigraph import Quad, RdfFormat, Store, parse, serialize

from mithaq.cli import main
from mithaq.errors import OntologyError
from mithaq.iris import PREFIXES
from mithaq.ontology import hermit
from mithaq.ontology.roleshapes import with_role_shapes
from mithaq.ontology.shapes import demands, read_shapes
from mithaq.ontology.stated import stated
from mithaq.store import DATASET, TEXTS, current, publish

SHAPES = Path(__file__).parent.parent / "ontology" / "shapes.ttl"
PREFIX = "".join(f"PREFIX {name}: <{iri}> " for name, iri in PREFIXES.items()) + (
    "PREFIX id: <https://w3id.org/mithaq/id/> PREFIX graph: <https://w3id.org/mithaq/graph/> "
)
LEFT = "<https://w3id.org/mithaq/id/withdrawal/CSTO/GEO>"
STAYS = "<https://w3id.org/mithaq/id/membership/CSTO/ARM>"
FIRST = "graph:001_d82f1e24c4c93dad"
ARMENIA, GEORGIA, CSTO = (
    f"<https://w3id.org/mithaq/id/{name}>" for name in ("state/ARM", "state/GEO", "alliance/CSTO")
)
CLAIM = f"GRAPH {FIRST} {{ ?c a mq:Claim ; mq:about {LEFT} }}"


@dataclass(frozen=True)
class Planted:
    """An error: the update that plants it, the rule that it breaks, and words of the sentence."""

    update: str
    rule: str
    words: str


def claim(delete: str = "", insert: str = "") -> str:
    """An update of the claim that Georgia has left."""
    return (
        f"DELETE {{ GRAPH {FIRST} {{ {delete} }} }} INSERT {{ GRAPH {FIRST} {{ {insert} }} }} "
        f"WHERE {{ GRAPH {FIRST} {{ ?c a mq:Claim ; mq:about {LEFT} . {delete} }} }}"
    )


PLANTED = {
    "no status": Planted(
        claim("?c mq:status ?s"), "Claim-status", "it has no status, but a claim has one status"
    ),
    "two statuses": Planted(
        claim(insert="?c mq:status mq:Possible"),
        "Claim-status",
        "it has more than one status: actual, possible",
    ),
    "about nothing": Planted(
        claim("?c mq:about ?s", f"?c mq:about {ARMENIA}"),
        "Claim-about",
        "its situation it is about is “Armenia” (id/state/ARM), of the class State",
    ),
    "a graph of no document": Planted(
        "INSERT { GRAPH graph:999 { ?c ?p ?o } } "
        f"WHERE {{ GRAPH {FIRST} {{ ?c mq:about {LEFT} ; ?p ?o }} }}",
        "Claim-document",
        "its document is graph/999, of which no class is stated",
    ),
    "in no graph": Planted(
        f"INSERT {{ <x:claim> a mq:Claim ; mq:about {LEFT} ; mq:status mq:Actual }} WHERE {{}}",
        "Claim-document",
        "it has no document",
    ),
    "past the end": Planted(
        claim("?c mq:end ?e", "?c mq:end 999999"), "Claim-inside", "its quote ends at “999999”"
    ),
    "the start after the end": Planted(
        claim("?c mq:start ?s", "?c mq:start 900000"), "Claim-start", "its start is “900000”"
    ),
    "another quote": Planted(
        claim("?c mq:quote ?q", '?c mq:quote "خرجت"@ar'), "quote", "it quotes “خرجت” where the text"
    ),
    "half a headline": Planted(
        claim("?c mq:quote ?q", '?c mq:quote ?q ; mq:headlineQuote "خرجت"@ar'),
        "quote",
        "it keeps a part only of what the headline says",
    ),
    "another headline": Planted(
        claim(
            "?c mq:quote ?q",
            '?c mq:quote ?q ; mq:headlineQuote "خرجت"@ar ; mq:headlineStart 0 ; mq:headlineEnd 4',
        ),
        "quote",
        "it quotes “خرجت” where the text",
    ),
    "surer than sure": Planted(
        claim("?c mq:confidence ?x", "?c mq:confidence 1.5"),
        "Claim-confidence",
        "its confidence is “1.5”, but a claim says how sure",
    ),
    "the prefix of another place": Planted(
        claim("?c mq:prefix ?x", '?c mq:prefix "هنا"'), "quote", "is not what the claim keeps"
    ),
    "another edition": Planted(
        claim("?c mq:textHash ?x", '?c mq:textHash "00"'), "Claim-edition", "another edition"
    ),
    "no member": Planted(
        f"DELETE WHERE {{ {LEFT} mq:member ?m }}",
        "Withdrawal-member",
        "it has no member, but Withdrawal has exactly one member",
    ),
    "the wrong kind": Planted(
        f"DELETE {{ {LEFT} mq:alliance ?a }} INSERT {{ {LEFT} mq:alliance {GEORGIA} }} "
        f"WHERE {{ {LEFT} mq:alliance ?a }}",
        "Withdrawal-alliance",
        "its alliance is “Georgia” (id/state/GEO), of the class State",
    ),
    "a role of another type": Planted(
        f"INSERT DATA {{ {LEFT} mq:accuser {ARMENIA} }}",
        "Situation-role",
        "Withdrawal has no role accuser, which is filled by “Armenia”",
    ),
    "earliest after latest": Planted(
        f'INSERT DATA {{ {LEFT} mq:earliest "1999-01-01T00:00:00Z"^^xsd:dateTime ; '
        'mq:latest "1998-01-01T00:00:00Z"^^xsd:dateTime ; mq:edtf "1999" ; mq:granularity mq:Year }',
        "Situation-earliest",
        "no later than the latest one",
    ),
    "two earliest": Planted(
        f'INSERT DATA {{ {LEFT} mq:earliest "1999-01-01T00:00:00Z"^^xsd:dateTime , '
        '"1998-01-01T00:00:00Z"^^xsd:dateTime ; mq:edtf "1999" ; mq:granularity mq:Year }',
        "Situation-earliest",
        "it has more than one earliest: “1998-01-01T00:00:00Z”, “1999",
    ),
    "a date that OWL has not": Planted(
        f'INSERT DATA {{ {LEFT} mq:earliest "1999-01-01"^^xsd:date ; mq:edtf "1999" ; '
        "mq:granularity mq:Year }",
        "Situation-earliest",
        "its earliest is “1999-01-01”",
    ),
    "accepted for nothing": Planted(
        f"DELETE {{ GRAPH ?g {{ ?c mq:status mq:Actual }} }} "
        "INSERT { GRAPH ?g { ?c mq:status mq:Announced } } "
        f"WHERE {{ GRAPH ?g {{ ?c mq:about {LEFT} ; mq:status mq:Actual }} }}",
        "Situation-accepted",
        "it is taken for Withdrawal, but no document says so as a fact",
    ),
    "affirmed in another document": Planted(
        f"INSERT DATA {{ {LEFT} mq:affirmedIn graph:004_39e8465b9a1b5ccf }}",
        "Situation-affirmed",
        "where no claim says so as a fact",
    ),
    "affirmed in none": Planted(
        f"DELETE WHERE {{ {LEFT} mq:affirmedIn ?d }}",
        "Situation-unaffirmed",
        "it is taken for Withdrawal, but says of no document that it affirms it",
    ),
    "a member again": Planted(
        f'INSERT DATA {{ {LEFT} mq:latest "1999-12-31T23:59:59Z"^^xsd:dateTime ; mq:edtf "1999" ; '
        "mq:granularity mq:Year . <https://w3id.org/mithaq/id/membership/CSTO/GEO> a mq:Membership ; "
        f"mq:member {GEORGIA} ; mq:alliance {CSTO} ; mq:granularity mq:Year ; "
        'mq:edtf "2005/" ; mq:earliest "2005-01-01T00:00:00Z"^^xsd:dateTime }',
        "Membership-after",
        "it begins after “Withdrawal: Georgia, CSTO”",
    ),
    "announced and done": Planted(
        f"INSERT DATA {{ {LEFT} a mq:Unrealized ; mq:wouldBe mq:Withdrawal }}",
        "Situation-unrealized",
        "it is unrealized and Withdrawal at once",
    ),
    "disputed by nothing": Planted(
        f"INSERT DATA {{ {LEFT} mq:disputed true }}",
        "Situation-contested",
        "it is disputed, but nothing disputes it",
    ),
    "a conflict of one": Planted(
        f"INSERT DATA {{ {LEFT} mq:conflictsWith {STAYS} ; mq:disputed true }}",
        "Situation-conflicting",
        "but one of the two does not say so",
    ),
    "no Arabic": Planted(
        f'DELETE {{ {LEFT} rdfs:label ?l }} WHERE {{ {LEFT} rdfs:label ?l FILTER (LANG(?l) = "ar") }}',
        "Situation-arabic",
        "it has no label in Arabic",
    ),
    "nobody says so": Planted(
        "DELETE { GRAPH ?g { ?c ?p ?o } } "
        f"WHERE {{ GRAPH ?g {{ ?c mq:about {LEFT} ; ?p ?o }} }}",
        "Situation-claim",
        "no document speaks of it",
    ),
    "an article with two treaties": Planted(
        "INSERT DATA { <https://w3id.org/mithaq/id/treaty/CST-1992/article/4> "
        "mq:partOf <https://w3id.org/mithaq/id/treaty/NAT-1949> }",
        "owl:FunctionalProperty",
        "it has two values of part of",
    ),
    "a state that is an alliance": Planted(
        f"INSERT DATA {{ {GEORGIA} a mq:Alliance }}",
        "owl:disjointWith",
        "it is alliance and state at once, which is impossible",
    ),
    "two states of one code": Planted(
        f"DELETE {{ {GEORGIA} mq:isoAlpha3 ?c }} INSERT {{ {GEORGIA} mq:isoAlpha3 'ARM' }} "
        f"WHERE {{ {GEORGIA} mq:isoAlpha3 ?c }}",
        "owl:hasKey",
        "has the same iso alpha3",
    ),
    "a property of another class": Planted(
        f"INSERT DATA {{ {ARMENIA} mq:treatyOf {CSTO} }}",
        "rdfs:domain",
        "it is state, not treaty, and such a thing has no treaty of",
    ),
    "an unknown term": Planted(
        f"INSERT DATA {{ {LEFT} mq:memmber {ARMENIA} }}",
        "owl:declared",
        "memmber is no term of the ontology",
    ),
}


def check(graph: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", "--graph", str(graph), *arguments])


def dataset(graph: Path) -> list[Quad]:
    file = current(graph).folder / DATASET
    return list(parse(path=str(file), format=RdfFormat.N_QUADS))


def republish(graph: Path, out: Path, quads: list[Quad], text: str = "") -> Path:
    """A graph of `quads` with the texts of `graph`, `text` at the end of each."""

    def fill(folder: Path) -> None:
        shutil.copytree(current(graph).folder / TEXTS, folder / TEXTS)
        for file in folder.joinpath(TEXTS).iterdir():
            file.write_bytes(file.read_bytes() + text.encode())
        lines = (serialize(quads, format=RdfFormat.N_QUADS) or b"").splitlines(keepends=True)
        folder.joinpath(DATASET).write_bytes(b"".join(sorted(set(lines))))

    publish(out, fill)
    return out


@pytest.fixture(scope="module")
def small(graph_folder: Path) -> list[Quad]:
    """The seeds' dataset without the names that no article mentions."""
    quads = dataset(graph_folder)
    spoken_of = hermit.spoken_of(quads)
    kept = ("<https://w3id.org/mithaq/ontology", "<https://w3id.org/mithaq/graph/", "_:", "<http")
    return [
        quad
        for quad in quads
        if str(quad.subject) in spoken_of
        or "mithaq/id/treaty/" in str(quad.subject)
        or (str(quad.subject).startswith(kept) and "mithaq/id/" not in str(quad.subject))
    ]


def updated(quads: list[Quad], update: str, *, always: bool = True) -> list[Quad]:
    store = Store()
    store.extend(quads)
    before = set(store)
    store.update(PREFIX + update)
    assert not always or set(store) != before, "nothing was planted"
    return list(store)


def test_the_graph_of_the_seeds_is_right(graph_folder: Path) -> None:
    result = check(graph_folder)
    assert (result.exit_code, result.stdout) == (0, ""), result.stdout
    assert "5 documents" in result.stderr
    assert "nothing is wrong" in result.stderr
    assert hermit.why_not() is None or "HermiT was not asked" in result.stderr


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_error_is_found(
    name: str, small: list[Quad], graph_folder: Path, tmp_path: Path
) -> None:
    planted = PLANTED[name]
    graph = republish(graph_folder, tmp_path / "graph", updated(small, planted.update))
    result = check(graph, "--reasoner", "never", "--json")
    assert result.exit_code == 3, result.stderr
    found = json.loads(result.stdout)["findings"]
    said = [each["message"] for each in found if each["rule"] == planted.rule]
    assert any(planted.words in message for message in said), found
    for message in said:
        assert message.endswith(".")
        assert "\n" not in message
        assert "https://" not in message


def test_a_text_that_was_changed_is_found(graph_folder: Path, tmp_path: Path) -> None:
    graph = republish(graph_folder, tmp_path / "graph", dataset(graph_folder), text="!")
    result = check(graph, "--reasoner", "never")
    assert result.exit_code == 3
    assert result.stdout.count("its text is not the one that was read") == 5


def test_pyshacl_finds_the_same(small: list[Quad]) -> None:
    pyshacl = pytest.importorskip("pyshacl")
    import rdflib  # noqa: PLC0415

    quads = small
    for name, planted in PLANTED.items():
        # Two that would take the claim away which the others change.
        if planted.rule[0].isupper() and name not in ("about nothing", "nobody says so"):
            quads = updated(quads, planted.update, always=False)
    lines = (serialize(quads, format=RdfFormat.N_QUADS) or b"").splitlines(keepends=True)
    in_order = parse(b"".join(sorted(set(lines))), format=RdfFormat.N_QUADS)
    store = Store()
    store.extend(stated(in_order))
    ours = {
        (str(solution["this"]).strip("<>"), demand.shape)
        for demand in demands()
        for solution in store.query(demand.query)
    }
    graph = rdflib.Graph().parse(
        data=serialize((quad.triple for quad in store), format=RdfFormat.N_TRIPLES), format="nt"
    )
    _, report, _ = pyshacl.validate(
        graph, shacl_graph=rdflib.Graph().parse(SHAPES), advanced=True, inference="none"
    )
    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    theirs = {
        (
            str(report.value(result, sh.focusNode)),
            str(
                report.value(result, sh.sourceConstraint) or report.value(result, sh.sourceShape)
            ).rpartition("#")[2],
        )
        for result in report.objects(None, sh.result)
    }
    assert ours == theirs
    assert len({shape for _focus, shape in ours}) > 15


def test_the_shapes_of_roles_are_in_step_with_the_ontology() -> None:
    text = SHAPES.read_text(encoding="utf-8")
    assert text == with_role_shapes(text), "run: python -m mithaq.ontology.roleshapes"


def test_a_shape_that_is_not_understood_is_refused() -> None:
    text = SHAPES.read_text(encoding="utf-8")
    with pytest.raises(OntologyError, match="uses sh:minCount"):
        read_shapes(text.replace("sh:minCount 1", "sh:minCount 2").encode())
    with pytest.raises(OntologyError, match="Claim uses sh:closed"):
        read_shapes(f"{text}\nms:Claim sh:closed true .".encode())


def test_the_confidence_that_makes_a_fact_is_that_of_the_build() -> None:
    from mithaq.ingest.situations import THRESHOLD  # noqa: PLC0415

    assert f"?confidence >= {THRESHOLD}" in SHAPES.read_text(encoding="utf-8")


def test_without_java_it_says_so(
    graph_folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    result = check(graph_folder)
    assert result.exit_code == 0
    assert "HermiT was not asked (Java is not installed)" in result.stderr


@pytest.mark.skipif(hermit.why_not() is not None, reason=f"no HermiT: {hermit.why_not()}")
def test_the_reasoner_finds_the_contradiction_too(
    small: list[Quad], graph_folder: Path, tmp_path: Path
) -> None:
    update = PLANTED["announced and done"].update
    graph = republish(graph_folder, tmp_path / "graph", updated(small, update))
    result = check(graph)
    assert result.exit_code == 3
    assert "HermiT finds that it contradicts itself" in result.stdout


def broken(out: Path) -> None:
    (current(out).folder / DATASET).write_bytes(b"?")


def nothing(out: Path) -> None:
    shutil.rmtree(out)


@pytest.mark.parametrize(
    ("harm", "words"),
    [(broken, "is missing or cut short: run `mithaq build` again"), (nothing, "holds no graph")],
)
def test_a_graph_that_cannot_be_read_is_one_sentence(
    harm: Callable[[Path], None], words: str, graph_folder: Path, tmp_path: Path
) -> None:
    out = tmp_path / "graph"
    republish(graph_folder, out, dataset(graph_folder))
    harm(out)
    result = check(out)
    assert result.exit_code == 1
    assert words in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_graph_of_another_ontology_is_one_sentence(graph_folder: Path, tmp_path: Path) -> None:
    def old() -> Iterator[Quad]:
        return (quad for quad in dataset(graph_folder) if "#Suspension>" not in str(quad.subject))

    result = check(republish(graph_folder, tmp_path / "graph", list(old())))
    assert result.exit_code == 1
    assert "was built with another ontology than this Mithaq" in result.stderr
