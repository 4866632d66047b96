"""Linking: the participant that a model's name stands for, if the text names it there."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from mithaq.ingest.facts import Participant
from mithaq.ingest.names import CONCEPTS, participant
from mithaq.ingest.readers.answers import Named
from mithaq.ingest.readers.ground import Near
from mithaq.ingest.scoring import folded_name, names_of
from mithaq.iris import slug, thing
from mithaq.ontology.reference import reference

MINTED = ("Person", "ArmedGroup", "Body", "Office", "Organization", "Alliance", "Treaty", "Place")
"""The classes of what only documents name, the likeliest first; states, say, are all known."""


def link(
    named: Named, kinds: frozenset[str], near: Near, language: str | None
) -> Participant | None:
    """What `named` stands for among the classes `kinds`; `None` where nothing near names it.

    A term of the ontology (a kind of meeting, a stance) need not stand in the text; whatever else is
    must be named there, by one of its names or by what the document calls it.
    """
    return (
        _mentioned(named, kinds, near)
        or _known(named, kinds, near)
        or _minted(named, kinds, near, language)
    )


def _names(named: Named) -> frozenset[str]:
    return frozenset(folded_name(name) for name in (named.name, named.english) if name) - {""}


def _mentioned(named: Named, kinds: frozenset[str], near: Near) -> Participant | None:
    """What a mention near stands for, which is printed so or has this name."""
    wanted = _names(named)
    for mention in near.mentions:
        printed = near.text[mention.start - near.start : mention.end - near.start]
        one = mention.of_kind(kinds)
        if one is not None and folded_name(printed) in wanted:
            return one
        # behind a person stand the office held and its organisation
        for other in (one, *mention.behind):
            if other and other.kind in kinds and not wanted.isdisjoint(names_of(other)):
                return other
    return None


def _known(named: Named, kinds: frozenset[str], near: Near) -> Participant | None:
    for name in sorted(_names(named)):
        for iri in _called().get(name, ()):
            found = reference().things[iri]
            if found.kind not in kinds:
                continue
            if found.kind in CONCEPTS or near.holds_any(_all_names()[iri]):
                return participant(iri)
    return None


def _minted(
    named: Named, kinds: frozenset[str], near: Near, language: str | None
) -> Participant | None:
    if not (near.holds(named.name) or near.holds_part(named.name)):
        return None
    # a model that names no class, or one that cannot stand there, is asked no further
    kind = named.kind if named.kind in kinds else next((k for k in MINTED if k in kinds), None)
    if kind not in MINTED or not slug(named.name):
        return None
    labels = [(language or "en", named.name.strip())]
    if named.english and language != "en":
        labels.append(("en", named.english.strip()))
    return Participant(thing(kind, slug(named.name)), kind, tuple(labels))


@cache
def _called() -> Mapping[str, tuple[str, ...]]:
    """What the reference calls things by, folded, and which things that may be."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, iri in _pairs():
        if iri not in found[folded_name(name)]:
            found[folded_name(name)].append(iri)
    return {name: tuple(iris) for name, iris in found.items()}


@cache
def _all_names() -> Mapping[str, tuple[str, ...]]:
    """Every name of each thing of the reference."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, iri in _pairs():
        found[iri].append(name)
    return {iri: tuple(dict.fromkeys(names)) for iri, names in found.items()}


def _pairs() -> Iterator[tuple[str, str]]:
    """Names and what they stand for; a capital also stands for its state."""
    for name in reference().names:
        yield name.text, name.iri
        if state := reference().capitals.get(name.iri):
            yield name.text, state
