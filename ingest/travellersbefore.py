"""Travellers told before: who acts in the clause that «قبل أن» or «عندما» goes on from: «التقى فلان فلانا قبل أن يتوجه إلى …»."""

from collections.abc import Iterator

from mithaq.ingest.actors import ending_at, is_free, is_person, may_act, subject_after
from mithaq.ingest.journeydoers import BEFORE, met_there
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.steps import own_negation

_ALONE = 0.6
"""What it costs to get to who is the only one named in the clause before."""


def told_before(sentence: Sentence, last: int) -> Iterator[tuple[int, float]]:
    """Who acts in the clause before «قبل أن»: «التقى فلان فلانا قبل أن يتوجه إلى …»."""
    for verb in range(last - 1, -1, -1):
        if sentence.classes[verb] != "verb" or verb in sentence.named:
            continue
        if met_there(sentence, verb):
            continue  # «زار فلان كندا حيث التقى فلانا، قبل أن يتوجه إلى غانا»
        found = subject_after(sentence, verb + 1)
        if found is not None and sentence.mentions[found].last <= last:
            yield found, BEFORE
        else:
            yield from ending_at(sentence, own_negation(sentence, verb))
        return
    yield from ending_at(sentence, last)


def only_one(sentence: Sentence, last: int) -> Iterator[tuple[int, float]]:
    """Who alone is named before «عندما» in its clause: «مثلما فعله فلان عندما زار»."""
    begin = max(last - 1, 0)
    while begin and sentence.classes[begin - 1] != "complementizer":
        if sentence.has_comma(begin - 1) and not sentence.has_comma(last - 1):
            break
        begin -= 1
    people = [
        n
        for n, m in enumerate(sentence.mentions)
        if begin <= m.first < last and (may_act(m) or m.how == "office")
        if not _is_titled(sentence, n)
    ]
    if len(people) == 1 and is_free(sentence.mentions[people[0]]):
        yield people[0], _ALONE


def _is_titled(sentence: Sentence, position: int) -> bool:
    """Whether an office is followed by the name of who holds it."""
    after = sentence.mentions[position + 1 : position + 2]
    office = sentence.mentions[position]
    return office.how == "office" and any(is_person(m) and m.first <= office.last for m in after)
