"""Subjects: the state and the armed group that a whole document is about."""

from collections.abc import Iterable, Sequence

from mithaq.ingest.bareplaces import state_of, state_weights
from mithaq.ingest.facts import Participant
from mithaq.ingest.lexicon import words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.names import participant
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tokens import unjoined
from mithaq.ontology.reference import reference

_GROUP = frozenset({"ArmedGroup"})
_OFTEN = 3
_DATED = 2
"""How often, where the text is dated from one of its towns."""


def only_group(names: Iterable[Sequence[Mention]]) -> Participant | None:
    """The armed group that a document names, where it names no other."""
    groups = {
        group.iri: group
        for mention in (m for sentence in names for m in sentence)
        if (group := mention.of_kind(_GROUP)) is not None
    }
    return next(iter(groups.values())) if len(groups) == 1 else None


def only_fighter(sentences: Sequence[Sentence]) -> Participant | None:
    """The armed group that a document names alone, unless it judges somewhere what others did."""
    judges = any(
        _judges(sentence, mention)
        for sentence in sentences
        for mention in sentence.mentions
        if mention.of_kind(_GROUP) is not None
    )
    return None if judges else only_group(sentence.mentions for sentence in sentences)


_SPOKESMAN = 3
"""How many words before its name whoever speaks for a group may be told."""


def _judges(sentence: Sentence, group: Mention) -> bool:
    """Whether a group condemns, denies or welcomes: «ونفى متحدث باسم حركة كذا مسؤوليتها عن الهجوم»."""
    before = sentence.words(max(group.first - _SPOKESMAN, 0), group.first)
    return any(unjoined(form) in words("violence", "disowning") for form in before)


def home_state(names: Sequence[Sequence[Mention]]) -> Participant | None:
    """The state that a document speaks of far more than of any other."""
    things = reference().things
    ranked = [
        (iri, count)
        for iri, count in state_weights(names).most_common()
        if iri in things and things[iri].kind == "State"
    ]
    (first, often), (_, second) = (*ranked, ("", 0), ("", 0))[:2]
    enough = _DATED if first == _dateline(names) and often > second else _OFTEN
    return (
        participant(first) if often >= enough and (often >= 2 * second or enough < _OFTEN) else None
    )


def _dateline(names: Sequence[Sequence[Mention]]) -> str:
    """The IRI of the state whose town the text begins with: «يانغون - قتل …»; else nothing."""
    first = next((mentions[0] for mentions in names if mentions), None)
    if first is None or first.first or first.preposition or first.candidates[0].kind != "Place":
        return ""
    return state_of(first.candidates[0])
