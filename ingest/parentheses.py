"""Parentheses: what two commas set off: «اتهمت الهند، في بيان لها، باكستان», «…، التي تقود الحلف، …».

A preposition opens them, a relative word, or one of the words that the lexicon names.
"""

from collections.abc import Sequence

from mithaq.ingest.classes import WordClass
from mithaq.ingest.grammar import prepositions
from mithaq.ingest.lexicon import words
from mithaq.ingest.tokens import COMMAS

_LONGEST = 14
_ENDING = frozenset({"relative", "complementizer", "subordinator", "negator"})
_BRACKET, _CLOSING = "(", ")"
_MARKS = frozenset({'"', "«", "»", "“", "”", "(", ")"})
_TO = "الي"
"""Brings in what is asked for, and no aside: «دعت كندا "الأطراف"، إلى وقف القتال، و…»; but «، إلى جانب كذا،»."""


def parenthesis_end(forms: Sequence[str], classes: Sequence[WordClass], comma: int) -> int | None:
    """Where it goes on after what the comma at `comma` sets off, if it sets off anything."""
    if forms[comma] == _BRACKET:
        return _bracket_end(forms, comma)
    if comma + 2 >= len(forms) or forms[comma] not in COMMAS:
        return None
    opening = forms[comma + 1]
    joined = opening[0] == "و" and (opening,) not in prepositions()  # «وفي», but not «وفق»
    governed = classes[comma + 1] == "preposition" and not joined
    relative = classes[comma + 1] == "relative"
    governed = governed and (opening != _TO or forms[comma + 2] in words("grammar", "besides"))
    if not (governed or relative) and opening not in words("grammar", "opening_asides"):
        return None
    for position in range(comma + 2, min(comma + _LONGEST + 2, len(forms))):
        if forms[position] in COMMAS:
            return position + 1
        denied = relative and position == comma + 2 and classes[position] == "negator"
        if classes[position] in _ENDING and not denied:  # «غانا، التي لم توقع الاتفاق، …»
            return None
        if classes[position] == "mark" and forms[position] not in _MARKS:
            return None
    return None


def _bracket_end(forms: Sequence[str], opening: int) -> int | None:
    """Where it goes on after what stands in brackets."""
    for position in range(opening + 1, min(opening + _LONGEST + 2, len(forms))):
        if forms[position] == _CLOSING:
            return position + 1
    return None


def parenthesis_start(forms: Sequence[str], classes: Sequence[WordClass], comma: int) -> int | None:
    """The comma that opens what the one at `comma` closes."""
    for position in range(comma - 2, max(comma - _LONGEST - 2, -1), -1):
        if forms[position] in COMMAS:
            closed = parenthesis_end(forms, classes, position) == comma + 1
            return position if closed else None
    return None


def parentheses(forms: Sequence[str], classes: Sequence[WordClass]) -> tuple[tuple[int, int], ...]:
    """The tokens, commas and all, of every parenthesis; none in a list of commas."""
    found: list[tuple[int, int]] = []
    position = 0
    while position < len(forms):
        end = parenthesis_end(forms, classes, position) if forms[position] in COMMAS else None
        if end is None:
            position += 1
        else:
            found.append((position, end))
            position = end
    return tuple(found)
