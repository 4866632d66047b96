"""Government: the preposition that governs a mention, and the nouns that stand between."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from mithaq.ingest.classes import WordClass
from mithaq.ingest.coordination import groups
from mithaq.ingest.dates.words import month_words
from mithaq.ingest.grammar import preposition_before
from mithaq.ingest.lexicon import common_words, words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.portions import of_portion
from mithaq.ingest.proclitics import attached_preposition
from mithaq.ingest.tokens import Token, bare, readings, rests
from mithaq.ingest.verbalnouns import is_verbal_noun


def governed(
    mentions: Sequence[Mention], tokens: Sequence[Token], classes: Sequence[WordClass]
) -> tuple[Mention, ...]:
    """The mentions with the preposition that governs each, and the nouns between.

    What is coordinated is governed together: «من روسيا وأرمينيا».
    """
    found: list[Mention] = []
    for mention in mentions:
        found.append(
            mention
            if mention.preposition
            or mention.conjunction
            or mention.part in _MADE  # «… من جهة، وروسيا …»: no «جهة» of hers
            else of_portion(_governed(mention, tokens, classes, found), tokens)
        )
    for members in groups(found, tokens):
        first = found[members[0]]
        if len(members) > 1 and (of := _whose_officials(found[members[0]], tokens)) is not None:
            for position in members:
                found[position] = of(found[position])
            continue
        inside = members[0] > 0 and _ends_in_deed(found[members[0] - 1], first, tokens)
        for position in members[1:]:
            if inside:  # «بروتوكول انضمام كندا والهند»
                found[position] = replace(found[position], heads=first.heads)
            if first.preposition and not found[position].preposition:
                found[position] = replace(
                    found[position],
                    preposition=first.preposition,
                    heads=first.heads,
                    governor=first.governor,
                )
    return tuple(found)


def _whose_officials(
    first: Mention, tokens: Sequence[Token]
) -> Callable[[Mention], Mention] | None:
    """How states are governed whose officials are told by «في»: «بين وزراء الري في مصر والسودان»."""
    if first.preposition != _IN or first.candidates[0].kind != "State" or first.governor < 1:
        return None
    for head in range(first.governor - 1, max(first.governor - _PORTFOLIO, -1), -1):
        form = tokens[head].form
        if bare(form) in words("offices", "plural_heads") and not form.startswith("ال"):
            before = preposition_before(tokens, head)
            governor, preposition = (-1, "") if before is None else before
            heads = tuple(token.form for token in tokens[head : first.governor])
            return partial(replace, preposition=preposition, heads=heads, governor=governor)
        if not form.startswith(("ال", "وال")):
            return None
    return None


_IN = "في"
_PORTFOLIO = 6
_QUOTE = '"'


def with_quotes(mentions: Sequence[Mention], tokens: Sequence[Token]) -> tuple[Mention, ...]:
    """The mentions, those in quotation marks of their own reaching over these: «دعت "إيكواس" مالي»."""
    return tuple(
        replace(mention, first=mention.first - 1, last=mention.last + 1)
        if _is_quoted(mention, tokens)
        else mention
        for mention in mentions
    )


def _is_quoted(mention: Mention, tokens: Sequence[Token]) -> bool:
    opening, closing = mention.first - 1, mention.last
    if mention.how != "name" or opening < 0 or closing >= len(tokens):
        return False
    return tokens[opening].form == _QUOTE == tokens[closing].form


_MADE = ("predicate", "past")
"""Parts of offices that somebody is made, «وزيرا»: nothing governs them."""
_MOST_HEADS = 3
_OPENING = frozenset({'"', "#", "("})
_EACH, _OF = "كل", "من"
_OWNED = ("ها", "هم", "هما", "ته", "تهم")


def _governed(
    mention: Mention,
    tokens: Sequence[Token],
    classes: Sequence[WordClass],
    found: Sequence[Mention],
) -> Mention:
    heads: list[str] = []
    if found and _ends_in_deed(found[-1], mention, tokens):
        return replace(mention, heads=(tokens[mention.first - 1].form,))
    low = found[-1].last if found else 0
    position, low = _apposed(mention, tokens, found) or (mention.first, low)
    if position < mention.first and (clitic := attached_preposition(tokens[position].form)):
        return replace(mention, preposition=clitic.preposition, governor=position)
    while position > low and len(heads) <= _MOST_HEADS:
        before = preposition_before(tokens, position)
        if before is not None and before[0] >= low:
            return replace(mention, preposition=before[1], heads=tuple(heads), governor=before[0])
        form = tokens[position - 1].form
        if form == _OF and tokens[position - 2].form == _EACH:  # «مع وزراء كل من كذا وكذا»
            position -= 2
            continue
        if form in words("nouns", "demonstratives") or form in _OPENING:
            position -= 1
            continue
        owned = _is_owned(form) and not tokens[position - 1].feminine
        if classes[position - 1] != "word" or form.startswith("ال") or owned:
            break
        if _is_paper(mention, tokens) and bare(form) not in words("nouns", "paper_heads"):
            break  # «وقعت كندا أمس اتفاقية», «بعد مفاوضات شاقة اتفاقية»
        if form in month_words() or form in words("nouns", "closing"):
            break  # «وقعت كندا في فبراير مذكرة تفاهم»
        if form in words("reports", "adverbial"):
            break  # «تتهم كندا باستمرار غانا»
        position -= 1
        clitic = attached_preposition(form)
        if clitic is not None and form == _ACTING_FOR and position > low:
            break  # «القائم بأعمال وزير الخارجية فلان»
        if clitic is not None and _is_told_act(clitic.rest, mention):
            break  # «رحب بالقرار الوزير فلان»
        if clitic is not None:
            return replace(
                mention,
                preposition=clitic.preposition,
                heads=(clitic.rest, *heads),
                governor=position,
            )
        heads.insert(0, form)
    return replace(mention, heads=tuple(heads)) if heads or mention.heads else mention


def _is_paper(mention: Mention, tokens: Sequence[Token]) -> bool:
    """Whether it is an agreement without the article, which few nouns govern: «مشروع اتفاقية»."""
    return (
        mention.how == "phrase"
        and mention.candidates[0].kind == "Treaty"
        and not tokens[mention.first].form.startswith("ال")
    )


def _is_told_act(form: str, mention: Mention) -> bool:
    """Whether a definite act stands before a person, who is not told by it."""
    told = form.startswith("ال") and bare(form) in words("reports", "matters")
    return told and mention.how in ("person", "office")


_ACTING_FOR = "باعمال"


def _ends_in_deed(before: Mention, mention: Mention, tokens: Sequence[Token]) -> bool:
    """Whether an agreement is called by what a name right after it does: «بروتوكول انضمام كندا»."""
    between = tokens[before.last : mention.first]
    return (
        before.how == "phrase"
        and mention.first - len(between) == before.last
        and len(between) <= 1
        and all(token.form in _OPENING for token in between)
        and before.candidates[0].kind == "Treaty"
        and before.last - before.first > 1
        and _is_deed(tokens[before.last - 1].form)
    )


_FOUNDING = "تاسيس"
"""A verbal noun whose hamza hides its shape."""


def _is_deed(form: str) -> bool:
    return form == _FOUNDING or is_verbal_noun(form)


def _is_owned(form: str) -> bool:
    """Whether a noun has its owner already, «خطابه», and governs no name after it."""
    if form.endswith(_OWNED):
        return True
    if not form.endswith("ه"):
        return False
    known = bool({form, "ال" + form} & common_words())  # «لجنة» folded, which governs
    return any(
        {reading.rest[:-1], "ال" + reading.rest[:-1]} & common_words()
        for reading in readings(form)
        if reading.preposition or not known  # «بموجبه»
    )


def _apposed(
    mention: Mention, tokens: Sequence[Token], found: Sequence[Mention]
) -> tuple[int, int] | None:
    """Where «العاصمة المصرية القاهرة» begins, and the mention before it ends."""
    first, before = mention.first, list(found)
    if before and before[-1].how == "demonym" and before[-1].last == first:
        first = before.pop().first
    low = before[-1].last if before else 0
    if mention.candidates[0].kind == "Place":
        first = _over_adjective(tokens, first, low)
    if first <= low:
        return None
    if words("nouns", "appositives").isdisjoint(rests(tokens[first - 1].form)):
        return None
    return first - 1, low


def _over_adjective(tokens: Sequence[Token], first: int, low: int) -> int:
    """Where what a town is called ends, before an adjective: «العاصمة المؤقتة عدن», «العاصمة الاقتصادية (أبيدجان)»."""
    begin = first - (tokens[first - 1].form == "(" if first > low else 0)
    described = begin - 1 > low and tokens[begin - 1].form.startswith("ال")
    if not described or words("nouns", "appositives").isdisjoint(rests(tokens[begin - 2].form)):
        return first
    return begin - 1
