"""Titles that no comma closes, between who takes a stance and its matter: «طالب فلان، نائب الرئيس السابق بفتح تحقيق»."""

from mithaq.ingest.lexicon import words
from mithaq.ingest.proclitics import attached_preposition
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tokens import bare
from mithaq.ingest.triggers import Trigger

_LONGEST = 12
"""How many words a title may have."""
_BY = frozenset({"ب", "matter ب"})
_CLAUSES = frozenset({"verb", "complementizer", "subordinator", "relative"})
_OF_OFFICES = frozenset({"باسم", "باعمال", "بلسان"})


def past_open_title(sentence: Sentence, trigger: Trigger, end: int) -> int | None:
    """Where the matter stands after an office that no comma closes: «طالب فلان، نائب الرئيس السابق بفتح تحقيق»."""
    first = end + sentence.has_comma(end)
    wanted = any(by in _BY for slot in trigger.form.pattern.slots for by in slot.by)
    if not wanted or first >= len(sentence.tokens) or not is_title(sentence, first):
        return None
    for position in range(first + 1, min(first + _LONGEST, len(sentence.tokens))):
        if sentence.has_comma(position) or sentence.classes[position] in _CLAUSES:
            return None
        clitic = attached_preposition(sentence.forms[position])
        carried = clitic.preposition if clitic is not None else ""
        if carried == "ب" and sentence.forms[position] not in _OF_OFFICES:
            return position
    return None


def is_title(sentence: Sentence, position: int) -> bool:
    """Whether an office begins here."""
    return bare(sentence.forms[position]) in words("reports", "title_heads") or any(
        m.how == "office" and m.first == position for m in sentence.mentions
    )
