"""Prepositions: which word, or words, govern what follows."""

from collections.abc import Sequence
from functools import cache

from mithaq.ingest.lexicon import phrase_list, word_lists, words
from mithaq.ingest.tokens import COMMAS, Token
from mithaq.text import fold

_LONGEST = 3
_OF = ("من",)
_EACH = frozenset({"كل", "وكل", "كلا"})
"""With «من», whoever is named one by one: «كل من فرنسا وألمانيا»."""
CLAUSE = "ان"
"""The preposition, as it were, of a clause that tells the matter: «اعتبر أن الاتفاق …»."""
ATTACHED = frozenset({"ب", "ل", "ك"})
"""The prepositions that are written together with what they govern."""
_CLITICS = ("ب", "ل")
SAID = (("وعبر",), ("عبر",))
"""A verb where it opens a sentence or a clause, «…، وعبر الوزير عن …», and no preposition."""
_OPENING = frozenset({"،", ",", "فيما", "بينما", "كما", "حين", "اذ", "وقد", "قد"})
_WHEREOF = "عن"
_TELLER = 12
"""How many words may name who expresses something."""


@cache
def prepositions() -> dict[tuple[str, ...], str]:
    """Each preposition, as its folded words, with the name that frames use."""
    listed: dict[str, str] = word_lists("grammar")["prepositions"]
    return {tuple(fold(entry).split()): fold(name) for entry, name in listed.items()}


def without_conjunction(sequence: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """The words as they stand, and without the conjunction that the first may carry."""
    first = sequence[0]
    if first[0] in "وف" and len(first) > 2:  # noqa: PLR2004
        return sequence, (first[1:], *sequence[1:])
    return (sequence,)


@cache
def _endings() -> frozenset[str]:
    """The words with which a preposition may end; one of a single word with a conjunction too."""
    single = {entry[0] for entry in prepositions() if len(entry) == 1}
    joined = {conjunction + word for word in single for conjunction in "وف"}
    return frozenset({entry[-1] for entry in prepositions()} | joined)


_ABOUT = "نحو"
"""Before a number «about», and no preposition: «يدرب نحو مئة جندي …»."""


def _counts(tokens: Sequence[Token], position: int) -> bool:
    form = tokens[position].form if position < len(tokens) else ""
    return form.isdigit() or form in words("numerals", "counting")


def _amounting_before(tokens: Sequence[Token], first: int) -> int | None:
    """Where words begin that only tell how much a number after them is: «ما لا يقل عن مئة جندي»."""
    if not _counts(tokens, first):
        return None
    for length in range(min(_AMOUNTING, first), 1, -1):
        sequence = tuple(token.form for token in tokens[first - length : first])
        head = sequence[0]
        for opening in (head, head[1:]) if head[0] in _CARRIED else (head,):
            if (opening, *sequence[1:]) in phrase_list("numerals", "amounting"):
                return first - length
    return None


_AMOUNTING = 4
_CARRIED = "وفبل"


def _carried_by(tokens: Sequence[Token], first: int) -> tuple[int, str] | None:
    """The preposition that such words carry: «بأكثر من مئة جندي»."""
    form = tokens[first].form
    return (first, form[0]) if form[0] in _CLITICS and len(form) > _SHORT else None


_SHORT = 3


def is_said(tokens: Sequence[Token], first: int) -> bool:
    """Whether the word before token `first` tells that somebody expresses something."""
    if first == 1:
        return True
    if tokens[first - 2].form not in _OPENING:
        return False
    after = [token.form for token in tokens[first : first + _TELLER]]
    ends = next((n for n, form in enumerate(after) if form in COMMAS), len(after))
    return _WHEREOF in after[:ends]


def preposition_before(tokens: Sequence[Token], first: int) -> tuple[int, str] | None:
    """The preposition that ends right before token `first`: where it begins, and its name."""
    if not first or tokens[first - 1].form not in _endings():
        return None  # nine times of ten: one look instead of three
    if tokens[first - 1].form == _ABOUT and _counts(tokens, first):
        return None
    amount = _amounting_before(tokens, first)
    if amount is not None:
        return _carried_by(tokens, amount) or preposition_before(tokens, amount)
    for length in range(min(_LONGEST, first), 0, -1):
        sequence = tuple(token.form for token in tokens[first - length : first])
        if sequence in SAID and is_said(tokens, first):
            continue
        for variant in without_conjunction(sequence):
            if variant == _OF and tokens[first - 2 : first - 1]:
                each = tokens[first - 2].form
                if each in _EACH:
                    return preposition_before(tokens, first - 2)
                if each[1:] in _EACH and each[0] in _CLITICS:
                    return first - 2, each[0]
            if variant in prepositions():
                return first - length, prepositions()[variant]
    return None
