"""Treaties that a text only describes: told twice, «اتفاقا أمنيا» and «المعاهدة الجديدة» are one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

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
            _take_in(same, treaty)
            _take_over(same, treaty.thing)
    return kept


def _take_in(treaty: _Treaty, other: _Treaty) -> None:
    """Add who signs only the other, and those facts of it that have a time that the treaty's have not."""
    for fact in other.facts:
        own = [f for f in treaty.facts if not _signing(f).isdisjoint(_signing(fact))]
        if fact.time is not None and all(f.time is None for f in own):
            treaty.facts = [f for f in treaty.facts if f not in own]
            own = []
        if not own:
            treaty.facts.append(fact)


def _signing(fact: Fact) -> frozenset[str]:
    return frozenset(p.iri for p in fact.role("signatory"))


def _fullness(treaty: _Treaty) -> tuple[int, bool, int]:
    return len(treaty.signatories), bool(treaty.times), max(f.start for f in treaty.facts)


def _is_same(less: _Treaty, more: _Treaty) -> bool:
    """Whether nobody signs the one who does not sign the other, or both have one name, at one time."""
    if less.status != more.status or not _at_one_time(less.times, more.times):
        return False
    if not less.signatories <= more.signatories:
        return _are_called_alike(less, more)
    if less.signatories < more.signatories and _are_two_new(less, more):
        return False
    return _paper(less.thing) == _paper(more.thing) or _is_told_anew(less, more)


def _are_called_alike(one: _Treaty, other: _Treaty) -> bool:
    """Whether a name of several words is told of both, and a party: «اتفاق السلام», «اتفاق السلام النهائي»."""
    shared = _names(one.thing) & _names(other.thing)
    return any(" " in name for name in shared) and bool(one.signatories & other.signatories)


def _are_two_new(one: _Treaty, other: _Treaty) -> bool:
    """Whether each is introduced by a name of its own: «اتفاق سلام» of two, «اتفاق تعاون» of three."""
    names = (t.thing.label("ar") or "" for t in (one, other))
    new = all(" " in name and not name.startswith("ال") for name in names)
    return new and _names(one.thing).isdisjoint(_names(other.thing))


def _is_told_anew(less: _Treaty, more: _Treaty) -> bool:
    """Whether a later sentence calls it by another bare noun: «اتفاقا أمنيا», then «الميثاق»."""
    bare = any(" " not in (t.thing.label("ar") or "") for t in (less, more))
    apart = all(f.end <= o.start or o.end <= f.start for f in less.facts for o in more.facts)
    several = any(_are_new_papers(t.thing) for t in (less, more))
    return bare and apart and not several and len(less.signatories) > 1


def _are_new_papers(treaty: Participant) -> bool:
    """Whether two or more are told of that were not named before: «13 اتفاقية», then «عقدين»."""
    name = fold(treaty.label("ar") or "")
    return name.endswith(_SEVERAL) and not name.startswith("ال")


_SEVERAL = ("ين", "ات", "ود")
"""How two or more papers end: «عقدين», «مذكرات», «عقود»."""


def _names(treaty: Participant) -> frozenset[str]:
    return frozenset(fold(label).removeprefix("ال") for _, label in treaty.labels)


def _at_one_time(some: frozenset[str], others: frozenset[str]) -> bool:
    """Whether no times tell them apart; a text that says «today» may be of the day after."""
    if not some or not others or some & others:
        return True
    return any(_is_the_day_after(one, other) for one in some for other in others)


def _is_the_day_after(one: str, other: str) -> bool:
    try:
        return abs((date.fromisoformat(one) - date.fromisoformat(other)).days) == 1
    except ValueError:
        return False


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
