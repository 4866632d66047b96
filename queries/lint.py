"""The lint of questions: what is missing or wrong in a file, a sentence for each with its line."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence

from mithaq.errors import QueryError, QuerySyntaxError, QuestionError
from mithaq.queries import headerlint, sparqllint
from mithaq.queries.headerlint import Mistake
from mithaq.queries.questions import NAME, read_question

Read = Callable[[str], Sequence[str]]
"""Parses a query and gives the variables of its SELECT; raises `QueryError` where it is none."""


def lint(name: str, text: str, terms: Collection[str], read: Read) -> list[str]:
    """The mistakes in `text`, the content of `<name>.rq`, in the order of their lines.

    `terms` are the names of the ontology's terms (`Withdrawal`, `member`).
    """
    found = sorted(set(_mistakes(name, text, terms, read)))
    return [f"{name}.rq, line {mistake.line}: {mistake.sentence}" for mistake in found]


def _mistakes(name: str, text: str, terms: Collection[str], read: Read) -> Iterator[Mistake]:
    if not NAME.fullmatch(name):
        yield Mistake(1, "the name of the file is not made of small letters, digits and hyphens")
    for line, content in enumerate(text.splitlines(), start=1):
        if "TODO" in content:
            yield Mistake(line, f"TODO is left: {content.partition('TODO')[2].lstrip(': ')}")
    variables: Sequence[str] = ()
    try:
        variables = read(text)
    except QuerySyntaxError as error:
        sentence = str(error).partition("\n")[0]
        yield Mistake(error.line, re.sub(r"^line \d+, ", "", sentence))
    except QueryError as error:
        yield Mistake(1, str(error))
    header = headerlint.read_header(text)
    if isinstance(header, Mistake):
        yield header
        return
    wrong = list(headerlint.mistakes(header, terms, variables))
    yield from wrong
    try:
        question = read_question(name, text)
    except QuestionError as error:
        if not wrong:
            yield Mistake(header.line(), str(error).removeprefix(f"{name}.rq: "))
        return
    yield from sparqllint.mistakes(question, header, terms, variables)
