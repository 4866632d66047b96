"""Successions: who held the office that another is given: «أمينا عاما خلفا للكيني فلان»."""

from collections.abc import Iterator, Sequence

from mithaq.ingest.lexicon import common_words, phrase_list, words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.namelines import Line
from mithaq.ingest.namesorts import sort_of
from mithaq.ingest.officekinds import is_a, slug_of
from mithaq.ingest.officeowners import Surroundings
from mithaq.ingest.officephrases import OfficePhrase, with_owner
from mithaq.ingest.officeposts import POST
from mithaq.ingest.people import People
from mithaq.ingest.personnames import NameRun, name_run, titles

_FOR = "ل"
_THE = "ال"
_NISBAS = ("ي", "يه")
_SHORTEST = 3
_FAR = 14


def succeeded(
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


def predecessors(
    line: Line, mentions: Sequence[Mention], phrases: Sequence[OfficePhrase], people: People
) -> Iterator[tuple[OfficePhrase, NameRun]]:
    """Whom somebody follows in the office of which the sentence has told last, by the name alone."""
    for position in line.tokens.where(words("offices", "succeeding")) if phrases else ():
        told = line.form(position - 1) in words("grammar", "relatives")
        if line.form(position) in words("offices", "following") and not told:
            continue
        made = [p for p in phrases if told or p.predicate or p.mention.part == POST]
        name = _after(line, position)
        before = [p for p in made if p.last <= position and position - p.last <= _FAR]
        if name is None or not before or any(p.first == name for p in phrases):
            continue
        first = _past_adjective(line, name, mentions)
        run = _named(line, first, people, uncut=first > name)
        if run is not None:
            yield before[-1], run


def _after(line: Line, position: int) -> int | None:
    """Where is named whom one follows: «خلفا لفلان», «بدلا من فلان», «ليحل محل فلان»."""
    for said in phrase_list("offices", "successions"):
        forms = tuple(line.form(position + n) for n in range(len(said)))
        if forms == said:
            return position + len(said)
        if said[-1] == _FOR and forms[:-1] == said[:-1] and forms[-1].startswith(_FOR):
            return position + len(said) - 1
    return None


def _past_adjective(line: Line, first: int, mentions: Sequence[Mention]) -> int:
    """Where the name begins after the land or the side that an adjective tells: «لليساري فلان»."""
    demonym = next((m for m in mentions if m.first == first and m.how == "demonym"), None)
    if demonym is not None:
        return demonym.last
    form = line.form(first)
    run = name_run(line, first + 1)
    nisba = form.startswith((_FOR + _FOR, _THE)) and form.endswith(_NISBAS)
    return first + (nisba and run is not None and run.sure and run.first == first + 1)


def _named(line: Line, first: int, people: People, *, uncut: bool) -> NameRun | None:
    """The name there; a surname alone too, under the preposition: «خلفا لستولتنبرغ»."""
    title = line.form(first).removeprefix(_FOR + _FOR)
    run = name_run(line, first + (f"{_THE}{title}" in titles()))
    if run is not None and (run.sure or (uncut and run.known)):
        return run
    form = line.form(first)
    rest = form[1:] if form.startswith(_FOR) else ""
    if len(rest) <= _SHORTEST or first in line.taken:
        return None
    if people.find((rest,)) is None and (
        rest in common_words() or sort_of(rest) not in ("surname", "unknown")
    ):
        return None
    return NameRun(first, first + 1, (rest,), 1, 1)
