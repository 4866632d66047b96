"""Documents of any number with their facts, the same at every run: what questions are measured on.

Each takes the facts that were read in one of the articles in `seeds` and `tests/documents` (of these
in a and b), and tells them of other states, alliances, places and people at other times. What is
often named stays so: some states and alliances stand in thousands of documents, most in a few, and
one event may be told by many. Quotes hold the new names, so that a question that looks into them
finds what it would.
"""

import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import accumulate
from pathlib import Path

from mithaq.ingest.documents import Document, given, read_documents
from mithaq.ingest.extract import extract
from mithaq.ingest.facts import Fact, Headline, Participant, StatedKind, Time
from mithaq.ontology.reference import Thing, reference

ROOT = Path(__file__).parent.parent
SEED = 20241122
CHANGED = ("State", "Alliance", "Place")
PUBLISHERS = 40
NAMESAKES = 25
LEAST = 2
YEARS = 30
"""So many years earlier at least, so that no alliance is founded after the questions' dates; and
how many more at most."""
STAYING = 5
"""One state of so many may leave an alliance: if any could, none would have a member left."""

Told = tuple[Document, tuple[Fact, ...]]
"""A document and its facts."""


@dataclass(frozen=True, slots=True)
class Chances:
    """Things of one kind, the most named first, and how likely each is to be named: as 1 to 1/rank."""

    things: list[Participant]
    weights: list[float]

    def draw(self, chance: random.Random) -> Participant:
        """One of them."""
        return chance.choices(self.things, cum_weights=self.weights)[0]


@dataclass
class Renaming:
    """Who is who in one document; what is asked for twice is the same both times."""

    chance: random.Random
    stock: dict[str, Chances]
    years: int
    days: int
    known: dict[str, Participant] = field(default_factory=dict)

    def of(self, one: Participant) -> Participant:
        """Who stands for `one`."""
        if one.iri not in self.known:
            self.known[one.iri] = self._other(one)
        return self.known[one.iri]

    def _other(self, one: Participant) -> Participant:
        if one.kind in CHANGED:
            return self.stock[one.kind].draw(self.chance)
        if one.kind == "Person":
            return _namesake(one, self.chance.randrange(NAMESAKES))
        if one.kind == "Treaty":
            return self._treaty(one)
        if one.kind == "Provision":
            return self._provision(one)
        return one

    def _treaty(self, one: Participant) -> Participant:
        things = reference().things
        alliance = things.get(reference().treaty_of.get(one.iri, ""))
        if alliance is None:
            return one
        other = reference().treaties.get(self.of(_participant(alliance)).iri)
        return _participant(things[other]) if other else one

    def _provision(self, one: Participant) -> Participant:
        known = reference().things.get(one.iri)
        treaty = reference().things.get(known.within or "") if known else None
        if treaty is None:
            return one
        other = self.of(_participant(treaty)).iri
        articles = [thing for thing in _things("Provision") if thing.within == other]
        return _participant(self.chance.choice(articles)) if articles else one

    def at(self, time: Time | None) -> Time | None:
        """Another time with as much said of it; of a stretch only the years change."""
        if time is None:
            return None
        edtf = re.sub(r"\b\d{4}\b", lambda m: f"{int(m[0]) - self.years:04}", time.edtf)
        if "/" not in edtf:
            edtf = re.sub(r"(?<=-)\d\d$", self._in_month, edtf)
        return replace(time, edtf=edtf.replace("02-29", "02-28"))

    def _in_month(self, match: re.Match[str]) -> str:
        most = 28 if match.string.count("-") > 1 else 12
        return f"{(int(match[0]) + self.days - 1) % most + 1:02}"


def tellings(number: int) -> Iterator[Told]:
    """So many documents."""
    articles = read_articles()
    stock = {kind: _chances(_ranked(kind, articles)) for kind in CHANGED}
    leavers = _chances(_ranked("State", articles)[STAYING - 1 :: STAYING])
    for n in range(number):
        chance = random.Random(SEED + n)
        years = LEAST + chance.choice((0, chance.randrange(YEARS)))
        renaming = Renaming(chance, stock, years, chance.randrange(28))
        _, facts = chance.choice(articles)
        for fact in facts:
            if fact.type == "Withdrawal" and fact.status == "actual":
                for member in fact.role("member"):
                    renaming.known[member.iri] = leavers.draw(chance)
        yield _telling(f"telling-{n:05}", facts, renaming)


@cache
def read_articles() -> tuple[Told, ...]:
    """The articles, and what is read in them."""
    own = sorted((ROOT / "tests" / "documents").glob("[ab]*.txt"))
    documents = read_documents([ROOT / "seeds", *own])
    read = ((document, tuple(extract(document))) for document in documents)
    return tuple((document, facts) for document, facts in read if facts)


def _telling(name: str, facts: tuple[Fact, ...], renaming: Renaming) -> Told:
    told: list[Fact] = []
    headlines = dict.fromkeys(fact.headline for fact in facts if fact.headline)
    placed: dict[Headline, Headline] = {}
    lines: list[str] = []
    start = 0
    for headline in headlines:
        end = start + len(headline.quote)
        placed[headline] = replace(headline, start=start, end=end)
        lines.append(headline.quote)
        start = end + 1
    for fact in facts:
        quote = _renamed(fact.quote, fact, renaming)
        told.append(
            replace(
                fact,
                document=name,
                roles=tuple((role, tuple(map(renaming.of, some))) for role, some in fact.roles),
                source=renaming.of(fact.source) if fact.source else None,
                time=renaming.at(fact.time),
                quote=quote,
                start=start,
                end=start + len(quote),
                headline=placed[fact.headline] if fact.headline else None,
            )
        )
        lines.append(quote)
        start += len(quote) + 1
        kinds: list[StatedKind] = []
        for kind in fact.kinds:
            kinds.append(replace(kind, start=start, end=start + len(kind.quote)))
            lines.append(kind.quote)
            start = kinds[-1].end + 1
        told[-1] = replace(told[-1], kinds=tuple(kinds))
    written = f"{2023 - renaming.years}-{renaming.days % 12 + 1:02}"
    document = replace(
        given(name, "\n".join(lines) + "\n", date=written),
        title=lines[0][:60],
        publisher=f"Publisher {renaming.chance.randrange(PUBLISHERS)}",
        date_basis="generated",
    )
    return document, tuple(told)


def _renamed(quote: str, fact: Fact, renaming: Renaming) -> str:
    for _, some in fact.roles:
        for one in some:
            called = renaming.of(one).label("ar")
            name = next((n for tag, n in one.labels if tag == "ar" and n in quote), None)
            if called and name:
                quote = quote.replace(name, called)
    return quote


def _chances(things: list[Thing]) -> Chances:
    weights = accumulate(1 / (rank + 1) for rank in range(len(things)))
    return Chances(list(map(_participant, things)), list(weights))


def _ranked(kind: str, articles: tuple[Told, ...]) -> list[Thing]:
    """The things of `kind`, those first that the articles name most often."""
    named = Counter(
        one.iri for _, facts in articles for fact in facts for _, some in fact.roles for one in some
    )
    return sorted(_things(kind), key=lambda thing: -named[thing.iri])


@cache
def _things(kind: str) -> tuple[Thing, ...]:
    return tuple(thing for thing in reference().things.values() if thing.kind == kind)


def _participant(thing: Thing) -> Participant:
    return Participant(thing.iri, thing.kind, thing.labels)


def _namesake(person: Participant, number: int) -> Participant:
    if not number:
        return person
    labels = tuple((tag, f"{label} {number}") for tag, label in person.labels)
    return Participant(f"{person.iri}-{number}", person.kind, labels)
