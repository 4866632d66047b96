"""Again: what goes on telling of the blow told of before: «ووقع الهجوم في كذا»."""

from functools import lru_cache

from mithaq.ingest.lexicon import words
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tokens import bare, readings
from mithaq.ingest.triggers import Trigger

_ARTICLE = "ال"


def tells_again(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether the verb's subject right beside it is a blow that the text has told of."""
    if trigger.form.kind != "verb":
        return False
    beside = sentence.words(trigger.first - 1, trigger.first)
    beside += sentence.words(trigger.last, trigger.last + 1)
    return any(_is_told_blow(form) for form in beside)


@lru_cache(maxsize=65536)
def _is_told_blow(form: str) -> bool:
    return any(
        reading.rest.startswith(_ARTICLE)
        and not reading.preposition
        and bare(reading.rest) in words("violence", "told_blows")
        for reading in readings(form)
    )
