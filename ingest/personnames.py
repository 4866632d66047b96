"""Names of people in a sentence: where a stretch of tokens that may be a name begins and ends."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from mithaq.ingest.lexicon import phrase_list, word_set, words
from mithaq.ingest.namelines import Line
from mithaq.ingest.nameparts import part_at
from mithaq.ingest.namesorts import Sort, sort_of
from mithaq.ingest.namewords import is_odd
from mithaq.ingest.wordsinnames import joins_syllables

_MOST_NAMES = 5
_MOST_TOKENS = 9
_SHORTEST = 2
_KNOWN = frozenset({"given", "surname"})
_INSIDE = frozenset({"#", "_", "'", "’"})


@dataclass(frozen=True, slots=True)
class NameRun:
    """Tokens that look like a person's name.

    `known` of them are on the lists of names; `cut` letters of the first are a clitic.
    """

    first: int
    last: int
    names: tuple[str, ...]
    known: int
    cut: int = 0

    @property
    def sure(self) -> bool:
        """Whether it is a name by itself: of two words or more."""
        return len(self.names) > 1 or " " in self.names[0]


@lru_cache(maxsize=1024)  # people are looked for twice in a text, of a few hundred sentences
def name_run(line: Line, first: int, *, beside: bool = False) -> NameRun | None:
    """The longest stretch from token `first` that looks like a name, titles before it left out.

    `beside` an office said in full a name may have parts that are words elsewhere.
    """
    begin = after_titles(line, first)
    if begin == first and (
        _is_joined(line, first) or joins_syllables(line, first) or _is_succeeded(line, first)
    ):
        return _run(line, first, 1)
    run = _run(line, begin, 0, titled=begin > first or beside, beside=beside)
    if run is not None:
        return run
    form = line.form(begin)
    for clitic in ("و", "ل", "ب", "ف"):
        rest = form[1:]
        named = sort_of(rest) == "given" or rest in words("names", "openers")
        if form.startswith(clitic) and (named or _is_whole_name(line, begin, clitic, rest)):
            return _run(line, begin, 1) if len(rest) > _SHORTEST else None
    return None


def _is_succeeded(line: Line, first: int) -> bool:
    """Whether «ل» tells whom somebody succeeds: «أمينا عاما خلفا لينس ستولتنبرغ»."""
    instead = line.form(first - 1) in words("names", "instead_of")
    return instead and line.form(first).startswith(_FOR) and line.form(first)[1:] != ""


_FOR = "ل"


def _is_whole_name(line: Line, position: int, clitic: str, rest: str) -> bool:
    """«ومكرم محمد أحمد»: what may be a word is none where two names follow it."""
    if clitic != "و" or sort_of(rest) != "either":
        return False
    sorts = [sort_of(line.form(position + n)) for n in (1, 2)]
    return sorts[0] == "given" and sorts[1] in ("given", "surname")


def _is_joined(line: Line, position: int) -> bool:
    """Whether «و» joins a name to the one right before it."""
    before = sort_of(line.form(position - 1))
    return before in ("surname", "given", "either") and joins_a_name(line.form(position))


def joins_a_name(form: str) -> bool:
    """Whether «و» joins somebody else's given name: «ماكرون وجو بايدن»."""
    return form.startswith("و") and sort_of(form) in ("unknown", "ordinary") and _opens(form[1:])


@lru_cache(maxsize=65536)
def _opens(form: str) -> bool:
    return sort_of(form) in ("given", "either") or form in words("names", "openers")


@cache
def titles() -> frozenset[str]:
    """Ranks, honorifics and callings that stand before a name."""
    return words("nouns", "titles") | words("offices", "titles")


def after_titles(line: Line, first: int) -> int:
    """Where the titles that begin at `first` end: «سمو الشيخ», «الجنرال المتقاعد», «د.»."""
    position = first
    while (
        line.form(position) in titles()
        or line.form(position) in _INSIDE
        or (position > first and _is_first_class(line, position))
        or (position > first and is_title_adjective(line.form(position)))
    ):
        position += 1
        if line.form(position) == "." and len(line.form(position - 1)) == 1:
            position += 1
    return position


def is_title_adjective(form: str) -> bool:
    """Whether a word may only qualify a title: «الأمير الشاب», «النائب المعارض»."""
    return form in words("offices", "title_adjectives")


def _is_first_class(line: Line, position: int) -> bool:
    """Whether a word ends a rank: «الفريق الأول فلان»."""
    rank = line.form(position - 1), line.form(position)
    return rank in phrase_list("names", "first_class")


def _run(
    line: Line, begin: int, cut: int, *, titled: bool = False, beside: bool = False
) -> NameRun | None:
    names: list[str] = []
    sorts: list[Sort] = []
    listed = 0
    position = last = begin
    while len(names) < _MOST_NAMES and position - begin < _MOST_TOKENS:
        form = line.form(position)[cut if position == begin else 0 :]
        if form in _INSIDE or (form == "-" and sorts and _is_hyphen(line, position)):
            position += 1
            continue
        if len(names) > 1 and sorts[-1] != "joiner" and joins_a_name(form):
            break
        if form in words("offices", "called") or _is_anothers(line, position, sorts):
            break
        if len(sorts) > 1 and sorts[-1] in _KNOWN and form in words("grammar", "pronouns"):
            break  # «كمال العوامي هو خبر كاذب», but «ليو هي»
        sort = part_at(line, position, form, sorts, beside=beside)
        if sort is None or (sorts[-1:] == ["surname"] and _begins_anew(line, position, sort)):
            break
        listed += sort_of(form) in ("given", "surname", "either") or form in words(
            "names", "openers"
        )
        _add(names, sorts, form, sort)
        position += 1
        if not _is_open(form, sort):
            last = position
    while names and _is_open(names[-1].rpartition(" ")[2], sorts[-1]):
        names.pop()
        sorts.pop()
    if not names or last == begin or not _is_plausible(names, sorts):
        return None  # nothing but what only opens a name: «عبد عبد»
    if not (listed or titled) and any(
        line.tokens[n].is_word and is_odd(line.form(n), line.as_printed(n))
        for n in range(begin, last)
    ):
        return None
    return NameRun(begin, last, tuple(names), listed, cut)


def _is_anothers(line: Line, position: int, sorts: Sequence[Sort]) -> bool:
    """«طالب الدكتور عمر …», «عبد الله الثاني عمر …»: a title, or a name after a king's, is another's."""
    if not sorts or sorts[-1] == "joiner":
        return False
    form = line.form(position)
    if len(sorts) > 1 and line.form(position - 1) in words("names", "ordinals"):
        return sort_of(form) in ("given", "either")
    return form in titles() and sort_of(line.form(position + 1)) == "given"


def _begins_anew(line: Line, position: int, sort: Sort) -> bool:
    """«عين ماكرون سيلفي …»: a given name after a surname is somebody else's, where more follows."""
    if sort != "given" or line.form(position) in word_set("syllables"):
        return False
    surname = line.form(position - 1)
    if sort_of(surname) != "surname" or surname.startswith("ال"):
        return False
    after = position + 1
    goes_on = after < len(line.tokens) and line.classes[after] == "word"
    return goes_on and sort_of(line.form(after)) in ("surname", "unknown", "given")


def _add(names: list[str], sorts: list[Sort], form: str, sort: Sort) -> None:
    """One part of a name more; what follows a joiner belongs to it: «عبد الله», «آل ثاني»."""
    if sorts and (sorts[-1] == "joiner" or form in words("names", "closers")):
        servant = names[-1] == "عبد"
        names[-1] += form if servant else f" {form}"
        sorts[-1] = sort if sort in ("joiner", "given") else "surname"
        if servant or form in words("names", "closers"):
            sorts[-1] = "given"
    else:
        names.append(form)
        sorts.append(sort)


def _is_open(form: str, sort: Sort) -> bool:
    return sort == "joiner" and form not in words("names", "closers")


def _is_hyphen(line: Line, position: int) -> bool:
    """Whether a dash joins two words: it touches one of them, or the first never stands alone: «جان - كلود»."""
    before, here = line.tokens[position - 1], line.tokens[position]
    if before.form in words("names", "hyphenated") | word_set("syllables"):
        return True
    after = line.tokens[position + 1] if position + 1 < len(line.tokens) else None
    return before.end == here.start or (after is not None and here.end == after.start)


def _is_plausible(names: Sequence[str], sorts: Sequence[Sort]) -> bool:
    return any(len(name) > _SHORTEST for name in names) or "given" in sorts


def name_run_before(
    line: Line,
    last: int,
    accepted: Callable[[NameRun], bool] = lambda run: run.sure,
    *,
    beside: bool = False,
) -> NameRun | None:
    """The longest name that ends right before token `last`; `beside` as for `name_run`."""
    for first in range(max(last - _MOST_TOKENS, 0), last):
        run = name_run(line, first, beside=beside) if line.tokens[first].is_word else None
        if run is not None and run.last == last and accepted(run):
            return run
    return None
