"""Declarers: who declares the stance that a noun names: «أعلنت بولندا رفض الخطة», «معربا عن قلقه»."""

from collections.abc import Iterator
from functools import cache

from mithaq.ingest.communiques import goes_by, is_of_paper
from mithaq.ingest.lexicon import words
from mithaq.ingest.parentheses import parenthesis_start
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tellings import is_beside, speaker_named, tells
from mithaq.ingest.tokens import bare, is_one_of, is_verb_among
from mithaq.ingest.triggers import Trigger
from mithaq.ingest.voices import PARTS
from mithaq.text import fold

_FURTHEST = 22
_DECLARED = 0.1
_FOR, _WITH = "ل", "ب"
_JOINED = 4
_TOWARDS = "الي"
_ABOUT = (("عن",), ("علي",), (_TOWARDS,))
_AFTER_ASIDE = (("،", "عن"), ("،", "علي"))
_AGREEING = (("ا", "ا"), ("ه", "ه"), ("ه", "ات"), ("ين", "ين"))
"""How a participle ends, and the indefinite noun that it may describe."""
_BETWEEN = frozenset({"،", ",", '"', "“", "«", "عن", "علي", "في", "من", "الي", "مزيدا", "ان"})


def declarers(sentence: Sentence, trigger: Trigger) -> Iterator[tuple[int, float]]:
    """Who declares the stance that a noun names: «أعلنت بولندا رفض …», «عن رفضها …».

    The noun stands right after the verb or after what names its subject.
    """
    verb = declaring(sentence, trigger)
    if verb is not None and tells(sentence.forms[verb], "declaring"):
        yield from _declaring(sentence, verb, trigger.first)


def declaring(sentence: Sentence, trigger: Trigger) -> int | None:
    """The verb, or the participle in its stead, that declares the stance which a noun names."""
    if trigger.form.kind != "noun" or trigger.preposition == _FOR:
        return None
    before = sentence.words(trigger.first - 1, trigger.first)
    if trigger.form.suffix and not words("reports", "causes").isdisjoint(before):
        return None  # «عقوبات على كينيا بسبب دعمها للمتمردين»
    position = _before(sentence, trigger.first)
    if position < 0:
        return None
    position = _before_paper(sentence, position)
    near = position in sentence.named or _declares(sentence.forms[position])
    about = sentence.words(position + 1, position + 2) in _ABOUT or (
        sentence.words(position + 1, position + 3) in _AFTER_ASIDE
    )
    if not near and not about:
        return _beyond_adverbial(sentence, position) if trigger.form.suffix else None
    for verb in range(position, max(position - _FURTHEST, -1), -1):
        if sentence.forms[verb] in PARTS:
            return None
        if _declares(sentence.forms[verb]) and (
            near or _expresses(sentence.forms[verb], sentence.forms[position + 1])
        ):
            clinging = tells(sentence.forms[verb], "clinging")
            return verb if trigger.preposition != _WITH or clinging else None  # not «بدعم …»
        told = verb and sentence.classes[verb - 1] == "relative"
        if sentence.classes[verb] == "verb" and verb not in sentence.named and not told:
            return None
    return None


def _before_paper(sentence: Sentence, position: int) -> int:
    """The verb whose subject is a paper that ends at a word: «وجدد البيان الختامي إدانة …»."""
    first = position
    while first > 1 and is_of_paper(sentence.forms[first]) and first not in sentence.named:
        first -= 1
    if first > 0 and goes_by(sentence.forms[first]) and _declares(sentence.forms[first - 1]):
        return first - 1
    return position


def _beyond_adverbial(sentence: Sentence, position: int) -> int | None:
    """The verb that declares what is somebody's own, over when or where: «أكد خلال لقاء … دعمه ل…».

    What stands between opens with a preposition and tells of nothing else that anybody says.
    """
    opening = False
    for at in range(position, max(position - _ADVERBIAL, -1), -1):
        name = sentence.classes[at]
        if opening and _declares(sentence.forms[at]):
            return at
        relative = at and sentence.classes[at - 1] == "relative"
        named = at in sentence.named
        if name == "mark" and sentence.forms[at] not in _BETWEEN:
            return None
        if name in _ENDING or (name == "verb" and not relative and not named):
            return None
        opening = opening or name == "preposition"
    return None


_ADVERBIAL = 16
_ENDING = frozenset({"complementizer", "subordinator", "negator"})


def describes_noun(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a participle is an adjective of the noun before it: «تظاهرة منددة ب…»."""
    first = trigger.first
    if trigger.preposition or trigger.form.suffix:
        return True  # «بمعارضة», «معارضته»: a noun after all
    if sentence.forms[first].startswith("ال") and not _is_listed(trigger):
        return True  # «الحركة المطالبة باستقلال …»
    if first and sentence.classes[first - 1] == "preposition":
        return True  # «دعا إلى معارضة …»
    if not first or sentence.classes[first - 1] != "word":
        return False
    before, form = sentence.forms[first - 1], sentence.forms[first]
    if before.startswith("ال") or before in words("reports", "manner"):
        return False
    alike = any(form.endswith(e) and before.endswith(o) for e, o in _AGREEING)
    return alike and not any(m.first < first <= m.last for m in sentence.mentions)


def _is_listed(trigger: Trigger) -> bool:
    """Whether the pattern has the noun as it stands, article and all."""
    return " ".join(trigger.form.words) in {fold(noun) for noun in trigger.form.pattern.nouns}


def _expresses(form: str, preposition: str) -> bool:
    """Whether a word means «express», whatever stands before «عن»: «أعرب في بيان أمس عن رفضه»."""
    if preposition == "علي":
        return tells(form, "insisting")
    if preposition == _TOWARDS:
        return tells(form, "hastening")
    return tells(form, "expressing") or is_one_of(form, words("reports", "expressing_participles"))


def _declares(form: str) -> bool:
    return tells(form, "declaring") or is_verb_among(form, _participles())


@cache
def _participles() -> frozenset[str]:
    return words("reports", "declaring_participles")


def _declaring(sentence: Sentence, verb: int, last: int) -> Iterator[tuple[int, float]]:
    """The subject of the verb that declares: a person after it, anybody after it, or before it."""
    relative = verb - 1
    if relative >= 0 and sentence.classes[relative] == "relative":
        for number, mention in enumerate(sentence.mentions):
            if mention.last == relative and mention.how != "demonym":
                yield number, _DECLARED  # «للكويت وعمان التي أعلنت تأييدها»
        return
    near = [
        (number, mention)
        for number, mention in enumerate(sentence.mentions)
        if mention.last <= last
        and speaker_named(mention) is not None
        and is_beside(sentence, verb, mention)
    ]
    near.sort(key=lambda m: (m[1].first < verb, m[1].how != "person", bool(m[1].heads)))
    for number, _ in near[:1]:
        yield number, _DECLARED


def _before(sentence: Sentence, first: int) -> int:
    """The last word before the noun that is no adverb, adjective of degree, time or joined noun."""
    position = first - 1
    if sentence.forms[first].startswith("و"):  # «عن إدانته واستنكاره»
        for joined in range(first - 1, max(first - _JOINED, -1), -1):
            if sentence.classes[joined] == "preposition" or _declares(sentence.forms[joined]):
                position = joined
                break
    while position >= 0 and _is_passed(sentence, position):
        opening = parenthesis_start(sentence.forms, sentence.classes, position)
        position = position - 1 if opening is None else opening - 1
    return position


def _is_passed(sentence: Sentence, position: int) -> bool:
    """Whether a word may stand between who declares and what: a time, a comma, «عن», «التأكيد»."""
    token = sentence.tokens[position]
    return (
        token.form in _BETWEEN
        or token.form in words("reports", "manner")
        or token.form in words("reports", "declared")
        or bare(token.form) in words("reports", "degrees")
        or sentence.is_timed(position)
    )
