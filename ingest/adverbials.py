"""Adverbials: where a clause goes on after words that tell how, when and where something is said."""

from mithaq.ingest.grammar import CLAUSE, prepositions
from mithaq.ingest.lexicon import phrase_list, words
from mithaq.ingest.proclitics import carried_preposition, pointing_for
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tokens import bare, readings

_ASIDE = 12
_BY = "ب"
_SKIPPED = frozenset({"،", ",", '"', "«", "»", "(", ")"})
_EACH_OF = frozenset({("كل", "من"), ("كلا", "من")})


def past_aside(sentence: Sentence, position: int) -> int:
    """Where it goes on after «في بيان له أمس،» and the like."""
    if sentence.words(position, position + 1) != ("في",):
        return position
    if _came_out(sentence, position + 1):
        return _past_manner(sentence, position + 3)  # «في قرار صدر بالإجماع السبت …»
    if not set(sentence.words(position + 1, position + 2)) & words("reports", "asides"):
        return position
    short = _past_manner(sentence, position + 2)
    told = short > position + 2 or sentence.forms[position + 1].endswith(_OWN)
    if told and _is_matter_at(sentence, short):
        return short  # «في بيان له التصريحات الأخيرة»
    for end in range(position + 2, min(position + _ASIDE, len(sentence.tokens))):
        if sentence.has_comma(end):
            return end + 1
    return short


_OWN = ("ه", "ها", "هم")


def _came_out(sentence: Sentence, paper: int) -> bool:
    """Whether it is told right after a paper how it came out, and no more: «قرار صدر بالإجماع»."""
    told = sentence.words(paper, paper + 2)
    return (
        len(told) > 1
        and told[0] in words("reports", "coming_out")
        and told[1] in words("reports", "came_out")
    )


def _is_matter_at(sentence: Sentence, position: int) -> bool:
    """Whether the noun at a position tells what a stance is about."""
    return any(
        bare(form) in words("reports", "matters") and carried_preposition(form) in ("", form[0])
        for form in sentence.words(position, position + 1)
    )


def past_setting(sentence: Sentence, position: int, preposition: str) -> int:
    """Where it goes on with `preposition` after when it was said: «ندد في ختام اجتماعه أمس بالهجوم».

    What stands between is a noun phrase after a preposition of time, with clauses that describe it.
    """
    if not _is_setting(sentence, position):
        return position
    for at in range(position + 1, min(position + _SETTING, len(sentence.tokens))):
        form, name = sentence.forms[at], sentence.classes[at]
        if sentence.has_comma(at):
            return at + 1
        if name == "verb" and sentence.classes[at - 1] not in ("relative", "auxiliary"):
            return position
        if name in ("complementizer", "subordinator", "negator"):
            return at if name == "complementizer" and preposition == CLAUSE else position
        if not preposition or at == position + 1:
            continue
        if prepositions().get((form,)) == preposition and form in _STRONG:
            return at
        if carried_preposition(form) == preposition and _is_matter(sentence, at):
            return at
        if preposition == _BY and _is_praised(sentence, position, at):
            return at
    return position


def _is_setting(sentence: Sentence, position: int) -> bool:
    """Whether an adverb of time or place begins here: «خلال لقاء …», «في ختام اجتماعه …»."""
    word = sentence.words(position, position + 1)
    if word == ("في",):
        return bool(set(sentence.words(position + 1, position + 2)) & words("reports", "settings"))
    return bool(set(word) & words("reports", "during"))


def _is_matter(sentence: Sentence, position: int) -> bool:
    """Whether a word with a clitic tells of an act that one takes a stance on: «بالهجوم»."""
    return any(
        r.preposition and bare(r.rest) in words("reports", "matters")
        for r in readings(sentence.forms[position])
    )


def _is_praised(sentence: Sentence, first: int, position: int) -> bool:
    """Whether a definite noun with ب can be no part of the adverbial: «خلال الحفل بالعلاقات …»."""
    if not sentence.forms[position].startswith("بال") or position - first < _SETTLED:
        return False
    near = sentence.forms[max(first, position - _SETTLED) : position]
    if words("reports", "with_whom") & set(map(bare, near)):
        return False  # «خلال لقائه بالوزير», not «خلال زيارته للمدينة القديمة بالمشروع»
    return not any(m.first == position and m.how in _SOMEBODY for m in sentence.mentions)


_SETTLED = 2
_SOMEBODY = frozenset({"person", "office", "name"})
_SETTING = 22
_STRONG = frozenset({"الي", "على", "علي"})
"""Prepositions that bring in the matter even after a noun that they might belong to."""


def _past_manner(sentence: Sentence, position: int) -> int:
    """Where it goes on after «في بيانها الختامي أيضا "…», «في بيان "…»."""
    while position < len(sentence.tokens) and (
        is_passed_over(sentence, position)
        or bare(sentence.forms[position]) in words("reports", "paper_words")
    ):
        position += 1
    return position


def is_passed_over(sentence: Sentence, position: int) -> bool:
    """Whether a word only tells how, when or to what degree, so that one looks beyond it."""
    token = sentence.tokens[position]
    return (
        token.form in _SKIPPED
        or token.form in words("reports", "manner")
        or sentence.words(position, position + 2) in _EACH_OF
        or sentence.words(position - 1, position + 1) in _EACH_OF
        or (bare(token.form) in words("reports", "degrees") and not _is_powers(sentence, position))
        or (sentence.classes[position] == "auxiliary" and token.form not in pointing_for())
        or sentence.is_timed(position)
        or _is_before_time(sentence, position)
        or _is_how(sentence, position)
        or _is_again(sentence, position)
    )


def _is_powers(sentence: Sentence, position: int) -> bool:
    """Whether it is the powers, «دعا القوى الغربية», folded like «القوي»: «دعمها القوي لكذا»."""
    if not position or not sentence.printed(position, position + 1).endswith(_ALEF_MAQSURA):
        return False
    return sentence.classes[position - 1] == "verb" or position - 1 in sentence.named


_ALEF_MAQSURA = "\N{ARABIC LETTER ALEF MAKSURA}"


def _is_how(sentence: Sentence, position: int) -> bool:
    """Whether a word tells how after «in a way»: «تعارض بصورة منهجية هذه المحاولات»."""
    in_a_way = opens_way(sentence, position - 1)
    return in_a_way and not sentence.forms[position].startswith("ال")


def opens_way(sentence: Sentence, position: int) -> bool:
    """Whether words that tell how open here: «بشكل عاجل»."""
    forms = sentence.words(position, position + 1)
    return any(form in words("reports", "ways") for form in forms)


def _is_before_time(sentence: Sentence, position: int) -> bool:
    """Whether a word only brings in a time: «دان في مارس الماضي الهجوم»."""
    if sentence.forms[position] not in _AT or position + 1 >= len(sentence.tokens):
        return False
    return sentence.is_timed(position + 1)


_AT = frozenset({"في", "منذ"})


def _is_again(sentence: Sentence, position: int) -> bool:
    """Whether a word belongs to an adverb of several: «مرة أخرى», «على الفور», «في الوقت نفسه»."""
    phrases = phrase_list("reports", "adverbs")
    return any(
        sentence.words(first, first + length) in phrases
        for length in (2, 3)
        for first in range(position, position - length, -1)
        if first >= 0
    )
