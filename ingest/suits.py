"""Suits: which mentions may fill a slot at all, whatever stands between."""

from itertools import pairwise

from mithaq.ingest.facts import Participant
from mithaq.ingest.lexicon import words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.officekinds import is_a
from mithaq.ingest.parts import OFFICIAL, is_deputy
from mithaq.ingest.patterns import ALL, Slot
from mithaq.ingest.tokens import bare, unjoined
from mithaq.iris import THING, local_name

_WHOLE = "whole"
"""The `part` of a slot that takes who sends, and not what is sent: «نشر قوات فرنسية»."""
_FORCES = "forces"
_OFFICE = "Office"
_WHERE = frozenset({"Place", "State"})
_PLACE = "place"
_ALSO = "also"
_ONLY = "only"
_NEVER = "never"


def suits(mention: Mention, slot: Slot) -> bool:
    """Whether a mention may fill the slot by what it stands for and by how it does."""
    found = taken_for(slot, mention)
    if found is None or not takes(slot, mention):
        return False
    if found.kind == "Alliance" and _is_where(mention):
        return False  # «في مقر الحلف ببروكسل»: in the city, and not in the Union
    if slot.heads and slot.heads.isdisjoint(map(bare, mention.heads)):
        return False
    if mention.how == "person" and "Place" in slot.kinds and "Person" not in slot.kinds:
        return False  # he may speak for his state, but nothing takes place in him
    placed = slot.role == _PLACE or (
        "Place" in slot.kinds and (slot.strict or slot.kinds <= _WHERE)
    )
    if placed and (mention.part == _FORCES or _is_struck(mention)):
        return False  # nothing takes place in an army
    if slot.part == _WHOLE:
        if mention.part == _FORCES:
            return False
    elif slot.part and mention.part != slot.part:
        return False
    if not (slot.refuse_heads and mention.heads):
        return True
    return slot.refuse_heads.isdisjoint(map(bare, mention.heads))


def _is_struck(mention: Mention) -> bool:
    """Whether an adjective only says whose it is that a blow fell on: «مواقع إيرانية في سوريا»."""
    if mention.how != "demonym" or not mention.heads:
        return False
    return all(bare(unjoined(head)) in words("nouns", "struck") for head in mention.heads)


def _is_where(mention: Mention) -> bool:
    """Whether a town says where something takes place, and stands for nobody."""
    return mention.candidates[0].kind == "Place" and mention.preposition in _WITHIN


_WITHIN = frozenset({"في", "ب", "قرب"})


def taken_for(slot: Slot, mention: Mention) -> Participant | None:
    """What a mention fills the slot with: «وقع نائب الوزير الكندي فلان» is signed by Canada."""
    if slot.officials != ALL or mention.how != "person":
        return mention.of_kind(slot.kinds)
    found = None if _leads_others(mention) else mention.of_kind(slot.kinds - _PERSON)
    if found is not None:
        return found
    return next(
        (
            owner
            for office, owner in pairwise(mention.behind)
            if office.kind == _OFFICE
            and owner.kind in slot.kinds
            and is_a(local_name(office.iri).split("/")[0], "officials")
        ),
        mention.of_kind(slot.kinds & _PERSON),
    )


def _leads_others(mention: Mention) -> bool:
    """Whether a person leads some who are no state: «زعيم المتمردين فلان» signs for himself."""
    return bool(mention.behind) and all(p.iri.startswith(_LEADING) for p in mention.behind)


_PERSON = frozenset({"Person"})
_LEADING = f"{THING}office/leader/of/"


def takes(slot: Slot, mention: Mention) -> bool:
    """Whether the slot takes people: officials without a name, if the mention is one, nobody else, or none."""
    if slot.officials == _ONLY:
        return mention.how == "person" or is_deputy(mention)
    if slot.officials == _NEVER and mention.how == "person":
        return False
    if mention.part != OFFICIAL or slot.officials in (_ALSO, ALL):
        return True
    return _OFFICE in slot.kinds
