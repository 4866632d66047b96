"""Gapping: what a verb said once tells of others with other numbers: «تشارك الهند بمئة جندي، وغانا بمئتين»."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from mithaq.ingest.fillings import Filling
from mithaq.ingest.lexicon import words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.numerals import Number
from mithaq.ingest.respective import Share
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.suits import taken_for
from mithaq.ingest.tokens import readings, unjoined
from mithaq.ingest.triggers import Trigger

_DOES = "subject"
_BY = "ب"
_STATES = frozenset({"State"})


def gapped(sentence: Sentence, trigger: Trigger, fillings: tuple[Filling, ...]) -> Iterator[Share]:
    """What each of those gives or sends who are named after it with a number and no verb of their own."""
    if trigger.form.frame.value is None or len(sentence.numbers) < _TWO:
        return
    for filling in fillings:
        if _DOES in filling.slot.by and filling.mentions:
            last = filling.mentions[-1]
            for position, number in (
                *_followers(sentence, trigger, last),
                *_sharers(sentence, trigger, last),
            ):
                state = sentence.mentions[position].of_kind(_STATES)
                if state is not None and state not in filling.participants:
                    other = replace(filling, participants=(state,), mentions=(position,))
                    rest = tuple(other if one is filling else one for one in fillings)
                    yield Share(rest, None, number)


_TWO = 2
_COUNTING = frozenset({"Deployment", "Contribution"})
"""The types whose number is what is given, so that it needs no preposition: «وغانا مئتي جندي»."""


def kept_apart(
    sentence: Sentence, trigger: Trigger, fillings: tuple[Filling, ...]
) -> tuple[Filling, ...]:
    """The fillings without those who do the same with a number of their own: «… إلى مالي، وغانا مئتين»."""
    if trigger.form.frame.value is None or len(sentence.numbers) < _TWO:
        return fillings
    apart = {
        position
        for filling in fillings
        if _DOES in filling.slot.by and filling.mentions
        for position, _ in _followers(sentence, trigger, filling.mentions[-1])
    }
    return tuple(_without(sentence, one, apart) for one in fillings) if apart else fillings


def _without(sentence: Sentence, filling: Filling, apart: set[int]) -> Filling:
    kept = tuple(n for n in filling.mentions if n not in apart)
    if not kept or len(kept) == len(filling.mentions):
        return filling
    found = (taken_for(filling.slot, sentence.mentions[n]) for n in kept)
    participants = tuple(dict.fromkeys(one for one in found if one is not None))
    return replace(filling, mentions=kept, participants=participants)


def _followers(sentence: Sentence, trigger: Trigger, subject: int) -> Iterator[tuple[int, Number]]:
    """The states after the trigger and its subject that a number follows, put as the first one is."""
    counted = {sentence.token_at(number.start): number for number in sentence.numbers}
    begun = max(trigger.last, sentence.mentions[subject].last)
    first = _first_number(sentence, trigger, [n for n in sorted(counted) if n >= begun])
    if first is None or _breaks(sentence, begun, first):
        return
    bare = not _with_by(sentence, first)
    end = _after_unit(sentence, trigger, first + 1)
    for position in range(subject + 1, len(sentence.mentions)):
        mention = sentence.mentions[position]
        if mention.first < end:
            continue
        number = counted.get(mention.last)
        if number is None or number.unit:
            continue
        if bare == _with_by(sentence, mention.last) and not _is_followed(sentence, mention.first):
            continue
        if _is_governed(mention) or not _goes_on(sentence, mention.first):
            return
        if _breaks(sentence, end, mention.first - 1):
            return
        yield position, number
        end = _after_unit(sentence, trigger, sentence.token_at(number.end - 1) + 1)


def _sharers(sentence: Sentence, trigger: Trigger, subject: int) -> Iterator[tuple[int, Number]]:
    """The states that «ل» puts after a share of theirs: «22 % من الميزانية، مقابل 15 % للصين»."""
    begun = max(trigger.last, sentence.mentions[subject].last)
    starts = [(sentence.token_at(n.start), n) for n in sentence.numbers if n.unit is not None]
    shares = [(first, number) for first, number in starts if first >= begun]
    for _, number in shares[1:]:
        end = sentence.token_at(number.end - 1) + 1
        if _breaks(sentence, begun, end):
            return
        for position, mention in enumerate(sentence.mentions):
            if mention.preposition == _TO and 0 <= mention.first - end <= _EACH_OF:
                yield from ((one, number) for one in sentence.groups[position] if one >= position)
                break


_TO = "ل"
_EACH_OF = 2
"""«لكل من» may stand between a share and whose it is."""


def _first_number(sentence: Sentence, trigger: Trigger, numbers: Sequence[int]) -> int | None:
    """The first of the numbers that is of what is given: one with «ب», where the type alone tells not."""
    counting = trigger.form.frame.fact in _COUNTING
    return next((n for n in numbers if counting or _with_by(sentence, n)), None)


def _with_by(sentence: Sentence, position: int) -> bool:
    return any(r.preposition == _BY for r in readings(sentence.forms[position]))


def _after_unit(sentence: Sentence, trigger: Trigger, position: int) -> int:
    """Where the words go on after what is counted: «فردا» is no verb there."""
    wanted = trigger.form.frame.value
    counted = wanted is not None and not wanted.units.isdisjoint(
        sentence.words(position, position + 1)
    )
    return position + counted


def _is_governed(mention: Mention) -> bool:
    """Whether a preposition of its own stands before it, not only that of the one it is joined to."""
    return bool(mention.preposition) and mention.governor >= mention.first - 1


def _is_followed(sentence: Sentence, first: int) -> bool:
    """Whether the text says that one comes after the other, however both numbers are put: «تليها غانا بمئتين»."""
    before = sentence.words(first - 1, first)
    return any(unjoined(form) in words("grammar", "going_on_with") for form in before)


def _goes_on(sentence: Sentence, first: int) -> bool:
    """Whether a conjunction joins what begins here: «وغانا», «ثم غانا», «تليها غانا»."""
    joined = any(m.first == first and m.conjunction for m in sentence.mentions)
    return joined or _is_followed(sentence, first)


def _breaks(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a clause of its own stands between."""
    return any(
        name in ("verb", "complementizer", "subordinator", "negator")
        and sentence.forms[position] not in words("grammar", "going_on_with")
        for position, name in enumerate(sentence.classes[first:last], first)
    )
