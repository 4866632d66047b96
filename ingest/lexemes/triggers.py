"""Triggers: the words of a sentence that call a frame."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from mithaq.ingest.lexemes.lexicons import LexicalFrame, lexicon
from mithaq.ingest.lexemes.sentence import Sentence
from mithaq.ingest.lexemes.verbforms import english_forms

_BEHIND = 3
_BESIDE = 5
_NEAR_LEFT, _NEAR_RIGHT = 8, 14


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words `first` to `last`, exclusive, that call `frame`; `key` is the verb or noun as listed.

    `tense` is empty for a noun.
    """

    frame: LexicalFrame
    first: int
    last: int
    key: str
    tense: str
    passive: bool


@cache
def _index(
    language: str,
) -> Mapping[str, tuple[tuple[tuple[str, ...], LexicalFrame, str, str], ...]]:
    """By the first form (in Russian, lemma) of a trigger: its words, frame, key and tense."""
    found: dict[str, list[tuple[tuple[str, ...], LexicalFrame, str, str]]] = {}
    for frame in lexicon(language).frames:
        for verb in frame.verbs:
            forms = english_forms(verb) if language == "en" else {tuple(verb.split()): "verb"}
            for words, tense in forms.items():
                found.setdefault(words[0], []).append((words, frame, verb.split()[0], tense))
        for noun in frame.nouns:
            found.setdefault(noun[0], []).append((noun, frame, " ".join(noun), ""))
    return {
        form: tuple(sorted(listed, key=lambda one: -len(one[0]))) for form, listed in found.items()
    }


def triggers(sentence: Sentence) -> Iterator[Trigger]:
    """The triggers of a sentence whose words beside them are those that their frames ask for."""
    language = sentence.lexicon.language
    index = _index(language)
    for place, word in enumerate(sentence.words):
        if sentence.at(place) is not None:
            continue
        for words, frame, key, tense in index.get(word.lemma, ()) or index.get(word.form, ()):
            last = place + len(words)
            if not all(
                w in (sentence.form(place + n), sentence.lemma(place + n))
                for n, w in enumerate(words)
            ):
                continue
            if language == "ru" and bool(tense) != _is_verb(sentence, place):
                continue
            if language == "en" and not _is_class(sentence, frame, place, tense):
                continue
            told = _tense(sentence, place, last, tense)
            if _fits(sentence, frame, place, last):
                yield Trigger(frame, place, last, key, told, told in ("pssv", "part"))


def _is_verb(sentence: Sentence, place: int) -> bool:
    return bool(sentence.words[place].tense)


@cache
def _noun_forms(language: str) -> frozenset[str]:
    """The words that are nouns of some frame: «attack», which is a verb only where a verb may stand."""
    return frozenset(
        noun[0] for frame in lexicon(language).frames for noun in frame.nouns if len(noun) == 1
    )


_HAVING = frozenset({"have", "has", "had"})


def _is_past(sentence: Sentence, place: int) -> bool:
    """Whether a past form, which makes «had» an auxiliary, stands at a place or behind an adverb there."""
    index = _index(sentence.lexicon.language)
    return any(
        form == "been"
        or (form.endswith("ed") and len(form) > len("need"))
        or any(tense in ("past", "part") for _w, _f, _k, tense in index.get(form, ()))
        for form in (sentence.form(place), sentence.form(place + 1))
    )


def _is_class(sentence: Sentence, frame: LexicalFrame, place: int, tense: str) -> bool:
    """Whether an English form is the verb, or the noun, that it is listed as: «to attack», «an attack»."""
    before, words = sentence.form(place - 1), sentence.lexicon.words
    if tense and place and sentence.words[place].is_capital and not sentence.headline:
        return False  # «its Support Mission»
    if not tense:
        return before not in words("before_verbs")
    if frame.finite and before == "to":
        return sentence.find(sentence.lexicon.markers["refusing"], place - 2, place) >= 0
    if tense == "pres":
        if sentence.form(place) in _noun_forms(sentence.lexicon.language):
            governed = before in words("before_verbs") or before in words("pronouns")
            return governed or sentence.at(place - 1) is not None
        return before not in words("before_nouns")
    if tense != "gerund" and sentence.form(place) in _HAVING:
        return not _is_past(sentence, place + 1)
    if tense == "gerund" and frame.finite and before != ",":
        return False
    if tense == "gerund":
        joined = before in words("before_gerunds") or sentence.at(place - 1) is not None
        return joined or place == 0
    return True


def _tense(sentence: Sentence, place: int, last: int, listed: str) -> str:
    """The tense of a trigger where it stands; `pssv` for a passive."""
    if not listed:
        return ""
    word = sentence.words[place]
    if sentence.lexicon.language == "ru":
        reflexive = word.form.endswith(("ся", "сь"))
        return (
            "pssv"
            if word.tense == "pssv"
            else ("past" if reflexive and not word.tense else word.tense)
        )
    if listed in ("past", "part"):
        before = [sentence.form(place - n) for n in range(1, _BEHIND)]
        if set(before) & sentence.lexicon.words("passives") or sentence.form(last) == "by":
            return "pssv"
        if _is_reduced(sentence, place, last):
            return "pssv"
        return "past"
    return listed


_MADE = frozenset({"Treaty", "Provision", "Alliance"})


def _is_reduced(sentence: Sentence, place: int, last: int) -> bool:
    """«a treaty signed in Warsaw», «the bloc, founded in 1975»: a participle behind what is signed or founded."""
    if sentence.lexicon.language != "en" or sentence.form(place) not in _MAKING:
        return False
    beside = sentence.at(place - 1) or (
        sentence.at(place - 2) if sentence.form(place - 1) == "," else None
    )
    behind = sentence.form(last) in sentence.lexicon.words("prepositions")
    return behind and beside is not None and beside.of_kind(_MADE) is not None


_MAKING = frozenset(
    {"signed", "concluded", "founded", "established", "created", "formed", "launched"}
)


def _fits(sentence: Sentence, frame: LexicalFrame, first: int, last: int) -> bool:
    """Whether the words stand beside the trigger that its frame wants there, and none that it refuses."""
    begin, end = max(0, first - _NEAR_LEFT), min(len(sentence.words), last + _NEAR_RIGHT)
    left = max(0, first - _BESIDE)
    wanted = (
        not near or sentence.find(near, *where) >= 0
        for near, where in (
            (frame.near, (begin, end)),
            (frame.near_left, (left, first)),
            (frame.near_right, (last, end)),
        )
    )
    refused = (
        near and sentence.find(near, *where) >= 0
        for near, where in (
            (frame.refuse_near, (begin, end)),
            (frame.refuse_left, (left, first)),
        )
    )
    return all(wanted) and not any(refused)
