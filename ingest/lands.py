"""Lands: which state's soldiers they are where the text names none beside them."""

from collections.abc import Collection, Sequence
from itertools import pairwise

from mithaq.ingest.bareplaces import state_of
from mithaq.ingest.borders import border_of
from mithaq.ingest.facts import Participant
from mithaq.ingest.lexicon import words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.names import participant
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tokens import bare, is_among
from mithaq.ingest.triggers import Trigger
from mithaq.ingest.voices import goes_on
from mithaq.ontology.reference import reference

_INSIDE = frozenset({"في", "ب", "قرب"})
_BESIDE = 0.6
_BETWEEN = "بين"
_REACH = 4
_COMMANDED = 4
"""How many words before a group its commander may stand."""
_PAIR = 2
_OPENING = 4
_SHE = "ت"


def own_state(sentence: Sentence, places: Sequence[Participant]) -> Participant | None:
    """The state whose soldiers they are: the one in which it took place, else the text's own.

    «هجوم على قاعدة عسكرية للمتمردين» strikes no state's, «مقتل جندي تركي» is another's.
    """
    if not words("violence", "peacekeepers").isdisjoint(map(bare, sentence.forms)):
        return None
    if _are_of_many(sentence):
        return None
    for mention in sentence.mentions:
        if _owns_a_post(sentence, mention) or _are_soldiers(sentence, mention):
            return None
        if _has_a_commander(sentence, mention):
            return None
    found = next(filter(None, map(_state_with, places)), None)
    found = found or _state_around(sentence, {place.iri for place in places}) or sentence.home
    return None if _others_forces(sentence, found) else found


def topic_state(sentence: Sentence, trigger: Trigger) -> Participant | None:
    """The state that a text speaks of, which does what its verb says: «… وانضمت إلى الحلف».

    The verb opens its sentence and has no subject; a masculine one has hardly a state for it.
    """
    form = sentence.forms[trigger.first]
    if trigger.form.kind != "verb" or not (trigger.first == 0 or form.startswith(("و", "ف"))):
        return None
    if trigger.first >= _OPENING or not _is_hers(trigger) or not goes_on(sentence, trigger):
        return None
    return sentence.home


def _is_hers(trigger: Trigger) -> bool:
    """Whether a verb is feminine, as the names of states are."""
    verb = trigger.form.words[0].removesuffix(trigger.form.suffix)
    return verb.endswith(_SHE) if trigger.form.tense == "past" else verb.startswith(_SHE)


def _state_with(place: Participant) -> Participant | None:
    """The state in which a place lies."""
    iri = state_of(place)
    state = participant(iri) if iri in reference().things else None
    return state if state is not None and state.kind == "State" else None


def _others_forces(sentence: Sentence, state: Participant | None) -> bool:
    """Whether the sentence names another state's forces, whose the soldiers may be."""
    return any(
        mention.part == "forces"
        and mention.candidates[0].kind == "State"
        and mention.candidates[0] != state
        for mention in sentence.mentions
    )


def _are_of_many(sentence: Sentence) -> bool:
    """Whether forces of several states are spoken of: «قاعدة للقوات الأفريقية»."""
    many = words("violence", "of_many")
    return not many.isdisjoint(sentence.tokens.variants) and any(
        bare(other) in many and is_among(form, words("violence", "forces"))
        for form, other in pairwise(sentence.forms)
    )


def _owns_a_post(sentence: Sentence, mention: Mention) -> bool:
    before = sentence.words(mention.first - 1, mention.first)
    return mention.preposition == "ل" and not words("places", "posts").isdisjoint(before)


def _has_a_commander(sentence: Sentence, mention: Mention) -> bool:
    """Whether who is told of is a group's: «قائد عسكري في حركة كذا» is no soldier of the land."""
    if mention.preposition != "في" or mention.candidates[0].kind != "ArmedGroup":
        return False
    commanders = words("violence", "commanders")
    return sentence.has_among(mention.first - _COMMANDED, mention.first, commanders)


def _are_soldiers(sentence: Sentence, mention: Mention) -> bool:
    """Whether a name makes soldiers its own: «جنديين أمريكيين», «ستة من جنود الحلف»."""
    if mention.part != "forces" or mention.candidates[0].kind not in ("State", "Alliance"):
        return False
    return sentence.has_among(mention.first, mention.first + 1, words("violence", "soldiers"))


def _state_around(sentence: Sentence, places: Collection[str]) -> Participant | None:
    """The state that is named right after a place to say where it lies: «في كذا شمال مالي»."""
    here: Mention | None = None
    for mention in sentence.mentions:
        if here is not None and mention.preposition in _INSIDE:
            state = mention.of_kind(frozenset({"State"}))
            if state is not None and sentence.gap(here.last, mention.first) <= _BESIDE:
                return state
        if any(place.iri in places for place in mention.candidates):
            here = mention
    return None


def two_states(sentence: Sentence, first: int, reach: int = 4 * _REACH) -> tuple[Participant, ...]:
    """The two states that «بين البلدين» after token `first` means: those named last before it.

    `reach` is within how many words it stands.
    """
    near = sentence.words(first, first + reach)
    both = next((n for n, word in enumerate(near) if word in words("violence", "both")), None)
    if both is None or _BETWEEN not in near[:both]:
        return ()
    here = [m for m in sentence.mentions if m.last <= first + both]
    named = last_states(here, sentence.pair)
    return named if len(named) == _PAIR else ()


def shared_border(sentence: Sentence, first: int) -> Participant | None:
    """The border that «على الحدود بين البلدين» after token `first` means."""
    if not sentence.has_among(first, first + 2 * _REACH, words("violence", "borders")):
        return None
    pair = two_states(sentence, first, 2 * _REACH)
    if not pair:
        return None
    one, other = pair
    return border_of(one, other, f"الحدود بين {one.label('ar')} و{other.label('ar')}")


def last_states(
    mentions: Sequence[Mention], before: Sequence[Participant]
) -> tuple[Participant, ...]:
    """The last two states that these mentions name, after those that were named `before`."""
    found = {state.iri: state for state in before}
    for mention in mentions:
        state = mention.of_kind(frozenset({"State"}))
        if state is not None and mention.candidates[0] == state:
            found.pop(state.iri, None)
            found[state.iri] = state
    return tuple(found.values())[-_PAIR:]
