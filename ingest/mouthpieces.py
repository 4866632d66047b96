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
