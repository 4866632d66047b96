"""Every question gives the same rows in Virtuoso, its file unchanged, as in the embedded engine.

So it does through a server whose backend Virtuoso is.

Virtuoso is Debian's `virtuoso-opensource-7-bin`; where it is not installed these tests are skipped.
Its default graph would be the union of all graphs: what stands in ours is loaded into a graph of its
own, and the protocol's `default-graph-uri` names it.
"""

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
from flask.testing import FlaskClient
from pyoxigraph import Literal, RdfFormat, Store
from virtuoso import DEFAULT_GRAPH, PATIENCE, is_installed, virtuoso

from mithaq.queries.answers import text
from mithaq.queries.bind import bind
from mithaq.queries.questions import Question, question, question_names
from mithaq.queries.resolve import lookup_in
from mithaq.queries.solutions import Ask, Term, asking, read_solutions
from mithaq.server.app import create_app
from mithaq.server.endpoint import Endpoint, read_address
from mithaq.server.remote import RemoteBackend
from mithaq.server.settings import Lane, Settings
from mithaq.store import current, open_store

pytestmark = pytest.mark.skipif(
    not is_installed(),
    reason="Virtuoso is not installed (Debian: apt-get install virtuoso-opensource-7-bin)",
)

FIXTURE = Path(__file__).parent / "questions.trig"
STRANGER = "https://w3id.org/mithaq/id/stranger"
NUMBERS = ("#decimal", "#integer", "#double")
Row = tuple[str | float | None, ...]


@dataclass(frozen=True, slots=True)
class Engines:
    """The same dataset in the embedded engine and in Virtuoso."""

    ours: Ask
    address: str

    def rows(self, sparql: str) -> list[list[Row]]:
        """The rows of `sparql`: ours, then Virtuoso's."""
        sent = urlencode({"query": sparql, "default-graph-uri": DEFAULT_GRAPH}).encode()
        accept = {"Accept": "application/sparql-results+json"}
        try:
            with urlopen(Request(self.address, sent, accept), timeout=PATIENCE) as response:
                theirs = read_solutions(response.read())
        except HTTPError as error:
            pytest.fail(f"Virtuoso refuses the question: {error.read().decode()[:500]}")
        return [
            [tuple(map(plain, row)) for row in found.rows] for found in (self.ours(sparql), theirs)
        ]


def plain(term: Term | None) -> str | float | None:
    """A term by its value: one engine writes 300 where the other writes 300.0."""
    if isinstance(term, Literal) and term.datatype.value.endswith(NUMBERS):
        return float(term.value)
    return None if term is None else text(term)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engines]:
    loaded = Store()
    loaded.load(path=FIXTURE, format=RdfFormat.TRIG)
    yield from serving(loaded, tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="module")
def seeds(graph_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engines]:
    yield from serving(open_store(current(graph_folder)), tmp_path_factory.mktemp("seeds"))


@pytest.fixture(params=question_names())
def asked(request: pytest.FixtureRequest) -> Question:
    return question(request.param)


def serving(store: Store, folder: Path) -> Iterator[Engines]:
    """`store` in both engines; Virtuoso is this test's own and ends with it."""
    dataset = folder / "dataset.nq"
    store.dump(dataset, format=RdfFormat.N_QUADS)
    with virtuoso(dataset, folder) as theirs:
        yield Engines(asking(store), theirs.address)


def test_a_question_as_it_stands(asked: Question, small: Engines) -> None:
    ours, theirs = small.rows(asked.sparql)
    assert ours
    assert theirs == ours


def test_a_question_bound_to_its_example_in_arabic(asked: Question, small: Engines) -> None:
    ours, theirs = small.rows(bound(asked, {**asked.example, "lang": "ar"}, small))
    assert ours
    assert theirs == ours


def test_a_question_bound_to_a_state(asked: Question, small: Engines) -> None:
    if "state" in asked.parameters:
        for state in ("ARM", "KAZ", "UZB"):
            ours, theirs = small.rows(bound(asked, {"state": state}, small))
            assert theirs == ours, state


def test_a_question_about_a_stranger(asked: Question, small: Engines) -> None:
    for name, parameter in asked.parameters.items():
        if parameter.is_thing:
            ours, theirs = small.rows(bound(asked, {name: STRANGER}, small))
            assert theirs == ours, name


def test_a_question_of_a_span_of_time(asked: Question, small: Engines) -> None:
    if {"since", "until"} <= asked.parameters.keys():
        span = {"since": "2022-01-01", "until": "2022-12-31"}
        ours, theirs = small.rows(bound(asked, span, small))
        assert theirs == ours


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_seeds_in_both_engines(asked: Question, language: str, seeds: Engines) -> None:
    ours, theirs = seeds.rows(bound(asked, {**asked.example, "lang": language}, seeds))
    assert theirs == ours


def test_all_that_the_seeds_tell_in_both_engines(asked: Question, seeds: Engines) -> None:
    ours, theirs = seeds.rows(asked.sparql)
    assert theirs == ours


@pytest.fixture(scope="module")
def through(seeds: Engines) -> Iterator[FlaskClient]:
    """A server that answers through Virtuoso."""
    address = read_address(f"{seeds.address}?{urlencode({'default-graph-uri': DEFAULT_GRAPH})}")
    patient = Lane(workers=2, waiting=2, patience=PATIENCE, deadline=PATIENCE)
    settings = replace(Settings(), queries=patient, pages=patient)
    with closing(RemoteBackend(Endpoint(address), settings)) as backend:
        yield create_app(backend).test_client()


def test_the_seeds_through_a_server(asked: Question, seeds: Engines, through: FlaskClient) -> None:
    given = {**asked.example, "lang": "ar"}
    ours = seeds.ours(bound(asked, given, seeds))
    headers = {"Accept": "application/sparql-results+json"}
    response = through.get(f"/queries/{asked.name}", query_string=given, headers=headers)
    assert response.status_code == 200, response.text
    theirs = read_solutions(response.data)
    assert theirs.variables == ours.variables
    assert [list(map(plain, row)) for row in theirs.rows] == [
        list(map(plain, row)) for row in ours.rows
    ]


def test_pages_through_a_server(through: FlaskClient) -> None:
    for path in ("/", "/documents", "/id/state/ARM", "/.well-known/void", "/graph-store?default"):
        assert through.get(path).status_code == 200, path
    asked = {"query": "ASK { ?document a <https://w3id.org/mithaq/ontology#Document> }"}
    answered = through.get("/sparql", query_string=asked).json
    assert answered is not None
    assert answered["boolean"] is True
    wrong = through.get("/sparql", query_string={"query": "SELECT * { ?s"})
    assert wrong.status_code == 400
    assert wrong.json is not None
    assert wrong.json["detail"].startswith("the query cannot be answered: ")


def bound(asked: Question, arguments: Mapping[str, str], engines: Engines) -> str:
    """The question's SPARQL with `arguments`, names looked up."""
    return bind(asked, arguments, lookup=lookup_in(engines.ours))
