"""Who holds which office in a sentence: the office and the name side by side, in either order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from mithaq.ingest.facts import Participant
from mithaq.ingest.introductions import introduce
from mithaq.ingest.leaders import state_of_leader
from mithaq.ingest.lexicon import words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.namelines import Line
from mithaq.ingest.names import participant
from mithaq.ingest.namesbeside import Search, name_beside
from mithaq.ingest.nicknames import learn_nickname
from mithaq.ingest.officegroups import grouped
from mithaq.ingest.officekinds import is_a
from mithaq.ingest.officeowners import Surroundings
from mithaq.ingest.officephrases import OfficePhrase, read_phrases, with_owner
from mithaq.ingest.pairs import counterparts, twins
from mithaq.ingest.people import People, Person, Post, person_mention
from mithaq.ingest.personnames import NameRun
from mithaq.ingest.successions import predecessors, succeeded
from mithaq.ingest.tokens import is_among
from mithaq.iris import THING


@dataclass(frozen=True, slots=True)
class Holding:
    """Somebody in an office, said by the tokens `first` to `last`, or from `said` where that is before."""

    person: Mention
    office: Participant
    organization: Participant | None
    first: int
    last: int
    certainty: float
    said: int | None = None


def find_offices(
    line: Line, mentions: Sequence[Mention], around: Surroundings
) -> tuple[OfficePhrase, ...]:
    """The offices of a sentence, whoever holds them."""
    return tuple(
        succeeded(phrase, line, mentions, around) for phrase in read_phrases(line, mentions, around)
    )


def find_holdings(
    line: Line, mentions: Sequence[Mention], phrases: Sequence[OfficePhrase], people: People
) -> tuple[Holding, ...]:
    """Who holds which office of a sentence; `people` learns everybody named in it.

    The tokens of the offices `phrases` are among those of `line` that are taken.
    """
    search = Search(line, people, set())
    found: list[Holding] = []
    held = (p for p in phrases if not (p.predicate or _names_a_thing(p, line)))
    for group in grouped(list(held), line):
        run = name_beside(group, search)
        if run is not None:
            found += _given(_sharing(group), run, search)
    for phrase, run in (
        *counterparts(line, mentions, phrases, people),
        *twins(line, mentions, phrases),
    ):
        found += _given([phrase], run, search)
    for phrase, run in predecessors(line, mentions, phrases, people):
        found.append(_preceding(phrase, run, search))
    introduce(line, people, [p.first for p in phrases if p.predicate])
    return tuple(found)


def _names_a_thing(phrase: OfficePhrase, line: Line) -> bool:
    """Whether something is called after who held the office: «مطار الملك خالد الدولي»."""
    return phrase.bare and is_among(line.form(phrase.first - 1), words("offices", "named_after"))


def _given(phrases: Sequence[OfficePhrase], run: NameRun, search: Search) -> Iterator[Holding]:
    """The offices, said one after the other, that the person named by `run` holds."""
    person = _person(phrases[-1], run, search)
    search.used.update(range(run.first, run.last))
    for phrase in _led(phrases, person):
        post = _post(person, phrase)
        if post is None:
            continue
        if is_a(phrase.kind, "national") and phrase.kind != "minister":
            search.people.last_kind = participant(f"{THING}office/{phrase.kind}")
        yield Holding(
            person_mention(person, run, search.line.tokens),
            post.office,
            post.organization,
            min(phrase.first, run.first),
            max(phrase.last, run.last),
            post.certainty,
        )


def _led(phrases: Sequence[OfficePhrase], person: Person) -> Iterator[OfficePhrase]:
    """The offices, those that name no owner being of the state that their holder is known to lead."""
    state = state_of_leader(person.words)
    for phrase in phrases:
        if state is None or phrase.certainty == 1 or not is_a(phrase.kind, "national"):
            yield phrase
        else:
            yield replace(with_owner(phrase, phrase.mention.candidates[0], state), certainty=1.0)


def _preceding(phrase: OfficePhrase, run: NameRun, search: Search) -> Holding:
    """Who held what is given to another: no one of whom «الأمين العام» speaks without a name."""
    person = search.people.learn(run, search.line.printed(run.first, run.last, run.cut))
    search.used.update(range(run.first, run.last))
    told = Post(phrase.kind, phrase.office, phrase.organization, phrase.certainty, past=True)
    post = person.posts.setdefault(phrase.kind, told)
    mention = person_mention(person, run, search.line.tokens)
    office, owner = post.office, post.organization
    return Holding(mention, office, owner, run.first, run.last, post.certainty, phrase.first)


def _sharing(group: Sequence[OfficePhrase]) -> Sequence[OfficePhrase]:
    """«رئيس الوزراء وزير الخارجية القطري»: whose the last of a state's offices is, the others are."""
    owner = group[-1].organization
    if owner is None or owner.kind != "State" or group[-1].certainty < 1:
        return group
    return [
        with_owner(phrase, phrase.mention.candidates[0], owner)
        if is_a(phrase.kind, "national") and phrase.organization is None
        else phrase
        for phrase in group
    ]


def _person(phrase: OfficePhrase, run: NameRun, search: Search) -> Person:
    people, line = search.people, search.line
    if not run.sure and is_a(phrase.kind, "royal"):
        known = people.by_first(run.names[0], phrase.kind)
        if known is not None:
            return known
    person = people.learn(run, line.printed(run.first, run.last, run.cut))
    learn_nickname(people, person, line, run)
    royal = phrase.bare and is_a(phrase.kind, "royal")
    if not run.sure and (phrase.last < run.first or (royal and phrase.last == run.first)):
        begin = phrase.first if royal else phrase.last
        titled = line.printed(begin, run.last)  # «الملا عمر», «البابا فرنسيس»
        person.call(titled.strip("،,()- "))
    return person


_LEADER = "leader"
"""Who leads a state acts for it: «الزعيم الكوري الشمالي»; a party's leader and «زعيم المتمردين» for none."""


def _post(person: Person, phrase: OfficePhrase) -> Post | None:
    """The post that the phrase gives `person`; nothing where it only calls one that is known."""
    others = [post for post in person.posts.values() if post.kind != phrase.kind]
    if phrase.kind == "minister" and any(post.kind.endswith("-minister") for post in others):
        return None
    post = person.hold(Post(phrase.kind, phrase.office, phrase.organization, phrase.certainty))
    if (is_a(phrase.kind, "executive") or phrase.kind == _LEADER) and person.state is None:
        supposed = phrase.supposed if phrase.kind != _LEADER or phrase.bare else None
        owner = post.organization or supposed
        person.state = owner if owner is not None and owner.kind == "State" else None
    return post
