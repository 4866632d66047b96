"""Bearers: whose office a clause tells that names nobody: «وكان وزيرا للدفاع», «منذ تعيينه أمينا عاما»."""

from mithaq.ingest.actors import is_passed, is_person
from mithaq.ingest.facts import Participant
from mithaq.ingest.leads import is_feminine
from mithaq.ingest.lexicon import words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.steps import own_negation
from mithaq.ingest.tokens import bare, unjoined
from mithaq.ingest.triggers import Trigger

CARRIED = "carried"
"""The relation of a slot that falls back on whom the text tells of."""
_HIS = "ه"
_JOINED = ("و", "ف")
_OPENING = frozenset({"mark", "subordinator", "link"})
_FOLLOWING = 2
_HAD = "قد"
_DEFINITE = ("ال", "لل")


def carried(sentence: Sentence, trigger: Trigger) -> Participant | None:
    """Whom the text goes on to tell of: the one man named before in the sentence, or its lead."""
    office = _office_after(sentence, trigger)
    if office is None or _is_anothers(sentence, trigger, office):
        return None
    if not (_is_his(sentence, trigger) or _opens(sentence, trigger)):
        return None
    before = [m for m in sentence.mentions if is_person(m) and m.last <= trigger.first]
    named = {m.candidates[0].iri: m.candidates[0] for m in before if not m.preposition}
    if len(named) == 1:
        return next(iter(named.values()))
    lead = next((p for p in sentence.leads if p.kind == "Person"), None)
    return lead if not named and all(lead in m.candidates for m in before) else None


def _is_his(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a noun is a man's: «تعيينه»."""
    token = sentence.tokens[trigger.last - 1]
    return trigger.form.kind == "noun" and token.form.endswith(_HIS) and not token.feminine


def _office_after(sentence: Sentence, trigger: Trigger) -> Mention | None:
    """The office that follows the trigger, over a time and the noun for a post."""
    for mention in sentence.mentions:
        if mention.how != "office" or mention.first < trigger.last:
            continue
        between = range(trigger.last, mention.first)
        passed = all(
            is_passed(sentence, n) or bare(sentence.forms[n]) in words("offices", "posts")
            for n in between
        )
        return mention if passed else None
    return None


def _is_anothers(sentence: Sentence, trigger: Trigger, office: Mention) -> bool:
    """Whether somebody is named beside the office, or what its holder did: «وكان الوزير قد أعلن»."""
    last = office.last + _FOLLOWING
    if any(is_person(m) and trigger.last <= m.first < last for m in sentence.mentions):
        return True
    end = _end(sentence, office)
    after = sentence.words(end, end + 1)
    being = sentence.forms[trigger.first] in words("offices", "being")
    if being and not office.part:  # «كان رئيس وفد …» may be the subject of what follows
        joined = any(
            m.how == "office" and m.conjunction and m.first == end for m in sentence.mentions
        )
        return not (joined or set(after) <= words("offices", "after_predicates"))
    acts = sentence.classes[end : end + 1] == ("verb",) and not after[0].startswith(_JOINED)
    return acts or after == (_HAD,)


def _end(sentence: Sentence, office: Mention) -> int:
    """Where an office ends with the names and definite nouns that tell whose and what for it is."""
    opened = {m.first for m in sentence.mentions if m.how == "office"}
    last = office.last
    while last < len(sentence.tokens) and last not in opened:
        definite = sentence.classes[last] == "word" and sentence.forms[last].startswith(_DEFINITE)
        if not (definite or last in sentence.named):
            break
        last += 1
    return last


def _opens(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a man's verb opens its clause, so that nothing but the text before tells its subject."""
    first = trigger.first
    if trigger.form.kind == "noun":
        first -= 1
        if first < 0 or sentence.classes[first] != "verb":
            return False
        form = unjoined(sentence.forms[first]).removeprefix("س")
        if form.startswith("ت") or form.endswith(("ت", "وا")):
            return False
    elif is_feminine(sentence.forms[first], trigger):
        return False
    own = own_negation(sentence, first)
    if own == 0 or sentence.forms[own].startswith(_JOINED):
        return True
    before = sentence.forms[own - 1]
    handed = before in words("grammar", "pronoun_complementizers") | words("offices", "until")
    return handed or sentence.classes[own - 1] in _OPENING
