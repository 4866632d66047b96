"""Matters meant by a pronoun: «انتقد فلان الشراكة الجديدة، فيما رحبت بها اليابان»."""

from collections.abc import Iterator

from mithaq.ingest.acts import is_act
from mithaq.ingest.agreement import gender_of
from mithaq.ingest.lexicon import words
from mithaq.ingest.matters import reached
from mithaq.ingest.mentions import Mention
from mithaq.ingest.phrases import Phrase, phrase_after, phrase_at
from mithaq.ingest.proclitics import attached_preposition
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tokens import bare, readings
from mithaq.ingest.triggers import Trigger
from mithaq.text import fold

_MEANT = {"به": "ب", "بها": "ب", "عليه": "علي", "عليها": "علي", "له": "ل", "لها": "ل"}
_OBJECTS = ("ه", "ها")
_HER = "ها"
_FEMININE = ("ه", "ات")
_FURTHEST = 32
_THINGS = frozenset({"Treaty"})
_OWN = ("ه", "ها", "هم")


def meant(
    sentence: Sentence, trigger: Trigger, opening: tuple[str, ...], kind: str, beyond: int
) -> Phrase | None:
    """What was told of before that a pronoun means: the verb's own, or one with the preposition wanted.

    Such a one may stand after the subject, at token `beyond`: «ورحب الأمين العام به».
    """
    pronoun = _pronoun(sentence, trigger, opening, beyond)
    if pronoun is None:
        return None
    her = pronoun.endswith(_HER)
    for position in range(trigger.first - 1, max(trigger.first - _FURTHEST, -1), -1):
        if _is_meant_rather(sentence, position, her=her):
            return None
        found = _thing_at(sentence, position, kind, her=her)
        if found is not None:
            return found
    return _spoken_of(sentence, trigger, her=her)


def _spoken_of(sentence: Sentence, trigger: Trigger, *, her: bool) -> Phrase | None:
    """The agreement that the sentence before told of, where this one begins with the verb."""
    if trigger.first:
        return None
    paper = next((lead for lead in sentence.leads if lead.kind in _THINGS), None)
    head = "" if paper is None else fold(paper.label("ar") or "").partition(" ")[0]
    if paper is None or head.endswith(_FEMININE) is not her:
        return None
    token = sentence.tokens[trigger.last]
    return paper, token.start, token.end


def meant_ones(sentence: Sentence, trigger: Trigger) -> Iterator[tuple[int, float]]:
    """Whom the verb's own pronoun may mean: who was named last, unless an act was: «… ووصفها بكذا»."""
    if trigger.form.kind != "verb" or trigger.form.suffix not in _OBJECTS:
        return
    if not _goes_on(sentence, trigger.first):
        return  # «البلاد يدعمها فلان»
    her = trigger.form.suffix == _HER
    at = {m.first: n for n, m in enumerate(sentence.mentions) if m.last <= trigger.first}
    for position in range(trigger.first - 1, max(trigger.first - _FURTHEST, -1), -1):
        number = at.get(position)
        mention = None if number is None else sentence.mentions[number]
        if mention is not None and number is not None and _may_be(sentence, mention, her=her):
            yield number, sentence.gap(mention.last, trigger.first) * _FAR
        elif _thing_at(sentence, position, "Event", her=her) is not None:
            return


def _goes_on(sentence: Sentence, first: int) -> bool:
    """Whether a verb begins a clause of its own, as one joined to what was told does."""
    if sentence.forms[first].startswith(("و", "ف")) or not first:
        return True
    return sentence.classes[first - 1] in ("auxiliary", "subordinator")


_FAR = 0.3


def _may_be(sentence: Sentence, mention: Mention, *, her: bool) -> bool:
    """Whether a pronoun of this gender may mean who is named, as whose act nothing is told."""
    if mention.how in ("demonym", "phrase"):
        return False
    if mention.candidates[0].kind not in _SOMEBODY and not _is_capital(mention):
        return False
    if any(bare(head) in words("reports", "matters") for head in mention.heads):
        return False
    if mention.first and _is_matter(sentence.forms[mention.first - 1]):
        return False
    gender = gender_of(sentence, mention)
    if mention.candidates[0].kind == "Person":
        return not her or gender == "f"
    return gender == ("f" if her else "m")


_SOMEBODY = frozenset({"Person", "State", "Alliance", "Organization", "ArmedGroup"})


def _is_capital(mention: Mention) -> bool:
    """Whether a town acts for its state: «نفت طهران ذلك بعدما اتهمتها واشنطن بكذا»."""
    return not mention.preposition and mention.of_kind(_STATES) is not None


_STATES = frozenset({"State"})


def _pronoun(
    sentence: Sentence, trigger: Trigger, opening: tuple[str, ...], beyond: int
) -> str | None:
    """The pronoun that stands for what the verb is about."""
    if trigger.form.kind != "verb":
        return None
    if trigger.form.suffix:
        return trigger.form.suffix if "" in opening and trigger.form.suffix in _OBJECTS else None
    for start in (trigger.last, beyond):
        after = sentence.words(start, start + 1)
        if after and _MEANT.get(after[0]) in opening:
            return after[0]
    return None


def _is_meant_rather(sentence: Sentence, position: int, *, her: bool) -> bool:
    """Whether the pronoun may mean whoever is named at a token, and who owns no matter there."""
    for mention in sentence.mentions:
        if mention.first != position or mention.preposition or mention.how == "demonym":
            continue
        kind = mention.candidates[0].kind
        if kind == "Person" if not her else kind in _WOMEN:
            return not _is_matter(sentence.forms[position - 1]) if position else True
    return False


_WOMEN = frozenset({"State", "Organization", "ArmedGroup"})


def _is_matter(form: str) -> bool:
    """Whether a word, with or without clitics, tells what is done or said."""
    return any(is_act(r.rest) for r in readings(form))


def _thing_at(sentence: Sentence, position: int, kind: str, *, her: bool) -> Phrase | None:
    """The treaty, or the act told by a noun of its own, at a token, if its gender is the pronoun's."""
    form = sentence.forms[position]
    clitic = attached_preposition(form)
    noun = form if clitic is None else clitic.rest
    for mention in sentence.mentions:
        thing = mention.of_kind(_THINGS) if mention.first == position else None
        if thing is not None and noun.endswith(_FEMININE) is her:
            return thing, mention.start, mention.end
    if not is_act(noun):
        return None
    if (noun.endswith(_FEMININE) or bare(noun) in words("reports", "her_plurals")) is not her:
        return None
    if not noun.startswith("ال"):
        if not _is_definite_by_next(sentence, position):
            return None
        if position and _is_matter(sentence.forms[position - 1]):
            return None  # «إعلان تطبيع العلاقات» is the one thing
    of = reached(sentence, position)
    if of is not None:  # «قرار كندا» is a matter of Canada's
        owner = sentence.mentions[of[0]]
        if owner.how == "demonym" or not noun.startswith("ال"):
            return owner.candidates[-1], sentence.tokens[position].start, owner.end
    if clitic is not None:
        return phrase_at(sentence, position, clitic.preposition, kind)
    return phrase_after(sentence, position, ("",), kind)


def _is_definite_by_next(sentence: Sentence, position: int) -> bool:
    """Whether a noun is told by what follows whose or which it is: «قرار كندا», «سحب القوات»."""
    after = sentence.words(position + 1, position + 2)
    if not after:
        return False
    named = any(m.first == position + 1 and not m.preposition for m in sentence.mentions)
    return named or after[0].startswith("ال") or after[0].endswith(_OWN)
