"""What a treaty obliges to, and what a stance is about: the noun phrase of a trigger's verb, as a thing."""

from mithaq.ingest.communiques import past_paper
from mithaq.ingest.denials import own_deed, told_before
from mithaq.ingest.deniedclauses import DENIED, clause_matter
from mithaq.ingest.fillings import Filling
from mithaq.ingest.furtherobligations import further
from mithaq.ingest.grammar import CLAUSE
from mithaq.ingest.judgements import judged_from
from mithaq.ingest.lexicon import words
from mithaq.ingest.matters import MATTER, is_refused
from mithaq.ingest.names import CONCEPTS
from mithaq.ingest.obligations import clause_after, past_bound, past_each
from mithaq.ingest.openings import opened
from mithaq.ingest.patterns import Slot
from mithaq.ingest.phraseends import QUOTES
from mithaq.ingest.phrases import Phrase, phrase_after, phrase_of
from mithaq.ingest.proclitics import attached_preposition
from mithaq.ingest.pronounmatters import meant
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.subjectends import beyond_owner, past_own_state, past_subject
from mithaq.ingest.tokens import COMMAS, is_among
from mithaq.ingest.triggers import Trigger
from mithaq.ingest.undertakings import UNDERTAKEN, undertaken

_COST = 1.0
_UPON = "علي"
"""At the end of a trigger, before whom it binds: «يتعين على»."""
_PARTIES = 12
"""How many words may tell who owes what a treaty says."""
_TO_WHOM = frozenset({"", "ل"})


def phrased(
    sentence: Sentence, trigger: Trigger, slot: Slot, filled: dict[str, Filling]
) -> Filling | None:
    """The noun phrase that the trigger's verb is about, as a thing of its own."""
    if not slot.phrase:
        return None
    if UNDERTAKEN in slot.by:
        return undertaken(sentence, trigger, slot)
    if _JUDGED in slot.by:
        return _judged_phrase(sentence, trigger, slot)
    after = [
        sentence.mentions[n].last
        for filling in filled.values()
        for n in filling.mentions
        if sentence.mentions[n].first >= trigger.last
    ]
    opening = tuple(by.removeprefix(MATTER).strip() for by in slot.by if by.startswith(MATTER))
    kind = min(slot.kinds) if slot.kinds <= CONCEPTS else "Event"
    ends = [sentence.token_at(end - 1) + 1 for f in filled.values() for _, end in f.spans]
    after += [end for end in ends if end > trigger.last]
    start = max(after, default=trigger.last)
    told = start
    if start > trigger.last:
        start = past_subject(sentence, trigger, start)
    if start == trigger.last:
        start = past_paper(sentence, start)
    beyond = beyond_owner(sentence, trigger)
    if beyond is not None:
        start, opening = beyond, tuple(preposition for preposition in opening if preposition)
    elif start == trigger.last:
        start = past_own_state(sentence, trigger) or start
    if slot.kinds <= CONCEPTS:
        start = past_each(sentence, _past_its_aside(sentence, start, closed=start > told))
        if start == trigger.last and trigger.form.words[-1] == _UPON:
            start = past_bound(sentence, start)
    found = told_before(sentence, trigger, kind) or meant(sentence, trigger, opening, kind, start)
    if found is None and DENIED in slot.by:
        found = clause_matter(sentence, trigger, kind)
    verb = trigger.form.kind == "verb"
    if found is None and not (trigger.form.suffix and verb):
        found = _past_followers(sentence, start, opening, kind)
        found = found or phrase_after(sentence, start, opening, kind)
        if found is None and start > trigger.last and verb:
            found = _before_doer(sentence, trigger, opening, kind)
        if found is None and DENIED in slot.by:
            found = own_deed(sentence, start, kind)
    if slot.kinds <= CONCEPTS:
        if set(sentence.words(start, start + 1)) & words("treaties", "concluded"):
            # «ويقضي الاتفاق الإطاري الموقع في كذا بسحب …»
            found = _past_parties(sentence, start, opening, kind) or found
        owed = clause_after(sentence, start, opening, kind) or found
        owed = owed or _past_parties(sentence, start, opening, kind)
        if owed is not None and "" in opening and verb:
            owed = _past_receiver(sentence, owed, kind)
        found = None if owed is None or _names_nothing(sentence, owed) else owed
    if found is not None and found[1] >= sentence.tokens[trigger.first].start:
        refused = is_refused(sentence, trigger, sentence.token_at(found[1]))
        found = None if refused else found
    if found is None:
        return None
    more = tuple(further(sentence, found, opening, kind)) if slot.kinds <= CONCEPTS else ()
    named = tuple(one[0] for one in (found, *more))
    return Filling(slot, named, (), _COST, tuple(one[1:] for one in (found, *more)))


def _before_doer(
    sentence: Sentence, trigger: Trigger, opening: tuple[str, ...], kind: str
) -> Phrase | None:
    """What stands before who does it: «رحبت بالقرار المندوبة فلانة»."""
    clitic = attached_preposition(sentence.forms[trigger.last])
    if clitic is None or not clitic.rest.startswith("ال"):
        return None
    return phrase_after(sentence, trigger.last, opening, kind)


def _past_followers(
    sentence: Sentence, start: int, opening: tuple[str, ...], kind: str
) -> Phrase | None:
    """What the speaker asks of his own: «دعا أنصاره إلى وقف الاحتجاجات»."""
    if _WHITHER not in opening:
        return None
    first = opened(sentence, start, "")
    if first is None or not _is_followers(sentence.forms[first]):
        return None
    for position in range(first + 1, min(first + _ADJECTIVES, len(sentence.tokens))):
        if sentence.forms[position] == _WHITHER:
            return phrase_after(sentence, position, (_WHITHER,), kind)
        if sentence.classes[position] != "word":
            return None
    return None


def _is_followers(form: str) -> bool:
    """Whether a word is somebody's people: «أنصاره», «حلفاءها»."""
    return any(
        form.endswith(ending) and form.removesuffix(ending) in words("reports", "followers")
        for ending in _OWNED
    )


_WHITHER = "الي"
_ADJECTIVES = 4
_OWNED = ("ه", "ها", "هم")


def _past_parties(
    sentence: Sentence, start: int, opening: tuple[str, ...], kind: str
) -> Phrase | None:
    """What is owed, after who owes it: «تلتزم كندا بسحب …», «ينص الاتفاق بين البلدين على سحب …»."""
    governed = tuple(preposition for preposition in opening if preposition not in ("", CLAUSE))
    parties = {m.last for m in sentence.mentions if m.first >= start and m.preposition in _TO_WHOM}
    position, furthest = start + 1, start + _PARTIES
    while position < min(furthest, len(sentence.tokens)):
        before = sentence.forms[position - 1]
        if before in COMMAS:
            position = _past_aside(sentence, position)  # «ينص الاتفاق، وفقا لكذا، على …»
            furthest = position + 1
        elif sentence.classes[position - 1] not in ("word", "preposition", "number", "auxiliary"):
            return None
        each = past_each(sentence, position - 1)
        to_whom = position in parties or _is_for(before) or each >= position
        position = max(position, each)
        bare = ("",) if "" in opening and to_whom else ()  # «يتيح للبلدين نشر قوات»
        found = clause_after(sentence, position, opening, kind) or phrase_after(
            sentence, position, (*governed, *bare), kind
        )
        if found is not None:
            return found
        position += 1
    return None


_ASIDE = 12


def _past_its_aside(sentence: Sentence, start: int, *, closed: bool) -> int:
    """Where it goes on after what is told by the way: «ويتيح الاتفاق، ومدته عامان، لكندا أن …».

    `closed` where such an aside has been passed already, and its second comma stands here.
    """
    if sentence.words(start, start + 1) not in _MARKS:
        return start
    if closed:
        return start + 1
    opened = sentence.words(start + 1, start + 2)
    told_by = words("reports", "according")
    if not any(form.startswith("و") or form in told_by for form in opened):
        return start
    end = _past_aside(sentence, start + 1)
    return end if end < len(sentence.tokens) else start


def _past_aside(sentence: Sentence, first: int) -> int:
    """Where it goes on after an aside between commas, of which the first stands before `first`."""
    ends = (n for n in range(first, first + _ASIDE) if sentence.words(n, n + 1)[:1] in _MARKS)
    return next(ends, len(sentence.tokens)) + 1


_MARKS = frozenset((comma,) for comma in COMMAS)


def _names_nothing(sentence: Sentence, found: Phrase) -> bool:
    """Whether no more than a noun is named, «تنص على التالي», or that it was signed: «الاتفاق المبرم مع كذا»."""
    if sentence.forms[sentence.token_at(found[1])] in words("treaties", "concluded"):
        return True
    return not any(" " in label for _, label in found[0].labels)


def _past_receiver(sentence: Sentence, found: Phrase, kind: str) -> Phrase:
    """What is given, after who gets it: «يمنح الاتفاق الحركة ثلاثة مقاعد»."""
    first = sentence.token_at(found[1])
    after = first + 1
    here, following = sentence.forms[first], "".join(sentence.words(after, after + 1))
    listed = words("treaties", "not_being")
    if not here.startswith(_THE) or here in words("treaties", "owed_acts"):
        return found  # «ينص على إلغاء كافة الرسوم»
    if following.startswith((_THE, _AND)) or following in listed:
        return found
    if sentence.token_at(found[2] - 1) <= after or sentence.classes[after] not in _NOMINAL:
        return found
    return phrase_after(sentence, after, ("",), kind) or found


_THE, _AND = "ال", "و"
_NOMINAL = frozenset({"word", "number"})


def _is_for(form: str) -> bool:
    clitic = attached_preposition(form)
    return clitic is not None and clitic.preposition == "ل"


def _judged_phrase(sentence: Sentence, trigger: Trigger, slot: Slot) -> Filling | None:
    """The act that a clause judges: «قال إن الخطوة غير مقبولة»."""
    start = judged_from(sentence, trigger)
    if start is None or not is_among(sentence.forms[start], words("reports", "matters")):
        return None
    found = phrase_after(sentence, start, ("",), "Event")
    if found is not None and sentence.token_at(found[2] - 1) >= trigger.first:
        last = trigger.first  # «إن المناورات "استفزازية"»
        while last > start and sentence.forms[last - 1] in QUOTES:
            last -= 1
        noun = sentence.forms[start:last]  # «"الاتفاق محل ترحيب"»
        definite = bool(noun) and all(form.startswith("ال") for form in noun)
        found = phrase_of(sentence, start, last, "Event") if definite else None
    if found is None:
        return None
    return Filling(slot, found[:1], (), _COST, (found[1:],))


_JUDGED = "judged"
