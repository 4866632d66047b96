"""Bodies of others, whose names are alike: «الجمعية العامة للإنتربول» is none of the United Nations."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from mithaq.ingest.discourse import wholes_of
from mithaq.ingest.lexicon import words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.tokens import Tokens, bare, readings

_BODY = "Body"
_OF = "ل"
_WHOLES = frozenset({"Alliance", "Organization"})


def with_other_bodies(mentions: Sequence[Mention], tokens: Tokens) -> tuple[Mention, ...]:
    """The mentions, a body that the text says is another's standing for that, or for nothing known."""
    return tuple(_owned(mentions, tokens)) if any(map(_is_body, mentions)) else tuple(mentions)


def _owned(mentions: Sequence[Mention], tokens: Tokens) -> Iterator[Mention]:
    taken = False
    for number, mention in enumerate(mentions):
        if taken:
            taken = False
            continue
        following = mentions[number + 1] if number + 1 < len(mentions) else None
        if not _is_body(mention) or not _goes_on(mention, tokens):
            yield mention
        elif following is None or following.first > mention.last + 1:
            if not _is_of_another(tokens, mention.last):
                yield mention
        elif following.first == mention.last and (whole := following.of_kind(_WHOLES)):
            wholes = [p.iri for p in wholes_of(mention.candidates[0])]
            taken = whole.iri not in wholes
            yield (
                replace(mention, last=following.last, end=following.end, candidates=(whole,))
                if taken
                else mention
            )
        else:
            yield mention


def _is_body(mention: Mention) -> bool:
    return mention.how == "name" and mention.candidates[0].kind == _BODY


def _goes_on(mention: Mention, tokens: Tokens) -> bool:
    """Whether «ل» follows right after the name, with whose it is."""
    return mention.last < len(tokens) and tokens[mention.last].form.startswith(_OF)


def _is_of_another(tokens: Tokens, position: int) -> bool:
    """Whether an alliance or the like follows that no list knows: «لمنظمة الطيران المدني»."""
    return any(
        reading.preposition == _OF and bare(reading.rest) in words("nouns", "alliance_nouns")
        for reading in readings(tokens[position].form)
    )
