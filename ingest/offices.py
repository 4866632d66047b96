"""Who holds which office in a sentence: the office and the name side by side, in either order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from mithaq.ingest.facts import Participant
from mithaq.ingest.introductions import introduce
from mithaq.ingest.lexicon import phrase_list, words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.nameparts import Line
from mithaq.ingest.names import participant
from mithaq.ingest.namesbeside import Search, name_beside
from mithaq.ingest.officekinds import is_a, slug_of
from mithaq.ingest.officeowners import Surroundings
from mithaq.ingest.officephrases import OfficePhrase, read_phrases, with_owner
from mithaq.ingest.pairs import counterparts, twins
from mithaq.ingest.people import People, Person, Post, person_mention
from mithaq.ingest.personnames import NameRun, is_title_adjective, name_run_before, titles
from mithaq.ingest.speakers import is_speech
from mithaq.ingest.tokens import COMMAS, is_among
from mithaq.iris import THING


@dataclass(frozen=True, slots=True)
class Holding:
    """Somebody in an office, said by the tokens `first` to `last`."""

    person: Mention
    office: Participant
    organization: Participant | None
    first: int
    last: int
    certainty: float


def find_offices(
    line: Line, mentions: Sequence[Mention], around: Surroundings
) -> tuple[OfficePhrase, ...]:
    """The offices of a sentence, whoever holds them."""
    return tuple(
        _succeeded(phrase, line, mentions, around)
        for phrase in read_phrases(line, mentions, around)
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
    for group in _groups(list(held), line):
        run = name_beside(group, search)
        if run is not None:
            found += _given(_sharing(group), run, search)
    for phrase, run in (
        *counterparts(line, mentions, phrases, people),
        *twins(line, mentions, phrases),
    ):
        found += _given([phrase], run, search)
    introduce(line, people, [p.first for p in phrases if p.predicate])
    return tuple(found)


def _names_a_thing(phrase: OfficePhrase, line: Line) -> bool:
    """Whether something is called after who held the office: «مطار الملك خالد الدولي»."""
    return phrase.bare and is_among(line.form(phrase.first - 1), words("offices", "named_after"))


def _given(phrases: Sequence[OfficePhrase], run: NameRun, search: Search) -> Iterator[Holding]:
    """The offices, said one after the other, that the person named by `run` holds."""
    person = _person(phrases[-1], run, search)
    search.used.update(range(run.first, run.last))
    for phrase in phrases:
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
    royal = phrase.bare and is_a(phrase.kind, "royal")
    if not run.sure and (phrase.last < run.first or (royal and phrase.last == run.first)):
        begin = phrase.first if royal else phrase.last
        titled = line.printed(begin, run.last)  # «الملا عمر», «البابا فرنسيس»
        person.call(titled.strip("،,()- "))
    return person


def _groups(phrases: Sequence[OfficePhrase], line: Line) -> list[list[OfficePhrase]]:
    """Offices that belong together: «محافظ … قائد …», «نائب رئيس الوزراء ووزير …»."""
    found: list[list[OfficePhrase]] = []
    for phrase in phrases:
        before = found[-1][-1] if found else None
        together = before is not None and before.last == phrase.first and not before.bare
        if _is_title(phrase, line):
            if before is not None and together and _titles_the_same(line, found[-1][0], phrase):
                found[-1][-1] = replace(before, last=phrase.last)
            continue
        if before is not None and together and _says_again(before, phrase):
            found[-1][-1] = replace(before, last=phrase.last)
            continue
        together = together and before is not None and not _of_two_states(before, phrase)
        together = together and line.form(found[-1][0].first) not in words("offices", "somebody")
        if before is not None and together and phrase.mention.conjunction:
            together = is_a(before.kind, "combined") or is_a(phrase.kind, "combined")
            together = together or _are_both_his(line, found[-1][0], phrase)
            together = together or _speaks_alone(line, found[-1][0], phrase)
        elif together:
            together = not phrase.mention.preposition and _may_stack(line, found[-1][0])
        if together:
            found[-1].append(phrase)
        else:
            found.append([phrase])
    return found


def _are_both_his(line: Line, first: OfficePhrase, last: OfficePhrase) -> bool:
    """Whether both stand set off after a name: «محمد بن سلمان، ولي العهد ووزير الدفاع السعودي، …»."""
    set_off = line.form(first.first - 1) in COMMAS and line.form(last.last) in (*COMMAS, ".", "")
    return set_off and name_run_before(line, first.first - 1) is not None


def _speaks_alone(line: Line, first: OfficePhrase, last: OfficePhrase) -> bool:
    """«قال وزير الخارجية الأسبق ورئيس الحزب فلان إن …»: one verb of speech, and one name."""
    before = line.form(first.first - 1)
    dismissed = before in words("offices", "dismissed")
    if first.bare or last.bare or dismissed or not is_speech(before):
        return False
    of_state = is_a(first.kind, "national") and is_a(last.kind, "national")
    return first.kind != last.kind and not of_state


def _says_again(before: OfficePhrase, phrase: OfficePhrase) -> bool:
    """Whether the office is only a title after itself said in full: «العاهل الأردني الملك فلان»."""
    return phrase.bare and phrase.kind == before.kind and before.organization is not None


def _of_two_states(one: OfficePhrase, other: OfficePhrase) -> bool:
    """Whether two people must hold them: «… ملك الأردن الرئيس الفلسطيني …»."""
    owners = (phrase.organization for phrase in (one, other) if phrase.certainty == 1)
    states = {owner.iri for owner in owners if owner is not None and owner.kind == "State"}
    return len(states) > 1


def _may_stack(line: Line, first: OfficePhrase) -> bool:
    """Whether offices side by side are one person's: «استقبل الرئيس وزير …» speaks of two."""
    if first.mention.preposition or name_run_before(line, first.first) is not None:
        return True
    before = first.first - 1
    stacked = before < 0 or line.classes[before] in ("mark", "preposition", "auxiliary")
    stacked = stacked or is_among(line.form(before), words("offices", "aloof"))
    reported = is_speech(line.form(before)) and line.form(before) not in words(
        "offices", "dismissed"
    )
    return stacked or reported or line.form(before) in titles()


def _titles_the_same(line: Line, first: OfficePhrase, title: OfficePhrase) -> bool:
    """«رئيس المحكمة العليا القاضي فلان»: the title is his whose office stands before it."""
    governed = title.mention.preposition or title.mention.conjunction
    return not governed and _may_stack(line, first)


def _is_title(phrase: OfficePhrase, line: Line) -> bool:
    """Whether it only honours: «الأمير الشاب فلان», «السفير الفرنسي فلان»."""
    if phrase.kind == "ambassador":
        return not phrase.accredited
    if phrase.commanded in words("offices", "vehicles"):
        return True
    if not is_a(phrase.kind, "owned") or (
        phrase.organization is not None and phrase.certainty == 1
    ):
        return False
    said = [line.form(n) for n in range(phrase.mention.last, phrase.last)]
    one = phrase.mention.last == phrase.mention.first + 1  # «أحد زعماء المعارضة» is no title
    qualified = one and bool(said) and all(is_title_adjective(form) for form in said)
    return phrase.bare or (qualified and is_a(phrase.kind, "honorific"))


_LEADER = "leader"
"""Who leads a state acts for it: «الزعيم الكوري الشمالي»; a party's leader for none."""


def _post(person: Person, phrase: OfficePhrase) -> Post | None:
    """The post that the phrase gives `person`; nothing where it only calls one that is known."""
    others = [post for post in person.posts.values() if post.kind != phrase.kind]
    if phrase.kind == "minister" and any(post.kind.endswith("-minister") for post in others):
        return None
    post = person.hold(Post(phrase.kind, phrase.office, phrase.organization, phrase.certainty))
    if (is_a(phrase.kind, "executive") or phrase.kind == _LEADER) and person.state is None:
        owner = post.organization or phrase.supposed
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
    if is_a(slug_of(kind), "organizational"):
        owner = around.alliance
    return with_owner(phrase, kind, owner)
