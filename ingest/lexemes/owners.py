"""Owners: whose an office is: «Armenian prime minister», «president of Peru», «президент России»."""

from collections.abc import Sequence
from dataclasses import replace

from mithaq.ingest.facts import Participant
from mithaq.ingest.lexemes.lexicons import Lexicon
from mithaq.ingest.lexemes.mention import Mention
from mithaq.ingest.lexemes.sentence import is_modifier
from mithaq.ingest.lexemes.words import Word


def with_owners(found: Sequence[Mention], words: Sequence[Word], lexicon: Lexicon) -> list[Mention]:
    """Offices with whose they are: «Armenian prime minister», «президент России», «president of Peru»."""
    result: list[Mention] = []
    skip = -1
    for number, mention in enumerate(found):
        if mention.first < skip:
            continue
        if mention.how != "office":
            result.append(mention)
            continue
        if mention.first and words[mention.first - 1].form in lexicon.words("leading"):
            continue  # «во главе с»
        led = _led_owner(mention, words, found[number + 1 :]) if lexicon.language == "ru" else None
        if led is not None:
            result.append(led)
            skip = led.last
            continue
        before = result[-1] if result else None
        after = found[number + 1] if number + 1 < len(found) else None
        if before and before.how in _OWNERS and _possesses(words, before, mention, lexicon):
            result[-1] = replace(mention, first=before.first, whose=_owner(before))
        elif after and after.how in _OWNERS[1:] and _is_owned(words, mention, after, lexicon):
            genitive = lexicon.language != "ru" or after.may_be("gent")
            if not genitive:
                result.append(mention)
                continue
            result.append(replace(mention, last=after.last, whose=_owner(after)))
            skip = after.last
        else:
            result.append(mention)
    return result


def _led_owner(office: Mention, words: Sequence[Word], behind: Sequence[Mention]) -> Mention | None:
    """«представитель польского правительства», «губернатор Иркутской области»: an office with its genitives."""
    at = {mention.first: mention for mention in behind}
    owner: Participant | None = None
    place = office.last
    case = (
        "ablt" if _commands(words[office.last - 1]) and not _is_in(words, place, "gent") else "gent"
    )
    while place < len(words) and place - office.last <= _CHAIN:
        mention, word = at.get(place), words[place]
        if mention is not None:
            if owner or mention.how == "office" or not mention.may_be("gent"):
                break
            owner, place = _owner(mention), mention.last
        elif word.is_capital and not (word.text.isupper() or word.pos == "ADJF"):
            break
        elif case in word.cases or (word.is_word and word.text.isupper() and len(word.text) > 1):
            place += 1
        else:
            break
    named = place < len(words) and words[place].is_capital and place > office.last
    return replace(office, last=place, whose=owner) if owner or named else None


def _commands(word: Word) -> bool:
    """Whether an office governs the instrumental: «командующий силами»."""
    return word.lemma.endswith("ющий")


def _is_in(words: Sequence[Word], place: int, case: str) -> bool:
    return place < len(words) and case in words[place].cases


_CHAIN = 6
_OWNERS = ("demonym", "name", "reference")


def _possesses(words: Sequence[Word], before: Mention, office: Mention, lexicon: Lexicon) -> bool:
    """«Armenia's prime minister», «the Russian deputy foreign minister», «France's then-president»."""
    gap = [w.form for w in words[before.last : office.first] if not w.is_possessive]
    if gap[:1] == ["'"]:
        gap = gap[1:]
    former = lexicon.words("between") | lexicon.words("modifiers") | {"-"}
    return not gap or (
        lexicon.language == "en" and len(gap) < _CLOSE and all(w in former for w in gap)
    )


def _is_owned(words: Sequence[Word], office: Mention, after: Mention, lexicon: Lexicon) -> bool:
    """«the president of Peru», «the secretary general of the regional bloc ECOWAS»."""
    between = words[office.last : after.first]
    if not between or [w.form for w in between] == ["of"]:
        return True
    if between[0].form not in ("of", "for"):
        return False
    return all(
        w.form in lexicon.words("kinds") or is_modifier(words, place, lexicon)
        for place, w in enumerate(between[1:], office.last + 1)
    )


_CLOSE = 4


def _owner(mention: Mention) -> Participant | None:
    kinds = frozenset({"State", "Alliance", "Organization", "Body", "ArmedGroup"})
    return mention.of_kind(kinds)
