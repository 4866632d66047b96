"""Background: who stands in a role by what the sentences before have told, or by the noun beside it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from mithaq.ingest.lexemes.mention import Mention
from mithaq.ingest.lexemes.prepositions import has_preposition
from mithaq.ingest.lexemes.sentence import Sentence
from mithaq.ingest.lexemes.standing import subjects
from mithaq.ingest.lexemes.triggers import Trigger

_REACH = 10
_CLOSE = 3


def held(
    sentence: Sentence, trigger: Trigger, left: Iterable[Mention], right: Iterable[Mention]
) -> Iterator[Mention]:
    """The office that whoever stands beside the trigger was named with: «X подал в отставку»."""
    for mention in (*list(left)[:2], *list(right)[:2]):
        office = sentence.memory.offices.get(mention.candidates[-1].iri)
        if office is not None:
            yield replace(office, first=trigger.first, last=trigger.last)


def treaty_before(
    sentence: Sentence, trigger: Trigger, left: Iterable[Mention]
) -> Iterator[Mention]:
    """The treaty named last before the trigger: «…, согласно которому нападение на …»."""
    named = [m for m in left if any(one.kind == "Treaty" for one in m.candidates)]
    yield from named[:1]
    treaty = sentence.memory.treaty
    if not named and treaty is not None:
        yield Mention(trigger.first, trigger.last, (treaty,), "reference")


def troops(sentence: Sentence, trigger: Trigger) -> Iterator[Mention]:
    """Whose the troops are: «миротворцы ОДКБ», «российские военные»."""
    near = {word for phrase in trigger.frame.near for word in phrase}
    for mention in sentence.mentions:
        distance = max(trigger.first - mention.last, mention.first - trigger.last)
        lead = sentence.lead(mention)
        led = lead != mention.first and sentence.lemma(lead) in near
        followed = mention.how == "demonym" and any(
            sentence.lemma(mention.last + n) in near for n in range(3)
        )
        if distance <= _REACH and (led or followed):
            yield mention


def commanders(sentence: Sentence, trigger: Trigger, left: list[Mention]) -> Iterator[Mention]:
    """The states of officials who send troops: «президент Перу X распорядился направить …»."""
    for mention in subjects(sentence, trigger, left):
        office = sentence.memory.offices.get(mention.candidates[0].iri)
        if mention.how == "person" and office is not None and office.whose is not None:
            yield Mention(mention.first, mention.last, (office.whose,), "reference")
        return


def datives(sentence: Sentence, trigger: Trigger) -> Iterator[Mention]:
    """Who stands in the dative beside a verb, before it or behind it."""
    for mention in sentence.mentions:
        distance = max(trigger.first - mention.last, mention.first - trigger.last)
        shown = sentence.is_in(mention, "datv") and not sentence.is_in(mention, "gent")
        if distance <= _REACH and shown and not has_preposition(sentence, mention):
            yield mention


def of_nouns(sentence: Sentence, trigger: Trigger) -> Iterator[Mention]:
    """Whose what stands near the trigger is: «передал председательство ШОС», «в ШОС»."""
    place = sentence.find(trigger.frame.near, trigger.first - _REACH, trigger.last + _REACH)
    for mention in sentence.mentions:
        between = sentence.words[place + 1 : mention.first] if place >= 0 else ()
        near = 0 <= mention.first - place - 1 <= _CLOSE and place >= 0
        inner = {word.form for word in between} <= {"в", "во"}
        if near and (inner or all("gent" in w.cases or w.form in ("в", "во") for w in between)):
            yield mention


def instrumentals(sentence: Sentence, trigger: Trigger) -> Iterator[Mention]:
    """As what somebody is chosen: an office in the instrumental within the clause."""
    for mention in sentence.mentions:
        low, high = sorted((mention.last, trigger.first))
        if mention.first >= trigger.last:
            low, high = trigger.last, mention.first
        apart = any(sentence.form(n) in (",", ";") for n in range(low, high))
        if mention.how != "office" or sentence.is_title(mention) or apart:
            continue
        if high - low <= _REACH and sentence.is_in(mention, "ablt"):
            yield mention


def is_itself(sentence: Sentence, trigger: Trigger, mention: Mention) -> bool:
    """Whether a mention is what the trigger is about, and not whose that is: «создание миссии НАТО»."""
    between = sentence.words[trigger.last : mention.first]
    return sentence.lead(mention) == mention.first and not any(w.pos == "NOUN" for w in between)


def is_city(mention: Mention) -> bool:
    """Whether a mention is that of a place that is no state by itself."""
    return mention.candidates[0].kind == "Place"
