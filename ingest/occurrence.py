"""When, and how many: the time and the value that belong to a trigger's clause."""

from mithaq.ingest.dates import TimeExpression
from mithaq.ingest.facts import Time
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.slots import Filling
from mithaq.ingest.triggers import Trigger

_TIME_REACH = 1.6
_FRONT = 0.5
_BESIDE_A_FILLER = 0.3
_PERCENT = 100


def time_of(
    sentence: Sentence, trigger: Trigger, fillings: tuple[Filling, ...], text: str
) -> tuple[Time, int, int] | None:
    """The time of what the trigger tells, with its offsets: the nearest in its own clause.

    A time that opens the sentence is its clause's too; a date from another clause is nobody's.
    """
    best: tuple[float, TimeExpression] | None = None
    for time in sentence.times:
        if time.edtf is None:
            continue
        costs = [_cost(sentence, trigger.first, trigger.last, time)]
        for filling in fillings:
            for mention in (sentence.mentions[n] for n in filling.mentions):
                beside = _cost(sentence, mention.first, mention.last, time)
                costs.append(_BESIDE_A_FILLER + beside)
        cost = min(costs)
        if cost <= _TIME_REACH and (best is None or cost < best[0]):
            best = cost, time
    if best is None or best[1].edtf is None:
        return None
    time = best[1]
    return Time(best[1].edtf, text[time.start : time.end], time.basis), time.start, time.end


def _cost(sentence: Sentence, begin: int, end: int, time: TimeExpression) -> float:
    """The cost of getting from tokens `begin` to `end` to the time."""
    first, last = sentence.token_at(time.start), sentence.token_at(time.end - 1) + 1
    if first >= end:
        return sentence.gap(end, first)
    cost = sentence.gap(last, begin)
    return cost - _FRONT if first <= 1 else cost + 0.1


def value_of(sentence: Sentence, trigger: Trigger, fillings: tuple[Filling, ...]) -> float | None:
    """The number of the clause that the frame's unit follows, or the share it wants."""
    wanted = trigger.form.frame.value
    if wanted is None:
        return None
    del fillings
    for number in sentence.numbers:
        last = sentence.token_at(number.end - 1) + 1
        if number.unit == "percent":
            if wanted.percent:
                return round(number.value / _PERCENT, 6)
            continue
        following = sentence.words(last, last + 2)
        if any(word in wanted.units for word in following):
            return number.value
    return None
