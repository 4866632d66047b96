"""Epithets: «المتمردون», «القاعدة», «الجيش», by which a text goes on to call what it has named.

A word is learned where it stands with a name («المتمردين الحوثيين», «قاعدة كذا», «الجيش المصري») and
then stands for it alone, until it stands with another name.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from mithaq.ingest.capitals import capital_of, is_named, town_of
from mithaq.ingest.classes import WordClass
from mithaq.ingest.clauses import is_setting
from mithaq.ingest.describing import may_describe
from mithaq.ingest.epithetwords import Epithet, forces_from, known_epithets
from mithaq.ingest.facts import Participant
from mithaq.ingest.grammar import preposition_before
from mithaq.ingest.lexicon import words
from mithaq.ingest.mentions import Mention, cut_mention, widened
from mithaq.ingest.ministries import stands_apart
from mithaq.ingest.representing import representatives
from mithaq.ingest.tokens import Reading, Token, bare, readings, rests

_CERTAINTY = 0.85
_PLACE_LASTS = 4
_TOWNS = ("بلده", "مدينه", "قريه")
_SETTING_LASTS = 2
_ARTICLE = "ال"
_FORCES = "forces"
_NISBA = ("ي", "يه", "يون", "يين")
_PEOPLE = ("ون", "ين", "وا")


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
        """Learn the words that stand with the mention, and the state that it names."""
        state = _named_state(mention, tokens)
        if state is not None:
            self.state = self.number, state
        for position in range(max(mention.first - 1, 0), min(mention.first + 2, mention.last)):
            for epithet, definite in _taught_by(tokens[position].form):
                found = mention.of_kind(epithet.kinds)
                if found is None or (found.kind == "Place" and definite):
                    continue  # «عاصمة المحافظة، كذا» names no governorate
                if found.kind == "Alliance" and found != mention.candidates[0]:
                    continue  # «مقر الحلف ببروكسل»: the city is not what is called so
                self.known[epithet.word] = self.number, found

    def recall(self, epithet: Epithet) -> Participant | None:
        """What the word stands for; of the text's only group or state where it may be one."""
        if epithet.last:
            return self._last_state()
        if epithet.capital:
            state = self._last_state()
            return None if state is None else capital_of(state)
        number, known = self.known.get(epithet.word, (self.number, None))
        if known is not None and known.kind == "Place" and self.number - number > _PLACE_LASTS:
            return None
        if known is None and epithet.alone:
            return self.home if epithet.part else self.group
        if known is None and epithet.town:
            return town_of(self.setting()) or self._last_town()
        return known

    def _last_town(self) -> Participant | None:
        """The town or district that the last sentences named as one: «بلدة كذا»."""
        towns = [self.known[word] for word in _TOWNS if word in self.known]
        number, town = max(towns, key=lambda found: found[0], default=(self.number, None))
        return None if self.number - number > _SETTING_LASTS else town

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


@lru_cache(maxsize=65536)
def _taught_by(form: str) -> tuple[tuple[Epithet, bool], ...]:
    """The epithets that a word beside a name may be, each with whether it has the article."""
    return tuple(
        (epithet, reading.rest.startswith(_ARTICLE))
        for reading in readings(form)
        if (epithet := known_epithets().get(bare(reading.rest))) is not None
    )


def _named_state(mention: Mention, tokens: Sequence[Token]) -> Participant | None:
    """The state that a mention names itself, and not its forces or who leads somebody else.

    A capital where something is names its state: «قال في باماكو إن … إلى البلاد».
    """
    state = mention.of_kind(frozenset({"State"}))
    if state is None or mention.part == _FORCES:
        return None
    capital = mention.candidates[0].kind == "Place" and mention.how == "name"
    if mention.candidates[0] != state and not (capital and _is_placed(mention, tokens)):
        return None
    aside = mention.first and tokens[mention.first - 1].form in words("nouns", "asides")
    return None if aside else state


def _is_placed(mention: Mention, tokens: Sequence[Token]) -> bool:
    """Whether a preposition of place stands before a name, or is written together with it."""
    if mention.preposition == _AT:
        return True
    before = preposition_before(tokens, mention.first)
    return before is not None and before[1] in _PLACING


_AT = "ب"
_PLACING = frozenset({"في", "الي"})


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
        if not _may_be_epithet(tokens[position].form):
            continue
        apart = stands_apart(tokens, classes, position)
        found += _epithet_at(tokens, position, inside, epithets, apart=apart)
    return tuple(found)


@lru_cache(maxsize=65536)
def _may_be_epithet(form: str) -> bool:
    """Whether an epithet, or a phrase for a state's own forces, may begin with this word."""
    return any(
        forces_from(rest) or (rest.startswith(_ARTICLE) and bare(rest) in known_epithets())
        for rest in rests(form)
    )


def _epithet_at(
    tokens: Sequence[Token],
    position: int,
    inside: Mapping[int, Mention],
    epithets: Epithets,
    *,
    apart: bool,
) -> Iterator[Mention]:
    for reading in readings(tokens[position].form):
        last = _home_forces(tokens, inside, position, reading)
        if last is not None and epithets.home is not None:
            yield _mention(tokens, position, last, reading, epithets.home, _FORCES)
            return
        if not reading.rest.startswith(_ARTICLE):
            continue
        epithet = known_epithets().get(bare(reading.rest))
        if epithet is None or (epithet.apart and not apart):
            continue
        if epithet.capital and is_named(tokens, inside, position + 1):
            return
        last = _after_adjectives(tokens, inside, position + 1)
        stands_for = None if last is None else epithets.recall(epithet)
        if last is not None and stands_for is not None:
            yield _mention(tokens, position, last, reading, stands_for, epithet.part)
        return


def _home_forces(
    tokens: Sequence[Token], inside: Mapping[int, Mention], position: int, reading: Reading
) -> int | None:
    """Where «قوات الأمن» or the like ends, with no name behind it."""
    for phrase in forces_from(reading.rest):
        last = position + len(phrase)
        if last > len(tokens):
            continue
        if tuple(token.form for token in tokens[position + 1 : last]) == phrase[1:]:
            return _after_adjectives(tokens, inside, last)
    return None


def _after_adjectives(
    tokens: Sequence[Token], inside: Mapping[int, Mention], position: int
) -> int | None:
    """Where the epithet ends; none where an adjective or a name makes it another's."""
    word = tokens[position - 1].form
    while position < len(tokens) and tokens[position].form in words("nouns", "epithet_adjectives"):
        position += 1
    if position == len(tokens):
        return position
    following = inside.get(position)
    if following is not None and following.how == "demonym":
        return None
    return None if _describes(tokens[position].form, word) else position


def _describes(form: str, word: str) -> bool:
    """Whether `form` looks like an adjective of `word`: «الحركة الطلابية», «القوات المشتركة».

    A person's noun takes no adjective in «ه», so that «ترك المتمردون البلدة» describes nobody.
    """
    if not form.startswith(_ARTICLE):
        return False
    return form.endswith(_NISBA) if word.endswith(_PEOPLE) else may_describe(form, word)


def _mention(
    tokens: Sequence[Token],
    position: int,
    last: int,
    reading: Reading,
    stands_for: Participant,
    part: str,
) -> Mention:
    meant = (stands_for,)
    found = cut_mention(
        tokens, position, last, reading, meant, "reference", certainty=_CERTAINTY, part=part
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
            return replace(widened(mention, tokens, first, reading), part=part)
    return mention
