"""Offices: a kind of office with its organisation, and the name beside it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from mithaq.ingest.classes import WordClass
from mithaq.ingest.facts import Participant
from mithaq.ingest.grammar import preposition_before
from mithaq.ingest.lexicon import phrase_list, words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.people import (
    NameRun,
    People,
    name_run,
    name_run_before,
    office_slug,
    person_mention,
    taken_tokens,
)
from mithaq.ingest.tokens import Token
from mithaq.iris import local_name, thing

_OWNERS = frozenset({"State", "Alliance", "Organization", "Body", "ArmedGroup"})
_GUESSED = 0.7


@dataclass(frozen=True, slots=True)
class OfficePhrase:
    """An office as a text names it: its kind, whose it is, and from where to where.

    `certainty` is below 1 where the organisation was not said beside it.
    """

    mention: Mention
    last: int
    organization: Participant | None
    certainty: float


@dataclass(frozen=True, slots=True)
class Holding:
    """Somebody in an office, said by the tokens `first` to `last`."""

    person: Mention
    office: Participant
    organization: Participant | None
    first: int
    last: int
    certainty: float


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a bare office may belong to: the state and the alliance spoken of most so far."""

    state: Participant | None
    alliance: Participant | None


def read_phrase(
    mention: Mention,
    tokens: Sequence[Token],
    mentions: Sequence[Mention],
    around: Surroundings,
) -> OfficePhrase:
    """The office at `mention` with the organisation beside it, or a guessed one."""
    kind = mention.candidates[0]
    organizational = office_slug(kind) in words("offices", "organizational")
    last = _after_adjectives(tokens, mention.last)
    owner: Participant | None = None
    for other in mentions:
        if other.first < last or other.first > last + 1:
            continue
        if other.first == last + 1 and tokens[last].form not in ("في", "لدي"):
            continue
        found = other.of_kind(_OWNERS)
        if found is None or not _belongs(other, mention, tokens):
            continue
        if organizational and found.kind == "State":
            last = _after_adjectives(tokens, other.last)
            continue  # a nationality: «الأمين العام البيلاروسي»
        owner, last = found, _after_adjectives(tokens, other.last)
        break
    if owner is not None:
        return OfficePhrase(mention, last, owner, 1.0)
    national = office_slug(kind) in words("offices", "national")
    state = _state_before(mention, mentions) or around.state
    guessed = around.alliance if organizational else state if national else None
    return OfficePhrase(mention, last, guessed, _GUESSED if guessed else 0.9)


def _state_before(office: Mention, mentions: Sequence[Mention]) -> Participant | None:
    """The last state that the sentence names before an office that names none."""
    states = frozenset({"State"})
    before = [m for m in mentions if m.last <= office.first and m.how != "demonym"]
    return next((s for m in reversed(before) if (s := m.of_kind(states)) is not None), None)


def _belongs(other: Mention, office: Mention, tokens: Sequence[Token]) -> bool:
    if other.how == "demonym":
        return True
    # «الأمين العام لمنظمة …», «رئيس وزراء أرمينيا»: what has its article takes no genitive
    definite = tokens[office.last - 1].form.startswith("ال")
    return other.preposition in (("ل", "في", "لدي") if definite else ("", "ل", "في", "لدي"))


def _after_adjectives(tokens: Sequence[Token], position: int) -> int:
    while position < len(tokens) and tokens[position].form in words("offices", "adjectives"):
        position += 1
    return position


def composed(kind: Participant, organization: Participant | None) -> Participant:
    """The office of `organization`: «Prime Minister of Armenia», with the kind's own labels too."""
    if organization is None:
        return kind
    iri = f"{thing('Office', office_slug(kind))}/{local_name(organization.iri).replace('/', '-')}"
    labels = [
        ("en", f"{kind.label('en')} of {organization.label('en') or organization.label('ar')}"),
        ("ar", f"{kind.label('ar')} ({organization.label('ar') or organization.label('en')})"),
        *kind.labels,
    ]
    return Participant(iri, "Office", tuple(dict.fromkeys(labels)))


def find_holdings(
    tokens: Sequence[Token],
    classes: Sequence[WordClass],
    mentions: Sequence[Mention],
    people: People,
    around: Surroundings,
    text: str,
) -> tuple[Holding, ...]:
    """Who holds which office in a sentence: office then name, or name then office."""
    found: list[Holding] = []
    used: set[int] = set()
    offices = [mention for mention in mentions if mention.how == "office"]
    for mention in offices:
        phrase = read_phrase(mention, tokens, mentions, around)
        phrase = _succeeded(phrase, offices, tokens, around)
        others = [m for m in mentions if m.how != "office"]
        taken = taken_tokens(others) | frozenset(used)
        holding = _named_after(phrase, tokens, classes, taken, people, text)
        if holding is None:
            holding = _named_before(phrase, tokens, classes, taken, people, text)
        if holding is not None:
            found.append(holding)
            used.update(range(holding.person.first, holding.person.last))
    return tuple(found)


def _succeeded(
    phrase: OfficePhrase, offices: Sequence[Mention], tokens: Sequence[Token], around: Surroundings
) -> OfficePhrase:
    """Who is to be replaced held the office that is being filled, whatever the text calls it."""
    first = phrase.mention.first
    before = tuple(token.form for token in tokens[max(first - 2, 0) : first])
    if before not in phrase_list("offices", "successions"):
        return phrase
    filled = [
        o for o in offices if o.last <= first and o.candidates[0] != phrase.mention.candidates[0]
    ]
    if not filled:
        return phrase
    kind = filled[-1]
    owner = (
        around.alliance
        if office_slug(kind.candidates[0]) in words("offices", "organizational")
        else phrase.organization
    )
    mention = replace(
        phrase.mention, candidates=kind.candidates, first=kind.first, start=kind.start
    )
    return OfficePhrase(mention, phrase.last, owner, _GUESSED)


def _named_after(
    phrase: OfficePhrase,
    tokens: Sequence[Token],
    classes: Sequence[WordClass],
    taken: frozenset[int],
    people: People,
    text: str,
) -> Holding | None:
    position = phrase.last
    joints = 0
    while position < len(tokens) and tokens[position].form in words("offices", "joints"):
        joints += 1
        position += 1
    if joints > 2 or position >= len(tokens):  # noqa: PLR2004
        return None
    run = name_run(tokens, classes, taken, position)
    if run is None:
        return None
    if joints and run.last - run.first == 1 and people.find(_forms(tokens, run)) is None:
        return (
            None
            if tokens[phrase.last].form not in ("،", '"', "(")
            else _one_name(phrase, tokens, run, people, text)
        )
    return _holding(phrase, run, tokens, people, text, phrase.mention.first, run.last)


def _one_name(
    phrase: OfficePhrase, tokens: Sequence[Token], run: NameRun, people: People, text: str
) -> Holding | None:
    """«الرئيس الروسي، بوتين،»: one word between marks."""
    closed = run.last < len(tokens) and tokens[run.last].form in words("offices", "joints")
    if not closed or not phrase.organization:
        return None
    return _holding(phrase, run, tokens, people, text, phrase.mention.first, run.last)


def _named_before(
    phrase: OfficePhrase,
    tokens: Sequence[Token],
    classes: Sequence[WordClass],
    taken: frozenset[int],
    people: People,
    text: str,
) -> Holding | None:
    position = phrase.mention.first
    joints = 0
    while position > 0 and (
        tokens[position - 1].form in words("offices", "joints")
        or tokens[position - 1].form in words("offices", "pronouns")
    ):
        joints += 1
        position -= 1
    if not joints or joints > 2 or preposition_before(tokens, phrase.mention.first):  # noqa: PLR2004
        return None
    run = name_run_before(tokens, classes, taken, position) or _known_before(
        tokens, people, position
    )
    if run is None:
        return None
    return _holding(phrase, run, tokens, people, text, run.first, phrase.last)


def _known_before(tokens: Sequence[Token], people: People, last: int) -> NameRun | None:
    if last and people.find((tokens[last - 1].form,)) is not None:
        return NameRun(last - 1, last)
    return None


def _holding(
    phrase: OfficePhrase,
    run: NameRun,
    tokens: Sequence[Token],
    people: People,
    text: str,
    first: int,
    last: int,
) -> Holding:
    printed = " ".join(text[tokens[run.first].start : tokens[run.last - 1].end].split())
    person = people.learn(_forms(tokens, run), printed)
    kind = phrase.mention.candidates[0]
    executive = office_slug(kind) in words("offices", "executive")
    if executive and phrase.organization is not None and phrase.organization.kind == "State":
        people.states.setdefault(person.iri, phrase.organization)
    office = composed(kind, phrase.organization)
    surface = text[phrase.mention.start : tokens[max(phrase.last, phrase.mention.last) - 1].end]
    office = replace(office, labels=tuple(dict.fromkeys((*office.labels, ("ar", surface)))))
    owner = () if phrase.organization is None else (phrase.organization,)
    people.offices[person.iri] = (office, *owner)
    return Holding(
        person_mention(people, person, run, tokens),
        office,
        phrase.organization,
        first,
        last,
        phrase.certainty,
    )


def _forms(tokens: Sequence[Token], run: NameRun) -> tuple[str, ...]:
    return tuple(token.form for token in tokens[run.first : run.last])
