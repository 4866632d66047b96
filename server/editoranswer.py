"""An answer to any query as the editor's page tells it: a table and a picture, or a text."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

import pyoxigraph
from markupsafe import Markup

from mithaq.queries.answers import Answer, Column, plain
from mithaq.queries.questions import EVIDENCE, VIEWS, Question
from mithaq.queries.solutions import Solutions, Term
from mithaq.server.context import ask, language, settings
from mithaq.server.names import Name, names
from mithaq.server.negotiation import SPARQL_JSON
from mithaq.server.picturing import picture_on_page
from mithaq.server.questionpage import Row, rows
from mithaq.server.words import words

TABLE = VIEWS[0]
SHOWN = 200_000
"""Characters of an answer that a page shows as text; the file has them all."""

_VIEW = re.compile(r"^#\+ *view: *(\w+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Told:
    """An answer as the page tells it: rows under columns, or a text; and a picture of the rows."""

    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    count: int = 0
    picture: Markup | None = None
    text: str | None = None
    is_cut: bool = False
    lacks_picture: bool = False
    """Whether a picture was chosen that the columns do not give."""


def tell(media_type: str, body: bytes, query: str, shape: str) -> Told:
    """The answer in `body` to `query`, as `shape`: one of VIEWS, or as it came."""
    if shape not in VIEWS or media_type != SPARQL_JSON:
        said = body.decode()
        return Told(text=said[:SHOWN], is_cut=len(said) > SHOWN)
    found = pyoxigraph.parse_query_results(body, pyoxigraph.QueryResultsFormat.JSON)
    if isinstance(found, pyoxigraph.QueryBoolean):
        return Told(text=str(bool(found)).lower())
    return _table(found, query, shape)


def _table(found: pyoxigraph.QuerySolutions, query: str, shape: str) -> Told:
    """The first rows as a table, and as a picture where these are all."""
    variables = tuple(each.value for each in found.variables)
    first = tuple(tuple(row) for row in islice(found, settings().page_rows))
    more = sum(1 for _ in found)
    solutions = Solutions(variables, first)
    shown = [Column(name, name, None) for name in variables]
    picture = None if more else _picture(solutions, query, shape)
    return Told(
        columns=variables,
        rows=tuple(rows(solutions, shown)),
        count=len(first) + more,
        picture=picture,
        lacks_picture=shape != TABLE and picture is None,
    )


def _picture(solutions: Solutions, query: str, shape: str) -> Markup | None:
    """The picture that is chosen, that the query's header asks for, or that the columns allow."""
    told = _named(solutions)
    fitting = list(_fitting(told))
    asked = _VIEW.search(query)
    view = asked[1] if asked else next(iter(fitting), TABLE)
    view = view if shape == TABLE else shape
    if view not in (*fitting, "map", "network"):
        return None
    lang: str = language()
    texts = {lang: words(lang)["picture"]}
    headings = {name: {lang: name} for name in told.variables if name.endswith("Name")}
    drawn = Question(
        name="",
        sparql=query,
        question=texts,
        description=texts,
        parameters={},
        example={},
        view=view,
        tags=(),
        columns=headings,
        absence=False,
    )
    return picture_on_page(Answer(drawn, {"lang": lang}, told), {})


def _named(solutions: Solutions) -> Solutions:
    """`solutions` with a column `xName` for every `x` of IRIs, as the questions have them."""
    variables = solutions.variables
    found = [
        place
        for place, name in enumerate(variables)
        if f"{name}Name" not in variables
        and name not in EVIDENCE
        and any(isinstance(row[place], pyoxigraph.NamedNode) for row in solutions.rows)
    ]
    iris = {
        term.value
        for row in solutions.rows
        for place in found
        if isinstance(term := row[place], pyoxigraph.NamedNode)
    }
    known = names(ask, iris, language())
    return Solutions(
        (*variables, *(f"{variables[place]}Name" for place in found)),
        tuple((*row, *(_name(row[place], known) for place in found)) for row in solutions.rows),
    )


def _name(term: Term | None, known: Mapping[str, Name]) -> Term | None:
    return (
        pyoxigraph.Literal(known[term.value].text)
        if isinstance(term, pyoxigraph.NamedNode)
        else term
    )


def _fitting(solutions: Solutions) -> Iterator[str]:
    """The views that the columns allow, of those that ask nothing of the rows."""
    has = set(solutions.variables)
    answers = "responseTime" not in has or has >= {"situation", "response"}
    if has >= {"from", "until"} or ("time" in has and answers):
        yield "timeline"
    if len(has) > 1 and any(map(_is_number, zip(*solutions.rows, strict=True))):
        yield "bars"


def _is_number(column: tuple[Term | None, ...]) -> bool:
    values = [plain(each) for each in column if each is not None]
    return bool(values) and all(type(each) in (int, float) for each in values)
