"""Partners: the states that an agreement's own name tells: «الاتفاق النووي مع إيران», «المعاهدة المصرية الإسرائيلية»."""

from collections.abc import Iterator, Mapping, Sequence

from mithaq.ingest.facts import Participant
from mithaq.ingest.fillings import Filling
from mithaq.ingest.names import known_names, match_at, participant
from mithaq.ingest.patterns import Slot
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tokens import Token
from mithaq.ontology.reference import reference

PARTNER = "partner"
"""The relation of a slot that falls back on the states in the name of the treaty that fills another."""
_TREATY = "treaty"
_STATE = "State"
_WITH = "مع"
_DEMONYM = "demonym"
_PAIR = 2
_COST = 0.3


def partners(
    sentence: Sentence, slot: Slot, filled: Mapping[str, Filling], taken: set[int]
) -> Filling | None:
    """The state with which an agreement is by its name, or the two whose adjectives stand in it."""
    treaty = filled.get(_TREATY)
    if PARTNER not in slot.by or treaty is None or not treaty.mentions:
        return None
    known = sentence.mentions[treaty.mentions[0]]
    last = known.last
    for mention in sentence.mentions:
        if mention.first == last and mention.how == _DEMONYM:
            last = mention.last
    name = sentence.tokens[known.first : last]
    least = 1 if known.candidates[0].iri in reference().things else _PAIR
    found = tuple(dict.fromkeys((*_with(name), *_adjectives(name, least))))
    if not found:
        return None
    taken.update(treaty.mentions)
    return Filling(slot, found, (), _COST)


def _with(name: Sequence[Token]) -> Iterator[Participant]:
    for position, token in enumerate(name[:-1]):
        if token.form == _WITH:
            state = _state_at(name, position + 1, demonym=False)
            if state is not None:
                yield state


def _adjectives(name: Sequence[Token], least: int) -> tuple[Participant, ...]:
    """The states of the adjectives; of one alone where all know the agreement: «الاتفاق النووي الإيراني»."""
    states = (_state_at(name, position, demonym=True) for position in range(1, len(name)))
    found = tuple(dict.fromkeys(state for state in states if state is not None))
    return found if least <= len(found) <= _PAIR else ()


def _state_at(name: Sequence[Token], position: int, *, demonym: bool) -> Participant | None:
    """The state, or the one whose capital it is, that a name's token `position` begins."""
    match = match_at(known_names(), name, position)
    if match is None:
        return None
    for entry in match.entries:
        iri = reference().capitals.get(entry.iri, entry.iri)
        if (entry.relation == _DEMONYM) == demonym and reference().things[iri].kind == _STATE:
            return participant(iri)
    return None
