"""Articles named without their treaty: «المادة الخامسة» in a text about an alliance is one of its treaty."""

from collections.abc import Sequence

from mithaq.ingest.discourse import Discourse
from mithaq.ingest.facts import Participant
from mithaq.ingest.lexicon import phrase_list, words
from mithaq.ingest.mentions import Mention, cut_mention
from mithaq.ingest.names import participant
from mithaq.ingest.people import taken_tokens
from mithaq.ingest.provisions import article_of, article_of_described, number_at
from mithaq.ingest.tokens import Reading, Token, Tokens, bare, readings
from mithaq.ontology.reference import reference
from mithaq.text import one_line

_OF = frozenset({"من", "في", "ب"})
_CERTAINTY = 0.8


def with_articles(
    here: Sequence[Mention], tokens: Tokens, discourse: Discourse, number: int, text: str
) -> list[Mention]:
    """The mentions of sentence `number`, with articles whose treaty was named here or shortly before.

    An article takes in the treaty that follows it, «المادة الثانية من الاتفاقية الأمنية».
    """
    taken = taken_tokens(here)
    found = list(here)
    for position in tokens.where(words("treaties", "bare_articles")):
        if position in taken or position + 1 >= len(tokens):
            continue
        article = _article_at(tokens, position, discourse, number, found, text)
        if article is not None:
            found = [m for m in found if m.last <= article.first or article.last <= m.first]
            found.append(article)
    return found


def _article_at(
    tokens: Sequence[Token],
    position: int,
    discourse: Discourse,
    number: int,
    here: Sequence[Mention],
    text: str,
) -> Mention | None:
    found = number_at(tokens, position + 1)
    if found is None:
        return None
    known = words("treaties", "bare_articles")
    reading = next(r for r in readings(tokens[position].form) if r.rest in known)
    start = tokens[position].start + reading.cut
    own = _named_after(here, tokens, found[1])
    charter = None if own is None else _charter(tokens, own, found[0], discourse, number, here)
    last = found[1] if own is None else own.last
    printed = one_line(text[start : tokens[last - 1].end])
    article = None
    if charter is not None:
        article = article_of(charter, found[0], printed)
    elif own is not None and not _is_charter_of(tokens, own):
        article = article_of(own.candidates, found[0], printed) if _is_known(own) else None
        bare = one_line(text[start : tokens[found[1] - 1].end])
        article = article or article_of_described(own.candidates[0], found[0], printed, bare)
    elif not _is_of_another(tokens, found[1]):
        described = _described(discourse, number, here)
        if described is None:
            treaty = _treaty(found[0], discourse, number, here)
            article = None if treaty is None else article_of(treaty, found[0], "")
        else:
            article = article_of_described(described, found[0], printed, printed)
    return None if article is None else _mention(tokens, position, last, reading, article)


def _named_after(here: Sequence[Mention], tokens: Sequence[Token], position: int) -> Mention | None:
    """The treaty whose name follows an article: «من المعاهدة», «من اتفاقية الدفاع المشترك»."""
    if position + 1 >= len(tokens) or tokens[position].form not in _OF:
        return None
    return next(
        (m for m in here if m.first == position + 1 and m.candidates[0].kind == "Treaty"), None
    )


def _is_charter_of(tokens: Sequence[Token], treaty: Mention) -> bool:
    """Whether a treaty is called by whose it is: «معاهدة الحلف»."""
    return _is_charter(tuple(token.form for token in tokens[treaty.first : treaty.last]))


def _charter(
    tokens: Sequence[Token],
    called: Mention,
    wanted: str,
    discourse: Discourse,
    number: int,
    here: Sequence[Mention],
) -> tuple[Participant, ...] | None:
    """The founding treaty of the alliance spoken of, where it is called just that: «المعاهدة التأسيسية».

    Only one that is known to have such an article, and where no other treaty is meant.
    """
    forms = [token.form for token in tokens[called.first : called.last]]
    if called.how != "phrase" or bare(forms[0]) not in words("treaties", "charters"):
        return None
    if not words("treaties", "of_founding").issuperset(forms[1:]):
        return None
    treaty = _treaty(wanted, discourse, number, here)
    if treaty is None or f"{treaty[0].iri}/article/{wanted}" not in reference().things:
        return None
    return treaty


def _is_known(treaty: Mention) -> bool:
    return treaty.candidates[0].iri in reference().things


def _is_of_another(tokens: Sequence[Token], position: int) -> bool:
    """Whether the words go on to say of what: «من الدستور»; not «من معاهدة الحلف», «من ميثاقه»."""
    if position >= len(tokens) or tokens[position].form not in _OF:
        return False
    following = tuple(token.form for token in tokens[position + 1 : position + 3])
    if not following or following[0] in words("treaties", "own_charters"):
        return not following
    return not _is_charter(following)


def _is_charter(called: tuple[str, ...]) -> bool:
    """«معاهدة الحلف», «ميثاق الجامعة»."""
    return (
        bool(called)
        and called[0] in words("treaties", "charters")
        and called[1:] in phrase_list("treaties", "alliances")
    )


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


def _described(discourse: Discourse, number: int, here: Sequence[Mention]) -> Participant | None:
    """The agreement that only the text names, where it is spoken of more than who has a known one."""
    spoken = [*(p for m in reversed(here) for p in m.candidates), *discourse.recent(number)]
    papers = [p for p in spoken if p.kind == "Treaty"]
    if not papers or any(_treaty_of(paper) for paper in papers):
        return None
    others = (discourse.count[p.iri] for p in spoken if _treaty_of(p) is not None)
    return papers[0] if discourse.count[papers[0].iri] > max(others, default=0) else None


def _treaty_of(thing: Participant) -> str | None:
    if thing.kind == "Treaty":
        return thing.iri if thing.iri in reference().things else None
    return reference().treaties.get(thing.iri)


def _mention(
    tokens: Sequence[Token], first: int, last: int, reading: Reading, article: Participant
) -> Mention:
    return cut_mention(tokens, first, last, reading, (article,), "provision", certainty=_CERTAINTY)
