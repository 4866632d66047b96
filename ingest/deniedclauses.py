"""Denied clauses: of whom or what a denial tells that opens with «أن»: «نفى أن تكون الدعوة …»."""

from collections.abc import Iterator

from mithaq.ingest.grammar import CLAUSE
from mithaq.ingest.homelands import is_homeland
from mithaq.ingest.lexicon import phrase_list, words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.namewords import names_an_act
from mithaq.ingest.openings import PRONOUNS
from mithaq.ingest.phrases import Phrase, phrase_after
from mithaq.ingest.proclitics import attached_preposition
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.subjectends import starts
from mithaq.ingest.tokens import bare
from mithaq.ingest.triggers import Trigger

DENIED = "denied"
_COST = 0.1
_SETTING = 14
_OPENING = 3
_ANY = frozenset({"اي", "ايه"})
_POINTING = frozenset({"ذلك", "هذا", "هذه"})


def clause_subjects(sentence: Sentence, trigger: Trigger) -> Iterator[tuple[int, float]]:
    """The mention that is the subject of the clause which somebody denies."""
    first = _subject_at(sentence, trigger)
    for position, mention in enumerate(sentence.mentions):
        if (
            first is not None
            and _begins(mention) == first
            and not is_homeland(mention, sentence.tokens)
        ):
            if not mention.preposition and mention.how != "demonym":
                yield position, _COST
            return


def clause_matter(sentence: Sentence, trigger: Trigger, kind: str) -> Phrase | None:
    """The noun phrase that is the subject of such a clause: «نفى أن تكون القمة حددت موعدا»."""
    first = _subject_at(sentence, trigger)
    if first is not None and sentence.forms[first] in _POINTING:
        first = first + 1 if _is_definite(sentence, first + 1) else None
    if first is None:
        return None
    own = _own_deed(sentence, first)
    if own is not None:
        return phrase_after(sentence, own, ("", "ل", "ب"), kind)
    named = any(_begins(m) == first and m.how != "demonym" for m in sentence.mentions)
    form = sentence.forms[first]
    before = sentence.forms[first - 1]
    known = form.startswith("ال") or form in _ANY or before in words("reports", "taking_place")
    there = before in words("reports", "there") or _is_for(sentence, first - 1)
    return None if named or not (known or there) else phrase_after(sentence, first, ("",), kind)


def _is_definite(sentence: Sentence, position: int) -> bool:
    """Whether a definite noun stands here, as after a demonstrative: «هذه المناورات»."""
    return any(form.startswith("ال") for form in sentence.words(position, position + 1))


def _own_deed(sentence: Sentence, first: int) -> int | None:
    """Where it is told what the speaker's own side is said to do: «أن تكون بلاده تعتزم قصف كذا».

    Or what it has to do with: «أن تكون قواته ضالعة في الهجوم», «أن تكون لبلاده علاقة بالهجوم».
    """
    if not words("reports", "being") & set(sentence.words(max(first - _CAN_HAVE, 0), first)):
        return None
    form = sentence.forms[first]
    if form[0] == "ل" and (form[1:] in _PRONOUNS or _is_own(form[1:])):
        return first + 1
    position = first + _is_own(form)
    if position > first and any(map(names_an_act, sentence.words(position, position + 1))):
        return position  # «أن يكون جيشها قصف المخيم»
    while sentence.classes[position : position + 1] == ("auxiliary",):
        position += 1
    verbal = sentence.classes[position : position + 1] == ("verb",)
    after = position + 1 if verbal else _past_involved(sentence, position)
    return after if after is not None and after < len(sentence.tokens) else None


def _is_own(form: str) -> bool:
    """Whether it is the speaker's own: «بلاده», «قواتها»."""
    noun = bare(form)
    return noun in words("nouns", "homelands") or any(
        noun.endswith(ending) and noun.removesuffix(ending) in words("reports", "own_forces")
        for ending in _PRONOUNS
    )


_PRONOUNS = ("ها", "ه", "هم")


def _past_involved(sentence: Sentence, position: int) -> int | None:
    """Where it goes on after what ties the speaker to a deed: «ضالعة في», «وراء», «على علم ب»."""
    for last in (position + 2, position + 1):
        if sentence.words(position, last) in phrase_list("reports", "involved"):
            return last + (sentence.classes[last : last + 1] == ("preposition",))
    return None


_CAN_HAVE = 2
"""How far before the deed «تكون» may stand: «أن تكون قد أرسلت»."""


def _begins(mention: Mention) -> int:
    return mention.first - len(mention.heads)


def _subject_at(sentence: Sentence, trigger: Trigger) -> int | None:
    """Where the subject of the denied clause stands, after its verb."""
    verb = _clause_at(sentence, trigger)
    if verb is None or verb >= len(sentence.tokens):
        return None
    position = verb
    being = sentence.forms[position] in words("reports", "being")
    if being or sentence.classes[position] in ("verb", "auxiliary"):
        position += 1
    elif not sentence.forms[position].startswith("ال"):
        return None  # «أنه»
    for _ in range(_OPENING):
        if not _opens(sentence, position, being=being):
            break
        position += 1
    if position >= len(sentence.tokens):
        return None
    nominal = sentence.classes[position] in ("word", "auxiliary")
    return position if nominal or (being and sentence.classes[position] == "verb") else None


def _opens(sentence: Sentence, position: int, *, being: bool) -> bool:
    """Whether a word stands between the verb and its subject: «أن يكون هناك …», «… للخطة جدول»."""
    if position >= len(sentence.tokens):
        return False
    form = sentence.forms[position]
    return (
        form in words("reports", "there") or form == '"' or (being and _is_for(sentence, position))
    )


def _is_for(sentence: Sentence, position: int) -> bool:
    clitic = attached_preposition(sentence.forms[position])
    return clitic is not None and clitic.preposition == "ل"


def _clause_at(sentence: Sentence, trigger: Trigger) -> int | None:
    """Where the clause begins that «أن» opens, after the subject of the denial."""
    for start in starts(sentence, trigger):
        for position in range(start, min(start + _SETTING, len(sentence.tokens))):
            form, name = sentence.forms[position], sentence.classes[position]
            if name == "complementizer":
                return position + 1 if form == CLAUSE and not form.endswith(PRONOUNS) else None
            timed = sentence.is_timed(position)
            if name not in ("word", "preposition", "auxiliary", "link", "mark") and not timed:
                break
    return None
