"""Arguments of a verb: its subject and its object, after it, before it, or over a relative pronoun."""

from collections.abc import Iterator

from mithaq.ingest.actingcapitals import acts_upon
from mithaq.ingest.agreement import agrees, are_many, may_stand_before
from mithaq.ingest.antecedents import antecedents, just_before, relative_before
from mithaq.ingest.appeals import is_asking
from mithaq.ingest.appositions import aside_on_subject
from mithaq.ingest.clauses import is_aside
from mithaq.ingest.doersafter import are_counted, has_doer_after, is_by_others, is_struck
from mithaq.ingest.earlierobjects import is_done_to_before
from mithaq.ingest.genitives import genitives, owners
from mithaq.ingest.informed import informed
from mithaq.ingest.lexicon import words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.nearness import stands_at
from mithaq.ingest.sameactors import taken_up
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.steps import FROM_THE_LEFT, HEAD, handed_on, left, right
from mithaq.ingest.tokens import bare, unjoined
from mithaq.ingest.triggers import Trigger
from mithaq.ingest.ungoverned import (
    is_free,
    is_free_ahead,
    is_of_another_verb,
    opens_its_own_clause,
)
from mithaq.ingest.voices import is_of_paper

_ARTICLE = "ال"
_HAD = "قد"  # had, before a past verb
_OF = "ل"  # to, for
_THAT = frozenset({("ان",)})


def subjects(sentence: Sentence, trigger: Trigger) -> Iterator[tuple[int, float]]:
    """Who does what the trigger says."""
    if trigger.form.kind == "noun":
        yield from genitives(sentence, trigger)
        yield from owners(sentence, trigger)
        return
    relative = relative_before(sentence, trigger.first)
    referred = bool(trigger.form.suffix) or sentence.words(trigger.last, trigger.last + 1) in _WITH
    if relative is not None and not referred:  # «الغارات التي شنتها روسيا», «التي تقوم بها روسيا»
        yield from (
            (position, cost)
            for position, cost in antecedents(sentence, relative)
            if may_stand_before(sentence, sentence.mentions[position], trigger)
        )
        return
    after = () if _has_pronoun_before(sentence, trigger) else right(sentence, trigger)
    for position, mention, cost in after:
        if is_of_another_verb(sentence, trigger.last, mention.first):
            break
        if opens_its_own_clause(sentence, mention):
            break
        if mention.first == trigger.last and not agrees(sentence, trigger, mention):
            break  # «فلان اتهم الولايات المتحدة …»
        if mention.first == trigger.last and is_of_paper(sentence, trigger.first):
            break  # «نشرت اللجنة تقريرا يتهم كينيا»: the report does
        if mention.first > trigger.last and sentence.classes[mention.first - 1] == "verb":
            break  # «تعرضت ناقلة لهجوم اتهمت كينيا أوغندا بتدبيره»
        if is_free_ahead(mention, trigger) and not _is_joined(sentence, trigger, position):
            yield position, cost
    if trigger.form.suffix and (is_struck(sentence, trigger) or are_counted(sentence, trigger)):
        return  # «مصنع دمرته غارة تركية»: the blow does; «الحلف الذي أنشأته 12 دولة»
    if relative is not None and trigger.form.suffix and is_by_others(sentence, trigger.last):
        return
    told = informed(sentence, trigger)
    for position, mention, cost in left(sentence, trigger):
        if mention.last <= sentence.dateline:
            break  # «كييف/برلين - وكالات: ناشد فلان …»
        if position in told or not may_stand_before(sentence, mention, trigger):
            continue
        if not are_many(sentence, trigger, position):
            continue
        if trigger.form.suffix and not agrees(sentence, trigger, mention):
            continue  # «انتقد فلان المنظمة واتهمها بكذا»
        if is_done_to_before(sentence, trigger, mention):
            continue  # «حظرت غانا الحركة واتهمتها بكذا», «أيدت غانا كينيا وأرسلت جنودا»
        if (is_free(mention) or _is_who_did(sentence, mention)) and not _is_done_to(
            sentence, mention
        ):
            near = taken_up(sentence, trigger, mention, handed_on(sentence, trigger, mention, cost))
            yield position, FROM_THE_LEFT + near


_WITH = (("بها",), ("به",), ("عليها",), ("عليه",), ("فيها",), ("فيه",), ("ضدها",), ("ضده",))


def _is_joined(sentence: Sentence, trigger: Trigger, position: int) -> bool:
    """Whether «و» joins it to another named after the verb: «تشمل القوات الجيش الكيني وقوات الحلف»."""
    if not position or not sentence.mentions[position].conjunction:
        return False
    before = sentence.mentions[position - 1]
    return before.first >= trigger.last and is_free_ahead(before, trigger)


def _has_pronoun_before(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a pronoun that means no mere fact is the verb's subject: «أنها قصفت مقديشو»."""
    before = sentence.words(trigger.first - 1, trigger.first)
    return any(form in words("grammar", "pronoun_subjects") for form in before)


def _is_who_did(sentence: Sentence, mention: Mention) -> bool:
    """Whether it has done, or may do, what follows: «سبق لكييف أن أبرمت», «يحق لكندا أن توقع»."""
    verb = mention.first - len(mention.heads) - 1
    return (
        mention.preposition == _OF
        and verb >= 0
        and unjoined(sentence.forms[verb]) in words("verbs", "impersonal")
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


_WHITHER = "الي"


def objects(sentence: Sentence, trigger: Trigger) -> Iterator[tuple[int, float]]:
    """To whom or what it is done: after the trigger, or what its suffix stands for."""
    pronoun = bool(trigger.form.suffix) and trigger.form.kind == "verb"
    if trigger.form.kind == "verb" and _is_refused(sentence, trigger):
        return
    asking = trigger.form.kind == "verb" and is_asking(sentence.forms[trigger.first])
    verb = trigger.form.kind == "verb" and not pronoun
    aside = aside_on_subject(sentence, trigger.last) if verb else range(0)
    for position, mention, cost in right(sentence, trigger):
        if is_of_another_verb(sentence, trigger.last, mention.first):
            break
        if opens_its_own_clause(sentence, mention):
            break
        if mention.first in aside or _is_in_another_clause(sentence, trigger, mention):
            continue
        if asking and _WHITHER in sentence.forms[trigger.last : mention.first]:
            break  # «دعا الدول العربية إلى التحرك خارج إطار المجلس»
        if _follows_a_verb(sentence, trigger, mention):
            continue  # «دخل الجيش البلاد ليطرد الذين تتهمهم نيروبي»
        if is_free_ahead(mention, trigger) and not (
            pronoun or (verb and acts_upon(sentence, trigger, mention))
        ):
            yield position, cost
    if aside:
        beyond = aside.stop + 1
        yield from ((n, _ASIDE) for n, m in enumerate(sentence.mentions) if m.first == beyond)
    if pronoun:
        relative = relative_before(sentence, trigger.first)
        if relative is not None and _is_thing(sentence, relative - 1):
            return  # «انتقدت الصين المعاهدة التي تؤيدها كندا»
        yield from just_before(sentence, relative)
        if relative is not None and has_doer_after(sentence, trigger):
            return  # «تمسكت غانا بالمعاهدة التي وقعتها كينيا»
        for position, mention, cost in left(sentence, trigger):
            if not is_aside(sentence, mention):
                yield position, cost + FROM_THE_LEFT + HEAD * len(mention.heads)


def _is_refused(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether the pattern refuses what the verb governs: «رفضوا حضور المحادثات التي دعا إليها فلان»."""
    phrases = trigger.form.pattern.refuse_next
    if not phrases:
        return False
    after = next((m.last for m in sentence.mentions if m.first == trigger.last), trigger.last)
    ahead = {n for n in (trigger.last, after) if n < len(sentence.forms)}
    return any(stands_at(phrases, sentence.forms, n) for n in ahead)


def _is_in_another_clause(sentence: Sentence, trigger: Trigger, mention: Mention) -> bool:
    """Whether «his country» is the object of a verb: «زيارة الوزير بعد هجوم استهدف قوات بلاده»."""
    noun = trigger.form.kind == "noun" and mention.how == "reference"
    return noun and "verb" in sentence.classes[trigger.last : mention.first]


_CLAUSE = ("relative", "verb")
_LANDS = frozenset({"State"})


def _follows_a_verb(sentence: Sentence, trigger: Trigger, mention: Mention) -> bool:
    """Whether the verb of a relative clause has a state or a capital as its subject."""
    before = mention.first - 1
    if mention.how == "person" and _makes_what_is_described(sentence, trigger.last, before):
        return True
    opened = before > trigger.last and sentence.classes[before - 1 : mention.first] == _CLAUSE
    return opened and mention.how == "name" and mention.of_kind(_LANDS) is not None


def _makes_what_is_described(sentence: Sentence, first: int, verb: int) -> bool:
    """Whether a verb with its pronoun says of a noun who made it: «اتهمت في بيان أصدره رئيسها فلان كينيا بكذا»."""
    if verb - 1 <= first or sentence.classes[verb] != "verb" or verb in sentence.named:
        return False
    noun = sentence.forms[verb - 1]
    described = sentence.classes[verb - 1] == "word" and not noun.startswith(_ARTICLE)
    return described and sentence.forms[verb].endswith(_IT) and verb - 1 not in sentence.named


_IT = ("ه", "ها")
"""Pronouns of a thing, at the end of a verb: "it"."""
_ASIDE = 0.4
"""What it costs to get over an aside on who acts."""


def _is_thing(sentence: Sentence, position: int) -> bool:
    """Whether a definite noun of what is done or agreed stands there, and is nothing the text names."""
    form = sentence.forms[position]
    return (
        position not in sentence.named
        and form.startswith(_ARTICLE)
        and (
            form in words("treaties", "the_agreements") or bare(form) in words("reports", "matters")
        )
    )
