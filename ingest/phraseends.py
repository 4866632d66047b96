"""Where a noun phrase ends: its own words, and what prepositions govern after them."""

from collections.abc import Iterator

from mithaq.ingest.finite import is_bare_past
from mithaq.ingest.lexicon import words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.openings import NOT_DOING
from mithaq.ingest.proclitics import attached_preposition, carries_with
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tellings import is_telling
from mithaq.ingest.tokens import bare, readings
from mithaq.ingest.treatyends import is_noun

_MOST_WORDS = 6
_MOST_FURTHER = 8
FROM = "من"
_AND = "و"
UN = "غير"
QUOTES = frozenset({'"', "«", "»", "“", "”"})


def end_of(sentence: Sentence, first: int) -> int:
    """Where the phrase ends that begins at token `first`, without what prepositions govern after it."""
    taken = {
        n
        for m in sentence.mentions
        if m.how != "demonym" and not _names_an_act(m, first)
        for n in range(m.first, m.last)
    }
    position = first
    while position < len(sentence.tokens) and position - first < _MOST_WORDS:
        form = sentence.forms[position]
        if position == first and form in NOT_DOING:
            position += 1
            continue
        if form == UN and first < position < len(sentence.tokens) - 1:
            definite = sentence.forms[first].startswith("ال")
            if definite and not sentence.forms[position + 1].startswith("ال"):
                break  # «الحملات غير مقبولة» says it of them
            position += 2  # «التغيير غير الدستوري»
            continue
        if form in QUOTES and position > first:
            closing = _quoted_until(sentence, position)
            if closing is not None:
                return closing  # «الاتفاقية المسماة "باك ستوب"»
            if _is_noun_at(sentence, position + 1):
                position += 1
                continue
        noun = is_noun(sentence.classes[position], form) or (
            position == first and is_bare_past(form)  # «يتيح نشر القوات»
        )
        if not noun or position in taken:
            break
        if position > first and _is_dated_apart(sentence, position):
            break
        if form in words("reports", "likening") or (
            position > first and form in words("reports", "saying_participles")
        ):
            break  # «رحب بالتصويت قائلا …»
        if position > first and (_starts_anew(form) or carries_with(form) or form == "ب"):
            break
        if position > first and form[0] == "و" and _tells_of_it(form):
            break  # «انتقد مسؤوله السابق ووصف مقاله …», «أيد الخطوة الجديدة ووصفها بأنها …»
        position += 1
    return _past_recognised(sentence, first, position)


def _tells_of_it(form: str) -> bool:
    """Whether a verb of telling follows, or one whose pronoun means what the phrase names."""
    return is_telling(form) or any(
        form.endswith(it) and is_telling(form.removesuffix(it)) for it in _IT
    )


_IT = ("ها", "ه")  # it, at the end of a verb


def _past_recognised(sentence: Sentence, first: int, last: int) -> int:
    """Where it ends with the pronoun of a participle: «الحكومة المعترف بها دوليا»."""
    described = last > first + 1 and sentence.forms[last - 1].startswith(_PARTICIPLES)
    if not described or not _is_among(sentence, last, "by_it"):
        return last
    return last + 1 + _is_among(sentence, last + 1, "by_whom_recognised")


_PARTICIPLES = "الم"


def _is_dated_apart(sentence: Sentence, position: int) -> bool:
    """Whether a day follows that tells when it was said, not which thing is meant: «انتقد السلطات الجمعة»."""
    if not sentence.forms[position - 1].startswith(_ARTICLE):
        return False  # «اتفاق 1994», «تصريحات السبت»
    start = sentence.tokens[position].start
    return any(t.start == start and t.granularity == "day" for t in sentence.times)


_ARTICLE = "ال"


def _is_among(sentence: Sentence, position: int, listed: str) -> bool:
    return any(f in words("reports", listed) for f in sentence.words(position, position + 1))


def _quoted_until(sentence: Sentence, opening: int) -> int | None:
    """Where the name ends that stands in quotation marks after what calls it so."""
    if bare(sentence.forms[opening - 1]) not in words("reports", "called"):
        return None
    for closing in range(opening + 2, min(opening + _MOST_WORDS, len(sentence.tokens))):
        if sentence.forms[closing] in QUOTES:
            return closing
    return None


def _names_an_act(mention: Mention, first: int) -> bool:
    """Whether a place is part of what an act is called: «إعلان القاهرة», «مؤتمر برلين»."""
    if mention.first == first and mention.candidates[0].kind == "Place":
        return mention.last > first + 1  # «الدول العربية»
    inside = mention.first > first and mention.heads
    return bool(inside) and mention.candidates[0].kind == "Place" and not mention.conjunction


def _is_noun_at(sentence: Sentence, position: int) -> bool:
    return position < len(sentence.tokens) and is_noun(
        sentence.classes[position], sentence.forms[position]
    )


def longer_ends(sentence: Sentence, last: int) -> Iterator[int]:
    """Where the phrase ends with what prepositions govern after it: with each of them, if any."""
    position = last
    named = any(m.first == last for m in sentence.mentions)  # «سحب القوات الروسية»
    while position < len(sentence.tokens) and position - last < _MOST_FURTHER:
        name, form = sentence.classes[position], sentence.forms[position]
        governs = name == "preposition" or form == FROM or attached_preposition(form) is not None
        if name not in ("word", "number", "preposition") and form != FROM and form not in QUOTES:
            break
        if form.startswith("وال") or (position > last and form in words("reports", "causes")):
            break
        if (governs or form in QUOTES or form.startswith(_AND)) and position > last:
            yield position
        pointed = form in words("nouns", "demonstratives")  # «تطوير هذه الأسلحة»
        if position == last and not (governs or named or pointed):
            return
        position += 1
    if position > last:
        yield position


def is_joined_adjective(sentence: Sentence, last: int) -> bool:
    """Whether another adjective of the same kind is joined to the last word: «العربية والغربية»."""
    if last >= len(sentence.tokens) or not sentence.forms[last].startswith("وال"):
        return False
    before, form = sentence.forms[last - 1], sentence.forms[last]
    return before.startswith("ال") and any(before.endswith(e) and form.endswith(e) for e in _OF)


_OF = ("يه", "يين", "ي")
"""How the adjectives end that say of what or of which country: «العربية», «الغربيين»."""


def _starts_anew(form: str) -> bool:
    """Whether a word is joined or governed by a clitic and so no part of the phrase."""
    return attached_preposition(form) is not None or (
        form.startswith("و")
        and any(r.conjunction and r.rest.startswith("ال") for r in readings(form))
    )
