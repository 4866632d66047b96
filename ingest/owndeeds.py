"""Own deeds: who acts in the clause that describes a noun, and nowhere else: «بعد وساطة قادتها قطر».

A noun without the article is described by a bare verb, one with it after a relative pronoun; the verb
takes the noun up by a pronoun, its own or that of a preposition: «في مفاوضات شاركت فيها كينيا».
"""

from mithaq.ingest.clauses import begin_of
from mithaq.ingest.fillings import head_of_list
from mithaq.ingest.lexicon import words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.sentences import Sentence

_AND = "و"
_ARTICLE = "ال"
_PRONOUNS = ("ه", "ها", "هما", "هم", "هن")
_JOINED = 8
"""How far before a joined verb the one may stand that describes the noun first."""


def acts_in_description(sentence: Sentence, last: int, mention: Mention) -> bool:
    """Whether a verb that describes a noun after token `last` has the mention for its subject."""
    head = sentence.mentions[head_of_list(sentence, sentence.mentions.index(mention))]
    if head.preposition:
        return False
    position = begin_of(head) - 1
    taken_up = position > last and sentence.classes[position] != "verb"
    if taken_up:
        if not _takes_up(sentence, position):
            return False
        position -= 1
    return _describes(sentence, last, position, taken_up=taken_up)


def _takes_up(sentence: Sentence, position: int) -> bool:
    """Whether a word is a preposition with the pronoun of what was named: «فيها», «بها»."""
    return position < len(sentence.tokens) and sentence.forms[position] in words(
        "grammar", "taken_up"
    )


def _describes(sentence: Sentence, last: int, position: int, *, taken_up: bool) -> bool:
    """Whether the verb at `position` opens the clause of a noun, or is joined to one that does."""
    furthest = position - 1
    while position > max(furthest, last):
        if _has_pronoun(sentence, position, taken_up=taken_up):
            if _opens(sentence, last, position):
                return True
            if sentence.forms[position].startswith(_AND):
                furthest = position - _JOINED
        position -= 1
        taken_up = _takes_up(sentence, position + 1)
    return False


def _has_pronoun(sentence: Sentence, position: int, *, taken_up: bool) -> bool:
    """Whether a verb takes a noun up by a pronoun of its own, or of the preposition after it."""
    verb = sentence.classes[position] == "verb"
    return verb and (taken_up or sentence.forms[position].endswith(_PRONOUNS))


def _opens(sentence: Sentence, last: int, position: int) -> bool:
    """Whether a verb is the first that describes a noun: after a relative pronoun, or after a bare noun."""
    if sentence.classes[position - 1] == "relative":
        return True
    if sentence.forms[position].startswith(_AND) or position - 1 <= last:
        return False
    before = sentence.forms[position - 1]
    return sentence.classes[position - 1] == "word" and not before.startswith(_ARTICLE)
