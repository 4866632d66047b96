"""People: found by an office and a name, or after a verb of speech; then known by their surname."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from mithaq.ingest.classes import WordClass
from mithaq.ingest.facts import Participant
from mithaq.ingest.lexicon import common_words, words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.tokens import Token, readings
from mithaq.iris import local_name, slug, thing

_MOST_NAMES = 5
_SHORTEST = 2
_LIKE_VERBS = ("لي", "لت", "سي", "ست")
_JOINERS = frozenset({"بن", "بنت", "ال", "ابو", "ام", "عبد", "دي", "فان", "فون", "دو", "لو", "بين"})


@dataclass(frozen=True, slots=True)
class NameRun:
    """Tokens that look like a person's name."""

    first: int
    last: int


@dataclass(slots=True)
class People:
    """Who a document has named so far, by the folded words of the name and by surname."""

    by_words: dict[tuple[str, ...], Participant] = field(default_factory=dict)
    states: dict[str, Participant] = field(default_factory=dict)
    offices: dict[str, tuple[Participant, ...]] = field(default_factory=dict)

    def find(self, names: tuple[str, ...]) -> Participant | None:
        """The person of this name, or the only one of this surname."""
        return self.by_words.get(names) or self.by_words.get(names[-1:])

    def learn(self, names: tuple[str, ...], printed: str) -> Participant:
        """The person called `printed`; a longer name of a known surname completes it."""
        known = self.by_words.get(names[-1:])
        if known is not None and (len(names) == 1 or _agree(names, known)):
            person = known if len(names) <= _length(known) else _renamed(known, printed)
        else:
            person = Participant(thing("Person", slug(printed)), "Person", (("ar", printed),))
        surname = printed.rsplit(maxsplit=1)[-1]
        if surname != printed and ("ar", surname) not in person.labels:
            person = Participant(person.iri, person.kind, (*person.labels, ("ar", surname)))
        self.by_words[names] = person
        self.by_words[names[-1:]] = person
        return person


def _length(person: Participant) -> int:
    return len((person.label("ar") or "").split())


def _agree(names: tuple[str, ...], known: Participant) -> bool:
    old = slug(known.label("ar") or "").split("-")
    return len(old) == 1 or old[0] == slug(names[0])


def _renamed(known: Participant, printed: str) -> Participant:
    labels = dict.fromkeys((("ar", printed), *known.labels))
    return Participant(thing("Person", slug(printed)), "Person", tuple(labels))


def is_common(form: str) -> bool:
    """Whether `form`, with or without clitics, is a word and no name."""
    return any(reading.rest in common_words() for reading in readings(form))


def name_run(
    tokens: Sequence[Token],
    classes: Sequence[WordClass],
    taken: frozenset[int],
    first: int,
) -> NameRun | None:
    """The longest stretch from token `first` that looks like a name."""
    position = first
    while position < len(tokens) and tokens[position].form in words("nouns", "titles"):
        position += 1
    begin = position
    while position < len(tokens) and position - begin < _MOST_NAMES:
        if not _may_name(tokens, classes, taken, position, begin):
            break
        position += 1
    while position > begin and tokens[position - 1].form in _JOINERS:
        position -= 1
    alone = position - begin == 1
    if alone and tokens[begin].form.startswith(_LIKE_VERBS):
        return None
    return NameRun(begin, position) if position > begin else None


def _may_name(
    tokens: Sequence[Token],
    classes: Sequence[WordClass],
    taken: frozenset[int],
    position: int,
    begin: int,
) -> bool:
    form = tokens[position].form
    if position in taken or not form.isalpha() or len(form) < _SHORTEST:
        return False
    if form in _JOINERS:
        return position > begin
    if classes[position] != "word":
        return False
    if form.startswith("ال") and position == begin:
        return False
    return not is_common(form)


def name_run_before(
    tokens: Sequence[Token],
    classes: Sequence[WordClass],
    taken: frozenset[int],
    last: int,
) -> NameRun | None:
    """The stretch that ends before token `last` and looks like a name of two words or more."""
    position = last
    while position > 0 and last - position < _MOST_NAMES:
        if not _may_name(tokens, classes, taken, position - 1, -1):
            break
        position -= 1
    while position < last and (
        tokens[position].form in _JOINERS or tokens[position].form.startswith("ال")
    ):
        position += 1
    return NameRun(position, last) if last - position >= _SHORTEST else None


def known_people(
    people: People, tokens: Sequence[Token], taken: frozenset[int]
) -> Iterator[Mention]:
    """Where a sentence names somebody the document has named with an office."""
    position = 0
    while position < len(tokens):
        found = _known_at(people, tokens, taken, position)
        if found is None:
            position += 1
        else:
            yield found
            position = found.last


def _known_at(
    people: People, tokens: Sequence[Token], taken: frozenset[int], first: int
) -> Mention | None:
    if first in taken or not tokens[first].is_word:
        return None
    for length in range(min(_MOST_NAMES, len(tokens) - first), 0, -1):
        if any(n in taken for n in range(first, first + length)):
            continue
        rest = tuple(token.form for token in tokens[first + 1 : first + length])
        for reading in readings(tokens[first].form):
            person = people.by_words.get((reading.rest, *rest))
            if person is not None:
                cut = len(reading.conjunction) + len(reading.preposition)
                return person_mention(
                    people,
                    person,
                    NameRun(first, first + length),
                    tokens,
                    preposition=reading.preposition,
                    conjunction=bool(reading.conjunction),
                    cut=cut,
                )
    return None


def person_mention(
    people: People,
    person: Participant,
    run: NameRun,
    tokens: Sequence[Token],
    *,
    preposition: str = "",
    conjunction: bool = False,
    cut: int = 0,
    certainty: float = 1.0,
) -> Mention:
    """A mention of `person`; it may stand for the state whose executive office is held."""
    state = people.states.get(person.iri)
    return Mention(
        run.first,
        run.last,
        tokens[run.first].start + cut,
        tokens[run.last - 1].end,
        (person,) if state is None else (person, state),
        "person",
        preposition=preposition,
        conjunction=conjunction,
        certainty=certainty,
        behind=people.offices.get(person.iri, ()),
    )


def office_slug(office: Participant) -> str:
    """The slug of a kind of office, as `lexicon/offices.yaml` lists it."""
    return local_name(office.iri)


def taken_tokens(mentions: Iterable[Mention]) -> frozenset[int]:
    """The tokens that stand in a mention."""
    return frozenset(n for mention in mentions for n in range(mention.first, mention.last))
