"""Writing: by token alone, whole or not at all, served when it is acknowledged, kept afterwards."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from mithaq.cli import main
from mithaq.errors import QueryError, QueryRefused
from mithaq.generations import adopt
from mithaq.iris import DATASET, META, PREFIXES
from mithaq.server import changes
from mithaq.server.app import create_app
from mithaq.server.backend import Backend
from mithaq.server.guard import Limits
from mithaq.server.settings import Settings
from mithaq.server.touched import properties
from mithaq.server.updates import check, using
from mithaq.store import KEPT, Generation, current, open_store, publish, verify

TOKEN = "0123456789abcdef" * 2
BEARER = {"Authorization": f"Bearer {TOKEN}"}
UPDATE = "application/sparql-update"
ONE = Settings()
SETTINGS = replace(
    ONE,
    queries=replace(ONE.queries, workers=1),
    pages=replace(ONE.pages, workers=1),
    token=TOKEN,
    write_deadline=60.0,  # a busy machine is slow
)
QUADS = '<urn:s> <urn:p> "one" .\n<urn:s> <urn:p> "two" <urn:g> .\n'
VOID = PREFIXES["void"]
TURTLE = {**BEARER, "Content-Type": "text/turtle"}


@pytest.fixture
def out(tmp_path: Path) -> Path:
    publish(tmp_path, lambda folder: (folder / "dataset.nq").write_text(QUADS) and None)
    return tmp_path


@pytest.fixture
def client(out: Path) -> Iterator[FlaskClient]:
    with closing(Backend(out, SETTINGS)) as backend:
        yield create_app(backend).test_client()


def update(client: FlaskClient, text: str, headers: dict[str, str] = BEARER) -> TestResponse:
    return client.post("/sparql", data=text, headers={**headers, "Content-Type": UPDATE})


def holds(client: FlaskClient, pattern: str) -> bool:
    answered = client.get("/sparql", query_string={"query": f"ASK {{ {pattern} }}"}).json
    assert answered is not None
    return bool(answered["boolean"])


def test_nothing_is_written_where_there_is_no_token(out: Path) -> None:
    with closing(Backend(out, replace(SETTINGS, token=""))) as backend:
        client = create_app(backend).test_client()
        for response in (
            update(client, "CLEAR ALL"),
            update(client, "CLEAR ALL", {}),
            client.put("/graph-store?default", data=b"", headers=TURTLE),
            client.delete("/graph-store?graph=urn:g", headers=BEARER),
        ):
            assert response.status_code == 403
            assert response.json is not None
            assert "only reads" in response.json["detail"]
        assert holds(client, '<urn:s> <urn:p> "one"')


@pytest.mark.parametrize(
    "headers",
    [{}, {"Authorization": "Bearer wrong"}, {"Authorization": f"Basic {TOKEN}"}],
    ids=["none", "a wrong one", "another scheme"],
)
def test_who_has_no_token_is_told_so(client: FlaskClient, headers: dict[str, str]) -> None:
    response = update(client, "CLEAR ALL", headers)
    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"].startswith("Bearer ")
    assert client.delete("/graph-store?graph=urn:g", headers=headers).status_code == 401
    assert holds(client, '<urn:s> <urn:p> "one"')


def test_an_update_is_served_when_it_is_acknowledged_and_kept(
    client: FlaskClient, out: Path
) -> None:
    before = current(out)
    assert update(client, 'INSERT DATA { <urn:s> <urn:p> "ثلاثة" }').status_code == 204  # three
    assert holds(client, '<urn:s> <urn:p> "one", "ثلاثة"')
    after = verify((out / "current").resolve())
    assert after.name != before.name
    assert after.quads == before.quads + 1
    with closing(Backend(out, SETTINGS)) as again:
        assert holds(create_app(again).test_client(), '<urn:s> <urn:p> "ثلاثة"')


def test_a_change_shares_what_it_does_not_touch(client: FlaskClient, out: Path) -> None:
    before = current(out)
    assert update(client, "INSERT DATA { <urn:s> <urn:p> 3 }").status_code == 204
    after = current(out)
    assert (after.folder / "fulltext.sqlite").samefile(before.folder / "fulltext.sqlite")
    assert not (after.folder / "dataset.nq").exists()
    assert not list((after.folder / "store").glob("LOG.old*"))
    label = "<http://www.w3.org/2000/01/rdf-schema#label>"
    assert update(client, f"INSERT DATA {{ <urn:s> {label} 'Atlantis' }}").status_code == 204
    named = verify(current(out).folder).folder / "fulltext.sqlite"
    assert not named.samefile(after.folder / "fulltext.sqlite")
    verify(after.folder)


def test_the_counts_of_triples_follow(client: FlaskClient) -> None:
    def told() -> dict[str, str]:
        query = f"SELECT ?g ?n {{ GRAPH <{META}> {{ ?g <{VOID}triples> ?n }} }}"
        answered = client.get("/sparql", query_string={"query": query}).json
        assert answered is not None
        rows = answered["results"]["bindings"]
        return {row["g"]["value"]: row["n"]["value"] for row in rows}

    wrong = (
        f"<{DATASET}> <{VOID}triples> 7 . <urn:g> <{VOID}triples> 8 . <urn:none> <{VOID}triples> 0"
    )
    assert update(client, f"INSERT DATA {{ GRAPH <{META}> {{ {wrong} }} }}").status_code == 204
    assert told() == {DATASET: "7", "urn:g": "8", "urn:none": "0"}
    assert update(client, "INSERT DATA { <urn:a> <urn:b> 1, 2 }").status_code == 204
    assert told() == {DATASET: "3", "urn:g": "8", "urn:none": "0"}
    more = client.post("/graph-store?graph=urn:g", data="<urn:a> <urn:b> 3 .", headers=TURTLE)
    assert (more.status_code, told()["urn:g"]) == (204, "2")
    assert update(client, "DELETE WHERE { <urn:a> ?p ?o }").status_code == 204
    assert told() == {DATASET: "1", "urn:g": "2", "urn:none": "0"}
    assert update(client, "DROP NAMED").status_code == 204
    assert update(client, f"INSERT DATA {{ GRAPH <{META}> {{ {wrong} }} }}").status_code == 204
    assert update(client, "DELETE { ?s ?p 9 } WHERE { ?s ?p 9 }").status_code == 204
    assert told() == {DATASET: "1", "urn:g": "0", "urn:none": "0"}


def test_the_dataset_of_a_changed_graph_is_written_when_it_is_asked_for(
    client: FlaskClient, out: Path
) -> None:
    assert update(client, "INSERT DATA { <urn:a> <urn:p> <urn:b> }").status_code == 204
    exported = CliRunner().invoke(main, ["export", "-f", "nq", "--graph", str(out)])
    assert exported.stdout == "".join(
        sorted(["<urn:a> <urn:p> <urn:b> .\n", *QUADS.splitlines(keepends=True)])
    )
    again = CliRunner().invoke(
        main, ["publish", str(current(out).folder), "--graph", str(out / "copy"), "--prepare", "0"]
    )
    assert again.exit_code == 0, again.output
    assert current(out / "copy").quads == 3
    current(out).folder.rename(out / "elsewhere")
    taken = adopt(out / "other", out / "elsewhere")
    assert taken.quads == 3
    assert set(open_store(taken)) == set(open_store(current(out / "copy")))


def test_what_is_served_is_not_removed(out: Path) -> None:
    settings = replace(SETTINGS, watch=3600.0)
    with closing(Backend(out, settings)) as backend:
        client = create_app(backend).test_client()
        serving = out / backend.serving
        for number in range(KEPT + 1):
            text = f'<urn:s> <urn:p> "{number}" .\n'
            publish(out, lambda new, text=text: (new / "dataset.nq").write_text(text) and None)
        assert holds(client, '<urn:s> <urn:p> "one"')
        assert serving.is_dir()
        assert update(client, "INSERT DATA { <urn:s> <urn:p> 9 }").status_code == 204
        assert holds(client, '<urn:s> <urn:p> "3", 9')
        until = time.monotonic() + 20
        while serving.exists():  # its workers may take a moment to end
            assert time.monotonic() < until
            text = f'<urn:x> <urn:y> "{time.monotonic_ns()}" .\n'
            publish(out, lambda new, text=text: (new / "dataset.nq").write_text(text) and None)
            time.sleep(0.05)


def test_an_update_by_a_form_takes_its_dataset_from_the_request(client: FlaskClient) -> None:
    form = {
        "update": "INSERT { <urn:t> <urn:p> ?o } WHERE { ?s <urn:p> ?o }",
        "using-graph-uri": "urn:g",
    }
    assert client.post("/sparql", data=form, headers=BEARER).status_code == 204
    assert holds(client, '<urn:t> <urn:p> "two"')
    assert not holds(client, '<urn:t> <urn:p> "one"')


@pytest.mark.parametrize(
    ("text", "status", "told"),
    [
        ("INSERT DATA { <urn:s> <urn:p> }", 400, "line 1, column"),
        ("LOAD <http://127.0.0.1:1/>", 403, "LOAD"),
        (
            "INSERT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
            403,
            "SERVICE",
        ),
        ("DROP GRAPH <urn:none>", 400, "urn:none"),
        ("SELECT * { ?s ?p ?o }", 400, "line 1, column 1"),
    ],
    ids=["syntax", "load", "service", "no such graph", "a query"],
)
def test_an_update_that_cannot_be_made_changes_nothing(
    client: FlaskClient, out: Path, text: str, status: int, told: str
) -> None:
    before = current(out)
    response = update(client, text)
    assert response.json is not None
    assert (response.status_code, told in response.json["detail"]) == (status, True), response.json
    assert current(out) == before
    assert [path.name for path in out.glob(".tmp-*")] == []


def test_an_update_without_end_is_ended(out: Path) -> None:
    before = current(out)
    product = " ".join(f"{{ ?a{n} ?b{n} ?c{n} }} UNION {{ ?d{n} ?e{n} ?f{n} }}" for n in range(40))
    with closing(Backend(out, replace(SETTINGS, write_deadline=2.0))) as backend:
        client = create_app(backend).test_client()
        response = update(client, f"INSERT {{ ?a ?b ?c }} WHERE {{ {product} }}")
    assert response.json is not None
    assert (response.status_code, "2 seconds" in response.json["detail"]) == (504, True)
    assert current(out) == before
    assert [path.name for path in out.glob(".tmp-*")] == []


def test_a_query_and_an_update_are_two_requests(client: FlaskClient) -> None:
    form = {"query": "ASK {}", "update": "CLEAR ALL"}
    assert client.post("/sparql", data=form, headers=BEARER).status_code == 400
    assert client.get("/sparql?update=CLEAR+ALL", headers=BEARER).status_code == 400


def test_a_graph_is_put_added_to_and_removed(client: FlaskClient) -> None:
    address = "/graph-store?graph=urn:new"
    assert client.get(address).status_code == 404
    assert client.put(address, data="<urn:a> <urn:b> 1 .", headers=TURTLE).status_code == 201
    assert client.post(address, data="<urn:a> <urn:b> 2 .", headers=TURTLE).status_code == 204
    got = client.get(address, headers={"Accept": "application/n-triples"})
    assert sorted(got.text.splitlines()) == [
        f'<urn:a> <urn:b> "{n}"^^<http://www.w3.org/2001/XMLSchema#integer> .' for n in (1, 2)
    ]
    assert client.put(address, data="<urn:a> <urn:b> 3 .", headers=TURTLE).status_code == 204
    assert not holds(client, "GRAPH <urn:new> { <urn:a> <urn:b> 1 }")
    assert client.delete(address, headers=BEARER).status_code == 204
    assert client.delete(address, headers=BEARER).status_code == 404


def test_what_is_posted_without_a_name_gets_one(client: FlaskClient) -> None:
    posted = client.post("/graph-store", data="<urn:a> <urn:b> <urn:c> .", headers=TURTLE)
    assert posted.status_code == 201
    assert "<urn:c>" in client.get(posted.headers["Location"]).text


@pytest.mark.parametrize(
    ("address", "content_type", "data", "status"),
    [
        ("?graph=urn:x&default", "text/turtle", b"", 400),
        ("", "text/turtle", b"", 400),
        ("?graph=%3C", "text/turtle", b"", 400),
        ("?graph=urn:x", "text/csv", b"a,b", 415),
        ("?graph=urn:x", "text/turtle", b"<urn:a> <urn:b>", 400),
        ("?graph=urn:x", "application/rdf+xml", b'<!DOCTYPE x [<!ENTITY a "b">]><a/>', 400),
    ],
)
def test_a_graph_that_cannot_be_read_is_refused(
    client: FlaskClient, out: Path, address: str, content_type: str, data: bytes, status: int
) -> None:
    before = current(out)
    headers = {**BEARER, "Content-Type": content_type}
    response = client.put(f"/graph-store{address}", data=data, headers=headers)
    assert response.status_code == status
    assert response.mimetype == "application/problem+json"
    assert current(out) == before


def test_writers_at_once_lose_nothing(client: FlaskClient) -> None:
    assert update(client, "INSERT DATA { <urn:n> <urn:is> 0 }").status_code == 204
    increment = (
        "DELETE { <urn:n> <urn:is> ?n } INSERT { <urn:n> <urn:is> ?m }"
        " WHERE { <urn:n> <urn:is> ?n BIND(?n + 1 AS ?m) }"
    )
    done: list[int] = []

    def write() -> None:
        done.extend(update(client.application.test_client(), increment).status_code for _ in "ab")

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert done == [204] * 8
    assert holds(client, "<urn:n> <urn:is> 8")


def test_where_a_build_is_writing_the_client_may_try_again(client: FlaskClient, out: Path) -> None:
    said: list[TestResponse] = []

    def fill(folder: Path) -> None:
        said.append(update(client, "CLEAR ALL"))
        (folder / "dataset.nq").write_text(QUADS)

    publish(out, fill)
    assert said[0].status_code == 503
    assert said[0].headers["Retry-After"]


def test_a_build_between_reading_and_writing_is_not_overwritten(
    client: FlaskClient, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def publish_after_another(
        folder: Path, fill: Callable[[Path], None], *, name: str, keep: int
    ) -> Generation:
        publish(
            folder,
            lambda new: (
                (new / "dataset.nq").write_text(QUADS + "<urn:a> <urn:b> <urn:c> .\n") and None
            ),
        )
        return publish(folder, fill, name=name, keep=keep)

    monkeypatch.setattr(changes, "publish", publish_after_another)
    refused = update(client, "INSERT DATA { <urn:c> <urn:d> 2 }")
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "2")
    assert refused.json is not None
    assert "published meanwhile" in refused.json["detail"]
    assert current(out).quads == 3
    monkeypatch.undo()
    assert update(client, "INSERT DATA { <urn:c> <urn:d> 2 }").status_code == 204
    assert holds(client, "<urn:a> <urn:b> <urn:c> . <urn:c> <urn:d> 2")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("INSERT {} WHERE {}", "INSERT {} USING <urn:d> USING NAMED <urn:n> WHERE {}"),
        ("DELETE WHERE { ?s ?p 'WHERE' }", "DELETE WHERE { ?s ?p 'WHERE' }"),
        (
            "DELETE {} where { ?s <urn:where> ?o } # WHERE\n",
            "DELETE {} USING <urn:d> USING NAMED <urn:n> where { ?s <urn:where> ?o } # WHERE\n",
        ),
    ],
)
def test_a_dataset_is_put_into_an_update(text: str, expected: str) -> None:
    assert using(text, ["urn:d"], ["urn:n"]) == expected
    assert using(text, [], []) == text


def test_a_dataset_is_given_once() -> None:
    for text in ("WITH <urn:g> DELETE {} WHERE {}", "INSERT {} USING <urn:g> WHERE {}"):
        with pytest.raises(QueryError, match="once"):
            using(text, ["urn:d"], [])


def test_an_update_reaches_no_other_host() -> None:
    check("INSERT DATA { <urn:load> <urn:service> 'LOAD', 'SERVICE' }", Limits())
    for text in ("LOAD<urn:x>", "loAD SILENT <urn:x> INTO GRAPH <urn:y>", "LOADx:y"):
        with pytest.raises(QueryRefused):
            check(text, Limits())


def test_what_was_written_is_found_and_what_was_deleted_is_not(client: FlaskClient) -> None:
    def found(text: str) -> list[str]:
        answered = client.get("/search", query_string={"q": text}).json
        assert answered is not None
        return [row["thing"] for row in answered["rows"]]

    label = "<http://www.w3.org/2000/01/rdf-schema#label>"
    assert update(client, f'INSERT DATA {{ <urn:s> {label} "الحِلف" }}').status_code == 204
    assert found("حلف") == ["urn:s"]  # alliance, without the article
    assert update(client, f"DELETE WHERE {{ <urn:s> {label} ?name }}").status_code == 204
    assert found("حلف") == []


X = "PREFIX x: <urn:x#> "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "INSERT { ?s x:p 1, -2.5, true ; <urn:q> 'a'@ar, 'b'^^x:t . _:b a ?o } WHERE { ?s x:r {} }",
            "p q a",
        ),
        ("WITH <urn:g> DELETE { ?s x:p ?o } USING NAMED <urn:h> WHERE { ?s x:r 'INSERT' }", "p"),
        ("DELETE { GRAPH ?g { ?s x:p ?o } ?s x:q ?o } INSERT { } WHERE { }", "p q"),
        (
            "DELETE WHERE { ?s x:p ?o } ; PREFIX x: <urn:y#> INSERT DATA { GRAPH x:g { x:s x:q .5 . x:s x:r x:o. } }",
            "p y#q y#r",
        ),
        ("DELETE { ?s ?p ?o } WHERE { ?s x:r ?o }", None),
        ("DELETE { ?s x:p ?o . ?o ?p 1 } WHERE { }", None),
        ("INSERT { ?s x:p x:o. ?o ?p 1 } WHERE { }", None),
        ("INSERT { ?s x:p [ ?p 1 ] } WHERE { }", None),
        ("INSERT { ?s x:p (1 2) } WHERE { }", None),
        ("INSERT { << ?s ?p ?o >> x:p 1 } WHERE { }", None),
        ("INSERT { ?s x:p\\-q 1 } WHERE { }", None),
        ("INSERT { ?s <p> 1 } WHERE { }", None),
        ("INSERT { ?s <urn:\\u0070> 1 } WHERE { }", None),
        ("INSERT { ?s y:p 1 } WHERE { }", None),
        ("INSERT { ?s <http://a/b/../p> 1 } WHERE { }", None),
        ("BASE <urn:x> INSERT { ?s <urn:p> 1 } WHERE { }", None),
        ("INSERT DATA { x:s x:p 1 } ; CLEAR ALL", None),
        ("MOVE <urn:a> TO DEFAULT", None),
        ("INSERT { ?s x:p 1", None),
        ("INSERT", None),
    ],
)
def test_what_an_update_may_touch_is_read_or_not_known(text: str, expected: str | None) -> None:
    found = properties(X + text)
    if expected is None:
        assert found is None
    else:
        short = {"a": PREFIXES["rdf"] + "type", "q": "urn:q" if "<urn:q>" in text else "urn:x#q"}
        names = {
            short.get(each, f"urn:{each}" if "#" in each else f"urn:x#{each}")
            for each in expected.split()
        }
        assert found == names
