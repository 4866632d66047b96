"""Status of nouns: how what a noun names is said, by what governs it and what follows it."""

from dataclasses import dataclass

from mithaq.ingest.cues import BROKEN, adjectives, clause_start, cue_of, declared, scanned
from mithaq.ingest.facts import Saying, Status
from mithaq.ingest.governingverbs import governing_verb
from mithaq.ingest.grammar import preposition_before
from mithaq.ingest.lexicon import words
from mithaq.ingest.negations import called_off, called_off_after, plan_denied, put_off
from mithaq.ingest.performing import performed
from mithaq.ingest.plans import is_only_wanted
from mithaq.ingest.proclitics import attached_preposition
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tokens import COMMAS, is_among, is_one_of, readings, unjoined
from mithaq.ingest.triggers import Trigger
from mithaq.ingest.venues import acts, was_held
from mithaq.ingest.verbs import listed_forms

_AHEAD = 9
_BEHIND = 12
_CLOSE = 4
_MOST_HEADS = 3
_FUTURE = ("سي", "ست", "سن")
_FOR = "ل"
_IN = frozenset({"في", "ب"})
_JOINED = frozenset({"Incident", "Deployment"})
"""What somebody may take part in, or not; a meeting is held whoever goes there."""
_AGENTS = frozenset({"Meeting", "Mission"})
_AFTER: tuple[Status, ...] = ("announced", "possible")
_BARE = Saying("actual", firm=False)


@dataclass(frozen=True, slots=True)
class _Governor:
    """What governs a noun: the nouns right before it, and a preposition with where it begins."""

    heads: tuple[int, ...]
    preposition: str
    first: int


def is_presupposed(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a noun stands after a preposition that takes it for granted: «بعد القمة»."""
    governed = trigger.form.kind == "noun" and _governor(sentence, trigger).preposition
    return bool(governed) and governed in words("status", "presupposing")


def noun_saying(sentence: Sentence, trigger: Trigger) -> Saying:
    """A noun's status; «أعلنت دعمها» is support, where what is done is said and no more."""
    saying = _governed(sentence, trigger)
    if saying.status == "announced" and trigger.form.pattern.present == "actual":
        return Saying("actual")
    return saying


def _governed(sentence: Sentence, trigger: Trigger) -> Saying:
    """A noun's status: by the nouns before it, what governs these, what follows, the clause."""
    governor = _governor(sentence, trigger)
    if is_only_wanted(sentence, trigger, governor.first, governor.preposition):
        return Saying("possible")
    done = performed(sentence, trigger.form.frame.fact, governor.first, governor.preposition)
    if done is not None:
        return Saying(done)
    for position in reversed(governor.heads):
        cue = cue_of(sentence.forms, position)
        if cue is not None:
            given_up = _is_given_up(sentence, governor.first) or plan_denied(sentence, position)
            return Saying("negated" if given_up else cue)
        if sentence.forms[position] in words("status", "begun"):
            return Saying("actual", firm=not _to_come(sentence, governor.first))
    if trigger.form.frame.fact in _AGENTS and governor.preposition in _AT:
        if _ahead(sentence, trigger.last) == "actual":
            return Saying("actual")  # «أعلن القادة في قمة عقدوها أن …»
        if governor.preposition == _OUT_OF and _is_shut_out(sentence, governor.first):
            return _BARE
    if governor.preposition not in words("status", "during") | {""}:
        if _is_hoped(sentence, trigger, governor.first):
            return Saying("possible")
        for position in range(governor.first - 1, max(governor.first - 3, -1), -1):
            if sentence.forms[position] in BROKEN:
                break
            cue = cue_of(sentence.forms, position)
            if cue is not None:
                return Saying(_turned(sentence, position, cue))
    if trigger.form.frame.fact in _JOINED and governor.preposition in _IN:
        part = _part_taken(sentence, trigger, governor.first - 1)
        if part is not None:
            return part
    if _is_to_be_done(sentence, governor.first):
        return Saying("announced")
    if put_off(sentence, trigger.first) or called_off_after(sentence, trigger):
        return Saying("negated")
    if not governor.preposition and called_off(sentence, governor.first):
        return Saying("negated")
    ahead = _ahead(sentence, trigger.last)
    if ahead is not None:
        return Saying(ahead)
    if trigger.form.pattern.act and governor.preposition in words("status", "purposes"):
        return Saying("possible")
    if _is_begun(sentence, governor.first, trigger.first):
        return Saying("actual", firm=not _to_come(sentence, governor.first))
    if governor.preposition in words("status", "presupposing"):
        given = governor.preposition in words("status", "given")  # «سيبقى رغم الهجوم»
        return Saying("announced") if not given and _to_come(sentence, governor.first) else _BARE
    if _is_agent(sentence, trigger):
        return _BARE
    low = clause_start(sentence, trigger.first)
    cue = scanned(sentence, trigger, low, trigger.first)
    if cue == "announced" and trigger.form.pattern.declared:
        cue = "actual" if declared(sentence, low, trigger.first) else cue
    return _BARE if cue is None else Saying(cue)


def _is_shut_out(sentence: Sentence, first: int) -> bool:
    """Whether somebody is kept away from a meeting, which says nothing of it: «استبعدت الرابطة فلانا من قمتها»."""
    low = clause_start(sentence, first)
    return sentence.has_among(low, first, words("status", "shutting_out"))


_AT = frozenset({"في", "خلال", "من"})
_OUT_OF = "من"


def _is_agent(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a meeting or a mission does what the verb right before it says: «قررت القمة …», «دعا المؤتمر إلى …»."""
    if trigger.form.frame.fact not in _AGENTS or not acts(sentence, trigger):
        return False
    form = sentence.forms[trigger.first - 1]
    return form.endswith("ت") or is_one_of(form, listed_forms("meetings", "urging"))


def _is_given_up(sentence: Sentence, about: int) -> bool:
    """Whether a verb before «عن» at token `about` gives up a decision: «تراجعت غامبيا عن قرار الانسحاب»."""
    if sentence.words(about, about + 1) != (_ABOUT,):
        return False
    verbs = (n for n in range(about - 1, -1, -1) if sentence.classes[n] == "verb")
    last = next(verbs, None)
    forms = listed_forms("status", "retreating")
    return last is not None and is_one_of(sentence.forms[last], forms)


_ABOUT = "عن"


def _is_hoped(sentence: Sentence, trigger: Trigger, first: int) -> bool:
    """Whether those named right before token `first` only wish it: «تأمل كينيا وغانا في الانضمام»."""
    if trigger.form.frame.fact in _HELD:
        return False  # «بحث مجلس كذا في اجتماعه …»
    position = first - 1
    while position > 0 and position in sentence.named:
        position -= 1
    verb = 0 <= position < first - 1 and sentence.classes[position] == "verb"
    return verb and cue_of(sentence.forms, position) == "possible"


_HELD = frozenset({"Meeting", "Visit", "Incident"})


def _turned(sentence: Sentence, position: int, cue: Status) -> Status:
    """What a cue says that is denied itself, or given up: «غير عازم على …», «ليس راغبا في …»."""
    before = sentence.words(position - 1, position)
    denied = not words("status", "denying_it").isdisjoint(before) or plan_denied(sentence, position)
    return "negated" if denied or _is_given_up(sentence, position - 1) else cue


def _part_taken(sentence: Sentence, trigger: Trigger, position: int) -> Saying | None:
    """How taking part in what a noun names is said: «لم يستبعد مشاركة بلاده في عملية», «سيشارك في»."""
    first = max(position - _CLOSE, 0)
    part = next(
        (n for n in range(position, first - 1, -1) if _is_taking_part(sentence.forms[n])), None
    )
    if part is None:
        return None
    if sentence.classes[part] == "verb":
        if sentence.classes[part - 1] == "negator":
            return Saying("negated")
        return Saying("announced") if _is_to_be_done(sentence, part + 1) else None
    if any(r.preposition == _FOR for r in readings(sentence.forms[part])):
        return Saying("possible")
    cue = scanned(sentence, trigger, clause_start(sentence, part), part)
    return None if cue is None else Saying(cue)


def _is_taking_part(form: str) -> bool:
    return is_among(form, words("status", "taking_part"))


def _is_begun(sentence: Sentence, first: int, last: int) -> bool:
    """Whether what governs a noun tells that it began or ended: «في ختام زيارة»."""
    return any(sentence.forms[n] in words("status", "begun") for n in range(first, last))


def _is_to_be_done(sentence: Sentence, position: int) -> bool:
    """Whether a future stands right before the noun that says what will be done: «ستعيد ضم مالي»."""
    verb = governing_verb(sentence, position)
    return verb is not None and unjoined(sentence.forms[verb]).startswith(_FUTURE)


def _governor(sentence: Sentence, trigger: Trigger) -> _Governor:
    """What governs the trigger's noun."""
    position = trigger.first
    heads: list[int] = []
    if trigger.preposition:
        return _Governor((), trigger.preposition, position)
    while True:
        before = preposition_before(sentence.tokens, position)
        if before is not None:
            return _Governor(tuple(heads), before[1], before[0])
        if position == 0 or len(heads) == _MOST_HEADS:
            break
        form = sentence.forms[position - 1]
        if sentence.classes[position - 1] != "word" or form.startswith("ال"):
            break
        if position - 1 in sentence.named:
            break  # «رفضت منظمة … في أوروبا إرسال»: no noun of hers
        position -= 1
        heads.insert(0, position)
        clitic = attached_preposition(form)
        if clitic is not None:
            return _Governor(tuple(heads), clitic.preposition, position)
    return _Governor(tuple(heads), "", position)


def _ahead(sentence: Sentence, first: int) -> Status | None:
    """What an adjective or a relative clause after the noun shows: «القمة المقررة», «قمة ستعقد»."""
    for position in range(first, min(first + _AHEAD, len(sentence.tokens))):
        form, name = sentence.forms[position], sentence.classes[position]
        if form in COMMAS and position + 1 < len(sentence.tokens):
            following = sentence.forms[position + 1]
            return next((s for s in _AFTER if following in adjectives(s)), None)
        if form in BROKEN or name in ("complementizer", "subordinator"):
            return None
        if form in words("status", "copulas"):
            continue
        for status in _AFTER:
            if form in adjectives(status):
                return status
        if form in words("status", "held"):
            return "actual"
        if was_held(form) and position - first < _CLOSE:
            return "actual"
        if name == "verb" and position not in sentence.named:
            return "announced" if unjoined(form).startswith(_FUTURE) else None
    return None


def _to_come(sentence: Sentence, last: int) -> bool:
    """Whether the last verb before token `last` is a future: «ستغادر بعد القمة»."""
    for position in range(last - 1, max(last - _BEHIND, -1), -1):
        if sentence.forms[position] in ("؛", ";", ".", ":"):
            return False
        if sentence.classes[position] == "verb":
            return unjoined(sentence.forms[position]).startswith(_FUTURE)
    return False
