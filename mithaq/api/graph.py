"""`Graph`: a graph to ask, on this machine or at a server."""

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Self

from pyoxigraph import Triple

from mithaq.api import embedded
from mithaq.api.results import Evaluate, selecting
from mithaq.api.rows import Row, Rows, rows_of_query, rows_of_questions
from mithaq.errors import NotFoundError, ParameterError
from mithaq.iris import BASE, GRAPH, THING
from mithaq.queries import answers, searching
from mithaq.queries.answers import Answer
from mithaq.queries.prepared import Prepared
from mithaq.queries.questions import Question, question
from mithaq.queries.resolve import lookup_in
from mithaq.queries.solutions import Solutions
from mithaq.store import Generation, current, open_index, open_store

Argument = str | int | date | None
"""What a question is asked about: a name, an abbreviation, an IRI, a day; `None` is not given."""

Search = Callable[[Mapping[str, str]], Answer]
"""Whatever answers a search, by its arguments."""

_SITUATIONS = ("situation", "response")
"""The columns whose IRIs claims are about."""


class Graph:
    """A graph to ask: the canned questions by name, and SPARQL. `place` is its folder or address.

    >>> graph = Graph.open()
    >>> rows = graph.ask("which-members-withdrew", alliance="CSTO")
    >>> [row.memberName for row in rows]
    ['Azerbaijan', 'Georgia', 'Uzbekistan']
    >>> print(graph.evidence(rows[1])[0].quote)
    جورجيا وجمهورية أذربيجان وأوزبكستان، التي انسحبت من هذا الحلف العسكري
    """

    def __init__(self, place: str, evaluate: Evaluate, search: Search | None = None) -> None:
        self.place = place
        self._search = search
        self._evaluate = evaluate
        self._select = selecting(evaluate)
        self._lookup = lookup_in(self._select)

    def __repr__(self) -> str:
        return f"<the graph of {self.place}>"

    @classmethod
    def open(cls, folder: str | os.PathLike[str] | None = None) -> Self:
        """The graph that `mithaq build` made in `folder`, as it is now; nothing can change it.

        Without a folder, that of the variable MITHAQ_GRAPH, or else `graph` here. Queries run in this
        process: nothing but its end stops one. Raises `StoreError` where there is no graph.
        """
        return cls.of(current(Path(folder or os.environ.get("MITHAQ_GRAPH") or "graph")))

    @classmethod
    def of(cls, generation: Generation) -> Self:
        """The graph of one build: `open` takes the current one."""
        evaluate = embedded.evaluating(open_store(generation), Prepared.of(generation))

        def search(arguments: Mapping[str, str]) -> Answer:
            with closing(open_index(generation)) as index:
                return searching.search(index.find, selecting(evaluate), arguments)

        return cls(str(generation.folder), evaluate, search)

    @classmethod
    def connect(cls, url: str, *, timeout: float = 30) -> Self:
        """The graph of the server at `url`: a Mithaq server, or another SPARQL 1.1 endpoint with its dataset.

        An address without a path is a server's, another the endpoint itself. A server that sends nothing for
        `timeout` seconds raises `QueryTimeout`, one that is not there `ServerError`. The names of things are
        read once: connect anew for those of a new build.
        """
        from mithaq.api import remote  # noqa: PLC0415

        address = remote.endpoint(url)
        evaluate = remote.evaluating(address, timeout=timeout)
        evaluate("ASK {}")
        return cls(address, evaluate, remote.searching(address, timeout=timeout))

    def query(self, sparql: str) -> Rows | bool | tuple[Triple, ...]:
        """What a SPARQL query gives: SELECT rows, ASK a truth, CONSTRUCT and DESCRIBE triples.

        The triples are pyoxigraph's; `pyoxigraph.serialize(triples, format=RdfFormat.TURTLE)` writes them
        for any other library. Raises `QuerySyntaxError` with the place, and `QueryRefused` for updates
        and, where this process or a Mithaq server answers, for SERVICE: no other host is asked.

        >>> Graph.open().query("ASK { ?one a <https://w3id.org/mithaq/ontology#Withdrawal> }")
        True
        """
        found = self._evaluate(sparql)
        return rows_of_query(sparql, found) if isinstance(found, Solutions) else found

    def ask(self, name: str, /, *, lang: str = "en", **arguments: Argument) -> Rows:
        """The answer to the canned question `name`; `questions` lists them.

        Names may be written with underscores. Raises `NotFoundError` where no question is called so,
        `ParameterError` where an argument is unknown, missing or wrong.

        >>> Graph.open().ask("members_on_a_date", date=date(2022, 11, 23), lang="ar").headings[:2]
        ('العضو', 'التحالف')
        """
        asked = question(name.replace("_", "-"))
        given = {
            _name(key, asked): _text(value)
            for key, value in {"lang": lang, **arguments}.items()
            if value is not None
        }
        return Rows(answers.answer(asked, given, self._select, lookup=self._lookup))

    def evidence(self, row: Row | str, *, lang: str | None = None) -> Rows:
        """The claims behind a row, or about a situation or in a document given by its IRI.

        Of each its quote, document, offsets in code points of the text, speaker and status. Raises
        `ParameterError` where the row holds neither a situation nor a document.
        """
        if isinstance(row, str):
            key = "document" if row.removeprefix(BASE).startswith("graph/") else "situation"
            return self.ask("evidence", lang=lang or "en", **{key: row})
        said = [
            self.ask("evidence", lang=lang or row.language, **{key: iri})
            for key, iri in _places(row)
        ]
        if not said:
            raise ParameterError(f"evidence: {_why_none(row)}")
        first = said[0].answer
        found = tuple(dict.fromkeys(each for rows in said for each in rows.answer.solutions.rows))
        return Rows(replace(first, solutions=replace(first.solutions, rows=found)))

    def search(
        self, text: str, *, kind: str | None = None, limit: int = searching.FEW, lang: str = "en"
    ) -> Rows:
        """What is called, said or titled so: things, situations, quotes, documents, terms, best first.

        All words of `text` must be there, the last one as a beginning; Arabic is found however it is
        spelt. `kind` is one of these in the singular, `limit` how many of each kind there are at most. The
        column `thing` goes into a query of one's own:

        >>> graph = Graph.open()
        >>> rows = graph.search("الامن الجماعي", kind="thing", limit=1)
        >>> things = " ".join(f"<{row.thing}>" for row in rows)
        >>> graph.query(f'''
        ...     PREFIX mq: <https://w3id.org/mithaq/ontology#>
        ...     SELECT (COUNT(?member) AS ?members) {{ VALUES ?thing {{ {things} }}
        ...       ?membership a mq:Membership ; mq:alliance ?thing ; mq:member ?member }}
        ... ''')[0].members > 5
        True

        Raises `ParameterError` for an empty text, one of more than 200 characters, and a wrong kind or limit.
        """
        if self._search is None:
            raise NotFoundError(f"{self.place} has no full text to search")
        given = {"q": text, "limit": str(limit), "lang": lang} | ({"kind": kind} if kind else {})
        return Rows(self._search(given))

    def questions(self, *, lang: str = "en") -> Rows:
        """The questions that can be asked, with their parameters, optional ones in brackets."""
        return rows_of_questions(lang)


def _name(written: str, asked: Question) -> str:
    """The parameter that is written as Python has to where its name has a hyphen."""
    hyphened = written.replace("_", "-")
    return hyphened if hyphened in asked.parameters else written


def _text(argument: str | int | date) -> str:
    """An argument as the command line takes it."""
    if isinstance(argument, datetime):
        utc = argument.astimezone(UTC) if argument.tzinfo else argument
        return utc.replace(tzinfo=None).isoformat(timespec="seconds") + "Z"
    return argument.isoformat() if isinstance(argument, date) else str(argument)


def _places(row: Row) -> Sequence[tuple[str, str]]:
    """(parameter of `evidence`, IRI) of the situations in a row, or else of its document."""
    values = row.as_dict()
    situations = [
        ("situation", iri)
        for name in _SITUATIONS
        if isinstance(iri := values.get(name), str) and iri.startswith(THING)
    ]
    document = values.get("document")
    known = isinstance(document, str) and document.startswith(GRAPH)
    return situations or ([("document", str(document))] if known else [])


def _why_none(row: Row) -> str:
    documents = row.as_dict().get("documents")
    if isinstance(documents, str) and documents:
        first = documents.partition("; ")[0]
        return f"the row rests on whole documents; evidence('graph/{first}') is what one says"
    known = ", ".join(row.columns)
    return f"the row has no situation and no document, only {known}; let the query select one"
