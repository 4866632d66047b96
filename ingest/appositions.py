"""Appositions: who acts, where an aside parts him from his verb: «كينيا، التي تستضيف القمة، رفضت …»."""

from mithaq.ingest.agreement import agrees
from mithaq.ingest.lexicon import words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.proclitics import attached_preposition
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tellings import speaker_named
from mithaq.ingest.tokens import bare, readings
from mithaq.ingest.triggers import Trigger

_LONGEST = 18
_BEFORE = frozenset({"complementizer", "mark", "subordinator"})


def subject_before(sentence: Sentence, trigger: Trigger, verb: int) -> int | None:
    """The mention that is the subject of the verb at token `verb`, over an aside between commas."""
    if verb < 1 or not sentence.has_comma(verb - 1):
        return None
    for position, mention in enumerate(sentence.mentions):
        if mention.last != verb - 1:
            continue
        titled = any(map(sentence.has_comma, _inside(mention)))
        if titled and _acts(sentence, trigger, mention):
            return position  # «فلان، رئيس كذا، انتقد …»
        if (
            _had(sentence, mention)
            and speaker_named(mention)
            and agrees(sentence, trigger, mention)
        ):
            return position  # «وكان الرئيس فلان، قد دعا …»
    for comma in range(verb - 2, max(verb - _LONGEST - 2, 0), -1):
        if not sentence.has_comma(comma):
            continue
        if not explains(sentence, comma + 1, verb - 1):
            return None
        for position, mention in enumerate(sentence.mentions):
            if mention.last == comma:
                return position if _acts(sentence, trigger, mention) else None
        return None
    return None


def _had(sentence: Sentence, mention: Mention) -> bool:
    """Whether «had» stands right before who is named, whose verb then follows, be a comma between."""
    first = mention.first - len(mention.heads)
    return any(
        r.rest in words("treaties", "had") and not r.preposition
        for form in sentence.words(first - 1, first)
        for r in readings(form)
    )


def _inside(mention: Mention) -> range:
    return range(mention.first, mention.last)


def _acts(sentence: Sentence, trigger: Trigger, mention: Mention) -> bool:
    """Whether the mention opens its clause and agrees with the verb."""
    named = speaker_named(mention) is not None
    return named and _opens(sentence, mention) and agrees(sentence, trigger, mention)


def aside_on_subject(sentence: Sentence, verb_end: int) -> range:
    """The tokens of an aside on a verb's subject: «تضم بريكس، التي عقدت قمتها، البرازيل».

    What it tells of is nothing that the verb does; what follows its comma may be.
    """
    subject = next(
        (m for m in sentence.mentions if m.first == verb_end and not m.preposition), None
    )
    if subject is None or not sentence.has_comma(subject.last):
        return _NONE
    opening = subject.last + 1
    for comma in range(opening + 1, min(opening + _LONGEST, len(sentence.forms))):
        if sentence.has_comma(comma):
            follows = explains(sentence, opening, comma) and not _is_last(sentence, comma)
            return range(opening, comma) if follows else _NONE
    return _NONE


_NONE = range(0)


def _is_last(sentence: Sentence, comma: int) -> bool:
    return comma + 1 == len(sentence.forms)


def explains(sentence: Sentence, first: int, last: int) -> bool:
    """Whether the words between two commas say who somebody is, and tell nothing else."""
    form, name = sentence.forms[first], sentence.classes[first]
    clause = name == "relative" or form in words("grammar", "apposing")
    if not clause:
        noun = name == "word" and attached_preposition(form) is None
        titled = bare(form) in words("reports", "title_heads") or any(
            m.how == "office" and m.first == first for m in sentence.mentions
        )
        if not (noun and (titled or form.startswith("ال"))):
            return False
    return not any(
        sentence.classes[n] == "complementizer"
        or (sentence.classes[n] == "verb" and not clause and n not in sentence.named)
        for n in range(first, last)
    )


def _opens(sentence: Sentence, mention: Mention) -> bool:
    """Whether a clause begins with the mention, and it is no other verb's subject."""
    first = mention.first - len(mention.heads)
    if mention.conjunction and first > 0:
        return False
    before = sentence.words(first - 1, first)
    return (
        not before
        or _had(sentence, mention)  # «وكان فلان، وهو في زيارة إلى كذا، انتقد …»
        or before[0] in words("grammar", "contrasting")
        or sentence.classes[first - 1] in _BEFORE
    )
