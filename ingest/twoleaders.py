"""Two leaders: «الزعيمان», «الرئيسين», «الوزيران» without a name, for the two whom a text named last."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from mithaq.ingest.facts import Participant
from mithaq.ingest.lexicon import kinds
from mithaq.ingest.mentions import SEVERAL, Mention, cut_mention, each_of
from mithaq.ingest.officekinds import is_a
from mithaq.ingest.people import taken_tokens
from mithaq.ingest.tokens import Tokens, reading_among
from mithaq.iris import local_name

_TWO = 2
_BACK = 4
"""How many sentences back they may have been named."""
_CERTAINTY = 0.8
_MINISTER = "minister"
_HEAD = "prime-minister"
_LEADER = "leader"
_ARTICLE = "ال"
_NAMING = ("ي", "يان", "يين")


def _words() -> Mapping[str, str]:
    """The words for two, folded, each with what they are: leaders or ministers."""
    return kinds("nouns", "two_leaders")


@cache
def _listed() -> frozenset[str]:
    return frozenset(_words())


def two_leaders(
    tokens: Tokens, here: Sequence[Mention], heard: Sequence[Sequence[Mention]]
) -> Iterator[Mention]:
    """A mention for each of the two, of the same words; `heard` are the sentences before."""
    places = tokens.where(_listed())
    taken = taken_tokens(here) if places else frozenset()
    for position in places:
        reading = reading_among(tokens[position].form, _listed())
        if reading is None or position in taken or _goes_on(tokens, position + 1, here):
            continue
        before = [m for m in here if m.last <= position]
        both = cut_mention(
            tokens, position, position + 1, reading, (), "person", certainty=_CERTAINTY
        )
        yield from each_of(both, _named_last(_words()[reading.rest], [*heard, before]))


def _goes_on(tokens: Tokens, position: int, here: Sequence[Mention]) -> bool:
    """Whether the next words say which two are meant: «الرئيسان الكيني والغاني», «الوزيران فلان»."""
    if any(m.first == position and not m.preposition for m in here):
        return True
    form = tokens[position].form if position < len(tokens) else ""
    return form.startswith(_ARTICLE) and form.endswith(_NAMING)


def _named_last(
    rank: str, heard: Sequence[Sequence[Mention]]
) -> tuple[tuple[Participant, ...], ...]:
    """The last two of that rank, each with the state they speak for; nobody where it is not clear."""
    found: dict[str, tuple[Participant, ...]] = {}
    for mentions in reversed(heard[-_BACK - 1 :]):
        for mention in mentions:
            if mention.how == "person" and mention.part != SEVERAL and _ranks(mention, rank):
                state = tuple(p for p in mention.behind if p.kind == "State")[:1]
                found.setdefault(mention.candidates[0].iri, (mention.candidates[0], *state))
        if len(found) >= _TWO:
            break
    return tuple(found.values()) if len(found) == _TWO else ()


def _ranks(mention: Mention, rank: str) -> bool:
    """Whether an office of the person makes one of «الزعيمان», or of «الوزيران»."""
    kinds = {local_name(p.iri).split("/")[0] for p in mention.behind if p.kind == "Office"}
    minister = {kind for kind in kinds if kind.endswith(_MINISTER) and kind != _HEAD}
    if rank == "ministers":
        return bool(minister)
    return any(kind == _LEADER or is_a(kind, "executive") for kind in kinds - minister)
