"""Places by their bare names: those a document has coined, and which of several a name means."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from mithaq.ingest.facts import Participant
from mithaq.ingest.grammar import preposition_before
from mithaq.ingest.lexicon import words
from mithaq.ingest.mentions import Mention, cut_mention
from mithaq.ingest.people import taken_tokens
from mithaq.ingest.places import COINED
from mithaq.ingest.tokens import Reading, Token, readings, rests
from mithaq.ontology.reference import reference
from mithaq.text import fold

_MOST_WORDS = 3


def known_places(names: Sequence[Sequence[Mention]]) -> dict[tuple[str, ...], Participant]:
    """The places a document has coined, by the folded words of each name."""
    found: dict[tuple[str, ...], Participant] = {}
    for mention in (m for sentence in names for m in sentence):
        place = mention.candidates[0]
        if mention.certainty == COINED and place.kind == "Place":
            for _, label in place.labels:
                found.setdefault(tuple(fold(label).split()), place)
    return found


def with_known_places(
    mentions: Sequence[Mention],
    tokens: Sequence[Token],
    known: Mapping[tuple[str, ...], Participant],
) -> tuple[Mention, ...]:
    """The mentions of a sentence, with the bare names of places that the document has coined."""
    if not known:
        return tuple(mentions)
    taken = taken_tokens(mentions)
    firsts = {name[0] for name in known}
    found: list[Mention] = []
    for position, token in enumerate(tokens):
        if firsts.isdisjoint(rests(token.form)) or position in taken:
            continue
        place = _known_at(tokens, taken, position, known)
        if place is not None:
            found.append(place)
    return tuple(sorted((*mentions, *found), key=lambda mention: mention.first))


def _known_at(
    tokens: Sequence[Token],
    taken: frozenset[int],
    position: int,
    known: Mapping[tuple[str, ...], Participant],
) -> Mention | None:
    for length in range(_MOST_WORDS, 0, -1):
        last = position + length
        if last > len(tokens) or any(n in taken for n in range(position, last)):
            continue
        rest = tuple(token.form for token in tokens[position + 1 : last])
        for reading in readings(tokens[position].form):
            place = known.get((reading.rest, *rest))
            if place is None or not (reading.preposition or _is_placed(tokens, position, reading)):
                continue
            return cut_mention(tokens, position, last, reading, (place,), "name", certainty=COINED)
    return None


def _is_placed(tokens: Sequence[Token], position: int, reading: Reading) -> bool:
    """Whether the words around say that a bare name is a place."""
    before = preposition_before(tokens, position) is not None
    bearing = position > 0 and tokens[position - 1].form in words("places", "bearings")
    return before or bearing or bool(reading.conjunction)


def settled(names: Sequence[Sequence[Mention]]) -> tuple[tuple[Mention, ...], ...]:
    """The mentions of a document; a name of several places is the one whose state it speaks of."""
    weights = state_weights(names)
    return tuple(tuple(_settled(mention, weights) for mention in sentence) for sentence in names)


def state_weights(names: Sequence[Sequence[Mention]]) -> Counter[str]:
    """How often a document names each state, or what lies in it, by IRI."""
    weights: Counter[str] = Counter()
    for mention in (m for sentence in names for m in sentence):
        for state in {state_of(place) for place in mention.candidates}:
            weights[state] += 1
    return weights


def _settled(mention: Mention, weights: Mapping[str, int]) -> Mention:
    places = [p for p in mention.candidates if p.kind == "Place"]
    if mention.candidates[0].kind == "State" and len(places) == 1:
        return _as_capital(mention, places[0], weights)
    if len(places) == 1 or len(places) < len(mention.candidates):
        return mention
    ordered = sorted(places, key=lambda place: -weights[state_of(place)])
    return replace(mention, candidates=tuple(ordered))


def _as_capital(mention: Mention, place: Participant, weights: Mapping[str, int]) -> Mention:
    """A state's name that is also another's capital, «عمان», where the text speaks of that one more."""
    state = mention.candidates[0]
    whole = reference().capitals.get(place.iri)
    if whole in (None, state.iri) or weights[whole or ""] <= weights[state.iri]:
        return mention
    rest = [p for p in mention.candidates if p not in (state, place)]
    return replace(mention, candidates=(place, *rest))


def state_of(place: Participant) -> str:
    """The IRI of the state that a place lies in, or its own where it is none's."""
    known = reference().things
    iri = place.iri
    while iri in known and known[iri].kind == "Place":
        whole = known[iri].within
        if whole is None:
            break
        iri = whole
    return iri
