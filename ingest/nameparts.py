"""Parts of names: whether a token of a sentence may go on the name of somebody."""

from mithaq.ingest.lexicon import common_words, word_set, words
from mithaq.ingest.namelines import ALI, Line, is_ali, is_hamzated, is_hamzated_name
from mithaq.ingest.namesorts import Sort, sort_of
from mithaq.ingest.namewords import (
    goes_on,
    is_articled_surname,
    is_common,
    is_governed,
    is_no_part,
    is_odd,
    is_owned,
    is_possessed,
    names_an_act,
)
from mithaq.ingest.numberwords import is_number_word
from mithaq.ingest.tokens import is_among
from mithaq.ingest.wordforms import is_word
from mithaq.ingest.wordsinnames import (
    ends_in_in,
    is_arabic,
    is_before_father,
    is_last_syllable,
    is_of_god,
    is_ordinal_of,
    is_syllable,
)

_SHORTEST = 2
_UNLISTED = frozenset({"unknown", "ordinary"})
_SHORT_VERB = 5
_WILL = ("سي", "ست", "سن")
"""What begins so is a verb to come, «سيخلف», where no list has it as a name."""
_ACTS = "ي"
_ALEF_MAQSURA = "ى"
_TEH = "ة"
_ALEF_MADDA = "آ"
_AMBIGUOUS = frozenset({"فان", "ان"})
_AND = "و"
_THAT = "بان"  # that, after a verb; or a name
_BEFORE = "امام"  # before, in front of; with another hamza a name, «إمام»
_HAMZA_ABOVE = "أ"
_CARRYING = ("بأ", "بإ", "لأ", "لإ")  # what begins so carries a preposition
_LIKE_NAMES = frozenset({"ادي", "ابدي"})
"""Verbs in alef maqsura that are written like names but for it."""
_CLITIC = ("ب", "ف", "ك", "ل")
"""«مارجريت فيستاجر»: what only one of these makes a word is a surname after a given name."""
_ARTICLED = ("ال", "وال", "بال", "فال", "كال", "لل")


def part_at(
    line: Line, position: int, form: str, sorts: list[Sort], *, beside: bool = False
) -> Sort | None:
    """What a token is in a name of which `sorts` came before it; nothing where it ends the name.

    `beside` an office said in full a name may have parts that are words elsewhere.
    """
    if _is_when(form) and _is_when(line.form(position + 1)):
        return None  # «وصل فلان صباح اليوم»
    if sorts and form[:1] == _AND and is_number_word(form[1:]):
        return None  # «ألفا وخمسمئة»
    if form == _THAT and not line.as_printed(position).startswith(_THAT):
        return None  # «أفاد فلان بأن», no «بان»
    if form == _BEFORE and line.as_printed(position).startswith(_HAMZA_ABOVE):
        return None  # «ديون أمام اللجنة», but «عادل إمام»
    if sorts and form and line.as_printed(position).startswith(_CARRYING):
        return None  # «قام فلان بأول زيارة», no «باول»
    if sorts and form in words("names", "how_many"):
        return None  # «دعا فلان سائر الأطراف»
    sort = _part_at(line, position, form, sorts)
    if sort is None and beside and position not in line.taken:
        sort = _beside_office(line, position, form, sorts)
    if (
        sort is not None
        and sorts
        and sorts[-1] != "joiner"
        and sort_of(form) in _UNLISTED
        and (names_an_act(form) or is_possessed(form, line.as_printed(position)))
    ):
        return None  # «مجيد روانجي ضلوع بلاده», «وليام روتو قراره»
    return None if sort == "unknown" and _is_after_all(line, position, form, sorts) else sort


def _is_after_all(line: Line, position: int, form: str, sorts: list[Sort]) -> bool:
    """Whether a word after a surname with the article carries a preposition: «المالكي بأصابع …»."""
    named = sorts[-1:] == ["surname"] and line.form(position - 1).startswith(_ARTICLED[0])
    return named and form[0] in _CLITIC


def _beside_office(line: Line, position: int, form: str, sorts: list[Sort]) -> Sort | None:
    """«وزير الدفاع التركي يشار غولر», «… أندرس فوغ راسموسن», «… تولسي غابارد»."""
    if not form.isalpha() or form.isascii() or len(sorts) > _SHORTEST:
        return None
    if form.startswith(_ARTICLED):  # «نهاد المشنوق»
        rare = form.startswith(_ARTICLED[0]) and not is_common(form)
        after = line.form(position + 1)
        if not sorts and rare and sort_of(form) == "surname" and after.startswith(_ARTICLED[0]):
            return (
                "given" if sort_of(after) in ("surname", "given") else None
            )  # «البغدادي المحمودي»
        more = sorts and not (names_an_act(form) or is_articled_surname(line.form(position - 1)))
        return "surname" if rare and more and line.classes[position] == "word" else None
    if is_no_part(form, line.form(position + 1), begun=bool(sorts)):
        return None
    sort, following = sort_of(form), sort_of(line.form(position + 1))
    if sort == "unknown" or (sorts and sort == "surname"):
        printed, full = line.as_printed(position), len(sorts) > 1
        ended = bool(sorts) and goes_on(form, printed, full=full)
        # «أبدى وزير الخارجية الروسي سيرغي لافروف مرونة»
        thing = full and sorts[-1] == "surname" and sort == "unknown" and printed.endswith(_TEH)
        return None if ended or thing else sort
    if sort == "either":
        named = sorts or following in ("given", "surname", "unknown", "joiner", "either")
        return "given" if named else None
    if is_governed(form) or form.startswith(_WILL):  # «يقوم وليام روتو بجولة»
        return None
    if sort == "ordinary" and form not in common_words() and len(form) <= _SHORT_VERB:
        if not sorts:
            return "given" if following in ("given", "surname", "unknown") else None
        return "surname" if following == "surname" or line.classes[position] == "word" else None
    return None


def _is_when(form: str) -> bool:
    return form in words("names", "when") or form in words("offices", "days")


def _part_at(line: Line, position: int, form: str, sorts: list[Sort]) -> Sort | None:
    if not form or not form.replace("-", "").replace("'", "").isalpha() or len(form) < _SHORTEST:
        return None
    token = line.tokens[position]
    if form.isascii():
        return "unknown" if line.text[token.start].isupper() else None
    after_joiner = bool(sorts) and sorts[-1] == "joiner"
    if position in line.taken and not (after_joiner or _is_namesake(line, position, form, sorts)):
        return None
    if form == "ان" and not sorts and line.text[token.start] == _ALEF_MADDA:
        return "given"  # «آن ليندي»
    if is_last_syllable(line, position, form, sorts):
        return "given"  # «ليو جيان بين»
    if is_of_god(line, position, form, sorts):
        return "given"  # «سعيد جاب الله»
    sort = sort_of(form)
    if is_hamzated_name(line, position):
        return "given"
    if form.startswith(_ARTICLED[0]) and is_hamzated(line, position):
        return _hamzated(line, position, sort, sorts)
    if form == ALI:
        return "given" if is_ali(line, position) else None
    if form == "ان" and ends_in_in(line, position, sorts):
        return "given"  # «مون جاي إن»
    if form in _LIKE_NAMES and line.text[token.start : token.end].endswith(_ALEF_MAQSURA):
        return None  # «أدى», no «آدي»
    if form in _AMBIGUOUS and not line.text[token.start : token.end].startswith(form):
        return None  # «فإن», «إن»: no part of a name
    if not sorts and sort in ("ordinary", "unknown") and is_before_father(line, position):
        return "given"  # «الأمير مقبل بن خالد»
    if after_joiner:
        return None if line.classes[position] == "preposition" else _after_joiner(sort)
    if sort == "joiner":
        return _joiner_here(form, sorts)
    if sort == "unknown" and sorts:
        full, shape = len(sorts) > 1, line.as_printed(position)
        if (full and is_odd(form, shape)) or goes_on(form, shape, full=full):
            return None
    return _part(line, position, form, sort, sorts)


def _hamzated(line: Line, position: int, sort: Sort, sorts: list[Sort]) -> Sort | None:
    """«ألباريس» has no article."""
    if sort == "ordinary":
        common = line.form(position) in common_words() or line.classes[position] != "word"
        return "unknown" if sorts and not common else None
    if sort == "either":
        following = sort_of(line.form(position + 1))
        return "given" if sorts or following in ("given", "surname", "unknown") else None
    return "joiner" if sort == "joiner" and sorts else sort


def _after_joiner(sort: Sort) -> Sort:
    return "surname" if sort in ("ordinary", "unknown", "either") else sort


def _joiner_here(form: str, sorts: list[Sort]) -> Sort | None:
    if not sorts:
        return "joiner" if form in words("names", "openers") else None
    pious = form in ("الله", "الحق") and sorts[-1] == "unknown"  # «حفظه الله»
    return None if pious else "joiner"


def _part(line: Line, position: int, form: str, sort: Sort, sorts: list[Sort]) -> Sort | None:
    ordinary_class = line.classes[position] != "word" and not is_syllable(line, position, form)
    if sort == "given":
        return sort
    if sort == "either":
        if line.form(position + 1) in words("names", "closers"):
            return "given"  # «نصر الله»
        named = sorts == ["given"] or (not sorts and _is_surname_after(line, position))
        unsure = ordinary_class and (line.classes[position] != "verb" or not named)
        return None if unsure else _either(line, position, form, sorts)
    if form.startswith(_ARTICLED[0]):
        servant = line.form(position - 2) == "عبد" or line.form(position - 1).startswith("عبد")
        whole = servant and form not in words("names", "days")
        if sorts == ["given"] and (whole or form in words("names", "ordinals")):
            return "surname"  # «عبد العزيز الواصل» is never called by the first part alone
        if is_ordinal_of(line, position, form, sorts):
            return "surname"
        return _articled(sort, sorts, arabic=is_arabic(line, position, sorts))
    if sort == "surname":
        printed = line.text[line.tokens[position].end - 1]
        if len(sorts) > 1 and printed == "ه" and is_word(form):
            return None  # «فلان طلبه»: his request
        # «هاكان فيدان», «موسى فكي»
        other = line.classes[position] in ("verb", "complementizer") and sorts == ["given"]
        return sort if other or not ordinary_class else None
    if sort == "unknown":
        least = _SHORTEST if form[0] == "و" else _SHORTEST + 1
        other = form[0] in "وبل" and len(form) > least + 1
        other = other and sort_of(form[1:]) in ("given", "joiner", "surname")
        other = other or is_owned(form) or (len(sorts) > 1 and is_governed(form))
        articled = form.startswith(_ARTICLED) and sorts != ["given"]  # but «مارغوت فالستروم»
        acts = form[0] == _ACTS and sorts == ["surname"]  # «ماكرون يراقص …»
        return None if ordinary_class or other or articled or acts else sort
    if form[0] in _CLITIC and form[1:] in common_words():
        return None  # «بونغو بولاية ثالثة»
    if sorts == ["given"] and form[0] in _CLITIC and not is_word(form):
        return None if ordinary_class or form.startswith(_ARTICLED) else "unknown"
    return None


def _is_surname_after(line: Line, position: int) -> bool:
    """Whether a surname comes next; what has the article and is no word is one: «صادق الدويد»."""
    following = line.form(position + 1)
    sort = sort_of(following)
    return sort == "surname" or (sort == "unknown" and following.startswith(_ARTICLED[0]))


def _either(line: Line, position: int, form: str, sorts: list[Sort]) -> Sort | None:
    """A word that is a name too counts beside another part: «صباح الأحمد», «محمد رمضان»."""
    if is_syllable(line, position, form):
        return "given"
    if len(sorts) > 1 and form in words("names", "what") and _is_done(line, position + 1):
        return None  # «نيكي هايلي ما أقدمت عليه موسكو»
    before = line.form(position - 1)
    if form in word_set("surnames") and before.startswith("ال") and sorts[-1:] == ["surname"]:
        return "surname"  # «الأحمد الصباح»
    if len(sorts) > 1 and sorts != ["given", "given"] and not is_arabic(line, position, sorts):
        return None
    if sorts:
        articled = "surname" if form.startswith(_ARTICLED[0]) else "given"
        return articled if sorts[-1] in ("given", "surname") else None  # type: ignore[return-value]
    following = sort_of(line.form(position + 1))
    if form in words("offices", "organization_nouns"):
        return None
    if form in word_set("syllables") and following != "surname":
        return None  # but «جو بايدن»
    after = line.form(position + 1)
    named = following in ("given", "surname", "joiner") or (
        following == "unknown" and after.startswith(_ARTICLED[0])
    )
    return "given" if named and not form.startswith(_ARTICLED[0]) else None


def _is_done(line: Line, position: int) -> bool:
    return line.classes[position : position + 1] in (("verb",), ("auxiliary",))


def _articled(sort: Sort, sorts: list[Sort], *, arabic: bool) -> Sort | None:
    """A word with the article ends a name; it never begins one."""
    if not sorts:
        return None
    if sort == "surname":
        return sort
    return "surname" if sort == "unknown" and (arabic or sorts[-1] == "given") else None


def _is_namesake(line: Line, position: int, form: str, sorts: list[Sort]) -> bool:
    """A name of a place that is a name of people as well: «جورجيا ميلوني», «نبيل العربي»."""
    if not sorts:
        heads = words("offices", "construct_heads") | words("names", "of_states")
        before = line.form(position - 1)
        if is_among(before, heads) and not before.startswith(_ARTICLED[0]):
            return False  # «رئيس وزراء جورجيا فلان», but «الأمير تركي بن سلمان»
        following = line.form(position + 1)
        named = ("given", "surname", "unknown", "joiner")
        sort, beyond = sort_of(form), sort_of(line.form(position + 2))
        whole = sort == "either" and beyond == "surname"  # «نور سلطان نزارباييف»
        return (sort == "given" or whole) and sort_of(following) in named
    # «محمد شياع السوداني»
    nisba = form.startswith(_ARTICLED[0]) and form.endswith("ي") and sorts[0] == "given"
    return (nisba or sorts == ["given"]) and sort_of(form) in ("given", "surname", "either")
