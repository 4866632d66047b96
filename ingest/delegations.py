"""Delegations: those who are sent together, for whose they are: «وفد عسكري روسي», «وفد رفيع من الحلف»."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from mithaq.ingest.lexicon import words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.parts import DELEGATION
from mithaq.ingest.tokens import Token, reading_among

_SENDERS = frozenset({"State", "Alliance", "Organization", "Body", "ArmedGroup"})
_FROM = frozenset({"من", "عن", "يمثل"})
_ACCUSATIVE, _NISBA = "ا", "يا"
_MOST = 5
"""How many words may stand between a delegation and whose it is: «وفد برلماني رفيع المستوى من …»."""


def delegation_at(
    at: Mapping[int, Mention], tokens: Sequence[Token], position: int
) -> Iterator[Mention]:
    """The delegation that begins at token `position`, if a sender is named with it."""
    reading = reading_among(tokens[position].form, words("journeys", "delegates"))
    if reading is None:
        return
    known = at.get(position)
    if known is not None:
        if known.how == "representative":
            yield replace(known, part=DELEGATION)
        return
    sender = _sender(at, tokens, position)
    if sender is None:
        return
    yield Mention(
        position,
        sender.last,
        tokens[position].start + reading.cut,
        sender.end,
        sender.candidates,
        "representative",
        preposition=reading.preposition,
        conjunction=bool(reading.conjunction),
        part=DELEGATION,
    )


def _sender(at: Mapping[int, Mention], tokens: Sequence[Token], position: int) -> Mention | None:
    """Who sends them: right after the noun, or after «من» and what is said of them."""
    for first in range(position + 1, min(position + _MOST + 2, len(tokens))):
        mention = at.get(first)
        if mention is not None and mention.how != "office":  # «وفد برلماني»
            if mention.of_kind(_SENDERS) is None or mention.conjunction:
                return None
            adjoins = first == position + 1 and mention.preposition in ("", "ل")
            sent = tokens[first - 1].form in _FROM and not mention.preposition
            if not (adjoins or sent or _is_adjective(tokens, position, first)):
                return None
            return mention if mention.how != "demonym" else None
        if not tokens[first].is_word:
            return None
    return None


def _is_adjective(tokens: Sequence[Token], position: int, first: int) -> bool:
    """Whether what is written like a state's name is an adjective: «وفدا أمنيا سوريا»."""
    return tokens[first].form.endswith(_NISBA) and all(
        token.form.endswith(_ACCUSATIVE) for token in tokens[position:first]
    )
