"""Known names: where a sentence names something that the reference knows."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from mithaq.ingest.classes import WordClass
from mithaq.ingest.facts import Participant
from mithaq.ingest.grammar import preposition_before, prepositions
from mithaq.ingest.lexicon import phrase_list, words
from mithaq.ingest.mentions import How, Mention, span
from mithaq.ingest.names import (
    Match,
    first_words,
    known_concepts,
    known_names,
    match_at,
    participant,
)
from mithaq.ingest.numberwords import number_words
from mithaq.ingest.shynames import is_shy
from mithaq.ingest.tokens import Token, Tokens, is_one_of, readings
from mithaq.ontology.reference import reference
from mithaq.text import fold

_BODIES = frozenset({"Body", "Organization"})


def find_names(tokens: Tokens, classes: Sequence[WordClass]) -> tuple[Mention, ...]:
    """The known names of a sentence, the longest first come, none overlapping."""
    return tuple(_with_abbreviations(each_name(tokens, classes), tokens))


def each_name(
    tokens: Tokens, classes: Sequence[WordClass], within: frozenset[str] = frozenset()
) -> tuple[Mention, ...]:
    """The known names of a sentence, a name and its abbreviation apart.

    What has a name of a class among `within` may have others inside: «ميثاق منظمة شنغهاي للتعاون».
    """
    found: list[Mention] = []
    after = 0
    for position in tokens.where(first_words(known_names())):
        if position < after:
            continue
        match = match_at(known_names(), tokens, position)
        if (
            match is None
            or _is_grammar(match, classes, position)
            or is_shy(match, tokens, classes, position, found)
            or _is_anothers(match, tokens)
            or _is_counted_on(match, tokens)
            or _is_a_rivers(match, tokens, position)
            or _is_for_another_aim(match, tokens, position)
        ):
            continue
        named = _named(match, tokens, position)
        if not _is_past(tokens, position) and not _is_a_partys(named, tokens):
            found.append(named)
        after = position + 1 if named.candidates[0].kind in within else match.end
    return tuple(found)


def find_concepts(tokens: Tokens) -> tuple[Mention, ...]:
    """The words of a sentence that name a kind of force, aid or event."""
    found: list[Mention] = []
    for position in tokens.where(first_words(known_concepts())):
        match = match_at(known_concepts(), tokens, position)
        if match is not None and (not found or position >= found[-1].last):
            found.append(_named(match, tokens, position, concept=True))
    return tuple(found)


def _is_grammar(match: Match, classes: Sequence[WordClass], first: int) -> bool:
    return match.end == first + 1 and classes[first] not in ("word", "number", "verb")


def _is_anothers(match: Match, tokens: Sequence[Token]) -> bool:
    """Whether an adjective makes a body another, some state's own: «مجلس الأمن القومي»."""
    following = tokens[match.end : match.end + 1]
    own = any(token.form in words("nouns", "states_own") for token in following)
    return own and participant(match.entries[0].iri).kind in _BODIES


def _is_counted_on(match: Match, tokens: Sequence[Token]) -> bool:
    """Whether the number that ends a name goes on: «الدول السبع والعشرين» are no Group of Seven."""
    following = tokens[match.end : match.end + 1]
    ends = tokens[match.end - 1].form.removeprefix("ال")
    return ends in number_words().units and any(
        token.form.removeprefix("وال") in number_words().tens for token in following
    )


def _is_a_rivers(match: Match, tokens: Sequence[Token], first: int) -> bool:
    """Whether a bank is a river's or a lake's: «الضفة الشرقية», «الضفة الغربية لنهر النيل»."""
    if not is_one_of(tokens[first].form, words("places", "banks")):
        return False
    following = tokens[match.end : match.end + 1]
    return any(token.form in words("places", "of_waters") for token in following)


def _is_for_another_aim(match: Match, tokens: Tokens, first: int) -> bool:
    """Whether a coalition's common name is another's: «انضمت إلى التحالف الدولي لحماية الملاحة».

    After a noun «ل» may tell what it does to whom: «قصف التحالف الدولي لمواقع …».
    """
    if tokens.forms[first : match.end] not in phrase_list("names", "common_coalitions"):
        return False
    following = tokens.forms[match.end : match.end + 1]
    if preposition_before(tokens, first) is None or any(
        is_one_of(form, words("names", "coalition_aims")) for form in following
    ):
        return False
    return any(reading.preposition == _FOR for form in following for reading in readings(form))


_FOR = "ل"


def _is_a_partys(named: Mention, tokens: Sequence[Token]) -> bool:
    """Whether a state's name is only part of a party's: «حزب أوغندا الجديدة» is not Uganda."""
    before = tokens[max(named.first - 1, 0)].form
    return named.how == "name" and named.candidates[0].kind == "State" and is_one_of(before, _PARTY)


_PARTY = frozenset(
    {
        "حزب",  # party
    }
)


def _is_past(tokens: Sequence[Token], first: int) -> bool:
    """«دول ما بعد الاتحاد السوفيتي» names no state: what came after it is spoken of."""
    return tuple(token.form for token in tokens[max(first - 2, 0) : first]) == ("ما", "بعد")


def _named(match: Match, tokens: Sequence[Token], first: int, *, concept: bool = False) -> Mention:
    iris = dict.fromkeys(entry.iri for entry in match.entries)
    # what bears the name comes before what that stands for: «بروكسل» the city, the Union, Belgium
    stood_for = [_stands_for(iri) for iri in iris]
    candidates = tuple(
        dict.fromkeys([s[0] for s in stood_for] + [p for s in stood_for for p in s[1:]])
    )
    start, end = span(tokens, first, match.end)
    cut = len(match.reading.conjunction) + len(match.reading.preposition)
    relations = {entry.relation for entry in match.entries}
    demonym = relations == {"demonym"} or ("demonym" in relations and _describes(tokens, first))
    how: How = "demonym" if demonym else "name"
    if concept or candidates[0].kind == "Office":
        how = "concept" if concept else "office"
    longer = match.end > first + 1 and candidates[0].kind != "State"
    opening = prepositions().get((match.reading.rest,)) if longer else None
    if opening is not None and preposition_before(tokens, first) is not None:
        opening = None  # «في شرق أوكرانيا»
    return Mention(
        first,
        match.end,
        start + (cut if cut < end - start else 0),
        end,
        candidates,
        how,
        preposition=match.reading.preposition or opening or "",  # «عبر الإنترنت» brings its own
        conjunction=bool(match.reading.conjunction),
    )


def _describes(tokens: Sequence[Token], first: int) -> bool:
    """Whether a name that is an adjective too follows a definite noun: «الحكومة السعودية»."""
    if not first or not tokens[first].form.startswith("ال"):
        return False
    before = readings(tokens[first - 1].form)
    plurals = words("nouns", "broken_plurals")  # «الأراضي السعودية»
    return any(
        r.rest.startswith("ال") and (r.rest.endswith(_SHE) or r.rest in plurals) for r in before
    )


_SHE = ("ه", "ات")
_MINISTRY = fold("وزارة")  # ministry


@cache
def _stands_for(iri: str) -> tuple[Participant, ...]:
    # a capital stands for its state as well, «طلبت يريفان», a treaty for what it founded and
    # a body for its alliance, a ministry or an army for its state
    other = reference().capitals.get(iri) or reference().treaty_of.get(iri) or _whole_of(iri)
    return (participant(iri),) if other is None else (participant(iri), participant(other))


def _whole_of(iri: str) -> str | None:
    """The alliance that the body `iri` belongs to, or the state whose ministry or army it is."""
    things = reference().things
    whole = things[iri].within if things[iri].kind == "Body" else None
    if whole not in things or whole is None:
        return None
    opening = fold(participant(iri).label("ar") or "").split()[:1]
    acting = any(word == _MINISTRY or word in words("nouns", "commands") for word in opening)
    return whole if things[whole].kind == "Alliance" or acting else None


def _with_abbreviations(found: Sequence[Mention], tokens: Sequence[Token]) -> Iterator[Mention]:
    """«منظمة معاهدة الأمن الجماعي (CSTO)» is one mention."""
    waiting: Mention | None = None
    for mention in found:
        if waiting is not None and mention.candidates[0] == waiting.candidates[0]:
            between = [token.form for token in tokens[waiting.last : mention.first]]
            if between in ([], ["("], ['"'], ["-"]):
                closing = mention.last
                if between == ["("] and closing < len(tokens) and tokens[closing].form == ")":
                    closing += 1
                end = tokens[closing - 1].end
                waiting = replace(waiting, last=closing, end=end)
                continue
        if waiting is not None:
            yield waiting
        waiting = mention
    if waiting is not None:
        yield waiting
