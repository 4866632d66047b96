"""Ordinary words: which unknown words are Arabic verbs, their nouns and participles, and no names.

Names have no word class in a text; what keeps them apart is that most other words are known, or are
built on a known verb. The verbs are those that `mazini` attests (CC BY 4.0).
"""

import re
from functools import cache, lru_cache

from mazini.lexicon import attested_wazns, lexicon_roots

from mithaq.ingest.finite import is_finite
from mithaq.ingest.lexicon import common_words
from mithaq.text import fold

_WAZNS = {
    "فعّل": "II",
    "فاعل": "III",
    "أفعل": "IV",
    "تفعّل": "V",
    "تفاعل": "VI",
    "انفعل": "VII",
    "افتعل": "VIII",
    "استفعل": "X",
}
_C = "([^اوي])"  # a strong letter: weak roots are written in too many ways
_ANY = "(.)"
# the shape of a word, and the measures of which one must be attested for its three letters
_SHAPES: tuple[tuple[str, frozenset[str]], ...] = (
    (f"(?:است|يست|تست|مست|نست){_ANY}{_C}ا?{_ANY}", frozenset({"X"})),
    (f"(?:است|يست|تست|مست|نست){_C}{_C}", frozenset({"X"})),
    (f"(?:ان|ين|تن|من){_C}{_C}ا?{_ANY}", frozenset({"VII"})),
    (f"[ايتمن]{_C}ت{_C}ا?{_ANY}", frozenset({"VIII"})),
    (f"(?:يت|تت|مت|نت|ت){_C}ا{_C}{_ANY}", frozenset({"VI"})),
    (f"(?:يت|تت|مت|نت|ت){_C}{_C}{_ANY}", frozenset({"V"})),
    (f"ت{_C}{_C}ي{_ANY}", frozenset({"II"})),
    (f"ت{_C}{_C}يه", frozenset()),
    (f"[يتمن]{_C}ا{_C}{_ANY}", frozenset({"III"})),
    (f"ي{_C}{_C}{_ANY}", frozenset({"I", "II", "IV"})),
    (f"م{_C}{_C}{_C}", frozenset({"II", "IV"})),
    (f"ا{_C}{_C}ا{_ANY}", frozenset({"IV"})),
    (f"م{_C}{_C}و{_C}", frozenset({"I"})),
    ("([^ا])([^ا])([^ا])", frozenset({"I", "II"})),
)
_COMPILED = tuple((re.compile(shape), measures) for shape, measures in _SHAPES)
_PLURAL_VERB = re.compile("ي.{2,4}(?:ان|ون)")
_SUFFIXES = ("هما", "هم", "ها", "كم", "نا", "ون", "ين", "ان", "ات", "وا", "يه", "ت", "ه", "ي", "ا")
_POSSESSIVES = frozenset({"هما", "هم", "ها", "كم", "نا", "ه", "ي"})
_SHORTEST = 3
_BEFORE_VERBS = ("و", "ف", "س", "ل")
_CLITICS = ("و", "ف", "ب", "ل", "س", "ك")


@cache
def _attested() -> dict[str, frozenset[str]]:
    """The measures of each root, by its folded letters."""
    found: dict[str, set[str]] = {}
    for root in lexicon_roots():
        if len(root) == 3:  # noqa: PLR2004
            letters = fold(root.replace("ء", "ا"))
            found.setdefault(letters, set()).update(
                _WAZNS.get(wazn, "I") for wazn in attested_wazns(root)
            )
    return {root: frozenset(measures) for root, measures in found.items()}


@lru_cache(maxsize=65536)
def is_ordinary(form: str) -> bool:
    """Whether a folded word, with or without clitics, is known or built on a known verb.

    >>> is_ordinary("انتصاراتها"), is_ordinary("زيلينسكي")
    (True, False)
    """
    if is_word(form):
        return True
    for clitic in _CLITICS:
        rest = form.removeprefix(clitic)
        if rest == form or len(rest) < _SHORTEST:
            continue
        if clitic == "ل" and rest.startswith("ل") and is_word("ا" + form):
            return True
        if is_word(rest) and (clitic in _BEFORE_VERBS or not _is_verb(rest)):
            return clitic != "ك" or rest.startswith("ال")
        if clitic in ("و", "ف") and rest[0] in "بلس" and is_word(rest[1:]):
            return len(rest) > _SHORTEST
    return False


def _is_verb(form: str) -> bool:
    """Whether a word is a verb and nothing else: «بيدرسن» is no ب before one."""
    if form in common_words():
        return False
    return is_finite(form) or form.startswith("ي")


@lru_cache(maxsize=65536)
def is_word(form: str) -> bool:
    """Whether a folded word as it stands is known or built on a known verb."""
    if form in common_words() or is_finite(form) or _PLURAL_VERB.fullmatch(form):
        return True
    bare = form[2:] if form.startswith("ال") and len(form) > 4 else form  # noqa: PLR2004
    if bare != form and bare in common_words():
        return True
    if "ال" + form in common_words() and len(form) >= _SHORTEST:
        return True
    return is_derived(bare) or _is_inflected(bare)


def _is_inflected(form: str) -> bool:
    """«انتصاراتها», «خارجيته», «ملفا»: a known word with an ending."""
    for suffix in _SUFFIXES:
        stem = form.removesuffix(suffix)
        owned = suffix in _POSSESSIVES and stem.endswith("ت")
        least = _SHORTEST + (not owned and suffix not in ("ا", "وا"))
        short = suffix in _POSSESSIVES and len(stem) == _SHORTEST  # «طلبه»
        if short and stem in common_words() and "ال" + stem in common_words():
            return True
        if stem == form or len(stem) < least:
            continue
        if suffix == "وا" and len(stem) <= _SHORTEST + 1:
            return True
        if stem in common_words() or is_derived(stem):
            return True
        if suffix in _POSSESSIVES:
            if stem[-1] in "وي" and stem[:-1] + "ء" in common_words():
                return True
            if owned and stem[:-1] + "ه" in common_words():
                return True
            if stem.endswith(("ات", "ون", "ين")) and _is_inflected(stem):
                return True
    return False


def _roots(letters: str) -> tuple[str, ...]:
    """The roots that three letters may stand for: the last of «استعداء» is weak."""
    if not letters.endswith("ء"):
        return (letters,)
    return tuple(letters[:-1] + last for last in "اوي")


def is_derived(form: str) -> bool:
    """Whether a word has the shape of a verb's form, noun or participle, of a verb that exists."""
    attested = _attested()
    for shape, measures in _COMPILED:
        match = shape.fullmatch(form)
        if match is None:
            continue
        root = "".join(match.groups())
        if len(root) < _SHORTEST:
            # «مستبد» doubles its last letter, «تعزية» has a weak one
            third = root[-1] if measures else "ي"
            if attested.get(root + third, frozenset()) & (measures or {"II"}):
                return True
        elif any(attested.get(r, frozenset()) & measures for r in _roots(root)):
            return True
    return False
