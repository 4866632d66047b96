"""Who holds which office in a sentence: the office and the name side by side, in either order."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from mithaq.ingest.facts import Participant
from mithaq.ingest.grammar import preposition_before
from mithaq.ingest.introductions import introduce
from mithaq.ingest.lexicon import phrase_list, words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.names import participant
from mithaq.ingest.officephrases import (
    OfficePhrase,
    Surroundings,
    is_a,
    is_adjective,
    read_phrases,
    with_owner,
)
from mithaq.ingest.pairs import counterparts, twins
from mithaq.ingest.people import People, Person, Post, key, person_mention, taken_tokens
from mithaq.ingest.personnames import Line, NameRun, name_run, name_run_before
from mithaq.iris import THING

_MOST_JOINTS = 2
_LONGEST_LINK = 4
_OFTEN = 2
_SURE = 2
_SHORTEST = 3
_CLOSING = (
    "mark",
    "verb",
    "preposition",
    "complementizer",
    "relative",
    "auxiliary",
    "subordinator",
)


@dataclass(frozen=True, slots=True)
class Holding:
    """Somebody in an office, said by the tokens `first` to `last`."""

    person: Mention
    office: Participant
    organization: Participant | None
    first: int
    last: int
    certainty: float


@dataclass(slots=True)
class _Search:
    """The names that a sentence gives to offices, and which of them are taken already."""

    line: Line
    people: People
    used: set[int]
    found: list[Holding]

    def give(self, phrases: Sequence[OfficePhrase], run: NameRun) -> None:
        """The offices, said one after the other, to the person named by `run`."""
        person = self._person(phrases[-1], run)
        for phrase in phrases:
            post = _post(person, phrase)
            if post is None:
                continue
            first, last = min(phrase.first, run.first), max(phrase.last, run.last)
            self.found.append(
                Holding(
                    person_mention(person, run, self.line.tokens),
                    post.office,
                    post.organization,
                    first,
                    last,
                    post.certainty,
                )
            )
            if is_a(phrase.kind, "national") and phrase.kind != "minister":
                self.people.last_kind = participant(f"{THING}office/{phrase.kind}")
        self.used.update(range(run.first, run.last))

    def has(self, run: NameRun) -> bool:
        """Whether the name has been given an office already."""
        return any(n in self.used for n in range(run.first, run.last))

    def _person(self, phrase: OfficePhrase, run: NameRun) -> Person:
        if not run.sure and is_a(phrase.kind, "royal"):
            known = self.people.by_first(run.names[0], phrase.kind)
            if known is not None:
                return known
        person = self.people.learn(run, self.line.printed(run.first, run.last, run.cut))
        if not run.sure and phrase.last < run.first:
            titled = self.line.printed(phrase.last, run.last)  # «الملا عمر»
            person.call(titled.strip("،,()- "))
        return person


def find_holdings(
    line: Line, mentions: Sequence[Mention], people: People, around: Surroundings
) -> tuple[tuple[OfficePhrase, ...], tuple[Holding, ...]]:
    """The offices of a sentence, and who holds which; `people` learns everybody named in it."""
    taken = taken_tokens(m for m in mentions if m.how != "office")
    line = replace(line, taken=taken)
    phrases = tuple(
        _succeeded(phrase, line, mentions, around)
        for phrase in read_phrases(line, mentions, around)
    )
    line = replace(line, taken=taken | {n for p in phrases for n in range(p.first, p.last)})
    search = _Search(line, people, set(), [])
    for group in _groups([p for p in phrases if not (p.predicate or _is_title(p))], line):
        run = (
            _adjoining(group, search) or _named_after(group, search) or _named_before(group, search)
        )
        if run is not None:
            search.give(group, run)
    for phrase, run in (*counterparts(line, mentions, phrases, people), *twins(line, mentions)):
        search.give([phrase], run)
    introduce(line, people, [p.first for p in phrases if p.predicate])
    return phrases, tuple(search.found)


def _groups(phrases: Sequence[OfficePhrase], line: Line) -> list[list[OfficePhrase]]:
    """Offices that belong together: «محافظ … قائد …», «نائب رئيس الوزراء ووزير …»."""
    found: list[list[OfficePhrase]] = []
    for phrase in phrases:
        before = found[-1][-1] if found else None
        together = before is not None and before.last == phrase.first and not before.bare
        if before is not None and together and phrase.mention.conjunction:
            together = is_a(before.kind, "combined") or is_a(phrase.kind, "combined")
        elif together:
            together = not phrase.mention.preposition and line.form(phrase.first).isalpha()
        if together:
            found[-1].append(phrase)
        else:
            found.append([phrase])
    return found


def _is_title(phrase: OfficePhrase) -> bool:
    """Whether it only honours: «الأمير فلان», «السفير الفرنسي فلان»."""
    if phrase.kind == "ambassador":
        return not phrase.accredited
    if phrase.commanded in words("offices", "vehicles"):
        return True
    return phrase.bare and is_a(phrase.kind, "owned")


def _post(person: Person, phrase: OfficePhrase) -> Post | None:
    """The post that the phrase gives `person`; nothing where it only calls one that is known."""
    others = [post for post in person.posts.values() if post.kind != phrase.kind]
    if phrase.kind == "minister" and any(post.kind.endswith("-minister") for post in others):
        return None
    post = person.hold(Post(phrase.kind, phrase.office, phrase.organization, phrase.certainty))
    if is_a(phrase.kind, "executive") and person.state is None:
        owner = post.organization
        person.state = owner if owner is not None and owner.kind == "State" else None
    return post


def _succeeded(
    phrase: OfficePhrase, line: Line, mentions: Sequence[Mention], around: Surroundings
) -> OfficePhrase:
    """Who is to be replaced held the office that is being filled, whatever the text calls it."""
    before = tuple(line.form(n) for n in (phrase.first - 2, phrase.first - 1))
    if before not in phrase_list("offices", "successions"):
        return phrase
    kinds = [
        m.candidates[0]
        for m in mentions
        if m.how == "office"
        and m.last <= phrase.first
        and m.candidates[0] != phrase.mention.candidates[0]
    ]
    if not kinds:
        return phrase
    kind = kinds[-1]
    owner = phrase.organization
    if is_a(kind.iri.rpartition("/")[2], "organizational"):
        owner = around.alliance
    return with_owner(phrase, kind, owner)


def _adjoining(group: Sequence[OfficePhrase], search: _Search) -> NameRun | None:
    """The name right before an office that no name follows directly: «فلان وزير …، فلان وزير …»."""
    if search.line.form(group[-1].last) not in words("offices", "joints"):
        return None
    run = _named_before(group, search)
    return run if run is not None and run.last == group[0].first else None


def _named_after(group: Sequence[OfficePhrase], search: _Search) -> NameRun | None:
    line, phrase = search.line, group[-1]
    position, joints = _over_joints(line, phrase.last)
    if joints > _MOST_JOINTS:
        return None
    run = name_run(line, position)
    if run is None or run.cut or search.has(run):
        return None
    if position == phrase.last and _is_genitive(line, run.first - 1):
        return None
    if run.sure and joints:
        return run if not _goes_on(line, run) else None
    if run.sure:
        return run
    if phrase.kind.startswith("deputy") and _named_before(group, search) is not None:
        return None  # «فلان نائب الوزير …»: the name after it is the minister's
    return run if _one_name_counts(phrase, run, search, joints) else None


def _is_genitive(line: Line, before: int) -> bool:
    """Whether a name belongs to the noun before it: «في حكومة فلان», «باسم فلان»."""
    form = line.form(before)
    return form == "باسم" or form in words("offices", "organization_nouns")


def _over_joints(line: Line, position: int) -> tuple[int, int]:
    """Where the marks and linking words after an office end, and how many there are."""
    joints = 0
    while True:
        length = _link_at(line, position)
        if joints and is_adjective(line.form(position)):
            position += 1  # «- آنذاك -»
            continue
        if length == 0 and line.form(position) not in words("offices", "joints"):
            return position, joints
        position += length or 1
        joints += 1


def _link_at(line: Line, position: int) -> int:
    linking = phrase_list("offices", "linking")
    for length in range(_LONGEST_LINK, 0, -1):
        if tuple(line.form(position + n) for n in range(length)) in linking:
            return length
    return 0


def _goes_on(line: Line, run: NameRun) -> bool:
    """«…، فلان وزير …»: another office follows that is the person's own."""
    return line.form(run.last) in words("offices", "construct_heads") and run.last not in line.taken


def _one_name_counts(phrase: OfficePhrase, run: NameRun, search: _Search, joints: int) -> bool:
    """Whether a single word after an office is a name: a known one, or one that comes often."""
    line, people = search.line, search.people
    if is_a(phrase.kind, "royal") and people.by_first(run.names[0], phrase.kind) is not None:
        return True
    known = people.find(key(run.names))
    if joints:
        closed = line.form(run.last) in words("offices", "joints")
        if not closed or line.form(phrase.last) == "-":
            return False
        return known is not None or (phrase.organization is not None and run.known > 0)
    if known is not None or run.known:
        return True
    often = people.counts[line.form(run.first)] >= _OFTEN
    closed = run.last >= len(line.tokens) or line.classes[run.last] in _CLOSING
    return often or (closed and len(run.names[0]) > _SHORTEST)


def _named_before(group: Sequence[OfficePhrase], search: _Search) -> NameRun | None:
    line, phrase = search.line, group[0]
    position, joints = _back_over_joints(line, phrase.first)
    if line.form(phrase.first - 1) in words("offices", "kin"):
        return None
    if phrase.mention.preposition or phrase.mention.conjunction or joints > _MOST_JOINTS:
        return None
    if preposition_before(line.tokens, phrase.first) and joints == 0:
        return None
    run = name_run_before(line, position)
    if run is None and joints:
        run = name_run_before(
            line, position, lambda r: search.people.find(key(r.names)) is not None
        )
    if run is None or (not _is_aside(line, group, joints) and search.has(run)):
        return None
    if joints == 0 and (phrase.bare or not (run.known or len(run.names) > _SURE)):
        return None
    return run


def _is_aside(line: Line, group: Sequence[OfficePhrase], joints: int) -> bool:
    """«رئيس الوزراء فلان، رئيس حزب كذا، …»: a second office between marks."""
    return joints > 0 and line.form(group[-1].last) in ("،", ",", ")", ".", "")


def _back_over_joints(line: Line, first: int) -> tuple[int, int]:
    position, joints = first, 0
    pronouns = words("offices", "linking")
    while position and (
        line.form(position - 1) in words("offices", "joints") or line.form(position - 1) in pronouns
    ):
        joints += 1
        position -= 1
    for length in range(_LONGEST_LINK, 1, -1):
        sequence = tuple(line.form(n) for n in range(position - length, position))
        if sequence in phrase_list("offices", "linking"):
            return _back_over_comma(line, position - length), joints + 1
    return position, joints


def _back_over_comma(line: Line, position: int) -> int:
    return position - 1 if line.form(position - 1) in ("،", ",") else position
