"""Proclitics: the preposition that a noun carries, «لدعم», and what tells it from a letter of the noun."""

from functools import cache, lru_cache

from mithaq.ingest.lexicon import common_words, word_lists, words
from mithaq.ingest.tokens import Reading, readings
from mithaq.ingest.verbalnouns import is_verbal_noun
from mithaq.text import fold


def carries_with(form: str) -> bool:
    """Whether a word that begins with ب is another with it: «بمساندة», not «بحرية»."""
    return form.startswith("ب") and not {form, "ال" + form} & common_words()


@lru_cache(maxsize=65536)
def attached_preposition(form: str) -> Reading | None:
    """The cut of a noun that carries ب, ل or ك: «لدعم» is ل and دعم.

    A word counts as a noun where news writes it with the article; «لجنة» is one itself.
    """
    if "ال" + form in common_words():
        return None
    return next(
        (
            reading
            for reading in readings(form)
            if reading.preposition
            and (
                "ال" + reading.rest in common_words()
                or reading.rest.startswith("ال")
                or (reading.preposition in _BEFORE_ACTS and _is_act(reading.rest))
                or reading.rest in _nouns_of_place()
            )
        ),
        None,
    )


_BEFORE_ACTS = frozenset({"ب", "ل"})
_SHORTEST_ACT = 3


def _is_act(form: str) -> bool:
    """Whether a word is what somebody does: «بإعادة», «لسحب»."""
    return is_verbal_noun(form) or (
        len(form) >= _SHORTEST_ACT and form in words("reports", "matters")
    )


@lru_cache(maxsize=65536)
def joins_a_place(form: str) -> bool:
    """Whether a word is «و» and the noun of a place: «ومخيم»."""
    return any(r.conjunction and r.rest in _nouns_of_place() for r in readings(form))


@cache
def _nouns_of_place() -> frozenset[str]:
    listed: dict[str, list[str]] = word_lists("nouns")["place_heads"]
    nouns = frozenset(fold(noun) for found in listed.values() for noun in found)
    return nouns | words("nouns", "place_parts")
