"""Finite verbs: which words of a sentence are surely verbs."""

from collections.abc import Iterator
from functools import cache, lru_cache

from mithaq.ingest.frames import frames
from mithaq.ingest.lexicon import word_lists, words
from mithaq.ingest.tokens import readings
from mithaq.ingest.verbs import stems, verb_forms

_OBJECTS = ("ه", "ها", "هم", "هما", "نا")
_LONG = "ا"
_AS_NOUNS = frozenset({"I", "II", "V", "VI"})
"""Forms whose bare past is written like a noun: دعم, أمن, توقّع, تعاون."""
_WEAK = frozenset("وي")
_SHORT = 3
"""Shorter words are as well a conjunction and a verb: «ورد»."""


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
        if _is_like_noun(root, measure, bare := verb_forms(root, measure)[0][0])
    )


def form_of(measure: str) -> str:
    """The form of a verb without its vowels: `I` of `I/a~u`."""
    return measure.split("/", maxsplit=1)[0]


def _is_like_noun(root: str, measure: str, bare: str) -> bool:
    """Whether the bare past of a verb may be a noun: never «دعا»; a hollow one, «قال», where listed."""
    form = form_of(measure)
    if form == "I" and root[1] in _WEAK and root[2] not in _WEAK:
        return bare in words("verbs", "hollow_nouns")
    return form in _AS_NOUNS and not bare.endswith(_LONG)


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
        ambiguous = {forms[0][0]} if _is_like_noun(root, measure, forms[0][0]) else set()
        # «قادة», «عادة», «وزارة»: a hollow verb with ه is written like a noun
        hollow = forms[0][0] if form_of(measure) == "I" and root[1] in _WEAK else ""
        hollow = "" if hollow in words("verbs", "hollow_with_object") else hollow
        for form, _ in forms:
            if form not in ambiguous and len(form) > 2:  # noqa: PLR2004
                found.add(form)
                found.update(
                    stem + s
                    for stem in stems(form)
                    for s in _OBJECTS
                    if s != _OBJECTS[0] or form != hollow
                )
    return frozenset(found)


def is_finite_form(form: str) -> bool:
    """Whether `form` as it stands, و or ف and all, is a form of a listed verb: «واصل»."""
    clear = len(form) > _SHORT and form[0] in "وف" and form[1] != form[0]
    clear = clear and form not in words("verbs", "joined")
    return clear and form in finite_forms()


@lru_cache(maxsize=65536)
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
