"""Datelines: from where a report comes: «أكرا، 5 مايو (وكالة) - …», a town that does nothing and is no state.

Where one town alone stands there, its state may be whose ministry the text goes on to speak of.
"""

from collections.abc import Sequence
from dataclasses import replace

from mithaq.ingest.classes import WordClass
from mithaq.ingest.lexicon import words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.tokens import COMMAS, Tokens, bare

_DASH = "-"  # all dashes are read as this one
_STRETCHED = "\N{ARABIC TATWEEL}"
"""What is printed for a dash, and is no token."""
_OPENING, _CLOSING = "(", ")"
_SLASH = "/"
_FURTHEST = 16
_IN = "في"
_LONGEST, _TOWNS = 10, 2
_PARTING = COMMAS | {_DASH, _SLASH}
_COLON = ":"
_TOWN = "Place"
_CLAUSE = frozenset({"verb", "relative", "complementizer", "negator", "preposition"})


def with_dateline(mentions: Sequence[Mention], tokens: Tokens, text: str) -> tuple[Mention, ...]:
    """The mentions, those before the dash of a dateline being where the report comes from.

    A town is there no capital that stands for its state, and a state is the one in which the town lies.
    """
    end = report_begins(mentions, tokens, text)
    alone = sum(m.last <= end for m in mentions) == 1
    if alone and any(_is_a_states(token.form) for token in tokens[end : end + _SUBJECT]):
        return tuple(mentions)  # «أكرا (وكالات) - أعلنت وزارة الدفاع …»
    return tuple(_as_origin(m) if m.last <= end else m for m in mentions)


def _is_a_states(form: str) -> bool:
    """Whether a noun is part of a state and says nothing of which: «وزارة», «السلطات»."""
    return bare(form) in words("nouns", "ministries") | words("nouns", "authorities")


_SUBJECT = 3
"""How soon after a dateline who acts is named."""


def _as_origin(mention: Mention) -> Mention:
    towns = tuple(p for p in mention.candidates if p.kind == _TOWN)
    if towns:
        return replace(mention, candidates=towns)
    return replace(mention, preposition=mention.preposition or _IN)


def report_begins(mentions: Sequence[Mention], tokens: Tokens, text: str) -> int:
    """The token at which the report itself begins; 0 where the sentence opens with no dateline."""
    town = mentions[0] if mentions else None
    if town is None or town.first or town.preposition or town.candidates[0].kind != _TOWN:
        return 0
    named = {n for m in mentions for n in range(m.first, m.last)}
    position, bracketed, dated = town.last, False, False
    while position < min(len(tokens), _FURTHEST):
        form = tokens[position].form
        if form == _DASH or _is_stretched(tokens, position, text):
            return position + (form == _DASH)
        if form == _SLASH and position == town.last and position + 1 not in named:
            return position + 1  # «أكرا/ أقر الاتحاد …»
        bracketed = form == _OPENING or (bracketed and form != _CLOSING)
        counts = form.isdecimal()
        passed = bracketed or dated or counts or form in COMMAS or position in named
        if not passed and form not in (_CLOSING, _SLASH):
            return 0
        dated = counts or (form == _SLASH and position - 1 not in named)
        position += 1
    return 0


def _is_stretched(tokens: Tokens, position: int, text: str) -> bool:
    """Whether a drawn-out line stands before the token: «أكرا ـ أقر الاتحاد …»."""
    return _STRETCHED in text[tokens[position - 1].end : tokens[position].start]


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
        if forms[position] == _DASH:
            end = position + 1
    return end
