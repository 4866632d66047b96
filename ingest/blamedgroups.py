"""Groups that are blamed, whom no name tells: «اتهم فلان السلطات بتزوير الانتخابات»."""

from mithaq.ingest.adverbials import is_passed_over
from mithaq.ingest.facts import Participant
from mithaq.ingest.fillings import Filling
from mithaq.ingest.lexicon import words
from mithaq.ingest.patterns import Slot
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.subjectends import starts
from mithaq.ingest.tokens import bare
from mithaq.ingest.triggers import Trigger
from mithaq.iris import slug, thing
from mithaq.text import one_line

BLAMED = "accused"
_KIND = "Organization"
_COST = 0.3
_MOST_WORDS = 5
_ARTICLE = "ال"
_OF = "ب"
_PEOPLES = ("يين", "يون")


def blamed_group(sentence: Sentence, trigger: Trigger, slot: Slot) -> Filling | None:
    """Those who are charged with something right after them, by what the text calls them."""
    if not slot.group:
        return None
    for start in (*starts(sentence, trigger), trigger.last):
        first = start
        while first < len(sentence.tokens) and is_passed_over(sentence, first):
            first += 1
        last = _end(sentence, first)
        if last > first and _is_charged(sentence, last):
            tokens = sentence.tokens
            label = one_line(sentence.text[tokens[first].start : tokens[last - 1].end])
            group = Participant(thing(_KIND, slug(label)), _KIND, (("ar", label),))
            span = (tokens[first].start, tokens[last - 1].end)
            return Filling(slot, (group,), (), _COST, (span,))
    return None


def _end(sentence: Sentence, first: int) -> int:
    """Where it ends what they are called, with its adjectives; where it begins if nobody is called so."""
    if first >= len(sentence.tokens) or not _is_head(sentence, first):
        return first
    last = first + 1
    while (
        last < min(len(sentence.tokens), first + _MOST_WORDS)
        and sentence.classes[last] == "word"
        and sentence.forms[last].startswith(_ARTICLE)
        and last not in sentence.named
        and not sentence.is_timed(last)
    ):
        last += 1
    return last


def _is_head(sentence: Sentence, position: int) -> bool:
    form = sentence.forms[position]
    if position in sentence.named or sentence.classes[position] != "word":
        return False
    called = bare(form) in words("nouns", "blamed") or form.endswith(_PEOPLES)
    return called and form.startswith(_ARTICLE)


def _is_charged(sentence: Sentence, position: int) -> bool:
    """Whether it is told right after them with what they are charged."""
    return any(form.startswith(_OF) for form in sentence.words(position, position + 1))
