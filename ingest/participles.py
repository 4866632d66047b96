"""Participles: who says what a participle opens, after a verb of doing: «رد الوزير فلان قائلا إن …»."""

from mithaq.ingest.facts import Participant
from mithaq.ingest.lexicon import words
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tellings import is_beside, speaker_named

_OUTSIDE = frozenset({"relative", "negator"})


def is_saying(sentence: Sentence, position: int) -> bool:
    """Whether a participle says or takes a stance there: «قائلا», «ومنتقدا»."""
    if position >= len(sentence.tokens):
        return False
    form = sentence.forms[position]
    return form in _saying() or (form[0] == "و" and form[1:] in _saying())


def _saying() -> frozenset[str]:
    return words("reports", "saying_participles") | words("reports", "declaring_participles")


def acting_at(sentence: Sentence, verb: int) -> tuple[Participant, tuple[int, ...]] | None:
    """The subject of the verb at a token, of which a participle after it is said."""
    if sentence.classes[verb] != "verb" or verb in sentence.named:
        return None
    if (
        sentence.classes[max(verb - 1, 0)] in _OUTSIDE
        or "complementizer" in sentence.classes[:verb]
    ):
        return None  # «قال فلان إن بلاده جمدت عضويتها، منتقدا …»
    for position, mention in enumerate(sentence.mentions):
        speaker = speaker_named(mention)
        if speaker is not None and is_beside(sentence, verb, mention):
            before = mention.last <= verb
            if not before or mention.last == verb:
                return speaker, (position,)
    return None
