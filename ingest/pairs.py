"""Offices told of two: «ونظيره الفرنسي فلان», «الرئيسان الروسي فلان والتركي فلان»."""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from mithaq.ingest.facts import Participant
from mithaq.ingest.lexicon import words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.namelines import Line
from mithaq.ingest.names import known_names, match_at, participant
from mithaq.ingest.namesbeside import unusual
from mithaq.ingest.officekinds import (
    dual_words,
    is_a,
    kind_named,
    office_of,
    singular,
    slug_of,
)
from mithaq.ingest.officephrases import OfficePhrase
from mithaq.ingest.people import People, Person, Post, key, known_people
from mithaq.ingest.personnames import NameRun, name_run, name_run_before
from mithaq.ingest.tokens import COMMAS, Token, Tokens, is_one_of, readings
from mithaq.iris import THING

_STATE = frozenset({"State"})
_JOINTS = frozenset({"،", ",", '"', "#"})
_FROM = "من"  # from: «نظيره من كينيا فلان»
_TWO = 2
_UNTOLD = 0.9


def counterparts(
    line: Line, mentions: Sequence[Mention], phrases: Sequence[OfficePhrase], people: People
) -> Iterator[tuple[OfficePhrase, NameRun]]:
    """Whom «نظيره» and a demonym name: in the office of the one named before, in that state."""
    told = line.tokens.where(_told())
    at = {m.first: m for m in mentions} if told else {}
    for position in told:
        form = line.tokens[position].form
        if _is_listed(form, "predecessors"):
            yield from _predecessor(line, position, people)
        if not _is_listed(form, "counterparts"):
            continue
        named = _state_and_name(line, at, position + 1) or _name_and_state(line, at, position)
        state, run = named or (None, _name_alone(line, at, position + 1, people))
        if run is None:
            continue
        kind = _kind_before(line, position, phrases, people)
        post = _known_post(people.find(key(run.names)), state)
        if post is not None:
            kind = participant(f"{THING}office/{post.kind}")
        if kind is not None and slug_of(kind) == "minister":
            kind = people.last_kind
        if kind is None or not _has_peers(slug_of(kind)):
            continue
        yield _phrase(line, kind, state, position, run), run
        while (other := _another(line, at, run.last)) is not None:
            state, run = other
            yield _phrase(line, kind, state, position, run), run


def _another(
    line: Line, at: dict[int, Mention], position: int
) -> tuple[Participant, NameRun] | None:
    """One more counterpart, after «و»: «نظيريه الغاني فلان، والنيجيري فلان»."""
    while line.form(position) in _JOINTS:
        position += 1
    if position not in at or not at[position].conjunction or at[position].how != "demonym":
        return None
    return _state_and_name(line, at, position)


@cache
def _told() -> frozenset[str]:
    return words("offices", "predecessors") | words("offices", "counterparts")


def _predecessor(
    line: Line, position: int, people: People
) -> Iterator[tuple[OfficePhrase, NameRun]]:
    """«سلفه فلان»: he held the office of the last who was named with one."""
    run = name_run(line, position + 1)
    before = [
        m for m in known_people(people, Tokens(line.tokens[:position]), frozenset()) if m.behind
    ]
    if run is None or not run.sure or run.first != position + 1 or not before:
        return
    person = people.find(_words(people, before[-1]))
    post = None if person is None else next(iter(person.posts.values()), None)
    if post is not None and post.organization is not None and is_a(post.kind, "national"):
        kind = participant(f"{THING}office/{post.kind}")
        yield _phrase(line, kind, post.organization, position, run), run


def _state_and_name(
    line: Line, at: dict[int, Mention], position: int
) -> tuple[Participant, NameRun] | None:
    demonym = at.get(position + (line.form(position) == _FROM))
    state = None if demonym is None else demonym.of_kind(_STATE)
    if demonym is None or state is None:
        return None
    first = demonym.last
    while line.form(first) in _JOINTS or line.form(first) in words("offices", "adjectives"):
        first += 1
    run = name_run(line, first)
    run = unusual(line, first, run) or run
    return None if run is None or not (run.sure or run.known) else (state, run)


def _name_alone(
    line: Line, at: dict[int, Mention], position: int, people: People
) -> NameRun | None:
    """«التقى نظيره فلانا»: of a state not told; not where it is known what somebody holds."""
    run = None if position in at else name_run(line, position)
    if run is None or not (run.sure and run.known) or run.first != position:
        return None
    person = people.find(key(run.names))
    told = person is not None and any(post.organization for post in person.posts.values())
    return None if told else run


def _has_peers(kind: str) -> bool:
    """Whether somebody of another state may be told by an office of this kind alone."""
    return is_a(kind, "national") or is_a(kind, "peers")


def _name_and_state(
    line: Line, at: dict[int, Mention], position: int
) -> tuple[Participant, NameRun] | None:
    """«مع فلان نظيره التركي», «وفلان، نظيره التركي»: the name before; no subject of a verb."""
    demonym = at.get(position + 1)
    state = None if demonym is None else demonym.of_kind(_STATE)
    comma = line.form(position - 1) in COMMAS
    run = name_run_before(line, position - comma)
    if state is None or run is None or not run.known:
        return None
    before = run.first - 1
    governed = run.cut > 0 or (before >= 0 and line.classes[before] == "preposition")
    return (state, run) if governed or comma else None


def _known_post(person: Person | None, state: Participant | None) -> Post | None:
    posts = () if person is None or state is None else person.posts.values()
    return next((p for p in posts if p.organization == state and is_a(p.kind, "national")), None)


def _kind_before(
    line: Line, position: int, phrases: Sequence[OfficePhrase], people: People
) -> Participant | None:
    """The kind of office last spoken of: by its name, or by somebody who holds one."""
    offices = [p for p in phrases if p.last <= position and _has_peers(p.kind)]
    low = offices[-1].last if offices else 0
    holders = [
        m
        for m in known_people(people, Tokens(line.tokens[:position]), frozenset(range(low)))
        if m.behind and m.first >= low
    ]
    for mention in reversed(holders):
        person = people.find(_words(people, mention))
        for kind in () if person is None else person.posts:
            if _has_peers(kind):
                return participant(f"{THING}office/{kind}")
    if offices:
        return participant(f"{THING}office/{offices[-1].kind}")
    return people.last_kind


def _words(people: People, mention: Mention) -> tuple[str, ...]:
    iri = mention.candidates[0].iri
    return next((w for w, p in people.by_words.items() if p.participant.iri == iri), ())


def _phrase(
    line: Line, kind: Participant, owner: Participant | None, first: int, run: NameRun
) -> OfficePhrase:
    last = run.first if run.first > first else first + _TWO
    cut = next((r.cut for r in readings(line.form(first)) if r.rest in _told()), 0)
    surface = line.printed(first, last, cut).strip("،, ")
    start, end = line.tokens[first].start, line.tokens[last - 1].end
    office = office_of(slug_of(kind), owner, "", surface)
    mention = Mention(first, last, start, end, (office,), "office")
    certainty = _UNTOLD if owner is None else 1.0
    return OfficePhrase(slug_of(kind), office, first, last, owner, certainty, mention)


@lru_cache(maxsize=65536)
def _is_listed(form: str, key: str) -> bool:
    """Whether a word, with or without clitics, is in a list of `lexicon/offices.yaml`."""
    return is_one_of(form, words("offices", key))


def twins(
    line: Line, mentions: Sequence[Mention], phrases: Sequence[OfficePhrase] = ()
) -> Iterator[tuple[OfficePhrase, NameRun]]:
    """Those whom a dual or a plural names, each with the state before the name.

    Within one of `phrases`, as in «رئيس الوزراء», it names none.
    """
    within = {n for phrase in phrases for n in range(phrase.first + 1, phrase.last)}
    several = [n for n in line.tokens.where(dual_words()) if n not in within]
    at = {m.first: m for m in mentions} if several else {}
    for position in several:
        one = singular(line.form(position)) or ""
        second = line.tokens[position + 1 : position + 2]
        named = kind_named([one, *(token.form for token in second)])
        if named is None:
            continue
        kind, length = named
        yield from _colleagues(line, at, position, one, kind)
        first = _state_and_name(line, at, position + length)
        if first is None:
            for run in _two_named(line, position + length):
                yield _phrase(line, kind, None, position, run), run
            continue
        yield _phrase(line, kind, first[0], position, first[1]), first[1]
        before = first[1]
        while (other := _state_and_name(line, at, _over_comma(line, before.last))) is not None:
            if not at[_over_comma(line, before.last)].conjunction:
                break
            yield _phrase(line, kind, other[0], position, other[1]), other[1]
            before = other[1]


def _two_named(line: Line, position: int) -> Sequence[NameRun]:
    """The names of two whose states nothing tells: «الرئيسان فلان وفلان»."""
    first = name_run(line, position)
    second = None if first is None else name_run(line, first.last)
    if first is None or second is None or not (first.sure and second.cut and second.sure):
        return ()
    return (first, second) if (first.first, second.first) == (position, first.last) else ()


def _over_comma(line: Line, position: int) -> int:
    """Where goes on what a comma sets off: «الرئيسان الكيني فلان، والأوغندي فلان»."""
    return position + (line.form(position) in COMMAS)


def _colleagues(
    line: Line, at: dict[int, Mention], position: int, one: str, kind: Participant
) -> Iterator[tuple[OfficePhrase, NameRun]]:
    """Two of one state who hold offices of one kind: «وزيرا الخارجية والدفاع الأميركيان فلان وفلان»."""
    form = line.form(position + 2)
    if not form.startswith("وال"):
        return
    match = match_at(known_names(), [Token(one, 0, 1), Token(form[1:], 1, 2)], 0)
    if match is None or match.end == 1:
        return
    other = participant(match.entries[0].iri)
    first = _state_and_name(line, at, position + 3)
    if first is None or other.kind != kind.kind:
        return
    state, run = first
    yield _phrase(line, kind, state, position, run), run
    second = name_run(line, run.last)
    if second is not None and second.cut and second.first == run.last:
        yield _phrase(line, other, state, position, second), second
