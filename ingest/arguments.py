"""Arguments of a verb: its subject and its object, after it, before it, or over a relative pronoun."""

from collections.abc import Iterator

from mithaq.ingest.actingcapitals import acts_upon
from mithaq.ingest.agreement import (
    agrees,
    are_many,
    is_of_other_gender,
    may_be_described,
    may_stand_before,
)
from mithaq.ingest.appeals import is_asking
from mithaq.ingest.appositions import aside_on_subject
from mithaq.ingest.clauses import is_aside
from mithaq.ingest.earlierobjects import is_done_to_before
from mithaq.ingest.genitives import genitives, owners
from mithaq.ingest.informed import informed
from mithaq.ingest.lexicon import words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.nearness import stands_at
from mithaq.ingest.numberwords import is_number_word
from mithaq.ingest.proclitics import attached_preposition
from mithaq.ingest.representing import representatives
from mithaq.ingest.sameactors import taken_up
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.steps import FROM_THE_LEFT, HEAD, handed_on, left, own_negation, right
from mithaq.ingest.tokens import bare, is_among, unjoined
from mithaq.ingest.triggers import Trigger
from mithaq.ingest.ungoverned import (
    is_free,
    is_free_ahead,
    is_of_another_verb,
    opens_its_own_clause,
)
from mithaq.ingest.voices import is_of_paper

_ADJACENT = 0.25
_COMMA = 0.45
_ROUNDED = 0.001
"""What costs that were added up may be off by."""
_HAD = "قد"  # had, before a past verb
_OF = "ل"  # to, for
_THAT = frozenset({("ان",)})


def subjects(sentence: Sentence, trigger: Trigger) -> Iterator[tuple[int, float]]:
    """Who does what the trigger says."""
    if trigger.form.kind == "noun":
        yield from genitives(sentence, trigger)
        yield from owners(sentence, trigger)
        return
    relative = _relative_before(sentence, trigger.first)
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
    if trigger.form.suffix and (_is_struck(sentence, trigger) or _are_counted(sentence, trigger)):
        return  # «مصنع دمرته غارة تركية»: the blow does; «الحلف الذي أنشأته 12 دولة»
    if relative is not None and trigger.form.suffix and _is_by_others(sentence, trigger.last):
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


def _is_struck(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a blow right after the verb is its subject: «دمرته غارة», «قتلتهم قذيفة»."""
    following = sentence.words(trigger.last, trigger.last + 1)
    return any(is_among(form, words("violence", "strikes")) for form in following)


def _are_counted(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether so many do what the verb says, of whom the text names none: «وقعتها ثلاثون دولة»."""
    counted = sentence.words(trigger.last, trigger.last + 1)
    return any(is_number_word(f) or f.isdecimal() for f in counted) and not sentence.is_timed(
        trigger.last
    )


def _is_by_others(sentence: Sentence, position: int) -> bool:
    """Whether the noun right after a verb is its subject, and nobody the text names: «المعاهدة التي أبرمتها حكومة سابقة»."""
    if sentence.classes[position : position + 1] != ("word",) or position in sentence.named:
        return False
    form = sentence.forms[position]
    if sentence.is_timed(position) or form in words("reports", "manner"):
        return False
    return attached_preposition(form) is None and representatives().get(bare(form)) != _FORCES


_FORCES = "forces"


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


def _relative_before(sentence: Sentence, first: int) -> int | None:
    """Where the relative pronoun stands right before the trigger, over auxiliaries and negators."""
    position = own_negation(sentence, first)
    if position and sentence.classes[position - 1] == "relative":
        return position - 1
    return None


def antecedents(sentence: Sentence, before: int) -> Iterator[tuple[int, float]]:
    """Lists and mentions that end right before token `before`, over a comma or pronoun."""
    for position in range(len(sentence.mentions)):
        group = sentence.groups[position]
        last = sentence.mentions[group[-1]]
        if last.how == "demonym":
            continue
        cost = sentence.gap(_past_signed(sentence, last, before), before)
        if cost > _ADJACENT and _one_between(sentence, last.last, before):
            continue
        if _is_another_described(sentence, last.last, before):
            continue
        if len(group) == 1 and not may_be_described(sentence, before, last):
            continue
        if last.last <= before and cost <= _ADJACENT + _COMMA:
            yield position, cost + 0.001 * (len(sentence.mentions) - len(group))


def _is_another_described(sentence: Sentence, first: int, relative: int) -> bool:
    """Whether a preposition governs the noun before the pronoun: «شكر كندا بعد الحرائق التي اجتاحت …»."""
    noun = relative - 1
    if noun <= first or sentence.classes[relative] != "relative":
        return False
    if not sentence.forms[noun].startswith(_ARTICLE):
        return False
    return sentence.classes[noun - 1] == "preposition" and not sentence.is_timed(noun)


_ARTICLE = "ال"


def _past_signed(sentence: Sentence, named: Mention, before: int) -> int:
    """Where it goes on after when or between whom an agreement was signed: «المعاهدة الموقعة عام 1961، التي …»."""
    signed = sentence.words(named.last, named.last + 1)
    relative = sentence.classes[before : before + 1] == ("relative",)
    if not relative or not set(signed) & words("treaties", "concluded"):
        return named.last
    between = range(named.last + 1, min(before, named.last + _SIGNED))
    comma = next((n for n in between if sentence.has_comma(n)), before)
    if any(sentence.classes[n] in ("verb", "relative") for n in range(named.last, comma)):
        return named.last
    return comma


_SIGNED = 14


def _one_between(sentence: Sentence, first: int, last: int) -> bool:
    """Whether somebody or something else is named between tokens `first` and `last`."""
    return any(
        first <= m.first and m.last <= last and m.how != "demonym" for m in sentence.mentions
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
        relative = _relative_before(sentence, trigger.first)
        if relative is not None and _is_thing(sentence, relative - 1):
            return  # «انتقدت الصين المعاهدة التي تؤيدها كندا»
        yield from _just_before(sentence, relative)
        if relative is not None and (
            _somebody_follows(sentence, trigger.last)
            or _are_counted(sentence, trigger)
            or _is_by_others(sentence, trigger.last)
        ):
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


_ASIDE = 0.4
"""What it costs to get over an aside on who acts."""


def _is_thing(sentence: Sentence, position: int) -> bool:
    """Whether a definite noun of what is done or agreed stands there, and is nothing the text names."""
    form = sentence.forms[position]
    return (
        position not in sentence.named
        and form.startswith("ال")
        and (
            form in words("treaties", "the_agreements") or bare(form) in words("reports", "matters")
        )
    )


def _somebody_follows(sentence: Sentence, position: int) -> bool:
    """Whether the subject of a verb that ends at `position` stands right after it, or after when."""
    while position < len(sentence.tokens) and sentence.is_timed(position):
        position += 1
    return any(m.first == position and not m.preposition for m in sentence.mentions)


def _just_before(sentence: Sentence, relative: int | None) -> Iterator[tuple[int, float]]:
    """The last mention before a relative pronoun, over a comma at most."""
    if relative is None:
        return
    ended = [n for n, mention in enumerate(sentence.mentions) if mention.last <= relative]
    if not ended or is_of_other_gender(sentence, relative, sentence.mentions[ended[-1]]):
        return
    cost = sentence.gap(sentence.mentions[ended[-1]].last, relative)
    if cost <= _COMMA + _ROUNDED:
        yield ended[-1], cost
