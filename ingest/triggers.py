"""Triggers: the words that call a frame, and where they stand in a sentence."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial

from mithaq.ingest.finite import is_finite, is_finite_form
from mithaq.ingest.frames import frames
from mithaq.ingest.grammar import preposition_before
from mithaq.ingest.lexicon import words as word_list
from mithaq.ingest.patterns import Frame, Pattern
from mithaq.ingest.tokens import Token, Tokens, readings
from mithaq.ingest.triggerforms import TriggerForm, noun_trigger_forms, verb_trigger_forms

_FUTURE = "س"
_PURPOSE = "ل"
_UNTIL = "حتي"
_SINCE = "منذ"


@dataclass(frozen=True, slots=True)
class Trigger:
    """A trigger in a sentence, tokens `first` to `last` (exclusive).

    `future` where the verb carries سـ; `preposition` where a clitic governs a noun; `instead` where it
    is the noun that is written like a verb of the same pattern: «سحب».
    """

    first: int
    last: int
    form: TriggerForm
    future: bool
    preposition: str
    instead: bool = False


Called = tuple[TriggerForm, str, bool]
"""A form that a written word begins, the word's clitic preposition, and whether it has سـ."""


@dataclass(frozen=True, slots=True)
class Calls:
    """What a written word may begin: forms of one word, and by the word that follows all forms."""

    alone: tuple[Called, ...]
    before: Mapping[str, tuple[Called, ...]]


class TriggerIndex:
    """Trigger forms by their first word; what a written word may call is looked up once."""

    def __init__(self, forms: Mapping[str, tuple[TriggerForm, ...]]) -> None:
        self.called_by = lru_cache(maxsize=65536)(partial(_called_by, forms))


def _called_by(forms: Mapping[str, tuple[TriggerForm, ...]], written: str) -> Calls | None:
    called = [
        (form, preposition, future)
        for rest, preposition, future in _cuts(written)
        for form in forms.get(rest, ())
        if _is_well_formed(form, written, preposition, future=future)
    ]
    seconds = {form.words[1] for form, _, _ in called if len(form.words) > 1}
    by_second = {second: _with_second(called, second) for second in seconds}
    return Calls(_with_second(called, None), by_second) if called else None


def _with_second(called: Sequence[Called], second: str | None) -> tuple[Called, ...]:
    return tuple(one for one in called if one[0].words[1:2] in ((), (second,)))


def _is_well_formed(form: TriggerForm, written: str, preposition: str, *, future: bool) -> bool:
    """Whether a form may carry this clitic preposition or سـ: «لينضم», «سينضم»; no verb «بينضم»."""
    if form.kind == "noun":
        return not future
    if written in word_list("verbs", "nouns"):
        return False  # «دفعة» is no «دفعه»
    if form.tense == "present":
        return preposition in ("", _PURPOSE)
    return not preposition and not future


def index_triggers(listed: Iterable[Frame]) -> TriggerIndex:
    """Every trigger form of the frames, by its first word, the longest first."""
    found: dict[str, dict[object, TriggerForm]] = {}
    for frame in listed:
        for number, pattern in enumerate(frame.patterns):
            for form in (
                *verb_trigger_forms(frame, pattern),
                *noun_trigger_forms(frame, pattern),
            ):
                told = (form.words, form.kind, form.suffix, form.governing, form.short)
                key = (*told, frame.id, number)
                found.setdefault(form.words[0], {}).setdefault(key, form)
    return TriggerIndex(
        {first: tuple(sorted(same.values(), key=_length)) for first, same in found.items()}
    )


def _length(form: TriggerForm) -> tuple[int, bool]:
    """What puts the longest form first."""
    return -len(form.words), not form.governing


@cache
def known_triggers() -> TriggerIndex:
    """The triggers of the project's frames."""
    return index_triggers(frames())


def find_triggers(
    index: TriggerIndex, tokens: Tokens, kinds: frozenset[str] | None = None
) -> tuple[Trigger, ...]:
    """Every trigger of a sentence, one for each pattern it calls.

    Where `kinds` are given, those of all that the sentence names, without most of the triggers that
    can tell nothing: nothing of these kinds fills them, or no word stands here that they want.
    """
    return tuple(
        trigger
        for position, form in enumerate(tokens.forms)
        if (calls := index.called_by(form)) is not None
        for trigger in _triggers_at(calls, tokens, position, kinds)
    )


@lru_cache(maxsize=65536)
def _are_named(needed: tuple[frozenset[str], ...], kinds: frozenset[str]) -> bool:
    return not any(kinds.isdisjoint(one) for one in needed)


def _may_tell(pattern: Pattern, tokens: Tokens, kinds: frozenset[str]) -> bool:
    """Whether the sentence names what the pattern needs, and says what it wants."""
    return not any(map(tokens.variants.isdisjoint, pattern.wanted)) and _are_named(
        pattern.needed, kinds
    )


def _triggers_at(
    calls: Calls, tokens: Tokens, position: int, kinds: frozenset[str] | None
) -> Iterator[Trigger]:
    following = tokens[position + 1].form if position + 1 < len(tokens) else ""
    refused = _refused_kinds(tokens, position)
    called: dict[int, TriggerForm] = {}  # a pattern is called once a place, by its longest form
    for form, preposition, future in calls.before.get(following, calls.alone):
        before = called.get(id(form.pattern))
        instead = before is not None and _is_noun_alike(form, before)
        if (before is not None and not instead) or form.kind in refused or form.tense in refused:
            continue
        if form.short and not (preposition or _is_after_lam(tokens, position)):
            continue  # «تستعد» gets ready, and takes back only in «لم تستعد»
        if tokens[position].feminine and form.suffix == _HIS:
            continue  # «دفعة» is no «دفعه», his push
        if kinds is not None and not _may_tell(form.pattern, tokens, kinds):
            continue
        if _goes_on(form, tokens, position):
            called[id(form.pattern)] = form
            last = position + len(form.words)
            yield Trigger(position, last, form, future, preposition, instead)


def _is_noun_alike(form: TriggerForm, verb: TriggerForm) -> bool:
    """Whether it is the noun that is written like a bare past: «سحب عضويتها»."""
    bare_past = verb.kind == "verb" and verb.tense == "past" and not verb.suffix
    return bare_past and form.kind == "noun" and form.words == verb.words


def _is_after_lam(tokens: Sequence[Token], position: int) -> bool:
    """Whether what stands before the word at `position` makes it a jussive: «لم», «لا», «إن»."""
    return position > 0 and tokens[position - 1].form in word_list("grammar", "before_jussives")


_HIS = "ه"
_NO_VERB: frozenset[str | None] = frozenset({"verb"})
_NO_PAST: frozenset[str | None] = frozenset({"past"})
_NOTHING: frozenset[str | None] = frozenset()


def _refused_kinds(tokens: Sequence[Token], position: int) -> frozenset[str | None]:
    """The kind or the tense of a trigger that the word at `position` cannot be by its place."""
    if tokens[position].feminine:
        return _NO_VERB  # «استعادة» is no «استعاده»
    if position and tokens[position - 1].form in word_list("grammar", "before_nouns"):
        return _NO_VERB
    return _NO_PAST if _governed_noun(tokens, position) else _NOTHING


def _cuts(form: str) -> Iterator[tuple[str, str, bool]]:
    whole = is_finite_form(form)
    for reading in readings(form):
        if whole and reading.conjunction:
            continue  # «واصل» is no «أصل» after و
        yield reading.rest, reading.preposition, False
        if not reading.preposition and reading.rest.startswith(_FUTURE):
            yield reading.rest[1:], "", True


def _governed_noun(tokens: Sequence[Token], position: int) -> bool:
    """Whether what looks like a past is a noun, for a preposition governs it: «بعد ضم القرم».

    After «منذ» a verb stands as well: «منذ أرسلت كندا قوات».
    """
    before = preposition_before(tokens, position)
    if before is None or before[1] == _UNTIL:
        return False
    return before[1] != _SINCE or not is_finite(tokens[position].form)


def _governs(tokens: Sequence[Token], position: int, preposition: str) -> bool:
    """Whether the word at `position` carries a clitic preposition."""
    return position < len(tokens) and any(
        reading.preposition == preposition for reading in readings(tokens[position].form)
    )


def _goes_on(form: TriggerForm, tokens: Sequence[Token], position: int) -> bool:
    """Whether the words after the first two are the form's, and what it governs follows."""
    last = position + len(form.words)
    if len(form.words) > 2:  # noqa: PLR2004
        further = tuple(token.form for token in tokens[position + 2 : last])
        if further != form.words[2:]:
            return False
    return not form.governing or _governs(tokens, last, form.governing)
