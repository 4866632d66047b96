"""Appeals: whether who stands right after a verb of asking is asked: «…، ودعت بكين إلى ضبط النفس»."""

from mithaq.ingest.acts import is_act
from mithaq.ingest.agreement import agrees
from mithaq.ingest.grammar import prepositions
from mithaq.ingest.lexicon import words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.proclitics import attached_preposition
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tokens import is_verb_among
from mithaq.ingest.triggers import Trigger
from mithaq.ingest.verbs import listed_forms

_TO = frozenset({"الي", "علي", "ب", "ل"})
_UPON = "علي"
_JOINING = ("و", "ف")
_CHARGE = "ب"
_ARTICLE = "ال"


def is_asking(form: str) -> bool:
    """Whether a word, with or without a conjunction, asks somebody for something."""
    return is_verb_among(form, listed_forms("reports", "urging"))


def is_appeal_to(sentence: Sentence, trigger: Trigger, mention: Mention) -> bool:
    """Whether a joined verb of asking has the mention and, right after it, what is asked for."""
    if trigger.form.words[0] not in listed_forms("reports", "urging") or mention.how == "person":
        return False
    if not sentence.forms[trigger.first].startswith(_JOINING) or mention.last >= len(
        sentence.tokens
    ):
        return False
    return _is_asked_for(sentence, mention.last) or _is_begged(sentence, trigger, mention)


def is_urged(sentence: Sentence, mention: Mention) -> bool:
    """Whether what somebody is urged to do follows a name, whoever urges: «وحثت كوريا على …»."""
    return prepositions().get(sentence.words(mention.last, mention.last + 1)) == _UPON


def is_to_cease(sentence: Sentence, mention: Mention) -> bool:
    """Whether who is asked shall leave off or take away: «طلبت من كندا سحب قواتها», «… أن توقف»."""
    after = mention.last
    after += sentence.classes[after : after + 1] == ("complementizer",)
    return any(form in words("nouns", "ceasing") for form in sentence.words(after, after + 1))


def _begs(form: str) -> bool:
    return is_verb_among(form, listed_forms("reports", "begging"))


def _is_begged(sentence: Sentence, trigger: Trigger, mention: Mention) -> bool:
    """Whether an act follows that is asked for without a preposition: «وناشدت المجلس التدخل»."""
    if trigger.form.words[0] not in listed_forms("reports", "begging"):
        return False
    after = sentence.forms[mention.last]
    return after.startswith("ال") and is_act(after)


def is_charged(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether who stands right after a verb is its object: what is asked or blamed follows with ب."""
    return any(
        trigger.last <= m.first <= trigger.last + _BESIDE
        and sentence.forms[m.last].startswith(_CHARGE)
        for m in sentence.mentions
        if m.last < len(sentence.tokens)
    )


def names_whom_it_asks(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether those asked follow who asks: «وطالبت غانا شركاءها بكذا», or a warning: «وحذرت غانا من أن …»."""
    position = next(
        (
            n
            for n, m in enumerate(sentence.mentions)
            if m.first == trigger.last and not m.preposition
        ),
        None,
    )
    if position is None or not agrees(sentence, trigger, sentence.mentions[position]):
        return False
    last = sentence.mentions[sentence.groups[position][-1]].last
    if last + 1 >= len(sentence.tokens):
        return False
    if sentence.forms[last] == _OF and sentence.classes[last + 1] == "complementizer":
        return True
    if not is_asking(sentence.forms[trigger.first]):
        return False
    noun = sentence.classes[last] == "word" and attached_preposition(sentence.forms[last]) is None
    return noun and sentence.forms[last].endswith(_THEIRS)


_OF = "من"
_THEIRS = ("ها", "هم")


def is_addressed(sentence: Sentence, verb: int, mention: Mention) -> bool:
    """Whether the mention after a verb of asking may be whom it asks: not «دعت كينيا أوغندا إلى …»."""
    if mention.first != verb + 1 or mention.last >= len(sentence.tokens):
        return True
    if not verb and not sentence.forms[verb].startswith(_JOINING):
        return False  # «أدانت كندا الانتخابات …، ودعت إلى كذا»
    after = sentence.forms[mention.last]
    if after.startswith(_ARTICLE) and is_act(after) and not _begs(sentence.forms[verb]):
        return False  # «وأيدت كندا الاتفاق، لكنها …»
    return not any(m.first == mention.last and not m.conjunction for m in sentence.mentions)


def set_apart(sentence: Sentence, verb_end: int, position: int) -> bool:
    """Whether a comma parts who asks from whom he asks: «ودعا روتو، رئيس أوغندا …، إلى …»."""
    mention = sentence.mentions[position]
    members = sentence.groups[position]
    if len(members) == 1 or mention.first - verb_end > _BESIDE or verb_end > mention.first:
        return False
    asked = sentence.mentions[members[1]]
    return not asked.conjunction and sentence.has_comma(mention.last)


_BESIDE = 1


def _is_asked_for(sentence: Sentence, position: int) -> bool:
    """Whether the word at `position` opens what is asked for."""
    after = sentence.forms[position]
    clitic = attached_preposition(after)
    name = prepositions().get((after,)) if clitic is None else clitic.preposition
    return name in _TO
