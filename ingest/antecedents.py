"""Antecedents: whom or what a relative pronoun takes up: «الغارات التي شنتها روسيا», «كندا، التي وقعت …»."""

from collections.abc import Iterator

from mithaq.ingest.agreement import is_of_other_gender, may_be_described
from mithaq.ingest.lexicon import words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.steps import own_negation

_ADJACENT = 0.25
_COMMA = 0.45
_ROUNDED = 0.001
"""What costs that were added up may be off by."""
_ARTICLE = "ال"


def relative_before(sentence: Sentence, first: int) -> int | None:
    """Where the relative pronoun stands right before the trigger, over auxiliaries and negators."""
    position = own_negation(sentence, first)
    if position and sentence.classes[position - 1] == "relative":
        return position - 1
    return None


def antecedents(sentence: Sentence, before: int) -> Iterator[tuple[int, float]]:
    """Lists and mentions that end right before token `before`, over a comma or pronoun."""
    for position in range(len(sentence.mentions)):
        group = sentence.groups[position]
        last = sentence.mentions[group[-1]]
        if last.how == "demonym":
            continue
        cost = sentence.gap(_past_signed(sentence, last, before), before)
        if cost > _ADJACENT and _one_between(sentence, last.last, before):
            continue
        if _is_another_described(sentence, last.last, before):
            continue
        if len(group) == 1 and not may_be_described(sentence, before, last):
            continue
        if last.last <= before and cost <= _ADJACENT + _COMMA:
            yield position, cost + 0.001 * (len(sentence.mentions) - len(group))


def _is_another_described(sentence: Sentence, first: int, relative: int) -> bool:
    """Whether a preposition governs the noun before the pronoun: «شكر كندا بعد الحرائق التي اجتاحت …»."""
    noun = relative - 1
    if noun <= first or sentence.classes[relative] != "relative":
        return False
    if not sentence.forms[noun].startswith(_ARTICLE):
        return False
    return sentence.classes[noun - 1] == "preposition" and not sentence.is_timed(noun)


def _past_signed(sentence: Sentence, named: Mention, before: int) -> int:
    """Where it goes on after when or between whom an agreement was signed: «المعاهدة الموقعة عام 1961، التي …»."""
    signed = sentence.words(named.last, named.last + 1)
    relative = sentence.classes[before : before + 1] == ("relative",)
    if not relative or not set(signed) & words("treaties", "concluded"):
        return named.last
    between = range(named.last + 1, min(before, named.last + _SIGNED))
    comma = next((n for n in between if sentence.has_comma(n)), before)
    if any(sentence.classes[n] in ("verb", "relative") for n in range(named.last, comma)):
        return named.last
    return comma


_SIGNED = 14


def _one_between(sentence: Sentence, first: int, last: int) -> bool:
    """Whether somebody or something else is named between tokens `first` and `last`."""
    return any(
        first <= m.first and m.last <= last and m.how != "demonym" for m in sentence.mentions
    )


def just_before(sentence: Sentence, relative: int | None) -> Iterator[tuple[int, float]]:
    """The last mention before a relative pronoun, over a comma at most."""
    if relative is None:
        return
    ended = [n for n, mention in enumerate(sentence.mentions) if mention.last <= relative]
    if not ended or is_of_other_gender(sentence, relative, sentence.mentions[ended[-1]]):
        return
    cost = sentence.gap(sentence.mentions[ended[-1]].last, relative)
    if cost <= _COMMA + _ROUNDED:
        yield ended[-1], cost
