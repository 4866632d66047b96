"""Judgements: what a clause says of the noun phrase that it begins with: «قال إن خطة المفوضية مهزلة»."""

from collections.abc import Iterator

from mithaq.ingest.lexicon import words
from mithaq.ingest.matters import reached
from mithaq.ingest.openings import PRONOUNS
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tellings import is_telling, tells
from mithaq.ingest.triggers import Trigger
from mithaq.text import fold

_CLAUSE_LONG = 18
_CLOSED = frozenset({"؛", ";", "."})
_QUOTES = frozenset({'"', "«"})


def judged(sentence: Sentence, trigger: Trigger) -> Iterator[tuple[int, float]]:
    """What a clause judges whose predicate the trigger is: «قال إن خطة المفوضية مهزلة»."""
    start = judged_from(sentence, trigger)
    found = None if start is None else reached(sentence, start)
    if found is not None and sentence.mentions[found[0]].last <= trigger.first:
        yield found


def judged_from(sentence: Sentence, trigger: Trigger) -> int | None:
    """Where the clause begins that the trigger is the predicate of."""
    listed = {fold(noun) for noun in trigger.form.pattern.nouns}
    definite = trigger.form.words[0].startswith("ال")
    if definite and " ".join(trigger.form.words) not in listed:
        return None  # «الأعمال العدائية» judges nothing
    if trigger.preposition or sentence.forms[trigger.first] != trigger.form.words[0]:
        return None  # «…، ومسؤول عن …» may be said of another
    if set(sentence.words(trigger.first - 1, trigger.first)) & words("reports", "during"):
        return None  # «إن الحلف لن يسكت أمام انتهاك كهذا»
    for position in range(trigger.first - 1, max(trigger.first - _CLAUSE_LONG, -1), -1):
        form = sentence.forms[position]
        if form in _CLOSED or (form[0] == "و" and is_telling(form)):
            return None  # «أن كذا لا يملك …، واعتبر الحوار ضروريا»
        if sentence.classes[position] == "relative" and not _is_over(sentence, position, trigger):
            return None
        if form == _QUOTE and _opens_words(sentence, position, trigger.first):
            start = _past_pointing(sentence, position + 1)
            return None if start >= trigger.first else start
        if form.startswith(_BY) and sentence.has_among(
            position - _CLAIM, position, words("reports", "claims")
        ):
            continue  # «أن مزاعم كندا بأن أوغندا تسلح المتمردين لا أساس لها»
        if sentence.classes[position] == "complementizer" or form == ":":
            start = position + 1
            while start < trigger.first and sentence.forms[start] in _QUOTES:
                start += 1
            start = _past_pointing(sentence, start)
            return None if form.endswith(PRONOUNS) or start >= trigger.first else start
    return None


_BY = "بان"
_CLAIM = 6
"""How many words before «بأن» a claim may stand that it tells."""


def _is_over(sentence: Sentence, relative: int, trigger: Trigger) -> bool:
    """Whether a relative clause ends before the trigger: «إن الخطوات التي اتخذتها كندا مرفوضة».

    A comma closes it, or its verb has its object, the noun that it describes, with which the trigger agrees.
    """
    if sentence.has_comma(trigger.first - 1):
        return True  # «إن المزاعم التي نشرت أمس، سخيفة»
    verb = relative + 1
    while verb < trigger.first and sentence.classes[verb] == "auxiliary":
        verb += 1
    if not sentence.forms[verb].endswith(_HERS) or sentence.classes[relative - 1] == "mark":
        return False
    clause = sentence.classes[verb + 1 : trigger.first]
    if {"verb", "relative", "complementizer", "subordinator", "negator"} & set(clause):
        return False
    return trigger.form.words[-1].endswith("ه") and not is_telling(sentence.forms[verb])


_HERS = "ها"


def _opens_words(sentence: Sentence, position: int, last: int) -> bool:
    """Whether a quotation mark opens what a verb tells with no «أن» between: «وتابع "إيران …"»."""
    if position + 1 >= last or _QUOTE in sentence.forms[position + 1 : last]:
        return False
    for before in range(position - 1, max(position - _TOLD, -1), -1):
        form = sentence.forms[before]
        if form == _QUOTE or sentence.classes[before] in ("complementizer", "relative"):
            return False
        if is_telling(form):
            return tells(form, "verbs")
    return False


_QUOTE = '"'
_TOLD = 14
_SUCH = "مثل"


def _past_pointing(sentence: Sentence, start: int) -> int:
    """The noun after a demonstrative: «إن هذه الخطوة …»."""
    start += sentence.words(start, start + 1) == (_SUCH,)
    pointing = sentence.words(start, start + 1)
    return start + (bool(pointing) and pointing[0] in words("nouns", "demonstratives"))
