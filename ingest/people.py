"""People: who a document has named so far, and where it names them again."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from mithaq.ingest.facts import Participant
from mithaq.ingest.grammar import prepositions
from mithaq.ingest.lexicon import common_words, word_set
from mithaq.ingest.mentions import Mention
from mithaq.ingest.namesorts import sort_of
from mithaq.ingest.personnames import NameRun, titles
from mithaq.ingest.tokens import Reading, Token, Tokens, is_one_of, readings
from mithaq.ingest.wordforms import is_word
from mithaq.iris import slug, thing

_MOST_WORDS = 9
_TWO = 2
_FAMILY = "ال"  # آل: the family of many
_SERVANT = "عبد"
_SONS = frozenset({"بن", "ابن", "ولد"})
_NAMELIKE = ("given", "surname", "joiner")


@dataclass(frozen=True, slots=True)
class Post:
    """An office that somebody holds, whose it is, and how sure that is; `past` where another has it."""

    kind: str
    office: Participant
    organization: Participant | None
    certainty: float
    past: bool = False


@dataclass(slots=True)
class Person:
    """Somebody a document names: the fullest name, the posts held, the state stood for."""

    participant: Participant
    words: tuple[str, ...]
    posts: dict[str, Post] = field(default_factory=dict)
    state: Participant | None = None

    def call(self, name: str) -> None:
        """Remember another way in which the text calls this person."""
        known = self.participant
        labels = dict.fromkeys((*known.labels, ("ar", name)))
        self.participant = Participant(known.iri, known.kind, tuple(labels))

    def hold(self, post: Post) -> Post:
        """Remember `post`; of two of a kind the surer stands, «الرئيس» being «رئيس فرنسا»."""
        known = self.posts.get(post.kind)
        if known is None or post.certainty > known.certainty:
            self.posts[post.kind] = post
            return post
        if known.organization != post.organization and post.certainty == known.certainty == 1:
            return post
        return known


@dataclass(slots=True)
class People:
    """Everybody a document has named so far, by the words of the name and by surname.

    `counts` says how often each word stands in the document; `last_kind` is the kind of national
    office that was given last; `heard` are the sentences, by their offsets, gone through for names.
    """

    counts: Counter[str] = field(default_factory=Counter)
    by_words: dict[tuple[str, ...], Person] = field(default_factory=dict)
    openers: set[str] = field(default_factory=set)
    last_kind: Participant | None = None
    heard: set[int] = field(default_factory=set)

    def find(self, words: tuple[str, ...]) -> Person | None:
        """The person of this name; of a part of it where only one has it."""
        return self.by_words.get(words)

    def by_first(self, first: str, kind: str) -> Person | None:
        """Whose first name `first` is and whose post a `kind`: «الملك سلمان»."""
        known = [p for p in self.by_words.values() if p.words[0] == first and kind in p.posts]
        return max(known, key=lambda person: len(person.words), default=None)

    def learn(self, run: NameRun, printed: str) -> Person:
        """The person called `printed`; a longer name of somebody known completes it."""
        words = key(run.names)
        person = self.by_words.get(words) or self._namesake(run, words)
        if person is None:
            person = Person(_participant(words, printed), words)
        elif len(words) > len(person.words) and run.sure:
            labels = (("ar", printed), *person.participant.labels)
            person.participant = _participant(words, printed, labels)
            person.words = words
        elif ("ar", printed) not in person.participant.labels:
            person.call(printed)
        self._enter(words, person)
        if run.sure and _is_handle(run.names[-1]):
            self._enter(key(run.names[-1:]), person)
            person.call(printed.rsplit(maxsplit=1)[-1])
        if run.sure and is_family_first(run.names) and _is_handle(run.names[0]):
            self._enter(key(run.names[:1]), person)
            person.call(printed.split(maxsplit=1)[0])
        return person

    def nickname(self, person: Person, form: str, printed: str) -> None:
        """Remember one word by which the text goes on to call somebody."""
        self._enter((form,), person)
        person.call(printed)

    def recall(
        self, word: str, names: tuple[str, ...], printed: str, state: Participant | None
    ) -> None:
        """Remember by one word somebody whom no text need introduce, called `printed` in full."""
        self._enter((word,), Person(_recalled(names, printed), (word,), state=state))

    def _namesake(self, run: NameRun, words: tuple[str, ...]) -> Person | None:
        """Somebody known by a shorter or a longer form of this name."""
        known = self.by_words.get(key(run.names[-1:]))
        if known is not None and (len(known.words) == 1 or known.words[0] == words[0]):
            return known
        if not run.sure:
            return None
        for person in {id(p): p for p in self.by_words.values()}.values():
            short, long = sorted((person.words, words), key=len)
            if len(short) > 1 and (long[: len(short)] == short or _is_tail(short, long)):
                return person
        return None

    def _enter(self, words: tuple[str, ...], person: Person) -> None:
        known = self.by_words.get(words)
        if known is None or not known.posts or person.posts:
            self.by_words[words] = person
            self.openers.add(words[0])


def _is_tail(words: tuple[str, ...], known: tuple[str, ...]) -> bool:
    """Whether a name is the end of a longer one: «زلماي خليل زاد», then «خليل زاد»."""
    if not len(words) < len(known) or known[-len(words) :] != words:
        return False
    return known[-len(words) - 1] not in _SONS  # «خالد بن محمد بن زايد» is no «محمد بن زايد»


def key(names: Iterable[str]) -> tuple[str, ...]:
    """The words of a name, by which it is compared: «عبد الله» is «عبدالله».

    >>> key(["علي", "عبد الله", "صالح"])
    ('علي', 'عبدالله', 'صالح')
    """
    found: list[str] = []
    for word in (part for name in names for part in name.split()):
        if found and found[-1] == _SERVANT:
            found[-1] += word
        else:
            found.append(word)
    return tuple(found)


def _is_handle(surname: str) -> bool:
    """Whether people are called by this part alone: not by a family's name or a common word."""
    return not surname.startswith(f"{_FAMILY} ") and surname not in common_words()


def is_family_first(names: Sequence[str]) -> bool:
    """Whether a name is Chinese, Korean or Vietnamese, whose bearer is called by its first part.

    >>> is_family_first(["شي", "جين", "بينغ"]), is_family_first(["جو", "بايدن"])
    (True, False)
    """
    syllables = word_set("syllables")
    return len(names) > 1 and all(name in syllables for name in names[:_TWO])


def _participant(
    words: tuple[str, ...], printed: str, labels: Iterable[tuple[str, str]] = ()
) -> Participant:
    named = dict.fromkeys((("ar", printed), *labels))
    return Participant(thing("Person", slug(" ".join(words))), "Person", tuple(named))


@cache
def _recalled(words: tuple[str, ...], printed: str) -> Participant:
    """Who is recalled for every document, made but once."""
    return _participant(words, printed, (("ar", printed.rsplit(maxsplit=1)[-1]),))


def is_common(form: str) -> bool:
    """Whether `form`, with or without clitics, is a word and no name."""
    return is_one_of(form, common_words())


def known_people(people: People, tokens: Tokens, taken: frozenset[int]) -> Iterator[Mention]:
    """Where a sentence names somebody whom the document names in full, or with an office."""
    after = 0
    for position in tokens.where(people.openers | {_SERVANT}):
        if position < after:
            continue
        found = _known_at(people, tokens, taken, position)
        if found is not None:
            yield found
            after = found.last


def _known_at(
    people: People, tokens: Sequence[Token], taken: frozenset[int], first: int
) -> Mention | None:
    if first in taken or not tokens[first].is_word:
        return None
    for reading in readings(tokens[first].form):
        if reading.rest not in people.openers and reading.rest != _SERVANT:
            continue
        for length in range(min(_MOST_WORDS, len(tokens) - first), 0, -1):
            if any(n in taken for n in range(first, first + length)):
                continue
            forms = [reading.rest, *(t.form for t in tokens[first + 1 : first + length])]
            person = people.find(key(forms))
            alone = length == 1
            if alone and (reading.rest,) in prepositions():
                continue  # «تنص على» names nobody, whoever is called «… علي»
            if person is None or (alone and not _stands_alone(person, tokens, first)):
                continue
            uncut = not (reading.conjunction or reading.preposition)
            begin, title = over_titles(tokens, first) if uncut else (first, None)
            opening = title or reading
            cut = len(opening.conjunction) + len(opening.preposition)
            return person_mention(
                person,
                NameRun(begin, first + length, (), 0, cut),
                tokens,
                preposition=opening.preposition,
                conjunction=bool(opening.conjunction),
            )
    return None


def over_titles(tokens: Sequence[Token], first: int) -> tuple[int, Reading | None]:
    """Where the titles before token `first` begin, and how the first of them is cut: «للشيخ»."""
    cut: Reading | None = None
    while first:
        reading = next((r for r in readings(tokens[first - 1].form) if r.rest in titles()), None)
        if reading is None:
            break
        first, cut = first - 1, reading
        if reading.preposition or reading.conjunction:
            break
    return first, cut


def _stands_alone(person: Person, tokens: Sequence[Token], position: int) -> bool:
    """Whether one word names `person` here, and is no part of somebody else's name."""
    form = tokens[position].form
    before = tokens[position - 1].form if position else ""
    after = tokens[position + 1].form if position + 1 < len(tokens) else ""
    if before not in person.words and sort_of(before) == "given" and not is_word(before):
        return False
    return not (sort_of(form) in ("given", "either") and sort_of(after) in _NAMELIKE)


def person_mention(
    person: Person,
    run: NameRun,
    tokens: Sequence[Token],
    *,
    preposition: str = "",
    conjunction: bool = False,
) -> Mention:
    """A mention of `person`; it may stand for the state whose executive office is held."""
    state = person.state
    posts = person.posts.values()
    behind = tuple(p for post in posts for p in (post.office, post.organization) if p is not None)
    return Mention(
        run.first,
        run.last,
        tokens[run.first].start + run.cut,
        tokens[run.last - 1].end,
        (person.participant,) if state is None else (person.participant, state),
        "person",
        preposition=preposition,
        conjunction=conjunction,
        behind=behind,
    )


def taken_tokens(mentions: Iterable[Mention]) -> frozenset[int]:
    """The tokens that stand in a mention."""
    return frozenset().union(*[range(m.first, m.last) for m in mentions])
