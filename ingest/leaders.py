"""Leaders: who is known to lead a state or to speak for it: whose «الرئيس دونالد ترامب» is, and «ترامب» alone."""

from collections.abc import Mapping, Sequence
from functools import cache

from mithaq.ingest.facts import Participant
from mithaq.ingest.lexicon import word_lists
from mithaq.ingest.names import participant
from mithaq.ingest.people import People, key
from mithaq.iris import THING
from mithaq.text import fold


def state_of_leader(words: Sequence[str]) -> Participant | None:
    """The state that somebody of this folded name is known to lead or to speak for."""
    iri = _states().get(tuple(words))
    return None if iri is None else participant(iri)


def recall(people: People) -> None:
    """Let `people` know by one word those whom it means alone, but where the text has another of that word."""
    taken = {word for person in people.by_words.values() for word in person.words}
    for word, names, printed, state in _known():
        if word not in taken:
            people.recall(word, names, printed, state)


@cache
def _known() -> tuple[tuple[str, tuple[str, ...], str, Participant | None], ...]:
    """Whom one word means: the word, the names, how they are printed, the state if it is its head."""
    return tuple(
        (word, names, printed, state_of_leader(names) if acts else None)
        for group, acts in (("heads_alone", True), ("ministers_alone", False))
        for word, printed in _alone(group).items()
        for names in (_key(printed),)
    )


@cache
def _states() -> Mapping[tuple[str, ...], str]:
    """The IRI of each leader's state by the words of the name, and by the one that means nobody else."""
    listed: Mapping[str, list[str]] = word_lists("leaders")["states"]
    named = {_key(name): f"{THING}state/{code}" for code, names in listed.items() for name in names}
    alone = (*_alone("heads_alone").items(), *_alone("ministers_alone").items())
    return named | {(word,): named[_key(printed)] for word, printed in alone}


@cache
def _alone(group: str) -> Mapping[str, str]:
    """The full name of each of a group whom one folded word means."""
    listed: Mapping[str, str] = word_lists("leaders")[group]
    return {fold(word): printed for word, printed in listed.items()}


def _key(printed: str) -> tuple[str, ...]:
    return key(fold(printed).split())
