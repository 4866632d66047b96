"""Proclitics: the preposition that a noun carries, «لدعم», and what tells it from a letter of the noun."""

from functools import cache, lru_cache

from mithaq.ingest.lexicon import common_words, kinds, words
from mithaq.ingest.tokens import Reading, readings
from mithaq.ingest.verbalnouns import is_verbal_noun


def carries_with(form: str) -> bool:
    """Whether a word that begins with ب is another with it: «بمساندة», not «بحرية»."""
    return form.startswith("ب") and not {form, "ال" + form} & common_words()


@lru_cache(maxsize=65536)
def attached_preposition(form: str) -> Reading | None:
    """The cut of a noun that carries ب, ل or ك: «لدعم» is ل and دعم.

    A word counts as a noun where news writes it with the article; «لجنة» is one itself.
    """
    if _is_whole(form):
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


def _is_whole(form: str) -> bool:
    """Whether a word is a noun as it stands, or more than one of a noun: «وكالات», «كميات»."""
    if "ال" + form in common_words():
        return True
    ending = next((e for e in _MORE_THAN_ONE if form.endswith(e)), "")
    return bool(ending) and "ال" + form.removesuffix(ending) + "ه" in common_words()


_MORE_THAN_ONE = ("ات", "تين", "تان", "تي")
"""What nouns in «ة» end in where there are two of them, or many."""
_BEFORE_ACTS = frozenset({"ب", "ل"})
_SHORTEST_ACT = 3


def _is_act(form: str) -> bool:
    """Whether a word is what somebody does: «بإعادة», «لسحب»."""
    return is_verbal_noun(form) or (
        len(form) >= _SHORTEST_ACT and form in words("reports", "matters")
    )


@lru_cache(maxsize=65536)
def joins_a_noun(form: str) -> bool:
    """Whether a word is another noun after و, and none that begins with it: «واتهامات», not «وزير».

    >>> joins_a_noun("ووفد"), joins_a_noun("وفد")
    (True, False)
    """
    if not form.startswith("و") or "ال" + form in common_words():
        return False
    return not {form[1:], "ال" + form[1:]}.isdisjoint(common_words())


@lru_cache(maxsize=65536)
def joins_a_place(form: str) -> bool:
    """Whether a word is «و» and the noun of a place: «ومخيم»."""
    return any(r.conjunction and r.rest in _nouns_of_place() for r in readings(form))


@cache
def _nouns_of_place() -> frozenset[str]:
    return frozenset(kinds("nouns", "place_heads")) | words("nouns", "place_parts")


def rarely_carried(form: str) -> str:
    """The ب of a noun that the list of common words does not have: «يقضي بسحب القوات»."""
    if form[0] not in _RARE or "ال" + form in common_words():
        return ""
    rest = form[1:]
    known = {rest, "ال" + rest} & common_words()
    return form[0] if form not in common_words() or known else ""


_RARE = frozenset({"ب", "ل"})


def carried_preposition(form: str) -> str:
    """The preposition that a word carries, quantifiers included: «لأي», «بكل»."""
    clitic = attached_preposition(form)
    if clitic is not None:
        return clitic.preposition
    return form[0] if form[1:] in words("reports", "quantifiers") else ""


@cache
def pointing_for() -> frozenset[str]:
    """The demonstratives that carry ل: «لهذا العمل»."""
    return frozenset("ل" + word for word in words("nouns", "demonstratives"))
