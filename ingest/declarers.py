"""Declarers: who declares the stance that a noun names: «أعلنت بولندا رفض الخطة»."""

from collections.abc import Iterator

from mithaq.ingest.lexicon import words
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.triggers import Trigger
from mithaq.ingest.voices import PARTS, is_beside, speaker_named, tells


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
    if position not in inside and not tells(sentence.forms[position], "declaring"):
        return
    for verb in range(position, max(position - _FURTHEST, -1), -1):
        if sentence.forms[verb] in PARTS:
            return
        if tells(sentence.forms[verb], "declaring"):
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
        and speaker_named(mention) is not None
        and is_beside(sentence, verb, mention)
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
