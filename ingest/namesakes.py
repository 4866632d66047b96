"""Namesakes: states that share a short name, «الكونغو», of which a text mostly means one."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from mithaq.ingest.lexicon import word_lists
from mithaq.ingest.mentions import Mention
from mithaq.ingest.names import participant
from mithaq.iris import THING


def with_namesakes(
    names: Sequence[Sequence[Mention]],
) -> tuple[tuple[Mention, ...], ...]:
    """The mentions of a document; a short name stands for the state that is meant by it.

    That is the one that the lexicon lists, unless the text names the other in full, and it alone.
    """
    full = {
        mention.candidates[0].iri
        for sentence in names
        for mention in sentence
        if mention.how == "name" and mention.last - mention.first > 1
    }
    meant = {one: other for one, other in _meant().items() if one not in full or other in full}
    if not meant:
        return tuple(map(tuple, names))
    return tuple(tuple(_renamed(m, meant) for m in sentence) for sentence in names)


def _renamed(mention: Mention, meant: Mapping[str, str]) -> Mention:
    """The mention, where its name is of one word and so perhaps a namesake's, as it is meant."""
    other = meant.get(mention.candidates[0].iri)
    longest = 1 + (mention.how == "representative")  # «القوات الكونغولية»
    if other is None or mention.last - mention.first > longest:
        return mention
    return replace(mention, candidates=(participant(other), *mention.candidates[1:]))


@cache
def _meant() -> Mapping[str, str]:
    listed: dict[str, str] = word_lists("nouns")["namesakes"]
    return {THING + one: THING + other for one, other in listed.items()}
