"""Actors: which person acts where a verb stands: right after it, right before it, or at its clause's head."""

from collections.abc import Iterator

from mithaq.ingest.lexicon import words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.parts import is_deputy
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tokens import bare, is_among

_BESIDE = 0.1
_CARRIED = 0.8
_LED = 12
"""How many words after «وفد» may name who leads it."""
_ARTICLE = "ال"
_ADJECTIVES = 2
"""How many adjectives may end the name of a place."""
_LEADING = "بقياده"
_MARKS = frozenset({"،", ",", "-", "–", '"', "«", "»", "(", ")"})


def ending_at(sentence: Sentence, last: int) -> Iterator[tuple[int, float]]:
    """The person named right before token `last`, over a time, commas and a complementizer."""
    best: tuple[int, float] | None = None
    for position, mention in enumerate(sentence.mentions):
        if mention.last > last:
            break
        if (
            may_act(mention)
            and not _is_owner(mention)
            and all(
                is_passed(sentence, n) or sentence.classes[n] == "complementizer"
                for n in range(mention.last, last)
            )
        ):
            best = position, _BESIDE + sentence.gap(mention.last, last) / 4
    if best is not None:
        yield best


def _is_owner(mention: Mention) -> bool:
    """Whether somebody only tells whose party or family it is: «عضوان في حزب فلان، غادرا»."""
    return any(bare(head) in words("journeys", "owned") for head in mention.heads)


def leading(sentence: Sentence, last: int) -> Iterator[tuple[int, float]]:
    """The first person of the sentence, whose deeds it goes on to tell."""
    for position, mention in enumerate(sentence.mentions):
        if mention.last <= last and is_free(mention):
            yield position, _CARRIED
            return


def subject_after(sentence: Sentence, first: int) -> int | None:
    """The person who follows token `first`, over a time and where he goes; a delegation's head."""
    start = first
    for position, mention in enumerate(sentence.mentions):
        if mention.first < start or mention.how == "demonym":
            continue
        begin = (
            mention.governor if mention.preposition and mention.governor >= start else mention.first
        )
        if not all(is_passed(sentence, n) for n in range(start, begin)):
            return _head_of_delegation(sentence, start)
        if may_act(mention) and not mention.preposition:
            head = None if is_person(mention) else _head_of_delegation(sentence, start)
            return position if head is None else head
        placed = any(p.kind in ("Place", "State") for p in mention.candidates)
        apposed = start > first and mention.how == "name"  # «العاصمة الأردنية "عمان"»
        if not placed or not (mention.preposition or apposed):
            return _head_of_delegation(sentence, start)
        start = _end_of_place(sentence, mention)
    return _head_of_delegation(sentence, start)


def _end_of_place(sentence: Sentence, place: Mention) -> int:
    """Where a place ends with the adjectives that its name has: «مطار بغداد الدولي»."""
    last = place.last
    while (
        last < place.last + _ADJECTIVES
        and sentence.words(last, last + 1)
        and sentence.forms[last].startswith(_ARTICLE)
        and sentence.classes[last] == "word"
        and last not in sentence.named
    ):
        last += 1
    return last


def _head_of_delegation(sentence: Sentence, first: int) -> int | None:
    """Who leads «وفد …» after token `first`: «وفد رفيع برئاسة فلان»."""
    position = first
    while position < len(sentence.tokens) and is_passed(sentence, position):
        position += 1
    if position >= len(sentence.tokens) or not _is_delegation(sentence.forms[position]):
        return None
    for number, mention in enumerate(sentence.mentions):
        if position < mention.first <= position + _LED and mention.preposition == _LEADING:
            return number if is_person(mention) else None
    return None


def _is_delegation(form: str) -> bool:
    return is_among(form, words("journeys", "delegations"))


def is_passed(sentence: Sentence, position: int) -> bool:
    """Whether a word may stand between a verb and its subject: a time, a comma, an adverb."""
    token = sentence.tokens[position]
    return (
        token.form in _MARKS
        or token.form in words("journeys", "passed")
        or token.form in words("nouns", "titles")
        or sentence.classes[position] == "auxiliary"
        or sentence.is_timed(position)
    )


def is_person(mention: Mention) -> bool:
    """Whether the mention names a person."""
    return mention.candidates[0].kind == "Person" and mention.how != "demonym"


def may_act(mention: Mention) -> bool:
    """Whether the mention names a person, or people without a name: «وزير الدفاع التركي», «وفد روسي»."""
    return is_person(mention) or is_deputy(mention)


def is_free(mention: Mention) -> bool:
    """Whether the mention names somebody whom no preposition governs."""
    return may_act(mention) and not mention.preposition
