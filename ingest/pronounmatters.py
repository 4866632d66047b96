"""Matters meant by a pronoun: «انتقد فلان الشراكة الجديدة، فيما رحبت بها اليابان»."""

from mithaq.ingest.lexicon import words
from mithaq.ingest.phrases import Phrase, phrase_after, phrase_at
from mithaq.ingest.proclitics import attached_preposition
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tokens import bare
from mithaq.ingest.triggers import Trigger

_MEANT = {"به": "ب", "بها": "ب", "عليه": "علي", "عليها": "علي", "له": "ل", "لها": "ل"}
_HER = "ها"
_FEMININE = ("ه", "ات")
_FURTHEST = 28
_ENDS = frozenset({"؛", ";"})
_THINGS = frozenset({"Treaty"})


def meant(
    sentence: Sentence, trigger: Trigger, opening: tuple[str, ...], kind: str
) -> Phrase | None:
    """What was told of before that a pronoun after the verb means, with the preposition wanted."""
    after = sentence.words(trigger.last, trigger.last + 1)
    if trigger.form.kind != "verb" or not after or _MEANT.get(after[0]) not in opening:
        return None
    her = after[0].endswith(_HER)
    for position in range(trigger.first - 1, max(trigger.first - _FURTHEST, -1), -1):
        if sentence.forms[position] in _ENDS:
            return None
        found = _thing_at(sentence, position, kind, her=her)
        if found is not None:
            return found
    return None


def _thing_at(sentence: Sentence, position: int, kind: str, *, her: bool) -> Phrase | None:
    """The treaty, or the act told by a definite noun, at a token, if its gender is the pronoun's."""
    form = sentence.forms[position]
    clitic = attached_preposition(form)
    noun = form if clitic is None else clitic.rest
    for mention in sentence.mentions:
        thing = mention.of_kind(_THINGS) if mention.first == position else None
        if thing is not None and noun.endswith(_FEMININE) is her:
            return thing, mention.start, mention.end
    if not noun.startswith("ال") or bare(noun) not in words("reports", "matters"):
        return None
    if noun.endswith(_FEMININE) is not her:
        return None
    if clitic is not None:
        return phrase_at(sentence, position, clitic.preposition, kind)
    return phrase_after(sentence, position, ("",), kind)
