"""Convening: whether a document calls a meeting an emergency or a regular one, «هذا الاجتماع الطارئ».

The words are the Arabic names of those kinds in `ontology/reference.ttl` that exclude others: a noun
and what stands after it, «قمة طارئة», wherever the article or a name comes between. A document that
calls its meeting nothing may tell of an agenda with business that takes preparing; then the meeting
was no emergency, which is inferred and says so.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from mithaq.ingest.facts import Fact, StatedKind
from mithaq.ingest.lexicon import phrase_list, word_lists, words
from mithaq.ingest.merging import once_each
from mithaq.ingest.names import participant
from mithaq.ingest.reading import Reading
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.sessions import MEETING, is_the_meeting, the_dated_meeting
from mithaq.ingest.speakers import find_reports, speaker_of
from mithaq.ingest.tokens import bare, reading_among, rests
from mithaq.ingest.triggers import Trigger
from mithaq.ingest.wordfamilies import before_pronoun
from mithaq.iris import THING
from mithaq.ontology.reference import reference
from mithaq.text import fold

_APART = 4
"""How many words may stand between the noun and what tells its kind: «قمة قادة دول المجلس الطارئة»."""
_OWNERS = ("ه", "ها", "هم", "هما")
_NOT = fold("غير")
_THIS = frozenset({"هذا", "هذه"})
_OF = frozenset({"ل", "بين"})


@dataclass(frozen=True, slots=True)
class _Naming:
    """A noun and the words that tell its kind: tokens `first` to `last`, exclusive."""

    first: int
    last: int
    kind: str
    apart: bool


def stated_kinds(sentence: Sentence, trigger: Trigger) -> tuple[StatedKind, ...]:
    """The kind that the words of a trigger are told to be of, or what its verb holds: «عقد قمة طارئة»."""
    if trigger.form.frame.fact != MEETING:
        return ()
    last = trigger.last if trigger.form.kind == "noun" else _object(sentence, trigger)
    return tuple(_stated(sentence, naming) for naming in _namings(sentence, trigger.first, last))


def convened(found: Sequence[Fact], reading: Reading) -> tuple[Fact, ...]:
    """The facts, the one meeting that the document dates of the kinds that it gives «the meeting»."""
    meeting = the_dated_meeting(found)
    if meeting is None:
        return tuple(found)
    spoken = [s for s in reading.sentences if _is_spoken_of(meeting, found, s)]
    named = [
        _stated(sentence, naming)
        for sentence in spoken
        for naming in _namings(sentence)
        if _is_the_meeting(sentence, naming, meeting)
    ]
    kinds = once_each((*meeting.kinds, *named))
    if not kinds:
        kinds = next(((one,) for s in spoken for one in _prepared(s)), ())
    return tuple(replace(fact, kinds=kinds) if fact is meeting else fact for fact in found)


def _is_spoken_of(meeting: Fact, found: Sequence[Fact], sentence: Sentence) -> bool:
    """Whether no other meeting was told of last before the sentence ends."""
    told = [f for f in found if f.type == meeting.type and f.start < sentence.end]
    return bool(told) and max(told, key=lambda fact: fact.start) is meeting


def _is_the_meeting(sentence: Sentence, naming: _Naming, meeting: Fact) -> bool:
    """Whether it is «الاجتماع الطارئ» and not that of somebody else: «الاجتماع الطارئ لمجلس الأمن»."""
    if naming.apart or not is_the_meeting(sentence.forms[naming.first]):
        return False
    bodies = {body.iri for body in meeting.role("body")}
    return not any(
        naming.last <= mention.first <= naming.last + 1
        and mention.preposition in _OF
        and not bodies & {candidate.iri for candidate in mention.candidates}
        for mention in sentence.mentions
    )


def _object(sentence: Sentence, trigger: Trigger) -> int:
    """Where the clause of a verb ends: at the next verb or mark."""
    return next(
        (
            n
            for n in range(trigger.last, len(sentence.tokens))
            if sentence.classes[n] in ("verb", "mark", "relative", "complementizer")
        ),
        len(sentence.tokens),
    )


def _namings(sentence: Sentence, begin: int = 0, end: int | None = None) -> Iterator[_Naming]:
    """The nouns from token `begin` on and before `end`, with the words that tell their kinds."""
    for first, form in enumerate(sentence.forms[begin:end], begin):
        noun = reading_among(form, _nouns())
        if noun is not None:
            naming = _naming(sentence, first, noun.rest)
            if naming is not None:
                yield naming


def _naming(sentence: Sentence, first: int, noun: str) -> _Naming | None:
    plain = _nouns_of()[noun]
    definite = noun not in (plain, plain + "ا")
    for begin in range(first + 1, min(first + 2 + _APART, len(sentence.tokens))):
        for after, kind in _words()[plain]:
            last = begin + len(after)
            if not _reads(sentence.words(begin, last), after) or sentence.forms[begin - 1] == _NOT:
                continue
            apart = begin > first + 1
            if apart or definite == sentence.forms[last - 1].startswith("ال"):
                return _Naming(first, last, kind, apart)
        # nothing but names and nouns may stand between, and no other meeting
        if sentence.classes[begin] != "word" or reading_among(sentence.forms[begin], _nouns()):
            return None
    return None


def _reads(printed: Sequence[str], after: Sequence[str]) -> bool:
    """Whether words are those that tell a kind, with the article or in the accusative too."""
    return len(printed) == len(after) and all(
        bare(one) in (other, other + "ا") for one, other in zip(printed, after, strict=True)
    )


def _stated(sentence: Sentence, naming: _Naming) -> StatedKind:
    noun = reading_among(sentence.forms[naming.first], _nouns())
    token = sentence.tokens[naming.first]
    start = token.start + (0 if noun is None else noun.cut)
    return _kind(sentence, naming.kind, start, naming.last, naming.first)


def _prepared(sentence: Sentence) -> Iterator[StatedKind]:
    """The kind of a meeting with an agenda of business that takes preparing: «وثائق للتوقيع»."""
    for first in range(len(sentence.tokens)):
        meeting = _after_agenda(sentence, first)
        if meeting is None or not is_the_meeting(sentence.forms[meeting]):
            continue
        for last in range(meeting + 1, len(sentence.tokens)):
            if {bare(rest) for rest in rests(sentence.forms[last])} & words("meetings", "business"):
                kind = THING + word_lists("meetings")["prepared"]
                start = sentence.tokens[first].start
                yield replace(_kind(sentence, kind, start, last + 1, first), inferred=True)
                return


def _after_agenda(sentence: Sentence, first: int) -> int | None:
    """The token after «جدول أعمال» and «هذا», where the agenda begins at token `first`."""
    for agenda in phrase_list("meetings", "agendas"):
        last = first + len(agenda)
        if sentence.words(first, last) == agenda and last < len(sentence.tokens):
            last += sentence.forms[last] in _THIS
            return last if last < len(sentence.tokens) else None
    return None


def _kind(sentence: Sentence, kind: str, start: int, last: int, speaks: int) -> StatedKind:
    end = sentence.tokens[last - 1].end
    printed = sentence.text[start:end]
    source = speaker_of(find_reports(sentence), speaks)
    return StatedKind(participant(kind), printed, start, end, printed, source=source)


@cache
def _words() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """By a folded noun what may stand after it, without articles, and the kind that it then is."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    known = reference()
    for name in known.names:
        if name.language == "ar" and name.iri in known.excludes:
            noun, *after = map(bare, fold(name.text).split())
            if after:
                found.setdefault(noun, []).append((tuple(after), name.iri))
    return {noun: tuple(dict.fromkeys(each)) for noun, each in found.items()}


@cache
def _nouns_of() -> dict[str, str]:
    """The written forms of the nouns, and the noun."""
    found: dict[str, str] = {}
    for noun in _words():
        stem = before_pronoun(noun)
        forms = (noun, "ال" + noun, *(stem + owner for owner in _OWNERS))
        found |= dict.fromkeys(forms if noun.endswith("ه") else (*forms, noun + "ا"), noun)
    return found


@cache
def _nouns() -> frozenset[str]:
    return frozenset(_nouns_of())
