"""Mouthpieces: through whom somebody speaks, of whom nothing is told: «اتهمت كندا، على لسان ناطقها فلان، …»."""

from mithaq.ingest.mentions import Mention
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tokens import COMMAS

TONGUE = "لسان"  # tongue, after «on»: by the mouth of
_ON = "علي"
_FURTHEST = 6


def is_mouthpiece(sentence: Sentence, mention: Mention) -> bool:
    """Whether a person or an office says it for somebody else: «على لسان ناطقها الرسمي فلان»."""
    if mention.how not in ("person", "office") or TONGUE not in sentence.forms:
        return False
    for position in range(mention.last - 1, max(mention.first - _FURTHEST, 0), -1):
        form = sentence.forms[position]
        if form in COMMAS:
            return False
        if form == TONGUE and position < mention.first:
            return sentence.forms[position - 1] == _ON
    return False


def past_mouthpiece(sentence: Sentence, position: int) -> int:
    """Where it goes on after through whom somebody speaks: «رحبت كندا على لسان وزيرها فلان بكذا»."""
    opened = sentence.words(position, position + 2)
    first = position + next((len(w) for w in _THROUGH if opened[: len(w)] == w), 0)
    if first == position:
        return position
    mouths = (m for m in sentence.mentions if m.how in ("person", "office"))
    named = next((m.last for m in mouths if first <= m.first <= first + _TITLES), None)
    if named is None:
        return _past_office(sentence, first)
    return named + (sentence.forms[named - 1] == _IN_THE_NAME_OF)  # «متحدث باسم الخارجية»


def _past_office(sentence: Sentence, first: int) -> int:
    """Where it goes on after who only has an office: «متحدث باسم الخارجية», «سفيرها», «وزير دفاعها»."""
    if sentence.words(first + 1, first + 2) == (_IN_THE_NAME_OF,):
        return first + _SPOKEN_FOR
    own = [n for n in (first, first + 1) if any(w.endswith(_OWN) for w in sentence.words(n, n + 1))]
    return own[0] + 1 if own else first


_IN_THE_NAME_OF = "باسم"
_SPOKEN_FOR = 3
_OWN = ("ها", "هم")


_THROUGH = ((_ON, TONGUE), ("بلسان",), ("عبر",))  # by the mouth of, through
_TITLES = 3
