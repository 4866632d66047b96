"""`/openapi.json`: what can be asked over HTTP, made of the questions' headers (OpenAPI 3.1.0)."""

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from flask import Blueprint, Response
from pyoxigraph import QuerySolutions, Store

import mithaq
from mithaq.queries import searching as search
from mithaq.queries.bind import accepted
from mithaq.queries.questions import TAGS, Parameter, Question, heading, questions
from mithaq.server.negotiation import JSON
from mithaq.server.offers import ENDINGS
from mithaq.server.paging import LARGEST, PAGE
from mithaq.server.questions import BOM, FORMATS, formats
from mithaq.server.searching import FORMATS as FOUND
from mithaq.server.words import words

routes = Blueprint("openapi", __name__)

YAML = "application/yaml"
ADDRESS = "/openapi.json"

_FAILURES = {
    "400": "BadRequest",
    "406": "NotAcceptable",
    "414": "AddressTooLong",
    "503": "Full",
    "504": "TooLate",
}
_BOM: Mapping[str, Any] = {
    "name": BOM,
    "in": "query",
    "description": "1: CSV as spreadsheets read it; other formats stay as they are"
    # CSV as spreadsheets read it
    " · CSV كما تقرؤه برامج الجداول",
    "schema": {"type": "string", "enum": ["0", "1"], "default": "0"},
}
_PAGE: Mapping[str, Any] = {
    "name": PAGE,
    "in": "query",
    "description": "as HTML: which page of the rows; other formats have them all"
    # which page of the rows, as HTML; other formats have them all
    " · رقم صفحة الصفوف في HTML؛ أما الصيغ الأخرى ففيها كل الصفوف",
    "schema": {"type": "integer", "minimum": 1, "maximum": LARGEST, "default": 1},
}


@routes.get(ADDRESS)
def as_json() -> Response:
    """The document as JSON."""
    return Response(_json(), mimetype=JSON)


@routes.get("/openapi.yaml")
def as_yaml() -> Response:
    """The document as YAML."""
    return Response(_yaml(), mimetype=YAML)


def document() -> dict[str, Any]:
    """The OpenAPI document: the paths of `openapi.yaml`, and one for each question."""
    made: dict[str, Any] = yaml.safe_load(
        files("mithaq.server").joinpath("openapi.yaml").read_text(encoding="utf-8")
    )
    asked = questions()
    made["info"]["version"] = mithaq.__version__
    made["tags"] += [{"name": tag, "description": _tag(tag)} for tag in _tags(asked.values())]
    made["paths"] |= {f"/queries/{name}": {"get": _operation(each)} for name, each in asked.items()}
    made["paths"]["/queries/{name}.{ending}"] = {"get": _by_ending(asked)}
    made["paths"]["/search"] = {"get": _search()}
    made["paths"]["/search.{ending}"] = {"get": _search_by_ending()}
    return made


@cache
def _json() -> bytes:
    return (json.dumps(document(), ensure_ascii=False, indent=1) + "\n").encode()


@cache
def _yaml() -> bytes:
    # Through JSON, so that what stands twice is written twice and not as an alias.
    read = json.loads(_json())
    return yaml.safe_dump(read, allow_unicode=True, sort_keys=False, width=100).encode()


def _tags(asked: Iterable[Question]) -> list[str]:
    used = {tag for each in asked for tag in each.tags}
    return [tag for tag in TAGS if tag in used]


def _tag(tag: str) -> str:
    return " · ".join(words(lang).get(f"tag-{tag}", tag) for lang in ("en", "ar"))


def _search() -> dict[str, Any]:
    operation = _operation(search.SEARCH, FOUND)
    words = {"minLength": 1, "maxLength": search.LONGEST, "format": "words"}
    bounds = {"q": words, "limit": {"minimum": 1, "maximum": search.MOST}}
    for parameter in operation["parameters"]:
        parameter["schema"] |= bounds.get(parameter["name"], {})
    return operation


def _search_by_ending() -> dict[str, Any]:
    operation = _search()
    endings = [ending for ending, kind in ENDINGS.items() if kind in FOUND]
    ending = _in_path("ending", "The format · الصيغة", endings)
    content = operation["responses"]["200"]["content"]
    return operation | {
        "operationId": "searchInFormat",
        "parameters": [ending, *operation["parameters"]],
        "responses": {
            "200": {"description": "What was found.", "content": content},
            **_failures("404"),
        },
    }


def _operation(asked: Question, found: Sequence[str] = ()) -> dict[str, Any]:
    return {
        "operationId": asked.name,
        "tags": list(asked.tags),
        "summary": asked.question["en"],
        "description": "\n\n".join(
            (asked.description["en"], asked.question["ar"], asked.description["ar"])
        ),
        "parameters": [
            *(_parameter(asked, each) for each in asked.parameters.values()),
            _BOM,
            *([] if found else [_PAGE]),
        ],
        "responses": {
            "200": {
                "description": "The answer.",
                "content": _contents(asked, found or formats(asked)),
            },
            **_failures(),
        },
    }


def _by_ending(asked: Mapping[str, Question]) -> dict[str, Any]:
    """One path for all questions, where the ending says the format."""
    endings = {kind: ending for ending, kind in ENDINGS.items() if kind in FORMATS}
    lang = next(iter(asked.values())).parameters["lang"]
    return {
        "operationId": "questionInFormat",
        "tags": ["questions"],
        "summary": "The answer to a question in the format of the ending",
        "description": "It takes the question's own parameters too, as under the address without"
        " an ending.\n\n"
        # The answer in the form that the ending names; the question's own parameters too.
        "الجواب بالصيغة التي تسميها اللاحقة، وبمعاملات السؤال نفسها.",
        "parameters": [
            _in_path("name", "The name of the question · اسم السؤال", list(asked)),
            _in_path("ending", "The format · الصيغة", list(endings.values())),
            _described(lang),
            _BOM,
            _PAGE,
        ],
        "responses": {
            "200": {
                "description": "The answer.",
                "content": {kind: {"schema": _schema_of(kind)} for kind in FORMATS},
            },
            **_failures("404"),
        },
    }


def _in_path(name: str, description: str, values: list[str]) -> dict[str, Any]:
    schema = {"type": "string", "enum": values}
    known = {"name": name, "in": "path", "required": True, "description": description}
    return known | {"schema": schema}


def _parameter(asked: Question, parameter: Parameter) -> dict[str, Any]:
    example = asked.example.get(parameter.name)
    return _described(parameter) | ({} if example is None else {"example": example})


def _described(parameter: Parameter) -> dict[str, Any]:
    said = parameter.label
    return {
        "name": parameter.name,
        "in": "query",
        "required": parameter.required,
        "description": f"{said['en']}: {accepted(parameter)} · {said['ar']}",
        "schema": _value(parameter),
    }


def _value(parameter: Parameter) -> dict[str, Any]:
    """The schema of a parameter's values; the format of a thing is its class."""
    default = {} if parameter.default is None else {"default": parameter.default}
    if parameter.values:
        return {"type": "string", "enum": list(parameter.values)} | default
    if parameter.is_thing:
        classes = (each.removeprefix("mq:").lower() for each in parameter.types)
        return {"type": "string", "format": "-or-".join(classes)} | default
    match parameter.types[0]:
        case "xsd:dateTime":
            empty = () if parameter.required else ({"type": "string", "maxLength": 0},)
            return {"anyOf": [{"type": "string", "format": "date"}, *empty]} | default
        case "xsd:integer":
            number = {} if parameter.default is None else {"default": int(parameter.default)}
            return {"type": "integer", "format": "int64"} | number
        case _:
            return {"type": "string"} | default


def _contents(asked: Question, found: Sequence[str]) -> dict[str, Any]:
    row = {
        "type": "object",
        "required": list(_variables(asked)),
        "properties": {name: _cell(asked, name) for name in _variables(asked)},
        "additionalProperties": False,
    }
    answer = {
        "type": "object",
        "required": ["question", "lang", "parameters", "columns", "rows"],
        "properties": {
            "question": {"type": "string", "const": asked.name},
            "lang": {"type": "string", "enum": list(asked.parameters["lang"].values)},
            "parameters": {"type": "object", "additionalProperties": {"type": "string"}},
            "columns": {"type": "array", "items": {"$ref": "#/components/schemas/Column"}},
            "rows": {"type": "array", "items": row},
        },
        "additionalProperties": False,
    }
    return {kind: {"schema": answer if kind == JSON else _schema_of(kind)} for kind in found}


def _cell(asked: Question, variable: str) -> dict[str, Any]:
    titles = [heading(asked, variable, lang) for lang in ("en", "ar")]
    return {"$ref": "#/components/schemas/Value", "title": titles[0], "description": titles[1]}


def _schema_of(media_type: str) -> dict[str, Any]:
    match media_type:
        case "application/sparql-results+json":
            return {"$ref": "#/components/schemas/SparqlResults"}
        case "application/json":
            return {"type": "object"}
        case "application/ld+json":
            return {"type": ["object", "array"]}
        case _:
            return {"type": "string"}


def _failures(*statuses: str) -> dict[str, Any]:
    names = _FAILURES | {"404": "NotFound"}
    told = sorted({*_FAILURES, *statuses})
    return {status: {"$ref": f"#/components/responses/{names[status]}"} for status in told}


def _variables(asked: Question) -> tuple[str, ...]:
    """The variables of a row, in their order."""
    if asked is search.SEARCH:
        return search.COLUMNS
    found = Store().query(asked.sparql)
    if not isinstance(found, QuerySolutions):
        raise TypeError(asked.name)
    return tuple(variable.value for variable in found.variables)
