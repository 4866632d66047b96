"""Words: a sentence of English or Russian cut up, each word with its lemma and what its ending tells."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from mithaq.errors import ExtraError

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer
    from pymorphy3.tagset import OpencorporaTag

_WORD = re.compile(
    r"(?:[A-Z]\.){2,}|\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*|['’]s\b|[^\w\s]"
)
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s+[\"'“‘«(]?[A-ZА-ЯЁ0-9]|\s*$)|\n+")
_SHORTENED = re.compile(
    r"(?:^|[\s(.])(?:[A-ZА-ЯЁ]|Mr|Mrs|Ms|Dr|St|Gen|Col|Lt|vs|No|Jr|г|гг|тыс|млн|млрд|им|ул|руб|долл)$"
)
_POSSESSIVE = frozenset({"'s", "’s"})


class Word(NamedTuple):
    """A word, number or mark.

    `form` has small letters; `lemma` is the form in the dictionary, `lemmas` are all that it may be;
    `cases`, `tense` and `pos` are those of pymorphy's tags (nomn, gent, past, NOUN, …): the cases that
    the form may be, none where the language or the word has none or does not tell.
    """

    text: str
    form: str
    lemma: str
    start: int
    end: int
    cases: frozenset[str] = frozenset()
    tense: str = ""
    pos: str = ""
    lemmas: tuple[str, ...] = ()

    @property
    def is_word(self) -> bool:
        """Whether it is a word or a number, and not a mark."""
        return self.form[0].isalnum()

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital."""
        return self.text[0].isupper()

    @property
    def is_possessive(self) -> bool:
        """Whether it is the ending of an English possessive."""
        return self.form in _POSSESSIVE


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """The sentences of `text`, as (start, end) offsets without outer white space."""
    start = 0
    for match in _END.finditer(text):
        before = text[start : match.start()]
        if "\n" not in match[0] and match[0].startswith(".") and _SHORTENED.search(before):
            continue
        yield from _trimmed(text, start, match.end())
        start = match.end()
    yield from _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    if piece.strip():
        first = start + len(piece) - len(piece.lstrip())
        yield first, start + len(piece.rstrip())


def words(text: str, start: int, end: int, language: str) -> tuple[Word, ...]:
    """The words of `text[start:end]`."""
    return tuple(
        _word(match[0], match.start(), match.end(), language)
        for match in _WORD.finditer(text, start, end)
    )


def _word(printed: str, start: int, end: int, language: str) -> Word:
    form = printed.lower().replace("’", "'").replace("ё", "е")
    if language == "ru":
        lemma, cases, tense, pos, lemmas = russian(form)
        if printed.isupper() and len(printed) > 1:
            cases = frozenset()  # an abbreviation has the same form in every case
        return Word(printed, form, lemma, start, end, cases, tense, pos, lemmas)
    if _DOTTED.fullmatch(printed):
        form = form.replace(".", "")
    return Word(printed, form, form, start, end, lemmas=(form,))


_DOTTED = re.compile(r"(?:[A-Z]\.){2,}")


class Parse(NamedTuple):
    """What a Russian form is taken for; the fields are those of `Word`."""

    lemma: str
    cases: frozenset[str]
    tense: str
    pos: str
    lemmas: tuple[str, ...]


@lru_cache(maxsize=65536)
def russian(form: str) -> Parse:
    """What a Russian form may be: of the likeliest lemma, a verb before what is as likely. Raises `ExtraError`."""
    if not form[0].isalpha() or form[0].isascii():
        return Parse(form, frozenset(), "", "", (form,))
    parses = _morphology().parse(form)
    best = parses[0]
    for parse in parses:
        if parse.tag.POS == "VERB" and parse.score >= min(_LIKELY, best.score):
            best = parse
            break
    tag = best.tag
    others = [p for p in parses[:_SEVERAL] if "plur" not in p.tag or "Pltm" in p.tag]
    lemmas = tuple(dict.fromkeys(_plain(p.normal_form) for p in (best, *others)))
    like = [
        p
        for p in parses
        if p.normal_form == best.normal_form
        and p.tag.POS == tag.POS
        and p.score >= min(_UNLIKELY, best.score / 2)
    ]
    cases = frozenset(str(p.tag.case) for p in like if p.tag.case)
    return Parse(_plain(best.normal_form), cases, _tense(tag), str(tag.POS or ""), lemmas)


_LIKELY, _UNLIKELY = 0.3, 0.04
_SEVERAL = 4
_VERBAL = {"GRND": "gerund", "INFN": "inf"}


def _tense(tag: "OpencorporaTag") -> str:
    if tag.POS in ("PRTF", "PRTS"):
        return "pssv" if tag.voice == "pssv" else "actv"
    return _VERBAL.get(str(tag.POS), str(tag.tense or ""))


def _plain(lemma: str) -> str:
    return lemma.replace("ё", "е")


def in_nominative(words: Sequence[Word]) -> list[str]:
    """A Russian noun with the adjectives before it, as a dictionary would have them.

    >>> in_nominative(words("оборонительным договором", 0, 24, "ru"))
    ['оборонительный', 'договор']
    """
    noun = next((p for p in _morphology().parse(words[-1].form) if p.tag.POS == "NOUN"), None)
    wanted = {"nomn", str(noun.tag.gender)} if noun and noun.tag.gender else {"nomn"}
    found: list[str] = []
    for word in words[:-1]:
        parse = next((p for p in _morphology().parse(word.form) if p.tag.POS == "ADJF"), None)
        form = parse.inflect(wanted | {"sing"}) if parse else None
        found.append(form.word if form else word.text)
    return [*found, words[-1].lemma]


@lru_cache(maxsize=65536)
def may_name(form: str) -> bool:
    """Whether a Russian form may be somebody's name: one listed as such, or no known word."""
    parses = _morphology().parse(form)
    return not _morphology().word_is_known(form) or any(_is_personal(p.tag) for p in parses)


@lru_cache(maxsize=65536)
def is_surname(form: str) -> bool:
    """Whether a Russian form is a surname above all: «Лукашенко»."""
    return any("Surn" in p.tag and p.score >= _OFTEN for p in _morphology().parse(form))


@lru_cache(maxsize=65536)
def possible_cases(form: str) -> frozenset[str]:
    """The cases that a Russian form may stand in, of whatever noun: «премьера» is of «премьер» too."""
    tags = [p.tag for p in _morphology().parse(form)]
    return frozenset(str(tag.case) for tag in tags if tag.case)


@lru_cache(maxsize=65536)
def name_cases(given: str) -> frozenset[str]:
    """The cases that a Russian name stands in, by its first word; none where it may be the nominative.

    >>> sorted(name_cases("станиславом")), sorted(name_cases("имре"))
    (['ablt'], [])
    """
    if not _morphology().word_is_known(given):
        return frozenset()
    parses = _morphology().parse(given)
    told = [p for p in parses if _is_personal(p.tag) and "sing" in p.tag]
    cases = frozenset(str(p.tag.case) for p in told)
    sure = sum(p.score for p in told) >= _MOSTLY
    return cases if sure and cases and cases <= _OBLIQUE else frozenset()


_OBLIQUE = frozenset({"gent", "accs", "ablt"})
_MOSTLY = 0.7


def named(printed: str) -> str:
    """A Russian name in the nominative, where its first word tells that it stands in another case.

    >>> named("Виктором Орбаном"), named("Нгози Оконджо-Ивеала")
    ('Виктор Орбан', 'Нгози Оконджо-Ивеала')
    """
    words = printed.split()
    cases = name_cases(words[0].lower())
    return " ".join(_nominative(word, cases) for word in words) if cases else printed


def _nominative(word: str, cases: frozenset[str]) -> str:
    for parse in _morphology().parse(word.lower()):
        fits = parse.tag.POS == "NOUN" and "sing" in parse.tag and str(parse.tag.case) in cases
        form = parse.inflect({"nomn"}) if fits else None
        if form is not None and word.isalpha():
            return str(form.word).capitalize()
    return word.removesuffix("ем") + "ь" if "ablt" in cases and word.endswith("ем") else word


def _is_personal(tag: "OpencorporaTag") -> bool:
    return any(mark in tag for mark in ("Name", "Surn", "Patr"))


_OFTEN = 0.4


def stem(name: str, language: str) -> str:
    """What of a surname is the same in all its cases.

    >>> stem("пашиняна", "ru") == stem("пашинян", "ru"), stem("pashinyan", "en")
    (True, 'pashinyan')
    """
    if language != "ru" or len(name) <= _SHORTEST:
        return name
    return next((name.removesuffix(e) for e in _ENDINGS if name.endswith(e)), name)


_ENDINGS = (
    "ого",
    "ому",
    "ыми",
    "ой",
    "ей",
    "ом",
    "ем",
    "ым",
    "им",
    "ый",
    "ий",
    "а",
    "у",
    "е",
    "я",
    "ю",
    "ь",
    "ы",
    "и",
)
_SHORTEST = 4


@cache
def _morphology() -> "MorphAnalyzer":
    try:
        import pymorphy3  # noqa: PLC0415
    except ImportError as error:
        raise ExtraError(
            "Russian texts are read with pymorphy3, which is not installed: pip install 'mithaq[ru]'"
        ) from error
    return pymorphy3.MorphAnalyzer()
