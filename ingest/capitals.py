"""Capitals: «العاصمة الفرنسية» is Paris, and «العاصمة» that of the state the text speaks of."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from mithaq.ingest.facts import Participant
from mithaq.ingest.mentions import Mention
from mithaq.ingest.names import participant
from mithaq.ingest.tokens import Reading, Token, readings
from mithaq.ontology.reference import reference

CAPITAL = "العاصمه"
_NO_TOWNS = ("Governorate", "Province", "Region", "Valley", "Sea", "Island", "Mountain", "Border")
"""What the English name of a place holds that is no town."""


def with_capitals(mentions: Sequence[Mention], tokens: Sequence[Token]) -> tuple[Mention, ...]:
    """The mentions, a state's adjective after «العاصمة» being its capital where no name follows."""
    return tuple(_capitals(mentions, tokens))


def _capitals(mentions: Sequence[Mention], tokens: Sequence[Token]) -> Iterator[Mention]:
    for number, mention in enumerate(mentions):
        reading = _before(mention, tokens) if mention.how == "demonym" else None
        following = mentions[number + 1 : number + 2]
        named = bool(following) and following[0].first == mention.last
        state = mention.of_kind(frozenset({"State"}))
        city = None if state is None else capital_of(state)
        if reading is None or city is None or named:
            yield _as_city(mention, tokens)
            continue
        first = mention.first - 1
        cut = reading.cut
        yield Mention(
            first,
            mention.last,
            tokens[first].start + min(cut, 1 + len(reading.conjunction)),
            mention.end,
            (city,),
            "name",
            preposition=reading.preposition,
            conjunction=bool(reading.conjunction),
        )


def _as_city(mention: Mention, tokens: Sequence[Token]) -> Mention:
    """The mention, a state's name that is a capital's too being the city: «العاصمة عمان»."""
    capitals = reference().capitals
    city = next((p for p in mention.candidates if p.iri in capitals), None)
    if city is None or mention.candidates[0] == city or mention.candidates[0].kind != "State":
        return mention
    if _before(mention, tokens) is None or capitals[city.iri] == mention.candidates[0].iri:
        return mention
    return replace(mention, candidates=(city, *(p for p in mention.candidates if p != city)))


def _before(mention: Mention, tokens: Sequence[Token]) -> Reading | None:
    """How «العاصمة» stands right before the mention."""
    if not mention.first:
        return None
    found = readings(tokens[mention.first - 1].form)
    return next((reading for reading in found if reading.rest == CAPITAL), None)


def capital_of(state: Participant) -> Participant | None:
    """The capital of a state."""
    city = _cities().get(state.iri)
    return None if city is None else participant(city)


def is_named(tokens: Sequence[Token], inside: Mapping[int, Mention], position: int) -> bool:
    """Whether a name follows «العاصمة», over a mark at most: «العاصمة، كييف»."""
    marked = position < len(tokens) and not tokens[position].is_word
    return position in inside or (marked and position + 1 in inside)


def town_of(setting: Participant | None) -> Participant | None:
    """What «المدينة» stands for where nothing but `setting` was spoken of: it, if it is a town."""
    name = "" if setting is None else setting.label("en") or ""
    return None if any(part in name for part in _NO_TOWNS) else setting


@cache
def _cities() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for city, state in reference().capitals.items():
        found.setdefault(state, city)
    return found
