"""Denials: what somebody denies that was told right before: «… بدعم المتمردين، وهو ما تنفيه بلاده»."""

from functools import cache

from mithaq.ingest.facts import Participant
from mithaq.ingest.lexicon import phrase_list, words
from mithaq.ingest.openings import opened
from mithaq.ingest.phraseends import longer_ends
from mithaq.ingest.phrases import phrase_after, phrase_at, phrase_of
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tokens import bare, is_one_of, readings
from mithaq.ingest.triggers import Trigger
from mithaq.ingest.verbs import verb_forms

_OBJECTS = frozenset({"ه", "ها"})
_ACCUSING = ("وهم", "VIII")
_OF = "ب"
_FURTHEST = 40
_WORDS = 4


@cache
def _accusations() -> frozenset[str]:
    verbs = {written for written, _ in verb_forms(*_ACCUSING)}
    return frozenset(verbs | words("reports", "accusations"))


def told_before(
    sentence: Sentence, trigger: Trigger, kind: str
) -> tuple[Participant, int, int] | None:
    """What the pronoun of a verb stands for: the accusation that the words before it tell."""
    if trigger.form.suffix not in _OBJECTS or trigger.form.kind != "verb":
        return None
    for referring in sorted(phrase_list("reports", "referring"), key=lambda r: (len(r), r)):
        first = trigger.first - len(referring)
        if first > 0 and sentence.words(first, trigger.first) == referring:
            return _accused(sentence, first, kind) or _proposed(sentence, first, kind)
    topic = _topic_before(sentence, trigger.first)
    if topic is not None:
        return phrase_of(sentence, topic, trigger.first, kind)
    before = trigger.first - 1
    if before >= 0 and sentence.forms[before] in words("reports", "accusations"):
        return phrase_of(sentence, before, trigger.first, kind)
    if before > 0 and sentence.classes[before] == "relative":
        matter = _matter_before(sentence, before)
        return None if matter is None else phrase_of(sentence, matter, before, kind)
    return None


def own_deed(sentence: Sentence, start: int, kind: str) -> tuple[Participant, int, int] | None:
    """What they are said to do who deny it: «نفت كندا تدخلها في الانتخابات», «سعيها لامتلاك أسلحة».

    One word with a pronoun names a deed only with what a preposition governs after it.
    """
    first = opened(sentence, start, "")
    if first is None and sentence.classes[start : start + 1] == ("verb",):
        first = start  # right after who denies it: «تدخلها»
    if first is None or sentence.forms[first].startswith(_JOINED):
        return None
    last = max(longer_ends(sentence, first + 1), default=first)
    if not sentence.forms[first].endswith(_OWN) or last <= first + 1:
        return None
    named, begin, end = phrase_of(sentence, first, last, kind)
    inner = phrase_after(sentence, first + 1, _WHEREIN, kind)
    labels = (*named.labels, *(() if inner is None else inner[0].labels))
    return Participant(named.iri, named.kind, tuple(dict.fromkeys(labels))), begin, end


_OWN = ("ه", "ها", "هم")  # his, her, their
_WHEREIN = ("ل", "ب", "في", "عن", "الي", "من")  # for, with, in, about, to, from
_JOINED = ("و", "ال")  # and; the


def _topic_before(sentence: Sentence, verb: int) -> int | None:
    """Where the topic begins of which a verb tells by its pronoun: «لكن هذا الطلب رفضته كندا»."""
    for position in range(verb - 1, max(verb - _WORDS, 0), -1):
        form = sentence.forms[position]
        if sentence.classes[position] != "word" or not form.startswith("ال"):
            return None
        if bare(form) in words("reports", "matters") | words("reports", "topics"):
            pointed_at = sentence.forms[position - 1] in words("nouns", "demonstratives")
            return position if pointed_at else None
    return None


def _matter_before(sentence: Sentence, last: int) -> int | None:
    """Where the matter begins that a relative clause goes on with: «القرار الأخير الذي رفضته …»."""
    for position in range(last - 1, max(last - _WORDS, -1), -1):
        if sentence.classes[position] != "word":
            return None
        if bare(sentence.forms[position]) in words("reports", "matters"):
            return position
    return None


def _proposed(sentence: Sentence, last: int, kind: str) -> tuple[Participant, int, int] | None:
    """The act that the clause before token `last` tells of: «اقترحت … نشر قوات، الأمر الذي ترفضه …»."""
    for position in range(max(last - _FURTHEST, 0), last):
        stopped = any(form in _ENDS for form in sentence.words(position, last))
        if stopped or bare(sentence.forms[position]) not in words("reports", "matters"):
            continue
        found = phrase_after(sentence, position, ("",), kind)
        if found is not None and found[2] <= sentence.tokens[last - 1].end:
            return found
    return None


_ENDS = frozenset({"؛", ";", ".", ":"})


def _accused(sentence: Sentence, last: int, kind: str) -> tuple[Participant, int, int] | None:
    """What the nearest accusation before token `last` is of: «اتهم … بتمويل المتمردين»."""
    for position in range(last - 1, max(last - _FURTHEST, -1), -1):
        if not is_one_of(sentence.forms[position], _accusations()):
            continue
        for start in range(position + 1, last):
            described = any(m.first == start and not m.preposition for m in sentence.mentions)
            if described:
                continue  # «اتهامات بحرينية بكذا»
            if any(r.preposition == _OF for r in readings(sentence.forms[start])):
                return phrase_at(sentence, start, _OF, kind)
        return None
    return None
