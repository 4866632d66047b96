"""Sorts of words among names: given names, surnames, what joins them, what is either, what none.

The lists of `lexicon` hold names that three people or more bear on Wikidata (CC0), in Arabic script,
and names from abroad as Arabic news writes them. `names-or-words.txt` has what is as often a word,
`syllables.txt` the short parts of Chinese, Korean and Vietnamese names.
"""

from functools import lru_cache
from typing import Literal

from mithaq.ingest.lexicon import common_words, word_set, words
from mithaq.ingest.wordforms import is_ordinary

Sort = Literal["given", "surname", "joiner", "either", "unknown", "ordinary"]
_LISTS: tuple[tuple[Sort, str], ...] = (("given", "given-names"), ("surname", "surnames"))


@lru_cache(maxsize=65536)
def sort_of(form: str) -> Sort:
    """What a folded word is among names."""
    if form in words("names", "joiners"):
        return "joiner"
    if form in word_set("names-or-words"):
        return "either"
    for sort, name in _LISTS:
        if form in word_set(name):
            return "either" if form in common_words() else sort
    if form in word_set("syllables"):
        return "either" if is_ordinary(form) else "given"
    return "ordinary" if is_ordinary(form) else "unknown"
