"""Verbs by root and form, expanded with `mazini` (CC BY 4.0) to the forms that news writes."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Literal

from mazini import MaziniError, conjugate

from mithaq.errors import FrameError
from mithaq.ingest.lexicon import word_lists
from mithaq.text import fold

Tense = Literal["past", "present", "participle", "verbal noun"]

_PERSONS = ("3ms", "3fs", "3md", "3fd", "3mp", "3fp", "1s", "1p")
_SEVERAL = frozenset({"3md", "3fd", "3mp"})
_MOODS: tuple[tuple[str, Tense], ...] = (
    ("past", "past"),
    ("past_pass", "past"),
    ("ind", "present"),
    ("sub", "present"),
    ("juss", "present"),
    ("ind_pass", "present"),
    ("sub_pass", "present"),
    ("juss_pass", "present"),
)


@cache
def verb_forms(root: str, form: str) -> tuple[tuple[str, Tense], ...]:
    """The folded forms of a verb with their tenses: third person, both voices, and `we`.

    >>> dict(verb_forms("سحب", "VII"))["انسحبت"]
    'past'
    """
    found: dict[str, Tense] = {}
    for _, _, tense, spelling in _written(root, form):
        found.setdefault(spelling, tense)
    return tuple(found.items())


@cache
def _written(root: str, form: str) -> tuple[tuple[str, str, Tense, str], ...]:
    """Every mood and person of a verb with its tense and a folded form of it, in the order of the moods."""
    try:
        slots = conjugate(root, form, passive=True).slots
    except MaziniError:
        try:
            slots = conjugate(root, form).slots
        except MaziniError as error:
            raise FrameError(f"no verb of form {form} from the root {root}: {error}") from error
    return tuple(
        (mood, person, tense, spelling)
        for mood, tense in _MOODS
        for person in _PERSONS
        for entry in slots.get(f"{mood}_{person}", ())
        for spelling in _spellings(fold(entry.form))
    )


@cache
def short_forms(root: str, form: str) -> frozenset[str]:
    """The folded forms that a verb is cut to in the jussive alone, after «لم»: «يستعد» of «استعاد».

    None where the root only doubles a letter: «تردد» is longer than «ترد».

    >>> "يستعد" in short_forms("عود", "X"), "يسحب" in short_forms("سحب", "I/a~a")
    (True, False)
    """
    if root[1:2] == root[2:3]:
        return frozenset()
    written: dict[bool, set[str]] = {True: set(), False: set()}
    for mood, _, _, spelling in _written(root, form):
        written[mood.startswith("juss")].add(spelling)
    return frozenset(written[True] - written[False])


@cache
def several_forms(root: str, form: str) -> frozenset[str]:
    """The folded forms that two or many alone have, who are named before such a verb and not after it.

    >>> "زارا" in several_forms("زور", "I/a~u"), "دعا" in several_forms("دعو", "I/a~u")
    (True, False)
    """
    written: dict[bool, set[str]] = {True: set(), False: set()}
    for _, person, _, spelling in _written(root, form):
        written[person in _SEVERAL].add(spelling)
    return frozenset(written[True] - written[False])


def forms_of(listed: Iterable[tuple[str, str]], tense: Tense | None = None) -> frozenset[str]:
    """The folded forms of all listed verbs, roots with their forms; of one tense where it is named.

    >>> "انسحبت" in forms_of([("سحب", "VII")], "past"), "ينسحب" in forms_of([("سحب", "VII")], "past")
    (True, False)
    """
    return frozenset(
        written
        for root, form in listed
        for written, its in verb_forms(root, form)
        if tense in (None, its)
    )


@cache
def listed_forms(name: str, key: str, tense: Tense | None = None) -> frozenset[str]:
    """The folded forms of the verbs of one list of `lexicon/<name>.yaml`; of one tense where it is named."""
    return forms_of(word_lists(name)[key], tense)


def _spellings(form: str) -> Iterator[str]:
    yield form
    if form.endswith("وا"):
        yield form[:-1]  # the mute alef falls before a suffix


def stems(form: str) -> tuple[str, ...]:
    """How a folded form may be written before a suffix: «تبنى» as well in «تبناه».

    >>> stems("تبني")
    ('تبني', 'تبنا')
    """
    return (form, form[:-1] + "ا") if form.endswith("ي") else (form,)
