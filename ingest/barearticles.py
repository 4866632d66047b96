"""Articles named without their treaty: «المادة الخامسة» in a text about an alliance is one of its treaty."""

from collections.abc import Iterator, Sequence

from mithaq.ingest.discourse import Discourse
from mithaq.ingest.facts import Participant
from mithaq.ingest.mentions import Mention
from mithaq.ingest.names import participant
from mithaq.ingest.provisions import article_of, number_at
from mithaq.ingest.tokens import Reading, Token, Tokens, noun_start, readings
from mithaq.ontology.reference import reference

_ARTICLE = "الماده"
_ARTICLES = frozenset({_ARTICLE})
_OF = frozenset({"من", "في", "ب"})
_CHARTERS = frozenset({"معاهده", "ميثاق", "اتفاقيه"})
_WHOSE = frozenset({("الحلف",), ("المنظمه",), ("الاتحاد",), ("التحالف",), ("الجامعه",)})
_ITS = frozenset({"ميثاقه", "ميثاقها", "معاهدته", "معاهدتها", "المعاهده", "الميثاق", "الاتفاقيه"})
_CERTAINTY = 0.8


def find_articles(
    tokens: Tokens,
    taken: frozenset[int],
    discourse: Discourse,
    number: int,
    here: Sequence[Mention],
) -> tuple[Mention, ...]:
    """The articles of sentence `number` whose treaty was named here or shortly before."""
    return tuple(
        mention
        for position in tokens.where(_ARTICLES)
        if position not in taken and position + 1 < len(tokens)
        for mention in _article_at(tokens, position, discourse, number, here)
    )


def _article_at(
    tokens: Sequence[Token],
    position: int,
    discourse: Discourse,
    number: int,
    here: Sequence[Mention],
) -> Iterator[Mention]:
    found = number_at(tokens, position + 1)
    if found is None or _is_of_another(tokens, found[1]):
        return
    reading = next(r for r in readings(tokens[position].form) if r.rest == _ARTICLE)
    treaty = _treaty(found[0], discourse, number, here)
    article = None if treaty is None else article_of(treaty, found[0], "")
    if article is not None:
        yield _mention(tokens, position, found[1], reading, article)


def _is_of_another(tokens: Sequence[Token], position: int) -> bool:
    """Whether the words go on to say of what: «من الدستور»; not «من معاهدة الحلف», «من ميثاقه»."""
    if position >= len(tokens) or tokens[position].form not in _OF:
        return False
    following = tuple(token.form for token in tokens[position + 1 : position + 3])
    if not following or following[0] in _ITS:
        return not following
    return following[0] not in _CHARTERS or following[1:] not in _WHOSE


def _treaty(
    wanted: str, discourse: Discourse, number: int, here: Sequence[Mention]
) -> tuple[Participant, ...] | None:
    """The treaty that is spoken of: one that is known to have such an article comes first."""
    spoken = [p for m in reversed(here) for p in m.candidates]
    spoken += discourse.recent(number)
    commonest = discourse.commonest("Alliance")
    spoken += [commonest] if commonest is not None else []
    treaties = list(dict.fromkeys(iri for p in spoken if (iri := _treaty_of(p)) is not None))
    known = [iri for iri in treaties if f"{iri}/article/{wanted}" in reference().things]
    chosen = next(iter(known or treaties), None)
    return None if chosen is None else (participant(chosen),)


def _treaty_of(thing: Participant) -> str | None:
    if thing.kind == "Treaty":
        return thing.iri if thing.iri in reference().things else None
    return reference().treaties.get(thing.iri)


def _mention(
    tokens: Sequence[Token], first: int, last: int, reading: Reading, article: Participant
) -> Mention:
    return Mention(
        first,
        last,
        noun_start(tokens[first], reading),
        tokens[last - 1].end,
        (article,),
        "provision",
        preposition=reading.preposition,
        conjunction=bool(reading.conjunction),
        certainty=_CERTAINTY,
    )
