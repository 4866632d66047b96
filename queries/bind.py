"""Binding: a question's parameters become terms in its SPARQL, token by token."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

import pyoxigraph

from mithaq.errors import ParameterError
from mithaq.iris import BASE
from mithaq.queries.questions import Parameter, Question, did_you_mean, shown
from mithaq.text import fold

Lookup = Callable[[Parameter, str], pyoxigraph.NamedNode]
"""Finds the thing a name stands for; `ParameterError` where none or several bear it."""

_XSD = "http://www.w3.org/2001/XMLSchema#"
_INTEGER = re.compile(r"[+-]?[0-9]{1,18}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}t[0-9]{2}:[0-9]{2}:[0-9]{2}z")

# SPARQL 1.1, section 19.8: comments, IRIREF, STRING_LITERAL*, VAR1, VAR2, PNAME_NS and PNAME_LN;
# what else there is comes in single characters or words.
_TOKEN = re.compile(
    r"""
      (?P<comment>\#[^\r\n]*)
    | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    | (?P<string>
          '''(?:'{0,2}(?:[^'\\]|\\.))*'''
        | \"\"\"(?:"{0,2}(?:[^"\\]|\\.))*\"\"\"
        | '(?:[^'\\\r\n]|\\.)*'
        | "(?:[^"\\\r\n]|\\.)*"
      )
    | (?P<variable>[?$]\w+)
    | (?P<name>(?:[\w.-]*:(?:[\w.:%-]|\\.)*))
    | (?P<word>\w+)
    | (?P<space>\s+)
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Gap:
    """Where a parameter's term stands: `sparql[start:end]`, between the braces of its VALUES."""

    parameter: str
    start: int
    end: int


def gaps(sparql: str) -> Iterator[Gap]:
    """The inside of each `VALUES ?name { … }` of one variable, in order.

    >>> [gap.parameter for gap in gaps('VALUES ?a { UNDEF } # VALUES ?b { UNDEF }')]
    ['a']
    """
    found = tokens(sparql)
    for number, (values, variable, brace) in enumerate(
        zip(found, found[1:], found[2:], strict=False)
    ):
        if values[0].upper() == "VALUES" and variable.lastgroup == "variable" and brace[0] == "{":
            closing = next((t for t in found[number + 3 :] if t[0] == "}"), None)
            if closing:
                yield Gap(variable[0][1:], brace.end(), closing.start())


def tokens(sparql: str) -> list[re.Match[str]]:
    """The tokens of `sparql` but spaces and comments; `lastgroup` says what each is.

    >>> [(token.lastgroup, token[0]) for token in tokens("ASK { ?s mq:x 'a' }")][1:4]
    [('other', '{'), ('variable', '?s'), ('name', 'mq:x')]
    """
    return [t for t in _TOKEN.finditer(sparql) if t.lastgroup not in ("space", "comment")]


def bind(question: Question, arguments: Mapping[str, str], *, lookup: Lookup | None = None) -> str:
    """The question's SPARQL with `arguments` in it as terms.

    What is not given stays as it stands in the file. An empty argument counts as not given, since
    a form sends its empty boxes. Without `lookup` things are taken by IRI only.
    """
    terms = terms_of(question, arguments, lookup=lookup)
    sparql = question.sparql
    for gap in reversed(tuple(gaps(sparql))):
        if gap.parameter in terms:
            sparql = f"{sparql[: gap.start]} {terms[gap.parameter]} {sparql[gap.end :]}"
    return sparql


def terms_of(
    question: Question, arguments: Mapping[str, str], *, lookup: Lookup | None = None
) -> Mapping[str, pyoxigraph.NamedNode | pyoxigraph.Literal]:
    """The term of each argument; `ParameterError` for an unknown, missing or wrong one."""
    for name in arguments:
        if name not in question.parameters:
            raise ParameterError(_unknown(question, name))
    given = {name: value for name, value in arguments.items() if value.strip()}
    for parameter in question.parameters.values():
        if parameter.required and parameter.name not in given:
            raise ParameterError(
                f"{question.name} needs {parameter.name} ({accepted(parameter)});"
                f" for example {parameter.name}={question.example.get(parameter.name, '')}"
            )
    return {
        name: _term(question.parameters[name], value.strip(), lookup)
        for name, value in given.items()
    }


def accepted(parameter: Parameter) -> str:
    """What a value of `parameter` looks like, in words."""
    if parameter.values:
        return "one of " + ", ".join(parameter.values)
    if parameter.is_thing:
        return f"the name, abbreviation or IRI of any {kinds(parameter)}"
    return {
        "xsd:dateTime": "a day such as 2022-11-23",
        "xsd:integer": "a whole number",
    }.get(parameter.types[0], "a text")


def kinds(parameter: Parameter) -> str:
    """The classes of a thing's parameter in words: `alliance or state`."""
    return " or ".join(each.removeprefix("mq:").lower() for each in parameter.types)


def _term(
    parameter: Parameter, value: str, lookup: Lookup | None
) -> pyoxigraph.NamedNode | pyoxigraph.Literal:
    if any(unicodedata.category(character) in ("Cc", "Cs") for character in value):
        # no name holds a control character or half a surrogate pair, and no store could
        raise _wrong(parameter, value)
    if parameter.values and value not in parameter.values:
        raise _wrong(parameter, value, did_you_mean(value, parameter.values))
    if parameter.is_thing:
        return _thing(parameter, value, lookup)
    match parameter.types[0]:
        case "xsd:dateTime":
            return _instant(parameter, fold(value))
        case "xsd:integer" if _INTEGER.fullmatch(fold(value)):
            return pyoxigraph.Literal(int(fold(value)))
        case "xsd:string":
            return pyoxigraph.Literal(value)
        case _:
            raise _wrong(parameter, value)


def _thing(parameter: Parameter, value: str, lookup: Lookup | None) -> pyoxigraph.NamedNode:
    if value.startswith(("id/", "graph/")):
        value = BASE + value
    if value.startswith(("https://", "http://", "urn:")):
        try:
            return pyoxigraph.NamedNode(value)
        except ValueError as error:
            raise ParameterError(f"{parameter.name}: {shown(value)} is not an IRI") from error
    if lookup is None:
        raise ParameterError(
            f"{parameter.name}: {shown(value)} is not an IRI, and there are no names to look it up in"
        )
    return lookup(parameter, value)


def _instant(parameter: Parameter, folded: str) -> pyoxigraph.Literal:
    # a day becomes its first instant: stored times are xsd:dateTime in UTC, and an xsd:date would
    # compare with none of them
    text = f"{folded}t00:00:00z" if _DAY.fullmatch(folded) else folded
    if not _INSTANT.fullmatch(text):
        raise _wrong(parameter, folded)
    try:
        datetime.fromisoformat(text.upper())
    except ValueError as error:
        raise _wrong(parameter, folded) from error
    return pyoxigraph.Literal(text.upper(), datatype=pyoxigraph.NamedNode(_XSD + "dateTime"))


def _wrong(parameter: Parameter, value: str, hint: str = "") -> ParameterError:
    return ParameterError(f"{parameter.name}: {shown(value)} is not {accepted(parameter)}{hint}")


def _unknown(question: Question, name: str) -> str:
    known = ", ".join(question.parameters)
    hint = did_you_mean(name, question.parameters) or f"; it takes {known}"
    return f"{question.name} has no parameter {shown(name)}{hint}"
