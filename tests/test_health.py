"""What watches over the server is told of this moment: health, readiness, counts, a line a request."""

import json
import logging
import time
import uuid
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families

from mithaq.server.app import create_app
from mithaq.server.backend import Backend
from mithaq.server.pool import Pool
from mithaq.server.settings import Lane, Settings
from mithaq.server.sources import lease

SETTINGS = replace(
    Settings(),
    queries=Lane(workers=1, waiting=2, patience=2.0, deadline=0.5),
    pages=Lane(workers=1, waiting=2, patience=5.0, deadline=2.0),
)
ENDLESS = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o . FILTER(?a = ?o) }"


@pytest.fixture(scope="module")
def backend(graph_folder: Path) -> Iterator[Backend]:
    with closing(Backend(graph_folder, SETTINGS)) as opened:
        yield opened


@pytest.fixture
def client(backend: Backend) -> FlaskClient:
    return create_app(backend).test_client()


def counted(client: FlaskClient) -> dict[tuple[str, ...], float]:
    """The samples of `/metrics`, each by its name and the values of its labels."""
    text = client.get("/metrics").text
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_the_server_says_that_it_is_alive_and_ready(client: FlaskClient, backend: Backend) -> None:
    for path, status in (("/healthz", "ok"), ("/readyz", "ready")):
        response = client.get(path)
        assert response.json is not None
        assert (response.status_code, response.json["status"]) == (200, status)
        assert response.json["generation"] == backend.serving
        assert response.headers["Cache-Control"] == "no-store"


def test_the_server_is_not_ready_where_no_worker_answers(graph_folder: Path) -> None:
    lane = replace(SETTINGS.pages, patience=0.1)
    with closing(Backend(graph_folder, replace(SETTINGS, pages=lane))) as backend:
        with lease(backend) as snapshot:
            assert isinstance(snapshot.pages, Pool)
            snapshot.pages.close()
        response = create_app(backend).test_client().get("/readyz")
    assert response.status_code == 503
    assert response.headers["Retry-After"]


def test_requests_are_counted_by_lane_and_status(client: FlaskClient) -> None:
    for _ in range(3):
        client.get("/queries/alliances.json", buffered=True)
    client.get("/nowhere", buffered=True)
    client.get("/sparql", query_string={"query": "ASK {}"}, buffered=True)
    numbers = counted(client)
    assert numbers["mithaq_requests_total", "pages", "200"] == 3
    assert numbers["mithaq_requests_total", "pages", "404"] == 1
    assert numbers["mithaq_requests_total", "queries", "200"] == 1
    assert numbers["mithaq_request_seconds_count", "queries"] == 1
    assert numbers["mithaq_cache_hits_total",] == 2
    assert numbers["mithaq_documents",] == 5
    assert numbers["mithaq_quads",] > 1000


def test_workers_that_are_replaced_are_counted(client: FlaskClient) -> None:
    before = counted(client)["mithaq_workers_replaced_total", "queries"]
    assert client.get("/sparql", query_string={"query": ENDLESS}).status_code == 504
    assert counted(client)["mithaq_workers_replaced_total", "queries"] == before + 1
    until = time.monotonic() + 20
    while counted(client)["mithaq_workers_ready", "queries"] != 1:  # the one that replaces it
        assert time.monotonic() < until


def test_workers_that_have_ended_are_not_ready(graph_folder: Path) -> None:
    with closing(Backend(graph_folder, SETTINGS)) as backend:
        assert {tally.ready for tally in backend.tallies.values()} == {1}
    assert {tally.ready for tally in backend.tallies.values()} == {0}


def test_a_request_has_an_id_that_its_problem_tells(client: FlaskClient) -> None:
    response = client.get("/queries/nothing", headers={"Accept": "application/json"})
    assert response.json is not None
    told = response.headers["X-Request-Id"]
    assert response.json["instance"] == f"urn:uuid:{uuid.UUID(told)}"
    assert client.get("/").headers["X-Request-Id"] != told


def test_a_request_leaves_a_line_in_the_log(
    client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    headers = {"Accept": "application/json"}
    address = "/documents/وثيقة"  # document
    with caplog.at_level(logging.INFO, logger="mithaq.access"):
        response = client.get(address, headers=headers, buffered=True)
    (record,) = caplog.records
    line = json.loads(record.getMessage())
    assert line["id"] == response.headers["X-Request-Id"]
    assert (line["method"], line["path"], line["status"]) == ("GET", address, 404)
    assert line["bytes"] == len(response.data)
    assert line["ms"] > 0
