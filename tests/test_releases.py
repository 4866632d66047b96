"""The release for Protégé is made once a generation, apart from the server, and goes with it."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from pyoxigraph import Dataset, NamedNode, RdfFormat, Store, parse

from mithaq.errors import NotFoundError, ServerError
from mithaq.iris import term, thing
from mithaq.ontology.release import owl
from mithaq.server.app import create_app
from mithaq.server.backend import Backend
from mithaq.server.releases import Release
from mithaq.server.settings import Settings
from mithaq.store import Generation, open_store, publish

DATA = """
@prefix mq: <https://w3id.org/mithaq/ontology#> .
@prefix id: <https://w3id.org/mithaq/id/> .
id:state\\/GEO a mq:State .
"""
UNDECLARED = "<https://w3id.org/mithaq/id/a> <https://w3id.org/mithaq/ontology#nothing> 'x' ."
FORMER = NamedNode(thing("State", "GEO"))


def published(out: Path, data: str) -> Generation:
    def fill(folder: Path) -> None:
        store = Store()
        store.load(data, format=RdfFormat.TURTLE)
        lines = store.dump(format=RdfFormat.N_QUADS).splitlines(keepends=True)
        (folder / "dataset.nq").write_bytes(b"".join(sorted(lines)))
        (folder / "texts").mkdir()

    return publish(out, fill)


@pytest.fixture
def release(tmp_path: Path) -> Iterator[Release]:
    with closing(Release(published(tmp_path, DATA), Settings())) as made:
        yield made


@pytest.fixture
def client(tmp_path: Path) -> Iterator[FlaskClient]:
    published(tmp_path, DATA)
    with closing(Backend(tmp_path, Settings())) as backend:
        yield create_app(backend).test_client()


def test_it_is_what_export_writes_and_is_made_once(tmp_path: Path, release: Release) -> None:
    path = release.path()
    made = path.stat()
    assert path.read_bytes() == owl(open_store(published(tmp_path, DATA)))
    assert release.path() == path
    assert path.stat().st_mtime_ns == made.st_mtime_ns


def test_it_goes_with_its_generation(release: Release) -> None:
    path = release.path()
    release.close()
    assert not path.parent.exists()
    release.close()


def test_while_it_is_being_made_others_are_asked_to_wait(release: Release) -> None:
    with release._making, pytest.raises(ServerError, match="being made"):  # noqa: SLF001
        release.path()
    assert release.path().is_file()


def test_a_graph_too_large_is_not_made_into_one_file(tmp_path: Path) -> None:
    few = replace(Settings(), release_quads=0)
    release = Release(published(tmp_path, DATA), few)
    with closing(release), pytest.raises(NotFoundError, match="mithaq export --format owl"):
        release.path()


@pytest.mark.parametrize("settings", [Settings(), replace(Settings(), release_deadline=0.01)])
def test_what_cannot_be_made_is_said_and_leaves_nothing(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    generation = published(tmp_path / "graph", UNDECLARED)
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    release = Release(generation, settings)
    with closing(release), pytest.raises(ServerError, match="could not be made"):
        release.path()
    assert not list(scratch.iterdir())


@pytest.mark.parametrize("path", ["/ontology.owl", "/ontology/mithaq.owl"])
def test_it_is_served_whole_and_only_when_it_changed(client: FlaskClient, path: str) -> None:
    with client.get(path) as response:
        assert response.mimetype == "application/rdf+xml"
        assert "mithaq.owl" in response.headers["Content-Disposition"]
        content, etag = response.data, response.headers["ETag"]
    quads = Dataset(parse(content, format=RdfFormat.RDF_XML))
    assert NamedNode(term("State")) in {quad.object for quad in quads.quads_for_subject(FORMER)}
    with client.get(path, headers={"If-None-Match": etag}) as again:
        assert (again.status_code, again.data) == (304, b"")
    with client.head(path) as head:
        assert head.content_length == len(content)


def test_when_it_was_made_says_nothing_of_whether_it_changed(client: FlaskClient) -> None:
    late = {"If-Modified-Since": "Fri, 31 Dec 2100 23:59:59 GMT"}
    with client.get("/ontology.owl", headers=late) as response:
        assert response.status_code == 200
        assert "Last-Modified" not in response.headers
        content = response.data
    with client.get("/ontology.owl", headers={"Range": "bytes=10-19"}) as part:
        assert (part.status_code, part.data) == (206, content[10:20])
    for several in ("bytes=0-1,3-4", "words"):
        with client.get("/ontology.owl", headers={"Range": several}) as whole:
            assert (whole.status_code, whole.data) == (200, content)
    with client.get("/ontology.owl", headers={"Range": "bytes=99999999-"}) as beyond:
        assert beyond.status_code == 416
