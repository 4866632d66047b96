"""Prepositions: what governs a mention beside a trigger."""

from collections.abc import Iterator

from mithaq.ingest.lexemes.mention import Mention
from mithaq.ingest.lexemes.sentence import Sentence
from mithaq.ingest.lexemes.triggers import Trigger

_RIGHT = 14


def governed(
    sentence: Sentence, trigger: Trigger, way: str, left: list[Mention], right: list[Mention]
) -> Iterator[Mention]:
    """The mentions that the preposition `way` ties to the trigger."""
    for mention in right:
        if sentence.apart(trigger.last, mention.first) > _RIGHT:
            break
        if not trigger.tense and _has_comma(sentence, trigger.last, mention.first):
            break
        between = (trigger.last, mention.first)
        if not trigger.tense and (_has_verb(sentence, *between) or _tells(sentence, *between)):
            break
        if (
            _matches(sentence, trigger, mention, way)
            and not _is_stopped(sentence, trigger.last, mention.first)
            and not _owns_next(sentence, mention)
        ):
            yield mention
    if way in _PLACES:  # «In Minsk, …»: only what opens the sentence
        for mention in left:
            if mention.first <= _OPENING and _matches(sentence, trigger, mention, way):
                yield mention
    if sentence.lexicon.language == "ru" and way not in (_GENITIVE, "by"):
        for mention in left:  # «в ОДКБ не входит», «в Брюсселе состоится встреча»
            if _same_clause(sentence, mention.last, trigger.first) and _matches(
                sentence, trigger, mention, way
            ):
                yield mention


def _tells(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a Russian verb stands between that tells more than that what a noun names takes place."""
    happening = sentence.lexicon.words("happening")
    return sentence.lexicon.language == "ru" and any(
        word.tense and word.lemma not in happening for word in sentence.words[first:last]
    )


_OPENING = 3
_PLACES = frozenset({"in", "at", "to", "near", "under", "в", "на", "по"})
_OWNED = 3
_GENITIVE = "of"
_CHAIN = 7
_BEFORE = 8


def _same_clause(sentence: Sentence, first: int, last: int) -> bool:
    """Whether two places are close, with no mark and no end of a clause between them."""
    between = sentence.words[first:last]
    return len(between) <= _BEFORE and not (
        any(word.form in (",", ";", ":", "—") for word in between)
        or _is_stopped(sentence, first, last)
    )


_THERE = "there"


def _matches(sentence: Sentence, trigger: Trigger, mention: Mention, way: str) -> bool:
    if way in _PLACES and sentence.form(mention.first) == _THERE:
        return True
    governor = sentence.preposition(mention)
    if way == _GENITIVE and sentence.lexicon.language == "ru":
        return mention.may_be("gent") and _is_chained(sentence, trigger.last, mention.first)
    if way == "by" and sentence.lexicon.language == "ru" and (trigger.passive or not trigger.tense):
        return sentence.is_in(mention, "ablt") and not has_preposition(sentence, mention)
    if way == "between":
        return governor in ("between", "между")
    return governor in (way, _LONGER.get(way, way))


def _is_chained(sentence: Sentence, first: int, last: int) -> bool:
    """Whether only genitives stand between, and what prepositions govern: «прием в ШОС Индии»."""
    count = 0
    for place in range(first, last):
        word, held = sentence.words[place], sentence.at(place)
        if held is not None or word.form in _JOINING:
            continue
        if sentence.form(place) in sentence.lexicon.words("prepositions"):
            if sentence.at(place + 1) is None:
                return False
            continue
        count += 1
        if "gent" not in word.cases and not word.text.isupper():
            return False
    return count <= _CHAIN


_JOINING = frozenset({"и", '"', "«", "»", "—", "-", "–"})
_LONGER = {"в": "во", "с": "со", "из": "изо", "к": "ко"}


def _owns_next(sentence: Sentence, mention: Mention) -> bool:
    """«from Gambia's neighbour Senegal», «in Mali's capital Bamako»: what follows is meant."""
    last = mention.last
    if last >= len(sentence.words) or not sentence.words[last].is_possessive:
        return False
    return any(last + 1 < m.first <= last + _OWNED for m in sentence.mentions)


def _has_verb(sentence: Sentence, first: int, last: int) -> bool:
    """Whether an infinitive, or a participle with its agent, stands between a noun and a mention."""
    if sentence.lexicon.language == "ru":
        return False
    determiners = sentence.lexicon.words("determiners")
    for place in range(first, last - 1):
        form, after = sentence.form(place), sentence.form(place + 1)
        free = sentence.at(place + 1) is None and after not in determiners and after.isalpha()
        if form == "to" and free and not sentence.is_modifier(place + 1):
            return True
        if (
            form.endswith("ed")
            and after == "by"
            and form not in sentence.lexicon.words("modifiers")
        ):
            return True
    return False


def _has_comma(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a comma outside a list stands between two places."""
    if sentence.lexicon.language == "ru":
        return False
    places = [n for n in range(first, last) if sentence.form(n) == ","]
    return any(
        (sentence.at(n - 1) is None or sentence.at(n + 1) is None)
        and not any(t.start <= sentence.words[n].start <= t.end for t in sentence.times)
        for n in places
    )


def has_preposition(sentence: Sentence, mention: Mention) -> bool:
    """Whether a preposition stands before a mention, its articles and adjectives."""
    prepositions = sentence.lexicon.words("prepositions")
    governor = sentence.preposition(mention)
    if governor == "," and sentence.lexicon.language == "en" and mention in sentence.mentions:
        governor = sentence.preposition(sentence.group(mention)[0])  # «from A, B and C»
    return governor in prepositions


def _is_stopped(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a clause ends between two places; a comma alone does not end one."""
    ends = sentence.lexicon.markers["clause_ends"]
    return any(
        sentence.is_phrase(ends, n) and sentence.form(n) not in ("as", "that")
        for n in range(first, last)
    )
