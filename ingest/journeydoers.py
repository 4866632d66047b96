"""Who does what a verb before a noun of journeys says, and which verbs make, begin or end a journey."""

from collections.abc import Iterator
from functools import lru_cache

from mithaq.ingest.actors import ending_at, is_free, subject_after
from mithaq.ingest.lexicon import words
from mithaq.ingest.openings import PRONOUNS
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.steps import own_negation
from mithaq.ingest.tokens import is_verb_among, readings
from mithaq.ingest.triggers import Trigger
from mithaq.ingest.verbs import listed_forms

BEFORE = 0.4
_CARRIED = 0.8
_LIGHT = 7
"""How many words after «زيارة» the verb may stand that makes it: «زيارة رسمية … يقوم بها فلان»."""


def doer(sentence: Sentence, last: int, *, alone: bool = False) -> Iterator[tuple[int, float]]:
    """The subject of the nearest verb before token `last` that has a person for it.

    Where no verb has, the one person named before, if whose journey it is stands `alone`.
    """
    for verb in range(last - 1, -1, -1):
        if not is_verb_of_journeys(sentence, verb):
            continue
        if verb and sentence.forms[verb - 1] in _WHOEVER:
            return
        if sentence.forms[verb] in words("journeys", "also_met"):
            continue  # «زار فلان أكرا والتقى فلانا، ضمن جولة …»
        if receives(sentence.forms[verb]):
            return  # «استقبل السفير الوزير في أول زيارة له»: he travels who is received
        found = subject_after(sentence, verb + 1)
        if found is not None and sentence.mentions[found].last <= last:
            if not _tells_of_another(sentence, sentence.mentions[found].last, last):
                yield found, BEFORE
            return
        own = own_negation(sentence, verb)
        if own and sentence.classes[own - 1] == "relative" and _travels(sentence.forms[verb]):
            own -= 1  # «فلان، الذي يقوم بزيارة», «فلان الذي توجه إلى أكرا في زيارة»
        for position, _ in ending_at(sentence, own):
            yield position, BEFORE
            return
        if _has_noun(sentence, verb + 1, last):
            break
    free = [n for n, m in enumerate(sentence.mentions) if m.last <= last and is_free(m)]
    if alone and len(free) == 1:
        yield free[0], _CARRIED


def _tells_of_another(sentence: Sentence, first: int, last: int) -> bool:
    """Whether who is named only says what is so of something else: «قال فلان إن الطائرة …»."""
    return any(
        sentence.classes[n] == "complementizer"
        and not sentence.forms[n].endswith(PRONOUNS)
        and sentence.forms[n + 1].startswith(_ARTICLE)
        and sentence.classes[n + 1] == "word"
        and n + 1 not in sentence.named
        for n in range(first, last - 1)
    )


_ARTICLE = "ال"
_WHOEVER = frozenset({"من", "ممن"})


def is_verb_of_journeys(sentence: Sentence, position: int) -> bool:
    """Whether the word is a verb, «قام» and its like among them, which may be nouns by their form."""
    return sentence.classes[position] == "verb" or makes_journey(sentence.forms[position])


def _has_noun(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a noun that nobody knows follows the verb and may be its subject."""
    if first >= last or sentence.classes[first] != "word":
        return False
    return first not in sentence.named and not sentence.is_timed(first)


@lru_cache(maxsize=65536)
def makes_journey(form: str) -> bool:
    """Whether `form` is a verb that makes, begins or ends a journey."""
    making = listed_forms("journeys", "making")
    for reading in readings(form):
        if reading.preposition:
            continue
        for ending in ("", "ها", "ه"):
            stem = reading.rest.removesuffix(ending) if ending else reading.rest
            if stem in making or (stem[:1] == "س" and stem[1:] in making):
                return True
    return False


@lru_cache(maxsize=65536)
def _travels(form: str) -> bool:
    """Whether `form` is a verb that makes a journey or goes somewhere."""
    return makes_journey(form) or is_verb_among(form, listed_forms("journeys", "going"))


@lru_cache(maxsize=65536)
def receives(form: str) -> bool:
    """Whether `form` is a verb for welcoming somebody who travels: «استقبل»."""
    return is_verb_among(form, listed_forms("journeys", "receiving"))


def met_there(sentence: Sentence, verb: int) -> bool:
    """Whether a verb goes on with whom he met who travelled before: «… والتقى فلانا»."""
    form = sentence.forms[verb]
    joined = form in words("journeys", "also_met")
    where = sentence.words(verb - 1, verb) == _WHERE and f"و{form}" in words("journeys", "also_met")
    return (joined or where) and any(
        m.how == "person" and m.last <= verb - where for m in sentence.mentions
    )


_WHERE = ("حيث",)


def maker(sentence: Sentence, trigger: Trigger) -> int | None:
    """Who makes it in the clause after it: «زيارة إلى كينيا يقوم بها فلان»."""
    for verb in range(trigger.last, min(trigger.last + _LIGHT, len(sentence.tokens))):
        if makes_journey(sentence.forms[verb]):
            return subject_after(sentence, verb + 1)
    return None


def is_made(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a clause after it says that he makes it whom the text tells of: «زيارة قام بها»."""
    return any(
        makes_journey(sentence.forms[verb])
        and sentence.words(verb + 1, verb + 2) in (("بها",), ("به",))
        for verb in range(trigger.last, min(trigger.last + _LIGHT, len(sentence.tokens)))
    )
