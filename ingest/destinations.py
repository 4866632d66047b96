"""Destinations: where a journey goes without a preposition: «زار بيروت», «وصل الوزير بغداد»."""

from collections.abc import Iterator

from mithaq.ingest.actors import is_passed, may_act
from mithaq.ingest.lexicon import words
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.steps import own_negation
from mithaq.ingest.tokens import bare
from mithaq.ingest.triggers import Trigger

_WORD = 0.1
_ANTECEDENT = 0.2
_LED = "بقياده"


def destinations(sentence: Sentence, trigger: Trigger) -> Iterator[tuple[int, float]]:
    """The place right after a verb, or after who travels: «زار الوزير فلان العاصمة بيروت»."""
    own = own_negation(sentence, trigger.first)
    if trigger.form.suffix and own and sentence.classes[own - 1] == "relative":
        yield from _antecedent(sentence, own - 1)
        return
    if trigger.form.suffix in _IT and trigger.form.kind == "verb":
        yield from _spoken_of(sentence, trigger.first)
        return
    start = trigger.last
    for position, mention in enumerate(sentence.mentions):
        if mention.first < start or mention.how == "demonym":
            continue
        start = _over_aside(sentence, start)
        if mention.first < start:
            continue
        between = range(start, mention.first)
        if mention.preposition == _LED and (may_act(mention) or mention.how == "office"):
            start = mention.last  # «زار وفد من … برئاسة فلان بيروت»
            continue
        if not all(_is_near(sentence, n) for n in between):
            return
        if may_act(mention) and not mention.preposition:
            start = mention.last
            continue
        if mention.part or (mention.preposition and mention.governor < 0):
            return
        if not mention.preposition or mention.governor < start:
            yield position, _WORD * len(between)
        return


def _over_aside(sentence: Sentence, start: int) -> int:
    """Where the clause goes on after an aside: «سيزور، خلال جولته، بيروت»; `start` where there is none."""
    if not sentence.has_comma(start) or not _opens_aside(sentence, start + 1):
        return start
    for end in range(start + 2, min(start + 2 + _ASIDE, len(sentence.tokens))):
        if sentence.classes[end] == "verb" and end not in sentence.named:
            return start
        if sentence.has_comma(end):
            return end + 1
    return start


_ASIDE = 9


def _opens_aside(sentence: Sentence, position: int) -> bool:
    here = sentence.words(position, position + 1)
    return not words("journeys", "asides").isdisjoint(here)


def _is_near(sentence: Sentence, position: int) -> bool:
    form = bare(sentence.forms[position])
    return (
        is_passed(sentence, position)
        or form in words("nouns", "appositives")
        or form in words("nouns", "fillers")
        or form in words("journeys", "sites")
        or any(m.first <= position < m.last for m in sentence.mentions if m.how == "demonym")
    )


_IT = frozenset({"ه", "ها"})
_SPOKEN_OF = 0.3


def _spoken_of(sentence: Sentence, last: int) -> Iterator[tuple[int, float]]:
    """The place named last before «زارها»: «الزيارة الثانية إلى بيروت، حيث زارها في يونيو»."""
    named = [
        n
        for n, m in enumerate(sentence.mentions)
        if m.last <= last
        and m.how == "name"
        and not m.part
        and m.preposition in ("", "الي", "ل", "في")
        and m.candidates[0].kind in ("Place", "State")
    ]
    if named:
        yield named[-1], _SPOKEN_OF


def _antecedent(sentence: Sentence, last: int) -> Iterator[tuple[int, float]]:
    """«بيروت التي زارها فلان»."""
    for position, mention in enumerate(sentence.mentions):
        if mention.last == last:
            yield position, _ANTECEDENT
