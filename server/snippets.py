"""Snippets: how curl, Python and R ask the very question that a page shows."""

import keyword
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from mithaq.iris import BASE
from mithaq.queries.questions import Question


@dataclass(frozen=True, slots=True)
class Snippet:
    """The lines to copy, and for which language or program they are."""

    name: str
    code: str


def snippets(asked: Question, arguments: Mapping[str, str], root: str) -> tuple[Snippet, ...]:
    """`asked` with `arguments` of the server at `root`, in every language.

    Values come from whoever asks: in addresses they are percent-encoded, in Python they are `repr`.
    """
    given = {name: _short(asked, name, value.strip()) for name, value in arguments.items()}
    path = f"{root.rstrip('/')}/queries/{asked.name}.csv"
    address = f"{path}?{urlencode(given, safe=':/')}" if given else path
    return (
        Snippet("curl", f"curl -O {shlex.quote(address)}"),
        Snippet("Python", _python(asked.name, given, root.rstrip("/"))),
        Snippet("R", _r(address)),
    )


def sparql_snippet(sparql: str, root: str) -> str:
    """How curl asks a SPARQL query of the server at `root`; the answer is CSV."""
    return (
        f"curl -H 'Accept: text/csv' {shlex.quote(root.rstrip('/') + '/sparql')} \\\n"
        f"     --data-urlencode query={shlex.quote(sparql)}"
    )


def _short(asked: Question, name: str, value: str) -> str:
    """An IRI of ours without its beginning, as it is taken too."""
    thing = name in asked.parameters and asked.parameters[name].is_thing
    short = value.removeprefix(BASE)
    return short if thing and short.startswith(("id/", "graph/")) else value


def _python(name: str, given: Mapping[str, str], root: str) -> str:
    odd = {each: value for each, value in given.items() if not _is_a_name(each)}
    named = [f"{each}={value!r}" for each, value in given.items() if each not in odd]
    arguments = ", ".join([repr(name), *named, *([f"**{odd!r}"] if odd else [])])
    return (
        "from mithaq import Graph\n\n"
        f"rows = Graph.connect({root!r}).ask({arguments})\n"
        "frame = rows.to_pandas()"
    )


def _is_a_name(parameter: str) -> bool:
    return parameter.isidentifier() and not keyword.iskeyword(parameter)


def _r(address: str) -> str:
    # percent-encoded, the address holds neither quotes nor backslashes
    return (
        f'rows <- read.csv("{address}",\n'
        '                 encoding = "UTF-8", na.strings = c("", "unknown"))'
    )
