"""Surfaces: what the text calls those whose forces it names, kept beside their own names."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from mithaq.ingest.facts import Participant
from mithaq.ingest.fillings import Filling
from mithaq.ingest.mentions import Mention
from mithaq.ingest.sentences import Sentence

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
            called.setdefault(found.iri, []).extend(_names(sentence, mention, text))
    if not called:
        return filling
    participants = tuple(_called(p, called.get(p.iri, [])) for p in filling.participants)
    return replace(filling, participants=participants)


def _names(sentence: Sentence, mention: Mention, text: str) -> Iterator[str]:
    """What a mention is called: «عناصر الجيش» is «الجيش» as well."""
    yield " ".join(text[mention.start : mention.end].split())
    if mention.how == "reference" and mention.last - mention.first > 1:
        yield text[sentence.tokens[mention.first + 1].start : mention.end]


def _called(participant: Participant, surfaces: Iterable[str]) -> Participant:
    labels = dict.fromkeys((*participant.labels, *(("ar", surface) for surface in surfaces)))
    return replace(participant, labels=tuple(labels))
