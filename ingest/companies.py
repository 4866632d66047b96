"""Companies: the states that adjectives name together: «القمة الروسية الأمريكية», «اجتماع ثلاثي مصري – يوناني»."""

from collections.abc import Iterator

from mithaq.ingest.chains import chained
from mithaq.ingest.lexicon import words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tokens import bare, unjoined
from mithaq.ingest.triggers import Trigger

_FURTHEST = 9
_MARKS = frozenset({"-", "–", "،", ",", "/", '"'})
_PAIR = 2
_BESIDE = 0.1


def paired(sentence: Sentence, trigger: Trigger) -> Iterator[tuple[int, float]]:
    """The first state of two or more that adjectives after the noun name; a region counts as one."""
    demonyms = {m.first: (n, m.last) for n, m in enumerate(sentence.mentions) if m.how == "demonym"}
    found: list[int] = []
    regions = 0
    position = trigger.last
    while position < min(trigger.last + _FURTHEST, len(sentence.tokens)):
        form = bare(sentence.forms[position].removeprefix("و"))
        if position in demonyms:
            number, last = demonyms[position]
            found.append(number)
            position = last
            continue
        if form in words("meetings", "regions"):
            regions += 1
        elif form not in _MARKS and form not in words("meetings", "sorts"):
            break
        position += 1
    if found and len(found) + regions >= _PAIR:
        yield found[0], _BESIDE


def of_states(sentence: Sentence, trigger: Trigger) -> Iterator[tuple[int, float]]:
    """The states whose ministers meet, over nouns alone; nobody who only stands for a state."""
    for position, cost in chained(sentence, trigger):
        if sentence.mentions[position].how != "person":
            yield position, cost


def names_somebody(mention: Mention) -> bool:
    """Whether it is no mere adjective: «مع نظيره الموريتاني» names his state."""
    return mention.how != "demonym" or any(
        bare(unjoined(head)) in words("nouns", "counterparts") | words("nouns", "struck")
        for head in mention.heads
    )
