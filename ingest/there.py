"""There: «إلى هناك», «إليها», by which a sentence means the place that it has just named."""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from mithaq.ingest.classes import WordClass
from mithaq.ingest.facts import Participant
from mithaq.ingest.grammar import preposition_before
from mithaq.ingest.lexicon import word_lists
from mithaq.ingest.mentions import Mention
from mithaq.ingest.tokens import Tokens, readings
from mithaq.text import fold

_PLACES = frozenset({"Place", "State"})
_CERTAINTY = 0.8
_IN = "في"
_PLACING = frozenset({_IN, "الي", "ب", "قرب", "علي", "من", "ل"})
_ENDS = frozenset({"mark", "complementizer", "subordinator"})


def with_there(
    mentions: Sequence[Mention],
    tokens: Tokens,
    classes: Sequence[WordClass],
    setting: Participant | None,
) -> tuple[Mention, ...]:
    """The mentions of a sentence, and those of a place by «هناك» or by a pronoun.

    `setting` is the place that the sentences before spoke of last.
    """
    taken = {n for m in mentions for n in range(m.first, m.last)}
    found = [
        there
        for position in tokens.where(_words())
        if position not in taken
        and (there := _there(mentions, tokens, classes, position, setting)) is not None
    ]
    return tuple(sorted((*mentions, *found), key=_first)) if found else tuple(mentions)


def _first(mention: Mention) -> int:
    return mention.first


def _there(
    mentions: Sequence[Mention],
    tokens: Tokens,
    classes: Sequence[WordClass],
    position: int,
    setting: Participant | None,
) -> Mention | None:
    preposition = _preposition(tokens[position].form)
    if preposition is None:
        return None
    if _is_of_another(mentions, classes, position):
        return None
    governor, place = position, _named(mentions, position)
    if not preposition:
        before = preposition_before(tokens, position)
        if before is None and not _ends_clause(classes, position):
            return None  # «هناك ألف جندي»: there are
        governor, preposition = before or (position, _IN)
        place = place or setting
    if place is None:
        return None
    return Mention(
        position,
        position + 1,
        tokens[position].start,
        tokens[position].end,
        (place,),
        "reference",
        preposition=preposition,
        certainty=_CERTAINTY,
        governor=governor,
    )


_CLOSE = 3


def _is_of_another(
    mentions: Sequence[Mention], classes: Sequence[WordClass], position: int
) -> bool:
    """Whether a relative clause has its own, and no place stands before: «المعقل الذي توجد فيه …»."""
    near = range(position - 1, max(position - _CLOSE - 1, 0), -1)
    relative = next((n for n in near if classes[n] == "relative"), None)
    if relative is None:
        return False
    return not any(
        m.last in (relative, relative - 1) and m.of_kind(_PLACES) is not None for m in mentions
    )


def _named(mentions: Sequence[Mention], position: int) -> Participant | None:
    """The place that the sentence named last before token `position`."""
    for mention in reversed(mentions):
        place = mention.of_kind(_PLACES)
        if mention.last > position or place is None or mention.how == "demonym" or mention.part:
            continue
        if mention.candidates[0] == place and mention.preposition in _PLACING:
            return place
    return None


def _ends_clause(classes: Sequence[WordClass], position: int) -> bool:
    """Whether nothing of the clause follows."""
    following = position + 1
    return following >= len(classes) or classes[following] in _ENDS


@cache
def _listed() -> Mapping[str, str]:
    """Each word that means a place named before, folded, with the preposition that is in it."""
    listed: dict[str, str] = word_lists("grammar")["there"]
    return {fold(word): fold(preposition) for word, preposition in listed.items()}


@cache
def _words() -> frozenset[str]:
    return frozenset(_listed())


@lru_cache(maxsize=65536)
def _preposition(form: str) -> str | None:
    found = (_listed().get(r.rest) for r in readings(form) if not r.preposition)
    return next((one for one in found if one is not None), None)
