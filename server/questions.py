"""`/queries`: the canned questions, as pages with a form and as data."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from flask import Blueprint, Response, render_template, request, url_for
from pyoxigraph import NamedNode
from werkzeug.datastructures import MultiDict

from mithaq import iris
from mithaq.errors import ParameterError
from mithaq.queries import answers
from mithaq.queries.answers import Answer, Column
from mithaq.queries.bind import bind, terms_of
from mithaq.queries.questions import Parameter, Question, question, questions
from mithaq.queries.resolve import Choice
from mithaq.queries.solutions import Term
from mithaq.server.context import ask, language, snapshot
from mithaq.server.names import Name, names, page, text
from mithaq.server.negotiation import CSV, HTML, JSON, SPARQL_JSON, TSV
from mithaq.server.offers import ENDINGS, offered, send_json, split_suffix

routes = Blueprint("questions", __name__)

THEMES = ("treaties", "members", "mutual-defence", "incidents", "meetings", "people", "words")
FORMATS = (JSON, SPARQL_JSON, CSV, TSV, ENDINGS["rq"], HTML)
_MANY = 500  # choices; beyond them a box to type a name in serves better than a list


@dataclass(frozen=True, slots=True)
class Link:
    """A text of a cell, and where it leads."""

    text: str
    target: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: in each cell texts, and the page of the evidence for the row."""

    cells: tuple[tuple[Link, ...], ...]
    evidence: str | None


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter as the form offers it: the choices there are, and what is chosen."""

    parameter: Parameter
    choices: tuple[Choice, ...]
    value: str


@routes.get("/queries")
def all_questions() -> Response:
    """Which questions can be asked."""
    match offered(request.headers.get("Accept"), (JSON, CSV, TSV, HTML)):
        case "application/json":
            return send_json([_summary(each) for each in questions().values()])
        case "text/html":
            return Response(render_template("questions.html", themes=themes()))
        case media_type:
            return Response(_listed("\t" if media_type == TSV else ","), mimetype=media_type)


@routes.get("/queries/<name>")
def one_question(name: str) -> Response:
    """A question asked with the address's parameters."""
    name, suffix = split_suffix(name)
    asked = question(name)
    media_type = offered(request.headers.get("Accept"), FORMATS, suffix)
    arguments = read_arguments(request.args)
    match media_type:
        case "text/html":
            return Response(_page(asked, arguments))
        case "application/sparql-query":
            sparql = bind(asked, arguments, lookup=snapshot().lookup) if arguments else asked.sparql
            return Response(sparql, content_type=f"{media_type}; charset=utf-8")
    answered = answers.answer(asked, arguments, ask, lookup=snapshot().lookup)
    match media_type:
        case "text/csv":
            return Response(answers.csv_text(answered), mimetype=CSV)
        case "text/tab-separated-values":
            return Response(answers.tsv_text(answered), mimetype=TSV)
        case "application/sparql-results+json":
            return send_json(answers.sparql_json_object(answered.solutions))
        case _:
            return send_json(answers.json_object(answered))


def read_arguments(given: MultiDict[str, str]) -> dict[str, str]:
    """The arguments of a question; ParameterError where one is given twice."""
    for name, values in given.lists():
        if len(values) > 1:
            raise ParameterError(f"{name} is given {len(values)} times; give it once")
    return given.to_dict()


def themes() -> list[tuple[str, list[Question]]]:
    """The questions by the first of their tags, those of `THEMES` first."""
    places = {tag: place for place, tag in enumerate(THEMES)}
    ranked = sorted(
        questions().values(),
        key=lambda each: (places.get(each.tags[0], len(places)), each.tags[0], each.name),
    )
    return [(tag, list(group)) for tag, group in groupby(ranked, key=lambda each: each.tags[0])]


def _page(asked: Question, given: Mapping[str, str]) -> str:
    chosen = {name: value for name, value in given.items() if name != "lang" and value.strip()}
    missing = any(p.required and p.name not in chosen for p in asked.parameters.values())
    example = missing and not chosen
    arguments = dict(asked.example) if example else chosen
    localised = {**arguments, "lang": given.get("lang", language())}
    lookup = snapshot().lookup
    answered = answers.answer(asked, localised, ask, lookup=lookup)
    return render_template(
        "question.html",
        asked=asked,
        example=example,
        fields=_fields(asked, terms_of(asked, localised, lookup=lookup)),
        columns=answers.columns(answered),
        rows=_rows(answered),
        has_evidence="situation" in answered.solutions.variables,
        permalink=arguments,
        sparql=bind(asked, localised, lookup=lookup),
    )


def _fields(asked: Question, terms: Mapping[str, Term]) -> list[Field]:
    shown = [each for each in asked.parameters.values() if each.name != "lang"]
    return [
        Field(
            parameter=each,
            choices=_choices(each),
            value=_form_value(each, text(terms.get(each.name))),
        )
        for each in shown
    ]


def _choices(parameter: Parameter) -> tuple[Choice, ...]:
    if parameter.values:
        return tuple(Choice(value, value) for value in parameter.values)
    if not parameter.is_thing:
        return ()
    found = snapshot().choices(parameter, language())
    return found if len(found) <= _MANY else ()


def _form_value(parameter: Parameter, value: str) -> str:
    """`value` as a box of the form takes it: of an instant the day."""
    return value.partition("T")[0] if parameter.types == ("xsd:dateTime",) else value


def _rows(answered: Answer) -> list[Row]:
    shown = answers.columns(answered)
    solutions = [
        dict(zip(answered.solutions.variables, each, strict=True))
        for each in answered.solutions.rows
    ]
    bare = {
        value.value
        for row in solutions
        for column in shown
        if isinstance(value := row[column.name], NamedNode)
    }
    known = names(ask, bare, answered.language)
    return [
        Row(
            cells=tuple(_cell(column, row, known, answered.language) for column in shown),
            evidence=page(text(row.get("situation"))),
        )
        for row in solutions
    ]


def _cell(
    column: Column, row: Mapping[str, Term | None], known: Mapping[str, Name], language: str
) -> tuple[Link, ...]:
    term = row[column.name]
    if isinstance(term, NamedNode):
        return (Link(known[term.value].text, page(term.value)),)
    words = answers.text(term)
    parts = words.split("; ")
    if all(part in snapshot().generation.documents for part in parts):
        return tuple(Link(part, page(iris.document_graph(part))) for part in parts)
    behind = text(row.get(column.iri)) if column.iri else ""
    return (Link(answers.localised(words, language), page(behind)),)


def _summary(asked: Question) -> dict[str, Any]:
    return {
        "name": asked.name,
        "question": dict(asked.question),
        "description": dict(asked.description),
        "parameters": {
            each.name: {
                "type": list(each.types),
                "label": dict(each.label),
                "required": each.required,
                **({"values": list(each.values)} if each.values else {}),
            }
            for each in asked.parameters.values()
        },
        "example": dict(asked.example),
        "tags": list(asked.tags),
        "address": url_for("questions.one_question", name=asked.name, _external=True),
    }


def _listed(delimiter: str) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    writer.writerow(["name", "en", "ar", "tags"])
    for each in questions().values():
        writer.writerow([each.name, each.question["en"], each.question["ar"], " ".join(each.tags)])
    return out.getvalue()
