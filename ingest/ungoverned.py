"""Ungoverned mentions: those that no preposition and no noun makes another's, and no other verb takes."""

from mithaq.ingest.lexicon import words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.proclitics import joins_a_noun
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tokens import bare, unjoined
from mithaq.ingest.triggers import Trigger

_AND = "و"
_GROUP = "ArmedGroup"
_THEN = frozenset({"ثم"})


def is_free(mention: Mention) -> bool:
    """Whether nothing governs the mention, and it is no adjective."""
    return not mention.preposition and not true_heads(mention) and mention.how != "demonym"


def true_heads(mention: Mention) -> tuple[str, ...]:
    """The nouns before a name that make it another thing: «جيش كذا»."""
    return tuple(h for h in mention.heads if not _only_describes(mention, h))


def _only_describes(mention: Mention, head: str) -> bool:
    """Whether a noun before a name adds nothing to it: «جماعة كذا» of a group is the group."""
    noun = bare(unjoined(head))
    if mention.how == "person" and noun in words("nouns", "regimes"):
        return True  # «إدارة الرئيس فلان»
    return noun in words("nouns", "fillers") or (
        mention.candidates[0].kind == _GROUP and noun in words("violence", "groups")
    )


def is_of_another_verb(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a verb opens another clause between: «وقعت ست دول المعاهدة، وانسحبت منها كذا»."""
    between = sentence.classes[first:last]
    return (
        "verb" in between
        and "mark" in between
        and any(
            sentence.classes[n] == "verb"
            and (sentence.forms[n].startswith(_AND) or sentence.forms[n - 1] in _THEN)
            and "mark" in sentence.classes[n - 2 : n]
            for n in range(first + 1, last)
        )
    )


def opens_its_own_clause(sentence: Sentence, mention: Mention) -> bool:
    """Whether «و» joins a clause whose verb comes after who does it: «توقعان مذكرة ووفد كذا يغادر»."""
    joined = joins_a_noun(mention.heads[0]) if mention.heads else mention.conjunction
    if not joined:
        return False
    position = mention.last
    while position < len(sentence.tokens) and sentence.forms[position].startswith(_THE):
        position += 1  # «ووفد المعارضة الكينية المسلحة»
    opening = sentence.words(position, position + 1)
    return sentence.classes[position : position + 1] == ("verb",) and opening[0][0] in _PRESENT


_THE = "ال"
_PRESENT = ("ي", "ت")


def is_free_ahead(mention: Mention, trigger: Trigger) -> bool:
    """Whether nothing between the trigger and the mention governs it."""
    if mention.how == "demonym":
        return False
    if mention.preposition and mention.governor >= trigger.first:
        return (
            mention.governor < trigger.last
            and mention.governor >= 0
            and not _between(mention, trigger)
        )
    return (not mention.preposition or mention.governor >= 0) and not _between(mention, trigger)


def _between(mention: Mention, trigger: Trigger) -> tuple[str, ...]:
    """The nouns that govern the mention and stand after the trigger."""
    room = mention.first - trigger.last
    heads = mention.heads[-room:] if room > 0 else ()
    if heads and heads[0].startswith("و") and mention.candidates[0].kind == "Treaty":
        return ()  # «وقعت الحكومة وحركات مسلحة اتفاقا»
    return tuple(h for h in heads if not _only_describes(mention, h))
