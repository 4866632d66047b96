"""Transparent nouns: those that only open what a denial or a refusal is about: «تورط بلاده في الهجوم»."""

from mithaq.ingest.adverbials import opens_way
from mithaq.ingest.lexicon import words
from mithaq.ingest.phraseends import FROM
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tokens import bare


def past_transparent(sentence: Sentence, first: int) -> tuple[int, bool]:
    """Past nouns that only open what is meant: «تورطها في الهجوم», «أي فكرة حول الانسحاب»."""
    position = first
    while position < len(sentence.tokens) and (
        _is_transparent(sentence.forms[position])
        or (position == first and _is_opened_by(sentence.forms[position]))
    ):
        position += 1
        if sentence.words(position, position + 1)[:1] in _ITS:
            position += 1  # «أي مسؤولية له عن الهجوم»
        position = _past_owner(sentence, _past_way(sentence, position))
        if position < len(sentence.tokens) and (
            sentence.classes[position] == "preposition" or sentence.forms[position] == FROM
        ):
            position += 1  # «أي فكرة حول الانسحاب», «أي من القادة»
    return position, position > first


def _is_opened_by(form: str) -> bool:
    """Whether a preposition carries such a noun: «بضرورة», «للتوصل»."""
    return _is_transparent(form[1:]) or (form.startswith("لل") and _is_transparent(form[2:]))


_ITS = frozenset({("له",), ("لها",), ("لهم",)})


def _past_way(sentence: Sentence, position: int) -> int:
    """Where it goes on after how it is to be done: «التوصل بشكل "عاجل" إلى اتفاق»."""
    if not opens_way(sentence, position):
        return position
    quoted = sentence.words(position + 1, position + 2) == ('"',)
    after = position + 2 + 2 * quoted
    return after if sentence.classes[after : after + 1] == ("preposition",) else position


def _past_owner(sentence: Sentence, position: int) -> int:
    """Where it goes on after who is said to have a part in it: «تورط نيروبي في الهجوم», «ضلوع بلاده في الهجوم»."""
    if bare(sentence.forms[position - 1]) not in words("reports", "parts_taken"):
        return position
    ends = (m.last for m in sentence.mentions if m.first == position and m.how in _OWNERS)
    end = max(ends, default=position)
    if end == position and _is_own(sentence, end):
        end += 1
    return end if sentence.words(end, end + 1) in _WHEREIN else position


def _is_own(sentence: Sentence, position: int) -> bool:
    """Whether it is the speaker's own side that took part: «ضلوع بلاده», «تورط قواتها»."""
    here = sentence.words(position, position + 1)
    owned = sentence.classes[position : position + 1] == ("word",) and here[0].endswith(_PRONOUNS)
    return owned or bool(set(here) & words("nouns", "homelands"))


_PRONOUNS = ("ها", "ه", "هم", "هما")
_OWNERS = frozenset({"name", "person", "reference", "representative"})
_WHEREIN = (("في",), ("عن",))


def _is_transparent(form: str) -> bool:
    form = bare(form)
    stems = {form, *(form.removesuffix(ending) for ending in ("ها", "ه", "هم"))}
    stems |= {stem[:-1] + "ه" for stem in stems if stem.endswith("ت")}
    return any(stem in words("reports", "transparent") for stem in stems)
