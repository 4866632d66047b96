"""An answer as a table for a notebook: escaped, and in Arabic from right to left."""

import re
from collections.abc import Iterable

from markupsafe import Markup
from pyoxigraph import NamedNode

from mithaq.queries.answers import Answer, columns, readable_rows
from mithaq.queries.solutions import Term

MOST_ROWS = 100
"""So many rows are shown; below them stands how many there are."""

_DIRECTIONS = {"en": "ltr", "ar": "rtl"}
_EMPTY = {
    "en": "No document that was read says so.",
    "ar": "لا تقول ذلك أي وثيقة مقروءة.",  # no document that was read says so
}
_MORE = {
    "en": "{shown} of {all} rows are shown.",
    "ar": "يظهر {shown} صفا من {all}.",  # … rows of … are shown
}
_TABLE = Markup(
    '<div dir="{direction}" lang="{language}">\n<table>\n{caption}'
    "<thead>{head}</thead>\n<tbody>\n{body}</tbody>\n</table>\n{note}</div>"
)
# Notebooks align the cells of a table to the right, whatever its direction.
_CELL = Markup('<{tag} style="text-align: start{wrapping}"><bdi{attribute}>{text}</bdi></{tag}>')
_WHOLE = "; white-space: nowrap"  # else a date ends its line at a hyphen
_LONGEST_WHOLE = 24
_ARABIC = re.compile(r"[\u0600-\u06ff]")


def html_table(answered: Answer) -> str:
    """The columns for readers, a cell each in isolation, so that a date stays one within Arabic."""
    language = answered.language
    shown = columns(answered)
    places = [answered.solutions.variables.index(column.name) for column in shown]
    rows = readable_rows(answered)
    title = answered.question.question[language]
    body = Markup().join(
        _row(
            _cell("td", cell, _attribute(cell, terms[place], language))
            for cell, place in zip(cells, places, strict=True)
        )
        for cells, terms in zip(rows[:MOST_ROWS], answered.solutions.rows, strict=False)
    )
    table = _TABLE.format(
        direction=_DIRECTIONS[language],
        language=language,
        caption=Markup("<caption>{}</caption>\n").format(title) if title else "",
        head=_row(_cell("th", column.heading) for column in shown),
        body=body,
        note=_note(len(rows), language),
    )
    return str(table)  # not as Markup, which would escape what it is put together with


def _row(cells: Iterable[Markup]) -> Markup:
    return Markup("<tr>{}</tr>\n").format(Markup().join(cells))


def _cell(tag: str, text: str, attribute: str = "") -> Markup:
    wrapping = _WHOLE if " " not in text and len(text) <= _LONGEST_WHOLE else ""
    return _CELL.format(tag=tag, wrapping=wrapping, attribute=attribute, text=text)


def _attribute(text: str, term: Term | None, language: str) -> str:
    """An IRI is read from the left, and a name that is there in Arabic only is told to be so."""
    if isinstance(term, NamedNode):
        return Markup(' dir="ltr"')
    return Markup(' lang="ar"') if language != "ar" and _ARABIC.search(text) else ""


def _note(number: int, language: str) -> Markup | str:
    if 0 < number <= MOST_ROWS:
        return ""
    words = _MORE[language].format(shown=MOST_ROWS, all=number) if number else _EMPTY[language]
    return Markup("<p>{}</p>\n").format(words)
