"""When, and how many: the time and the value that belong to a trigger's clause."""

from mithaq.ingest.dates import TimeExpression
from mithaq.ingest.facts import Time
from mithaq.ingest.fillings import Filling
from mithaq.ingest.finite import is_bare_past
from mithaq.ingest.grammar import preposition_before
from mithaq.ingest.lexicon import words
from mithaq.ingest.parentheses import parenthesis_end
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.signings import signing
from mithaq.ingest.since import is_since_another, is_since_what_befell, only_ranks
from mithaq.ingest.speakers import is_speech
from mithaq.ingest.tokens import is_one_of, unjoined
from mithaq.ingest.triggers import Trigger

_TIME_REACH = 1.6
_FRONT = 0.5
_BESIDE_A_FILLER = 0.3
_PERCENT = 100
_BEHIND = 0.5
_CLOSE = frozenset({"mark", "preposition"})
_SAID_BEFORE = 12
_TOLD = "ب"
_SINCE, _UNTIL = "منذ", "حتي"
_ON = "/.."
_RANKED = 4
_DATED = 6
"""How many words may lie between a participle and the date that is its own."""
_OF_A_NOUN = frozenset({"complementizer"})
_OF_A_VERB = frozenset({"complementizer", "relative"})
"""What opens a clause with a date of its own; «القمة التي عقدت في مايو» has the noun's."""
_STEPS = frozenset({"Withdrawal", "Accession", "Suspension"})
"""What nobody does on the day of what he leaves or joins: «الانسحاب من المعاهدة الموقعة عام 1949»."""
_SHE = "ت"
_PRESENT = ("ي", "ت", "ن", "س")

_UP_TO = "/"
_COUNTED_FROM = 2
"""How many words before a number may say what befell those it counts: «وإصابة أكثر من 12»."""
_SAID = "Statement"
_FIGHTING = "Incident"
_ELSEWHEN = frozenset({"بعد", "قبل", "منذ"})


def time_of(
    sentence: Sentence, trigger: Trigger, fillings: tuple[Filling, ...], text: str
) -> tuple[Time, int, int] | None:
    """The time of what the trigger tells, with its offsets: the nearest in its own clause.

    A time that opens the sentence is its clause's too; a date from another clause is nobody's.
    """
    best: tuple[float, TimeExpression] | None = None
    for time in sentence.times:
        if time.edtf is None or _is_in_a_name(sentence, time):
            continue
        if _is_of_the_report(sentence, trigger, time) or _is_its_end(sentence, time):
            continue
        if _is_up_to_it(sentence, trigger, time):
            continue
        if _is_since_the_last(sentence, time) or _is_of_a_participle(sentence, trigger, time):
            continue
        if _is_of_what_came_next(sentence, trigger, time) or _is_aside(sentence, trigger, time):
            continue
        first = sentence.token_at(time.start)
        if is_since_another(sentence, trigger, first) or only_ranks(sentence, trigger, first):
            continue
        if is_since_what_befell(sentence, trigger, first):
            continue
        if _is_of_a_clause(sentence, trigger, fillings, time):
            continue
        if _is_of_another_noun(sentence, trigger, time):
            continue
        if _is_of_the_clause(sentence, trigger, fillings, time):
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


def lasting(time: tuple[Time, int, int] | None) -> tuple[Time, int, int] | None:
    """The time of what holds, where the text says since when: «عضو في الحلف منذ عام 1952»."""
    return time if time is not None and _UP_TO in time[0].edtf else None


def _is_of_a_clause(
    sentence: Sentence, trigger: Trigger, fillings: tuple[Filling, ...], time: TimeExpression
) -> bool:
    """Whether it dates what a clause after «أن» tells: «قال بعد الاجتماع إن كتيبة ستنتشر غدا»."""
    last = sentence.token_at(time.start)
    steps = trigger.form.frame.fact in _STEPS
    opening = _OF_A_VERB if trigger.form.kind == "verb" or steps else _OF_A_NOUN
    that = next((n for n in range(trigger.last, last) if sentence.classes[n] in opening), None)
    if that is None:
        return False
    verbs = [sentence.forms[n] for n in range(that, last) if _is_verb(sentence, n)]
    if sentence.classes[that] == "relative":  # «المنظمة التي تقودها روسيا» has no date
        verbs = [verb for verb in verbs if not _is_present(unjoined(verb))]
    if not verbs:
        return False
    return all(sentence.mentions[n].last <= that for f in fillings for n in f.mentions)


def _is_verb(sentence: Sentence, position: int) -> bool:
    """Whether a word is a verb, also one that only helps another noun to be told: «تم الاتفاق»."""
    name = sentence.classes[position]
    return name == "verb" or (name == "auxiliary" and is_bare_past(sentence.forms[position]))


def _is_present(verb: str) -> bool:
    """Whether a verb is no past one: «تقود», but not «تم الاتفاق عليها», «توصلت إليه»."""
    past = is_bare_past(verb) or (verb.startswith(_SHE) and verb.endswith(_SHE))
    return verb.startswith(_PRESENT) and not past


def _is_of_another_noun(sentence: Sentence, trigger: Trigger, time: TimeExpression) -> bool:
    """Whether it dates what «الذي» takes up, and the trigger is feminine: «قمة … الهجوم الذي وقع أمس»."""
    if trigger.form.kind != "noun" or not sentence.forms[trigger.last - 1].endswith("ه"):
        return False
    between = sentence.words(trigger.last, sentence.token_at(time.start))
    return any(form in _MASCULINE for form in between)


def _is_of_the_clause(
    sentence: Sentence, trigger: Trigger, fillings: tuple[Filling, ...], time: TimeExpression
) -> bool:
    """Whether it dates the clause around, not what is there: «أنهت أمس الاتفاق بين كندا وغانا»."""
    if trigger.last != trigger.first + 1 or sentence.classes[trigger.first] != "preposition":
        return False
    named = [sentence.mentions[n] for f in fillings for n in f.mentions]
    if not named:
        return False
    begin, end = min(m.first for m in named), max(m.last for m in named)
    first, last = sentence.token_at(time.start), sentence.token_at(time.end - 1) + 1
    if last <= begin:  # «1955 - اتفاق بين كندا وغانا»
        beside = sentence.classes[last:begin] == ("mark",)
    else:
        beside = {*sentence.classes[end:first]} <= _CLOSE
    before = sentence.forms[:begin]
    signed = any(is_one_of(form, signing()) for form in before) and not any(
        is_one_of(form, words("treaties", "other_papers")) for form in before
    )
    return not (beside or signed)


_MASCULINE = frozenset({"الذي", "والذي"})  # which, of a masculine noun


def _is_its_end(sentence: Sentence, time: TimeExpression) -> bool:
    """Whether the time only says how long it goes on: «زيارة تستمر حتى الأحد»."""
    first = sentence.token_at(time.start)
    lasting = not words("status", "lasting").isdisjoint(sentence.words(first - 2, first - 1))
    return lasting and sentence.words(first - 1, first) == (_UNTIL,)


def _is_up_to_it(sentence: Sentence, trigger: Trigger, time: TimeExpression) -> bool:
    """Whether it tells up to when it is, since what a noun names: «منذ إنشائه حتى مؤتمر 2018»."""
    if trigger.form.kind != "noun" or sentence.words(trigger.first - 1, trigger.first) != (_SINCE,):
        return False
    between = sentence.words(trigger.last, sentence.token_at(time.start))
    return any(unjoined(form) == _UNTIL for form in between)


def _is_since_the_last(sentence: Sentence, time: TimeExpression) -> bool:
    """Whether the time only ranks: «زيارة هي الأولى منذ عشرة أعوام», «لأول مرة منذ 2011»."""
    first = sentence.token_at(time.start)
    return (time.edtf or "").endswith(_ON) and sentence.has_among(
        first - _RANKED, first, words("status", "ranks")
    )


def _is_of_a_participle(sentence: Sentence, trigger: Trigger, time: TimeExpression) -> bool:
    """Whether it dates what is only spoken of: «أرسلت … بموجب الاتفاقية الموقعة … عام 2014»."""
    if trigger.form.kind == "noun" and trigger.form.frame.fact not in _STEPS:
        return False  # «القمة المنعقدة عام 2014» is of that year itself
    first = sentence.token_at(time.start)
    for n in range(first - 1, max(trigger.last, first - _DATED) - 1, -1):
        if sentence.classes[n] == "mark":
            return False
        if sentence.forms[n] in words("status", "dated"):
            return True
    return False


def _is_of_what_came_next(sentence: Sentence, trigger: Trigger, time: TimeExpression) -> bool:
    """Whether it dates what came after or before some fighting: «زارها في 3 مايو عقب القتال».

    A meeting or a journey mostly falls on the day of what came next: «قال الخميس بعد اجتماع …».
    """
    before = preposition_before(sentence.tokens, trigger.first)
    return (
        trigger.form.kind == "noun"
        and trigger.form.frame.fact == _FIGHTING
        and before is not None
        and before[1] in _ELSEWHEN
        and sentence.token_at(time.end - 1) < before[0]
    )


def _is_aside(sentence: Sentence, trigger: Trigger, time: TimeExpression) -> bool:
    """Whether it dates what a relative clause between commas tells: «طلبت غانا، التي استقلت عام 1957، …»."""
    if trigger.form.kind != "verb":
        return False
    first = sentence.token_at(time.start)
    back = range(first - 1, max(first - _ASIDE, 0), -1)
    comma = next((n for n in back if sentence.has_comma(n)), None)
    if comma is None or sentence.classes[comma + 1] != "relative":
        return False
    end = parenthesis_end(sentence.forms, sentence.classes, comma)
    return end is not None and first < end and not comma < trigger.first < end


_ASIDE = 12
"""How far back the comma may stand that opens an aside with a date of its own."""


def _is_in_a_name(sentence: Sentence, time: TimeExpression) -> bool:
    """Whether the date is part of a name: «حركة 23 مارس»."""
    return any(
        mention.start < time.start and time.end <= mention.end and mention.how != "person"
        for mention in sentence.mentions
    )


def _is_of_the_report(sentence: Sentence, trigger: Trigger, time: TimeExpression) -> bool:
    """Whether the time tells when something was said: «أعلن الجيش أمس أن …», «أفاد السبت بمقتل …»."""
    first, last = sentence.token_at(time.start), sentence.token_at(time.end - 1) + 1
    if trigger.form.frame.fact == _SAID:
        return False  # what is said is said then
    opening = next(
        (n for n in range(last, trigger.first) if sentence.classes[n] == "complementizer"), None
    )
    if opening is None and (trigger.form.kind != "noun" or trigger.preposition != _TOLD):
        return False
    until = trigger.first if opening is None else opening
    return any(is_speech(sentence.forms[n]) for n in range(max(first - _SAID_BEFORE, 0), until))


def _cost(sentence: Sentence, begin: int, end: int, time: TimeExpression) -> float:
    """The cost of getting from tokens `begin` to `end` to the time."""
    first, last = sentence.token_at(time.start), sentence.token_at(time.end - 1) + 1
    if first >= end:
        return sentence.gap(end, first)
    cost = sentence.gap(last, begin)
    return cost - _FRONT if first <= 1 else cost + 0.1


def value_of(sentence: Sentence, trigger: Trigger) -> float | None:
    """The nearest number that the frame's unit follows, or share that it wants; those after first."""
    wanted = trigger.form.frame.value
    if wanted is None:
        return None
    best: tuple[float, float] | None = None
    for number in sentence.numbers:
        first, last = sentence.token_at(number.start), sentence.token_at(number.end - 1) + 1
        if number.unit == "percent":
            value = round(number.value / _PERCENT, 6) if wanted.percent else None
        else:
            counted = any(word in wanted.units for word in sentence.words(last, last + 2))
            value = number.value if counted and not _are_wounded(sentence, trigger, first) else None
        ahead = sentence.gap(trigger.last, first)
        cost = ahead if first >= trigger.last else _BEHIND + sentence.gap(last, trigger.first)
        if value is not None and (best is None or cost < best[0]):
            best = cost, value
    return None if best is None else best[1]


def _are_wounded(sentence: Sentence, trigger: Trigger, first: int) -> bool:
    """Whether those whose number begins here are the wounded of a blow: «وأصيب 12 شخصا»."""
    if trigger.form.frame.fact != _FIGHTING:
        return False
    before = sentence.words(max(first - _COUNTED_FROM, 0), first)
    return any(unjoined(form) in words("violence", "wounding") for form in before)
