"""Matters: whose or what the noun phrase after a verb is of: «انتقد التدخل التركي» is of Turkey."""

from collections.abc import Iterator

from mithaq.ingest.adverbials import opens_way
from mithaq.ingest.doersdescribed import doer_described
from mithaq.ingest.grammar import CLAUSE
from mithaq.ingest.homelands import is_homeland
from mithaq.ingest.lexicon import words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.nearness import stands_at
from mithaq.ingest.openings import PRONOUNS, opened
from mithaq.ingest.proclitics import attached_preposition
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.subjectends import beyond_owner, starts
from mithaq.ingest.tellings import EACH_OF
from mithaq.ingest.tokens import bare, is_among
from mithaq.ingest.treatyends import is_noun
from mithaq.ingest.triggers import Trigger
from mithaq.ingest.unblamed import is_of_parliament, is_only_told_of

MATTER = "matter"
_REACHED = 0.1
_WORD = 0.04
_PASSED = 0.15
_LONGEST = 7
_QUOTES = frozenset({'"', "«"})
_JOINTS = frozenset({"preposition", "link"})
_POINTING = frozenset({"ذلك", "ذاك"})
_INNER = frozenset({"الي", "من", "مع", "عن", "علي", "ضد"})
_INNER_OF_SEAT = _INNER | {"في", "ضمن"}
_WITHIN, _FROM, _TO, _FOR = "ب", "من", "الي", "علي"
_SEATS = frozenset({"عضويه", "بقاء"})
_CALL = "stance/calls-for"
_UPON = frozenset({"علي", "ضد", "في"})


def matter_of(
    sentence: Sentence, trigger: Trigger, preposition: str
) -> Iterator[tuple[int, float]]:
    """The mention that the noun phrase after a verb is of: «انتقد سياسة إيران», «رحب بقرار مصر».

    `preposition` must open the phrase; empty where the phrase is the verb's object.
    """
    if not preposition and beyond_owner(sentence, trigger) is not None:
        return
    for start in starts(sentence, trigger):
        first = opened(sentence, start, preposition)
        if first is None and preposition == CLAUSE:
            first = _clause_after(sentence, start)
        if first is not None and is_refused(sentence, trigger, first):
            return
        if first is not None:
            if preposition and _is_wanted(trigger) and _addresses(sentence, trigger):
                return  # «دعا الدول العربية إلى التحرك خارج إطار المجلس»
            clause = preposition == CLAUSE
            found = reached(sentence, first, wanted=_is_wanted(trigger), done=not clause)
            if found is not None and not _is_no_matter_of(
                sentence, trigger, preposition, first, found[0]
            ):
                yield found
            return


def _is_no_matter_of(
    sentence: Sentence, trigger: Trigger, preposition: str, first: int, position: int
) -> bool:
    """Whether the phrase at token `first` names a mention, and is no matter of its all the same."""
    named = sentence.mentions[position]
    if _is_denied_deed(sentence, trigger, first, position):
        return True  # «نفت كندا بيع أوغندا سفينتين»: the deed, and not Uganda
    if preposition == CLAUSE:
        if is_homeland(named, sentence.tokens):
            return True  # «حذر من أن بلاده سترد»: of whom, nothing says
        return named.first == first and is_only_told_of(
            trigger, named
        )  # «حذر من أن الاتحاد يناقش …»
    asking = not preposition and _is_wanted(trigger) and _addresses(sentence, trigger)
    # «طالب القوى الكبرى بمنع كندا من كذا»: the powers are asked
    return asking and _is_beyond(sentence, first, named)


def _clause_after(sentence: Sentence, start: int) -> int | None:
    """Where the clause begins that tells the matter: «اعتبر خلال زيارته أن …», «شكا من أن …»."""
    for position in range(start, min(start + _ADVERBIAL, len(sentence.tokens))):
        form, name = sentence.forms[position], sentence.classes[position]
        if name == "complementizer":
            last = position + 1 == len(sentence.tokens)  # a headline may break off there
            return None if last or form.endswith(PRONOUNS) else position + 1
        if name not in ("word", "preposition", "number", "auxiliary", "link"):
            return None
    return None


_ADVERBIAL = 8


def _addresses(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether some who have no name of their own are asked: «دعا الأطراف إلى …»."""
    for start in starts(sentence, trigger):
        first = opened(sentence, start, "")
        if (
            first is not None
            and sentence.forms[first].startswith("ال")
            and _heads(sentence, first, "addressees")
        ):
            named = (m for m in sentence.mentions if m.first <= first < m.last)
            return all(m.of_kind(_ASKED) is None for m in named)
    return False


def _is_beyond(sentence: Sentence, first: int, mention: Mention) -> bool:
    """Whether what is asked for stands between whom one asks, at token `first`, and a mention."""
    between = sentence.forms[first + 1 : mention.first]
    cuts = (attached_preposition(form) for form in between)
    return (
        not _ASKING.isdisjoint(between)
        or any(head.startswith(_WITHIN) for head in mention.heads)
        or any(cut is not None and cut.preposition == _WITHIN for cut in cuts)
    )


_ASKING = frozenset({"الي", "علي"})  # to; on
_ASKED = frozenset({"State", "Alliance", "Organization", "Body", "Person", "ArmedGroup"})


def reached(
    sentence: Sentence, first: int, *, wanted: bool = False, done: bool = True
) -> tuple[int, float] | None:
    """The first mention at token `first` or after it, over nouns and what they govern.

    Whom an act hits is its matter only where the act is `wanted`: «دعا إلى تدمير كذا»; who does it,
    told by a relative clause, where it is surely judged (`done`): not «اعتبر أن الضربة التي شنتها كذا …».
    """
    if bare(sentence.forms[first]) in words("reports", "title_heads") and any(
        m.first == first + 1 and m.how == "reference" for m in sentence.mentions
    ):
        return None  # «…، مندوب المملكة، إلى …» says who asks
    last = min(first + _LONGEST, len(sentence.tokens))
    at = {m.first: n for n, m in enumerate(sentence.mentions) if first <= m.first < last}
    cost = _REACHED
    seated = bare(sentence.forms[first]) in _SEATS
    for position in range(first, last):
        if sentence.forms[position] in _POINTING:
            return None
        if position in at:
            named = sentence.mentions[at[position]]
            if named.governor > first and named.preposition == _WITHIN and not named.heads:
                return None  # «نشر مراقبين باليمن»; not «أشاد بكل من مصر وليبيا»
            if position == first + 1 and seated:
                continue  # «عضوية كذا في المنظمة»
            if wanted and named.preposition == _FROM and _heads(sentence, first, "blows"):
                continue  # «عقوبات من الاتحاد على كذا»
            if position > first and not wanted and _suffers(sentence, named):
                return None
            if position > first and not wanted and _is_victim(sentence, first, named):
                return None
            if position > first and _heads(sentence, first, "ties"):
                return None  # «علاقات كينيا مع كذا»
            if position > first and named.how == "demonym" and _heads(sentence, first, "organs"):
                return None  # «دعا المجلس الوطني الأوغندي»
            if position > first and is_of_parliament(sentence, named):
                return None  # «رحب ببيان أعضاء مجلس النواب الأوغندي»: no act of the state's
            if named.candidates[0].kind == "Place" and position > first:
                # «إعلان القاهرة» is no matter of Egypt's, «تصريحات القاهرة» are
                stands_for = len(named.candidates) > 1 and not _heads(sentence, first, "venues")
                return (at[position], cost) if stands_for else None
            return at[position], cost
        name = sentence.classes[position]
        if name == "mark" and sentence.classes[position + 1 : position + 2] == ("relative",):
            continue  # «الميزانية، التي …»
        if name == "relative" and position > first:
            doer = doer_described(sentence, position + 1) if done else None
            return None if doer is None else (doer, cost + _PASSED)
        if not wanted and sentence.forms[position] in _UPON and _heads(sentence, first, "blows"):
            return None
        if sentence.forms[position] == _FOR and not _is_act(sentence, first):
            return None  # «شكر الدول على تضامنها مع كذا»
        if sentence.forms[position] == _TO and _heads(sentence, position - 1, "journeys"):
            return None  # «رحب بزيارته إلى ليبيا», «أول زيارة إلى كذا»
        if sentence.forms[position] == _FROM and _heads(sentence, first, "removals"):
            return None  # «رفض سحب القوات من كذا»
        if position > first + 1 and _is_for_what(sentence, position):
            return None  # «طالب بتأجيل الاجتماعات لإتاحة الوقت لجهود كذا»
        if wanted and position > first and _begins_anew(sentence, position):
            return None  # «أهاب بالحلفاء تزويد بلاده …»
        inner = sentence.forms[position] in (_INNER_OF_SEAT if seated else _INNER)
        if name in _JOINTS and inner and position > first:
            cost += _PASSED
        elif not _belongs(sentence, position, first):
            return None
        cost += _WORD
    return None


def _begins_anew(sentence: Sentence, position: int) -> bool:
    """Whether an act without the article stands after a noun that has it, and so governs it not."""
    form = sentence.forms[position]
    return sentence.forms[position - 1].startswith("ال") and (
        sentence.classes[position] == "word" and form in words("reports", "matters")
    )


def _is_for_what(sentence: Sentence, position: int) -> bool:
    """Whether a noun of what is to be done follows «ل»: the matter has ended before it."""
    clitic = attached_preposition(sentence.forms[position])
    if clitic is None or clitic.preposition != "ل" or clitic.rest.startswith("ال"):
        return False
    return sentence.classes[position - 1] == "word" and position not in sentence.named


def _is_act(sentence: Sentence, first: int) -> bool:
    """Whether the phrase opens with what is done, and not with who does it."""
    return _heads(sentence, first, "matters") and not _heads(sentence, first, "parties")


def _is_denied_deed(sentence: Sentence, trigger: Trigger, first: int, position: int) -> bool:
    """Whether a denial is of what is said to be done, and of nobody's words: «نفى بيع كذا سلاحا»."""
    if not any(slot.constant == _DENIAL for slot in trigger.form.pattern.slots):
        return False
    named = sentence.mentions[position].first
    if first > 1 and sentence.forms[first - 2] == _WHAT:
        return False  # «نفت كندا ما أعلنته أوغندا»
    if named == first and not sentence.mentions[position].heads:
        return sentence.mentions[position].candidates[0].kind in _AGENTS  # «نفت كينيا …»
    claimed = _heads(sentence, first, "claims") and named <= first + 1
    return named > first and not claimed  # «نفى اتهامات أوغندا», not «مزاعم تورط أوغندا»


_DENIAL = "stance/denies"
_WHAT = "ما"  # that which
_AGENTS = frozenset({"State", "Place", "Alliance", "Person", "ArmedGroup"})
"""Those whom nobody denies, but who deny."""


def _is_wanted(trigger: Trigger) -> bool:
    """Whether the pattern tells what somebody calls for."""
    return any(slot.constant == _CALL for slot in trigger.form.pattern.slots)


def _suffers(sentence: Sentence, named: Mention) -> bool:
    """Whether an act is done to what it is of, «اغتيال هنية», and not by it: «قصف إسرائيل لغزة»."""
    person = named.how == "demonym" and not sentence.forms[named.last - 1].endswith(_PEOPLE)
    if person or not _heads(sentence, named.first - 1, "suffered"):
        return False
    if named.last >= len(sentence.tokens):
        return True
    after, name = sentence.forms[named.last], sentence.classes[named.last]
    clitic = attached_preposition(after)
    if after in _DONE_TO or (clitic is not None and clitic.preposition == "ل"):
        return False
    if any(m.first == named.last and not m.conjunction for m in sentence.mentions):
        return False
    timed = sentence.is_timed(named.last)
    return timed or name != "word" or clitic is not None or after.startswith(("ال", "و", "ب"))


def _is_victim(sentence: Sentence, first: int, named: Mention) -> bool:
    """Whether what others do to somebody is the matter: «اعتقال ضباط متمردين الرئيس فلانا»."""
    return named.how in ("person", "office") and _heads(sentence, first, "suffered")


_PEOPLE = ("ين", "ون")
_DONE_TO = frozenset({"ل", "علي"})


def _belongs(sentence: Sentence, position: int, first: int) -> bool:
    """Whether a word is part of the noun phrase; what looks like a verb opens it as a noun."""
    name, form = sentence.classes[position], sentence.forms[position]
    if name in ("number", "word") or form in _QUOTES:
        return True
    if sentence.words(position, position + 2) in EACH_OF:
        return True  # «أشاد بجهود كل من مصر وليبيا»
    if position > first and opens_way(sentence, position):
        return True  # «التوصل بشكل عاجل إلى اتفاق»
    return is_noun(name, form) or (name == "verb" and position == first)


def _heads(sentence: Sentence, first: int, listed: str) -> bool:
    """Whether the phrase opens with violence, which hits whom one does not condemn, or the like."""
    return is_among(sentence.forms[first], words("reports", listed))


def is_refused(sentence: Sentence, trigger: Trigger, first: int) -> bool:
    """Whether the phrase begins with a word that the pattern refuses: «رفض فلان التوقيع»."""
    pattern = trigger.form.pattern
    refused = {phrase[0] for phrase in pattern.refuse_near if len(phrase) == 1}
    return sentence.forms[first] in refused or (
        bool(pattern.refuse_next) and stands_at(pattern.refuse_next, sentence.forms, first)
    )
