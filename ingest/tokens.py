"""Sentences and tokens: the text cut up, with every piece's place in the text as read."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from mithaq.text import Folded, fold_with_offsets

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’-][^\W\d_]+)*|[^\w\s]|_")
_END = re.compile(
    r"[.!?؟…]+[\"'”’»)\]]*(?=\s|$)|(?<=[\u0621-\u064a\"'”»)])[.؟!](?=[\u0621-\u064a«“])"
    r"|(?<=[\u0621-\u064a]{2}[\u0621-\u064a\"'”»)]) \.(?=[\u0621-\u064a]{3})|\n+"
)
"""What ends a sentence: before white space, or glued to an Arabic word: «القوات.وكانت», «القوات .وكانت»."""
_OPENERS = frozenset(
    {
        "في",  # in
        "منذ",  # since
        "قبل",  # before
        "بعد",  # after
    }
)
_LONGEST_FRAGMENT = 4
_LETTER_BEFORE_DOT = re.compile(r"(?:^|[\s.(])[^\W\d_]$")
_CONJUNCTIONS = ("و", "ف")
COMMAS = frozenset({"،", ","})
"""The Arabic comma and the Latin one."""
_PREPOSITIONS = ("ب", "ل", "ك")


_TEH = "ة"


class Token(NamedTuple):
    """A word, a number or one mark; `form` is folded, the offsets are of the text as read.

    `feminine` where it is printed with ة at its end, which no finite verb has.
    """

    form: str
    start: int
    end: int
    feminine: bool = False

    @property
    def is_word(self) -> bool:
        """Whether it is a word or a number, and not a mark."""
        return self.form[0].isalnum()


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to cut a word: its clitics and the rest, which keeps its article.

    `rest` is what a lexicon is asked for; a reading counts only where the lexicon knows it.
    """

    rest: str
    conjunction: str = ""
    preposition: str = ""

    @property
    def cut(self) -> int:
        """How many letters the clitics take before the rest."""
        return len(self.conjunction) + len(self.preposition)


@lru_cache(maxsize=65536)
def readings(form: str) -> tuple[Reading, ...]:
    """Every way to cut `form` into conjunction, preposition and rest, the uncut one first.

    >>> [r.rest for r in readings("وللمنظمه")]
    ['وللمنظمه', 'للمنظمه', 'المنظمه', 'اللمنظمه', 'لمنظمه']
    """
    found = [Reading(form)]
    for conjunction in ("", *_CONJUNCTIONS):
        if not form.startswith(conjunction) or len(form) - len(conjunction) < 2:  # noqa: PLR2004
            continue
        rest = form.removeprefix(conjunction)
        if conjunction:
            found.append(Reading(rest, conjunction))
        found.extend(Reading(r, conjunction, p) for p, r in _after_preposition(rest))
    return tuple(found)


@lru_cache(maxsize=65536)
def rests(form: str) -> frozenset[str]:
    """What may be left of `form` without its clitics, and `form` itself."""
    return frozenset(reading.rest for reading in readings(form))


@lru_cache(maxsize=65536)
def reading_among(form: str, known: frozenset[str]) -> Reading | None:
    """The first way to cut `form` that leaves one of the words `known`.

    >>> reading_among("وللمنظمه", frozenset({"المنظمه"})).preposition
    'ل'
    """
    return next((reading for reading in readings(form) if reading.rest in known), None)


def _after_preposition(form: str) -> Iterator[tuple[str, str]]:
    if form.startswith("لل"):
        yield "ل", "ال" + form[2:]
        yield "ل", "الل" + form[2:]  # the article is not written between two lams: للجنة
    for preposition in _PREPOSITIONS:
        if form.startswith(preposition) and len(form) > 2:  # noqa: PLR2004
            yield preposition, form[1:]


def bare(form: str) -> str:
    """`form` without the article.

    >>> bare("المنظمه")
    'منظمه'
    """
    return form[2:] if form.startswith("ال") and len(form) > 3 else form  # noqa: PLR2004


@lru_cache(maxsize=65536)
def bares(form: str) -> frozenset[str]:
    """What may be left of a word without clitics and article."""
    return frozenset(map(bare, rests(form)))


@lru_cache(maxsize=65536)
def variants(form: str) -> frozenset[str]:
    """A word with and without clitics and article.

    >>> sorted(variants("والدول"))
    ['الدول', 'دول', 'والدول']
    """
    return rests(form) | bares(form)


def unjoined(form: str) -> str:
    """A verb, or a noun that a list knows, without the conjunctions it carries: «وقال», «فقال».

    Of other words it may take a letter of their own: «وزير».
    """
    return form.lstrip("وف")


def is_one_of(form: str, known: AbstractSet[str]) -> bool:
    """Whether a word, with or without clitics, is one of the words `known`.

    >>> is_one_of("وللدول", frozenset({"الدول"})), is_one_of("وللدول", frozenset({"دول"}))
    (True, False)
    """
    return not known.isdisjoint(rests(form))


def is_verb_among(form: str, known: AbstractSet[str]) -> bool:
    """Whether a word, with or without a conjunction, is one of the verbs `known`.

    >>> is_verb_among("وقال", frozenset({"قال"})), is_verb_among("بقال", frozenset({"قال"}))
    (True, False)
    """
    return any(not r.preposition and r.rest in known for r in readings(form))


def is_among(form: str, known: AbstractSet[str]) -> bool:
    """Whether a word without clitics and article is one of the words `known`.

    >>> is_among("وللدول", frozenset({"دول"}))
    True
    """
    return not known.isdisjoint(bares(form))


_HASHTAG = frozenset({"#", "_"})


class Tokens(tuple[Token, ...]):  # noqa: SLOT001
    """The tokens of a sentence; what its words may be is found once, when it is first asked."""

    @cached_property
    def forms(self) -> tuple[str, ...]:
        """The folded forms."""
        return tuple(token.form for token in self)

    @cached_property
    def variants(self) -> frozenset[str]:
        """All that the words may be, with and without clitics and article."""
        return frozenset[str]().union(*map(variants, self.forms))

    def where(self, known: AbstractSet[str]) -> Sequence[int]:
        """The tokens that are one of the words `known`, with or without clitics.

        Most sentences have none of a list's words, which one look at all variants tells.
        """
        if known.isdisjoint(self.variants):
            return ()
        return [n for n, form in enumerate(self.forms) if not known.isdisjoint(rests(form))]


def find_tokens(text: str, start: int, end: int) -> Tokens:
    """The tokens of `text[start:end]`, in order; linear in its length."""
    folded = fold_with_offsets(text[start:end])
    return Tokens(_tokens(text, start, folded))


def _tokens(text: str, start: int, folded: Folded) -> Iterator[Token]:
    even = folded.is_even
    for match in _TOKEN.finditer(folded.text):
        if match[0] in _HASHTAG:
            continue  # «#الجيش_المصري» is read as it is spoken
        begin, end = match.span()
        if even:
            yield Token(match[0], start + begin, start + end, text[start + end - 1] == _TEH)
            continue
        first = start + folded.offsets[begin]
        last = start + folded.offsets[end - 1] + 1
        while last < len(text) and unicodedata.category(text[last]) == "Mn":
            last += 1
        feminine = text[start + folded.offsets[end - 1]] == _TEH
        yield Token(match[0], first, last, feminine)


def find_sentences(text: str, spans: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The sentences within `spans`, as (start, end) offsets without outer white space.

    A sentence ends at a full stop, an exclamation or question mark, dots, or a line's end; not
    between digits and not after a lone letter. A fragment of at most four words that begins with
    في, منذ, قبل or بعد belongs to the sentence before it (machine-made text breaks there).
    """
    found: list[tuple[int, int]] = []
    for start, end in spans:
        for piece in _pieces(text, start, end):
            if found and _continues(text, found[-1], piece):
                found[-1] = (found[-1][0], piece[1])
            else:
                found.append(piece)
    return tuple(found)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for match in _END.finditer(text, start, end):
        if text[match.start()] == "." and _LETTER_BEFORE_DOT.search(text, begin, match.start()):
            continue
        yield from _trimmed(text, begin, match.end())
        begin = match.end()
    yield from _trimmed(text, begin, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    if stripped := piece.strip():
        first = start + piece.index(stripped)
        yield first, first + len(stripped)


def _continues(text: str, before: tuple[int, int], piece: tuple[int, int]) -> bool:
    words = text[piece[0] : piece[1]].split()
    between = text[before[1] : piece[0]]
    return len(words) <= _LONGEST_FRAGMENT and words[0] in _OPENERS and "\n" not in between
