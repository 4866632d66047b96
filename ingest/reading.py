"""Reading a document: sentences with their mentions, and who holds which office in it."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from mithaq.ingest.alliancenames import with_their_nouns
from mithaq.ingest.assemblies import met_after
from mithaq.ingest.barearticles import with_articles
from mithaq.ingest.bareplaces import known_places, settled, with_known_places
from mithaq.ingest.bearings import with_bearings
from mithaq.ingest.borders import with_borders
from mithaq.ingest.callings import with_callings, with_offices
from mithaq.ingest.capitals import with_capitals
from mithaq.ingest.classes import WordClass, word_classes
from mithaq.ingest.coordination import groups
from mithaq.ingest.datedtreaties import with_dated
from mithaq.ingest.datelines import dateline_end, with_dateline
from mithaq.ingest.dates import TimeExpression, find_times
from mithaq.ingest.discourse import Discourse
from mithaq.ingest.documents import Document
from mithaq.ingest.dualgroups import with_dual_groups
from mithaq.ingest.epithets import Epithets, find_epithets
from mithaq.ingest.factions import with_factions
from mithaq.ingest.facts import Participant
from mithaq.ingest.followers import with_followers, with_loyalists
from mithaq.ingest.furniture import body_spans
from mithaq.ingest.gatherers import is_gatherer
from mithaq.ingest.governing import governed, with_quotes
from mithaq.ingest.homelands import find_homelands, spoken_for
from mithaq.ingest.honorifics import find_honorifics, remembered
from mithaq.ingest.knownnames import find_concepts, find_names
from mithaq.ingest.lands import last_states
from mithaq.ingest.leaders import recall
from mithaq.ingest.leads import leads_after
from mithaq.ingest.memberstates import with_member_states
from mithaq.ingest.mentions import Mention
from mithaq.ingest.ministries import with_ministries
from mithaq.ingest.namelines import Line
from mithaq.ingest.namesakes import with_namesakes
from mithaq.ingest.numerals import Number, find_numbers
from mithaq.ingest.officeowners import Surroundings
from mithaq.ingest.officephrases import OfficePhrase
from mithaq.ingest.offices import Holding, find_holdings, find_offices
from mithaq.ingest.officials import with_named_counterparts
from mithaq.ingest.otherbodies import with_other_bodies
from mithaq.ingest.people import People, known_people, taken_tokens
from mithaq.ingest.places import with_places
from mithaq.ingest.plurals import Gatherings, with_plurals
from mithaq.ingest.provisions import with_provisions
from mithaq.ingest.references import find_references
from mithaq.ingest.representing import with_representatives
from mithaq.ingest.sentences import Sentence, distances
from mithaq.ingest.signedtreaties import find_signed
from mithaq.ingest.subjects import home_state, only_group
from mithaq.ingest.there import with_there
from mithaq.ingest.tokens import Tokens, find_sentences, find_tokens
from mithaq.ingest.treaties import with_treaties
from mithaq.ingest.twosomes import two_after
from mithaq.ingest.voices import voice_after


@dataclass(frozen=True, slots=True)
class Reading:
    """A document read: its sentences, and the holdings that each of them states."""

    document: Document
    sentences: tuple[Sentence, ...]
    holdings: tuple[tuple[Holding, ...], ...]


@dataclass(frozen=True, slots=True)
class _Page:
    """A document cut up, before anybody is looked for in it."""

    text: str
    spans: tuple[tuple[int, int], ...]
    tokens: tuple[Tokens, ...]
    classes: tuple[tuple[WordClass, ...], ...]
    names: tuple[tuple[Mention, ...], ...]


def read(document: Document) -> Reading:
    """`document` cut into sentences with everything that is named in them.

    The text is gone through twice: first for the people and their offices, then, with every name
    known, for the mentions; so a surname is known before the office that introduces it.
    """
    page = _cut(document.text)
    counts = Counter(token.form for tokens in page.tokens for token in tokens)
    lines = _lines(page)
    phrases = _offices(page, lines)
    lines = tuple(map(_with_taken, lines, phrases))
    people = People(counts)
    _meet(page, lines, phrases, people)
    recall(people)
    holdings = _meet(page, lines, phrases, people)
    page = _with_callings(page, phrases, holdings, people)
    times = find_times(document.text, date=document.date, spans=page.spans)
    numbers = find_numbers(document.text, page.spans)
    discourse, epithets = Discourse(), Epithets(only_group(page.names), home_state(page.names))
    gatherings = Gatherings()
    sentences: list[Sentence] = []
    voice: Participant | None = None
    pair: tuple[Participant, ...] = ()
    leads: tuple[Participant, ...] = ()
    two: tuple[Mention, ...] = ()
    homeland: Participant | None = None
    honoured: tuple[Mention, ...] = ()
    gathered: Participant | None = None
    for number in range(len(page.spans)):
        mentions = _all_mentions(
            page, number, people, holdings[number], discourse, epithets, (homeland, honoured)
        )
        honoured = remembered(honoured, mentions)
        homeland = spoken_for(mentions) or homeland
        mentions = with_plurals(mentions, page.tokens[number], page.classes[number], gatherings)
        sentence = _sentence(
            page, number, mentions, times, numbers, epithets, voice, pair=pair, leads=leads, two=two
        )
        sentence = replace(sentence, met=gathered)
        gathered = met_after(mentions, page.tokens[number], gathered)
        leads, two = leads_after(mentions, leads), two_after(sentence)
        voice, pair = voice_after(sentence), last_states(mentions, pair)
        epithets.place(mentions)
        discourse.hear(number, sentence.mentions)
        sentences.append(sentence)
    return Reading(document, tuple(sentences), holdings)


def _cut(text: str) -> _Page:
    spans = find_sentences(text, body_spans(text))
    tokens = tuple(find_tokens(text, start, end) for start, end in spans)
    classes = tuple(word_classes(found) for found in tokens)
    names = tuple(_named(found, named, text) for found, named in zip(tokens, classes, strict=True))
    names = with_namesakes(settled(names))
    known = known_places(names)
    names = tuple(
        with_known_places(named, found, known) for named, found in zip(names, tokens, strict=True)
    )
    return _Page(text, spans, tokens, classes, names)


def _named(tokens: Tokens, classes: Sequence[WordClass], text: str) -> tuple[Mention, ...]:
    """What the reference knows in a sentence: plain names, then what is composed of them."""
    plain = with_dual_groups(find_names(tokens, classes), tokens)
    names = with_borders(with_their_nouns(plain, tokens), tokens, text)
    names = with_ministries(with_representatives(names, tokens, classes), tokens, classes)
    names = with_member_states(names, tokens)
    names = with_factions(with_followers(names, tokens), tokens, text)
    names = with_places(names, tokens, classes, text)
    names = with_dateline(with_capitals(names, tokens), tokens, text)
    names = with_other_bodies(with_bearings(names, tokens, classes, text), tokens)
    return with_treaties(with_provisions(names, tokens, text), tokens, classes, text)


def _lines(page: _Page) -> tuple[Line, ...]:
    """The sentences as names of people are looked for in them."""
    return tuple(
        Line(page.text, tokens, classes, taken_tokens(m for m in names if m.how != "office"))
        for tokens, classes, names in zip(page.tokens, page.classes, page.names, strict=True)
    )


def _with_taken(line: Line, phrases: Sequence[OfficePhrase]) -> Line:
    """The line with the tokens of its offices taken."""
    if not phrases:
        return line
    return replace(line, taken=line.taken | {n for p in phrases for n in range(p.first, p.last)})


def _offices(page: _Page, lines: Sequence[Line]) -> tuple[tuple[OfficePhrase, ...], ...]:
    """The offices that a text names; sentence by sentence."""
    discourse, home = Discourse(), home_state(page.names)
    found: list[tuple[OfficePhrase, ...]] = []
    for number, (line, names) in enumerate(zip(lines, page.names, strict=True)):
        discourse.hear(number, [m for m in names if m.how != "demonym"])
        around = Surroundings(
            discourse.commonest("State"),
            discourse.nearest(is_gatherer, number) or discourse.commonest("Alliance"),
            home,
        )
        found.append(find_offices(line, names, around))
    return tuple(found)


def _meet(
    page: _Page,
    lines: Sequence[Line],
    phrases: Sequence[Sequence[OfficePhrase]],
    people: People,
) -> tuple[tuple[Holding, ...], ...]:
    """Who holds which office; sentence by sentence. `people` learns everybody named."""
    return tuple(
        find_holdings(line, names, offices, people)
        for line, names, offices in zip(lines, page.names, phrases, strict=True)
    )


def _with_callings(
    page: _Page,
    phrases: Sequence[Sequence[OfficePhrase]],
    holdings: Sequence[Sequence[Holding]],
    people: People,
) -> _Page:
    everything = zip(page.names, phrases, holdings, page.tokens, strict=True)
    names = tuple(
        with_callings(named, offices, held, people, tokens)
        for named, offices, held, tokens in everything
    )
    return replace(page, names=names)


Placed = TypeVar("Placed", TimeExpression, Number)


def _within(found: Sequence[Placed], start: int, end: int) -> tuple[Placed, ...]:
    """Those of `found`, which stand in the order of the text, that begin in a stretch of it."""
    first = bisect_left(found, start, key=_begin)
    return tuple(found[first : bisect_left(found, end, lo=first, key=_begin)])


def _begin(found: TimeExpression | Number) -> int:
    return found.start


def _sentence(
    page: _Page,
    number: int,
    mentions: tuple[Mention, ...],
    times: Sequence[TimeExpression],
    numbers: Sequence[Number],
    epithets: Epithets,
    voice: Participant | None,
    *,
    pair: tuple[Participant, ...],
    leads: tuple[Participant, ...],
    two: tuple[Mention, ...],
) -> Sentence:
    start, end = page.spans[number]
    tokens = page.tokens[number]
    classes = page.classes[number]
    lists = groups(mentions, tokens)
    here = _within(times, start, end)
    return Sentence(
        number,
        start,
        end,
        tokens,
        tokens.forms,
        classes,
        mentions,
        find_concepts(tokens),
        lists,
        here,
        _within(numbers, start, end),
        distances(tokens, classes, mentions, lists, here),
        headline=number == 0 and page.text[end - 1] not in ".؟!" and "\n" in page.text,
        question=page.text[start:end].rstrip("\"'”’»)").endswith(("؟", "?")),
        setting=epithets.setting(),
        home=epithets.home,
        voice=voice,
        pair=pair,
        leads=leads,
        two=two,
        text=page.text,
        named=taken_tokens(mentions),
        dateline=dateline_end(tokens.forms, classes, mentions),
    )


def _all_mentions(
    page: _Page,
    number: int,
    people: People,
    holdings: Sequence[Holding],
    discourse: Discourse,
    epithets: Epithets,
    before: tuple[Participant | None, Sequence[Mention]],
) -> tuple[Mention, ...]:
    tokens, classes = page.tokens[number], page.classes[number]
    found = [*page.names[number]]
    found += known_people(people, tokens, taken_tokens(found))
    found = with_offices(found, holdings)
    homeland, honoured = before
    found.sort(key=lambda mention: mention.first)
    found += find_honorifics(tokens, found, honoured)
    found.sort(key=lambda mention: mention.first)
    found = [*with_named_counterparts(found)]
    found = with_loyalists(found, tokens)
    found += find_epithets(tokens, classes, found, epithets)
    found.sort(key=lambda mention: mention.first)
    found += find_references(tokens, classes, taken_tokens(found), discourse, number, found)
    found += find_homelands(tokens, found, homeland)
    found += find_signed(tokens, classes, taken_tokens(found), page.text)
    found = [*with_dated(found, tokens)]
    found = with_articles(found, tokens, discourse, number, page.text)
    found.sort(key=lambda mention: mention.first)
    named = with_quotes(governed(found, tokens, classes), tokens)
    return with_there(named, tokens, classes, epithets.setting())
