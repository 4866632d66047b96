"""Surfaces: what the text calls those whose forces or officials it names, kept beside their own names."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from mithaq.ingest.facts import Participant
from mithaq.ingest.fillings import Filling
from mithaq.ingest.mentions import Mention
from mithaq.ingest.parts import DELEGATION, OFFICIAL
from mithaq.ingest.sentences import Sentence
from mithaq.ontology.reference import reference
from mithaq.text import one_line

_NAMED = frozenset({"forces", OFFICIAL, DELEGATION})
"""The parts whose own words are a name as well: of forces, officials, delegations."""


def surfaced(fillings: Iterable[Filling], sentence: Sentence, text: str) -> tuple[Filling, ...]:
    """The fillings; a state or a group that stands for its forces or officials has their name as a label too.

    «الجيش اليمني» is Yemen, and is called so by the text.
    """
    return tuple(_surfaced(filling, sentence, text) for filling in fillings)


def _surfaced(filling: Filling, sentence: Sentence, text: str) -> Filling:
    called: dict[str, list[str]] = {}
    for position in filling.mentions:
        mention = sentence.mentions[position]
        found = mention.of_kind(filling.slot.kinds)
        if found is not None and mention.part in _NAMED:
            called.setdefault(found.iri, []).extend(_names(sentence, mention, text))
    if not called:
        return filling
    participants = tuple(_called(p, called.get(p.iri, [])) for p in filling.participants)
    return replace(filling, participants=participants)


def _names(sentence: Sentence, mention: Mention, text: str) -> Iterator[str]:
    """What a mention is called: «عناصر الجيش» is «الجيش» as well."""
    yield one_line(text[mention.start : mention.end])
    if mention.how == "reference" and mention.last - mention.first > 1:
        yield text[sentence.tokens[mention.first + 1].start : mention.end]


def _called(participant: Participant, surfaces: Iterable[str]) -> Participant:
    labels = dict.fromkeys((*participant.labels, *(("ar", surface) for surface in surfaces)))
    return replace(participant, labels=tuple(labels))


def is_called_otherwise(participant: Participant) -> bool:
    """Whether the text calls somebody by a part, its forces or its officials, and by no known name."""
    known = reference().things.get(participant.iri)
    return known is not None and bool(set(participant.labels) - set(known.labels))
