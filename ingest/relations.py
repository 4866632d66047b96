"""Relations: how a mention stands to a trigger, and what it costs to get from one to the other."""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

from mithaq.ingest.agreement import agrees
from mithaq.ingest.askers import asked, askers
from mithaq.ingest.blows import struck
from mithaq.ingest.chains import chained, hosts, opened, taken_up
from mithaq.ingest.companies import names_somebody, of_states, paired
from mithaq.ingest.deciders import deciders
from mithaq.ingest.declarers import declarers
from mithaq.ingest.deniedclauses import DENIED, clause_subjects
from mithaq.ingest.destinations import destinations
from mithaq.ingest.dismissals import dismissed
from mithaq.ingest.fillings import BETWEEN
from mithaq.ingest.holders import holders
from mithaq.ingest.journeys import travellers
from mithaq.ingest.leads import LED, nowhere
from mithaq.ingest.lexicon import common_words, words
from mithaq.ingest.matters import MATTER, judged, matter_of
from mithaq.ingest.mentions import Mention
from mithaq.ingest.organs import ORGAN
from mithaq.ingest.outcomes import outcomes
from mithaq.ingest.posts import POST
from mithaq.ingest.seats import seated
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.steps import FROM_THE_LEFT, left, own_negation, right
from mithaq.ingest.tokens import bare
from mithaq.ingest.triggers import Trigger
from mithaq.ingest.venues import held
from mithaq.ingest.voices import speakers, tellers

_HEAD = 0.1
_ADJACENT = 0.25
_COMMA = 0.45
_HANDED = 0.7
_ELSEWHERE = frozenset({"في"})
_AND = "و"
_GROUP = "ArmedGroup"
_HAD = "قد"  # had, before a past verb
_THEN = frozenset({"ثم"})
_OF = "ل"  # to, for
_THAT = frozenset({("ان",)})


def related(sentence: Sentence, trigger: Trigger, relation: str) -> Iterator[tuple[int, float]]:
    """The mentions that stand in `relation` to the trigger, each with the cost of getting there."""
    if relation in _BY_NAME:
        yield from _BY_NAME[relation](sentence, trigger)
    elif relation.startswith(MATTER):
        yield from matter_of(sentence, trigger, relation.removeprefix(MATTER).strip())
    else:
        yield from _governed_by(sentence, trigger, relation)


def _is_free(mention: Mention) -> bool:
    return not mention.preposition and not _true_heads(mention) and mention.how != "demonym"


def _true_heads(mention: Mention) -> tuple[str, ...]:
    return tuple(h for h in mention.heads if not _only_describes(mention, h))


def _only_describes(mention: Mention, head: str) -> bool:
    """Whether a noun before a name adds nothing to it: «جماعة كذا» of a group is the group."""
    noun = bare(head.lstrip("وف"))
    return noun in words("nouns", "fillers") or (
        mention.candidates[0].kind == _GROUP and noun in words("violence", "groups")
    )


def _subjects(sentence: Sentence, trigger: Trigger) -> Iterator[tuple[int, float]]:
    if trigger.form.kind == "noun":
        yield from _genitives(sentence, trigger)
        yield from _owners(sentence, trigger)
        return
    relative = _relative_before(sentence, trigger.first)
    referred = bool(trigger.form.suffix) or sentence.words(trigger.last, trigger.last + 1) in _WITH
    if relative is not None and not referred:  # «الغارات التي شنتها روسيا», «التي تقوم بها روسيا»
        yield from _antecedents(sentence, relative)
        return
    for position, mention, cost in right(sentence, trigger):
        if _is_of_another_verb(sentence, trigger.last, mention.first):
            break
        if mention.first == trigger.last and not agrees(sentence, trigger, mention):
            break  # «فلان اتهم الولايات المتحدة …»
        if _is_free_ahead(mention, trigger):
            yield position, cost
    for position, mention, cost in left(sentence, trigger):
        if (_is_free(mention) or _is_who_did(sentence, mention)) and not _is_done_to(
            sentence, mention
        ):
            yield position, FROM_THE_LEFT + _forgiven(sentence, trigger, mention, cost)


_WITH = (("بها",), ("به",))


def _is_who_did(sentence: Sentence, mention: Mention) -> bool:
    """Whether it has done, or may do, what follows: «سبق لكييف أن أبرمت», «يحق لكندا أن توقع»."""
    verb = mention.first - len(mention.heads) - 1
    return (
        mention.preposition == _OF
        and verb >= 0
        and sentence.forms[verb].lstrip("وف") in words("verbs", "impersonal")
        and sentence.words(mention.last, mention.last + 1) in _THAT
    )


def _is_done_to(sentence: Sentence, mention: Mention) -> bool:
    """Whether it is the object of a verb whose subject stands before: «وكانت … قد اتهمت …»."""
    verb = mention.first - len(mention.heads) - 1
    return (
        verb > 0
        and sentence.classes[verb] == "verb"
        and sentence.forms[verb - 1] == _HAD
        and any(other.last == verb - 1 for other in sentence.mentions)
    )


def _is_of_another_verb(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a verb opens another clause between: «وقعت ست دول المعاهدة، وانسحبت منها كذا»."""
    return "verb" in sentence.classes[first + 1 : last] and any(
        sentence.classes[n] == "verb"
        and (sentence.forms[n].startswith(_AND) or sentence.forms[n - 1] in _THEN)
        and "mark" in sentence.classes[n - 2 : n]
        for n in range(first + 1, last)
    )


def _is_free_ahead(mention: Mention, trigger: Trigger) -> bool:
    """Whether nothing between the trigger and the mention governs it."""
    if mention.how == "demonym":
        return False
    if mention.preposition and mention.governor >= trigger.first:
        return (
            mention.governor < trigger.last
            and mention.governor >= 0
            and not _between(mention, trigger)
        )
    return (not mention.preposition or mention.governor >= 0) and not _between(mention, trigger)


def _between(mention: Mention, trigger: Trigger) -> tuple[str, ...]:
    """The nouns that govern the mention and stand after the trigger."""
    room = mention.first - trigger.last
    heads = mention.heads[-room:] if room > 0 else ()
    if heads and heads[0].startswith("و") and mention.candidates[0].kind == "Treaty":
        return ()  # «وقعت الحكومة وحركات مسلحة اتفاقا»
    return tuple(h for h in heads if not _only_describes(mention, h))


def _forgiven(sentence: Sentence, trigger: Trigger, mention: Mention, cost: float) -> float:
    """A complementizer with a pronoun hands the subject on: «أعلنت أرمينيا أنها ستترك»."""
    gap = sentence.words(mention.last, trigger.first)
    pronouns = words("grammar", "pronoun_complementizers")
    handed = sum(1 for word in gap if word in pronouns)
    return max(cost - _HANDED * handed, 0.1)


def _relative_before(sentence: Sentence, first: int) -> int | None:
    """Where the relative pronoun stands right before the trigger, over auxiliaries and negators."""
    position = own_negation(sentence, first)
    if position and sentence.classes[position - 1] == "relative":
        return position - 1
    return None


def _antecedents(sentence: Sentence, before: int) -> Iterator[tuple[int, float]]:
    """Lists and mentions that end right before token `before`, over a comma or pronoun."""
    for position in range(len(sentence.mentions)):
        group = sentence.groups[position]
        last = sentence.mentions[group[-1]]
        if last.how == "demonym":
            continue
        cost = sentence.gap(last.last, before)
        if cost > _ADJACENT and _one_between(sentence, last.last, before):
            continue
        if last.last <= before and cost <= _ADJACENT + _COMMA:
            yield position, cost + 0.001 * (len(sentence.mentions) - len(group))


def _one_between(sentence: Sentence, first: int, last: int) -> bool:
    """Whether somebody or something else is named between tokens `first` and `last`."""
    return any(
        first <= m.first and m.last <= last and m.how != "demonym" for m in sentence.mentions
    )


def _objects(sentence: Sentence, trigger: Trigger) -> Iterator[tuple[int, float]]:
    pronoun = bool(trigger.form.suffix) and trigger.form.kind == "verb"
    for position, mention, cost in right(sentence, trigger):
        if _is_of_another_verb(sentence, trigger.last, mention.first):
            break
        if _is_free_ahead(mention, trigger) and not pronoun:
            yield position, cost
    if pronoun:
        yield from _just_before(sentence, _relative_before(sentence, trigger.first))
        for position, mention, cost in left(sentence, trigger):
            yield position, cost + FROM_THE_LEFT + _HEAD * len(mention.heads)


def _just_before(sentence: Sentence, relative: int | None) -> Iterator[tuple[int, float]]:
    """The last mention before a relative pronoun, over a comma at most."""
    if relative is None:
        return
    ended = [n for n, mention in enumerate(sentence.mentions) if mention.last <= relative]
    if ended and (cost := sentence.gap(sentence.mentions[ended[-1]].last, relative)) <= _COMMA:
        yield ended[-1], cost


def _genitives(sentence: Sentence, trigger: Trigger) -> Iterator[tuple[int, float]]:
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
            and cost <= 3 * _ADJACENT
            and not any(map(_joins_a_noun, between))  # «الحرب في سوريا والاتهامات لروسيا»
        ):
            yield position, cost + _HEAD


@lru_cache(maxsize=65536)
def _joins_a_noun(form: str) -> bool:
    """Whether a word is another noun after و, and none that begins with it: «واتهامات», not «وزير»."""
    if not form.startswith(_AND) or "ال" + form in common_words():
        return False
    return {form[1:], "ال" + form[1:]} & common_words() != set()


def _owners(sentence: Sentence, trigger: Trigger) -> Iterator[tuple[int, float]]:
    """Who does what a verbal noun names: by its suffix, or by the verb that governs it."""
    owned = bool(trigger.form.suffix)
    decided = () if owned else tuple(deciders(sentence, trigger))
    if decided:
        yield from decided
        return
    for position, mention, cost in left(sentence, trigger):
        if not owned and mention.preposition in _ELSEWHERE:
            continue  # «في فرنسا بعد الانسحاب» tells not who leaves
        if mention.how != "demonym":
            governed = _HEAD * len(mention.heads) + (0.3 if mention.preposition else 0.0)
            yield position, (FROM_THE_LEFT if owned else 0.5) + cost + governed


def _before(sentence: Sentence, trigger: Trigger) -> Iterator[tuple[int, float]]:
    for position, mention, cost in left(sentence, trigger):
        if _is_free(mention):
            yield position, cost


def _over(sentence: Sentence, trigger: Trigger) -> Iterator[tuple[int, float]]:
    """Whose what is struck is: «قصفت … مواقع الجيش»."""
    for position, mention, cost in right(sentence, trigger):
        heads = _true_heads(mention)
        struck = all(bare(head.lstrip("وف")) in words("nouns", "struck") for head in heads)
        if heads and struck and not mention.preposition:
            yield position, cost


def _joined(sentence: Sentence, trigger: Trigger) -> Iterator[tuple[int, float]]:
    """The other side after «و», however far: «بين كذا وحلفائهم من جهة وكذا من جهة أخرى»."""
    for position, mention, cost in right(sentence, trigger):
        if _is_of_another_verb(sentence, trigger.last, mention.first):
            break
        if mention.conjunction and _is_free(mention):
            yield position, cost


def _around(sentence: Sentence, trigger: Trigger) -> Iterator[tuple[int, float]]:
    for position, mention, cost in right(sentence, trigger):
        if mention.how != "demonym":
            yield position, cost + _HEAD * len(mention.heads)
    for position, mention, cost in left(sentence, trigger):
        if mention.how != "demonym":
            yield position, cost + FROM_THE_LEFT + _HEAD * len(mention.heads)


def _governed_by(
    sentence: Sentence, trigger: Trigger, preposition: str
) -> Iterator[tuple[int, float]]:
    for position, mention, cost in right(sentence, trigger):
        inside = mention.governor < 0 or mention.governor >= trigger.first
        if mention.preposition == preposition and inside and names_somebody(mention):
            if preposition == _BY and _is_judged_by(sentence, trigger.last, mention.governor):
                continue
            yield position, cost + _HEAD * _apart(mention)
    for position, mention, cost in left(sentence, trigger):
        if mention.preposition == preposition and mention.how != "demonym":
            if _are_related(sentence, mention):
                continue  # «العلاقات بين كينيا وأوغندا» are at war with nobody
            yield position, cost + FROM_THE_LEFT + _HEAD * _apart(mention)


def _is_judged_by(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a participle between says what they think of it: «القصف مرفوض من قبل كينيا»."""
    return sentence.has_among(first, last, words("reports", "judging"))


_BY = "من قبل"


def _are_related(sentence: Sentence, mention: Mention) -> bool:
    """Whether it is their relations, or talks, that are between two."""
    if mention.preposition != BETWEEN:
        return False
    last = mention.governor
    last -= any(f.startswith(BETWEEN) for f in sentence.words(last - 1, last))  # «بينها وبين غانا»
    return sentence.has_among(last - 1, last, words("violence", "ties"))


def _apart(mention: Mention) -> int:
    """How many nouns stand before it, but those that name a part of a place: «في جبهة صرواح»."""
    if mention.candidates[0].kind != "Place":
        return len(mention.heads)
    return sum(bare(head) not in words("nouns", "place_parts") for head in _true_heads(mention))


def _right_before(sentence: Sentence, trigger: Trigger) -> Iterator[tuple[int, float]]:
    return _antecedents(sentence, trigger.first)


def _earlier(sentence: Sentence, trigger: Trigger) -> Iterator[tuple[int, float]]:
    """Whom a pronoun means: the mentions before, whatever governs them."""
    for position, mention, cost in left(sentence, trigger):
        if mention.how != "demonym":
            yield position, cost + _HEAD * len(mention.heads)


def _nobody(sentence: Sentence, trigger: Trigger) -> Iterator[tuple[int, float]]:
    """A participle tells nobody who stands anywhere: the slot looks for who speaks."""
    del sentence, trigger
    return iter(())


_BY_NAME: Mapping[str, Callable[[Sentence, Trigger], Iterator[tuple[int, float]]]] = {
    "subject": _subjects,
    "object": _objects,
    "genitive": _genitives,
    "antecedent": _right_before,
    "before": _before,
    "around": _around,
    "over": _over,
    "joined": _joined,
    "seat": seated,
    "struck": struck,
    "outcome": outcomes,
    "chain": chained,
    "where": taken_up,
    "host": hosts,
    "held": held,
    LED: nowhere,
    ORGAN: nowhere,
    POST: nowhere,
    "paired": paired,
    "states": of_states,
    "holder": holders,
    "traveller": travellers,
    "destination": destinations,
    "judged": judged,
    "dismissed": dismissed,
    "circumstance": _nobody,
    "teller": tellers,
    "earlier": _earlier,
    "declarer": declarers,
    "speaker": speakers,
    "collective": opened,
    "asker": askers,
    "asked": asked,
    DENIED: clause_subjects,
}
