"""Communiqués: what a body says through a paper: «أكد البيان الختامي لقمة الاتحاد الأفريقي رفض …»."""

from mithaq.ingest.facts import Participant
from mithaq.ingest.lexicon import words
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tokens import bare, is_among, readings

_BODIES = frozenset({"Alliance", "Organization", "Body", "State"})
_FURTHEST = 6
_ARTICLE = "ال"
_OF = frozenset({"", "ل", "عن", "من"})
_EACH = ("لكل", "من")


def communique(sentence: Sentence, first: int) -> int | None:
    """The mention of whose paper the words at token `first` name."""
    if first >= len(sentence.tokens) or not is_paper(sentence.forms[first]):
        return None
    for position, mention in enumerate(sentence.mentions):
        if mention.first <= first:
            continue
        if mention.first - first > _FURTHEST or mention.preposition not in _OF:
            return None
        if mention.how == "demonym" or mention.of_kind(_BODIES) is None:
            return None
        if not mention.preposition and sentence.forms[first].startswith(_ARTICLE):
            return None  # «ودعا البيان كينيا …»
        each = sentence.words(mention.first - 2, mention.first) == _EACH
        if mention.preposition == _EACH[1] and not each:
            return None  # «بيان من كذا»
        between = range(first + 1, mention.first - 2 * each)
        return position if all(is_of_paper(sentence.forms[n]) for n in between) else None
    return None


def communique_before(sentence: Sentence, last: int) -> int | None:
    """The mention of whose paper, before a verb at token `last`, the words say: «أن بيان كذا يدعو»."""
    for first in range(last - 2, max(last - _FURTHEST - 2, -1), -1):
        position = communique(sentence, first) if is_paper(sentence.forms[first]) else None
        if position is not None and sentence.mentions[position].last == last:
            opens = not first or sentence.classes[first - 1] in _OPENING
            return position if opens else None
    return None


_OPENING = frozenset({"complementizer", "mark", "subordinator"})


def is_paper(form: str) -> bool:
    """Whether a word is a paper by which somebody speaks: «البيان», «وإعلان»."""
    return any(not r.preposition and bare(r.rest) in _papers() for r in readings(form))


def is_of_paper(form: str) -> bool:
    """Whether a word may stand between a paper and whose it is: «الختامي لقمة»."""
    return form in _OF or is_among(form, words("reports", "paper_words"))


def goes_by(form: str) -> bool:
    """Whether a noun only stands for who spoke before: «وأدان البيان …», «ودعا المجتمعون …»."""
    return form in words("reports", "continuing")


def continued(sentence: Sentence, position: int) -> Participant | None:
    """Whom such a noun stands for: who spoke before, of many the alliance told of before."""
    alliance = next((lead for lead in sentence.leads if lead.kind in _GATHERERS), None)
    voice = sentence.voice
    if is_of_many(sentence, position) and (voice is None or voice.kind == "Person"):
        return alliance
    return alliance if voice is None else voice


def is_of_many(sentence: Sentence, position: int) -> bool:
    """Whether a noun stands for many who met, or for what they said together: «البيان الختامي»."""
    if sentence.forms[position] in words("reports", "gathered"):
        return True
    return not words("reports", "said_together").isdisjoint(
        sentence.words(position + 1, position + 2)
    )


def past_paper(sentence: Sentence, position: int) -> int:
    """Where a noun that only stands for who spoke before ends: «البيان الختامي»; `position` at none."""
    if position >= len(sentence.tokens) or not goes_by(sentence.forms[position]):
        return position
    last = position + 1
    while not words("reports", "said_together").isdisjoint(sentence.words(last, last + 1)):
        last += 1
    return last


_GATHERERS = frozenset({"Alliance", "Organization"})


def _papers() -> frozenset[str]:
    return words("reports", "papers")
