"""Voices: who goes on speaking where a verb names nobody: «وأضاف أن …», «… وانتقد المفوضية»."""

from collections.abc import Iterator
from functools import cache

from mithaq.ingest.clauses import has_own_subject
from mithaq.ingest.facts import Participant
from mithaq.ingest.lexicon import word_lists, words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tokens import readings
from mithaq.ingest.triggers import Trigger
from mithaq.ingest.verbs import verb_forms

_SPEAKERS = frozenset({"Person", "State", "Alliance", "Organization", "Body", "ArmedGroup"})
_NEAR = 4
_ANTECEDENT = 0.1
_RIGHT_BEFORE = 0.2
_BEFORE = 0.6
_OPENING = 2
_PARTS = frozenset({"؛", ";"})


@cache
def _forms(key: str) -> frozenset[str]:
    return frozenset(
        written
        for root, form in word_lists("reports")[key]
        for written, _ in verb_forms(root, form)
    )


def _tells(form: str, key: str) -> bool:
    return any(not r.preposition and r.rest in _forms(key) for r in readings(form))


def speakers(sentence: Sentence, trigger: Trigger) -> Iterator[tuple[int, float]]:
    """Who a verb says takes a stance: the mention right before or after it, or its antecedent.

    Nobody where another noun stands there: «انتقدت صحف …».
    """
    if trigger.form.kind != "verb":
        return
    own = trigger.first
    while own and sentence.classes[own - 1] in ("negator", "auxiliary"):
        own -= 1
    relative = own > 0 and sentence.classes[own - 1] == "relative"
    for position, mention in enumerate(sentence.mentions):
        if mention.how in ("demonym", "phrase"):
            continue
        if relative and _is_whose(sentence.forms[own - 1], trigger.form.suffix):
            if sentence.gap(mention.last, own - 1) <= _BEFORE and mention.last < own:
                yield position, _ANTECEDENT + sentence.gap(mention.last, own - 1)
            continue
        if mention.preposition:
            continue
        if mention.last <= own and own - mention.last <= 1 and not relative:
            if sentence.forms[mention.last : own] in ((), ("قد",), ("كان",), ("كانت",)):
                yield position, _RIGHT_BEFORE
        elif mention.first >= trigger.last and _is_next(sentence, trigger.last, mention.first):
            yield position, 0.0


def _is_whose(relative: str, suffix: str) -> bool:
    """Whether a relative pronoun is the verb's subject: its suffix, if any, means another."""
    return (
        not suffix
        or (relative in _HERS and suffix in _HIS)
        or (relative in _WHO and suffix in _NOT_HIS)
    )


_HERS, _WHO = frozenset({"التي", "والتي"}), frozenset({"الذي", "والذي"})
_HIS, _NOT_HIS = frozenset({"ه", "هم"}), frozenset({"ها", "هم"})


def _is_next(sentence: Sentence, first: int, last: int) -> bool:
    return all(
        sentence.forms[n] in words("reports", "manner")
        or sentence.forms[n] in words("nouns", "titles")
        or sentence.classes[n] == "auxiliary"
        for n in range(first, last)
    )


def declarers(sentence: Sentence, trigger: Trigger) -> Iterator[tuple[int, float]]:
    """Who declares the stance that a bare noun names: «أعلنت بولندا رفض …», «عن رفض …».

    The noun stands right after the verb or after what names its subject.
    """
    if trigger.form.kind != "noun" or trigger.form.suffix or trigger.preposition == _FOR:
        return
    inside = {n for m in sentence.mentions for n in range(m.first, m.last)}
    position = trigger.first - 1
    while position >= 0 and _is_passed(sentence, position):
        position -= 1
    if position not in inside and not _tells(sentence.forms[position], "declaring"):
        return
    for verb in range(position, max(position - _FURTHEST, -1), -1):
        if sentence.forms[verb] in _PARTS:
            return
        if _tells(sentence.forms[verb], "declaring"):
            yield from _declaring(sentence, verb, trigger.first)
            return
        if sentence.classes[verb] == "verb" and verb not in inside:
            return


def _declaring(sentence: Sentence, verb: int, last: int) -> Iterator[tuple[int, float]]:
    """The subject of the verb that declares: a person after it, anybody after it, or before it."""
    near = [
        (number, mention)
        for number, mention in enumerate(sentence.mentions)
        if mention.last <= last
        and _speaker(mention) is not None
        and _beside(sentence, verb, mention)
    ]
    near.sort(key=lambda m: (m[1].first < verb, m[1].how != "person", bool(m[1].heads)))
    for number, _ in near[:1]:
        yield number, _DECLARED


_FURTHEST = 22
_DECLARED = 0.1
_FOR = "ل"


def _is_passed(sentence: Sentence, position: int) -> bool:
    """Whether a word may stand between who declares and what: a time, a comma, «عن», «التأكيد»."""
    token = sentence.tokens[position]
    return (
        token.form in _BETWEEN
        or token.form in words("reports", "manner")
        or token.form in words("reports", "declared")
        or any(t.start <= token.start < t.end for t in sentence.times)
    )


_BETWEEN = frozenset({"،", ",", '"', "عن", "علي", "في", "من", "مزيدا"})


def goes_on(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a trigger has no subject of its own but that of what was said before it."""
    if trigger.form.kind == "noun":
        return True
    if has_own_subject(sentence, trigger):
        return False
    form = sentence.forms[trigger.first]
    if form.startswith(("و", "ف")):
        return True
    if trigger.form.tense == "present" and form.startswith("ن"):
        return True  # «نرحب»: we
    if trigger.first < _OPENING:
        return True
    before = sentence.forms[trigger.first - 1]
    return before in _JOINTS or before in words("grammar", "pronoun_complementizers")


_JOINTS = frozenset({"كما", "فيما", "او", "ثم"})


def voice_after(sentence: Sentence) -> Participant | None:
    """Whose words the next sentence may go on with: the first who speaks in this one."""
    for verb in range(len(sentence.tokens)):
        found = _teller(sentence, verb)
        if found is not None:
            return found[0]
    quoted = bool(sentence.tokens) and sentence.forms[0] in ('"', "«")
    return sentence.voice if quoted else None


def spoken_by(sentence: Sentence, last: int) -> tuple[Participant, tuple[int, ...]] | None:
    """Who speaks at token `last`: the subject of the nearest telling verb before it.

    With the mentions that name the speaker; none where a sentence before did.
    """
    for verb in range(last - 1, -1, -1):
        if sentence.forms[verb] in _PARTS:
            break
        found = _teller(sentence, verb)
        if found is not None:
            return found
    if last <= _OPENING and sentence.voice is not None:
        return sentence.voice, ()
    return None


def _teller(sentence: Sentence, verb: int) -> tuple[Participant, tuple[int, ...]] | None:
    """Who tells what the word at `verb` opens, if it is a verb of telling."""
    form = sentence.forms[verb]
    speech = _tells(form, "verbs") or _tells(form, "stances")
    if not speech and not _tells(form, "appeals"):
        return None
    for position, mention in enumerate(sentence.mentions):
        speaker = _speaker(mention)
        if speaker is None or not _beside(sentence, verb, mention):
            continue
        if speech or speaker.kind == "Person" or mention.last <= verb:
            return speaker, (position,)
    if verb < _OPENING and sentence.voice is not None:
        return sentence.voice, ()
    return None


def _speaker(mention: Mention) -> Participant | None:
    if mention.preposition or mention.how in ("demonym", "phrase", "office"):
        return None
    return mention.of_kind(_SPEAKERS)


_EACH_OF = ("كل", "من")


def _beside(sentence: Sentence, verb: int, mention: Mention) -> bool:
    """Whether a mention stands right after the verb, or right before it."""
    if mention.first > verb:
        between = range(verb + 1, mention.first)
        if sentence.words(verb + 1, mention.first) == _EACH_OF:
            return True
        return len(between) <= _NEAR and all(
            sentence.classes[n] in ("word", "auxiliary", "number") for n in between
        )
    return mention.last <= verb and sentence.gap(mention.last, verb) <= _BEFORE
