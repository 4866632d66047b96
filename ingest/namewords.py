"""Words that are no names: what tells an unlisted word beside a name from a part of it."""

from functools import lru_cache

from mithaq.ingest.lexicon import common_words, word_set, words
from mithaq.ingest.namesorts import sort_of
from mithaq.ingest.wordforms import is_ordinary, is_word

_ARTICLE = "ال"
_CLITIC = ("ب", "ف", "ك", "ل")
_TOUCHING = ("ب", "ل")
_TEH = "ة"
_SHADDA = "\u0651"
_SHORTEST = 2
_SHORT_VERB = 5
_LIKE_VERBS = ("و", "تت", "تن", "تس", "تم", "سي", "ست")
_PRONOUNS = ("ها", "هم", "هما")
_POSSESSIVES = ("ه", *_PRONOUNS)
_UNLISTED = ("ordinary", "unknown")


def is_common(form: str) -> bool:
    """Whether a word with the article is a common one, or an adjective of one."""
    rest = form[len(_ARTICLE) :]
    return not {form, rest, f"{rest}ه"}.isdisjoint(common_words())


def is_odd(form: str, printed: str) -> bool:
    """Whether an unlisted word looks like a word rather than a name: «لهجة», «وأدلى», «تتناول»."""
    if sort_of(form) != "unknown":
        return False
    likely = len(form) > _SHORTEST + 1 and form.startswith(_LIKE_VERBS)
    likely = likely or (form.startswith("ت") and len(form) <= _SHORT_VERB)
    return likely or printed.endswith((_TEH, "ً", "ًا")) or form.endswith(_PRONOUNS)


def goes_on(form: str, printed: str, *, full: bool) -> bool:
    """Whether an unlisted word after a name, or a `full` one, tells more: «حضّ», «حذّر», «بمعاداة»."""
    governed = form[0] in _TOUCHING and len(form) > _SHORT_VERB
    owned = full and printed.endswith("ه") and len(form) > _SHORT_VERB - 1  # «ضيوفه»
    doubled = owned or printed.endswith(_SHADDA) or (full and _SHADDA in printed)
    return doubled or (governed and printed.endswith(_TEH))


def is_owned(form: str) -> bool:
    """Whether it is a noun that somebody has, after a preposition: «لفشله»."""
    stem = form[1:].removesuffix("ه")
    noun = stem[:-1] + "ه" if stem.endswith("ت") else stem  # «لاستشارته»
    known = bool({stem, "ال" + stem, noun, "ال" + noun} & common_words()) or is_word(noun)
    return form[0] in _CLITIC and form.endswith("ه") and len(stem) > _SHORTEST and known


@lru_cache(maxsize=65536)
def is_possessed(form: str, printed: str) -> bool:
    """Whether it is a noun that he has who is named before it: «أعلن فلان قراره», «… نيتها»."""
    if sort_of(form) not in _UNLISTED:
        return False
    for pronoun in _POSSESSIVES:
        stem = form.removesuffix(pronoun)
        if stem == form or len(stem) <= _SHORTEST or not printed.endswith(pronoun):
            continue
        noun = stem[:-1] + "ه" if stem.endswith("ت") else _ARTICLE + stem
        if noun in common_words() or (len(stem) > _SHORTEST + 1 and is_word(stem)):
            return True
    return False


def is_governed(form: str) -> bool:
    """Whether it is a common word after a preposition: «عمر عطا بحل البرلمان»."""
    return form[0] in _CLITIC and form[1:] in common_words()


def is_no_part(form: str, following: str, *, begun: bool) -> bool:
    """Whether it tells more of him whom an office names, or of his act, in spite of its length.

    It stands for a thing, «أدان الوزير ما سماه كذا», but «ما ينغ»; or it is what he does meanwhile
    after a name that has `begun`: «حسن روحاني معلنا».
    """
    if form in words("names", "instead_of"):
        return True  # «رئيسا لكينيا خلفا لفلان»
    if form in words("names", "what"):
        return following not in word_set("syllables")
    acting = form.startswith(_PARTICIPLE[0]) and form.endswith(_PARTICIPLE[1])
    if begun and form in words("names", "as_whom"):
        return True  # «حل فلان ضيفا على كينيا»
    return begun and acting and is_ordinary(form)


def names_an_act(form: str) -> bool:
    """Whether it is a noun of what is done or said, no name: «السيسي الاعتداءات», «ضلوع بلاده»."""
    noun = form.removeprefix(_ARTICLE)
    return noun in words("reports", "matters") or noun in words("reports", "transparent")


def is_articled_surname(form: str) -> bool:
    """Whether a name may end here: no second surname with the article follows «السيسي»."""
    return form.startswith(_ARTICLE) and sort_of(form) == "surname"


_PARTICIPLE = ("م", "ا")
