"""Charters: what an alliance obliges its members to stands in the treaty that founds it."""

from mithaq.ingest.facts import Participant
from mithaq.ingest.names import participant
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.triggers import Trigger
from mithaq.ontology.reference import reference

TREATIES = frozenset({"Provision", "Treaty"})
_ALLIANCE = frozenset({"Alliance"})


def charter_before(sentence: Sentence, trigger: Trigger) -> Participant | None:
    """The founding treaty of the alliance named last before a trigger: «يضم الحلف كذا، ويعتبر الاعتداء …»."""
    for mention in reversed(sentence.mentions):
        alliance = mention.of_kind(_ALLIANCE)
        if mention.last > trigger.first or alliance is None:
            continue
        treaty = reference().treaties.get(alliance.iri)
        return None if treaty is None else participant(treaty)
    return None
