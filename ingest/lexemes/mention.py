"""Mentions: what stretches of a sentence stand for, and what a document remembers of whom it has named."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from mithaq.ingest.facts import Participant
from mithaq.ingest.lexemes.words import named
from mithaq.iris import slug, thing


@dataclass(frozen=True, slots=True)
class Mention:
    """Words `first` to `last`, exclusive, that stand for the `candidates`.

    `how` is name, demonym, person, office or reference (the alliance); `whose` is the state or
    organisation of an office or behind a demonym. `cases` are those that a Russian mention may stand in.
    """

    first: int
    last: int
    candidates: tuple[Participant, ...]
    how: str = "name"
    whose: Participant | None = None
    cases: frozenset[str] = frozenset()

    def may_be(self, *cases: str) -> bool:
        """Whether it may stand in one of the cases; what does not tell its case may stand in any."""
        return not self.cases or not self.cases.isdisjoint(cases)

    def of_kind(self, kinds: frozenset[str]) -> Participant | None:
        """The first candidate whose class is among `kinds`."""
        return next((one for one in self.candidates if one.kind in kinds), None)


def taken_words(found: Sequence[Mention]) -> set[int]:
    """The places that mentions take."""
    return {place for mention in found for place in range(mention.first, mention.last)}


@dataclass(slots=True)
class Memory:
    """Whom the document has named: people by surname, short names, and who or what was named last.

    `alliances` are all namings of alliances in their order, `topics` the alliances once each, first
    what the last sentence that names any names first. `group` are the states listed together last,
    `counts` how often each state was named, `person` who was named last, `subjects` those that the
    sentence before began with, `called` how each surname was given. `implied` is the treaty of an
    alliance, where the text has named the alliance alone; `treaties` and `implications` are all of
    either sort, the last first; `founding` the treaties of the alliances that are named anywhere, by
    their years. `asker` is who asked for help last, `holders` who was named with an office, `offices`
    the office that each was named with.
    """

    people: dict[str, Participant] = field(default_factory=dict)
    shortened: dict[str, tuple[Participant, ...]] = field(default_factory=dict)
    topics: list[Participant] = field(default_factory=list)
    states: list[Participant] = field(default_factory=list)
    group: tuple[Participant, ...] = ()
    treaty: Participant | None = None
    implied: Participant | None = None
    treaties: list[Participant] = field(default_factory=list)
    implications: list[Participant] = field(default_factory=list)
    provision: Participant | None = None
    person: Participant | None = None
    founding: dict[str, str] = field(default_factory=dict)
    counts: Counter[Participant] = field(default_factory=Counter)
    subjects: tuple[Participant, ...] = ()
    called: dict[str, list[str]] = field(default_factory=dict)
    alliances: list[Participant] = field(default_factory=list)
    asker: Participant | None = None
    holders: dict[str, Participant] = field(default_factory=dict)
    offices: dict[str, Mention] = field(default_factory=dict)

    def meet(self, surname: str, printed: str, language: str) -> Participant:
        """Somebody new, by the surname's stem."""
        self.hear(surname, printed)
        self.people[surname] = _person_called(printed, language)
        return self.people[surname]

    def hear(self, surname: str, printed: str) -> None:
        """Remember how somebody is called."""
        self.called.setdefault(surname, []).append(printed)

    def settle(self, language: str) -> None:
        """Call everybody by the shortest of the full names heard, which is the nominative; then forget the rest."""
        for surname, names in self.called.items():
            full = [name for name in names if " " in name] or names
            if language == "ru":
                full = [named(name) for name in full]
            called = min(full, key=lambda name: (-full.count(name), len(name)))
            self.people[surname] = _person_called(called, language)
        self.alliances, self.topics, self.states, self.group, self.subjects = [], [], [], (), ()
        self.treaties, self.implications = [], []
        self.treaty = self.implied = self.provision = self.person = None
        self.counts.clear()
        self.holders.clear()
        self.offices.clear()


def _person_called(printed: str, language: str) -> Participant:
    return Participant(thing("Person", slug(printed)), "Person", ((language, printed),))
