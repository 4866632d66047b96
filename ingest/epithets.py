"""Epithets: «المتمردون», «القاعدة», «الجيش», by which a text goes on to call what it has named.

A word is learned where it stands with a name («المتمردين الحوثيين», «قاعدة كذا», «الجيش المصري») and
then stands for it alone, until it stands with another name.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from mithaq.ingest.classes import WordClass
from mithaq.ingest.clauses import is_setting
from mithaq.ingest.facts import Participant
from mithaq.ingest.lexicon import phrase_list, word_lists, words
from mithaq.ingest.mentions import Mention, representatives
from mithaq.ingest.names import participant
from mithaq.ingest.places import state_weights
from mithaq.ingest.tokens import Reading, Token, bare, readings
from mithaq.ontology.reference import reference
from mithaq.text import fold

_CERTAINTY = 0.85
_PLACE_LASTS = 4
_SETTING_LASTS = 2
_OFTEN = 3
_ARTICLE = "ال"


@dataclass(frozen=True, slots=True)
class _Epithet:
    """A word without its inflection, and the classes of what it may stand for."""

    word: str
    kinds: frozenset[str]
    part: str
    alone: bool
    last: bool


@dataclass(slots=True)
class Epithets:
    """What the epithets of a document stand for so far, each with the sentence that taught it.

    `group` is the document's only armed group, `home` the state it speaks of most; `number` is the
    sentence that is read, `last` the place and `state` the state spoken of last, and in which.
    """

    group: Participant | None = None
    home: Participant | None = None
    known: dict[str, tuple[int, Participant]] = field(default_factory=dict)
    number: int = 0
    last: tuple[int, Participant] | None = None
    state: tuple[int, Participant] | None = None

    def learn(self, mention: Mention, tokens: Sequence[Token]) -> None:
        """Learn the words that stand with the mention."""
        state = mention.of_kind(frozenset({"State"}))
        aside = mention.first and tokens[mention.first - 1].form in words("nouns", "asides")
        named = state is not None and mention.candidates[0] == state and mention.part != "forces"
        if state is not None and named and not aside:
            self.state = self.number, state
        for position in (mention.first - 1, mention.first, mention.first + 1):
            if not 0 <= position < min(mention.last, len(tokens)):
                continue
            for reading in readings(tokens[position].form):
                epithet = _epithets().get(bare(reading.rest))
                if (
                    epithet is not None
                    and "Place" in epithet.kinds
                    and bare(reading.rest) != reading.rest
                ):
                    continue  # «عاصمة المحافظة، كذا» names no governorate
                found = None if epithet is None else mention.of_kind(epithet.kinds)
                if epithet is not None and found is not None:
                    self.known[epithet.word] = self.number, found

    def recall(self, epithet: _Epithet) -> Participant | None:
        """What the word stands for; of the text's only group or state where it may be one."""
        if epithet.last:
            return self._last_state()
        number, known = self.known.get(epithet.word, (self.number, None))
        if known is not None and known.kind == "Place" and self.number - number > _PLACE_LASTS:
            return None
        if known is None and epithet.alone:
            return self.home if epithet.part else self.group
        return known

    def _last_state(self) -> Participant | None:
        """The text's own state, else the one spoken of in this sentence or the last ones."""
        if self.home is not None:
            return self.home
        late = self.state is None or self.number - self.state[0] > _SETTING_LASTS
        return None if self.state is None or late else self.state[1]

    def place(self, mentions: Sequence[Mention]) -> None:
        """Go on to the next sentence; remember where this one took place."""
        for mention in mentions:
            if is_setting(mention):
                self.last = self.number, mention.candidates[0]
        self.number += 1

    def setting(self) -> Participant | None:
        """The place spoken of in the last sentences."""
        if self.last is None or self.number - self.last[0] > _SETTING_LASTS:
            return None
        return self.last[1]


def only_group(names: Iterable[Sequence[Mention]]) -> Participant | None:
    """The armed group that a document names, where it names no other."""
    groups = {
        group.iri: group
        for mention in (m for sentence in names for m in sentence)
        if (group := mention.of_kind(frozenset({"ArmedGroup"}))) is not None
    }
    return next(iter(groups.values())) if len(groups) == 1 else None


def home_state(names: Sequence[Sequence[Mention]]) -> Participant | None:
    """The state that a document speaks of far more than of any other."""
    things = reference().things
    ranked = [
        (iri, count)
        for iri, count in state_weights(names).most_common()
        if iri in things and things[iri].kind == "State"
    ]
    (first, often), (_, second) = (*ranked, ("", 0), ("", 0))[:2]
    return participant(first) if often >= _OFTEN and often >= 2 * second else None


def _flags(entry: Mapping[str, Any]) -> dict[str, bool]:
    return {name: bool(entry.get(name, False)) for name in ("alone", "last")}


@cache
def _epithets() -> Mapping[str, _Epithet]:
    found: dict[str, _Epithet] = {}
    for entry in word_lists("nouns")["epithets"]:
        kinds = frozenset(entry["kinds"])
        for inflected in entry["words"]:
            forms = [fold(form) for form in str(inflected).split()]
            epithet = _Epithet(forms[0], kinds, entry.get("part", ""), **_flags(entry))
            found.update(dict.fromkeys(forms, epithet))
    return found


def find_epithets(
    tokens: Sequence[Token],
    classes: Sequence[WordClass],
    here: Sequence[Mention],
    epithets: Epithets,
) -> tuple[Mention, ...]:
    """The epithets of a sentence that stand for something named; learns those of its names."""
    starting: dict[int, Mention] = {mention.first: mention for mention in here}
    inside = {n: mention for mention in here for n in range(mention.first, mention.last)}
    found: list[Mention] = []
    for position in range(len(tokens)):
        mention = starting.get(position)
        if mention is not None and mention.how != "demonym":
            epithets.learn(mention, tokens)
        if position in inside or classes[position] != "word":
            continue
        found += _epithet_at(tokens, position, inside, epithets)
    return tuple(found)


def _epithet_at(
    tokens: Sequence[Token], position: int, inside: Mapping[int, Mention], epithets: Epithets
) -> Iterator[Mention]:
    for reading in readings(tokens[position].form):
        last = _home_forces(tokens, inside, position, reading)
        if last is not None and epithets.home is not None:
            yield _mention(tokens, position, last, reading, epithets.home, "forces")
            return
        if not reading.rest.startswith(_ARTICLE):
            continue
        epithet = _epithets().get(bare(reading.rest))
        if epithet is None:
            continue
        last = _after_adjectives(tokens, inside, position + 1)
        stands_for = None if last is None else epithets.recall(epithet)
        if last is not None and stands_for is not None:
            yield _mention(tokens, position, last, reading, stands_for, epithet.part)
        return


def _home_forces(
    tokens: Sequence[Token], inside: Mapping[int, Mention], position: int, reading: Reading
) -> int | None:
    """Where «قوات الأمن» or the like ends, with no name behind it."""
    for phrase in phrase_list("nouns", "home_forces"):
        last = position + len(phrase)
        if reading.rest != phrase[0] or last > len(tokens):
            continue
        if tuple(token.form for token in tokens[position + 1 : last]) == phrase[1:]:
            return _after_adjectives(tokens, inside, last)
    return None


def _after_adjectives(
    tokens: Sequence[Token], inside: Mapping[int, Mention], position: int
) -> int | None:
    """Where the epithet ends; none where an adjective or a name makes it another's."""
    while position < len(tokens) and tokens[position].form in words("nouns", "epithet_adjectives"):
        position += 1
    if position == len(tokens):
        return position
    following = inside.get(position)
    if following is not None and following.how == "demonym":
        return None
    return None if tokens[position].form.startswith(_ARTICLE) else position


def _mention(
    tokens: Sequence[Token],
    position: int,
    last: int,
    reading: Reading,
    stands_for: Participant,
    part: str,
) -> Mention:
    cut = len(reading.conjunction) + len(reading.preposition)
    start = tokens[position].start + (
        cut if not tokens[position].form.startswith("لل") else len(reading.conjunction) + 1
    )
    found = Mention(
        position,
        last,
        start,
        tokens[last - 1].end,
        (stands_for,),
        "reference",
        preposition=reading.preposition,
        conjunction=bool(reading.conjunction),
        certainty=_CERTAINTY,
        part=part,
    )
    return over_its_part(found, tokens)


def over_its_part(mention: Mention, tokens: Sequence[Token]) -> Mention:
    """The mention, reaching over the part that stands for it: «طائرات التحالف», «عناصر التنظيم»."""
    first = mention.first - 1
    if mention.preposition or first < 0:
        return mention
    for reading in readings(tokens[first].form):
        part = representatives().get(reading.rest)
        if part is not None:
            cut = len(reading.conjunction) + len(reading.preposition)
            return replace(
                mention,
                first=first,
                start=tokens[first].start + cut,
                preposition=reading.preposition,
                conjunction=bool(reading.conjunction),
                part=part,
            )
    return mention
