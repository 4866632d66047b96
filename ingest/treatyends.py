"""Where the name of an agreement ends that no list knows: «اتفاقية تعاون دفاعي» before «بقيمة …», «تنص على …»."""

from collections.abc import Sequence
from functools import cache

from mithaq.ingest.classes import WordClass
from mithaq.ingest.lexicon import common_words, words
from mithaq.ingest.proclitics import attached_preposition
from mithaq.ingest.tokens import Token
from mithaq.ingest.verbalnouns import is_verbal_noun

_MOST_WORDS = 5
_JOINED_ARTICLE = "وال"
_BY = "ب"


def end_of_name(
    tokens: Sequence[Token], classes: Sequence[WordClass], taken: frozenset[int], first: int
) -> int:
    """Where the noun phrase ends whose next word is token `first`."""
    position = first
    while position < len(tokens) and position - first < _MOST_WORDS:
        form = tokens[position].form
        if position > first and _goes_on_from(tokens, taken, position):
            position += 2
            continue
        joined = form.startswith(_JOINED_ARTICLE) and position > first
        if position in taken or form in _closing() or not is_noun(classes[position], form):
            break
        if _is_verbal(form) or is_of_another(tokens[position - 1].form, form):
            break
        if form.startswith(("و", "ل")) and not joined and _is_cut(form):
            break
        if _is_by(form):
            break  # «يقضي اتفاق السلام بنزع سلاح …»
        position += 1
    return position


def _goes_on_from(tokens: Sequence[Token], taken: frozenset[int], position: int) -> bool:
    """Whether «من» and what is to be less goes on with the name: «معاهدة الحد من الصواريخ»."""
    if tokens[position].form != _FROM or position + 1 >= len(tokens) or position + 1 in taken:
        return False
    return tokens[position - 1].form in words("treaties", "lessening")


_FROM = "من"


@cache
def _closing() -> frozenset[str]:
    """What tells of an agreement when it was signed, what it is worth, or that it was signed."""
    return frozenset().union(
        *(words("treaties", key) for key in ("when", "worth", "deeds", "concluded"))
    )


def is_noun(name: WordClass, form: str) -> bool:
    """Whether a word may be a noun, though it looks like a verb with its object: «إقامة»."""
    return name == "word" or (name == "verb" and "ال" + form in common_words())


def _is_verbal(form: str) -> bool:
    """Whether a word after an indefinite noun is rather a verb: «اتفاقا يقضي …»; not «يمني»."""
    return form.startswith("ي") and not form.endswith(("ي", "يه"))


def is_of_another(before: str, form: str) -> bool:
    """Whether a noun after one with the article is of no name of it: «تحدد معاهدة الأنهار سقف الصواريخ».

    Nor is a plural of people after the agreement itself, «يلزم الاتفاق المتمردين بكذا», nor an act:
    «يشمل الاتفاق الإفراج عن …».
    """
    if not before.startswith(_THE) or before in words("treaties", "owed_acts"):
        return False  # «اتفاق إلغاء تأشيرات»
    if form in words("treaties", "not_being"):
        return False
    if form in words("treaties", "signatories"):
        return True  # «تلزم معاهدة الدفاع المشترك الدول بكذا»
    if form.startswith(_THE):
        stem = form.removesuffix(_OBLIQUE)
        opens = before in words("treaties", "the_agreements")
        people = stem != form and len(stem) > _ROOT
        return opens and (people or is_verbal_noun(form.removeprefix(_THE)))
    return not form.startswith(_JOINED_ARTICLE)


_THE, _OBLIQUE = "ال", "ين"
_ROOT = 5
"""Longer than «الثم»: «الاتفاق الثمين» is one."""


def _is_by(form: str) -> bool:
    """Whether a word is ب with a noun: «بنزع»; not «بحري»."""
    if not form.startswith(_BY):
        return False
    known = common_words()
    return attached_preposition(form) is not None or (form not in known and form[1:] in known)


def _is_cut(form: str) -> bool:
    """Whether a word that begins like a clitic is one: «لتجنب», «ومصر»; not «وقف», «لجوء»."""
    return form not in words("treaties", "whole")
