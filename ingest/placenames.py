"""Names of places that no list knows: where the name begins and ends after «بلدة», «مديرية»."""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from mithaq.ingest.classes import WordClass
from mithaq.ingest.finite import is_bare_past, is_finite
from mithaq.ingest.lexicon import kinds, words
from mithaq.ingest.namesorts import sort_of
from mithaq.ingest.people import is_common
from mithaq.ingest.tokens import Reading, Token, readings

_MOST_WORDS = 3
SHORTEST = 3
_ARTICLE = "ال"
QUOTES = {'"': '"', "(": ")"}
_LIKE_ADJECTIVES = ("يه", "اته", "وره", "وله", "هم", "ها")
"""How adjectives and owned nouns end where they follow an indefinite noun: «مناطق سكنية»."""
_FEMININE = "ه"
_LIKE_WORDS = ("ه", "ي", "ون", "ين", "ات")
_LIKE_VERBS = ("ي", "ت", "و", "ل", "ب")


def place_heads() -> Mapping[str, str]:
    """Each noun before a place's name, folded: `one`, `part` (of the name itself) or `many`."""
    return kinds("nouns", "place_heads")


@cache
def place_nouns() -> frozenset[str]:
    """The nouns before a place's name."""
    return frozenset(place_heads())


def place_head(token: Token) -> tuple[Reading, str] | None:
    """How a word is cut that may stand before a place's name, and which sort it is."""
    return _place_head(token.form)


@lru_cache(maxsize=65536)
def _place_head(form: str) -> tuple[Reading, str] | None:
    for reading in readings(form):
        sort = place_heads().get(reading.rest)
        if sort is not None:
            return reading, sort
    return None


def name_after(
    tokens: Sequence[Token], classes: Sequence[WordClass], taken: frozenset[int], first: int
) -> tuple[int, int]:
    """Where the name that begins at token `first` begins and ends; quotation marks hold any."""
    if first < len(tokens) and tokens[first].form in QUOTES:
        return _quoted_name(tokens, taken, first)
    last = first + _opened(tokens, classes, taken, first)
    while last < len(tokens) and last - first < _MOST_WORDS:
        if last > first and _ends_name(tokens[last].form, tokens[first].form):
            return first, last + 1
        if not (
            may_name(tokens, classes, taken, last)
            or (last > first and _joins(tokens, taken, last))
            or (last == first and _is_named_word(tokens, classes, taken, last))
        ):
            break
        if last > first and not _goes_on(tokens[first].form, tokens[last].form):
            break
        last += 1
    return first, last


def _joins(tokens: Sequence[Token], taken: frozenset[int], position: int) -> bool:
    """Whether the word joins two of a name, and a name follows: «نورتي دي سانتاندير»."""
    following = position + 1
    return (
        tokens[position].form in words("nouns", "place_particles")
        and following < len(tokens)
        and not {position, following} & taken
        and tokens[following].form.isalpha()
        and not is_common(tokens[following].form)
    )


def _quoted_name(tokens: Sequence[Token], taken: frozenset[int], opening: int) -> tuple[int, int]:
    first = opening + 1
    mark = QUOTES[tokens[opening].form]
    inside = range(first, min(first + 4, len(tokens)))
    last = next((n for n in inside if tokens[n].form == mark), first)
    words_only = mark == '"' or all(
        tokens[n].form.isalpha() and not is_common(tokens[n].form) for n in range(first, last)
    )
    if not words_only or any(n in taken for n in range(first, last)):
        return first, first
    return first, last


def _opened(
    tokens: Sequence[Token], classes: Sequence[WordClass], taken: frozenset[int], first: int
) -> int:
    """How many words «دار سعد», «كفر نبل», «رأس العين» bring; 0 where none opens a name."""
    both = range(first, first + 2)
    if first + 1 >= len(tokens) or tokens[first].form not in words("nouns", "place_openers"):
        return 0
    if any(n in taken or classes[n] != "word" or not tokens[n].form.isalpha() for n in both):
        return 0
    return 0 if tokens[first + 1].form.startswith(_LIKE_VERBS) else 2


def _ends_name(form: str, first: str) -> bool:
    """«ظهران الجنوب», «الشرطة الرابعة», «الحجر الأحمر»: a quarter of the sky, a number or a colour."""
    if first.startswith(_ARTICLE):
        return form in words("nouns", "place_numbers") | words("nouns", "place_qualities")
    return form in words("nouns", "place_sides")


def _goes_on(first: str, following: str) -> bool:
    """Whether a second word may belong to the name: no adjective, nothing joined or governed."""
    described = following in words("nouns", "place_adjectives") or (
        first.startswith(_ARTICLE) and following.startswith(_ARTICLE)
    )
    return not described and not following.startswith(("و", "ل")) and not is_bare_past(following)


def may_name(
    tokens: Sequence[Token], classes: Sequence[WordClass], taken: frozenset[int], position: int
) -> bool:
    """Whether the word at `position` may be a place's name, or belong to one."""
    form = tokens[position].form
    if position in taken or classes[position] != "word" or not form.isalpha():
        return False
    if sort_of(form) == "given" and position and tokens[position - 1].form not in place_heads():
        return False  # «مقاطعة كذا محمد …»: somebody's name begins
    if len(form) < SHORTEST or is_common(form) or place_head(tokens[position]) is not None:
        return False
    if form.startswith(_ARTICLE):
        return True
    if _ARTICLE + form in words("nouns", "place_adjectives"):
        return False  # «معبر حدودي»
    if tokens[position].feminine and is_finite(form):
        return False  # «قضاء إجازة»: what is done, and no name
    of_many = position > 0 and _is_plural(tokens[position - 1])
    return not (form.endswith(_LIKE_ADJECTIVES) or (of_many and form.endswith(_FEMININE)))


def _is_plural(token: Token) -> bool:
    """Whether a noun stands before the names of several places, or an adjective: «مناطق خاضعة»."""
    head = place_head(token)
    return head is not None and head[1] == "many"


def _is_named_word(
    tokens: Sequence[Token], classes: Sequence[WordClass], taken: frozenset[int], position: int
) -> bool:
    """Whether an everyday word names the place: after «قرية», «حي» nearly any does."""
    form, head = tokens[position].form, place_head(tokens[position - 1])
    if head is None or head[0].rest not in words("nouns", "surely_named"):
        return False
    if position in taken or classes[position] != "word" or len(form) < SHORTEST:
        return False
    if form.startswith(_ARTICLE):
        return True
    following = position + 1
    return not (form.endswith(_LIKE_WORDS) or form.startswith(_LIKE_VERBS)) and (
        following >= len(tokens)
        or classes[following] != "word"
        or place_head(tokens[following]) is not None
    )
