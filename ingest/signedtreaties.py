"""Treaties that a text calls only by their kind, where it tells of their signing or of what they say.

«الاتفاقية التي أبرمتها مصر», «تنص الاتفاقية على …», «بموجب الاتفاق», «المادة الثالثة من الاتفاقية».
"""

from collections.abc import Iterator, Sequence
from functools import cache

from mithaq.ingest.classes import WordClass
from mithaq.ingest.lexicon import phrase_list, words
from mithaq.ingest.mentions import Mention, cut_mention
from mithaq.ingest.provisions import number_at
from mithaq.ingest.signings import is_signed, signing
from mithaq.ingest.tokens import Reading, Token, Tokens, is_one_of, readings
from mithaq.ingest.treaties import is_some, minted
from mithaq.ingest.treatyends import is_of_another
from mithaq.ingest.treatylabels import Words, labels_of
from mithaq.ingest.verbs import listed_forms

_ARTICLE = "ال"
_CERTAINTY = 0.8
_PAIR = 2
_HAD_MOST = 4
_ADJECTIVES = 3


def find_signed(
    tokens: Tokens, classes: Sequence[WordClass], taken: frozenset[int], text: str
) -> Iterator[Mention]:
    """The agreements that no list and no sentence before names, where a clause says who signed."""
    sentence = Words(text, tokens, classes, taken)
    for position in tokens.where(_kinds() | words("treaties", "told_papers")):
        if position in taken or position + 1 == len(tokens):
            continue
        reading = next((r for r in readings(tokens[position].form) if r.rest in _kinds()), None)
        if reading is None:
            if _is_telling(tokens, position):
                yield from _paper(sentence, position)
            continue
        last = position + 1
        while _goes_on(tokens, position, last) and last not in taken:
            last += 1
        after = last
        while _goes_on(tokens, position, after) and after in taken:
            after += 1  # «الاتفاقية الأمنية العراقية الأمريكية الموقعة …»
        if (after not in taken and _is_signed(tokens, after)) or _is_told(tokens, position):
            yield _mention(sentence, position, last, reading)


def _is_telling(tokens: Sequence[Token], position: int) -> bool:
    """Whether a verb right before tells what a paper provides: «وتنص الخطة على …»."""
    before = tokens[position - 1].form if position else ""
    return any(r.rest in listed_forms("treaties", "providing") for r in readings(before))


def _paper(sentence: Words, position: int) -> Iterator[Mention]:
    """A paper that only its kind names: «الوثيقة», «الخطة»."""
    known = words("treaties", "told_papers")
    written = sentence.tokens[position].form
    reading = next((r for r in readings(written) if r.rest in known), None)
    if reading is not None and not reading.preposition:
        yield _mention(sentence, position, position + 1, reading)


def _goes_on(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the noun at `first` goes on with token `last`."""
    return last < len(tokens) and last - first <= _ADJECTIVES and _describes(tokens, last)


def _describes(tokens: Sequence[Token], position: int) -> bool:
    """Whether a word goes on to describe the agreement: «الاتفاقية الأمنية المبرمة بين …»."""
    form = tokens[position].form
    others = words("grammar", "relatives") | _signed() | words("treaties", "signatories")
    described = form.startswith(_ARTICLE) and form not in others
    return described and not is_of_another(tokens[position - 1].form, form)


def _is_signed(tokens: Sequence[Token], position: int) -> bool:
    """Whether the words at `position` go on to say that it was signed, or what it says."""
    here = tuple(token.form for token in tokens[position : position + 3])
    if here and (
        here[0] == _BETWEEN or here[0] in _signed() | listed_forms("treaties", "providing")
    ):
        return True
    if here[1:2] == _A_NAME and here[0] in listed_forms("treaties", "bearing"):
        return True
    if len(here) < _PAIR or here[0] not in words("grammar", "relatives"):
        return False
    first = _after_had(tokens, position + 1)
    here = tuple(token.form for token in tokens[first : first + 2])
    return bool(here) and (
        here[0]
        in signing() | listed_forms("treaties", "providing") | listed_forms("treaties", "reaching")
        or here[0] in listed_forms("treaties", "bearing")
        or (here[0] in words("treaties", "done") and here[-1] in words("treaties", "concluding"))
    )


_BETWEEN = "بين"
"""Between, before its parties: «الاتفاق التجاري بين كندا وغانا»."""


def _after_had(tokens: Sequence[Token], first: int) -> int:
    """Where the words end that only say that it was before: «التي سبق أن وقعتها»."""
    return next(
        (
            n
            for n in range(first, min(len(tokens), first + _HAD_MOST))
            if tokens[n].form not in words("treaties", "had")
        ),
        first,
    )


def _is_told(tokens: Sequence[Token], position: int) -> bool:
    """Whether the words before tell what it says, that it is signed, or that it is in force."""
    if position == 0:
        return False
    before = tokens[position - 1].form
    if before in _telling() or any(r.rest in _telling() for r in readings(before) if r.conjunction):
        return True
    if before == _OF and not is_some(tokens, position - 2):
        return _is_number(tokens, position) or _is_part(tokens, position)
    governor = "" if position == 1 else tokens[position - 2].form
    if before == _ON and is_one_of(governor, words("treaties", "signers")):
        return True
    return is_signed(tokens, position)


def _is_part(tokens: Sequence[Token], position: int) -> bool:
    """Whether it is of a part of the agreement: «المرحلة الأولى من الاتفاق»."""
    before = tokens[max(position - _OF_ARTICLE, 0) : position - 1]
    return any(is_one_of(token.form, words("treaties", "parts")) for token in before)


def _is_number(tokens: Sequence[Token], position: int) -> bool:
    """Whether the number of an article ends two tokens before: «المادة الثالثة من الاتفاقية»."""
    first = next(
        (
            n
            for n in range(position - 3, position - _OF_ARTICLE - 1, -1)
            if n >= 0 and tokens[n].form in words("treaties", "articles_before")
        ),
        None,
    )
    found = None if first is None else number_at(tokens, first + 1)
    return found is not None and found[1] == position - 1


_OF, _ON = "من", "علي"
_A_NAME = ("توقيع",)
_OF_ARTICLE = 4


@cache
def _telling() -> frozenset[str]:
    """«تنص», «بموجب», «توقيع»: after these an agreement is one whose name the text leaves out."""
    return words("treaties", "telling") | listed_forms("treaties", "providing")


@cache
def _kinds() -> frozenset[str]:
    """«الاتفاقية», «المعاهدة»: the nouns of agreements with the article."""
    return frozenset(
        _ARTICLE + noun[0] for noun in phrase_list("nouns", "agreements") if len(noun) == 1
    )


def _signed() -> frozenset[str]:
    """«الموقعة», «المبرم»: what was signed, with the article."""
    return words("treaties", "signed")


def _mention(sentence: Words, first: int, last: int, reading: Reading) -> Mention:
    tokens, text = sentence.tokens, sentence.text
    start = tokens[first].start + reading.cut
    short = (text[start : tokens[n - 1].end] for n in range(last, first, -1))
    opened = "ا" if text[start - 1 : start + 1] == "لل" and reading.cut else ""  # «وفقا للاتفاق»
    named = (opened + label for label in (*short, *labels_of(sentence, start, first + 1, last)))
    labels = tuple(dict.fromkeys(named))
    treaty = minted(labels, tokens, text, definite=False)
    return cut_mention(tokens, first, last, reading, (treaty,), "phrase", certainty=_CERTAINTY)
