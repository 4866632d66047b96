"""Which words belong to what follows the head of an office: with the article, in a chain of nouns."""

from functools import lru_cache

from mithaq.ingest.lexicon import common_words, words
from mithaq.ingest.namelines import Line, is_hamzated_name
from mithaq.ingest.namesorts import sort_of
from mithaq.ingest.personnames import name_run
from mithaq.ingest.tokens import bare, is_among
from mithaq.ingest.wordforms import is_ordinary, is_word

_HEAD = 2
ARTICLED = ("ال", "لل", "بال")
_ATTACHED = ("ل", "ب")
_TEH = "ة"
_OWNED = ("ه", "ها", "هم", "هما")


@lru_cache(maxsize=65536)
def is_construct_head(form: str) -> bool:
    """Whether a word, with or without clitics, is a head that a noun without the article may follow."""
    return is_among(form, words("offices", "construct_heads"))


def is_organization_noun(form: str) -> bool:
    """Whether a word, with or without clitics, calls a sort of organisation: «جمعية», «لوزارة»."""
    return is_among(form, words("offices", "organization_nouns"))


@lru_cache(maxsize=65536)
def _is_owned_noun(form: str) -> bool:
    """Whether a word calls what belongs to somebody told of: «رئيس مفوضيته», «قائد بعثتها»."""
    nouns = words("offices", "organization_nouns")
    return any(
        form.endswith(own) and {form.removesuffix(own), form.removesuffix("ت" + own) + "ه"} & nouns
        for own in _OWNED
    )


def may_follow(line: Line, position: int, first: int, *, wanting: bool) -> bool:
    """Whether a word belongs to the office: with the article, in a chain of nouns, after a ل."""
    form = line.form(position)
    if form in words("offices", "days") or is_hamzated_name(line, position):
        return False
    if position > first and form in words("offices", "lasting"):
        return False
    if position == first and _is_owned_noun(form):
        return True
    given = line.form(position - 1)[:1] == "ل"  # «لآسيا ومنطقة الهادئ»
    if form.startswith("وال"):
        return given or line.form(position - 1).startswith(ARTICLED)
    if given and form[0] == "و" and form[1:] in words("offices", "place_nouns"):
        return True
    if form[0] == "و" and _is_charge(line, position, first):
        return True
    sort = sort_of(form)
    if form[0] == "ل" and sort == "unknown" and sort_of(form[1:]) in ("given", "surname"):
        return True  # «كبير المستشارين لفلان»
    if wanting and form.startswith("ال") and is_organization_noun(line.form(position - 1)):
        return True  # «رئيس جمعية القضاة فلان»
    surname = sort == "surname" and (position == first or not is_word(form))
    if surname or sort in ("given", "joiner"):
        return False
    if _is_acted_on(form, line.form(position - 1)):
        return False
    if form.startswith(ARTICLED):
        return True
    own = "ال" + form in common_words() or bare(form) in words("offices", "organization_nouns")
    if form[0] in _ATTACHED and not own and is_word(form[1:]):
        if _is_foreign(line, position):
            return False  # «رئيس الوزراء الإسرائيلي ليفي إشكول»
        owned = form.endswith(_OWNED) and line.text[line.tokens[position].end - 1] != _TEH
        return not owned  # «رئيس الوزراء لبرنامجه»
    if sort == "unknown":
        return wanting and (is_organization_noun(form) or _is_named(line, position))
    return wanting


def _is_acted_on(form: str, before: str) -> bool:
    """Whether an act is what the official speaks of, and not of what he is: «نفى المتحدث الاتهامات»."""
    articled = before.startswith(ARTICLED[0]) and form.startswith(("ال", "بال"))
    if form in words("nouns", "of_members"):
        return False  # «رئيس جمعية الدول الأطراف فلان»
    if before in _CHARGED and form.startswith("ب"):
        return False  # «الوزير المكلف بالإصلاحات فلان»
    return articled and is_among(form, words("reports", "matters"))


_CHARGED = frozenset({"المكلف", "المكلفه"})


def _is_charge(line: Line, position: int, first: int) -> bool:
    """«لشؤون الاتصالات وتكنولوجيا المعلومات فلان»: one more thing in somebody's charge."""
    low = range(max(first - _HEAD, 0), position)
    if not any(is_among(line.form(n), words("offices", "charges")) for n in low):
        return False
    noun = is_ordinary(line.form(position)) and line.form(position + 1).startswith(ARTICLED[0])
    after = position + 2 + (line.form(position + 2) == "،")
    run = name_run(line, after) if noun else None
    return run is not None and run.sure and run.first == after


def _is_foreign(line: Line, position: int) -> bool:
    """Whether what may be a rare word after a ل or ب stands before a name."""
    rest, following = line.form(position)[1:], line.form(position + 1)
    if rest in common_words() or following.startswith(ARTICLED):
        return False
    return sort_of(following) in ("given", "surname", "unknown") and following.isalpha()


def _is_named(line: Line, position: int) -> bool:
    """An unknown word after a noun that wants a name, where a person's name comes after it."""
    joint = line.form(position + 1) == "،"
    before = line.form(position - 1)
    if not (
        is_organization_noun(before) or joint or is_among(before, words("offices", "of_places"))
    ):
        return False
    run = name_run(line, position + 1 + joint)
    return run is not None and run.first == position + 1 + joint and run.sure
