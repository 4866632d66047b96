"""Borders: «الحدود الأرمنية الأذربيجانية», a place composed of the two states that share it."""

from collections.abc import Sequence
from dataclasses import replace

from mithaq.ingest.facts import Participant
from mithaq.ingest.lexicon import words
from mithaq.ingest.mentions import Mention, widened
from mithaq.ingest.names import known_names, match_at, participant
from mithaq.ingest.tokens import Reading, Token, Tokens, reading_among, readings
from mithaq.iris import THING, local_name, thing
from mithaq.ontology.reference import reference

_WITH = "مع"
_REACH = 3
_PAIR = 2


def with_borders(mentions: Sequence[Mention], tokens: Tokens, text: str) -> tuple[Mention, ...]:
    """The mentions, two states after «الحدود» drawn together into the border between them."""
    found = list(mentions)
    nouns, regions = words("places", "borders"), words("places", "along_borders")
    for position in tokens.where(nouns | regions):
        form = tokens[position].form
        along = position > 0 and form in regions
        begin = position - 1 if along else position
        token = tokens[begin]
        reading = readings(token.form)[0] if along else reading_among(token.form, nouns)
        if reading is None or any(m.first <= position < m.last for m in found):
            continue
        pair = _pair(found, tokens, position + 1)
        if pair is None and along:
            continue
        if pair is None and (alone := _alone(found, tokens, position)) is not None:
            found[alone] = _widened(found[alone], tokens, position, reading, text)
            continue
        if pair is None:
            found = _with_neighbour(found, tokens, position, reading, text)
            continue
        cut = reading.cut
        if token.form.startswith("لل"):
            cut -= 1
        start, last = token.start + max(cut, 0), pair[1]
        printed = text[start : last.end]
        border = _border(pair[0].candidates, last.candidates, printed)
        if border is None:
            continue
        found = [m for m in found if m not in pair]
        found.append(
            Mention(
                begin,
                last.last,
                start,
                last.end,
                (border,),
                "name",
                preposition=reading.preposition,
                conjunction=bool(reading.conjunction),
            )
        )
    return tuple(sorted(found, key=lambda mention: mention.first))


def _with_neighbour(
    found: list[Mention], tokens: Sequence[Token], position: int, reading: Reading, text: str
) -> list[Mention]:
    """«على الحدود مع تشاد»: one's border with a neighbour, a place of which only that is known.

    With a land that is no state, «على الحدود مع كردستان», it is that land itself.
    """
    for number, mention in enumerate(found):
        between = [token.form for token in tokens[position + 1 : mention.first]]
        if mention.first <= position or not between or mention.preposition:
            continue
        state = _state(mention.candidates)
        known = state or next((c for c in mention.candidates if c.kind == "Place"), None)
        sides = words("places", "border_sides")
        if known is not None and _WITH in between and sides.issuperset(between):
            wider = _widened(mention, tokens, position, reading, text)
            return [*found[:number], wider, *found[number + 1 :]]
        break
    return found


def _alone(found: Sequence[Mention], tokens: Sequence[Token], position: int) -> int | None:
    """The adjective of the one state whose border it is: «قرب الحدود السورية»."""
    if not tokens[position].form.endswith(_DEFINITE):
        return None
    return next(
        (
            number
            for number, mention in enumerate(found)
            if mention.first == position + 1
            and mention.how == "demonym"
            and _state(mention.candidates) is not None
            and tokens[mention.first].form.startswith("ال")
        ),
        None,
    )


_DEFINITE = "الحدود"


def _widened(
    mention: Mention, tokens: Sequence[Token], position: int, reading: Reading, text: str
) -> Mention:
    """A mention of a state, or its adjective, as its border from the noun at `position` on; of a land as it is."""
    wider = widened(mention, tokens, position, reading)
    state = _state(mention.candidates)
    if state is None:
        return wider
    english, name = f"{state.label('en')} border", f"{local_name(state.iri)}-border".lower()
    labels = (("en", english), ("ar", text[wider.start : wider.end]))
    border = Participant(thing("Place", name), "Place", labels)
    return replace(wider, candidates=(border,), how="name")


def _pair(
    found: Sequence[Mention], tokens: Sequence[Token], first: int
) -> tuple[Mention, Mention] | None:
    near = [m for m in found if first <= m.first <= first + 2 * _REACH and _state(m.candidates)]
    if len(near) < _PAIR:
        return None
    a, b = near[:_PAIR]
    between = [t.form for t in (*tokens[first : a.first], *tokens[a.last : b.first])]
    return (
        (a, b)
        if words("places", "between_states").issuperset(between) and a.first - first <= _REACH
        else None
    )


def _state(candidates: Sequence[Participant]) -> Participant | None:
    return next((c for c in candidates if c.kind == "State"), None)


def border_of(one: Participant, other: Participant, printed: str) -> Participant | None:
    """The border of two states, called by what the text calls it where nothing else does."""
    return _border((one,), (other,), printed)


def _border(a: Sequence[Participant], b: Sequence[Participant], printed: str) -> Participant | None:
    first, second = _state(a), _state(b)
    if first is None or second is None or first == second:
        return None
    known = _known(first, second)
    if known is not None:
        return known
    one, other = sorted((first, second), key=lambda state: state.iri)
    name = f"{local_name(one.iri)}-{local_name(other.iri)}-border".lower()
    english = f"{one.label('en')}–{other.label('en')} border"
    return Participant(thing("Place", name), "Place", (("en", english), ("ar", printed)))


def _known(a: Participant, b: Participant) -> Participant | None:
    """The border as the reference has it, by either order of the English names."""
    for one, other in ((a, b), (b, a)):
        words = f"{one.label('en')}-{other.label('en')}-border".lower().replace(" ", "-")
        if f"{THING}place/{words}" in reference().things:
            return participant(f"{THING}place/{words}")
    return None


def states_at(tokens: Sequence[Token], mention: Mention) -> tuple[Participant, ...]:
    """The states that a border's mention names, in their order."""
    if not mention.candidates[0].iri.endswith("-border"):
        return ()
    found: dict[str, Participant] = {}
    for position in range(mention.first + 1, mention.last):
        match = match_at(known_names(), tokens[: mention.last], position)
        for entry in match.entries if match else ():
            state = participant(entry.iri)
            if state.kind == "State":
                found.setdefault(state.iri, state)
    return tuple(found.values())
