"""Chains: mentions that a trigger reaches over nouns alone, and the place that «حيث» takes up."""

from collections.abc import Iterator
from functools import cache, lru_cache

from mithaq.ingest.lexicon import phrase_list, words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tokens import bare, unjoined
from mithaq.ingest.triggers import Trigger
from mithaq.ingest.verbs import listed_forms

_LONGEST = 8
_LINK = 0.03
_CHAINED = 0.1
_STATES = frozenset({"دول", "بلدان"})  # states, countries
_OFFICIALS = 3
_TOWARDS = frozenset({"الي", "نحو"})
_CAPITAL = "عاصمه"
"""«تستضيفها عاصمة كينيا»: the capital of."""
_TAKEN_UP = 0.4
_NEAR = 0.6
_WINDOW = 6
_AFTER = 7
_HOSTED = 12
"""How many words after the verb may stand what is hosted: «تستضيف العاصمة …، باكو، غدا قمة»."""
_OPENING = frozenset({"،", ",", "(", '"', "ـ", "و", ":", "-", "من"})
_STOPS = frozenset({"؛", ";", ".", ":"})


def chained(sentence: Sentence, trigger: Trigger) -> Iterator[tuple[int, float]]:
    """What a noun belongs to over any nouns between: «اجتماع طارئ لوزراء خارجية دول الاتحاد»."""
    begin = trigger.last
    for position, mention in enumerate(sentence.mentions):
        if mention.first < trigger.last:
            continue
        if mention.candidates[0].kind == "Place" and trigger.last in (
            mention.governor,
            mention.first,
        ):
            begin = mention.last  # «اجتماع في القاهرة لوزراء …», «اجتماع أكرا لوزراء …»
            continue
        distance = mention.first - begin
        last = _first_of_members(sentence, mention)
        if distance > _LONGEST or not _only_nouns(sentence, begin, last):
            return
        if mention.how == "demonym":
            continue
        if not distance and not mention.preposition and sentence.forms[begin - 1].startswith("ال"):
            return  # «تغيبت عن الجلسة حكومة كينيا»: a noun with the article is nobody's
        if last < mention.first or _is_free(mention, trigger):
            yield position, _CHAINED + _LINK * distance
        return


def _is_free(mention: Mention, trigger: Trigger) -> bool:
    return mention.preposition in ("", "ل") or mention.governor < trigger.first


def _first_of_members(sentence: Sentence, mention: Mention) -> int:
    """Where the nouns end before a mention: before «في» in «الأعضاء في الحلف»."""
    governor = mention.governor
    if mention.preposition in ("في", "ب") and 0 < governor <= mention.first:
        before = sentence.forms[governor - 1]
        if before in words("grammar", "memberships") or is_of_members(sentence, mention):
            return governor
        if _is_in_its_organ(sentence, mention):
            return governor
    return mention.first


def _is_in_its_organ(sentence: Sentence, mention: Mention) -> bool:
    """Whether «في» tells whose organ it is: «اجتمعت اللجنة التنفيذية في الرابطة»."""
    if mention.preposition != "في" or mention.candidates[0].kind not in _OWNERS:
        return False
    governor = mention.governor
    apart = sentence.forms[governor + 1 : mention.first]
    organs = words("meetings", "organs")
    return not apart and any(
        bare(form) in organs for form in sentence.words(governor - _ORGAN, governor)
    )


_OWNERS = frozenset({"Alliance", "Organization"})
_ORGAN = 2


def is_of_members(sentence: Sentence, mention: Mention) -> bool:
    """Whether «في» opens what the members of an alliance are called: «وزراء الدفاع في دول الحلف»."""
    governor = mention.governor
    if mention.preposition not in ("في", "ب") or governor <= 0:
        return False
    if not _opens_states(sentence, governor):
        return False
    return sentence.has_among(governor - _OFFICIALS, governor, words("meetings", "members"))


def _only_nouns(sentence: Sentence, first: int, last: int) -> bool:
    return all(
        (
            sentence.classes[position] in ("word", "number")
            or sentence.forms[position] in words("grammar", "chain_links")
            or _opens_states(sentence, position)
            or sentence.words(position, position + 2) in phrase_list("numerals", "beyond_hundred")
        )
        and sentence.forms[position] not in words("meetings", "company")
        and not _is_another_body(sentence, position)
        for position in range(first, last)
    )


def _opens_states(sentence: Sentence, position: int) -> bool:
    """Whether «في دول» or «بدول» stands there, of whom officials are: «وزراء الدفاع في دول الحلف»."""
    form = sentence.forms[position]
    if form == "في":
        return any(bare(after) in _STATES for after in sentence.words(position + 1, position + 2))
    return form.startswith("ب") and form not in _STATES and bare(form[1:]) in _STATES


def _is_another_body(sentence: Sentence, position: int) -> bool:
    """Whether an organisation that no list knows is named: «المنظمة العربية للهلال والصليب الأحمر»."""
    known = position in sentence.named
    return sentence.forms[position] in words("meetings", "bodies") and not known


def taken_up(sentence: Sentence, trigger: Trigger) -> Iterator[tuple[int, float]]:
    """The place before «حيث» or a purpose: «إلى القاهرة حيث يلتقي …», «… لحضور القمة»."""
    for position in range(trigger.first - 1, -1, -1):
        if sentence.forms[position] in _STOPS:
            return
        if sentence.forms[position] in words("meetings", "where"):
            for found, cost in _before(sentence, position):
                if not _goes_elsewhere(sentence, sentence.mentions[found].last, position):
                    yield found, cost
            return
        if sentence.classes[position] == "subordinator":
            return  # «إلى نيروبي حيث …، كما يجتمع …»: another clause


def _goes_elsewhere(sentence: Sentence, first: int, last: int) -> bool:
    """Whether somebody goes on to a place that no list knows: «غادر فيينا متوجها إلى كذا لحضور …»."""
    return any(sentence.forms[n] in _TOWARDS for n in range(first, last))


def opened(sentence: Sentence, trigger: Trigger) -> Iterator[tuple[int, float]]:
    """What the words before a list call a number of states of: «دول الاتحاد الأخرى، ومنها …»."""
    last = max(
        (
            n
            for n, m in enumerate(sentence.mentions)
            if m.last <= trigger.first and m.how != "demonym"
        ),
        default=-1,
    )
    if last < 0:
        return
    mention = sentence.mentions[last]
    between = range(mention.last, trigger.first)
    if len(between) > _LONGEST or not all(_describes(sentence, n) for n in between):
        return
    before = sentence.words(mention.first - _WINDOW, mention.first + 1)
    if mention.how == "representative" or any(
        form.lstrip("وفبلك") in words("nouns", "collectives") for form in before
    ):
        yield last, _CHAINED + _LINK * len(between)


def _describes(sentence: Sentence, position: int) -> bool:
    form = sentence.forms[position]
    return (
        sentence.classes[position] == "number"
        or form in _OPENING
        or form in words("grammar", "counting_members")
        or (
            form.startswith("ال")
            and sentence.classes[position] == "word"
            and form not in words("nouns", "collectives")  # «… اليورو، والدول الدائنة مثل …»
        )
    )


def hosts(sentence: Sentence, trigger: Trigger) -> Iterator[tuple[int, float]]:
    """The place that hosts: «تستضيف مدريد قمة», «القمة التي استضافتها مدريد», «مدريد التي تستضيف»."""
    low = max(trigger.first - _HOSTED, 0)
    for verb in range(low, min(trigger.last + _AFTER, len(sentence.tokens))):
        if not _is_hosting(sentence.forms[verb]):
            continue
        if any(sentence.classes[n] == "verb" for n in range(verb + 1, trigger.first)):
            continue
        if verb and sentence.classes[verb - 1] == "relative" and verb < trigger.first:
            yield from _before(sentence, verb - 1)
        elif verb < trigger.first:
            yield from _right_before(sentence, verb)
        yield from _host_after(sentence, verb + 1)
        return


def _right_before(sentence: Sentence, verb: int) -> Iterator[tuple[int, float]]:
    """«مدريد تستضيف قمة»."""
    for position, mention in enumerate(sentence.mentions):
        if mention.last == verb and not mention.preposition and mention.how != "demonym":
            yield position, _TAKEN_UP


def _host_after(sentence: Sentence, first: int) -> Iterator[tuple[int, float]]:
    """The place right after the verb: «تستضيف العاصمة البلجيكية، بروكسل، اليوم قمة»."""
    start = first
    for position, mention in enumerate(sentence.mentions):
        if mention.first < first:
            continue
        if not all(_is_passed(sentence, n) for n in range(start, mention.first)):
            return
        if mention.how != "demonym":
            if mention.preposition != "ل":
                yield position, _TAKEN_UP
            return
        start = mention.last


def _is_passed(sentence: Sentence, position: int) -> bool:
    token = sentence.tokens[position]
    return (
        token.form in _OPENING
        or token.form in words("nouns", "appositives")
        or token.form == _CAPITAL
        or bare(token.form) in words("nouns", "fillers")
        or sentence.is_timed(position)
    )


@cache
def _hosting() -> frozenset[str]:
    verbs = listed_forms("meetings", "hosting") | listed_forms("meetings", "seeing")
    return verbs | words("meetings", "hosting_nouns")


@lru_cache(maxsize=65536)
def _is_hosting(form: str) -> bool:
    word = unjoined(form)
    for ending in ("", "ها", "ه"):
        stem = word.removesuffix(ending) if ending else word
        if stem in _hosting() or stem.removeprefix("س") in _hosting():
            return True
    return False


def _before(sentence: Sentence, last: int) -> Iterator[tuple[int, float]]:
    ended = [n for n, mention in enumerate(sentence.mentions) if mention.last <= last]
    if ended and sentence.gap(sentence.mentions[ended[-1]].last, last) <= _NEAR:
        yield ended[-1], _TAKEN_UP
