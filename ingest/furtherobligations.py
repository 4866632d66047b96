"""Further obligations: what is joined to the first that a treaty lays down, or owed in return for it.

«يقضي بأن تخفض كينيا رسومها وبأن تفتح أسواقها», «على وقف القتال وإقامة منطقة عازلة، وعلى عودة اللاجئين».
"""

from collections.abc import Iterator

from mithaq.ingest.cues import BROKEN
from mithaq.ingest.facts import Participant
from mithaq.ingest.grammar import CLAUSE
from mithaq.ingest.obligations import (
    CLAUSE_WORDS,
    CLAUSES,
    NOT_THAT,
    SHORTEST,
    THAT,
    clause_from,
    is_act,
    is_verb,
    past_and,
)
from mithaq.ingest.phrases import Phrase, phrase_after, phrase_cut
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tokens import COMMAS, readings

_FURTHER = 28
"""How far after the first obligation another may begin."""
_MOST = 4


def further(
    sentence: Sentence, first: Phrase, opening: tuple[str, ...], kind: str
) -> Iterator[Phrase]:
    """The obligations joined to the first: by the same preposition, by «وأن», by a verb's noun."""
    position = sentence.token_at(first[1]) + SHORTEST
    furthest, left = position + _FURTHER, _MOST
    open_list = True  # nothing but nouns and what they govern since the last one
    while position < min(furthest, len(sentence.tokens)) and left:
        form = sentence.forms[position]
        if form in BROKEN and form not in COMMAS:
            return
        found = _joined_at(sentence, position, opening, kind, nouns=open_list)
        if found is not None:
            yield found
            left -= 1
            position = sentence.token_at(found[1]) + SHORTEST
            furthest, open_list = position + _FURTHER, True
            continue
        if sentence.classes[position] in ("verb", "relative", "subordinator") or form in COMMAS:
            open_list = False
        position += 1


def _joined_at(
    sentence: Sentence, position: int, opening: tuple[str, ...], kind: str, *, nouns: bool
) -> Phrase | None:
    beside = past_and(sentence, position)
    if beside:
        return _owed_beside(sentence, position + beside, opening, kind)
    form = sentence.forms[position]
    if not form.startswith("و"):
        return None
    rest = form[1:]
    if rest in opening and rest not in ("", CLAUSE):
        clause = _joined_clause(sentence, position + 1, kind)
        return clause or phrase_after(sentence, position + 1, ("",), kind)
    if rest in (THAT, NOT_THAT):
        return _joined_clause(sentence, position, kind, joined=True)
    for reading in readings(form):
        if not reading.conjunction:
            continue
        if reading.preposition and reading.preposition in opening:
            if reading.rest in (THAT, NOT_THAT):
                return _joined_clause(sentence, position, kind, joined=True)
            if is_act(reading.rest):
                return phrase_cut(sentence, position, reading.cut, kind)
        if nouns and not reading.preposition and is_act(reading.rest):
            return phrase_cut(sentence, position, reading.cut, kind)
    return None


def _owed_beside(
    sentence: Sentence, position: int, opening: tuple[str, ...], kind: str
) -> Phrase | None:
    """What is owed after such words, where an act is named: «مقابل رفع العقوبات عنها»."""
    here = "".join(sentence.words(position, position + 1))
    if here in CLAUSE_WORDS:
        return _joined_clause(sentence, position, kind)
    if here in opening and here not in ("", CLAUSE):
        position += 1
        here = "".join(sentence.words(position, position + 1))
    if not is_act(here) and not is_act(here.removeprefix("ال")):
        return None
    found = phrase_after(sentence, position, ("",), kind)
    whole = clause_from(sentence, position, kind)
    if found is None or whole is None:
        return found
    named, start, end = found
    labels = tuple(dict.fromkeys((*named.labels, *whole[0].labels)))
    return Participant(named.iri, kind, labels), start, end


def _joined_clause(
    sentence: Sentence, position: int, kind: str, *, joined: bool = False
) -> Phrase | None:
    """The clause at a token, after «أن»; `joined` where «و» stands before that."""
    verb = position + 1
    if not joined and sentence.words(position, verb) not in CLAUSES:
        return None
    return clause_from(sentence, verb, kind) if is_verb(sentence, verb) else None
