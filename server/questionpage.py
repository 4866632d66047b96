"""The page of a question: its form, its answer as a table, and how else to ask it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import render_template, request
from pyoxigraph import NamedNode

from mithaq import iris
from mithaq.iris import local_name
from mithaq.queries import answers
from mithaq.queries.answers import Column
from mithaq.queries.bind import bind, terms_of
from mithaq.queries.questions import Parameter, Question, questions, without_header
from mithaq.queries.resolve import Choice
from mithaq.queries.solutions import Solutions, Term
from mithaq.server import picturing
from mithaq.server.context import ask, language, settings, snapshot
from mithaq.server.names import Name, names, page, text
from mithaq.server.paging import Paging
from mithaq.server.snippets import snippets
from mithaq.server.words import words
from mithaq.times import print_time

_STATUS = "status"
"""The variable of how something is said."""
_NO_BREAK = "\u00a0"
_NAMES = re.compile(r"([a-z]+(?:-[a-z]+)+)")
_FEW = 10
"""So many documents stand in a cell; the files have them all."""
_MANY = 500  # choices; beyond them a box to type a name in serves better than a list


@dataclass(frozen=True, slots=True)
class Link:
    """A text of a cell, where it leads, the name of the badge that it is, if any, and what pointing shows."""

    text: str
    target: str | None
    badge: str = ""
    title: str = ""


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


def question_page(asked: Question, given: Mapping[str, str], number: int = 1) -> str:
    """The page of `asked` with the arguments `given`; with its example where it needs some.

    `number` is that of the rows' page.
    """
    localised, example = localise(asked, given)
    lookup = snapshot().lookup
    answered, beside = picturing.answer(asked, localised)
    shown = answers.columns(answered)
    paging = Paging(number, len(answered.solutions.rows), settings().page_rows)
    return render_template(
        "question.html",
        asked=asked,
        described=_described(asked),
        example=example,
        fields=_fields(asked, terms_of(asked, localised, lookup=lookup)),
        columns=shown,
        rows=rows(
            Solutions(answered.solutions.variables, tuple(paging.of(answered.solutions.rows))),
            shown,
        ),
        paging=paging,
        has_evidence="situation" in answered.solutions.variables,
        picture=picturing.picture_on_page(answered, beside),
        permalink=localised,
        arguments={name: value for name, value in localised.items() if name != "lang"},
        snippets=snippets(asked, localised, request.url_root),
        sparql=without_header(bind(asked, localised, lookup=lookup)),
    )


def _described(asked: Question) -> list[Link]:
    """What its description says in the page's language; other questions in it stand there by title."""
    lang, known = language(), questions()
    return [
        Link(known[each].question[lang], f"/queries/{each}") if each in known else Link(each, None)
        for each in _NAMES.split(asked.description[lang])
    ]


def localise(asked: Question, given: Mapping[str, str]) -> tuple[dict[str, str], bool]:
    """The arguments of `asked` with the page's language, and whether they are its example."""
    chosen = {name: value for name, value in given.items() if name != "lang" and value.strip()}
    lang = {"lang": given.get("lang", language())}
    example = not chosen and _needs_some(asked, lang)
    return {**(asked.example if example else chosen), **lang}, example


def _needs_some(asked: Question, lang: Mapping[str, str]) -> bool:
    """Whether `asked` cannot be answered without parameters, or only by more than a page can take."""
    if any(each.required for each in asked.parameters.values()):
        return True
    return bool(asked.example) and snapshot().left_out(bind(asked, lang))


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
    return snapshot().choices(parameter, language(), _MANY)


def _form_value(parameter: Parameter, value: str) -> str:
    """`value` as a box of the form takes it: of an instant the day."""
    return value.partition("T")[0] if parameter.types == ("xsd:dateTime",) else value


def rows(solutions: Solutions, shown: Sequence[Column]) -> list[Row]:
    """The rows under the columns `shown`, in the page's language."""
    told = [dict(zip(solutions.variables, each, strict=True)) for each in solutions.rows]
    lang = language()
    bare = {
        value.value
        for row in told
        for column in shown
        if isinstance(value := row[column.name], NamedNode)
    }
    documents = frozenset(snapshot().generation.documents)
    named = {
        iris.document_graph(each)
        for row in told
        for each in answers.text(row.get("documents")).split("; ")[:_FEW]
        if each in documents
    }
    known = names(ask, bare | named, lang)
    return [
        Row(
            cells=tuple(_cell(column, row, known, documents, lang) for column in shown),
            evidence=page(text(row.get("situation"))),
        )
        for row in told
    ]


def _cell(
    column: Column,
    row: Mapping[str, Term | None],
    known: Mapping[str, Name],
    documents: frozenset[str],
    language: str,
) -> tuple[Link, ...]:
    term = row[column.name]
    if isinstance(term, NamedNode):
        return (Link(known[term.value].text, page(term.value)),)
    told = answers.text(term)
    parts = told.split("; ")
    if documents.issuperset(parts):
        return _documents(parts, page(text(row.get("situation"))), known, language)
    behind = text(row.get(column.iri)) if column.iri else ""
    badge = f"status-{local_name(behind).lower()}" if behind and column.iri == _STATUS else ""
    shown = _date(told, language) or answers.localised(told, language)
    return (Link(shown, page(behind), badge),)


def _documents(
    named: Sequence[str], evidence: str | None, known: Mapping[str, Name], language: str
) -> tuple[Link, ...]:
    """The first of the documents, and how many more there are; what those say is the evidence."""
    graphs = {each: iris.document_graph(each) for each in named[:_FEW]}
    links = [
        Link(each, page(iri), title=known[iri].text if iri in known and known[iri].language else "")
        for each, iri in graphs.items()
    ]
    if len(named) > _FEW:
        told = words(language)["and-more"].format(number=len(named) - _FEW)
        links.append(Link(told, f"{evidence}#evidence" if evidence else None))
    return tuple(links)


def _date(cell: str, language: str) -> str:
    """A time in words, as exactly as it is known and on one line; nothing of what is no time."""
    try:
        return print_time(cell, language).replace(" ", _NO_BREAK)
    except ValueError:
        return ""
