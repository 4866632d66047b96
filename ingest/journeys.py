"""Journeys: who it is that travels, by a verb («زار فلان …») or by a noun («بدأ فلان زيارة …»)."""

from collections.abc import Iterator

from mithaq.ingest.actors import ending_at, is_free, leading, may_act, subject_after
from mithaq.ingest.clauses import has_own_subject
from mithaq.ingest.journeydoers import (
    BEFORE,
    doer,
    is_verb_of_journeys,
    maker,
    makes_journey,
    receives,
)
from mithaq.ingest.lexicon import words
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.steps import own_negation
from mithaq.ingest.tokens import bare, unjoined
from mithaq.ingest.travellersbefore import only_one, told_before
from mithaq.ingest.triggers import Trigger

_BESIDE = 0.1
_GOVERNING = 12
"""How many words before a noun the verb may stand that governs it."""
_DURING_IT = (("خلالها",), ("خلاله",), ("اثناءها",))
_BEFORE_THAT = frozenset({("قبل", "ان"), ("بعد", "ان")})
_WITHIN = frozenset({"في", "خلال", "ضمن", "بعد"})
_DOING = frozenset({"ب", "ل"})


def travellers(sentence: Sentence, trigger: Trigger) -> Iterator[tuple[int, float]]:
    """Who makes the journey that the trigger tells, each with what it costs to get there."""
    if trigger.form.kind == "verb":
        yield from _of_verb(sentence, trigger)
    else:
        yield from _of_noun(sentence, trigger)


def _of_verb(sentence: Sentence, trigger: Trigger) -> Iterator[tuple[int, float]]:
    own = own_negation(sentence, trigger.first)
    if own and sentence.classes[own - 1] == "relative":
        if trigger.form.suffix in _ONE and _is_of_a_place(sentence, own - 1):
            there = subject_after(sentence, trigger.last)
            if there is not None:
                yield there, _BESIDE
            elif not (has_own_subject(sentence, trigger) or _is_official(sentence, trigger.last)):
                yield from leading(sentence, own)
            return
        yield from ending_at(sentence, own - 1)
        return
    after = None if trigger.form.several else subject_after(sentence, trigger.last)
    if after is not None:
        yield after, _BESIDE
        if _goes_on(sentence, own, trigger):  # «وصل فلان … حيث التقى فلانا»
            yield from leading(sentence, own)
        return
    if has_own_subject(sentence, trigger) and not _is_a_town(sentence, trigger.last):
        return
    if sentence.words(own - 2, own) in _BEFORE_THAT:
        yield from told_before(sentence, own - 2)
        return
    if own and sentence.forms[own - 1] in words("journeys", "when"):
        acting = list(told_before(sentence, own - 1))
        yield from acting or only_one(sentence, own - 1)
        return
    before = list(ending_at(sentence, own))
    yield from before
    if not before and _goes_on(sentence, own, trigger):
        yield from leading(sentence, own)


def _is_of_a_place(sentence: Sentence, relative: int) -> bool:
    """Whether a clause tells of a place: «كمبالا التي وصلها فلان», «عاد من كمبالا التي زارها»."""
    return any(
        m.last == relative and m.candidates[0].kind in ("Place", "State") for m in sentence.mentions
    )


def _is_official(sentence: Sentence, first: int) -> bool:
    """Whether who holds an office, without a name, follows: «التي يزورها حاليا الرئيس الأوغندي»."""
    return any(
        first <= m.first <= first + _STATELY and m.how in ("office", "demonym", "representative")
        for m in sentence.mentions
    )


def _is_a_town(sentence: Sentence, position: int) -> bool:
    """Whether the noun after the verb only says what the place is: «فلان سيزور العاصمة بيروت»."""
    return any(
        form in words("nouns", "appositives") or bare(form) in words("journeys", "sites")
        for form in sentence.words(position, position + 1)
    )


def _goes_on(sentence: Sentence, own: int, trigger: Trigger) -> bool:
    """Whether the verb goes on with the subject of what stands before it: «… وسيتوجه إلى»."""
    form = sentence.forms[trigger.first]
    before = sentence.forms[own - 1] if own else ""
    return (
        (form[0] in "وفل" and form != trigger.form.words[0])  # «وصلت» has no «و» before it
        or sentence.words(trigger.last, trigger.last + 1) in _DURING_IT
        or before in words("journeys", "going_on")
        or before in words("grammar", "pronoun_complementizers")
    )


def _of_noun(sentence: Sentence, trigger: Trigger) -> Iterator[tuple[int, float]]:
    if trigger.form.suffix:
        yield from _whose(sentence, trigger)
        return
    if _is_anothers(sentence, trigger):
        return
    owner = _owner(sentence, trigger)
    if owner is not None:
        yield owner, _BESIDE
        return
    made = maker(sentence, trigger)
    if made is not None:
        yield made, _BESIDE
        return
    preposition, begin = _governor(sentence, trigger)
    within = preposition in _WITHIN
    if within or not preposition or _is_making(sentence, begin, preposition):
        yield from doer(sentence, begin, alone=within)
    if within and begin <= _OPENING:
        yield from _told_after(sentence, trigger.last)


def _whose(sentence: Sentence, trigger: Trigger) -> Iterator[tuple[int, float]]:
    """Whom the pronoun of «زيارته» means: who is named right before it, or the subject."""
    if trigger.form.suffix not in _ONE:
        return
    _, begin = _governor(sentence, trigger)
    for position, mention in enumerate(sentence.mentions):
        if mention.last == begin and may_act(mention) and not mention.preposition:
            yield position, _BESIDE
            return
    yield from doer(sentence, trigger.first, alone=True)
    if begin <= _OPENING:
        yield from _told_after(sentence, trigger.last)


_OPENING = 3
"""Where the journey may begin that opens a sentence: «وفي ختام زيارته»."""
_TOLD_SOON = 9
_STATELY = 2


def _told_after(sentence: Sentence, first: int) -> Iterator[tuple[int, float]]:
    """Who acts in the clause that a journey opens: «خلال زيارة لغانا، أعلن فلان …»."""
    there = next((m for m in sentence.mentions if m.first >= first), None)
    if there is None or not {p.kind for p in there.candidates} & {"Place", "State"}:
        return
    begin = there.governor if there.governor >= first else there.first
    if begin > first + _STATELY or is_free(there):
        return
    for n in range(there.last, min(there.last + _TOLD_SOON, len(sentence.tokens))):
        if sentence.classes[n] in ("relative", "complementizer", "subordinator"):
            return
        if sentence.classes[n] == "verb" and n not in sentence.named:
            form = sentence.forms[n]
            found = subject_after(sentence, n + 1)
            if found is not None and not form.endswith(_WHOM) and not receives(form):
                yield found, BEFORE
            return


_WHOM = ("ه", "ها")
"""What is written with a verb for whom it does something to: «استقبله فلان»."""
_ONE = frozenset({"ه", "ها"})


def _governor(sentence: Sentence, trigger: Trigger) -> tuple[str, int]:
    """The preposition over the trigger and the nouns right before it, and where that begins."""
    begin = trigger.first
    if trigger.preposition:
        return trigger.preposition, begin
    while begin:
        form = sentence.forms[begin - 1]
        if sentence.classes[begin - 1] == "preposition":
            return _plain(form), begin - 1
        if sentence.classes[begin - 1] != "word" or form.startswith("ال"):
            break
        if any(m.first < begin <= m.last for m in sentence.mentions):
            break
        begin -= 1
    return "", trigger.first


def _plain(form: str) -> str:
    word = unjoined(form)
    return word if word in _WITHIN else ("خلال" if form in words("journeys", "occasions") else form)


def _is_making(sentence: Sentence, begin: int, preposition: str) -> bool:
    """Whether a verb that makes journeys governs it: «قام فلان بزيارة»."""
    if preposition not in _DOING:
        return False
    for verb in range(begin - 1, max(begin - _GOVERNING, 0) - 1, -1):
        if sentence.forms[verb] in words("journeys", "inviting"):
            return False  # «داعيا نظيره لزيارة بلاده»: he makes none himself
        if is_verb_of_journeys(sentence, verb):
            return makes_journey(sentence.forms[verb])
    return False


def _is_anothers(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether it is the journey of somebody whom only an office names: «زيارة البابا إلى قبرص»."""
    return any(
        m.first == trigger.last and m.how == "office" and not may_act(m) for m in sentence.mentions
    )


def _owner(sentence: Sentence, trigger: Trigger) -> int | None:
    """Whose journey it is: «زيارة فلان», «زيارة رسمية لفلان»."""
    for position, mention in enumerate(sentence.mentions):
        if mention.first < trigger.last or mention.how == "demonym":
            continue
        between = range(trigger.last, mention.first)
        if len(between) > _OWNED or not all(_describes(sentence, n) for n in between):
            return None
        if mention.preposition not in ("", "ل") and mention.governor >= trigger.last:
            return None
        return position if may_act(mention) else None
    return None


_OWNED = 4


def _describes(sentence: Sentence, position: int) -> bool:
    form = sentence.forms[position]
    return sentence.classes[position] == "word" or bare(form) in words("nouns", "titles")
