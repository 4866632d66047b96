"""Treaties that no list knows: «اتفاقية تعاون دفاعي», named by the noun phrase that a text has."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from mithaq.ingest.classes import WordClass
from mithaq.ingest.facts import Participant
from mithaq.ingest.lexicon import phrase_list, words
from mithaq.ingest.mentions import Mention, cut_mention, widened
from mithaq.ingest.names import participant
from mithaq.ingest.ownedtreaties import definite_labels, owned_agreements, owned_nouns
from mithaq.ingest.people import taken_tokens
from mithaq.ingest.proclitics import attached_preposition
from mithaq.ingest.signings import is_signed, signatures, signing
from mithaq.ingest.tokens import COMMAS, Reading, Token, Tokens, is_one_of, readings
from mithaq.ingest.treatyends import end_of_name
from mithaq.ingest.treatylabels import Words, in_quotes, labels_of, quoted_end
from mithaq.iris import slug, thing
from mithaq.ontology.reference import reference

_PAIR = 2
_ARTICLE = "ال"
_QUOTES = frozenset({'"', "«", "“"})
_NUNATION = "ا"
_WITH = "مع"
_OF = "من"


@cache
def _nouns() -> dict[str, tuple[tuple[str, ...], ...]]:
    """The nouns that name agreements by their first word, folded, the longest first."""
    return _by_first(phrase_list("nouns", "agreements"))


@cache
def _papers() -> dict[str, tuple[tuple[str, ...], ...]]:
    """The nouns of papers that are agreements where they are signed: «بيانا مشتركا», «خارطة طريق»."""
    return _by_first(phrase_list("nouns", "signed_papers"))


def _by_first(nouns: Iterable[tuple[str, ...]]) -> dict[str, tuple[tuple[str, ...], ...]]:
    found = set(nouns)
    # «اتفاقا», «إعلانا مشتركا», «وقفا لإطلاق النار» as well
    plain = {noun for noun in found if not noun[0].endswith("ه")}
    found |= {(noun[0] + _NUNATION, *noun[1:]) for noun in plain}
    found |= {
        (noun[0] + _NUNATION, noun[1] + _NUNATION)
        for noun in plain
        if len(noun) == _PAIR and not noun[1].endswith("ه")
    }
    by_first: dict[str, tuple[tuple[str, ...], ...]] = {}
    for noun in sorted(found, key=lambda noun: (-len(noun), noun)):
        by_first[noun[0]] = (*by_first.get(noun[0], ()), noun)
    return by_first


@cache
def _opening() -> frozenset[str]:
    return frozenset(_nouns())


@lru_cache(maxsize=65536)
def _nouns_from(form: str, *, signed: bool) -> tuple[tuple[Reading, tuple[str, ...]], ...]:
    """The nouns that a word may begin, each with how the word is cut for it."""
    known = _papers() if signed else _nouns()
    return tuple(
        (reading, noun) for reading in readings(form) for noun in known.get(reading.rest, ())
    )


def with_treaties(
    mentions: Sequence[Mention], tokens: Tokens, classes: Sequence[WordClass], text: str
) -> tuple[Mention, ...]:
    """The mentions of a sentence, with the agreements that only its own words name."""
    opened = sorted({*tokens.where(_opening()), *_signed_papers(tokens), *owned_agreements(tokens)})
    if not opened:
        return tuple(mentions)
    taken = taken_tokens(mentions)
    starting = {mention.first: mention for mention in reversed(mentions)}
    twins = [m for m in mentions if starting[m.first] is not m]  # «الكوريتين» are two
    found: list[Mention] = []
    for position in opened:
        if position in taken or (found and position < found[-1].last):
            continue
        head = _head_at(tokens, position)
        if head is None:
            continue
        named = _named(starting, tokens, position + head[1])
        owner = starting.get(position + head[1])
        if _is_counted(tokens, position, head):
            continue
        if named is not None:
            starting[named.first] = widened(named, tokens, position, head[0])
        elif owner is not None and _names_it(owner, starting, tokens, position):
            starting[owner.first] = _called_after(owner, tokens, position, head[0], text)
        else:
            found.append(_treaty(tokens, classes, taken, position, head, text))
    every = sorted((*starting.values(), *twins, *found), key=lambda mention: mention.first)
    return tuple(mention for mention in every if not _tells_of(mention, every, tokens))


def _tells_of(mention: Mention, every: Sequence[Mention], tokens: Sequence[Token]) -> bool:
    """Whether it only says what the agreement before the comma is: «ومعاهدة كذا، آخر اتفاق للحد من …»."""
    comma = mention.first - 2
    if mention.how != "phrase" or comma < 1 or tokens[comma].form not in COMMAS:
        return False
    if tokens[comma + 1].form not in words("treaties", "rating"):
        return False
    return any(m.last == comma and m.candidates[0].kind == "Treaty" for m in every)


def _is_counted(tokens: Sequence[Token], position: int, head: tuple[Reading, int]) -> bool:
    """Whether agreements are only counted beside bodies: «إلى خمسين منظمة دولية واتفاقية»."""
    if not head[0].conjunction or head[1] > 1 or head[0].rest.startswith(_ARTICLE):
        return False
    before = (token.form for token in tokens[max(position - 2, 0) : position])
    return any(form in words("treaties", "counted_beside") for form in before)


def _named(starting: Mapping[int, Mention], tokens: Sequence[Token], first: int) -> Mention | None:
    """The known treaty that a noun names, over a quotation mark: «معاهدة "نيو ستارت"»."""
    if first < len(tokens) and tokens[first].form in _QUOTES:
        first += 1
    mention = starting.get(first)
    known = mention is not None and mention.candidates[0].kind == "Treaty"
    return mention if known and mention is not None and not mention.preposition else None


def _names_it(
    owner: Mention, starting: Mapping[int, Mention], tokens: Sequence[Token], first: int
) -> bool:
    """Whether an agreement is called after a place or an alliance: «ميثاق بوغوتا», «ميثاق الجامعة».

    It is a party's, «اتفاق طهران مع القوى الكبرى», where another party follows.
    """
    if owner.preposition or owner.how != "name":
        return False
    following = starting.get(owner.last)
    if (owner.last < len(tokens) and tokens[owner.last].form == _WITH) or (
        following is not None and following.conjunction
    ):
        return False
    charter = is_one_of(tokens[first].form, words("treaties", "founding"))
    kind = owner.candidates[0].kind
    if kind == "Place" or (charter and kind in ("Alliance", "Organization")):
        return True
    form = tokens[owner.first].form
    seat = owner.last == owner.first + 1 and form in words("treaties", "city_states")
    return seat and not _is_told_between(tokens, owner.last)


def _is_told_between(tokens: Sequence[Token], position: int) -> bool:
    """Whether it goes on with what an agreement of the state is about: «اتفاق الجزائر للغاز»."""
    following = tokens[position].form if position < len(tokens) else ""
    return attached_preposition(following) is not None


def _called_after(
    owner: Mention, tokens: Sequence[Token], first: int, reading: Reading, text: str
) -> Mention:
    """The agreement that is called after a place, or that founds an alliance."""
    known = reference().treaties.get(owner.candidates[0].iri)
    start = tokens[first].start + reading.cut
    name = (text[start : owner.end],)
    treaty = None if known is None else participant(known)
    treaty = treaty or minted(name, tokens, text, definite=True)
    agreement = replace(owner, candidates=(treaty,), behind=(), how="phrase")
    return widened(agreement, tokens, first, reading)


def _signed_papers(tokens: Tokens) -> Iterator[int]:
    if tokens.where(signing() | signatures()):
        yield from (n for n in tokens.where(frozenset(_papers())) if _is_signed_paper(tokens, n))


def _is_signed_paper(tokens: Sequence[Token], position: int) -> bool:
    """Whether somebody signs it, and it is none of his own: «مذكرة رئاسية», «مذكرة توقيف»."""
    following = (token.form for token in tokens[position + 1 : position + 2])
    own = any(form in words("treaties", "own_papers") for form in following)
    return not own and is_signed(tokens, position)


def _head_at(tokens: Sequence[Token], position: int) -> tuple[Reading, int] | None:
    """How the noun at `position` is cut, and of how many words it is."""
    for signed in (False, True):
        for reading, noun in _nouns_from(tokens[position].form, signed=signed):
            rest = tuple(token.form for token in tokens[position + 1 : position + len(noun)])
            if rest == noun[1:] and (not signed or _is_signed_paper(tokens, position)):
                return reading, len(noun)
    owned = next((r for r in readings(tokens[position].form) if r.rest in owned_nouns()), None)
    return None if owned is None else (owned, 1)


def _treaty(
    tokens: Sequence[Token],
    classes: Sequence[WordClass],
    taken: frozenset[int],
    position: int,
    head: tuple[Reading, int],
    text: str,
) -> Mention:
    reading, length = head
    words = Words(text, tokens, classes, taken)
    last = end_of_name(tokens, classes, taken, position + length)
    start = tokens[position].start + reading.cut
    printed = labels_of(words, start, position + length, last)
    if reading.rest in owned_nouns():
        printed = definite_labels(printed, reading.rest)
    quoted = quoted_end(words, last)
    if quoted is not None:
        name = in_quotes(words, last, quoted)
        printed = (f"{words.printed(start, last)} {name}", name, *printed)
        last = quoted
    definite = any(token.form.startswith(_ARTICLE) for token in tokens[position + 1 : last])
    treaty = minted(printed, tokens, text, definite=definite)
    named = cut_mention(tokens, position, last, reading, (treaty,), "phrase", certainty=0.9)
    return _some_of(named, tokens, taken)


def _some_of(treaty: Mention, tokens: Sequence[Token], taken: frozenset[int]) -> Mention:
    """The treaties over the noun that says how many they are: «عددا من مذكرات التفاهم»."""
    first = treaty.first - 2
    if treaty.preposition or first < 0 or first in taken or tokens[first + 1].form != _OF:
        return treaty
    reading = next(
        (r for r in readings(tokens[first].form) if r.rest in words("treaties", "some")), None
    )
    if reading is None:
        return treaty
    return widened(treaty, tokens, first, reading)


def is_some(tokens: Sequence[Token], position: int) -> bool:
    """Whether the noun at `position` tells how many of what follows «من» there are."""
    return position >= 0 and is_one_of(tokens[position].form, words("treaties", "some"))


def minted(
    printed: Sequence[str], tokens: Sequence[Token], text: str, *, definite: bool
) -> Participant:
    """A treaty of this name; one that is only described is its sentence's own."""
    name = slug(printed[0])
    if not definite:
        sentence = text[tokens[0].start : tokens[-1].end]
        name += "-" + hashlib.sha256(sentence.encode()).hexdigest()[:8]
    return Participant(thing("Treaty", name), "Treaty", tuple(("ar", label) for label in printed))
