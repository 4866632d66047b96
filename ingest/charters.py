"""Charters: what an alliance obliges its members to stands in the treaty that founds it.

Who leaves such a treaty leaves the alliance; any other treaty is left itself.
"""

from collections.abc import Iterable
from dataclasses import replace

from mithaq.ingest.facts import Participant
from mithaq.ingest.fillings import Filling
from mithaq.ingest.lexicon import words
from mithaq.ingest.names import participant
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.triggers import Trigger
from mithaq.ontology.reference import reference
from mithaq.text import fold

TREATIES = frozenset({"Provision", "Treaty"})
_ALLIANCE = frozenset({"Alliance"})
_LEFT = "alliance"


def charter_before(sentence: Sentence, trigger: Trigger) -> Participant | None:
    """The founding treaty of the alliance named last before a trigger: «يضم الحلف كذا، ويعتبر الاعتداء …»."""
    for mention in reversed(sentence.mentions):
        alliance = mention.of_kind(_ALLIANCE)
        if mention.last > trigger.first or alliance is None:
            continue
        treaty = reference().treaties.get(alliance.iri)
        return None if treaty is None else participant(treaty)
    return None


def with_organisations(fillings: Iterable[Filling]) -> tuple[Filling, ...]:
    """The fillings; whose alliance is a treaty that founds one have the one it founds."""
    return tuple(
        replace(filling, participants=tuple(map(_founded, filling.participants)))
        if filling.slot.role == _LEFT
        else filling
        for filling in fillings
    )


def _founded(treaty: Participant) -> Participant:
    organisation = reference().treaty_of.get(treaty.iri)
    if organisation is None or not _founds(treaty, organisation):
        return treaty
    return participant(organisation)


def _founds(treaty: Participant, organisation: str) -> bool:
    """Whether who leaves the treaty leaves the organisation: the Rio pact binds only some of its members."""
    if reference().treaties.get(organisation) == treaty.iri:
        return True
    named = fold(participant(treaty.iri).label("ar") or "").split()
    return bool(named) and named[0] in words("treaties", "founding_papers")
