"""People whom a text names without an office: by a title, as speakers, or by a name that is one."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from mithaq.ingest.lexicon import words
from mithaq.ingest.namelines import Line
from mithaq.ingest.namesorts import sort_of
from mithaq.ingest.nicknames import learn_nickname
from mithaq.ingest.people import People
from mithaq.ingest.personnames import (
    NameRun,
    after_titles,
    joins_a_name,
    name_run,
    name_run_before,
    titles,
)
from mithaq.ingest.speakers import is_speech
from mithaq.ingest.tokens import is_one_of


def introduce(line: Line, people: People, predicates: Iterable[int]) -> None:
    """Let `people` know everybody whom a sentence names in full, whatever they do in it; once.

    At the tokens `predicates` stands what somebody is made: «فلانا وزيرا».
    """
    start = line.tokens[0].start if line.tokens else -1
    if start in people.heard:
        return
    people.heard.add(start)
    made = [name_run_before(line, first) for first in predicates]
    for run in (*_runs(line), *(run for run in made if run is not None)):
        person = people.learn(run, line.printed(run.first, run.last, run.cut))
        learn_nickname(people, person, line, run)


def _runs(line: Line) -> Iterator[NameRun]:
    after, before = 0, ""
    for position, form in enumerate(line.tokens.forms):
        last, before = before, form
        if position < after or not (
            _may_open(form) or _may_precede(last) or (0 < after == position and joins_a_name(form))
        ):
            continue
        run = _run_at(line, position, made=_is_making(last))
        if run is not None:
            yield run
            after = run.last


@lru_cache(maxsize=65536)
def _may_precede(form: str) -> bool:
    """Whether who speaks, is made something, or has a title, may be named right after the word."""
    return _is_making(form) or is_speech(form) or form in titles()


@lru_cache(maxsize=65536)
def _is_making(form: str) -> bool:
    """Whether whom it names is made something, or loses it: «تعيين فلان»."""
    return is_one_of(form, words("offices", "making"))


def _run_at(line: Line, position: int, *, made: bool) -> NameRun | None:
    if position in line.taken or not line.tokens[position].is_word:
        return None
    begin = after_titles(line, position)
    run = name_run(line, begin)
    if run is None or not run.sure or (begin == position and _is_called_after(line, run)):
        return None
    return run if made or run.known or begin > position else None


@lru_cache(maxsize=65536)
def _may_open(form: str) -> bool:
    """Whether a name or a title may begin with this word."""
    return form in titles() or sort_of(form) in ("given", "either", "joiner")


def _is_called_after(line: Line, run: NameRun) -> bool:
    """Whether the name is that of a street, a school, a company: «مركز …», «جامعة …»."""
    before = line.form(run.first - 1)
    if before in words("names", "led_by_name"):
        return False  # «في حكومة فلان»
    return before in words("offices", "organization_nouns") | words("offices", "namesakes")
