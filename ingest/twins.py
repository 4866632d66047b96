"""Twins: two officials or more without a name, or two sides: «وزيرا الدفاع التركي واليوناني», «الجانبان الروسي والصيني»."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from mithaq.ingest.facts import Participant
from mithaq.ingest.lexicon import meanings, words
from mithaq.ingest.mentions import How, Mention
from mithaq.ingest.names import known_names, match_at, participant
from mithaq.ingest.officekinds import duals, is_a, office_of, singular, slug_of
from mithaq.ingest.parts import OFFICIAL
from mithaq.ingest.tokens import Reading, Token, reading_among, readings
from mithaq.iris import THING

_STATE = frozenset({"State"})
_TWO = 2
_DESCRIBING = frozenset({"demonym", "representative"})
_OFFICES = THING + "office/"


def twins_at(
    at: Mapping[int, Mention], tokens: Sequence[Token], position: int
) -> Iterator[Mention]:
    """Those whom a dual or a plural at token `position` names by their states alone."""
    one = singular(tokens[position].form)
    if one is None:
        return
    second = tokens[position + 1 : position + 2]
    match = match_at(known_names(), [Token(one, 0, 1), *second], 0)
    if match is None or not match.entries[0].iri.startswith(_OFFICES):
        return
    kind = participant(match.entries[0].iri)
    if not is_a(slug_of(kind), "officials"):
        return
    first = position + match.end
    while first < len(tokens) and first not in at and _links(tokens[first].form):
        first += 1
    reading = next(r for r in readings(tokens[position].form) if r.rest in duals())
    states = _states(at, first, named=reading.rest not in words("offices", "plural_heads"))
    if len(states) < _TWO:
        return
    for mention, state in states:
        office = office_of(slug_of(kind), state, "", kind.label("ar") or "")
        yield _member(
            tokens, position, reading, mention, (office, state), OFFICIAL, "office", states
        )


def _links(form: str) -> bool:
    return form in words("offices", "twin_links")


def sides_at(
    at: Mapping[int, Mention], tokens: Sequence[Token], position: int
) -> Iterator[Mention]:
    """The states of «الجانبان الروسي والصيني», «الجيشان الهندي والباكستاني»."""
    reading = reading_among(tokens[position].form, side_words())
    states = () if reading is None else _states(at, position + 1, named=False)
    if reading is None or len(states) < _TWO:
        return
    part = _sides()[reading.rest]
    for mention, state in states:
        yield _member(tokens, position, reading, mention, (state,), part, "representative", states)


def counterparts_at(
    at: Mapping[int, Mention], tokens: Sequence[Token], position: int
) -> Iterator[Mention]:
    """«نظيره الليبي», «نظيريه الفرنسي والألماني»: who holds the same office in that state."""
    reading = reading_among(tokens[position].form, words("offices", "nameless_counterparts"))
    states = () if reading is None else _states(at, position + 1, named=True)
    if reading is None:
        return
    for mention, state in states:
        yield _member(tokens, position, reading, mention, (state,), OFFICIAL, "office", states)


_Told = tuple[tuple[Mention, Participant], ...]


def _states(at: Mapping[int, Mention], first: int, *, named: bool) -> _Told:
    """The states told one after the other from token `first` on, by adjectives or also by name."""
    found: list[tuple[Mention, Participant]] = []
    while (mention := at.get(first)) is not None:
        state = mention.of_kind(_STATE)
        if state is None or mention.preposition or not (named or mention.how in _DESCRIBING):
            break
        if found and not mention.conjunction:
            break
        found.append((mention, state))
        first = mention.last
    return tuple(found)


def _member(
    tokens: Sequence[Token],
    position: int,
    reading: Reading,
    mention: Mention,
    candidates: tuple[Participant, ...],
    part: str,
    how: How,
    states: _Told,
) -> Mention:
    """One of several: the first with the noun before it, the others by their adjective alone."""
    if mention is not states[0][0]:
        return Mention(
            mention.first,
            mention.last,
            mention.start,
            mention.end,
            candidates,
            how,
            conjunction=True,
            part=part,
        )
    return Mention(
        position,
        mention.last,
        tokens[position].start + reading.cut,
        mention.end,
        candidates,
        how,
        preposition=reading.preposition,
        conjunction=bool(reading.conjunction),
        part=part,
    )


@cache
def side_words() -> frozenset[str]:
    """The words that «الجانبان» and the like are, each for a part of its state."""
    return frozenset(_sides())


def _sides() -> Mapping[str, str]:
    return meanings("offices", "sides")
