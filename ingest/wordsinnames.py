"""Words that are parts of names by what stands beside them: syllables, «جاب الله», a king's ordinal."""

from mithaq.ingest.lexicon import word_set, words
from mithaq.ingest.namelines import Line
from mithaq.ingest.namesorts import Sort, sort_of

_ALEF_MADDA = "آ"
_CLITIC = ("ب", "ف", "ك", "ل")
_LONGEST = 4
_TO_ALL = "لل"  # «للصحفيين»
_BEFORE_IN = frozenset({"جاي", "جيه"})
"""Syllables with which a name may end in «إن»; after others it opens what somebody says."""


def is_syllable(line: Line, position: int, form: str) -> bool:
    """Whether the word is part of a name of short words: «بان كي مون»."""
    listed = word_set("syllables")
    return form in listed and (
        line.form(position - 1) in listed or line.form(position + 1).partition("-")[0] in listed
    )


def ends_in_in(line: Line, position: int, sorts: list[Sort]) -> bool:
    """Whether a name ends in what opens a clause elsewhere: «مون جاي إن»."""
    listed = word_set("syllables")
    korean = line.form(position - 1) in _BEFORE_IN and line.form(position - 2) in listed
    return sorts == ["given", "given"] and korean


def is_last_syllable(line: Line, position: int, form: str, sorts: list[Sort]) -> bool:
    """Whether what is a preposition elsewhere ends a name of three syllables, and governs nothing."""
    listed = word_set("syllables")
    if sorts != ["given", "given"] or form not in words("names", "last_syllables"):
        return False
    if line.form(position - 1) not in listed or line.form(position - 2) not in listed:
        return False
    if form == "ان":
        return line.as_printed(position).startswith(_ALEF_MADDA)
    after = position + 1
    return (
        after >= len(line.tokens)
        or line.classes[after] != "word"
        or line.form(after).startswith(_TO_ALL)
    )


def joins_syllables(line: Line, position: int) -> bool:
    """Whether «و» joins a name of short words: «ولي جونغ سو», «وهان دوك هو»."""
    form, listed = line.form(position), word_set("syllables")
    following = line.form(position + 1).partition("-")[0]
    return (
        form.startswith("و")
        and form not in listed
        and {form[1:], following} <= listed
        and sort_of(form) in ("unknown", "ordinary")
    )


def is_of_god(line: Line, position: int, form: str, sorts: list[Sort]) -> bool:
    """Whether a short word goes with «الله» to make a name: «حسب الله», but not «حفظه الله»."""
    if sorts != ["given"] or line.form(position + 1) != "الله" or sort_of(form) == "joiner":
        return False
    short = len(form) <= _LONGEST and form[0] not in _CLITIC and not form.endswith("ه")
    return short and not {position, position + 1} & line.taken


def is_before_father(line: Line, position: int) -> bool:
    """Whether a word between a title and «بن» can only be somebody's given name."""
    titles = words("nouns", "titles") | words("offices", "titles")
    return line.form(position + 1) in words("names", "sons") and line.form(position - 1) in titles


def is_ordinal_of(line: Line, position: int, form: str, sorts: list[Sort]) -> bool:
    """«محمد بن عبد الله الثالث», but not «… الأول من أمس»."""
    counted = len(sorts) > 1 and form in words("names", "ordinals")
    return counted and is_arabic(line, position, sorts) and line.form(position + 1) != "من"


def is_arabic(line: Line, position: int, sorts: list[Sort]) -> bool:
    """Whether the name so far has بن or the like before its last part."""
    return len(sorts) > 1 and line.form(position - 2) in words("names", "openers")
