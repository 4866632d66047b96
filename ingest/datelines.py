"""Datelines: two towns from where a text is sent, of which neither acts: «نيروبي/كمبالا - رويترز: …».

Where one alone stands there, its state may be whose ministry the text goes on to speak of.
"""

from collections.abc import Sequence

from mithaq.ingest.classes import WordClass
from mithaq.ingest.mentions import Mention

_LONGEST, _TOWNS = 10, 2
_DASHES = frozenset({"-", "–", "—", "ـ"})
_PARTING = _DASHES | {"/", "،", ","}
_COLON = ":"
_TOWN = "Place"
_CLAUSE = frozenset({"verb", "relative", "complementizer", "negator", "preposition"})


def dateline_end(
    forms: Sequence[str], classes: Sequence[WordClass], mentions: Sequence[Mention]
) -> int:
    """Where the text goes on after a dateline; 0 where it opens with none.

    A town stands first, another after a stroke, a comma or a dash, then a dash or a colon.
    """
    towns = [m for m in mentions[:_TOWNS] if m.candidates[0].kind == _TOWN and not m.preposition]
    if len(towns) < _TOWNS or towns[0].first or towns[1].first != towns[0].last + 1:
        return 0
    if forms[towns[0].last] not in _PARTING:
        return 0
    end = 0
    for position in range(towns[1].last, min(_LONGEST, len(forms))):
        if classes[position] in _CLAUSE:
            break
        if forms[position] == _COLON:
            return position + 1
        if forms[position] in _DASHES:
            end = position + 1
    return end
