"""Holders: whose meeting it is that a clause only mentions: «أقر وزراء دفاع الحلف خلال اجتماع …»."""

from collections.abc import Iterator

from mithaq.ingest.chains import is_of_members
from mithaq.ingest.lexicon import words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.steps import left, own_negation
from mithaq.ingest.tokens import bare, is_one_of, readings
from mithaq.ingest.triggers import Trigger

_BODIES = frozenset({"Alliance", "Organization", "Body"})
_BESIDE = 0.5
_WALLS = frozenset({"؛", ";", ":"})


def holders(sentence: Sentence, trigger: Trigger) -> Iterator[tuple[int, float]]:
    """The nearest organisation before the trigger that acts through its members, or declares.

    «أعلنت الجامعة العربية عقد اجتماع», «اتفق وزراء خارجية الاتحاد في اجتماع»; nobody where another
    clause or quotation lies between.
    """
    if trigger.form.kind == "verb":
        yield from _members(sentence, trigger)
        return
    if not _is_mentioned(sentence, trigger):
        return
    for position, mention, cost in left(sentence, trigger):
        if any(sentence.forms[n] in _WALLS for n in range(mention.last, trigger.first)):
            return
        if _are_states(sentence, position) and _acts(sentence, mention):
            yield position, cost
            return
        if mention.of_kind(_BODIES) is None or mention.how == "demonym":
            continue
        if _acts(sentence, mention):
            yield position, cost
        return


def _members(sentence: Sentence, trigger: Trigger) -> Iterator[tuple[int, float]]:
    """Whose members the verb is said of: «وزراء خارجية الحلف قد اجتمعوا», «قادة الاتحاد الذين اجتمعوا»."""
    own = own_negation(sentence, trigger.first)
    own -= own > 0 and sentence.classes[own - 1] == "relative"
    decided = _decided(sentence, trigger, own)
    for position, mention in enumerate(sentence.mentions):
        if mention.last > decided or mention.of_kind(_BODIES) is None:
            continue
        if mention.preposition and not is_of_members(sentence, mention):
            continue
        cost = sentence.gap(mention.last, decided)
        if decided < own and mention.last < decided:
            continue  # «دعا قادة الاتحاد طرفي النزاع إلى أن يجتمعوا»
        called = mention.heads or _names_members(sentence, mention)
        if called and cost <= _BESIDE and _acts(sentence, mention):
            yield position, cost


def _names_members(sentence: Sentence, mention: Mention) -> bool:
    """Whether a mention begins with its members: «قادة الاتحاد»."""
    return bare(sentence.forms[mention.first]) in words("meetings", "members")


def _decided(sentence: Sentence, trigger: Trigger, own: int) -> int:
    """Where «أن» begins if several decide that they will meet: «قرر قادة الاتحاد أن يجتمعوا»."""
    if not sentence.forms[trigger.first].endswith(_THEY) or sentence.words(own - 1, own) != (_TO,):
        return own
    return own - 1 - (sentence.words(own - 2, own - 1) == (_UPON,))


_THEY = "وا"
_TO = "ان"
_UPON = "علي"


def _are_states(sentence: Sentence, position: int) -> bool:
    """Whether a list of states begins there, by their members: «اتفق وزراء خارجية كينيا وأوغندا»."""
    group = sentence.groups[position]
    mention = sentence.mentions[position]
    state = mention.candidates[0].kind == "State" and mention.how != "demonym"
    return state and bool(mention.heads) and len(group) > 1


def _is_mentioned(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a clause only mentions the meeting: «خلال اجتماع», «عقد قمة»."""
    before = sentence.words(trigger.first - 1, trigger.first)
    if any(is_one_of(form, words("meetings", "during")) for form in before):
        return True
    form = sentence.forms[trigger.first]
    of_it = form.startswith(_OF) and form.endswith(_THEIRS)  # «في البيان الختامي لاجتماعهم»
    return of_it and not words("meetings", "its_parts").isdisjoint(before)


_OF = "ل"
_THEIRS = ("هم", "هما")


def _acts(sentence: Sentence, mention: Mention) -> bool:
    """Whether nothing governs it but its members: «وزراء دفاع الحلف»; a body acts by itself."""
    if mention.preposition:
        return is_of_members(sentence, mention)
    heads = {bare(reading.rest) for head in mention.heads for reading in readings(head)}
    before = sentence.words(mention.first - 1, mention.first)
    heads |= {bare(reading.rest) for form in before for reading in readings(form)}
    if not mention.heads:
        return True
    return bool(heads & words("meetings", "members"))
