"""The lint of a question's SPARQL: parameters, columns, order, evidence, terms, portability."""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

import pyoxigraph

from mithaq.errors import ParameterError
from mithaq.iris import ONTOLOGY
from mithaq.queries.bind import gaps, terms_of, tokens
from mithaq.queries.headerlint import Header, Mistake
from mithaq.queries.questions import IRI_MARK, LANGUAGES, Question, did_you_mean, heading

_CHANCE = frozenset("RAND NOW UUID STRUUID BNODE SAMPLE".split())
_LOCAL = frozenset("LATERAL SERVICE FROM LOAD BASE".split())
_PREFIX = re.compile(r"^PREFIX ([\w-]*):\s*<([^>]*)>", re.MULTILINE | re.IGNORECASE)
_UNDEF = "UNDEF"


def mistakes(
    question: Question, header: Header, terms: Collection[str], variables: Sequence[str]
) -> Iterator[Mistake]:
    """What is wrong in a query that selects `variables` (none: it is no query)."""
    yield from _parameters(question, header)
    yield from _words(question.sparql)
    yield from _terms(question.sparql, terms)
    if variables:
        select = _line_of_select(question.sparql)
        yield from _columns(question, variables, select)
        yield from _evidence(question, variables, select)
        yield from _order(question, variables)


def _parameters(question: Question, header: Header) -> Iterator[Mistake]:
    sparql = question.sparql
    found = {gap.parameter: gap for gap in gaps(sparql)}
    for name, parameter in question.parameters.items():
        line = header.line("parameters", name)
        stands = _UNDEF if parameter.default is None else f'"{parameter.default}"'
        gap = found.get(name)
        if gap is None:
            yield Mistake(line, f"the query has no line VALUES ?{name} {{ {stands} }}")
        elif sparql[gap.start : gap.end].strip() != stands:
            there = _line(sparql, gap.start)
            yield Mistake(there, f"between the braces of VALUES ?{name} must stand {stands}")
    for name, gap in found.items():
        if name not in question.parameters and sparql[gap.start : gap.end].strip() == _UNDEF:
            yield Mistake(_line(sparql, gap.start), f"the header declares no parameter {name}")
    try:
        terms_of(question, question.example, lookup=lambda *_: pyoxigraph.NamedNode(ONTOLOGY))
    except ParameterError as error:
        yield Mistake(header.line("example"), f"the example is wrong: {error}")


def _words(sparql: str) -> Iterator[Mistake]:
    """Words that give other rows each time, or that only some engines know."""
    for token in tokens(sparql):
        word = token[0].upper()
        line = _line(sparql, token.start())
        if token.lastgroup == "word" and word in _CHANCE:
            yield Mistake(line, f"{word} may give another answer each time")
        elif token.lastgroup == "word" and word in _LOCAL:
            yield Mistake(line, f"{word} is not for questions: each engine does otherwise, or none")
        elif token[0] == "xsd:date":
            yield Mistake(line, "xsd:date compares with no time of the graph: say xsd:dateTime")
    for one, other in pairwise(tokens(sparql)):
        if one[0].upper() in ("SELECT", "DISTINCT") and other[0] == "*":
            yield Mistake(
                _line(sparql, other.start()), "SELECT * has no order of columns: name them"
            )


def _terms(sparql: str, terms: Collection[str]) -> Iterator[Mistake]:
    """Terms that the ontology does not have, and prefixes that nothing needs."""
    names = [token for token in tokens(sparql) if token.lastgroup == "name"]
    for declared in _PREFIX.finditer(sparql):
        prefix, namespace = declared[1] + ":", declared[2]
        used = [token for token in names if token[0].startswith(prefix) and token[0] != prefix]
        if not used:
            line = _line(sparql, declared.start())
            yield Mistake(line, f"nothing uses the prefix {prefix}")
        for token in used if namespace == ONTOLOGY else ():
            term = token[0].removeprefix(prefix)
            if term not in terms:
                line = _line(sparql, token.start())
                yield Mistake(line, f"the ontology has no term {term!r}{did_you_mean(term, terms)}")


def _columns(question: Question, variables: Sequence[str], line: int) -> Iterator[Mistake]:
    for name in variables:
        if any(heading(question, name, language) == name for language in LANGUAGES):
            yield Mistake(line, f"the column {name} has no heading under columns")
        thing = name.removesuffix("Name")
        if thing not in (name, *variables):
            yield Mistake(line, f"?{name} is the name of ?{thing}, which is not selected")


def _evidence(question: Question, variables: Sequence[str], line: int) -> Iterator[Mistake]:
    if not {"document", "documents"} & set(variables):
        yield Mistake(line, "no column says who says so: select ?document or ?documents")
    if question.evidence == "situation" and "situation" not in variables:
        yield Mistake(
            line,
            "evidence cannot follow: select ?situation, or say `evidence: documents` in the header",
        )


def _order(question: Question, variables: Sequence[str]) -> Iterator[Mistake]:
    """Rows alike in everything they are ordered by come now so, now otherwise."""
    depth = 0
    inner = False
    joined = 0
    keys: list[str] | None = None
    for token, after in pairwise([*tokens(question.sparql), None]):
        assert token is not None  # noqa: S101  (only the last is none)
        depth += {"{": 1, "}": -1}.get(token[0], 0)
        word = token[0].upper()
        if word == "GROUP_CONCAT" and depth == 0:
            joined = joined or _line(question.sparql, token.start())
        if word == "ORDER" and after is not None and after[0].upper() == "BY":
            inner = inner or depth > 0
            keys = [] if depth == 0 else keys
        elif keys is not None and token.lastgroup == "variable":
            keys.append(token[0][1:])
    last = len(question.sparql.splitlines())
    if joined and not inner:
        yield Mistake(joined, "GROUP_CONCAT joins in any order: ORDER BY in a sub-SELECT within")
    if keys is None:
        yield Mistake(last, "there is no ORDER BY at the end: the rows come in any order")
    elif not any(_is_iri(question, key) for key in keys if key in variables):
        yield Mistake(
            last,
            "ORDER BY names no column of IRIs, so rows alike come in any order: add ?situation",
        )


def _is_iri(question: Question, variable: str) -> bool:
    return heading(question, variable, "en").endswith(IRI_MARK)


def _line_of_select(sparql: str) -> int:
    found = (token for token in tokens(sparql) if token[0].upper() == "SELECT")
    return next((_line(sparql, token.start()) for token in found), 1)


def _line(sparql: str, offset: int) -> int:
    return sparql.count("\n", 0, offset) + 1
