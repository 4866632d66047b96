"""Describing: whether a definite word after a noun is its adjective, or something else of the clause.

«الحركة الانفصالية» is another than «الحركة»; in «هاجمت الحركة القاعدة» a base is what was attacked.
"""

from functools import lru_cache

from mithaq.ingest.lexicon import words
from mithaq.ingest.tokens import bare

_ARTICLE = "ال"
_SHE = "ه"
_HERS = (_SHE, "ات")
_NISBA, _NISBA_OF_HER = "ي", "يه"
_NISBAS = (_NISBA, _NISBA_OF_HER, "يين", "يون")


@lru_cache(maxsize=65536)
def may_describe(form: str, noun: str) -> bool:
    """Whether `form` may be an adjective of `noun`, of which it then has the gender; both folded.

    >>> may_describe("الانفصاليه", "الحركه"), may_describe("القاعده", "الحركه")
    (True, False)
    >>> may_describe("العليا", "اللجنه"), may_describe("العليا", "المجلس")
    (True, False)
    """
    if not form.startswith(_ARTICLE) or form in words("nouns", "no_adjectives"):
        return False
    plurals = words("nouns", "broken_plurals")
    feminine = noun.endswith(_HERS) or not {noun, bare(noun)}.isdisjoint(plurals)
    if form in words("nouns", "adjectives_of_them") or form in words("nouns", "of_others"):
        hers = form.endswith(_SHE) or form in words("nouns", "feminine_without_ta")
        return hers == feminine or form in words("nouns", "of_members")
    nisba = form.endswith(_NISBA_OF_HER if feminine else _NISBA)
    return nisba and form not in words("nouns", "like_nisbas")


@lru_cache(maxsize=65536)
def is_adjective(form: str) -> bool:
    """Whether a definite word looks like an adjective of a noun of either gender, in a name; folded."""
    if form in words("nouns", "adjectives_of_them") | words("nouns", "adjectives_of_groups"):
        return True
    return form.endswith(_NISBAS) and form not in words("nouns", "like_nisbas")
