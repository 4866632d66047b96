"""Finite verbs: which words of a sentence are surely verbs."""

from collections.abc import Iterator
from functools import cache

from mithaq.ingest.frames import frames
from mithaq.ingest.lexicon import word_lists, words
from mithaq.ingest.tokens import readings
from mithaq.ingest.verbs import verb_forms

_OBJECTS = ("ه", "ها", "هم", "هما", "نا")
_WEAK = "ا"
_AS_NOUNS = frozenset({"I", "II", "V", "VI"})
"""Forms whose bare past is written like a noun: دعم, أمن, توقّع, تعاون."""


def _listed() -> Iterator[tuple[str, str]]:
    for frame in frames():
        for pattern in frame.patterns:
            yield from pattern.verbs
    for name in ("verbs", "reports"):
        yield from (tuple(entry) for entry in word_lists(name)["verbs"])
    for key in ("stances", "appeals"):
        yield from (tuple(entry) for entry in word_lists("reports")[key])
    for status in ("announced", "possible", "negated"):
        yield from (tuple(entry) for entry in word_lists("status")[status]["verbs"])


@cache
def _forms_like_nouns() -> frozenset[str]:
    """The bare pasts that are written like nouns: دعم, شن."""
    return frozenset(
        bare
        for root, measure in dict.fromkeys(_listed())
        if _is_like_a_noun(measure, bare := verb_forms(root, measure)[0][0])
    )


def _is_like_a_noun(measure: str, bare: str) -> bool:
    """Whether the bare past of a verb is written like a noun; no noun ends like «دعا»."""
    return measure.split("/", 1)[0] in _AS_NOUNS and not bare.endswith(_WEAK)


def opens_as_verb(form: str) -> bool:
    """Whether `form`, first in its clause, is a verb after all: «وشن الجيش هجوما», «كشف الاتحاد»."""
    return form in words("verbs", "opening") or (
        form[0] in "وف" and form[1:] in _forms_like_nouns()
    )


def is_bare_past(form: str) -> bool:
    """Whether `form` may be a verb that is written like a noun."""
    return form in _forms_like_nouns()


@cache
def finite_forms() -> frozenset[str]:
    """The folded forms of every listed verb, but those that are written like nouns."""
    found: set[str] = set()
    for root, measure in dict.fromkeys(_listed()):
        forms = verb_forms(root, measure)
        ambiguous = {forms[0][0]} if _is_like_a_noun(measure, forms[0][0]) else set()
        for form, _ in forms:
            if form not in ambiguous and len(form) > 2:  # noqa: PLR2004
                found.add(form)
                found.update(form + suffix for suffix in _OBJECTS)
    return frozenset(found)


@cache
def is_finite(form: str) -> bool:
    """Whether `form` is surely a finite verb, with or without و, ف or the سـ of the future."""
    if form in words("verbs", "nouns"):
        return False
    for reading in readings(form):
        if reading.preposition:
            continue
        if reading.rest in finite_forms():
            return True
        if reading.rest.startswith("س") and reading.rest[1:2] in "يتنا":
            return reading.rest[1:] in finite_forms()
    return False
