"""Own voices: who speaks for a state is who takes its stance: «قال الوزير فلان إن بلاده ترفض …»."""

from mithaq.ingest.facts import Participant
from mithaq.ingest.fillings import Filling
from mithaq.ingest.lexicon import words
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.triggers import Trigger
from mithaq.ingest.voices import spoken_by

_SPOKEN_FOR = frozenset({"State", "Alliance", "Organization"})
_OWNERS = _SPOKEN_FOR | {"Body", "ArmedGroup"}
_QUOTES = frozenset({'"', "«", "“"})
_TELLS = frozenset({"complementizer"})


def in_own_voice(sentence: Sentence, trigger: Trigger, filling: Filling | None) -> Filling | None:
    """The speaker, or the person who says in this sentence what his own state holds.

    A past tells what the state did before: «قال الوزير إن بلاده رفضت …» leaves it the speaker.
    """
    if filling is None or trigger.form.tense == "past" or len(filling.mentions) != 1:
        return filling
    if "Person" not in filling.slot.kinds:
        return filling  # «إن بلاده لن تنسحب من الحلف»: the state is the member
    named = filling.participants[0]
    mention = sentence.mentions[filling.mentions[0]]
    if (
        named.kind not in _SPOKEN_FOR
        or mention.how == "person"
        or not _is_told(sentence, mention.first)
    ):
        return filling
    found = spoken_by(sentence, mention.first - 1)
    if found is None or found[0].kind != "Person":
        return filling
    own = sentence.forms[mention.first] in words("nouns", "homelands")
    if own or (found[1] and _speaks_for(sentence, found[1][0], named)):
        return Filling(filling.slot, found[:1], found[1], filling.cost)
    return filling


def _is_told(sentence: Sentence, first: int) -> bool:
    """Whether a clause of what somebody says begins at token `first`."""
    before = first - 1
    while before >= 0 and sentence.forms[before] in _QUOTES:
        before -= 1
    return before >= 0 and (sentence.classes[before] in _TELLS or sentence.forms[before] == ":")


def _speaks_for(sentence: Sentence, position: int, state: Participant) -> bool:
    """Whether the office of whom a mention names is of the state, or of none that the text names."""
    person = sentence.mentions[position]
    stood_for = {p.iri for p in (*person.candidates, *person.behind) if p.kind in _OWNERS}
    return state.iri in stood_for or (bool(person.behind) and not stood_for)
