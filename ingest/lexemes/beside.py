"""Beside: who stands by a noun without a preposition: told of it, listed behind it, named after it."""

from collections.abc import Iterator
from itertools import pairwise

from mithaq.ingest.lexemes.mention import Mention
from mithaq.ingest.lexemes.sentence import Sentence
from mithaq.ingest.lexemes.triggers import Trigger

_CLOSE = 5
_COPULA = 9
_FOLLOWING = 7


def told_of(
    sentence: Sentence, trigger: Trigger, left: list[Mention], right: list[Mention], way: str
) -> Iterator[Mention]:
    """«Peru is a member of», «Peru, a member of», «member Peru»."""
    copulas = sentence.lexicon.words("copulas")
    for mention in left[:3]:
        words = sentence.words[mention.last : trigger.first]
        between = [word.form for word in words]
        linked = copulas & {form for word in words for form in (word.form, word.lemma)}
        near = sentence.apart(mention.last, trigger.first) <= _COPULA and "," not in between
        if way == "copula" and linked and near:
            yield mention
        if way == "apposition" and between[:1] == [","] and len(between) <= _CLOSE:
            yield mention
    for mention in right[:1]:
        if way == "apposition" and mention.first == trigger.last:
            yield mention


def following(sentence: Sentence, trigger: Trigger, right: list[Mention]) -> Iterator[Mention]:
    """«On a visit to X, Y said»: Y, right behind the first comma."""
    if trigger.tense and trigger.first > 0:
        return
    for number, (one, other) in enumerate(pairwise(right[:3])):
        between = [word.form for word in sentence.words[one.last : other.first]]
        if "," in between and len(between) <= _FOLLOWING:
            yield from right[number + 1 : number + (3 if sentence.is_title(other) else 2)]
            return


def listed(sentence: Sentence, trigger: Trigger, right: list[Mention]) -> Iterator[Mention]:
    """«members: A, B and C», «members, including A», «members such as A», «members are A and B»."""
    for mention in right[:2]:
        words = sentence.words[trigger.last : mention.first]
        if sentence.lexicon.language == "ru":
            words = words[-1:]
        between = {form for word in words for form in (word.form, word.lemma)}
        if between & sentence.lexicon.words("listing"):
            yield mention
