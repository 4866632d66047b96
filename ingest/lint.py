"""Linting frames: what no text can reach, what two frames claim, what an example does not give."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from mithaq.ingest.examples import failures
from mithaq.ingest.grammar import ATTACHED
from mithaq.ingest.lexicon import words
from mithaq.ingest.patterns import Frame, Pattern
from mithaq.ingest.tokens import find_tokens
from mithaq.ingest.triggers import TriggerIndex, index_triggers
from mithaq.ingest.verbs import verb_forms
from mithaq.text import fold

_Lemma = tuple[str, ...]


def lint(listed: Sequence[Frame], index: TriggerIndex | None = None) -> Iterator[str]:
    """What is wrong with the frames, each with file and line; nothing where all is well.

    `index` holds the triggers with which the examples are read, by default those of `listed`.
    """
    for frame in listed:
        for pattern in frame.patterns:
            yield from _unreachable(frame, pattern)
        if not any(example.facts for example in frame.examples):
            yield f"{frame.file}, line 1: no example shows what the frame reads"
    yield from _claimed_twice(listed)
    index = index_triggers(listed) if index is None else index
    for frame in listed:
        yield from failures(frame, index)


def _unreachable(frame: Frame, pattern: Pattern) -> Iterator[str]:
    """The triggers that no sentence can hold as they are written."""
    for noun in pattern.nouns:
        parts = fold(noun).split()
        if parts[-1] in ATTACHED:
            parts.pop()
        written = " ".join(parts)
        if [token.form for token in find_tokens(written, 0, len(written))] != parts:
            yield f"{frame.at(noun)}: no text can hold «{noun}»: it is not made of words"
    for root, form in pattern.verbs:
        if all(written in words("verbs", "nouns") for written, _ in verb_forms(root, form)):
            yield f"{frame.at(root)}: every form of [{root}, {form}] counts as a noun"
    if pattern.status is not None and pattern.only and pattern.status not in pattern.only:
        yield f"{frame.at('only')}: the status {pattern.status} is none that `only` lists"


def _claimed_twice(listed: Sequence[Frame]) -> Iterator[str]:
    """The triggers for which two frames give facts of one type, with nothing that tells them apart."""
    claims: dict[tuple[object, ...], dict[str, tuple[Frame, _Lemma]]] = defaultdict(dict)
    for frame in listed:
        for pattern in frame.patterns:
            for lemma in (*pattern.verbs, *((noun,) for noun in pattern.nouns)):
                apart = (pattern.near, pattern.theme, _wanted(pattern))
                claims[(frame.fact, lemma, *apart)].setdefault(frame.id, (frame, lemma))
    for claimed in claims.values():
        (first, lemma), *others = claimed.values()
        for other, _ in others:
            yield (
                f"{other.at(lemma[0])}: {first.at(lemma[0])} has the trigger {' '.join(lemma)} "
                f"too: keep it in one of them, or tell them apart by `near`, `theme` or slots"
            )


def _wanted(pattern: Pattern) -> frozenset[object]:
    """What the required slots take, and where they look for it."""
    return frozenset((slot.role, slot.kinds, slot.by) for slot in pattern.slots if slot.required)
