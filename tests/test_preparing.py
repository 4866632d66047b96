"""Prepared answers: the same as computed ones, used by server, library and shell, never out of date."""

import json
import time
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from pyoxigraph import Store

from mithaq import Graph
from mithaq.cli import main
from mithaq.errors import StoreError
from mithaq.generations import adopt
from mithaq.ontology.overview import overview
from mithaq.queries import preparing
from mithaq.queries.bind import bind
from mithaq.queries.prepared import Prepared, name_of, write_answers
from mithaq.queries.preparing import prepare
from mithaq.queries.questions import LANGUAGES, question, questions
from mithaq.queries.resolve import names_query
from mithaq.queries.solutions import OURS, Solutions, asking, read_solutions
from mithaq.server.app import create_app
from mithaq.server.backend import Backend, Served
from mithaq.server.changes import Update
from mithaq.server.settings import Settings
from mithaq.server.sources import lease
from mithaq.server.words import words
from mithaq.store import ANSWERS, DATASET, TEXTS, Generation, current, open_store, publish, verify

TOKEN = "covenant" * 4
HTML = {"Accept": "text/html"}
ASKED = "which-members-withdrew"


def copied(source: Generation, out: Path, seconds: float) -> Generation:
    """The dataset and the texts of `source`, published with prepared answers."""

    def fill(folder: Path) -> None:
        (folder / DATASET).write_bytes((source.folder / DATASET).read_bytes())
        (folder / TEXTS).mkdir()
        for path in (source.folder / TEXTS).iterdir():
            (folder / TEXTS / path.name).write_bytes(path.read_bytes())

    return publish(out, fill, prepare=lambda folder: prepare(folder, seconds, overview()))


@pytest.fixture(scope="module")
def prepared(graph_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Generation:
    out = tmp_path_factory.mktemp("prepared")
    return copied(current(graph_folder), out, 60)


@pytest.fixture(scope="module")
def client(prepared: Generation) -> Iterator[FlaskClient]:
    one = Settings()
    lane = replace(one.pages, workers=1)
    settings = replace(one, queries=lane, pages=lane, token=TOKEN)
    with closing(Backend(prepared.folder.parent, settings)) as backend:
        yield create_app(backend).test_client()


def with_answers(prepared: Generation, out: Path, answers: dict[str, bytes]) -> Path:
    """A graph with the same dataset, but with these answers."""

    def put(folder: Path) -> tuple[str, ...]:
        write_answers(folder / ANSWERS, answers)
        return ()

    def fill(folder: Path) -> None:
        (folder / DATASET).write_bytes((prepared.folder / DATASET).read_bytes())
        (folder / TEXTS).mkdir()

    publish(out, fill, prepare=put)
    return out


@pytest.fixture(scope="module")
def forged(prepared: Generation, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph whose prepared answer no query gives: whoever shows it has not computed it."""
    answers = {}
    with closing(Prepared.of(prepared)) as known:
        for lang, state in (("en", "Georgia"), ("ar", "جورجيا")):  # Georgia
            sparql = bind(question(ASKED), {"lang": lang})
            body = (known.get(sparql) or b"").decode()
            assert f'"{state}"' in body
            answers[sparql] = body.replace(f'"{state}"', '"Atlantis"').encode()
    return with_answers(prepared, tmp_path_factory.mktemp("forged"), answers)


def test_every_question_is_prepared_in_both_languages(prepared: Generation) -> None:
    computed = asking(open_store(prepared))
    with closing(Prepared.of(prepared)) as answers:
        known = [
            bind(asked, {"lang": lang})
            for asked in questions().values()
            for lang in LANGUAGES
            if not any(each.required for each in asked.parameters.values())
        ]
        assert len(known) > 60
        assert all(answers.get(sparql) for sparql in known)
        assert answers.get(names_query("mq:State"))
        assert all(sparql in answers for sparql in overview().values())
        assert len(answers) > len(known)
        for sparql in known[::7]:  # the same rows in the same order
            body = answers.get(sparql)
            assert body is not None
            assert read_solutions(body, OURS) == computed(sparql)


def test_the_manifest_lists_the_answers_and_nothing_left_out(prepared: Generation) -> None:
    manifest = json.loads((prepared.folder / "manifest.json").read_bytes())
    assert ANSWERS in manifest["files"]
    assert "left_out" not in manifest


def test_the_same_answers_give_the_same_bytes(prepared: Generation, tmp_path: Path) -> None:
    with closing(Prepared.of(prepared)) as answers:
        sparql = [bind(each, {}) for each in map(question, (ASKED, "incidents"))]
        bodies = {each: answers.get(each) or b"" for each in sparql}
    write_answers(tmp_path / "one", bodies)
    write_answers(tmp_path / "two", dict(reversed(bodies.items())))
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_server_library_and_shell_use_them(forged: Path) -> None:
    with closing(Backend(forged, Settings())) as backend:
        client = create_app(backend).test_client()
        for address in (f"/queries/{ASKED}.csv", f"/queries/{ASKED}.json?lang=ar"):
            assert "Atlantis" in client.get(address).text
        page = client.get(f"/queries/{ASKED}", headers={"Accept": "text/html"}).text
        assert "Atlantis" in page
        about = client.get(f"/queries/{ASKED}.csv?alliance=CSTO").text
        assert "Atlantis" not in about
        assert "Georgia" in about
    assert "Atlantis" in [row.memberName for row in Graph.open(forged).ask(ASKED)]
    assert Graph.open(forged).ask(ASKED, state="Georgia")[0].memberName == "Georgia"
    shell = CliRunner().invoke(main, ["query", ASKED, "-f", "csv", "--graph", str(forged)])
    assert "Atlantis" in shell.stdout


def test_a_page_shows_the_example_where_all_was_too_much(
    prepared: Generation, tmp_path: Path
) -> None:
    """Where other answers were prepared, and this one was left out."""
    out = with_answers(prepared, tmp_path, {"ASK {}": b"{}"})
    with closing(Backend(out, Settings())) as backend:
        shown = create_app(backend).test_client().get("/queries/evidence", headers=HTML).text
    with closing(Backend(prepared.folder.parent, Settings())) as backend:
        whole = create_app(backend).test_client().get("/queries/evidence", headers=HTML).text
    assert words("en")["example-shown"] in shown
    assert words("en")["example-shown"] not in whole
    assert 0 < shown.count("<tr>") < whole.count("<tr>")


def test_a_question_whose_file_has_changed_is_computed(
    forged: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = question(ASKED).sparql.replace("SELECT ", "SELECT  ", 1)
    (tmp_path / "mine.rq").write_text(changed, encoding="utf-8")
    monkeypatch.setenv("MITHAQ_QUESTIONS", str(tmp_path))
    assert {row.memberName for row in Graph.open(forged).ask("mine")} >= {"Georgia"}


def test_what_a_client_changed_is_computed_anew(client: FlaskClient) -> None:
    address = f"/queries/{ASKED}.csv"
    assert "Georgia" in client.get(address).text
    headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/sparql-update"}
    gone = "DELETE WHERE { <https://w3id.org/mithaq/id/withdrawal/CSTO/GEO> ?p ?o }"
    assert client.post("/sparql", data=gone, headers=headers).status_code == 204
    after = client.get(address).text
    assert "Uzbekistan" in after
    assert "Georgia" not in after


def test_what_a_client_changed_is_prepared_again_when_it_is_calm(
    prepared: Generation, tmp_path: Path
) -> None:
    out = tmp_path / "graph"
    adopt(out, prepared.folder)
    one = Settings()
    lane = replace(one.pages, workers=1)
    settings = replace(one, queries=lane, pages=lane, token=TOKEN, prepare=60.0, calm=0.2)
    gone = Update(
        "DELETE WHERE { <https://w3id.org/mithaq/id/withdrawal/CSTO/GEO> ?p ?o }", "urn:x"
    )
    asked = bind(question(ASKED), {"lang": "en"})
    with closing(Backend(out, settings)) as backend:
        with lease(backend) as snapshot:
            assert isinstance(snapshot, Served)
            assert b"Georgia" in (snapshot.answers.get(asked) or b"")
        backend.write(gone)
        with lease(backend) as snapshot:
            assert isinstance(snapshot, Served)
            assert snapshot.answers.get(asked) is None
            until = time.monotonic() + 120
            while not len(snapshot.answers) and time.monotonic() < until:
                time.sleep(0.1)
            ready = snapshot.answers.get(asked)
            assert ready is not None
            assert b"Georgia" not in ready
            assert b"Uzbekistan" in ready
            assert len(snapshot.answers) >= len(Prepared.of(prepared))
        backend.write(Update("INSERT DATA { <urn:a> <urn:b> 1 }", "urn:x"))
        begin = time.monotonic()
        with lease(backend) as snapshot:
            assert isinstance(snapshot, Served)
            assert snapshot.answers.get(asked) is None
        time.sleep(0.5)  # it is being prepared now
    assert time.monotonic() - begin < 30  # and whoever ends the server does not wait for it
    verify(current(out).folder)


def test_what_takes_too_long_is_left_out_and_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    short = "SELECT ?one WHERE { VALUES ?lang { 'en' } ?one ?two ?three }"
    slow = (
        "SELECT (COUNT(*) AS ?one) WHERE { VALUES ?lang { 'en' } "
        + "?a ?b ?c . ?d ?e ?f . " * 3
        + "}"
    )
    asked = {
        "slow": replace(question(ASKED), name="slow", sparql=slow.replace("?a", "?g", 1)),
        "wrong": replace(question(ASKED), name="wrong", sparql="SELECT ?lang"),
        "large": replace(question(ASKED), name="large", sparql=short + " LIMIT 9"),
        "short": replace(question(ASKED), name="short", sparql=short + " LIMIT 1"),
    }
    monkeypatch.setattr(preparing, "questions", lambda: asked)
    monkeypatch.setattr(preparing, "LARGEST", 10_000_000)

    def fill(folder: Path) -> None:
        (folder / TEXTS).mkdir()
        lines = (f"<urn:{n}> <urn:p> <urn:o> .\n" for n in range(2000))
        (folder / DATASET).write_text("".join(sorted(lines)), encoding="utf-8")

    told: list[str] = []

    def prepared(folder: Path) -> tuple[str, ...]:
        told.extend(prepare(folder, 1.0))
        return tuple(told)

    generation = publish(tmp_path, fill, prepare=prepared)
    assert told[0] == "the answer to slow was not prepared: it takes longer than 1 seconds"
    assert told[1].startswith("the answer to wrong was not prepared: ")
    assert len(told) == 2  # not one for each language
    assert json.loads((generation.folder / "manifest.json").read_bytes())["left_out"] == told
    with closing(Prepared.of(generation)) as answers:
        assert answers.get(bind(asked["short"], {"lang": "en"}))
        assert answers.get(bind(asked["slow"], {"lang": "en"})) is None


def test_an_answer_that_no_server_would_send_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preparing, "LARGEST", 3)
    found = preparing._answer(Store(), "SELECT (1 AS ?one) {}")  # noqa: SLF001
    assert found == "it has 7 bytes, and 3 are the most"


def test_a_build_prepares_and_a_generation_without_is_replaced(
    graph_folder: Path, tmp_path: Path
) -> None:
    source = current(graph_folder)
    bare = with_nothing(source, tmp_path)
    with closing(Prepared.of(bare)) as answers:
        assert len(answers) == 0
    made = with_answers(source, tmp_path, {"ASK {}": b"{}"})
    assert current(made).name == bare.name
    with closing(Prepared.of(current(made))) as answers:
        assert answers.get("ASK {}") == b"{}"


def with_nothing(source: Generation, out: Path) -> Generation:
    def fill(folder: Path) -> None:
        (folder / DATASET).write_bytes((source.folder / DATASET).read_bytes())
        (folder / TEXTS).mkdir()

    return publish(out, fill)


def test_damaged_answers_are_seen(prepared: Generation, tmp_path: Path) -> None:
    generation = current(with_answers(prepared, tmp_path, {"ASK {}": b"{}"}))
    file = generation.folder / ANSWERS
    file.write_bytes(file.read_bytes().replace(name_of("ASK {}").encode(), b"x" * 68))
    with pytest.raises(StoreError, match="is missing or damaged"):
        Prepared.of(generation)
    (tmp_path / "none.zip").write_bytes(b"none")
    with pytest.raises(StoreError, match="cannot be read"):
        Prepared(tmp_path / "none.zip")
    with zipfile.ZipFile(tmp_path / "one.zip", "w") as written:
        written.writestr(name_of("ASK {}"), b"{}")
    assert Prepared(tmp_path / "one.zip").get("ASK {}") == b"{}"
    assert isinstance(read_solutions(b"?one\n1\n", OURS), Solutions)
