"""`/queries`: the canned questions, as pages with a form and as data."""

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, abort, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from mithaq.errors import ParameterError
from mithaq.queries import answers
from mithaq.queries.answers import Answer
from mithaq.queries.bind import bind, terms_of
from mithaq.queries.executables import executable, executables
from mithaq.queries.questions import LANGUAGES, TAGS, Question, question, questions
from mithaq.server import picturing
from mithaq.server.context import ask, snapshot
from mithaq.server.description import write
from mithaq.server.negotiation import (
    CSV,
    GRAPHS,
    HTML,
    JSON,
    JSON_LINES,
    MARKDOWN,
    SPARQL_JSON,
    SPARQL_QUERY,
    SVG,
    TSV,
    TURTLE,
)
from mithaq.server.offers import ENDINGS, alternates, offered, send_json, split_suffix
from mithaq.server.paging import read_page
from mithaq.server.pictures.drawing import has_picture
from mithaq.server.questionpage import question_page
from mithaq.server.wellknown import endpoint

routes = Blueprint("questions", __name__)

LISTS = (JSON, CSV, TSV, MARKDOWN, *GRAPHS, HTML)
"""What the list of questions comes as; RDF has them as SHACL's executables."""
ANSWERS = (JSON, SPARQL_JSON, CSV, TSV, JSON_LINES, MARKDOWN, SPARQL_QUERY, HTML)
"""What an answer comes as; SPARQL is the query that gives it."""
FORMATS = (*ANSWERS, SVG, *GRAPHS)
"""What a question comes as; RDF describes it and has no answer, SVG is its picture."""
BOM = "bom"
"""The parameter of every question that asks for CSV as spreadsheets read it."""

SAVED = frozenset({CSV, TSV, JSON_LINES})
"""What a browser saves and does not show."""
WRITERS: Mapping[str, Callable[[Answer], str]] = {
    CSV: answers.csv_text,
    TSV: answers.tsv_text,
    MARKDOWN: answers.markdown_text,
    JSON: answers.json_text,
    JSON_LINES: answers.json_lines_text,
    SPARQL_JSON: lambda answered: json.dumps(
        answers.sparql_json_object(answered.solutions), ensure_ascii=False
    ),
}


@routes.get("/queries")
@routes.get("/queries.<ending>")
def all_questions(ending: str | None = None) -> Response:
    """Which questions can be asked."""
    if ending is not None and ending not in ENDINGS:
        abort(404, f"the list of questions comes as {', '.join(LISTS)}")
    suffix = None if ending is None else ENDINGS[ending]
    media_type = offered(request.headers.get("Accept"), LISTS, suffix)
    response = _list(media_type)
    alternates(response, "/queries", LISTS)
    return response


@routes.get("/queries/<name>")
def one_question(name: str) -> Response:
    """A question asked with the address's parameters."""
    name, suffix = split_suffix(name)
    asked = question(name)
    media_type = offered(request.headers.get("Accept"), formats(asked), suffix)
    arguments = read_arguments(request.args)
    for_spreadsheets, number = read_bom(arguments), read_page(arguments)
    if media_type == HTML:
        body: str | bytes = question_page(asked, arguments, number)
    else:
        body = _written(asked, arguments, media_type, for_spreadsheets=for_spreadsheets)
    response = Response(body, mimetype=media_type)
    if media_type == SPARQL_QUERY:  # whose letters a browser would guess at
        response.headers["Content-Type"] = f"{media_type}; charset=utf-8"
    if media_type != HTML:
        ending = next(each for each, kind in ENDINGS.items() if kind == media_type)
        shown = "attachment" if media_type in SAVED else "inline"
        response.headers["Content-Disposition"] = f"{shown}; filename={name}.{ending}"
    drawn = [SVG] if has_picture(asked) else []
    alternates(response, f"/queries/{name}", (*ANSWERS, *drawn), urlencode(arguments))
    response.headers.add("Link", f'</queries/{name}.ttl>; rel="describedby"; type="{TURTLE}"')
    return response


def formats(asked: Question) -> tuple[str, ...]:
    """What `asked` comes as: `FORMATS`, without SVG where its header asks for no picture."""
    return tuple(each for each in FORMATS if each != SVG or has_picture(asked))


def read_arguments(given: MultiDict[str, str]) -> dict[str, str]:
    """The arguments of a question; ParameterError where one is given twice, or no language."""
    for name, values in given.lists():
        if len(values) > 1:
            raise ParameterError(f"{name[:60]} is given {len(values)} times; give it once")
    if not given.get("lang", "en").strip():  # a form's boxes may be empty, but it has none for this
        raise ParameterError(f"lang is one of {', '.join(LANGUAGES)}")
    return given.to_dict()


def read_bom(arguments: dict[str, str]) -> bool:
    """Whether CSV is wanted as spreadsheets read it; the parameter leaves `arguments`."""
    given = arguments.pop(BOM, "0")
    if given not in ("0", "1"):
        raise ParameterError(f"{BOM} is 1 (CSV for spreadsheets) or 0")
    return given == "1"


def themes() -> list[tuple[str, list[Question]]]:
    """The questions by the first of their tags, in the order of `TAGS`."""
    places = {tag: place for place, tag in enumerate(TAGS)}
    ranked = sorted(
        questions().values(),
        key=lambda each: (places.get(each.tags[0], len(places)), each.tags[0], each.name),
    )
    return [(tag, list(group)) for tag, group in groupby(ranked, key=lambda each: each.tags[0])]


def _written(
    asked: Question, arguments: Mapping[str, str], media_type: str, *, for_spreadsheets: bool
) -> str | bytes:
    lookup = snapshot().lookup
    if media_type in GRAPHS:
        terms_of(asked, arguments, lookup=lookup)  # wrong arguments are wrong here too
        return write(executable(asked, endpoint()), media_type)
    if media_type == SPARQL_QUERY:
        return bind(asked, arguments, lookup=lookup) if arguments else asked.sparql
    if media_type == SVG:
        return picturing.picture_as_file(*picturing.answer(asked, arguments))
    answered = answers.answer(asked, arguments, ask, lookup=lookup)
    if media_type == CSV and for_spreadsheets:
        return answers.spreadsheet_text(answered)
    return WRITERS[media_type](answered)


def _list(media_type: str) -> Response:
    match media_type:
        case "application/json":
            return send_json([_summary(each) for each in questions().values()])
        case "text/html":
            return Response(render_template("questions.html", themes=themes()))
        case _ if media_type in GRAPHS:
            return Response(write(executables(endpoint()), media_type), mimetype=media_type)
        case "text/markdown":
            return Response("".join(_markdown()), mimetype=MARKDOWN)
        case _:
            return Response(_listed("\t" if media_type == TSV else ","), mimetype=media_type)


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


def _markdown() -> Iterator[str]:
    for each in questions().values():
        address = url_for("questions.one_question", name=each.name, _external=True)
        yield f"- [{each.question['en']}]({address}) · {each.question['ar']}\n"
