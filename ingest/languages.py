"""The language of a text, guessed from its letters: no dictionary, no model."""

import unicodedata
from collections import Counter

# Letters that Arabic, or Russian, does not use; a few of them are a foreign name, many are a language.
_TELLING = {
    "پ": "fa",
    "چ": "fa",
    "ژ": "fa",
    "گ": "fa",
    "ٹ": "ur",
    "ڈ": "ur",
    "ڑ": "ur",
    "ے": "ur",
    "і": "uk",
    "ї": "uk",
    "є": "uk",
    "ґ": "uk",
}
_TELLING_SHARE = 0.005
_SCRIPTS = {"ARABIC": "ar", "LATIN": "en", "CYRILLIC": "ru"}


def guess_language(text: str) -> str | None:
    """The language tag that most letters of `text` speak for; none where no script is known.

    >>> guess_language("منظمة معاهدة الأمن الجماعي CSTO"), guess_language("The CSTO"), guess_language("6")
    ('ar', 'en', None)
    """
    letters = Counter(character for character in text.casefold() if character.isalpha())
    scripts: Counter[str] = Counter()
    telling: Counter[str] = Counter()
    for letter, count in letters.items():
        scripts[unicodedata.name(letter, "").partition(" ")[0]] += count
        if letter in _TELLING:
            telling[_TELLING[letter]] += count
    known = [
        (scripts[script], language) for script, language in _SCRIPTS.items() if script in scripts
    ]
    if not known:
        return None
    count, language = max(known)
    # Urdu is written with the Persian letters too, so its own are asked first.
    for other, script in (("ur", "ar"), ("fa", "ar"), ("uk", "ru")):
        if language == script and telling[other] > _TELLING_SHARE * count:
            return other
    return language
