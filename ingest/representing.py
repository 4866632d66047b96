"""Representatives: forces, governments and ministries that stand for their state or alliance."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache, lru_cache

from mithaq.ingest.classes import WordClass
from mithaq.ingest.describing import may_describe
from mithaq.ingest.lexicon import kinds, phrase_list, words
from mithaq.ingest.mentions import Mention, widened
from mithaq.ingest.tokens import Reading, Token, bare, is_one_of, reading_among, readings


def representatives() -> Mapping[str, str]:
    """The nouns that stand for a state or a group, folded, each with its part: forces, government."""
    return kinds("nouns", "representatives")


@cache
def _arms() -> frozenset[tuple[str, ...]]:
    """The arms of a state's forces that two words name: «سلاح الجو», «حرس الحدود»."""
    return phrase_list("nouns", "arms")


@cache
def _cabinets() -> frozenset[tuple[str, ...]]:
    """A state's government by two words: «مجلس الوزراء»."""
    return phrase_list("nouns", "cabinets")


def _forms(tokens: Sequence[Token], first: int, last: int) -> tuple[str, ...]:
    return tuple(token.form for token in tokens[first:last])


def with_representatives(
    mentions: Sequence[Mention], tokens: Sequence[Token], classes: Sequence[WordClass]
) -> tuple[Mention, ...]:
    """The mentions, those of a state or alliance reaching over its representative noun.

    «القوات الروسية», «حكومة أرمينيا», «وزارة الدفاع الروسية»: the part stands for the whole.
    """
    return tuple(
        _represented(mentions, position, tokens, classes) for position in range(len(mentions))
    )


def _represented(
    mentions: Sequence[Mention],
    position: int,
    tokens: Sequence[Token],
    classes: Sequence[WordClass],
) -> Mention:
    mention = mentions[position]
    authorities = _authorities(mentions, position, tokens, classes)
    if authorities is not None:
        return authorities
    if mention.preposition or mention.how not in ("name", "demonym") or not _is_whole(mention):
        return mention
    if mention.conjunction:
        return mention  # «الجيش والمقاومة الشعبية» are two
    low = mentions[position - 1].last if position else 0
    reach = _MINISTRY if mention.how == "demonym" else 1
    quoted = mention.first - 1 > low and tokens[mention.first - 1].form == '"'
    begin = mention.first - quoted  # «فصائل "جيش الفتح"»
    if mention.how == "demonym":
        begin = _past_model(tokens, begin, low)
    for first in range(begin - 1, max(low, begin - reach) - 1, -1):
        if classes[first] != "word" or (first < begin - 1 and _tells_why(tokens[first + 1].form)):
            break
        if first > low and _ends_two(tokens, first, begin):
            continue  # «أجهزة الاستخبارات الأوكرانية»
        for reading in readings(tokens[first].form):
            definite = reading.rest.startswith("ال")
            part = representatives().get(bare(reading.rest))
            if part is None:
                part = _named_by_two((reading.rest, *_forms(tokens, first + 1, begin)))
            if part is None or (definite and mention.how == "name" and not _describes(mention)):
                continue
            between = (token.form for token in tokens[first + 1 : begin])
            if definite and not all(may_describe(form, reading.rest) for form in between):
                continue  # «رفضت الحكومة الاتهامات الإريترية»
            if begin - first > _ADJECTIVES and bare(reading.rest) not in words(
                "nouns", "ministries"
            ):
                continue  # «وزارة الخارجية وشؤون المغتربين الأردنية»
            if part == _COUNTED and not (first and _is_number(tokens, classes, first - 1)):
                continue
            if part == "land" and mention.how == "name":
                continue  # «من أراضي بولندا»: the name says where by itself
            wider = widened(mention, tokens, first, reading)
            told = "forces" if part == _COUNTED else part
            return replace(wider, how="representative", part=told)
        if mention.how == "name":
            break
    return mention


def _past_model(tokens: Sequence[Token], first: int, low: int) -> int:
    """Where the model of a plane begins that stands before whose it is: «طائرات إف-16 أردنية»."""
    position = first - 1
    counted = tokens[first].form.endswith(_COUNTED_ONES)  # «مسلحو التنظيم 21 مصريا»
    if counted or position <= low or not tokens[position].form.isdecimal():
        return first
    position -= 1
    position -= tokens[position].form == "-"
    model = tokens[position].form
    if position <= low or not model.isalpha() or model.startswith("ال"):
        return first
    before = _forms(tokens, position - len(_OF_MODEL), position)
    return position - len(_OF_MODEL) * (before == _OF_MODEL)


_COUNTED_ONES = "ا"
_OF_MODEL = ("من", "طراز")  # of the type


def _named_by_two(words_before: tuple[str, ...]) -> str | None:
    """What of a state several words before its adjective are."""
    if words_before in _arms():
        return "forces"
    return "government" if words_before in _cabinets() else None


def _ends_two(tokens: Sequence[Token], second: int, last: int) -> bool:
    """Whether the words from token `second` on go with the one before them: «أجهزة | الاستخبارات»."""
    after = _forms(tokens, second, last)
    if representatives().get(bare(after[0])) != "forces":
        return False  # «رئاسة الحكومة» stays an office
    return any(
        _named_by_two((reading.rest, *after)) for reading in readings(tokens[second - 1].form)
    )


def _authorities(
    mentions: Sequence[Mention],
    position: int,
    tokens: Sequence[Token],
    classes: Sequence[WordClass],
) -> Mention | None:
    """«السلطات في نيروبي», «القادة العسكريين في النيجر»: who rules there stands for the state."""
    mention = mentions[position]
    states = tuple(p for p in mention.candidates if p.kind == "State")
    low = mentions[position - 1].last if position else 0
    noun = mention.first - 2
    if not states or mention.how != "name" or tokens[mention.first - 1].form != "في":
        return None
    adjectives = 0
    while noun > low and tokens[noun].form in words("nouns", "ruling") and adjectives < _RULING:
        noun, adjectives = noun - 1, adjectives + 1
    if noun < low or classes[noun] != "word":
        return None
    if (ministry := _ministry(tokens, noun)) is not None and noun > low:
        wider = widened(replace(mention, candidates=states), tokens, noun - 1, ministry)
        return replace(wider, how="representative", part="government")
    for reading in readings(tokens[noun].form):
        if not reading.rest.startswith("ال"):
            continue
        alone = bare(reading.rest) in words("nouns", "authorities")
        if alone or (adjectives and bare(reading.rest) in words("nouns", "rulers")):
            wider = widened(replace(mention, candidates=states), tokens, noun, reading)
            return replace(wider, how="representative", part="government")
    return None


def _ministry(tokens: Sequence[Token], noun: int) -> Reading | None:
    """How the noun is written before what a ministry is for: «وزارة الدفاع في باكو»."""
    form = tokens[noun].form
    if not (form.startswith("ال") and bare(form) in words("nouns", "organs")):
        return None
    return reading_among(tokens[noun - 1].form, words("nouns", "ministries"))


@lru_cache(maxsize=65536)
def _tells_why(form: str) -> bool:
    """Whether it tells what for, and is no adjective: «قوة بحرية لحماية السواحل اليمنية»."""
    if form.endswith(_LIKE_ADJECTIVES) and not form.endswith(_LIKE_DEEDS):
        return False
    return any(r.preposition == _FOR for r in readings(form))


_FOR = "ل"
_LIKE_ADJECTIVES = ("ي", "يه")
_LIKE_DEEDS = ("ايه",)
_RULING = 2


_COUNTED = "counted"


_ADJECTIVES = 3
"""How far before an adjective of a state stands what it describes: «القوات البرية الخاصة الروسية»."""
_MINISTRY = 6
"""How far where it is a ministry of several matters."""


def _is_number(tokens: Sequence[Token], classes: Sequence[WordClass], position: int) -> bool:
    return classes[position] == "number" or is_one_of(
        tokens[position].form, words("numerals", "counting")
    )


def _describes(mention: Mention) -> bool:
    """Whether a group's name may follow a noun like an adjective: «المقاتلين الحوثيين»."""
    name = mention.candidates[0].label("ar") or ""
    return mention.candidates[0].kind == "ArmedGroup" and name.startswith("ال")


def _is_whole(mention: Mention) -> bool:
    return any(
        p.kind in ("State", "Alliance", "Organization", "ArmedGroup") for p in mention.candidates
    )
