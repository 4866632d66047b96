"""Obligations: what a treaty says its parties shall do, by a clause: «يقضي بأن تخفض كينيا رسومها»."""

from collections.abc import Iterator

from mithaq.ingest.cues import BROKEN
from mithaq.ingest.facts import Participant
from mithaq.ingest.grammar import CLAUSE
from mithaq.ingest.lexicon import phrase_list, words
from mithaq.ingest.phrases import Phrase, named_after, phrase_cut
from mithaq.ingest.proclitics import attached_preposition
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tokens import readings
from mithaq.ingest.verbalnouns import is_verbal_noun
from mithaq.text import one_line

_LONGEST = 14
"""How many words of a clause may name what it obliges to."""
SHORTEST = 2
THAT, NOT_THAT = CLAUSE, "الا"
_THAT_IT = ("انه", "انها", "انهم")
"""«ينص على أنه يحق للعمال …»: the pronoun means nobody, or who was named before."""
_VERBAL = ("ي", "ت")


def past_each(sentence: Sentence, start: int) -> int:
    """Where it goes on after each of whom it binds: «تحظر على كل منهما …», «تتيح لكل من البلدين …»."""
    position = start + (sentence.words(start, start + 1) == (_UPON,))
    if not set(sentence.words(position, position + 1)) & words("treaties", "each"):
        return start
    following = sentence.words(position + 1, position + 2)
    if set(following) & words("treaties", "of_them"):
        return position + 2
    return position + 2 + (following == (_OF,))


_UPON, _OF = "علي", "من"


def past_bound(sentence: Sentence, start: int) -> int:
    """Where it goes on after whom it binds: «يتعين على المقاتلين تسليم أسلحتهم», «على غانا أن تدفع …»."""
    for position in range(start + 1, min(start + _WHO, len(sentence.tokens))):
        form = sentence.forms[position]
        if form == THAT or (sentence.classes[position] == "word" and is_act(form)):
            return position
    return start


def clause_after(
    sentence: Sentence, start: int, opening: tuple[str, ...], kind: str
) -> Phrase | None:
    """What a clause after «بأن», «على أن», «ألا» says that shall be done, as a thing of class `kind`."""
    verb = _verb_after(sentence, start, opening)
    return None if verb is None else clause_from(sentence, verb, kind)


def _verb_after(sentence: Sentence, start: int, opening: tuple[str, ...]) -> int | None:
    """Where the verb of such a clause stands that begins at token `start`."""
    here = sentence.words(start, start + 2)
    for preposition in opening:
        if preposition == CLAUSE:
            length = 1 if here[:1] in CLAUSES else 0
        elif here[:1] == (preposition,) and here[1:] in CLAUSES:
            length = 2
        else:
            carried = any(
                r.preposition == preposition and (r.rest,) in CLAUSES
                for form in here[:1]
                for r in readings(form)
            )
            length = 1 if carried else 0
        verb = start + length
        if length and is_verb(sentence, verb):
            return verb
    return None


CLAUSE_WORDS = frozenset({THAT, NOT_THAT, *_THAT_IT})
CLAUSES = frozenset((that,) for that in CLAUSE_WORDS)


def is_verb(sentence: Sentence, position: int) -> bool:
    if position >= len(sentence.tokens):
        return False
    if sentence.classes[position] == "negator":
        return is_verb(sentence, position + 1)
    form, name = sentence.forms[position], sentence.classes[position]
    return name == "verb" or (name in ("word", "auxiliary") and form.startswith(_VERBAL))


def clause_ends(sentence: Sentence, verb: int) -> Iterator[int]:
    """Where the clause may end, the last first: at its end, and before what prepositions govern."""
    found: list[int] = []
    last = min(verb + _LONGEST, len(sentence.tokens))
    position = verb + 1
    while position < last:
        form, name = sentence.forms[position], sentence.classes[position]
        if form in BROKEN or name in ("relative", "complementizer", "subordinator"):
            break
        if position > verb + 1 and (_joins(sentence, position) or past_and(sentence, position)):
            break
        governs = name == "preposition" or attached_preposition(form) is not None
        if governs and position - verb >= SHORTEST:
            found.append(position)
        position += 1
    if position - verb >= SHORTEST:
        found.append(position)
    yield from reversed(found)


def _joins(sentence: Sentence, position: int) -> bool:
    """Whether another clause, or what is owed too, is joined here: «وأن تفتح», «وتلتزم», «وبإقامة»."""
    form = sentence.forms[position]
    if not form.startswith("و"):
        return False
    if form[1:] in (THAT, NOT_THAT) or sentence.classes[position] == "verb":
        return True
    return any(r.conjunction and r.preposition and is_act(r.rest) for r in readings(form))


def clause_from(sentence: Sentence, first: int, kind: str) -> Phrase | None:
    """What the clause whose verb stands at a token says, by all the words that may name it."""
    ends = tuple(clause_ends(sentence, first))
    if not ends:
        return None
    text, tokens = sentence.text, sentence.tokens
    start, end = tokens[first].start, tokens[ends[0] - 1].end
    whole = (one_line(text[start : tokens[n - 1].end]) for n in ends)
    printed = tuple(dict.fromkeys((*whole, *_act_allowed(sentence, first, kind))))
    name = named_after(sentence, printed[0], kind)
    return Participant(name, kind, tuple(("ar", label) for label in printed)), start, end


def _act_allowed(sentence: Sentence, verb: int, kind: str) -> tuple[str, ...]:
    """What the act is called that they may or shall do: «يحق للعمال الاحتفاظ بجوازاتهم»."""
    act = _allowed(sentence, verb)
    found = None if act is None else phrase_cut(sentence, act, 0, kind)
    return () if found is None else tuple(label for _, label in found[0].labels)


def _allowed(sentence: Sentence, verb: int) -> int | None:
    """Where an act stands after a verb that lets them do it, or makes them: «يحق للعمال الاحتفاظ …»."""
    if sentence.forms[verb] not in words("treaties", "allowing"):
        return None
    position = verb + 1
    while position < min(verb + _WHO, len(sentence.tokens)):
        form = sentence.forms[position]
        if form.startswith("ال") and is_act(form.removeprefix("ال")):
            return position
        if form == THAT and is_verb(sentence, position + 1):
            return position + 1
        position += 1
    return None


_WHO = 8
"""How many words may tell who may, or shall, do it."""


def past_and(sentence: Sentence, position: int) -> int:
    """How many words here join what is owed too, or in return: «إضافة إلى», «مقابل»; 0 where none do."""
    here = sentence.words(position, position + _JOINING)
    joining = phrase_list("treaties", "joining_owed")
    return max((n for n in range(1, len(here) + 1) if here[:n] in joining), default=0)


_JOINING = 2


def is_act(form: str) -> bool:
    listed = words("treaties", "owed_acts") | words("reports", "matters")
    return is_verbal_noun(form) or form in listed
