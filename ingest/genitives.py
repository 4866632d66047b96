"""Genitives: whose a verbal noun is, or what it is of, and who else does what it names."""

from collections.abc import Iterator

from mithaq.ingest.deciders import deciders, is_anothers
from mithaq.ingest.lexicon import words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.proclitics import joins_a_noun
from mithaq.ingest.reactions import is_anothers_blow
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.steps import FROM_THE_LEFT, HEAD, handed_on, left, right
from mithaq.ingest.tokens import bare, is_one_of
from mithaq.ingest.triggers import Trigger

_NEAR = 0.75
_ELSEWHERE = frozenset({"في", "قرب"})


def genitives(sentence: Sentence, trigger: Trigger) -> Iterator[tuple[int, float]]:
    """What stands right after a noun, over numbers and the like, or after it with ل."""
    definite = sentence.forms[trigger.last - 1].startswith("ال")
    for position, mention, cost in right(sentence, trigger):
        if definite and mention.how == "person" and not mention.preposition:
            continue  # «ترأس الاجتماع الوزير فلان»
        between = sentence.words(trigger.last, mention.first)
        # what governs the trigger is not its genitive's: «بعد غارة فرنسية», «بانسحاب مالي»
        outside = mention.governor < trigger.first + bool(trigger.preposition)
        if all(bare(word) in words("nouns", "fillers") for word in between) and (
            not mention.preposition or (outside and mention.governor >= 0)
        ):
            yield position, cost
        elif (
            mention.preposition == "ل"
            and not mention.heads
            and cost <= _NEAR
            and not any(map(joins_a_noun, between))  # «الحرب في سوريا والاتهامات لروسيا»
        ):
            yield position, cost + HEAD


def _is_of_a_noun_before(sentence: Sentence, trigger: Trigger, mention: Mention) -> bool:
    """Whether a noun before a verb is aimed at it: «ردود تليق بالعداء لكندا تصل إلى الانسحاب»."""
    before = sentence.words(mention.first - 1, mention.first)
    noun = bool(mention.heads) or any(form.startswith("ال") for form in before)
    governed = bool(mention.preposition) and noun
    return governed and "verb" in sentence.classes[mention.last : trigger.first]


def _is_of_others(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether those who join or leave are told by no name: «أيدت كندا انضمام دول أخرى إلى الحلف»."""
    if trigger.form.kind != "noun" or trigger.form.words[-1] not in words("nouns", "going"):
        return False
    return any(
        is_one_of(form, words("nouns", "goers"))
        for form in sentence.words(trigger.last, trigger.last + 1)
    )


def owners(sentence: Sentence, trigger: Trigger) -> Iterator[tuple[int, float]]:
    """Who does what a verbal noun names: by its suffix, or by the verb that governs it."""
    owned = bool(trigger.form.suffix)
    if not owned and (_is_of_others(sentence, trigger) or is_anothers_blow(sentence, trigger)):
        return
    if is_anothers(sentence, trigger):
        yield from deciders(sentence, trigger)
        return
    for position, mention, cost in left(sentence, trigger):
        if not owned and mention.preposition in _ELSEWHERE:
            continue  # «في فرنسا بعد الانسحاب» tells not who leaves
        if not owned and _is_of_a_noun_before(sentence, trigger, mention):
            continue
        if mention.how != "demonym":
            governed = HEAD * len(mention.heads) + (0.3 if mention.preposition else 0.0)
            near = handed_on(sentence, trigger, mention, cost)
            yield position, (FROM_THE_LEFT if owned else 0.5) + near + governed
