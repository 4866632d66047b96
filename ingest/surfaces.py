"""Surfaces: what the text calls those whose forces it names, kept beside their own names."""

from collections.abc import Iterable
from dataclasses import replace

from mithaq.ingest.facts import Participant
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.slots import Filling

_FORCES = "forces"


def surfaced(fillings: Iterable[Filling], sentence: Sentence, text: str) -> tuple[Filling, ...]:
    """The fillings; a state or a group that stands for its forces has their name as a label too.

    «الجيش اليمني» is Yemen, and is called so by the text.
    """
    return tuple(_surfaced(filling, sentence, text) for filling in fillings)


def _surfaced(filling: Filling, sentence: Sentence, text: str) -> Filling:
    called: dict[str, list[str]] = {}
    for position in filling.mentions:
        mention = sentence.mentions[position]
        found = mention.of_kind(filling.slot.kinds)
        if found is not None and mention.part == _FORCES:
            surface = " ".join(text[mention.start : mention.end].split())
            called.setdefault(found.iri, []).append(surface)
    if not called:
        return filling
    participants = tuple(_called(p, called.get(p.iri, [])) for p in filling.participants)
    return replace(filling, participants=participants)


def _called(participant: Participant, surfaces: Iterable[str]) -> Participant:
    labels = dict.fromkeys((*participant.labels, *(("ar", surface) for surface in surfaces)))
    return replace(participant, labels=tuple(labels))
