"""Nicknames: what people are called besides, right after their name: «محمد حمدان دقلو (حميدتي)»."""

from mithaq.ingest.namelines import Line
from mithaq.ingest.people import People, Person
from mithaq.ingest.personnames import NameRun
from mithaq.ingest.wordforms import is_word

_OPENING = frozenset({"(", '"', "'"})
_CLOSING = frozenset({")", '"', "'"})
_SHORTEST = 4


def learn_nickname(people: People, person: Person, line: Line, run: NameRun) -> None:
    """Let `people` know the one word in brackets after a full name, if it is no other word or name."""
    position = run.last + 1
    enclosed = line.form(run.last) in _OPENING and line.form(position + 1) in _CLOSING
    if not enclosed or len(run.names) <= 1 or position in line.taken:
        return
    form = line.form(position)
    if len(form) < _SHORTEST or not line.tokens[position].is_word or is_word(form):
        return
    people.nickname(person, form, line.as_printed(position))
