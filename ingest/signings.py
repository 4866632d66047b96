"""Signing: whether the words before a noun say that it is signed, which makes an agreement of a paper."""

from collections.abc import Sequence
from functools import cache
from itertools import pairwise, takewhile

from mithaq.ingest.lexicon import words
from mithaq.ingest.tokens import COMMAS, Token, is_one_of
from mithaq.ingest.verbs import listed_forms

_OBJECTS = ("", "ه", "ها", "هما")
_NEAR = 16
_CLOSE = 5
_FOLLOWING = 5


def signatures() -> frozenset[str]:
    """The nouns of signing before what is signed: «توقيع», «بالتوقيع»."""
    return words("treaties", "signatures")


@cache
def signing() -> frozenset[str]:
    """The forms of the verbs of signing, with what is signed as a suffix too."""
    return frozenset(
        form + suffix for form in listed_forms("treaties", "signing") for suffix in _OBJECTS
    )


@cache
def _signing_it() -> frozenset[str]:
    """The forms with what is signed as a suffix: «وقعه», «أبرمتها»."""
    return frozenset(
        form + suffix for form in listed_forms("treaties", "signing") for suffix in _OBJECTS[1:]
    )


def is_signed(tokens: Sequence[Token], position: int) -> bool:
    """Whether a verb or a noun of signing stands before the noun at `position`, and governs it.

    Or a relative clause after it tells who signed it: «وثيقة المبادئ التي وقعها …».
    """
    if _is_of_the_signed(tokens, position):
        return True
    if position == 0 or tokens[position - 1].form in words("treaties", "not_signed"):
        return False
    close = takewhile(
        lambda token: token.form not in COMMAS, tokens[max(position - _CLOSE, 0) : position][::-1]
    )
    if any(token.form in signatures() for token in close):
        return True
    near = tokens[max(position - _NEAR, 0) : position]
    return any(is_one_of(token.form, signing()) for token in near)


def _is_of_the_signed(tokens: Sequence[Token], position: int) -> bool:
    """Whether a relative pronoun with a verb of signing follows within few words.

    Or, after a noun without the article, the verb with its pronoun: «بيانا وقعه الوزراء».
    """
    after = tokens[position + 1 : position + 1 + _FOLLOWING]
    if any(token.form in _signing_it() for token in after):
        return True
    if any(
        one.form in words("grammar", "relatives") and other.form in signing()
        for one, other in pairwise(after)
    ):
        return True
    return _is_of_the_reached([token.form for token in tokens[position + 1 : position + _FAR]])


def _is_of_the_reached(after: Sequence[str]) -> bool:
    """Whether those between whom it is follow, and that it was reached: «… بين كذا وكذا، الذي تم التوصل إليه»."""
    if _BETWEEN not in after[:_FOLLOWING]:
        return False
    return any(
        one in words("grammar", "relatives")
        and other in words("treaties", "done")
        and last in words("treaties", "concluding")
        for one, other, last in zip(after, after[1:], after[2:], strict=False)
    )


_BETWEEN = "بين"
_FAR = 14
