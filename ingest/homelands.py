"""Homelands: «بلاده», the state of whoever speaks or acts right before: «قال الوزير الكندي إن بلاده …»."""

from collections.abc import Iterator, Sequence

from mithaq.ingest.facts import Participant
from mithaq.ingest.followers import over_own_forces
from mithaq.ingest.lexicon import words
from mithaq.ingest.mentions import Mention, cut_mention
from mithaq.ingest.parts import OFFICIAL
from mithaq.ingest.tokens import Token, Tokens, is_one_of, reading_among

_STATES = frozenset({"State"})
_CERTAINTY = 0.9
_FAR = 40
"""How many words before it the one may stand whose country it is."""


def is_homeland(mention: Mention, tokens: Sequence[Token]) -> bool:
    """Whether a mention is the country of who speaks: «بلاده»."""
    return mention.how == "reference" and any(
        is_one_of(token.form, words("nouns", "homelands"))
        for token in tokens[mention.first : mention.last]
    )


def find_homelands(
    tokens: Tokens, here: Sequence[Mention], before: Participant | None
) -> Iterator[Mention]:
    """The mentions of a state by «بلاده» and the like, its soldiers' too: «جنود بلاده».

    It is the state of the last person named before it, else of the last demonym; `before` is the state
    for which the sentence before spoke.
    """
    for position in tokens.where(words("nouns", "homelands")):
        reading = reading_among(tokens[position].form, words("nouns", "homelands"))
        if reading is None or any(m.first <= position < m.last for m in here):
            continue
        state, somebody = _owner(tokens, here, position)
        if not somebody:
            state = before
        if state is None:
            continue
        country = cut_mention(
            tokens, position, position + 1, reading, (state,), "reference", certainty=_CERTAINTY
        )
        low = max((m.last for m in here if m.last <= position), default=0)
        yield over_own_forces(country, tokens, low)


def spoken_for(here: Sequence[Mention]) -> Participant | None:
    """The state for which the first person of a sentence speaks, who goes on speaking in the next."""
    people = (m for m in here if (m.how == "person" or m.part == OFFICIAL) and not m.preposition)
    return next((state for m in people if (state := _state_of(m)) is not None), None)


def _owner(
    tokens: Tokens, here: Sequence[Mention], position: int
) -> tuple[Participant | None, bool]:
    """Whose country is meant: the last person's, else that of the last demonym or state.

    With whether anybody stands there whose it may be. Whom the speaker only met is not meant, where
    somebody stands before him: «قالت فلانة بعد لقائها فلانا إن بلادها …».
    """
    near = [m for m in here if m.last <= position and position - m.last <= _FAR]
    near = [m for m in near if not _is_met(tokens, m)] or near
    near = _before_he_says(tokens, near, position) or near
    for mention in reversed(near):
        if mention.how == "person" or mention.part == OFFICIAL:
            return _state_of(mention), True
    for mention in reversed(near):
        named = mention.how in ("demonym", "representative", "name") and not mention.preposition
        if named and (state := _state_of(mention)) is not None:
            return state, True
    return None, False


def _before_he_says(tokens: Tokens, near: Sequence[Mention], position: int) -> list[Mention]:
    """Who speaks, where it is of himself: «قال فلان إنه سيدعو فلانا إلى القمة التي تستضيفها بلاده»."""
    said = next((n for n in range(position - 1, -1, -1) if tokens.forms[n] in _HE), 0)
    return [m for m in near if m.last <= said and m.how == "person" and not m.preposition][:1]


_HE = frozenset({"انه", "انها"})


def _is_met(tokens: Tokens, mention: Mention) -> bool:
    """Whether somebody is the one with whom another talked: «بعد لقائها فلانا», «محادثاته مع فلان»."""
    before = tokens.forms[max(mention.first - _MET, 0) : mention.first]
    return any(is_one_of(form, words("meetings", "with_whom")) for form in before)


_MET = 2


def _state_of(mention: Mention) -> Participant | None:
    found = (*mention.candidates, *mention.behind)
    return next((p for p in found if p.kind in _STATES), None)
