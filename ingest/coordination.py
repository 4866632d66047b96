"""Coordination: the mentions that are listed together, «روسيا، وأرمينيا وكازاخستان»."""

from collections.abc import Sequence

from mithaq.ingest.lexicon import phrase_list, words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.proclitics import joins_a_place
from mithaq.ingest.tokens import COMMAS, Token


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


_MARKS = frozenset({"،", ",", "-", "#", '"', "؛"})


def _may_part(form: str) -> bool:
    return form in _MARKS or form in words("grammar", "listing") or _is_rival(form)


def _is_rival(form: str) -> bool:
    """Whether a word joins somebody by who he is to the one before: «وخصمه», «وغريمه»."""
    return form.startswith("و") and form[1:] in words("nouns", "rivals")


def _goes_on(a: Mention, b: Mention, between: Sequence[Token]) -> bool:
    """Whether words like «بالإضافة إلى» go on a list, or an aside stands in it: «كذا، حيث مقرها، وكذا»."""
    forms = tuple(token.form for token in between)
    parted = forms[:1] in (("،",), (",",))
    more = forms[parted:]
    if more in phrase_list("grammar", "adding") or (
        parted and more in phrase_list("grammar", "adding_after_comma")
    ):
        return not b.conjunction
    aside = len(forms) <= _ASIDE and parted and forms[-1] in COMMAS and b.conjunction
    return aside and a.how == b.how and (forms[1:2] == ("حيث",) or _is_title(forms[1:-1]))


def _is_title(forms: Sequence[str]) -> bool:
    """Whether definite words say what somebody is: «رواندا، البلد المضيف، وكينيا»."""
    return 0 < len(forms) <= _TITLE and all(form.startswith("ال") for form in forms)


_TITLE = 3


def _tells_of(a: Mention, b: Mention, between: Sequence[Token]) -> bool:
    """Whether the words only tell of the first: «كندا الصديقة وكينيا»."""
    return (
        b.conjunction
        and len(between) <= _TITLE
        and a.how in ("name", "representative")
        and all(token.form in words("grammar", "qualifying") for token in between)
    )


_ASIDE = 6
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


_LEFT_TOGETHER = frozenset({"Alliance", "Organization", "Treaty", "Body"})


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
    between = [token.form for token in tokens[a.last : b.governor] if token.form not in COMMAS]
    onward = tokens[b.governor].form.startswith("و")
    return tuple(between) in phrase_list("grammar", "going_on") if between else onward


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
    return where and a.how == "name" and joins_a_place(between[0].form)


def _is_set_off_by_name(mention: Mention, tokens: Sequence[Token]) -> bool:
    """Whether a comma stands before or inside a person's name, so that the next one closes it.

    It stands between an office and its holder, or opens an aside: «كينيا، على لسان فلان، أوغندا».
    """
    inside = tokens[mention.first : mention.last]
    if mention.governor > 0:
        inside = (*tokens[mention.governor - 1 : mention.governor], *inside)
    return mention.how == "person" and any(token.form in COMMAS for token in inside)


def _opens_clause(mention: Mention, tokens: Sequence[Token]) -> bool:
    """Whether «ف» stands before it, which joins clauses: «…، فالهند ترفض …»."""
    token = tokens[mention.first]
    return mention.conjunction and token.form.startswith("ف") and mention.start > token.start


def _is_listed_on(mention: Mention, tokens: Sequence[Token]) -> bool:
    """Whether a list may go on, or end, after a name: «في روسيا، الصين، والهند»."""
    after = [token.form for token in tokens[mention.last : mention.last + 1]]
    return not after or after[0] in _LIST_ENDS or after[0].startswith("و")


def _goes_on_after(a: Mention, b: Mention, tokens: Sequence[Token]) -> bool:
    """Whether a clause goes on after a list that «و» has closed: «انتقد الحلف، الذي يضم كندا وتركيا، الجيش الروسي»."""
    if a.how == "name" and not a.part and (b.part or b.how != "name"):
        return True
    return not _is_listed_on(b, tokens)


def _is_in_an_aside(mention: Mention, tokens: Sequence[Token]) -> bool:
    """Whether a relative word after a comma opens what the name ends."""
    for position in range(mention.first - 1, max(mention.first - _RELATIVE, 0), -1):
        if tokens[position].form in words("grammar", "relatives"):
            return tokens[position - 1].form in COMMAS
        if tokens[position].form in COMMAS:
            return False
    return False


_RELATIVE = 12
"""How far before the name that ends it the relative word may stand."""


def _explains(mention: Mention, tokens: Sequence[Token]) -> bool:
    """Whether a noun of a name says between commas what stands before: «…، عاصمة كينيا، …»."""
    first = mention.first - len(mention.heads)
    before = tokens[first - 1 : first] if first > 0 else ()
    return bool(mention.heads) and any(token.form in COMMAS for token in before)


_LIST_ENDS = frozenset({*COMMAS, ".", "؛", ")", '"', "-"})


def _coordinated(a: Mention, b: Mention, tokens: Sequence[Token]) -> bool:
    between = tokens[a.last : b.first]
    if _opens_clause(b, tokens):
        return False
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
    if not _alike(a, b):
        return False
    if not all(_may_part(token.form) for token in between) and not _tells_of(a, b, between):
        return False
    if b.how == "demonym" and a.how not in ("demonym", "representative"):
        return False
    opening = tokens[b.first : b.first + 1]
    said = b.conjunction or any(
        token.form in words("grammar", "joining") or _is_rival(token.form)
        for token in (*between, *opening)
    )
    joined = said or any(token.form in COMMAS for token in between)
    if not said and _is_set_off_by_name(a, tokens):
        return False  # «اتهم الوزير الكيني، فلان، أوغندا»
    if not said and a.preposition and not b.preposition and not _is_listed_on(b, tokens):
        return False  # «حمل الوزير، في مؤتمر بواشنطن، إيران المسؤولية»
    if not said and _is_in_an_aside(a, tokens) and not _is_listed_on(b, tokens):
        return False  # «دعا روتو، الذي تتولى بلاده رئاسة الاتحاد، أوغندا إلى …»
    if not said and b.part and not a.part and _explains(a, tokens):
        return False  # «وصلت إلى بانغي، عاصمة أفريقيا الوسطى، كتيبة كينية»
    if not said and a.conjunction and _goes_on_after(a, b, tokens):
        return False
    if not said and any(
        t.form in words("grammar", "seated") for t in tokens[max(a.first - 1, 0) : a.first]
    ):
        return False
    # «في عدن، جنوب اليمن» is one place, «من روسيا ومن أرمينيا» are two
    same = b.preposition in ("", a.preposition)
    return joined and (same or (said and b.heads == a.heads))
