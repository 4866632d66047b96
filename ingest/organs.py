"""Organs: committees, conferences and summits that only the text names, by the noun that calls the frame."""

from collections.abc import Mapping

from mithaq.ingest.facts import Participant
from mithaq.ingest.fillings import Filling
from mithaq.ingest.lexicon import words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.nominatives import nominative
from mithaq.ingest.patterns import Slot
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tokens import bare, readings
from mithaq.ingest.triggers import Trigger
from mithaq.iris import slug, thing
from mithaq.text import one_line

ORGAN = "organ"
"""The relation of a slot that the trigger's own words name: «مؤتمر ميونيخ للأمن»."""
_KIND = "Organization"
_ARTICLED = ("ال", "وال")
_FOR = "لل"
_TO = "ل"
_PARTIES = frozenset({"ArmedGroup", "Organization"})
_MOST_WORDS = 7
_LEAST = 2
_COST = 0.2


def organ(sentence: Sentence, trigger: Trigger, slot: Slot) -> Filling | None:
    """What meets by the trigger's own words: «اللجنة العسكرية المشتركة», «قمة القاهرة للسلام»."""
    if ORGAN not in slot.by or trigger.form.kind != "noun" or trigger.form.suffix:
        return None
    last = _end(sentence, trigger)
    if last - trigger.first < _LEAST or not _is_telling(sentence, trigger, last):
        return None
    if trigger.form.words[0] not in words("meetings", "parleys") and any(
        m.first == trigger.last and m.last == last and m.preposition and m.preposition != _TO
        for m in sentence.mentions
    ):
        return None  # «في قمة بيروت» tells a summit by its town alone
    first = sentence.tokens[trigger.first]
    start = first.start + len(first.form) - len(trigger.form.words[0])
    ends = [sentence.tokens[n - 1].end for n in range(last, trigger.first + 1, -1)]
    labels = [
        _with_article(one_line(sentence.text[start:end]), trigger.form.words[0]) for end in ends
    ]
    labels += [plain for label in labels if (plain := nominative(label, 1)) != label]
    named = Participant(
        thing(_KIND, slug(labels[0])), _KIND, tuple(("ar", label) for label in labels)
    )
    return Filling(slot, (named,), (), _COST, ((start, ends[0]),))


def _with_article(label: str, noun: str) -> str:
    """The name as it stands alone, where «لل» is written for the preposition and the article."""
    if label.startswith(_FOR) and noun.startswith(_ARTICLED[0]):
        doubled = noun.startswith(_ARTICLED[0] + _TO)  # «للجنة» is for «اللجنة»
        return _ARTICLED[0] + _TO * doubled + label.removeprefix(_FOR)
    return label


def _end(sentence: Sentence, trigger: Trigger) -> int:
    """Where the name ends: after a place, words with the article, adjectives, «للسلام»."""
    quoted = _end_of_quoted(sentence, trigger.last)
    if quoted is not None:
        return quoted
    position = trigger.last
    at = {mention.first: mention for mention in sentence.mentions}
    while position < len(sentence.tokens) and position - trigger.first < _MOST_WORDS:
        mention = at.get(position)
        if mention is not None:
            if not _belongs(mention, trigger, position):
                break
            position = mention.last
        elif position > trigger.last and _is_object(sentence, trigger, position):
            break
        elif (
            _goes_on(sentence, position)
            or (
                position == trigger.last
                and sentence.forms[position] in words("meetings", "organ_sorts")
            )
            or _is_sort(sentence, trigger, position)
        ):
            position += 1
        else:
            break
    if _is_of_one_word(sentence, trigger, position):
        town = at.get(position + 1)  # «مؤتمر الأمن في ميونيخ»
        if town is not None and town.how == "name" and town.candidates[0].kind == "Place":
            return town.last
    return _with_matter(sentence, position, at)


def _is_of_one_word(sentence: Sentence, trigger: Trigger, last: int) -> bool:
    """Whether a conference has one word for a name so far, and «في» comes next."""
    held = trigger.form.words[0] in words("meetings", "conferences")
    return held and last == trigger.last + 1 and sentence.words(last, last + 1) == _IN


_IN = ("في",)


def _end_of_quoted(sentence: Sentence, first: int) -> int | None:
    """After the closing mark, where the name stands in quotation marks: «مؤتمر "دعم السلام"»."""
    if sentence.words(first, first + 1) not in _QUOTES:
        return None
    for last in range(first + 2, min(first + _MOST_WORDS + 2, len(sentence.tokens))):
        if sentence.words(last, last + 1) in _QUOTES:
            return last + 1
    return None


_QUOTES = frozenset({('"',), ("«",), ("»",), ("“",), ("”",)})


def _with_matter(sentence: Sentence, last: int, at: Mapping[int, Mention]) -> int:
    """Where it ends with what it is about: «مؤتمر دولي حول ليبيا»."""
    mention = at.get(last + 1)
    about = not words("meetings", "about").isdisjoint(sentence.words(last, last + 1))
    if not about or mention is None or mention.how != "name":
        return last
    return mention.last if mention.candidates[0].kind in ("State", "Place") else last


def _belongs(mention: Mention, trigger: Trigger, position: int) -> bool:
    """Whether a name is a part of the organ's: an adjective, or the place right after the noun."""
    if mention.how == "demonym":
        # «الدورة الأولى للجنة الكينية الغانية»: what governs the noun is before it
        return not mention.preposition or 0 <= mention.governor <= trigger.first
    if position == trigger.last and mention.preposition == _TO and mention.how == "name":
        return mention.candidates[0].kind in _PARTIES  # «اللجنة المركزية لحركة فتح»
    outside = 0 <= mention.governor < trigger.first  # «في مؤتمر برلين»
    place = mention.candidates[0].kind == "Place" and (outside or not mention.preposition)
    return position == trigger.last and place and not mention.conjunction


def _is_object(sentence: Sentence, trigger: Trigger, position: int) -> bool:
    """Whether a word is whom a meeting addresses: «طالبت قمة باريس المجتمع الدولي بدعم …»."""
    if not trigger.first or sentence.classes[trigger.first - 1] != "verb":
        return False
    form = sentence.forms[position]
    sorts = words("meetings", "organ_words") | words("meetings", "organ_sorts")
    return form.startswith(_ARTICLED[0]) and bare(form) not in sorts


def _is_sort(sentence: Sentence, trigger: Trigger, position: int) -> bool:
    """Whether a word says of a committee without an article of what sort it is: «لجنة عمل مشتركة»."""
    if trigger.form.words[0] not in words("meetings", "committees"):
        return False
    form = sentence.forms[position]
    plain = sentence.classes[position] == "word" and not sentence.is_timed(position)
    return plain and bare(form) in words("meetings", "organ_words")


def _goes_on(sentence: Sentence, position: int) -> bool:
    form = sentence.forms[position]
    if sentence.classes[position] != "word":
        return False
    if sentence.is_timed(position):
        return False
    return form.startswith((*_ARTICLED, _FOR)) and form not in words("meetings", "organ_ends")


def _is_telling(sentence: Sentence, trigger: Trigger, last: int) -> bool:
    """Whether the words tell which one: a place, a state, or what sort of organ between states."""
    if _end_of_quoted(sentence, trigger.last) == last:
        return True
    said = (
        bare(r.rest) for n in range(trigger.first + 1, last) for r in readings(sentence.forms[n])
    )
    return any(word in words("meetings", "organ_words") for word in said) or any(
        trigger.last <= m.first < last
        and (m.how == "demonym" or m.candidates[0].kind in {"Place", "State"} | _PARTIES)
        for m in sentence.mentions
    )
