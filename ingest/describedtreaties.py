"""Treaties that a text only describes: told twice, «اتفاقا أمنيا» and «المعاهدة الجديدة» are one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from mithaq.ingest.facts import Fact, Participant, Status
from mithaq.ingest.lexicon import words
from mithaq.ontology.reference import reference
from mithaq.text import fold


@dataclass(slots=True)
class _Treaty:
    """A treaty with those who sign it, as facts of one status."""

    thing: Participant
    status: Status
    facts: list[Fact]

    @property
    def signatories(self) -> frozenset[str]:
        return frozenset(p.iri for fact in self.facts for p in fact.role("signatory"))

    @property
    def times(self) -> frozenset[str]:
        return frozenset(fact.time.edtf for fact in self.facts if fact.time is not None)


def without_doubles(found: Iterable[Fact]) -> list[Fact]:
    """The facts; of treaties that the same parties sign, and a text only describes, one stays.

    It is the one with the most parties, a time, the latest words; it takes over the others' names.
    """
    kept: list[Fact] = []
    described: dict[tuple[str, Status], _Treaty] = {}
    for fact in found:
        treaty = fact.role("treaty")
        if fact.type != "TreatySigning" or not treaty or treaty[0].iri in reference().things:
            kept.append(fact)
            continue
        of_it = described.setdefault(
            (treaty[0].iri, fact.status), _Treaty(treaty[0], fact.status, [])
        )
        of_it.facts.append(fact)
    for treaty_found in _told_once(described.values()):
        kept += treaty_found.facts
    return sorted(kept, key=lambda fact: (fact.start, fact.end, fact.type))


def _told_once(found: Iterable[_Treaty]) -> Sequence[_Treaty]:
    kept: list[_Treaty] = []
    for treaty in sorted(found, key=_fullness, reverse=True):
        same = next((other for other in kept if _is_same(treaty, other)), None)
        if same is None:
            kept.append(treaty)
        else:
            _take_over(same, treaty.thing)
    return kept


def _fullness(treaty: _Treaty) -> tuple[int, bool, int]:
    return len(treaty.signatories), bool(treaty.times), max(f.start for f in treaty.facts)


def _is_same(less: _Treaty, more: _Treaty) -> bool:
    """Whether nobody signs the one who does not sign the other, at no other time."""
    if less.status != more.status or not less.signatories <= more.signatories:
        return False
    if _paper(less.thing) != _paper(more.thing):
        return False
    return not less.times or not more.times or bool(less.times & more.times)


def _paper(treaty: Participant) -> str:
    """Which paper a treaty is called; a treaty or an agreement is called none."""
    name = fold(treaty.label("ar") or "").removeprefix("ال")
    return next(
        (paper for paper in sorted(words("treaties", "papers")) if name.startswith(paper)), ""
    )


def _take_over(treaty: _Treaty, other: Participant) -> None:
    """Give the treaty the other's labels as well."""
    labels = tuple(dict.fromkeys((*treaty.thing.labels, *other.labels)))
    thing = replace(treaty.thing, labels=labels)
    treaty.thing = thing
    treaty.facts = [
        replace(
            fact,
            roles=tuple((r, (thing,) if r == "treaty" else found) for r, found in fact.roles),
        )
        for fact in treaty.facts
    ]
