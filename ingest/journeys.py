"""Journeys: who it is that travels, by a verb («زار فلان …») or by a noun («بدأ فلان زيارة …»)."""

from collections.abc import Iterator
from functools import cache, lru_cache

from mithaq.ingest.clauses import has_own_subject
from mithaq.ingest.lexicon import word_lists, words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.steps import own_negation
from mithaq.ingest.tokens import bare, readings
from mithaq.ingest.triggers import Trigger
from mithaq.ingest.verbs import verb_forms

_BESIDE = 0.1
_BEFORE = 0.4
_CARRIED = 0.8
_LED = 12
"""How many words after «وفد» may name who leads it."""
_LIGHT = 7
"""How many words after «زيارة» the verb may stand that makes it: «زيارة رسمية … يقوم بها فلان»."""
_LEADING = "بقياده"
_COMMAS = frozenset({"،", ",", "-", "–"})
_GOING_ON = frozenset({"ثم", "كما", "حيث", "ان", "قبل", "بعدها", "بعد", "المقرر", "المنتظر"})
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
        yield from _ending_at(sentence, own - 1)
        return
    after = subject_after(sentence, trigger.last)
    if after is not None:
        yield after, _BESIDE
        return
    if has_own_subject(sentence, trigger):
        return
    before = list(_ending_at(sentence, own))
    yield from before
    if not before and _goes_on(sentence, own, trigger):
        yield from _leading(sentence, own)


def _goes_on(sentence: Sentence, own: int, trigger: Trigger) -> bool:
    """Whether the verb goes on with the subject of what stands before it: «… وسيتوجه إلى»."""
    form = sentence.forms[trigger.first]
    before = sentence.forms[own - 1] if own else ""
    return (
        form[0] in "وفل"
        or before in _GOING_ON
        or before in words("grammar", "pronoun_complementizers")
    )


def _of_noun(sentence: Sentence, trigger: Trigger) -> Iterator[tuple[int, float]]:
    if trigger.form.suffix:
        yield from _whose(sentence, trigger)
        return
    owner = _owner(sentence, trigger)
    if owner is not None:
        yield owner, _BESIDE
        return
    made = _maker(sentence, trigger)
    if made is not None:
        yield made, _BESIDE
        return
    preposition, begin = _governor(sentence, trigger)
    if preposition in _WITHIN or not preposition or _is_making(sentence, begin, preposition):
        yield from _doer(sentence, begin)


def _whose(sentence: Sentence, trigger: Trigger) -> Iterator[tuple[int, float]]:
    """Whom the pronoun of «زيارته» means: who is named right before it, or the subject."""
    if trigger.form.suffix not in _ONE:
        return
    _, begin = _governor(sentence, trigger)
    for position, mention in enumerate(sentence.mentions):
        if mention.last == begin and _is_person(mention):
            yield position, _BESIDE
            return
    yield from _doer(sentence, trigger.first, alone=True)


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
    word = form.lstrip("وف")
    return word if word in _WITHIN else ("خلال" if form in _DURING else form)


_DURING = frozenset({"اثناء", "ختام", "مستهل", "اطار", "عقب", "هامش"})


def _is_making(sentence: Sentence, begin: int, preposition: str) -> bool:
    """Whether a verb that makes journeys governs it: «قام فلان بزيارة»."""
    if preposition not in _DOING:
        return False
    for verb in range(begin - 1, max(begin - _LED, 0) - 1, -1):
        if _is_verb(sentence, verb):
            return _makes(sentence.forms[verb])
    return False


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
        return position if _is_person(mention) else None
    return None


_OWNED = 4


def _describes(sentence: Sentence, position: int) -> bool:
    form = sentence.forms[position]
    return sentence.classes[position] == "word" or bare(form) in words("nouns", "titles")


def _maker(sentence: Sentence, trigger: Trigger) -> int | None:
    """Who makes it in the clause after it: «زيارة إلى ليبيا تجريها المسؤولة»."""
    for verb in range(trigger.last, min(trigger.last + _LIGHT, len(sentence.tokens))):
        if _makes(sentence.forms[verb]):
            return subject_after(sentence, verb + 1)
    return None


def _doer(sentence: Sentence, last: int, *, alone: bool = False) -> Iterator[tuple[int, float]]:
    """The subject of the nearest verb before token `last` that has a person for it.

    Where no verb has, the one person named before, if whose journey it is stands `alone`.
    """
    for verb in range(last - 1, -1, -1):
        if not _is_verb(sentence, verb):
            continue
        if verb and sentence.forms[verb - 1] in _WHOEVER:
            return
        found = subject_after(sentence, verb + 1)
        if found is not None and sentence.mentions[found].last <= last:
            yield found, _BEFORE
            return
        for position, _ in _ending_at(sentence, own_negation(sentence, verb)):
            yield position, _BEFORE
            return
        if _has_noun(sentence, verb + 1, last):
            break
    free = [n for n, m in enumerate(sentence.mentions) if m.last <= last and _is_free(m)]
    if alone and len(free) == 1:
        yield free[0], _CARRIED


_WHOEVER = frozenset({"من", "ممن"})


def _is_verb(sentence: Sentence, position: int) -> bool:
    """Whether the word is a verb, «قام» and its like among them, which may be nouns by their form."""
    return sentence.classes[position] == "verb" or _makes(sentence.forms[position])


def _has_noun(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a noun that nobody knows follows the verb and may be its subject."""
    if first >= last or sentence.classes[first] != "word":
        return False
    return not any(m.first <= first < m.last for m in sentence.mentions) and not any(
        t.start <= sentence.tokens[first].start < t.end for t in sentence.times
    )


def _ending_at(sentence: Sentence, last: int) -> Iterator[tuple[int, float]]:
    """The person named right before token `last`, over a time, commas and a complementizer."""
    best: tuple[int, float] | None = None
    for position, mention in enumerate(sentence.mentions):
        if mention.last > last:
            break
        if _is_person(mention) and all(
            is_passed(sentence, n) or sentence.classes[n] == "complementizer"
            for n in range(mention.last, last)
        ):
            best = position, _BESIDE + sentence.gap(mention.last, last) / 4
    if best is not None:
        yield best


def _leading(sentence: Sentence, last: int) -> Iterator[tuple[int, float]]:
    """The first person of the sentence, whose deeds it goes on to tell."""
    for position, mention in enumerate(sentence.mentions):
        if mention.last <= last and _is_free(mention):
            yield position, _CARRIED
            return


def subject_after(sentence: Sentence, first: int) -> int | None:
    """The person who follows token `first`, over a time and where he goes; a delegation's head."""
    start = first
    for position, mention in enumerate(sentence.mentions):
        if mention.first < start or mention.how == "demonym":
            continue
        begin = (
            mention.governor if mention.preposition and mention.governor >= start else mention.first
        )
        if not all(is_passed(sentence, n) for n in range(start, begin)):
            return _head_of_delegation(sentence, start)
        if _is_person(mention) and not mention.preposition:
            return position
        if not mention.preposition or not any(
            p.kind in ("Place", "State") for p in mention.candidates
        ):
            return _head_of_delegation(sentence, start)
        start = mention.last
    return _head_of_delegation(sentence, start)


def _head_of_delegation(sentence: Sentence, first: int) -> int | None:
    """Who leads «وفد …» after token `first`: «وفد رفيع برئاسة فلان»."""
    position = first
    while position < len(sentence.tokens) and is_passed(sentence, position):
        position += 1
    if position >= len(sentence.tokens) or not _is_delegation(sentence.forms[position]):
        return None
    for number, mention in enumerate(sentence.mentions):
        if position < mention.first <= position + _LED and mention.preposition == _LEADING:
            return number if _is_person(mention) else None
    return None


def _is_delegation(form: str) -> bool:
    return any(bare(r.rest) in words("journeys", "delegations") for r in readings(form))


def is_passed(sentence: Sentence, position: int) -> bool:
    """Whether a word may stand between a verb and its subject: a time, a comma, an adverb."""
    token = sentence.tokens[position]
    return (
        token.form in _COMMAS
        or token.form in words("journeys", "passed")
        or token.form in words("nouns", "titles")
        or sentence.classes[position] == "auxiliary"
        or any(t.start <= token.start < t.end for t in sentence.times)
    )


def _is_person(mention: Mention) -> bool:
    return mention.candidates[0].kind == "Person" and mention.how != "demonym"


def _is_free(mention: Mention) -> bool:
    return _is_person(mention) and not mention.preposition


@lru_cache(maxsize=65536)
def _makes(form: str) -> bool:
    """Whether `form` is a verb that makes, begins or ends a journey."""
    for reading in readings(form):
        if reading.preposition:
            continue
        for ending in ("", "ها", "ه"):
            stem = reading.rest.removesuffix(ending) if ending else reading.rest
            if stem in _making() or (stem[:1] == "س" and stem[1:] in _making()):
                return True
    return False


@cache
def _making() -> frozenset[str]:
    return frozenset(
        written
        for root, measure in word_lists("journeys")["making"]
        for written, _ in verb_forms(root, measure)
    )
