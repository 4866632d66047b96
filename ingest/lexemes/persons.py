"""Persons: runs of capitals that name people, by an office or title before them or two names together."""

from collections.abc import Iterator, Sequence

from mithaq.ingest.lexemes.lexicons import Lexicon
from mithaq.ingest.lexemes.mention import Memory, Mention, taken_words
from mithaq.ingest.lexemes.words import Word, is_surname, may_name, name_cases, stem

_FULL = 2
_LONGEST = 5
_DASH = "-"
_SMALL = frozenset({"PREP", "CONJ", "PRCL", "NPRO", "INFN", "GRND"})
_NEVER = frozenset({"ADJF", "PRTF", "ADJS", "VERB", "ADVB", "PREP", "CONJ", "NPRO"})


def people(
    words: Sequence[Word], lexicon: Lexicon, memory: Memory, found: Sequence[Mention]
) -> Iterator[Mention]:
    """The people of a sentence, whom `memory` learns; `found` is what else is named in it."""
    taken = taken_words(found)
    titled = {mention.last for mention in found if mention.how == "office"}
    titles, particles = lexicon.words("titles"), lexicon.words("particles")
    common, bodies = lexicon.words("common"), lexicon.words("bodies")
    place = 0
    while place < len(words):
        last = _end_of_run(words, place, taken, particles)
        if last == place:
            place += 1
            continue
        before = words[place - 1].form if words[place - 1].form != "." else words[place - 2].form
        first, has_title = place, place in titled or before in titles
        while first < last and (words[first].form in common | titles or words[first].pos in _SMALL):
            has_title = words[first].form in titles
            first += 1
        run = [word for word in words[first:last] if word.form != _DASH]
        while run and first > 0 and words[first - 1].form in particles and first - 1 not in taken:
            first -= 1  # «бен Салман»
        if run and not any(word.lemma in bodies for word in run):
            yield from _person(words[first:last], first, last, memory, lexicon, titled=has_title)
        place = last


def _end_of_run(
    words: Sequence[Word], first: int, taken: set[int], particles: frozenset[str]
) -> int:
    """Where a run of capitals ends that begins at `first`; «al-Ahmad», «Ho-jin» and «bin» are part of it."""
    last = first
    while (
        last < len(words) and last not in taken and words[last].form[0].isalpha() | (last > first)
    ):
        word = words[last]
        joined = last > first and words[last - 1].form == _DASH
        dash = word.form == _DASH and last > first and last + 1 < len(words)
        name = word.is_capital and len(word.text) > 1 and word.form[0].isalpha()
        inside = last > first and word.form in particles
        if not (name or dash or inside or (joined and word.form[0].isalpha())):
            break
        last += 1
    while last > first and (words[last - 1].form in particles or words[last - 1].form == _DASH):
        last -= 1
    return last


def _person(
    run: Sequence[Word],
    first: int,
    last: int,
    memory: Memory,
    lexicon: Lexicon,
    *,
    titled: bool,
) -> Iterator[Mention]:
    """A run of capitals as a person: known by the surname, or new with two names or a title."""
    names = [
        word for word in run if word.form != _DASH and word.form not in lexicon.words("particles")
    ]
    if not names or len(names) > _LONGEST:
        return
    surname = stem(names[-1].form, lexicon.language)
    one = memory.people.get(surname)
    if one is None:
        names = [word for word in names if not _is_numeral(word)]
        if not names or any(word.text.isupper() for word in names):
            return
        alone = len(names) < _FULL
        if lexicon.language == "ru" and alone:
            listed = may_name(names[0].form) if titled else is_surname(names[0].form)
            if names[0].pos in _NEVER or not listed:
                return
        elif alone and not titled:
            return
        one = memory.meet(surname, _printed(run), lexicon.language)
    elif len(names) > 1:
        memory.hear(surname, _printed(run))
    cases = name_cases(names[0].form) if lexicon.language == "ru" else frozenset()
    yield Mention(first, last, (one,), "person", cases=cases)


def _is_numeral(word: Word) -> bool:
    """Whether it counts kings: «Абдалла II»."""
    return set(word.text) <= set("IVX")


def _printed(run: Sequence[Word]) -> str:
    return " ".join(word.text for word in run).replace(" - ", _DASH)
