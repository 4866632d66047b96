"""Cues: the words of `lexicon/status.yaml` that tell how a thing is said, and where they stand."""

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

from mithaq.ingest.facts import Status
from mithaq.ingest.lexicon import phrase_list, phrases, word_lists, words
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tokens import is_one_of, readings, rests, unjoined
from mithaq.ingest.triggers import Trigger
from mithaq.ingest.verbs import forms_of, listed_forms
from mithaq.text import fold

BROKEN = frozenset({"،", ",", "؛", ";", ".", ":", "؟", "!", "…"})
"""Marks that end a clause."""
_WINDOW = 12
_MIGHT = "قد"
_SHORT = 4
_UPON = "علي"
_WITH = "ب"
_UNMARKED = ("ه", "ا", "ي", "ها")
"""Endings after which no accusative is written: «دعوة», but «قرارا»."""


@cache
def _cues(status: str) -> frozenset[tuple[str, ...]]:
    listed: dict[str, Any] = word_lists("status")[status]
    return frozenset(_cue_forms(listed))


def _cue_forms(listed: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    yield from ((form,) for form in forms_of(listed["verbs"]))
    for noun in listed["nouns"]:
        yield (fold(noun),)
        yield ("ال" + fold(noun),)
        if not fold(noun).endswith(_UNMARKED):
            yield (fold(noun) + "ا",)
    yield from phrases(listed["phrases"])
    yield from ((form,) for form in _definite_or_not(listed["adjectives"]))


def _definite_or_not(listed: list[str]) -> Iterator[str]:
    for word in map(fold, listed):
        yield word
        yield "ال" + word


@cache
def adjectives(status: str) -> frozenset[str]:
    """The adjectives that tell a status of the noun they follow: «المقررة», «المحتمل»."""
    return frozenset(_definite_or_not(word_lists("status")[status]["adjectives"]))


def cue_of(forms: tuple[str, ...], position: int) -> Status | None:
    """The status that the word at `position`, or a phrase that begins there, gives what it governs."""
    if _cue_at(_cues("negated"), forms, position):
        return "negated"
    if _cue_at(_cues("announced"), forms, position) and not _is_counted_as(forms, position):
        return "announced"
    if _cue_at(_cues("possible"), forms, position) and not _is_past_marker(forms, position):
        return "possible"
    return None


def _is_counted_as(forms: tuple[str, ...], position: int) -> bool:
    """Whether a verb says what something is held to be, and promises nothing: «وتعد الزيارة الأولى»; «تعد ب»."""
    if unjoined(forms[position]) not in words("status", "counting"):
        return False
    following = forms[position + 1] if position + 1 < len(forms) else ""
    return following.startswith(_HELD)


_HELD = ("ال", "هذا", "هذه", "اول", "احد", "من", "زياره", "قمه")
"""How the noun begins that something is said of: the, this, that, first, one, of, visit, summit."""


def _is_past_marker(forms: tuple[str, ...], position: int) -> bool:
    """قد before a past verb says that it happened; only before a present does it mean perhaps."""
    if forms[position] not in (_MIGHT, "و" + _MIGHT, "ف" + _MIGHT):
        return False
    following = forms[position + 1] if position + 1 < len(forms) else ""
    if following in words("status", "done"):
        return True
    feminine = len(following) > _SHORT and following.startswith("ت") and following.endswith("ت")
    return feminine or not following.startswith(("ي", "ت", "ن"))


def _cue_at(cues: frozenset[tuple[str, ...]], forms: tuple[str, ...], position: int) -> bool:
    tails = _tails_after(forms[position], cues)
    return bool(tails) and any(
        forms[position + 1 : position + 1 + len(tail)] == tail for tail in tails
    )


@lru_cache(maxsize=65536)
def _tails_after(form: str, cues: frozenset[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """What must follow a word, clitics aside, that begins a cue."""
    cut = {r.rest for r in readings(form) if r.preposition == _WITH} & _verb_forms()
    begun = set(rests(form)) - cut  # no verb carries ب: «بالغ»
    return tuple(sorted({cue[1:] for cue in cues if cue[0] in begun}))


@cache
def _verb_forms() -> frozenset[str]:
    """What is a form of a verb alone among the cues."""
    listed = [word_lists("status")[status] for status in ("announced", "possible", "negated")]
    verbs = forms_of(verb for kind in listed for verb in kind["verbs"])
    nouns = {fold(noun) for kind in listed for noun in kind["nouns"]}
    return verbs - nouns


def has_condition(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a condition begins between tokens `first` and `last`: «ما لم», «في حال»; not «ما إذا»."""
    forms = sentence.forms
    conditions = phrase_list("status", "conditions")
    return any(
        _cue_at(conditions, forms, position)
        and not any(m.how == "person" and m.first <= position < m.last for m in sentence.mentions)
        and forms[position - 1 : position] not in (("ما",), ("عما",), ("فيما",))
        and forms[position + 2 : position + 3] not in _states_of_affairs()
        for position in range(max(first, 0), min(last, len(forms)))
    )


@cache
def _states_of_affairs() -> frozenset[tuple[str, ...]]:
    """Words after «في حالة» that name a state somebody is in, and no condition."""
    return frozenset((word,) for word in words("status", "states_of_affairs"))


def scanned(sentence: Sentence, trigger: Trigger, low: int, last: int) -> Status | None:
    """The nearest governing cue between `low` and `last`."""
    forms = sentence.forms
    apart = False
    for position in range(last - 1, low - 1, -1):
        if sentence.classes[position] == "preposition":
            named = any(m.first < position < m.last for m in sentence.mentions)
            apart = apart or (forms[position] != _UPON and not named)
            continue
        noun = trigger.form.kind == "noun"
        if noun and not apart and _cue_at(_cues("negated"), forms, position):
            return "possible" if _is_denied(sentence, position) else "negated"
        cue = cue_of(forms, position)
        if cue not in (None, "negated"):
            refuted = _is_refuted(sentence, position)
            denied = cue == "announced" and _is_denied(sentence, position)
            return "negated" if refuted or denied else cue
    return None


def _is_denied(sentence: Sentence, position: int) -> bool:
    """Whether a cue is a verb that a negator denies: «لم يستبعد إرسال …», «لا تعتزم نشر …»."""
    if sentence.classes[position] != "verb":
        return False
    while position and sentence.classes[position - 1] == "auxiliary":
        position -= 1
    return position > 0 and sentence.classes[position - 1] == "negator"


def declared(sentence: Sentence, low: int, last: int) -> bool:
    """Whether the nearest cue between `low` and `last` declares what is done by it: «أعلن تعليق …»."""
    for position in range(last - 1, low - 1, -1):
        if cue_of(sentence.forms, position) is not None:
            return is_one_of(sentence.forms[position], listed_forms("status", "declaring", "past"))
    return False


def _is_refuted(sentence: Sentence, last: int) -> bool:
    """Whether a verb before a cue denies what it tells: «نفى أن يكون فلان يعتزم الزيارة»."""
    for position in range(last - 1, max(last - _DENIED, -1), -1):
        if sentence.forms[position] in BROKEN:
            return False
        if is_one_of(sentence.forms[position], listed_forms("status", "denials")):
            return True
    return False


_DENIED = 20
"""How many words before a cue the verb may stand that denies it."""


def clause_start(sentence: Sentence, first: int) -> int:
    """Where the clause begins in which token `first` stands, at most some words before it."""
    position = first
    while position > 0 and first - position < _WINDOW:
        before = sentence.forms[position - 1]
        if sentence.classes[position - 1] == "subordinator" or before in BROKEN:
            break
        if position < first and sentence.classes[position - 1] == "relative":
            break
        position -= 1
    return position


def told_from(sentence: Sentence, first: int) -> int:
    """Where a clause begins that somebody tells, not wants: «أعلن أن بلاده ترفض …»."""
    for position in range(first - 1, -1, -1):
        if sentence.classes[position] == "complementizer":
            subjunctive = sentence.classes[position + 1] == "verb"
            handed = sentence.forms[position].endswith(_HANDED)
            return position + 1 if handed or not subjunctive else 0
    return 0


_HANDED = ("ه", "ها", "هم", "هما")
