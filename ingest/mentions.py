"""Mentions: where a sentence names something that the reference knows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from mithaq.ingest.classes import WordClass
from mithaq.ingest.facts import Participant
from mithaq.ingest.grammar import preposition_before, prepositions
from mithaq.ingest.lexicon import common_words, word_lists, words
from mithaq.ingest.names import (
    Match,
    known_concepts,
    known_names,
    match_at,
    participant,
)
from mithaq.ingest.tokens import Reading, Token, bare, readings
from mithaq.ontology.reference import reference
from mithaq.text import fold

How = Literal[
    "name",
    "demonym",
    "representative",
    "reference",
    "person",
    "office",
    "provision",
    "concept",
    "phrase",
]


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of a sentence that stands for something.

    `first`, `last` count tokens, `start`, `end` code points of the text; both ends exclusive.
    `preposition` governs it from token `governor` on, over the nouns `heads` where there are any
    («من أراضي أرمينيا»: من, أراضي).
    `part` says by which part a representative stands for its whole: forces or government;
    `behind` a person are the office held and its organisation.
    """

    first: int
    last: int
    start: int
    end: int
    candidates: tuple[Participant, ...]
    how: How
    preposition: str = ""
    heads: tuple[str, ...] = ()
    conjunction: bool = False
    certainty: float = 1.0
    part: str = ""
    governor: int = -1
    behind: tuple[Participant, ...] = ()

    def of_kind(self, kinds: frozenset[str]) -> Participant | None:
        """The first thing it may stand for whose class is among `kinds`."""
        for candidate in self.candidates:  # asked more often than anything else
            if candidate.kind in kinds:
                return candidate
        return None


def span(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """The offsets of tokens `first` to `last`, without the first one's clitics."""
    return tokens[first].start, tokens[last - 1].end


def find_names(tokens: Sequence[Token], classes: Sequence[WordClass]) -> tuple[Mention, ...]:
    """The known names of a sentence, the longest first come, none overlapping."""
    found: list[Mention] = []
    position = 0
    while position < len(tokens):
        match = match_at(known_names(), tokens, position)
        if (
            match is None
            or _is_grammar(match, classes, position)
            or _is_shy(match, tokens, position, found)
        ):
            position += 1
            continue
        if not _is_past(tokens, position):
            found.append(_named(match, tokens, position))
        position = match.end
    return tuple(_with_abbreviations(found, tokens))


def find_concepts(tokens: Sequence[Token]) -> tuple[Mention, ...]:
    """The words of a sentence that name a kind of force, aid or event."""
    found: list[Mention] = []
    for position in range(len(tokens)):
        match = match_at(known_concepts(), tokens, position)
        if match is not None and (not found or position >= found[-1].last):
            found.append(replace(_named(match, tokens, position), how="concept"))
    return tuple(found)


def _is_grammar(match: Match, classes: Sequence[WordClass], first: int) -> bool:
    return match.end == first + 1 and classes[first] not in ("word", "number", "verb")


def _is_past(tokens: Sequence[Token], first: int) -> bool:
    """«دول ما بعد الاتحاد السوفيتي» names no state: what came after it is spoken of."""
    return tuple(token.form for token in tokens[max(first - 2, 0) : first]) == ("ما", "بعد")


def _is_shy(match: Match, tokens: Sequence[Token], first: int, before: Sequence[Mention]) -> bool:
    """A name that is more often another word counts after a preposition or in a list of names."""
    if match.end > first + 1 or match.reading.rest not in words("nouns", "shy_names"):
        return False
    if match.reading.preposition or preposition_before(tokens, first):
        return False
    return not (_is_coordinated(tokens, first) or (before and first - before[-1].last <= 1))


def _is_coordinated(tokens: Sequence[Token], first: int) -> bool:
    """Whether the next word is «و» and another name: «مالي والنيجر»."""
    if first + 1 >= len(tokens):
        return False
    following = match_at(known_names(), tokens, first + 1)
    return following is not None and bool(following.reading.conjunction)


def _named(match: Match, tokens: Sequence[Token], first: int) -> Mention:
    iris = dict.fromkeys(entry.iri for entry in match.entries)
    # what bears the name comes before what that stands for: «بروكسل» the city, the Union, Belgium
    stood_for = [_stands_for(iri) for iri in iris]
    candidates = tuple(
        dict.fromkeys([s[0] for s in stood_for] + [p for s in stood_for for p in s[1:]])
    )
    start, end = span(tokens, first, match.end)
    cut = len(match.reading.conjunction) + len(match.reading.preposition)
    demonym = all(entry.relation == "demonym" for entry in match.entries)
    how: How = "demonym" if demonym else "name"
    if candidates[0].kind == "Office":
        how = "office"
    longer = match.end > first + 1 and candidates[0].kind != "State"
    opening = prepositions().get((match.reading.rest,)) if longer else None
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


_MINISTRY = fold("وزارة")


@cache
def _stands_for(iri: str) -> tuple[Participant, ...]:
    # a capital stands for its state as well, «طلبت يريفان», a treaty for what it founded and
    # a body for its alliance, a ministry for its state
    other = reference().capitals.get(iri) or reference().treaty_of.get(iri) or _whole_of(iri)
    return (participant(iri),) if other is None else (participant(iri), participant(other))


def _whole_of(iri: str) -> str | None:
    """The alliance that the body `iri` belongs to, or the state whose ministry it is."""
    things = reference().things
    whole = things[iri].within if things[iri].kind == "Body" else None
    if whole not in things or whole is None:
        return None
    ministry = fold(participant(iri).label("ar") or "").split()[:1] == [_MINISTRY]
    return whole if things[whole].kind == "Alliance" or ministry else None


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


@cache
def representatives() -> dict[str, str]:
    """The nouns that stand for a state or a group, folded, each with its part: forces, government."""
    listed: dict[str, list[str]] = word_lists("nouns")["representatives"]
    return {fold(noun): part for part, nouns in listed.items() for noun in nouns}


def with_representatives(
    mentions: Sequence[Mention], tokens: Sequence[Token], classes: Sequence[WordClass]
) -> tuple[Mention, ...]:
    """The mentions, those of a state or alliance reaching over its representative noun.

    «القوات الروسية», «حكومة أرمينيا», «وزارة الدفاع الروسية»: the part stands for the whole.
    """
    return tuple(
        _represented(mentions, position, tokens, classes) for position in range(len(mentions))
    )


def _represented(
    mentions: Sequence[Mention],
    position: int,
    tokens: Sequence[Token],
    classes: Sequence[WordClass],
) -> Mention:
    mention = mentions[position]
    if mention.preposition or mention.how not in ("name", "demonym") or not _is_whole(mention):
        return mention
    if mention.conjunction:
        return mention  # «الجيش والمقاومة الشعبية» are two
    low = mentions[position - 1].last if position else 0
    reach = 3 if mention.how == "demonym" else 1
    quoted = mention.first - 1 > low and tokens[mention.first - 1].form == '"'
    begin = mention.first - quoted  # «فصائل "جيش الفتح"»
    for first in range(begin - 1, max(low, begin - reach) - 1, -1):
        if classes[first] != "word":
            break
        for reading in readings(tokens[first].form):
            definite = reading.rest.startswith("ال")
            part = representatives().get(bare(reading.rest))
            if part is None or (definite and mention.how == "name" and not _describes(mention)):
                continue
            if part == _COUNTED and not (first and _is_number(tokens, classes, first - 1)):
                continue
            if part == "land" and mention.how == "name":
                continue  # «من أراضي بولندا»: the name says where by itself
            return replace(
                mention,
                first=first,
                start=tokens[first].start + len(reading.conjunction) + len(reading.preposition),
                how="representative",
                preposition=reading.preposition,
                conjunction=bool(reading.conjunction),
                part="forces" if part == _COUNTED else part,
            )
        if mention.how == "name":
            break
    return mention


_COUNTED = "counted"
_THOUSANDS = frozenset(map(fold, ("ألف", "آلاف", "مئة", "مائة", "مئات", "مئتي", "ألفي")))


def _is_number(tokens: Sequence[Token], classes: Sequence[WordClass], position: int) -> bool:
    return classes[position] == "number" or any(
        reading.rest in _THOUSANDS for reading in readings(tokens[position].form)
    )


def _describes(mention: Mention) -> bool:
    """Whether a group's name may follow a noun like an adjective: «المقاتلين الحوثيين»."""
    name = mention.candidates[0].label("ar") or ""
    return mention.candidates[0].kind == "ArmedGroup" and name.startswith("ال")


def _is_whole(mention: Mention) -> bool:
    return any(
        p.kind in ("State", "Alliance", "Organization", "ArmedGroup") for p in mention.candidates
    )


def governed(
    mentions: Sequence[Mention], tokens: Sequence[Token], classes: Sequence[WordClass]
) -> tuple[Mention, ...]:
    """The mentions with the preposition that governs each, and the nouns between.

    What is coordinated is governed together: «من روسيا وأرمينيا».
    """
    found: list[Mention] = []
    for mention in mentions:
        found.append(
            mention
            if mention.preposition
            or mention.conjunction
            or mention.part in _MADE  # «… من جهة، وروسيا …»: no «جهة» of hers
            else _governed(mention, tokens, classes, found)
        )
    for members in groups(found, tokens):
        first = found[members[0]]
        for position in members[1:]:
            if first.preposition and not found[position].preposition:
                found[position] = replace(
                    found[position],
                    preposition=first.preposition,
                    heads=first.heads,
                    governor=first.governor,
                )
    return tuple(found)


_MADE = ("predicate", "past")
"""Parts of offices that somebody is made, «وزيرا»: nothing governs them."""
_MOST_HEADS = 3
_OPENING = frozenset({'"', "#", "("})
_OWNED = ("ها", "هم", "هما", "ته", "تهم")


def _governed(
    mention: Mention,
    tokens: Sequence[Token],
    classes: Sequence[WordClass],
    found: Sequence[Mention],
) -> Mention:
    heads: list[str] = []
    low = found[-1].last if found else 0
    position, low = _apposed(mention, tokens, found) or (mention.first, low)
    if position < mention.first and (clitic := attached_preposition(tokens[position].form)):
        return replace(mention, preposition=clitic.preposition, governor=position)
    while position > low and len(heads) <= _MOST_HEADS:
        before = preposition_before(tokens, position)
        if before is not None and before[0] >= low:
            return replace(mention, preposition=before[1], heads=tuple(heads), governor=before[0])
        form = tokens[position - 1].form
        if form in words("nouns", "demonstratives") or form in _OPENING:
            position -= 1
            continue
        if classes[position - 1] != "word" or form.startswith("ال") or _is_owned(form):
            break
        position -= 1
        clitic = attached_preposition(form)
        if clitic is not None:
            return replace(
                mention,
                preposition=clitic.preposition,
                heads=(clitic.rest, *heads),
                governor=position,
            )
        heads.insert(0, form)
    return replace(mention, heads=tuple(heads))


def _is_owned(form: str) -> bool:
    """Whether a noun has its owner already, «خطابه», and governs no name after it."""
    if form.endswith(_OWNED):
        return True
    if not form.endswith("ه") or {form, "ال" + form} & common_words():
        return False  # «لجنة» folded, which governs
    return any(
        {reading.rest[:-1], "ال" + reading.rest[:-1]} & common_words() for reading in readings(form)
    )


def _apposed(
    mention: Mention, tokens: Sequence[Token], found: Sequence[Mention]
) -> tuple[int, int] | None:
    """Where «العاصمة المصرية القاهرة» begins, and the mention before it ends."""
    first, before = mention.first, list(found)
    if before and before[-1].how == "demonym" and before[-1].last == first:
        first = before.pop().first
    low = before[-1].last if before else 0
    if first <= low or not any(
        reading.rest in words("nouns", "appositives")
        for reading in readings(tokens[first - 1].form)
    ):
        return None
    return first - 1, low


@cache
def attached_preposition(form: str) -> Reading | None:
    """The cut of a noun that carries ب, ل or ك: «لدعم» is ل and دعم.

    A word counts as a noun where news writes it with the article; «لجنة» is one itself.
    """
    if "ال" + form in common_words():
        return None
    return next(
        (
            reading
            for reading in readings(form)
            if reading.preposition
            and ("ال" + reading.rest in common_words() or reading.rest.startswith("ال"))
        ),
        None,
    )


def groups(mentions: Sequence[Mention], tokens: Sequence[Token]) -> tuple[tuple[int, ...], ...]:
    """Lists: for each mention the positions of those coordinated with it, itself first.

    «روسيا، وأرمينيا وكازاخستان» gives (0, 1, 2), (1, 2), (2,).
    """
    following: list[tuple[int, ...]] = []
    for position in range(len(mentions) - 1, -1, -1):
        rest: tuple[int, ...] = ()
        if following and _coordinated(mentions[position], mentions[position + 1], tokens):
            rest = following[-1]
        following.append((position, *rest))
    return tuple(reversed(following))


_BETWEEN = frozenset(
    {"،", ",", "و", "-", "#", '"', "ايضا", "كذلك", "وكذلك", "كل", "من", "؛", "وكل", "او", "ثم"}
    | {"جهه", "اخري", "ناحيه"}  # «بين كذا من جهة، وكذا من جهة أخرى»
    | {"ونظيره", "ونظيرته", "ونظيريه"}  # «فلان ونظيره الفرنسي فلان»
)
_AND = frozenset({"و", "او", "ونظيره", "ونظيرته", "ونظيريه"})


_NOR = "ولا"
_AGENTS = frozenset({"State", "Alliance", "Organization", "Body", "ArmedGroup"})


def _alike(a: Mention, b: Mention) -> bool:
    kinds, others = {p.kind for p in a.candidates}, {p.kind for p in b.candidates}
    return bool(kinds & others) or bool(kinds & _AGENTS and others & _AGENTS)


def _coordinated(a: Mention, b: Mention, tokens: Sequence[Token]) -> bool:
    between = tokens[a.last : b.first]
    if [token.form for token in between] == [_NOR] and _alike(a, b) and not b.preposition:
        return any(token.form in words("grammar", "negators") for token in tokens[: a.first])
    if not _alike(a, b) or any(token.form not in _BETWEEN for token in between):
        return False
    if b.how == "demonym" and a.how not in ("demonym", "representative"):
        return False
    opening = tokens[b.first : b.first + 1]
    said = b.conjunction or any(token.form in _AND for token in (*between, *opening))
    joined = said or any(token.form in ("،", ",") for token in between)
    # «في عدن، جنوب اليمن» is one place, «من روسيا ومن أرمينيا» are two
    same = b.preposition in ("", a.preposition)
    return joined and (same or (said and b.heads == a.heads))
