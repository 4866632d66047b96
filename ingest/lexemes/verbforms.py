"""Verb forms: what an English verb, as frames list it, looks like in a text."""

import re

_VOWELS = "aeiou"


def english_forms(listed: str) -> dict[tuple[str, ...], str]:
    """The forms of an English verb as frames list it, each with its tense.

    >>> sorted(english_forms("leave left left"))
    [('leave',), ('leaves',), ('leaving',), ('left',)]
    >>> english_forms("pull out")[("pulled", "out")]
    'past'
    """
    parts = listed.split()
    irregular = len(parts) >= _IRREGULAR
    base = parts[0]
    past, participle = parts[1:3] if irregular else (_past(base), _past(base))
    particle = tuple(parts[3:] if irregular else parts[1:])
    found = {(base, *particle): "pres", (_third(base), *particle): "pres"}
    found[_gerund(base), *particle] = "gerund"
    found[participle, *particle] = "part"
    found[past, *particle] = "past"
    return found


_IRREGULAR = 3


def _third(base: str) -> str:
    if base == "have":
        return "has"
    if base.endswith(("s", "x", "z", "ch", "sh", "o")):
        return base + "es"
    if base.endswith("y") and base[-2] not in _VOWELS:
        return base[:-1] + "ies"
    return base + "s"


def _past(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2] not in _VOWELS:
        return base[:-1] + "ied"
    if _doubles(base):
        return base + base[-1] + "ed"
    return base + "ed"


_CLOSED = re.compile(r"[^aeiou]*(?:qu)?[aeiou][^aeiouwxy]")
_STRESSED = ("mit", "pel", "fer", "bel")


def _doubles(base: str) -> bool:
    """Whether the last letter of a verb is doubled: «slamming», «admitting», «expelling»."""
    return bool(_CLOSED.fullmatch(base)) or base.endswith(_STRESSED)


def _gerund(base: str) -> str:
    if _doubles(base):
        return base + base[-1] + "ing"
    if base.endswith("e") and not base.endswith("ee"):
        return base[:-1] + "ing"
    return base + "ing"
