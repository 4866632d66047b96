"""Relations: how a mention stands to a trigger, and what it costs to get from one to the other."""

from collections.abc import Callable, Iterator, Mapping

from mithaq.ingest.agreement import is_meant
from mithaq.ingest.antecedents import antecedents
from mithaq.ingest.arguments import objects, subjects
from mithaq.ingest.askers import asked, askers
from mithaq.ingest.bearers import CARRIED
from mithaq.ingest.blows import struck
from mithaq.ingest.bracketed import BRACKETED, SPELLED, bracketed, spelled
from mithaq.ingest.chains import chained, hosts, opened, taken_up
from mithaq.ingest.companies import names_somebody, of_states, paired
from mithaq.ingest.declarers import declarers
from mithaq.ingest.deniedclauses import DENIED, clause_subjects
from mithaq.ingest.destinations import destinations
from mithaq.ingest.dismissals import dismissed
from mithaq.ingest.earlierobjects import is_done_to_before
from mithaq.ingest.fillings import BETWEEN, head_of_list
from mithaq.ingest.genitives import genitives
from mithaq.ingest.holders import holders
from mithaq.ingest.homelands import is_homeland
from mithaq.ingest.journeydoers import is_made
from mithaq.ingest.journeys import travellers
from mithaq.ingest.judgements import judged
from mithaq.ingest.leads import LED, nowhere
from mithaq.ingest.lexicon import words
from mithaq.ingest.matters import MATTER, matter_of
from mithaq.ingest.mentions import SEVERAL, Mention
from mithaq.ingest.mouthpieces import is_mouthpiece
from mithaq.ingest.organs import ORGAN
from mithaq.ingest.outcomes import outcomes
from mithaq.ingest.partners import PARTNER
from mithaq.ingest.posts import POST
from mithaq.ingest.pronounmatters import meant_ones
from mithaq.ingest.seats import seated
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.stances import speakers
from mithaq.ingest.steps import FROM_THE_LEFT, HEAD, left, right
from mithaq.ingest.tokens import bare, unjoined
from mithaq.ingest.triggers import Trigger
from mithaq.ingest.twosomes import TWO
from mithaq.ingest.ungoverned import is_free, is_of_another_verb, opens_its_own_clause, true_heads
from mithaq.ingest.venues import held
from mithaq.ingest.voices import tellers


def related(sentence: Sentence, trigger: Trigger, relation: str) -> Iterator[tuple[int, float]]:
    """The mentions that stand in `relation` to the trigger, each with the cost of getting there."""
    for position, cost in _each(sentence, trigger, relation):
        mention = sentence.mentions[position]
        if is_mouthpiece(sentence, mention):
            continue
        if relation in _NAMED_BEFORE and is_homeland(mention, sentence.tokens):
            continue  # «… استقرار بلاده، متهما إياها …»: his own is not whom he accuses
        if relation in _TAKEN_UP and not is_meant(sentence, trigger, mention):
            continue
        yield position, cost


_NAMED_BEFORE = frozenset({"antecedent", "earlier"})
_TAKEN_UP = _NAMED_BEFORE | {"before"}
"""The relations in which a pronoun right before the trigger may stand for the mention."""


def _each(sentence: Sentence, trigger: Trigger, relation: str) -> Iterator[tuple[int, float]]:
    if relation in _BY_NAME:
        yield from _BY_NAME[relation](sentence, trigger)
    elif relation.startswith(MATTER):
        yield from matter_of(sentence, trigger, relation.removeprefix(MATTER).strip())
    else:
        yield from _governed_by(sentence, trigger, relation)


def _before(sentence: Sentence, trigger: Trigger) -> Iterator[tuple[int, float]]:
    for position, mention, cost in left(sentence, trigger):
        if mention.last <= sentence.dateline:
            break
        if is_done_to_before(sentence, trigger, mention):
            continue  # «أيدت غانا مالي وأرسلت جنودا»: those of Ghana
        if is_free(mention) and not _is_example(sentence, position):
            yield position, cost


def _is_example(sentence: Sentence, position: int) -> bool:
    """Whether a list only says who is among them: «المنظمة، وفيها دول منها غانا، …»."""
    first = sentence.mentions[head_of_list(sentence, position)].first
    return bool(set(sentence.words(first - 1, first)) & words("reports", "including"))


def _over(sentence: Sentence, trigger: Trigger) -> Iterator[tuple[int, float]]:
    """Whose what is struck is: «قصفت … مواقع الجيش»."""
    for position, mention, cost in right(sentence, trigger):
        heads = true_heads(mention)
        struck = all(bare(unjoined(head)) in words("nouns", "struck") for head in heads)
        if heads and struck and not mention.preposition:
            yield position, cost


def _joined(sentence: Sentence, trigger: Trigger) -> Iterator[tuple[int, float]]:
    """The other side after «و», however far: «بين كذا وحلفائهم من جهة وكذا من جهة أخرى»."""
    for position, mention, cost in right(sentence, trigger):
        if is_of_another_verb(sentence, trigger.last, mention.first):
            break
        if opens_its_own_clause(sentence, mention):
            break
        if mention.conjunction and mention.part != SEVERAL and is_free(mention):
            yield position, cost


def _around(sentence: Sentence, trigger: Trigger) -> Iterator[tuple[int, float]]:
    for position, mention, cost in right(sentence, trigger):
        if mention.how != "demonym":
            yield position, cost + HEAD * len(mention.heads)
    for position, mention, cost in left(sentence, trigger):
        if mention.how != "demonym":
            yield position, cost + FROM_THE_LEFT + HEAD * len(mention.heads)


def _governed_by(
    sentence: Sentence, trigger: Trigger, preposition: str
) -> Iterator[tuple[int, float]]:
    for position, mention, cost in right(sentence, trigger):
        inside = mention.governor < 0 or mention.governor >= trigger.first
        if mention.preposition == preposition and inside and names_somebody(mention):
            if preposition == _BY and _is_judged_by(sentence, trigger.last, mention.governor):
                continue
            if preposition == BETWEEN and _is_of_another_noun(sentence, trigger, mention):
                continue
            yield position, cost + HEAD * _apart(mention)
    if _tells_where(sentence, trigger):
        return
    for position, mention, cost in left(sentence, trigger):
        people = mention.how != "demonym" or _is_a_people(sentence, mention)
        if mention.preposition == preposition and people:
            if _are_related(sentence, mention):
                continue  # «العلاقات بين كينيا وأوغندا» are at war with nobody
            if _is_governed_before(sentence, trigger, mention):
                continue
            yield position, cost + FROM_THE_LEFT + HEAD * _apart(mention)


def _is_governed_before(sentence: Sentence, trigger: Trigger, mention: Mention) -> bool:
    """Whether a treaty's preposition is another verb's: «تعترض كندا على الاتفاق الذي أبرم مع كوبا»."""
    relative = trigger.first - 1
    return (
        trigger.form.kind == "verb"
        and mention.last == relative
        and sentence.classes[relative] == "relative"
        and mention.candidates[0].kind == _TREATY
    )


_TREATY = "Treaty"


def _is_a_people(sentence: Sentence, mention: Mention) -> bool:
    """Whether the plural of a demonym has something: «للكنديين مقعد في …»."""
    return mention.preposition == "ل" and sentence.forms[mention.last - 1].endswith(_PEOPLE)


_PEOPLE = ("ين", "ون")


def _tells_where(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a clause tells whose journey it is and to where: «الزيارة التي قام بها فلان إلى»."""
    definite = sentence.forms[trigger.first].startswith(_THE) and trigger.form.kind == "noun"
    return definite and is_made(sentence, trigger)


_THE = "ال"


def _is_judged_by(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a participle between says what they think of it: «القصف مرفوض من قبل كينيا»."""
    return sentence.has_among(first, last, words("reports", "judging"))


_BY = "من قبل"


def _is_of_another_noun(sentence: Sentence, trigger: Trigger, mention: Mention) -> bool:
    """Whether something joined is between two: «قمة خصصت للحرب في السودان والتوتر بين كينيا وغانا»."""
    before = mention.governor - 1
    if before < trigger.last:
        return False
    form = sentence.forms[before]
    return form.startswith(_JOINED) and bare(unjoined(form)) in words("meetings", "situations")


_JOINED = "وال"


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
    return sum(bare(head) not in words("nouns", "place_parts") for head in true_heads(mention))


def _right_before(sentence: Sentence, trigger: Trigger) -> Iterator[tuple[int, float]]:
    return antecedents(sentence, trigger.first)


def _earlier(sentence: Sentence, trigger: Trigger) -> Iterator[tuple[int, float]]:
    """Whom a pronoun means: the mentions before, whatever governs them."""
    for position, mention, cost in left(sentence, trigger):
        if mention.how != "demonym":
            yield position, cost + HEAD * len(mention.heads)


def _ally(sentence: Sentence, trigger: Trigger) -> Iterator[tuple[int, float]]:
    """Whose ally one right before is: «باعت كندا أسلحة إلى غانا، حليفتها في …» is Canada's."""
    told = {position for position, _ in antecedents(sentence, trigger.first)}
    for position, cost in _earlier(sentence, trigger) if told else ():
        if position not in told:
            yield position, cost


def _nobody(sentence: Sentence, trigger: Trigger) -> Iterator[tuple[int, float]]:
    """A participle tells nobody who stands anywhere: the slot looks for who speaks."""
    del sentence, trigger
    return iter(())


_BY_NAME: Mapping[str, Callable[[Sentence, Trigger], Iterator[tuple[int, float]]]] = {
    "subject": subjects,
    "object": objects,
    "genitive": genitives,
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
    CARRIED: nowhere,
    ORGAN: nowhere,
    POST: nowhere,
    PARTNER: nowhere,
    TWO: nowhere,
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
    "ally": _ally,
    "meant": meant_ones,
    "declarer": declarers,
    "speaker": speakers,
    "collective": opened,
    "asker": askers,
    "asked": asked,
    DENIED: clause_subjects,
    BRACKETED: bracketed,
    SPELLED: spelled,
}
