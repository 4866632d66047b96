"""Charters: what an alliance obliges its members to stands in the treaty that founds it.

Who leaves such a treaty leaves the alliance; any other treaty is left itself.
"""

from collections.abc import Iterable
from dataclasses import replace

from mithaq.ingest.facts import Participant
from mithaq.ingest.fillings import Filling
from mithaq.ingest.lexicon import words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.names import participant
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tokens import readings
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


def names_a_convention(sentence: Sentence, mention: Mention) -> bool:
    """Whether an alliance's name is in that of a treaty on something: «ميثاق الأمم المتحدة لمكافحة الفساد».

    Who joins its charter, with nothing after it, joins the alliance: «ميثاق منظمة شنغهاي».
    """
    opening = (*mention.heads, *sentence.words(mention.first - 1, mention.first + 1))
    if words("treaties", "charters").isdisjoint(r.rest for f in opening for r in readings(f)):
        return False
    on_what = words("treaties", "on_what")
    return any(f in on_what for f in sentence.words(mention.last, mention.last + 1)) or (
        sentence.classes[mention.last : mention.last + 1] == ("word",)
        and mention.last not in sentence.named
        and any(r.preposition == _FOR for r in readings(sentence.forms[mention.last]))
    )


_FOR = "ل"  # for, to


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
