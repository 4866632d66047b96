"""Known treaties: which one of the reference «a treaty» is, by the year and the place of its signing."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from mithaq.ingest.facts import Participant, Time
from mithaq.ingest.lexemes.sentence import Sentence
from mithaq.ingest.lexemes.slots import Filled
from mithaq.ingest.names import participant
from mithaq.iris import THING
from mithaq.ontology.reference import reference


def known_treaty(sentence: Sentence, filled: Mapping[str, Filled], time: Time | None) -> Filled:
    """«a treaty», signed in Warsaw or in 1955, as the known treaty of that year or place.

    That of an alliance which the text names anywhere needs one of the two, any other both.
    """
    founding = sentence.memory.founding
    places = [one for one, _mention in filled.get("place", ())]
    year = time.edtf[:4] if time else ""
    iri = founding.get(year) or (_treaty_of(year, places) if year else None)
    if iri is None and not year:
        iri = next((each for each in founding.values() if _is_named(each, places)), None)
    if iri is None:
        return filled["treaty"]
    known = participant(iri)
    return tuple(
        (replace(known, labels=tuple(dict.fromkeys((*known.labels, *one.labels)))), mention)
        if mention.how in ("described", "reference")
        else (one, mention)
        for one, mention in filled["treaty"]
    )


def _is_named(iri: str, places: Sequence[Participant]) -> bool:
    """Whether a treaty is called by one of the places."""
    named = [label for place in places for tag, label in place.labels if tag == "en"]
    return any(name in label for name in named for _tag, label in participant(iri).labels)


def _treaty_of(year: str, places: Sequence[Participant]) -> str | None:
    """The one treaty of the reference that a year's number and the name of a place tell."""
    found = [
        iri
        for iri in reference().things
        if iri.startswith(f"{THING}treaty/") and iri.endswith(f"-{year}") and _is_named(iri, places)
    ]
    return found[0] if len(found) == 1 else None
