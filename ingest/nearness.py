"""Words near a trigger: those a pattern wants in its neighbourhood, and those it refuses."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from mithaq.ingest.lexicon import words
from mithaq.ingest.parentheses import parenthesis_end, parenthesis_start
from mithaq.ingest.patterns import Pattern
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tokens import bare, variants
from mithaq.ingest.triggers import Trigger

_NEAR_BEFORE, _NEAR_AFTER = 8, 12
_BESIDE = 4
_BESIDE_ASIDE = 8  # a verb and its subject, with an office

Phrases = frozenset[tuple[str, ...]]


def near_words(sentence: Sentence, trigger: Trigger, pattern: Pattern) -> bool:
    """Whether a word that `pattern` wants stands near the trigger, and none that it refuses."""
    if pattern.near and not _any_stands(
        pattern.near,
        sentence.words(_far_before(sentence, trigger), _far_after(sentence, trigger)),
    ):
        return False
    return not (
        pattern.refuse_near
        and may_stand(pattern.refuse_near, sentence)
        and any(_any_stands(pattern.refuse_near, beside) for beside in _beside(sentence, trigger))
    )


def _far_before(sentence: Sentence, trigger: Trigger) -> int:
    """Where the neighbourhood begins, over an aside: «تعهدت غانا، بلسان وزيرها فلان، بمنح …»."""
    begin = trigger.first - _NEAR_BEFORE
    if not sentence.has_comma(trigger.first - 1):
        return begin
    opened = parenthesis_start(sentence.forms, sentence.classes, trigger.first - 1)
    return begin if opened is None else min(begin, opened - _BESIDE)


def _beside(sentence: Sentence, trigger: Trigger) -> Iterator[tuple[str, ...]]:
    """The words right by the trigger, and those before a relative clause between commas before it."""
    yield sentence.words(_before(sentence, trigger, _BESIDE), _after(sentence, trigger, _BESIDE))
    if not sentence.has_comma(trigger.first - 1):
        return
    opened = parenthesis_start(sentence.forms, sentence.classes, trigger.first - 1)
    if opened is not None and sentence.classes[opened + 1] == "relative":
        yield sentence.words(max(opened - _BESIDE_ASIDE, 0), opened)


def _before(sentence: Sentence, trigger: Trigger, many: int) -> int:
    """Where the neighbourhood begins, however long the name of a person in it: «نفى السفير الكيني فلان تورط …».

    So with the agreement that the trigger is said of: «التفاوض على اتفاقية تجارة حرة بين …».
    """
    begin = trigger.first - many
    for mention in reversed(sentence.mentions):
        if begin < mention.last <= trigger.first and mention.how == "person":
            begin -= max(mention.last - mention.first - 2, 0)
        elif mention.last == trigger.first and mention.candidates[0].kind == _PAPER:
            begin -= mention.last - mention.first
    return begin


_PAPER = "Treaty"


def _far_after(sentence: Sentence, trigger: Trigger) -> int:
    """Where the neighbourhood ends, over an aside: «طلبت كندا من غانا، وفقا لاتفاق …، إرسال جنود».

    So over a list: «يعقد قادة الساحل - مالي، وتشاد، والنيجر، … - قمة».
    """
    end = _after(sentence, trigger, _NEAR_AFTER)
    end += _listed_within(sentence, trigger.last, end)
    comma = next((n for n in range(trigger.last, end) if sentence.has_comma(n)), None)
    if comma is None:
        return end
    closed = parenthesis_end(sentence.forms, sentence.classes, comma)
    return end if closed is None else end + closed - comma


def _listed_within(sentence: Sentence, first: int, last: int) -> int:
    """How many words a list that begins within the tokens has beyond two."""
    for number, mention in enumerate(sentence.mentions):
        members = sentence.groups[number]
        if first <= mention.first < last and len(members) >= _LIST:
            return max(sentence.mentions[members[-1]].last - mention.first - 2, 0)
    return 0


_LIST = 3


def _after(sentence: Sentence, trigger: Trigger, many: int) -> int:
    """Where the neighbourhood ends: a name counts as two words, however long it is; a title with it."""
    end = trigger.last + many
    for mention in sentence.mentions:
        if trigger.last <= mention.first < end and mention.how in ("name", "person"):
            end += max(mention.last - mention.first - 2, 0)
    return end


def may_stand(phrases: Phrases, sentence: Sentence) -> bool:
    """Whether a word that begins one of the phrases stands in the sentence at all."""
    return not _firsts(phrases).isdisjoint(sentence.tokens.variants)


@lru_cache(maxsize=4096)
def _firsts(phrases: Phrases) -> frozenset[str]:
    return frozenset(phrase[0] for phrase in phrases)


def _any_stands(phrases: Phrases, forms: tuple[str, ...]) -> bool:
    return any(stands_at(phrases, forms, n) for n in range(len(forms)))


def stands_at(phrases: Phrases, forms: tuple[str, ...], position: int) -> bool:
    """Whether one of the phrases begins with the word at `position`."""
    tails = _tails_after(forms[position], phrases)
    return bool(tails) and any(_follows(tail, forms, position + 1) for tail in tails)


def _follows(tail: tuple[str, ...], forms: tuple[str, ...], position: int) -> bool:
    """Whether the rest of a phrase stands here, however many it speaks of: «إرسال مزيد من القوات»."""
    if forms[position : position + len(tail)] == tail:
        return True
    counted = 0
    for word in tail:
        while position < len(forms) and counted < _COUNTED and _counts(forms[position]):
            position, counted = position + 1, counted + 1
        if position == len(forms) or word not in (forms[position], bare(forms[position])):
            return False
        position += 1
    return True


_COUNTED = 5
"""How many words may tell how many."""


def _counts(form: str) -> bool:
    return form.isdecimal() or form in words("numerals", "how_many")


@lru_cache(maxsize=65536)
def _tails_after(form: str, phrases: Phrases) -> tuple[tuple[str, ...], ...]:
    """What must follow a word, with or without clitics and article, that begins a phrase."""
    tails = _tails(phrases)
    return tuple(sorted({tail for word in variants(form) for tail in tails.get(word, ())}))


@cache
def _tails(phrases: Phrases) -> Mapping[str, Sequence[tuple[str, ...]]]:
    """What follows each word that begins one of the phrases."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        found.setdefault(phrase[0], []).append(phrase[1:])
    return found
