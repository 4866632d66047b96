"""Groups: parties, unions and the like that no list knows, named by the noun phrase that a text has."""

from mithaq.ingest.appeals import is_asking
from mithaq.ingest.describing import is_adjective
from mithaq.ingest.facts import Participant
from mithaq.ingest.lexicon import words
from mithaq.ingest.proclitics import attached_preposition
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tokens import bare, readings
from mithaq.iris import slug, thing
from mithaq.text import one_line

_KIND = "Organization"
_ARTICLE = "ال"
_MOST_WORDS = 5
_ADJECTIVES = ("ي", "يه")
_EXTENDING = ("من", "اجل")


def group_after(sentence: Sentence, first: int) -> tuple[Participant, int, int] | None:
    """The group named at token `first`, with the tokens that it takes: «حزب البيئة الهولندي»."""
    if first >= len(sentence.tokens) or not _is_head(sentence, first):
        return None
    last = _end(sentence, first)
    asking = first > 0 and is_asking(sentence.forms[first - 1])
    if asking and sentence.forms[first].startswith(_ARTICLE) and _is_addressed(sentence, last):
        return None  # «ودعا المجلس الأعلى للاجتماع»
    return None if last == first + 1 else _named(sentence, first, last)


def _is_addressed(sentence: Sentence, position: int) -> bool:
    """Whether what follows a name is asked of it."""
    after = sentence.words(position, position + 1)
    clitic = attached_preposition(after[0]) if after else None
    return after == ("الي",) or (clitic is not None and clitic.preposition in _ASKED)


_ASKED = frozenset({"ب", "ل"})


def group_before(sentence: Sentence, last: int) -> tuple[Participant, int, int] | None:
    """The group whose name ends right before token `last`: «حزب البيئة الذي ينتقد …»."""
    for first in range(last - 2, max(last - _MOST_WORDS, -1), -1):
        if _is_head(sentence, first) and _end(sentence, first) == last:
            return None if _is_governed(sentence, first) else _named(sentence, first, last)
    return None


def _is_governed(sentence: Sentence, first: int) -> bool:
    """Whether a noun or a preposition stands right before a name: «بعض نواب حزب البيئة»."""
    return first > 0 and sentence.classes[first - 1] in ("word", "preposition", "number", "link")


def _is_head(sentence: Sentence, position: int) -> bool:
    if position in sentence.named or _is_of_blows(sentence, position + 1):
        return False
    return any(
        not r.preposition and bare(r.rest) in words("nouns", "groups")
        for r in readings(sentence.forms[position])
    )


def _is_of_blows(sentence: Sentence, position: int) -> bool:
    """Whether what stands at `position` is done by those who fight: «حملة القصف الجوي»."""
    return sentence.has_among(position, position + 1, words("reports", "blows"))


def _end(sentence: Sentence, first: int) -> int:
    """Where the name ends: after definite words and their adjectives, or an adjective alone."""
    position = first + 1
    while position < len(sentence.tokens) and position - first < _MOST_WORDS:
        form = sentence.forms[position]
        mention = next((m for m in sentence.mentions if m.first <= position < m.last), None)
        inside = mention is not None and mention.first > first + 1
        describing = ("demonym",) if inside else ("demonym", "representative")
        if mention is not None and mention.how not in describing:
            break
        if _is_for(sentence, first, position):
            position += 1
            continue  # «النقابة الوطنية للصحفيين»
        if sentence.classes[position] != "word" or attached_preposition(form) is not None:
            break
        if sentence.is_timed(position):
            break
        if not (
            form.startswith(_ARTICLE)
            or _is_adjective(sentence, first, position)
            or _governs(sentence, first, position)
        ) or _is_another_noun(sentence, first, position):
            break
        position += 1
    extended = sentence.words(position, position + len(_EXTENDING)) == _EXTENDING
    if extended and position > first + 1:
        governed = position + len(_EXTENDING)
        position = max((m.last for m in sentence.mentions if m.first == governed), default=position)
    return position


def _is_another_noun(sentence: Sentence, first: int, position: int) -> bool:
    """Whether what a group acts on follows its name: «أدانت رابطة العالم الإسلامي الهجوم»."""
    form, before = sentence.forms[position], sentence.forms[position - 1]
    both = form.startswith(_ARTICLE) and before.startswith(_ARTICLE)
    return both and position > first + 1 and not is_adjective(form)


def _is_adjective(sentence: Sentence, first: int, position: int) -> bool:
    """Whether an indefinite word only describes an indefinite noun: «جماعة بيئية»."""
    return position == first + 1 and sentence.forms[position].endswith(_ADJECTIVES)


def _governs(sentence: Sentence, first: int, position: int) -> bool:
    """Whether an indefinite noun after the first has a definite one after it: «مركز حقوق الإنسان»."""
    after = sentence.words(position + 1, position + 2)
    return position == first + 1 and any(
        form.startswith(_ARTICLE) and bare(sentence.forms[position]) in _matters() for form in after
    )


def _is_for(sentence: Sentence, first: int, position: int) -> bool:
    """Whether a word says what a group is for: «للصحفيين», «لحقوق»."""
    clitic = attached_preposition(sentence.forms[position])
    if clitic is None or clitic.preposition != "ل" or position == first + 1:
        return False
    return bare(clitic.rest) in _matters()


def _matters() -> frozenset[str]:
    return words("nouns", "group_matters")


def _named(sentence: Sentence, first: int, last: int) -> tuple[Participant, int, int]:
    text, tokens = sentence.text, sentence.tokens
    start = tokens[first].start + (sentence.forms[first][0] in "وف" and _joins(sentence, first))
    printed = [one_line(text[start : tokens[n - 1].end]) for n in range(last, first + 1, -1)]
    labels = tuple(("ar", label) for label in printed)
    return Participant(thing(_KIND, slug(printed[0])), _KIND, labels), first, last


def _joins(sentence: Sentence, first: int) -> bool:
    """Whether the first letter of a name is a conjunction."""
    return bare(sentence.forms[first]) not in words("nouns", "groups")
