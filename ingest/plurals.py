"""Several at once: «البلدان», «الدول الثلاث», which stand for those that a text named together."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from mithaq.ingest.classes import WordClass
from mithaq.ingest.coordination import groups
from mithaq.ingest.facts import Participant
from mithaq.ingest.governing import governed
from mithaq.ingest.lexicon import word_lists, words
from mithaq.ingest.mentions import SEVERAL, Mention, cut_mention, each_of
from mithaq.ingest.numberwords import number_words
from mithaq.ingest.people import taken_tokens
from mithaq.ingest.tokens import Reading, Token, Tokens, bare, is_one_of, readings
from mithaq.ingest.twoleaders import two_leaders
from mithaq.text import fold

_CERTAINTY = 0.8
_TWO = 2
_SENTENCES_BACK = 2
_HEADS = 3
_LISTS_BACK = 6
_STATES = frozenset({"State"})
_SIDES = frozenset({"State", "Alliance", "Organization"})
_PARTIES = _SIDES | {"ArmedGroup"}
_ARTICLE = "ال"
_TO = "الي"
_COUNTRIES = "البلدان"


@dataclass(slots=True)
class Gatherings:
    """Whom each sentence of a document named; its lists are made where they are asked for."""

    named: list[tuple[Participant, ...]] = field(default_factory=list)
    heard: list[tuple[Sequence[Mention], Sequence[Token]]] = field(default_factory=list)

    def hear(self, mentions: Sequence[Mention], tokens: Sequence[Token]) -> None:
        """Remember whom the next sentence names."""
        plain = [m for m in mentions if not _is_plural(m)]
        self.named.append(_sides(plain))
        self.heard.append((plain, tokens))

    def pair(
        self,
        here: Sequence[Mention],
        tokens: Sequence[Token],
        kinds: frozenset[str] = _SIDES,
    ) -> tuple[Participant, ...]:
        """The two of whom a text speaks: those of this sentence so far, else of the last ones.

        `kinds` are the classes of those named in one breath, «الحكومة والمتمردون», of whom one may fight.
        """
        for named, listed in self._back(here, tokens, _SENTENCES_BACK, kinds):
            twos = [members for members in listed if len(members) == _TWO]
            if twos:
                return twos[-1]
            if len(named) == _TWO:
                return named
            if len(named) > _TWO:
                break
        return self._subjects()

    def _subjects(self) -> tuple[Participant, ...]:
        """The two of whom the text speaks far more than of any other so far."""
        count = Counter(party for named in self.named for party in named)
        most = [*count.most_common(_TWO + 1), (None, 0), (None, 0), (None, 0)]
        (one, _), (other, often), (_, third) = most[: _TWO + 1]
        clear = often >= _TWO and often >= 2 * third
        return (one, other) if clear and one is not None and other is not None else ()

    def several(
        self, number: int, here: Sequence[Mention], tokens: Sequence[Token]
    ) -> tuple[Participant, ...]:
        """The last list of so many."""
        for _, listed in self._back(here, tokens, _LISTS_BACK):
            for members in reversed(listed):
                if len(members) == number:
                    return members
        return ()

    def _back(
        self,
        here: Sequence[Mention],
        tokens: Sequence[Token],
        back: int,
        kinds: frozenset[str] = _SIDES,
    ) -> Iterator[tuple[tuple[Participant, ...], tuple[tuple[Participant, ...], ...]]]:
        yield _sides(here), _lists(here, tokens, kinds)
        for position in range(len(self.named) - 1, max(len(self.named) - 1 - back, -1), -1):
            yield self.named[position], _lists(*self.heard[position], kinds)


def _is_plural(mention: Mention) -> bool:
    return mention.part == SEVERAL


def _sides(mentions: Sequence[Mention], kinds: frozenset[str] = _SIDES) -> tuple[Participant, ...]:
    found = (_side(mention, kinds) for mention in mentions)
    return tuple(dict.fromkeys(side for side in found if side is not None))


def _side(mention: Mention, kinds: frozenset[str]) -> Participant | None:
    """The state or alliance that a mention names, or that a person speaks for."""
    named = mention.of_kind(kinds)
    return named or next((p for p in mention.behind if p.kind in kinds), None)


def _lists(
    mentions: Sequence[Mention], tokens: Sequence[Token], kinds: frozenset[str]
) -> tuple[tuple[Participant, ...], ...]:
    """The lists of a sentence, each with all that it names, not its tails."""
    found: list[tuple[Participant, ...]] = []
    tails: set[int] = set()
    for position, members in enumerate(groups(mentions, tokens)):
        if position in tails or len(members) < _TWO:
            continue
        tails.update(members)
        found.append(_sides([mentions[n] for n in members], kinds))
    return tuple(found)


@cache
def _words() -> Mapping[str, frozenset[str]]:
    """The nouns for two, for states counted, and the numbers, folded."""
    listed: Mapping[str, Sequence[str]] = word_lists("nouns")["several"]
    return {key: frozenset(map(fold, entries)) for key, entries in listed.items()}


@cache
def _every_word() -> frozenset[str]:
    return frozenset().union(*(found for key, found in _words().items() if key != "heads"))


def find_plurals(
    tokens: Tokens,
    classes: Sequence[WordClass],
    taken: frozenset[int],
    gatherings: Gatherings,
    here: Sequence[Mention],
) -> tuple[Mention, ...]:
    """The mentions of several at once: one for each of them, all of the same words."""
    found: list[Mention] = []
    for position in tokens.where(_every_word()):
        if position in taken or classes[position] != "word":
            continue
        for reading in readings(tokens[position].form):
            stretch = _several_at(tokens, position, reading, gatherings, here)
            if stretch is not None:
                found += _mentions(tokens, position, reading, *stretch)
                break
    return tuple(found)


def _several_at(
    tokens: Sequence[Token],
    position: int,
    reading: Reading,
    gatherings: Gatherings,
    here: Sequence[Mention],
) -> tuple[int, tuple[Participant, ...]] | None:
    """Where the words end and whom they mean; the words for sides mean alliances as well."""
    before = [m for m in here if m.last <= position]
    counted = _counted(tokens, position) if reading.rest in _words()["counted"] else None
    if counted is not None:
        members = gatherings.several(counted[1], before, tokens)
        return (counted[0], members) if members else None
    if reading.rest in _words()["two"] or reading.rest in _words()["sides"]:
        sides = reading.rest in _words()["sides"]
        members = gatherings.pair(before, tokens, _PARTIES if sides else _SIDES)
        states = all(p.kind in _STATES for p in members)
        known = bool(members) and (states or sides)
        last = position + 1
        how = ("demonym",) if _has_heads(tokens, position) else ("demonym", "person")
        described = any(m.first == last and m.how in how and not m.preposition for m in here)
        if described or (last < len(tokens) and _is_named(tokens[last].form)):
            return None  # «الدولتان الخليجيتان», «الجانبان الروسي والتركي»
        if reading.rest == _COUNTRIES and _are_many(tokens, last):
            return None  # «البلدان المجاورة»: many, written like two
        return (last, members) if known else None
    return None


def _counted(tokens: Sequence[Token], position: int) -> tuple[int, int] | None:
    """Where a number over two ends that counts the states at `position`: «الدول الأفريقية الثلاث»."""
    for last in (position + 1, position + 2):
        form = tokens[last].form if last < len(tokens) else ""
        number = number_words().units.get(bare(form)) if form.startswith(_ARTICLE) else None
        if number is not None:
            return (last + 1, number) if number > _TWO else None
        if not _is_named(form):
            return None
    return None


def _has_heads(tokens: Sequence[Token], position: int) -> bool:
    """Whether the two before are of two offices, whose holders may follow: «وزيرا خارجية البلدين»."""
    before = tokens[max(position - _HEADS, 0) : position]
    return any(is_one_of(token.form, _words()["heads"]) for token in before)


def _are_many(tokens: Sequence[Token], last: int) -> bool:
    """Whether an adjective says of the word before, which is written like the dual, that it is a plural."""
    following = (token.form for token in tokens[last : last + 1])
    return any(form in words("nouns", "of_many_states") for form in following)


def _is_named(form: str) -> bool:
    """Whether a word goes on to say which two are meant."""
    if form == _TO:
        return False
    return form.startswith(_ARTICLE) and form.endswith(("ي", "يه", "يان", "يين", "تان", "تين"))


def _mentions(
    tokens: Sequence[Token],
    first: int,
    reading: Reading,
    last: int,
    members: Sequence[Participant],
) -> Iterator[Mention]:
    named = cut_mention(tokens, first, last, reading, (), "reference", certainty=_CERTAINTY)
    return each_of(named, ((member,) for member in members))


def with_plurals(
    mentions: tuple[Mention, ...],
    tokens: Tokens,
    classes: Sequence[WordClass],
    gatherings: Gatherings,
) -> tuple[Mention, ...]:
    """The mentions with those of several at once, and what the sentence adds to know them by."""
    leaders = tuple(two_leaders(tokens, mentions, [named for named, _ in gatherings.heard]))
    taken = taken_tokens((*mentions, *leaders))
    found = (*leaders, *find_plurals(tokens, classes, taken, gatherings, mentions))
    gatherings.hear(mentions, tokens)
    if not found:
        return mentions
    everything = sorted((*mentions, *found), key=lambda mention: mention.first)
    return governed(everything, tokens, classes)
