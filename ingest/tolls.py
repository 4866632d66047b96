"""Tolls: a blow told again in another sentence by its dead, once with its town, once with its land."""

from bisect import bisect_right
from collections.abc import Sequence

from mithaq.ingest.facts import Fact
from mithaq.ingest.merging import completed
from mithaq.ingest.sameness import missions_agree, times_agree
from mithaq.ingest.sentences import Sentence
from mithaq.ontology.reference import reference

_TYPE = "Incident"
_FEWEST = 8
"""How many dead two blows of one text must have in common to be one: few, and it may be chance."""


def without_retold_tolls(facts: Sequence[Fact], sentences: Sequence[Sentence]) -> tuple[Fact, ...]:
    """The facts; of two incidents with the same dead in two sentences, the fuller.

    «بلغ القتلى في إقليم كذا أربعين … أودت غارة على بلدة كذا بأربعين». A toll told of several
    places in one sentence stands on each of them.
    """
    ends = [sentence.end for sentence in sentences]
    kept: list[Fact] = []
    tolls: list[int] = []
    for fact in facts:
        if not _is_toll(fact):
            kept.append(fact)
            continue
        for position in tolls:
            other = kept[position]
            if _is_retold(fact, other) and not _are_together(fact, other, ends):
                fuller, lesser = sorted((other, fact), key=_fullness, reverse=True)
                kept[position] = completed(fuller, lesser)
                break
        else:
            tolls.append(len(kept))
            kept.append(fact)
    return tuple(sorted(kept, key=lambda fact: (fact.start, fact.end)))


def _is_toll(fact: Fact) -> bool:
    return fact.type == _TYPE and fact.value is not None and fact.value >= _FEWEST


def _is_retold(fact: Fact, other: Fact) -> bool:
    return (
        fact.status == other.status
        and fact.value == other.value
        and times_agree(fact, other)
        and missions_agree(fact, other, "parties")
    )


def _are_together(fact: Fact, other: Fact, ends: Sequence[int]) -> bool:
    return bisect_right(ends, fact.start) == bisect_right(ends, other.start)


def _fullness(fact: Fact) -> tuple[bool, bool, int, float]:
    """What puts the fuller of two first: that it names a side, a place that is known, more sides."""
    sides = fact.role("parties")
    known = any(p.kind == "Place" and p.iri in reference().things for p in fact.role("place"))
    return bool(sides), known, len(sides), fact.confidence
