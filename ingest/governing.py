"""Government: the preposition that governs a mention, and the mentions that are listed together."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache

from mithaq.ingest.classes import WordClass
from mithaq.ingest.dates.words import month_words
from mithaq.ingest.grammar import preposition_before
from mithaq.ingest.lexicon import common_words, word_lists, words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.tokens import Reading, Token, bare, readings, rests
from mithaq.ingest.verbalnouns import is_verbal_noun
from mithaq.text import fold


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
            else _governed(mention, tokens, classes, found)
        )
    for members in groups(found, tokens):
        first = found[members[0]]
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
        position -= 1
        clitic = attached_preposition(form)
        if clitic is not None and form == _ACTING_FOR and position > low:
            break  # «القائم بأعمال وزير الخارجية فلان»
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


_ACTING_FOR = "باعمال"


def _ends_in_deed(before: Mention, mention: Mention, tokens: Sequence[Token]) -> bool:
    """Whether an agreement is called by what a name right after it does: «بروتوكول انضمام كندا»."""
    return (
        before.how == "phrase"
        and mention.first - (tokens[before.last].form in _OPENING) == before.last
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
    if not form.endswith("ه") or {form, "ال" + form} & common_words():
        return False  # «لجنة» folded, which governs
    return any(
        {reading.rest[:-1], "ال" + reading.rest[:-1]} & common_words() for reading in readings(form)
    )


def _apposed(
    mention: Mention, tokens: Sequence[Token], found: Sequence[Mention]
) -> tuple[int, int] | None:
    """Where «العاصمة المصرية القاهرة» begins, and the mention before it ends."""
    first, before = mention.first, list(found)
    if before and before[-1].how == "demonym" and before[-1].last == first:
        first = before.pop().first
    low = before[-1].last if before else 0
    if first <= low:
        return None
    if words("nouns", "appositives").isdisjoint(rests(tokens[first - 1].form)):
        return None
    return first - 1, low


def carries_with(form: str) -> bool:
    """Whether a word that begins with ب is another with it: «بمساندة», not «بحرية»."""
    return form.startswith("ب") and not {form, "ال" + form} & common_words()


@lru_cache(maxsize=65536)
def attached_preposition(form: str) -> Reading | None:
    """The cut of a noun that carries ب, ل or ك: «لدعم» is ل and دعم.

    A word counts as a noun where news writes it with the article; «لجنة» is one itself.
    """
    if "ال" + form in common_words():
        return None
    return next(
        (
            reading
            for reading in readings(form)
            if reading.preposition
            and (
                "ال" + reading.rest in common_words()
                or reading.rest.startswith("ال")
                or (reading.preposition in _BEFORE_ACTS and _is_act(reading.rest))
                or reading.rest in _nouns_of_place()
            )
        ),
        None,
    )


_BEFORE_ACTS = frozenset({"ب", "ل"})
_SHORTEST_ACT = 3


def _is_act(form: str) -> bool:
    """Whether a word is what somebody does: «بإعادة», «لسحب»."""
    return is_verbal_noun(form) or (
        len(form) >= _SHORTEST_ACT and form in words("reports", "matters")
    )


def groups(mentions: Sequence[Mention], tokens: Sequence[Token]) -> tuple[tuple[int, ...], ...]:
    """Lists: for each mention the positions of those coordinated with it, itself first.

    «روسيا، وأرمينيا وكازاخستان» gives (0, 1, 2), (1, 2), (2,).
    """
    following: list[tuple[int, ...]] = []
    for position in range(len(mentions) - 1, -1, -1):
        rest: tuple[int, ...] = ()
        if following and _coordinated(mentions[position], mentions[position + 1], tokens):
            rest = following[-1]
        following.append((position, *rest))
    return tuple(reversed(following))


_BETWEEN = frozenset(
    {"،", ",", "و", "-", "#", '"', "ايضا", "كذلك", "وكذلك", "كل", "من", "؛", "وكل", "او", "ثم"}
    | {"جهه", "اخري", "ناحيه"}  # «بين كذا من جهة، وكذا من جهة أخرى»
    | {"ونظيره", "ونظيرته", "ونظيريه", "ونظيرتها", "ونظيرها"}  # «فلان ونظيره الفرنسي فلان»
)


_MORE = (
    (("بالاضافه", "الي"), False),  # in addition to
    (("اضافه", "الي"), False),  # the same, without its preposition
    (("فضلا", "عن"), False),  # not to mention
    (("علاوه", "علي"), False),  # on top of
    (("الي", "جانب"), True),  # beside
)
"""What goes on a list, and whether only after a comma: «وقفت إلى جانب كذا» lists nobody."""


def _goes_on(a: Mention, b: Mention, between: Sequence[Token]) -> bool:
    """Whether words like «بالإضافة إلى» go on a list, or an aside stands in it: «كذا، حيث مقرها، وكذا»."""
    forms = tuple(token.form for token in between)
    parted = forms[:1] in (("،",), (",",))
    if any(forms[parted:] == more and (parted or not comma) for more, comma in _MORE):
        return not b.conjunction
    aside = len(forms) <= _ASIDE and parted and forms[-1] in ("،", ",") and b.conjunction
    return aside and forms[1:2] == ("حيث",) and a.how == b.how


_ASIDE = 6


_AND = frozenset({"و", "او", "ثم", "ونظيره", "ونظيرته", "ونظيريه", "ونظيرتها", "ونظيرها"})


_NOR = "ولا"


_AGENTS = frozenset({"State", "Alliance", "Organization", "Body", "ArmedGroup"})


def _alike(a: Mention, b: Mention) -> bool:
    kinds, others = {p.kind for p in a.candidates}, {p.kind for p in b.candidates}
    alike = bool(kinds & others) or bool(kinds & _AGENTS and others & _AGENTS)
    return alike or (_is_there(a) and b.how == "name" and bool(others & _WHERE))


_WHERE = frozenset({"State", "Place"})


def _is_there(mention: Mention) -> bool:
    """Whether a name says where: a state after it is another such place, «في دول البلطيق وبولندا»."""
    where = mention.preposition in ("في", "الي") and mention.how == "name"
    return where and mention.candidates[0].kind in _WHERE


_STOPS = frozenset(
    {"", "ثم", "ومنها", "ومنه", "ومن ثم", "وبعدها", "وبعده", "وبعد ذلك", "بعدها", "ثم بعدها"}
)


_LEFT_TOGETHER = frozenset({"Alliance", "Organization", "Treaty"})


def _is_next_one(a: Mention, b: Mention, tokens: Sequence[Token]) -> bool:
    """Whether the preposition is said again: «انسحبت من معاهدة … ومن معاهدة …», «عضو في … وفي …»."""
    if not a.preposition or a.preposition != b.preposition or a.last != b.governor:
        return False
    alike = all({p.kind for p in m.candidates} & _LEFT_TOGETHER for m in (a, b))
    return alike and b.governor == b.first - 1 and tokens[b.governor].form.startswith("و")


def _is_next_stop(a: Mention, b: Mention, tokens: Sequence[Token]) -> bool:
    """Whether who goes to one place goes on to the other: «إلى أكرا ثم إلى أبوجا», «ومنها إلى أبوجا»."""
    if not (a.preposition == b.preposition == "الي" and a.last <= b.governor == b.first - 1):
        return False
    if a.how != "name" or b.how != "name" or not _alike(a, b):
        return False
    between = [token.form for token in tokens[a.last : b.governor] if token.form not in ("،", ",")]
    onward = tokens[b.governor].form.startswith("و")
    return " ".join(between) in _STOPS and (bool(between) or onward)


def _are_a_pair(a: Mention, b: Mention) -> bool:
    """«الحرب التشادية الليبية»: two states by their adjectives side by side."""
    return all(
        m.how == "demonym" and m.candidates[0].kind == "State" and not m.conjunction for m in (a, b)
    )


def _is_another_place(a: Mention, b: Mention, between: Sequence[Token]) -> bool:
    """Whether «و» joins the noun of a place to a place: «في مدينة كذا ومخيم كذا»."""
    if a.preposition == "ل" or b.preposition not in ("", a.preposition) or b.how != "name":
        return False
    if len(between) != 1:
        return False
    where = a.candidates[0].kind in _WHERE and b.candidates[0].kind == "Place"
    return where and a.how == "name" and _is_noun_of_place(between[0].form)


@lru_cache(maxsize=65536)
def _is_noun_of_place(form: str) -> bool:
    return any(r.conjunction and r.rest in _nouns_of_place() for r in readings(form))


@cache
def _nouns_of_place() -> frozenset[str]:
    listed: dict[str, list[str]] = word_lists("nouns")["place_heads"]
    nouns = frozenset(fold(noun) for found in listed.values() for noun in found)
    return nouns | words("nouns", "place_parts")


def _is_set_off_by_name(mention: Mention, tokens: Sequence[Token]) -> bool:
    """Whether a comma stands before or inside a person's name, so that the next one closes it.

    It stands between an office and its holder, or opens an aside: «كينيا، على لسان فلان، أوغندا».
    """
    inside = tokens[mention.first : mention.last]
    if mention.governor > 0:
        inside = (*tokens[mention.governor - 1 : mention.governor], *inside)
    return mention.how == "person" and any(token.form in ("،", ",") for token in inside)


def _coordinated(a: Mention, b: Mention, tokens: Sequence[Token]) -> bool:
    between = tokens[a.last : b.first]
    if b.how == "office" and tokens[b.first].form in words("nouns", "asides"):
        return False  # «وقعت الأردن، ممثلة بوزارة المالية، اتفاقية»
    if not between and _are_a_pair(a, b):
        return True
    if [token.form for token in between] == [_NOR] and _alike(a, b) and not b.preposition:
        return any(token.form in words("grammar", "negators") for token in tokens[: a.first])
    if _is_another_place(a, b, between):
        return True
    if a.how != "demonym" and b.how == "name" and _alike(a, b) and _goes_on(a, b, between):
        return True
    if _is_next_stop(a, b, tokens) or _is_next_one(a, b, tokens):
        return True
    if not _alike(a, b) or any(token.form not in _BETWEEN for token in between):
        return False
    if b.how == "demonym" and a.how not in ("demonym", "representative"):
        return False
    opening = tokens[b.first : b.first + 1]
    said = b.conjunction or any(token.form in _AND for token in (*between, *opening))
    joined = said or any(token.form in ("،", ",") for token in between)
    if not said and _is_set_off_by_name(a, tokens):
        return False  # «اتهم الوزير الكيني، فلان، أوغندا»
    # «في عدن، جنوب اليمن» is one place, «من روسيا ومن أرمينيا» are two
    same = b.preposition in ("", a.preposition)
    return joined and (same or (said and b.heads == a.heads))
