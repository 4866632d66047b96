"""Nesting: of two places side by side, the one that lies in the other: «في حي كذا بمدينة كذا»."""

from collections.abc import Mapping
from itertools import pairwise

from mithaq.ingest.actingcapitals import acts_within
from mithaq.ingest.mentions import Mention
from mithaq.ingest.sentences import Sentence

_INSIDE = frozenset({"في", "ب", "قرب"})
_BESIDE = 0.1


def nested(sentence: Sentence) -> Mapping[str, str]:
    """The IRI of each place that a sentence puts another into, with that of the other."""
    places = [m for m in sentence.mentions if m.candidates[0].kind in ("Place", "State")]
    found: dict[str, str] = {}
    for inner, outer in pairwise(places):
        one, other = inner.candidates[0], outer.candidates[0]
        turned = found.get(one.iri, one.iri) == other.iri
        if one.kind == "Place" and not turned and _lies_in(sentence, inner, outer):
            found.setdefault(other.iri, one.iri)
    return found


def innermost(sentence: Sentence, first: int, position: int) -> int:
    """The position of the mention that lies deepest in that at `position`, from token `first` on."""
    while position:
        inner, outer = sentence.mentions[position - 1 : position + 1]
        if inner.first < first or inner.candidates[0].kind != "Place" or inner.how == "person":
            break
        if not _lies_in(sentence, inner, outer):
            break
        position -= 1
    return position


def _lies_in(sentence: Sentence, inner: Mention, outer: Mention) -> bool:
    listed = outer.conjunction or 0 <= outer.governor < inner.last
    if listed or outer.preposition not in _INSIDE or acts_within(inner, outer):
        return False
    begin = outer.governor if outer.governor >= inner.last else outer.first
    return sentence.gap(inner.last, begin) <= _BESIDE
