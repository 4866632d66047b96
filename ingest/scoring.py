"""Scoring: extracted facts against gold facts, in precision, recall and F1.

Two facts are the same where document, type and every core role agree; for a set of participants
half of the union must be shared. *Lenient* counts the same facts, *strict* those whose status, and
time where the gold has one, are right too. Optional gold facts count neither for nor against.
"""

import json
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from pathlib import Path
from typing import Any

from mithaq.errors import DocumentError
from mithaq.ingest.facts import Fact, Participant
from mithaq.iris import local_name
from mithaq.ontology.facttypes import FactType
from mithaq.text import fold

GENERAL_NEWS = frozenset(
    {"OfficeHolding", "Appointment", "Resignation", "Statement", "Incident", "Visit", "Accusation"}
)
"""The types that are common in any news; the others concern alliances."""
_SYMMETRIC = frozenset({"Comparison"})
_ARTICLE, _SHORTEST = "ال", 4


@dataclass(frozen=True, slots=True)
class Gold:
    """A fact that a careful reader found; each participant by all its accepted names."""

    document: str
    type: str
    roles: Mapping[str, tuple[frozenset[str], ...]]
    status: str
    time: str | None
    optional: bool


@dataclass(frozen=True, slots=True)
class Score:
    """Counts: facts owed and printed, and of them the same, leniently and strictly."""

    owed: int
    printed: int
    lenient: int
    strict: int

    def rates(self, hits: int) -> tuple[float, float, float]:
        """Precision, recall and F1 of `hits`; 0 where nothing could be hit."""
        precision = hits / self.printed if self.printed else 0.0
        recall = hits / self.owed if self.owed else 0.0
        both = precision + recall
        return precision, recall, 2 * precision * recall / both if both else 0.0


def read_gold(path: Path) -> tuple[Gold, ...]:
    """The gold facts of a JSON Lines file; `DocumentError` names the line that is wrong."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DocumentError(f"{path} cannot be read as gold facts: {error}") from error
    return tuple(_gold(path, n, line) for n, line in enumerate(lines, 1) if line.strip())


def _gold(path: Path, number: int, line: str) -> Gold:
    try:
        entry: dict[str, Any] = json.loads(line)
        roles = {
            role: tuple(frozenset(map(folded_name, str(one).split("|"))) for one in named)
            for role, named in entry["roles"].items()
        }
        return Gold(
            entry["document"],
            entry["type"],
            roles,
            entry["status"],
            entry.get("time"),
            bool(entry.get("optional")),
        )
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        raise DocumentError(f"{path}, line {number}: not a gold fact: {error!r}") from error


@lru_cache(maxsize=65536)
def folded_name(name: str) -> str:
    """A name without case, diacritics, marks, and the articles of its words.

    >>> folded_name("The Arab League"), folded_name("Türkiye")
    ('arab league', 'turkiye')
    """
    plain = "".join(
        c for c in unicodedata.normalize("NFKD", fold(name)) if not unicodedata.combining(c)
    )
    words = "".join(c if c.isalnum() else " " for c in plain).split()
    bare = (w[2:] if w.startswith(_ARTICLE) and len(w) > _SHORTEST else w for w in words)
    return " ".join(word for word in bare if word != "the")


@lru_cache(maxsize=65536)
def names_of(participant: Participant) -> frozenset[str]:
    """Every folded name of a printed participant, the last part of its IRI among them."""
    named = {folded_name(label) for _, label in participant.labels}
    return frozenset(named | {folded_name(local_name(participant.iri).rpartition("/")[2])})


def score(
    gold: Sequence[Gold], facts: Sequence[Fact], types: Mapping[str, FactType]
) -> Mapping[str, Score]:
    """The scores by type, and of `alliance types` and `all`."""
    pairs = _pairs(gold, facts, types)
    kinds = sorted({g.type for g in gold} | {f.type for f in facts})
    alliance = [kind for kind in kinds if kind not in GENERAL_NEWS]
    chosen = {kind: {kind} for kind in kinds} | {"alliance types": {*alliance}, "all": {*kinds}}
    return {name: _score(gold, facts, pairs, some) for name, some in chosen.items()}


@dataclass(frozen=True, slots=True)
class Bin:
    """Facts of like confidence: between which bounds, how many, how many right, and their mean."""

    low: float
    high: float
    facts: int
    right: int
    mean: float


def reliability(
    gold: Sequence[Gold], facts: Sequence[Fact], types: Mapping[str, FactType]
) -> tuple[Bin, ...]:
    """How many facts of each tenth of confidence are right; optional gold facts are right too."""
    tenths: dict[int, list[tuple[float, bool]]] = {}
    for fact, right in zip(facts, verdicts(gold, facts, types), strict=True):
        told = tenths.setdefault(min(int(fact.confidence * 10), 9), [])
        told.append((fact.confidence, right))
    return tuple(
        Bin(
            tenth / 10,
            (tenth + 1) / 10,
            len(told),
            sum(right for _, right in told),
            sum(confidence for confidence, _ in told) / len(told),
        )
        for tenth, told in sorted(tenths.items())
    )


def verdicts(
    gold: Sequence[Gold], facts: Sequence[Fact], types: Mapping[str, FactType]
) -> Sequence[bool]:
    """For each of `facts` whether a gold fact, optional or not, is the same."""
    right = set(_pairs(gold, facts, types).values())
    return [number in right for number in range(len(facts))]


def _score(
    gold: Sequence[Gold], facts: Sequence[Fact], pairs: Mapping[int, int], kinds: set[str]
) -> Score:
    spare = {f for g, f in pairs.items() if gold[g].optional}
    owed = [n for n, g in enumerate(gold) if g.type in kinds and not g.optional]
    hits = [n for n in owed if n in pairs]
    return Score(
        len(owed),
        sum(1 for n, f in enumerate(facts) if f.type in kinds and n not in spare),
        len(hits),
        sum(1 for n in hits if _is_strict(gold[n], facts[pairs[n]])),
    )


def _pairs(
    gold: Sequence[Gold], facts: Sequence[Fact], types: Mapping[str, FactType]
) -> Mapping[int, int]:
    """Each gold fact's printed one, every printed one used once, strict matches first."""
    near: dict[tuple[str, str], list[int]] = {}
    for number, fact in enumerate(facts):
        near.setdefault((fact.document, fact.type), []).append(number)
    pairs: dict[int, int] = {}
    used: set[int] = set()
    tests: tuple[Callable[[Gold, Fact], bool], ...] = (_is_strict, lambda _g, _f: True)
    for test, (number, one) in product(tests, enumerate(gold)):
        if number in pairs:
            continue
        for candidate in near.get((one.document, one.type), ()):
            fact = facts[candidate]
            if candidate not in used and test(one, fact) and _is_same(one, fact, types[one.type]):
                pairs[number] = candidate
                used.add(candidate)
                break
    return pairs


def _is_strict(gold: Gold, fact: Fact) -> bool:
    when = None if fact.time is None else fact.time.edtf
    return gold.status == fact.status and gold.time in (None, when)


def _is_same(gold: Gold, fact: Fact, fact_type: FactType) -> bool:
    core = [role for role in fact_type.roles if role.core]
    said = [fact.role(role.name) for role in core]
    orders = (said, said[::-1]) if gold.type in _SYMMETRIC else (said,)
    return any(
        all(
            _agree(gold.roles.get(role.name, ()), found, several=role.several)
            for role, found in zip(core, order, strict=True)
        )
        for order in orders
    )


def _agree(gold: Sequence[frozenset[str]], found: Iterable[Participant], *, several: bool) -> bool:
    if not gold:
        return True
    printed = [names_of(participant) for participant in found]
    shared = sum(1 for names in gold if any(names & one for one in printed))
    return 2 * shared >= len(gold) + len(printed) - shared if several else shared > 0
