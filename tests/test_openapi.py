"""The OpenAPI document: valid, made of the questions, and what the server then really does."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import schemathesis
import yaml
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import strategies
from openapi_spec_validator import OpenAPIV31SpecValidator
from schemathesis.config import SchemathesisConfig

import mithaq.seeds
from mithaq.iris import document_graph, thing
from mithaq.ontology.reference import reference
from mithaq.queries.questions import Parameter, questions
from mithaq.server.app import create_app
from mithaq.server.backend import Backend
from mithaq.server.openapi import document
from mithaq.server.settings import Settings

SEEDS = Path(mithaq.seeds.__file__).parent
QUERIES = (
    "SELECT * { ?thing a ?class } LIMIT 3",
    "ASK { }",
    "CONSTRUCT { ?thing a ?class } WHERE { ?thing a ?class } LIMIT 3",
    "DESCRIBE <https://w3id.org/mithaq/id/state/ARM>",
)
DOCUMENTS = sorted(path.stem for path in SEEDS.glob("*.txt"))
CONFIGURATION = SchemathesisConfig.from_dict(
    {
        "generation": {"deterministic": True, "database": "none", "max-examples": 10},
        "checks": {
            # too long is no less refused than wrong
            "negative_data_rejection": {
                "expected-statuses": [400, 401, 403, 404, 405, 406, 413, 414, 415],
            },
        },
        "phases": {"coverage": {"generate-duplicate-query-parameters": True}},
    }
)


class Entrance:
    """What stands for the application until there is one: the cases are collected before."""

    behind: Flask

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        return self.behind(environ, start_response)


ENTRANCE = Entrance()
api = schemathesis.openapi.from_dict(document(), config=CONFIGURATION)
api.app = ENTRANCE


@pytest.fixture(scope="module")
def app(graph_folder: Path) -> Iterator[Flask]:
    patient = replace(Settings().pages, deadline=30.0, patience=30.0)  # a busy machine is slow
    settings = replace(Settings(), pages=patient, token="covenant" * 4)
    with closing(Backend(graph_folder, settings)) as backend:
        yield create_app(backend)


@pytest.fixture(scope="module")
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def served(app: Flask) -> None:
    ENTRANCE.behind = app


def thing_format(parameter: Parameter) -> str:
    return "-or-".join(each.removeprefix("mq:").lower() for each in parameter.types)


def known(parameter: Parameter) -> list[str]:
    """What `parameter` may be: things of the reference data by IRI and by name, or one of no name."""
    kinds = [each.removeprefix("mq:") for each in parameter.types]
    things = [each for each in reference().things.values() if each.kind in kinds]
    names = [text for each in things for language, text in each.labels if language == "ar"]
    return [*(each.iri for each in things), *names, thing(kinds[0], "nobody")]


for asked in questions().values():
    for each in asked.parameters.values():
        if each.is_thing:
            schemathesis.openapi.format(thing_format(each), strategies.sampled_from(known(each)))
schemathesis.openapi.format("sparql", strategies.sampled_from(QUERIES))
schemathesis.openapi.format("words", strategies.sampled_from(["Armenia", "أرمينيا", '"a* OR']))
schemathesis.openapi.format("document", strategies.sampled_from(DOCUMENTS))
schemathesis.openapi.format("graph", strategies.sampled_from([*map(document_graph, DOCUMENTS)]))


@schemathesis.serializer("application/sparql-query")
def as_text(_context: Any, value: Any) -> bytes:
    return str(value).encode(errors="surrogatepass")


@schemathesis.hook
def filter_case(_context: Any, case: Any) -> bool:
    # Graphs without a query are refused; OpenAPI has no word for a parameter that needs another.
    alone = case.path == "/sparql" and case.method == "GET" and "query" not in case.query
    # Nor for two of which a request has one.
    names = case.path == "/graph-store" and len({"graph", "default"} & set(case.query)) != 1
    return not ((alone and case.query) or names)


@api.parametrize()
@pytest.mark.filterwarnings("ignore:Exception ignored in")  # its client leaves the release open
@pytest.mark.usefixtures("served")
def test_the_server_does_what_the_document_says(case: Any) -> None:
    case.call_and_validate(headers={"Accept-Encoding": "identity"})  # its client unpacks nothing


def test_the_document_is_valid() -> None:
    assert [error.message for error in OpenAPIV31SpecValidator(document()).iter_errors()] == []


def test_json_and_yaml_say_the_same(client: FlaskClient) -> None:
    assert client.get("/openapi.json").json == document()
    assert yaml.safe_load(client.get("/openapi.yaml").text) == document()
    tag = client.get("/openapi.json").headers["ETag"]
    assert client.get("/openapi.json", headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize("address", ["/", "/queries", "/sparql", "/queries/nothing", "/id/state/X"])
def test_every_answer_leads_to_the_document(client: FlaskClient, address: str) -> None:
    links = client.get(address).headers.getlist("Link")
    assert '</openapi.json>; rel="service-desc"; type="application/json"' in links


def test_every_question_is_described_in_both_languages_with_its_parameters() -> None:
    paths = document()["paths"]
    for name, asked in questions().items():
        operation = paths[f"/queries/{name}"]["get"]
        assert operation["summary"] == asked.question["en"]
        for said in (asked.question["ar"], asked.description["en"], asked.description["ar"]):
            assert said in operation["description"]
        described = {each["name"]: each for each in operation["parameters"]}
        assert set(described) == {*asked.parameters, "bom", "page"}
        for parameter in asked.parameters.values():
            found = described[parameter.name]
            assert found["required"] == parameter.required
            assert all(said in found["description"] for said in parameter.label.values())
            assert found.get("example") == asked.example.get(parameter.name)
            if parameter.values:
                assert found["schema"]["enum"] == list(parameter.values)
            elif parameter.is_thing:
                assert found["schema"]["format"] == thing_format(parameter)


def test_a_row_is_described_column_by_column() -> None:
    operation = document()["paths"]["/queries/which-members-withdrew"]["get"]
    content = operation["responses"]["200"]["content"]["application/json"]
    row = content["schema"]["properties"]["rows"]["items"]
    assert row["required"][:2] == ["memberName", "allianceName"]
    assert row["properties"]["memberName"]["title"] == "Member"
    assert row["additionalProperties"] is False


def test_every_path_of_the_server_for_programs_is_described(app: Flask) -> None:
    described = {path.partition("{")[0] for path in document()["paths"]}
    for_readers = {"/", "/editor", "/help", "/help/", "/static/", "/graph/", "/queries."}
    served = {str(rule).partition("<")[0] for rule in app.url_map.iter_rules()}
    assert served - for_readers - described <= {"/ontology/mithaq.owl"}
