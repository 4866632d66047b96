"""Doers described: who does what a relative clause tells of a noun: «الجهود التي تبذلها مصر» are Egypt's."""

from mithaq.ingest.lexicon import words
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tokens import is_among
from mithaq.ingest.verbs import listed_forms


def doer_described(sentence: Sentence, verb: int) -> int | None:
    """Who does what a relative clause tells of the noun before it: «الجهود التي تبذلها مصر».

    Not who only has a view of it: «انتقد الخطة التي تؤيدها مصر».
    """
    while verb < len(sentence.tokens) and sentence.classes[verb] == "auxiliary":
        verb += 1
    if verb + 1 >= len(sentence.tokens) or _is_view(sentence.forms[verb]):
        return None
    subject = verb + 1
    if sentence.forms[subject] in _WITH_IT:
        subject += 1
    elif not sentence.forms[verb].endswith(_OBJECTS):
        return None
    for number, mention in enumerate(sentence.mentions):
        begins = mention.first - len(mention.heads)
        if subject not in (mention.first, begins) or mention.preposition:
            continue
        acting = all(is_among(h, words("nouns", "acting_for")) for h in mention.heads)
        if acting and mention.how != "demonym":
            return None if mention.candidates[0].kind == "Place" else number
    return None


def _is_view(form: str) -> bool:
    """Whether a verb only tells what somebody holds of a thing, with a pronoun for it or without."""
    return bool(
        {form, *(form.removesuffix(s) for s in _OBJECTS)} & listed_forms("reports", "views")
    )


_OBJECTS = ("ه", "ها", "هم")
"""Pronouns of what is done, at the end of a verb: "it", "them"."""
_WITH_IT = frozenset({"به", "بها", "فيه", "فيها", "عنه", "عنها", "اليه", "اليها", "عليه", "عليها"})
"""A preposition and a pronoun of what is done: "with it", "for it", …"""
