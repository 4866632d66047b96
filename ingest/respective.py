"""Respectively: two lists of one length told together, whose members belong to each other one by one.

«زار الوزير كينيا وأوغندا يومي الاثنين والثلاثاء على التوالي» tells two facts, of one state and one day
each. Where «على التوالي» counts, «لليوم الثالث على التوالي», or nothing stands there that could be
paired, it says nothing of this kind.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from mithaq.ingest.dates import TimeExpression
from mithaq.ingest.facts import Participant, Time
from mithaq.ingest.fillings import Filling
from mithaq.ingest.lexicon import phrase_list, words
from mithaq.ingest.nearness import may_stand
from mithaq.ingest.numerals import Number
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.triggers import Trigger
from mithaq.text import fold

_AND = "و"
_BEHIND = "behind"
_OPENS = 2
"""How many words before a date «و» may stand: «وفي عام 2017»."""
_YEAR = 4
_YEARLESS = "year-from-document"


@dataclass(frozen=True, slots=True)
class Share:
    """What one of several facts told together takes: its fillings, its time with its offsets, its number."""

    fillings: tuple[Filling, ...]
    time: tuple[Time, int, int] | None
    number: Number | None = None
    counted: bool = True
    """Whether the number beside the trigger is its own, where it has none."""


@dataclass(frozen=True, slots=True)
class _Dated:
    """A date of a list, with the expression that tells it."""

    edtf: str
    told: TimeExpression


def shares(
    sentence: Sentence, trigger: Trigger, fillings: tuple[Filling, ...], text: str
) -> tuple[Share, ...]:
    """What each of the facts takes that a «respectively» after the trigger tells; none without one.

    Roles that a list fills are paired, and so are the dates; a set, which stands together, only
    where nothing else could be meant.
    """
    if trigger.form.pattern.reciprocal:
        return ()
    own = tuple(_of_each(sentence, fillings))
    if own:
        return own
    phrase = _phrase(sentence, trigger.last)
    if phrase is None:
        return ()
    found = [(filling, _run(sentence, filling, phrase[0])) for filling in fillings]
    lists = [(filling, run) for filling, run in found if len(run) > 1]
    for count in sorted({len(run) for _, run in lists}):
        same = [(filling, run) for filling, run in lists if len(run) == count]
        apart = [one for one in same if not one[0].slot.together]
        dates = _dates(sentence, trigger.first, phrase[0], count)
        paired = apart if len(apart) + bool(dates) > 1 else same
        if len(paired) + bool(dates) > 1:
            runs = {filling.slot.role: run for filling, run in paired}
            return tuple(_shares(fillings, runs, dates, sentence.tokens[phrase[1] - 1].end, text))
    return ()


def _of_each(sentence: Sentence, fillings: tuple[Filling, ...]) -> Iterator[Share]:
    """To each of a list what is his: «استقال وزير الخارجية فلان ووزير المالية فلان»."""
    held = next((f for f in fillings if f.way == _BEHIND and f.slot.office_of), None)
    roles = {f.slot.role: f for f in fillings}
    source = None if held is None else roles.get(held.slot.office_of)
    if held is None or source is None or len(source.mentions) <= 1:
        return
    for position in source.mentions:
        mention = sentence.mentions[position]
        who = tuple(p for p in source.participants if p in mention.candidates)
        what = [p for p in (*mention.candidates, *mention.behind) if p.kind in held.slot.kinds]
        if who and what:
            mine = {
                source.slot.role: replace(source, participants=who, mentions=(position,)),
                held.slot.role: replace(held, participants=(what[0],)),
            }
            yield Share(tuple(mine.get(f.slot.role, f) for f in fillings), None)


def _shares(
    fillings: tuple[Filling, ...],
    runs: dict[str, tuple[Participant, ...]],
    dates: Sequence[_Dated],
    end: int,
    text: str,
) -> Iterator[Share]:
    start = min((date.told.start for date in dates), default=0)
    count = len(dates) or len(next(iter(runs.values())))
    for place in range(count):
        time = None
        if dates:
            told = dates[place].told
            printed = text[told.start : told.end]
            time = Time(dates[place].edtf, printed, told.basis), start, end
        yield Share(
            tuple(_share(one, runs.get(one.slot.role, ()), place) for one in fillings), time
        )


def _share(filling: Filling, run: tuple[Participant, ...], place: int) -> Filling:
    """The filling without the members of a list whose turn it is not."""
    others = {p.iri for n, p in enumerate(run) if n != place}
    return replace(
        filling, participants=tuple(p for p in filling.participants if p.iri not in others)
    )


def _phrase(sentence: Sentence, first: int) -> tuple[int, int] | None:
    """The tokens of the first «respectively» from token `first` on; none where it counts."""
    phrases = phrase_list("grammar", "respectively")
    if not may_stand(phrases, sentence):
        return None
    for position in range(first + 1, len(sentence.forms)):
        for phrase in phrases:
            last = position + len(phrase)
            if sentence.words(position, last) == phrase:
                return None if _counts(sentence, position) else (position, last)
    return None


def _counts(sentence: Sentence, first: int) -> bool:
    """Whether what stands before «على التوالي» is told of several in a row: «للعام الثالث على التوالي»."""
    return sentence.has_among(first - 1, first, words("grammar", "in_a_row"))


def _run(sentence: Sentence, filling: Filling, before: int) -> tuple[Participant, ...]:
    """The longest list of a filling's mentions, all before token `before`, as they follow each other."""
    if filling.slot.least > 1:
        return ()  # those who meet, or fight each other, stand together
    named = {participant.iri: participant for participant in filling.participants}
    runs: list[list[Participant]] = [[]]
    last = -1
    for position in sorted(filling.mentions):
        mention = sentence.mentions[position]
        found = next((named[p.iri] for p in mention.candidates if p.iri in named), None)
        if found is None or mention.last > before:
            continue
        if last < 0 or position not in sentence.groups[last]:
            runs.append([])
        runs[-1].append(found)
        last = position
    longest: list[Participant] = max(runs, key=len)
    return tuple(longest)


def _dates(sentence: Sentence, first: int, last: int, count: int) -> tuple[_Dated, ...]:
    """The dates of a list of `count`, between tokens `first` and `last`; none where there is no such.

    A month without a year has that of the month after it: «في أكتوبر وديسمبر 2016».
    """
    told = [
        time
        for time in sentence.times
        if time.edtf is not None and first <= sentence.token_at(time.start) < last
    ]
    begin = len(told) - 1
    while begin > 0 and _is_joined(sentence, told[begin]):
        begin -= 1
    found = [date for time in told[max(begin, 0) :] for date in _spread(sentence, time)]
    if len(found) != count or len({len(date.edtf) for date in found}) > 1:
        return ()
    for place in range(count - 2, -1, -1):
        found[place] = _with_year(found[place], found[place + 1])
    return tuple(found)


def _spread(sentence: Sentence, time: TimeExpression) -> Iterator[_Dated]:
    """The two dates of a list that was read as a stretch, «يومي الاثنين والثلاثاء»; else the date."""
    first, _, last = (time.edtf or "").partition("/")
    printed = fold(sentence.text[time.start : time.end]).split()
    listed = any(word.startswith(_AND) for word in printed[1:])
    if last and listed and len(first) == len(last):
        yield _Dated(first, time)
        yield _Dated(last, time)
    else:
        yield _Dated(time.edtf or "", time)


def _is_joined(sentence: Sentence, time: TimeExpression) -> bool:
    """Whether «و» or a comma stands before a date."""
    first = sentence.token_at(time.start)
    if sentence.words(first - 1, first) in (("،",), (",",)):
        return True
    return any(form.startswith(_AND) for form in sentence.words(first - _OPENS + 1, first + 1))


def _with_year(date: _Dated, following: _Dated) -> _Dated:
    """A date without a year of its own in that of the next, which tells it; or the year before."""
    if date.told.basis != _YEARLESS or following.told.basis == _YEARLESS:
        return date
    year, rest = int(following.edtf[:_YEAR]), date.edtf[_YEAR:]
    return replace(date, edtf=f"{year - (rest > following.edtf[_YEAR:]):04}{rest}")
