"""Openings: where the noun phrase begins that a verb, or a noun that stands for one, governs."""

from mithaq.ingest.adverbials import is_passed_over, past_aside, past_setting
from mithaq.ingest.finite import is_bare_past
from mithaq.ingest.grammar import CLAUSE, prepositions
from mithaq.ingest.lexicon import words
from mithaq.ingest.parentheses import parenthesis_end
from mithaq.ingest.proclitics import carried_preposition, pointing_for, rarely_carried
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.treatyends import is_noun

NOT_DOING = {"عدم": "", "بعدم": "ب", "لعدم": "ل"}
"""«not doing», which is a noun though it negates, with the preposition that it carries."""
PRONOUNS = ("انه", "انها", "انهم", "انهما")
"""How a complementizer ends that names its subject by a pronoun."""


def opened(sentence: Sentence, start: int, preposition: str) -> int | None:
    """Where the phrase's first noun stands, after adverbs and the preposition wanted."""
    first = _first_noun(sentence, start, preposition)
    cut_off = first is not None and first >= len(sentence.tokens)  # «… وحثوا على»
    return None if cut_off else first


def _first_noun(sentence: Sentence, start: int, preposition: str) -> int | None:
    position = start
    while position < len(sentence.tokens) and is_passed_over(sentence, position):
        position = parenthesis_end(sentence.forms, sentence.classes, position) or position + 1
    position = past_aside(sentence, position)
    position = past_setting(sentence, position, preposition)
    if position >= len(sentence.tokens):
        return None
    form = sentence.forms[position]
    if _WHAT.get(form) == preposition:
        return _past_what(sentence, position + 1)
    if form == preposition and sentence.words(position + 1, position + 2) in _MARKS:
        return position + 2  # «بـ"إطلاق سراح …"»
    if sentence.classes[position] == "complementizer":
        clause = preposition == CLAUSE and not form.endswith(PRONOUNS)
        return _past_pointing(sentence, position + 1) if clause else None
    if prepositions().get(sentence.words(position, position + 2)) == preposition:
        return position + 2  # «إلى جانب»
    name = prepositions().get((form,))
    if name is not None and preposition == CLAUSE:
        return _first_noun(sentence, position + 1, CLAUSE) if name == "من" else None
    if name is not None:
        if name == preposition and sentence.words(position + 1, position + 2) == ("ما",):
            return _past_what(sentence, position + 2)
        return _past_that(sentence, position + 1) if name == preposition else None
    mention = next((m for m in sentence.mentions if m.first == position), None)
    cut = mention.preposition if mention is not None and mention.governor < 0 else ""
    governed = carried_preposition(form) or cut or rarely_carried(form)
    if form in NOT_DOING:
        return position if preposition == NOT_DOING[form] else None
    if form in pointing_for():
        return position + 1 if preposition == "ل" else None
    if form in _POINTING_BY:
        return position + 1 if preposition == _BY else None
    noun = sentence.classes[position] == "number" or is_noun(sentence.classes[position], form)
    noun = noun or is_bare_past(form)  # «ترفض نشر صواريخ»
    return position if noun and governed == preposition else None


def _past_pointing(sentence: Sentence, position: int) -> int:
    """Where the noun stands after a demonstrative: «أن هذه المناورات …»."""
    end = position
    while sentence.words(end, end + 1) in _MARKS or (
        set(sentence.words(end, end + 1)) & words("nouns", "demonstratives")
    ):
        end += 1
    definite = any(form.startswith("ال") for form in sentence.words(end, end + 1))
    return end if definite else position


_MARKS = (('"',), ("«",))


def _past_what(sentence: Sentence, verb: int) -> int | None:
    """Where it goes on after «ما ورد في», «ما وصفه ب»."""
    if verb + 1 >= len(sentence.tokens):
        return None
    form = sentence.forms[verb]
    called = form in words("reports", "called_so")
    if not called and sentence.classes[verb] != "verb" and not is_bare_past(form.removesuffix("ه")):
        return None
    first = verb + 1
    if sentence.words(first, first + 1) in _MARKS and first + 1 < len(sentence.tokens):
        first += 1
    if sentence.classes[first] == "preposition":
        return first + 1 if first + 1 < len(sentence.tokens) else None
    named = (
        called
        or sentence.forms[verb].endswith(("ه", "ته"))
        or sentence.forms[first].startswith("ب")
    )
    return first if named else None


_WHAT = {"ما": "", "لما": "ل", "بما": "ب", "مما": "من"}
_BY = "ب"
_POINTING_BY = frozenset({"بهذا", "بهذه", "بتلك", "بهذين", "بهاتين"})


def _past_that(sentence: Sentence, position: int) -> int:
    """Where it goes on after «أن» and its verb: «أمله في أن تسهم تونس في الحل»."""
    if sentence.words(position, position + 1) in (('"',), ("«",)):
        position += 1
    if sentence.words(position, position + 1) != (CLAUSE,):
        return position
    verbal = sentence.classes[position + 1 : position + 2] == ("verb",)
    return position + 2 if verbal else position + 1
