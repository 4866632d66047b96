"""How a trigger is said: actual, announced, conditional, possible or negated; and who says it."""

from mithaq.ingest.facts import Participant, Status
from mithaq.ingest.lexemes.mention import Mention
from mithaq.ingest.lexemes.sentence import Sentence

_REACH = 6
_NEGATED = 3
_NEGATED_INFINITIVE = 6
_AHEAD = 9
_SPEAKERS = frozenset({"Person", "State", "Alliance", "Organization", "Body", "ArmedGroup"})


def status_of(sentence: Sentence, first: int, last: int, tense: str) -> Status:
    """The status of what words `first` to `last` trigger, a verb of `tense` or a noun (no tense).

    What is told in the past hangs on no if; "will be sent" and "decided to send" tell nothing past.
    """
    marks = sentence.lexicon.markers
    begin, end = sentence.clause(first)
    told = tense in ("past", "pssv") and not _infinitive(sentence, first)
    told = told and not (first > 0 and sentence.form(first - 1) in ("be", "been"))
    if not told and _conditional(sentence, first):
        return "conditional"
    if sentence.question:
        return "possible"
    reach = _NEGATED_INFINITIVE if _infinitive(sentence, first) else _NEGATED
    if sentence.find(marks["negators"], max(begin, first - reach), first) >= 0:
        return "negated"
    if tense == "inf" and sentence.find(marks["refusing"], last, min(end, last + _AHEAD)) >= 0:
        return "negated"
    if tense and sentence.form(last) in ("no", "none", "neither"):
        return "negated"
    before = max(begin, first - _REACH)
    refusing = sentence.find(marks["refusing"], before, first)
    failed = not tense and refusing == first - 1 and sentence.lexicon.language == "en"
    if refusing >= 0 and not failed and not _crosses(sentence, refusing, first):
        return "negated"
    possible = sentence.find(marks["possible"], before, first)
    announcing = sentence.find(marks["announcing"], before, first)
    if told:
        return "actual"
    if max(possible, announcing) >= 0:
        return "possible" if possible > announcing else "announced"
    if tense == "futr":
        return "announced"
    if not tense and sentence.find(marks["coming"], last, min(end, last + _AHEAD)) >= 0:
        return "announced"
    return "actual"


def _conditional(sentence: Sentence, first: int) -> bool:
    """Whether an if or an unless stands in the sentence, on the trigger's side of any full break."""
    marks = sentence.lexicon.markers["conditional"]
    place = sentence.find(marks, 0, len(sentence.words))
    if place < 0:
        return False
    low, high = sorted((place, first))
    return not any(sentence.form(n) == ";" for n in range(low, high))


def _infinitive(sentence: Sentence, first: int) -> bool:
    return sentence.form(first - 1) == "to"


def _crosses(sentence: Sentence, low: int, high: int) -> bool:
    return any(sentence.form(n) in (",", ";") for n in range(low, high))


def speaker_of(sentence: Sentence, trigger: int) -> Participant | None:
    """The named speaker in whose reported words the trigger stands; `None` where the text itself tells."""
    marks = sentence.lexicon.markers
    according = sentence.find(marks["according"], 0, len(sentence.words))
    if according >= 0:
        one = next((m for m in sentence.mentions if m.first > according), None)
        if one is not None and one.first - according <= _REACH:
            return _speaker(one)
    for place in range(len(sentence.words)):
        if not sentence.is_phrase(marks["reporting"], place) or sentence.at(place):
            continue
        left = [m for m in sentence.mentions if m.last <= place and place - m.last <= _NEGATED]
        right = [m for m in sentence.mentions if place < m.first <= place + _NEGATED]
        if place < trigger and left and _reports(sentence, place, trigger):
            return _speaker(left[-1])
        if place > trigger and _trails(sentence, place):
            left = [m for m in left if "," not in _forms(sentence, m.last, place)]
            return _speaker((left or right)[-1]) if left or right else None
    return None


def _forms(sentence: Sentence, first: int, last: int) -> tuple[str, ...]:
    return tuple(word.form for word in sentence.words[first:last])


def _reports(sentence: Sentence, place: int, trigger: int) -> bool:
    """Whether what follows a reporting verb is what is reported: «said that», «said X would»."""
    return trigger - place > 1 and sentence.form(place + 1) not in ("by", "to")


def _trails(sentence: Sentence, place: int) -> bool:
    """Whether a reporting verb ends the sentence: «…, X said»."""
    after = [w.form for w in sentence.words[place + 1 :] if w.is_word]
    return len(after) <= _REACH


def _speaker(mention: Mention) -> Participant | None:
    if mention.how == "demonym":
        return None
    if mention.how == "office":
        return mention.whose
    return mention.of_kind(_SPEAKERS)
