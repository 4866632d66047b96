"""Stances: who a verb says takes one, right before it, after it, or as its antecedent."""

from collections.abc import Iterator

from mithaq.ingest.adoptions import adopter
from mithaq.ingest.agreement import agrees, is_first_person, is_whose, may_be_described
from mithaq.ingest.appeals import is_appeal_to, is_urged
from mithaq.ingest.appositions import subject_before
from mithaq.ingest.communiques import communique, communique_before
from mithaq.ingest.instances import instances_after
from mithaq.ingest.lexicon import phrase_list, words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.proclitics import attached_preposition
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tellings import BESIDE, EACH_OF, speaker_named
from mithaq.ingest.tokens import bare
from mithaq.ingest.triggers import Trigger
from mithaq.ingest.voices import is_handed, is_of_paper, is_uttered, spoken_by

_ANTECEDENT = 0.1


def speakers(sentence: Sentence, trigger: Trigger) -> Iterator[tuple[int, float]]:
    """Who a verb says takes a stance: the mention right before or after it, or its antecedent.

    Nobody where another noun stands there: «انتقدت صحف …».
    """
    if trigger.form.kind != "verb":
        return
    own = trigger.first
    while own and sentence.classes[own - 1] in ("negator", "auxiliary"):
        own -= 1
    relative = own > 0 and sentence.classes[own - 1] == "relative"
    adopted = adopter(sentence, trigger)
    if adopted is not None:
        yield adopted, 0.0
        return
    paper = communique(sentence, trigger.last)
    if paper is None and not relative:
        paper = communique_before(sentence, own)
    if paper is not None:
        yield paper, 0.0
    of_paper = not relative and is_of_paper(sentence, trigger.first)
    if of_paper or (not relative and is_uttered(sentence, trigger)):
        issued = spoken_by(sentence, trigger.first)
        if issued is not None and issued[1]:
            yield issued[1][0], 0.0
            return
    if of_paper:
        return
    some = None if relative else instances_after(sentence, trigger.last)
    if some is not None:
        yield some[0], 0.0
        return
    before = None if relative else _right_before(sentence, trigger, own)
    if before is None and not relative:
        before = subject_before(sentence, trigger, own)
    if before is not None:
        yield before, 0.0
        return
    if not relative and (is_handed(sentence, own) or _has_topic(sentence, trigger, own)):
        return
    for position, mention in enumerate(sentence.mentions):
        if mention.how in ("demonym", "phrase"):
            continue
        if relative and is_whose(sentence.forms[own - 1], _resumed(sentence, trigger)):
            near = sentence.gap(mention.last, own - 1) <= BESIDE and mention.last < own
            near = near and may_be_described(sentence, own - 1, mention)
            if near and not _is_office_between(sentence, mention.last, own):
                yield position, _ANTECEDENT + sentence.gap(mention.last, own - 1)
            continue
        if mention.preposition or _is_accusative(sentence, mention):
            continue
        following = mention.first >= trigger.last and agrees(sentence, trigger, mention)
        following = following and not is_first_person(trigger)
        if not following:
            continue
        after = _past_therein(sentence, trigger.last)
        titled = mention.how == "person" and _is_titled(sentence, after, mention.first)
        if not titled and not _is_next(sentence, after, mention.first):
            continue
        if not is_asked(sentence, trigger, mention):
            yield position, 0.0


def _resumed(sentence: Sentence, trigger: Trigger) -> str:
    """The pronoun that takes up what a relative clause tells of: «الاتفاق الذي تعترض عليه إيران»."""
    after = sentence.words(trigger.last, trigger.last + 1)
    if trigger.form.suffix or after not in _ABOUT_IT:
        return trigger.form.suffix
    return _HERS if after[0].endswith(_HERS) else _HIS


_HIS, _HERS = "ه", "ها"
"""The pronouns of one, a man's and a woman's: "him", "her"."""


def _right_before(sentence: Sentence, trigger: Trigger, own: int) -> int | None:
    """Who stands right before a verb that no conjunction joins: «أن روسيا انتقدت أوكرانيا»."""
    unjoined = sentence.forms[trigger.first] == trigger.form.words[0]
    if not (unjoined or _is_comment(sentence, trigger, own)) or _is_meant(sentence, trigger):
        return None
    closing = sentence.forms[:own].count('"') % 2 == 0
    if closing and sentence.words(own - 1, own) == ('"',):
        own -= 1  # «دول "إيغاد" دعوا …»
    if not unjoined:
        own = _topic_end(sentence, own)
    for position, mention in enumerate(sentence.mentions):
        if mention.last == own and speaker_named(mention) is not None:
            return position
    return None


def _has_topic(sentence: Sentence, trigger: Trigger, own: int) -> bool:
    """Whether somebody unknown is the subject, before the verb: «لكن البرلمان حث الرئيس فلانا على …».

    Who stands after the verb is then its object.
    """
    if sentence.forms[trigger.first] != trigger.form.words[0]:
        return False
    first = own
    while first and own - first < _TOPIC and sentence.classes[first - 1] == "word":
        first -= 1
    if (
        first == own
        or sentence.is_timed(first)
        or sentence.forms[first] in words("reports", "manner")
    ):
        return False
    return sentence.classes[max(first - 1, 0)] in ("complementizer", "subordinator")


def _is_office_between(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a nameless office stands nearer to the pronoun: «بوتين مع نظيره الصيني الذي انتقد …»."""
    return any(m.how == "office" and first <= m.first and m.last <= last for m in sentence.mentions)


def _is_accusative(sentence: Sentence, mention: Mention) -> bool:
    """Whether two meant by a word in the dual are no subject, by its ending: «حث الطرفين»."""
    return mention.how == "reference" and sentence.forms[mention.last - 1].endswith(_OBJECTS)


_OBJECTS = "ين"


def _is_comment(sentence: Sentence, trigger: Trigger, own: int) -> bool:
    """Whether the verb says what is so of a topic before it: «أما كينيا فنددت بالهجوم».

    A relative clause may tell more of the topic: «أما كينيا التي توسطت بينهما فنددت بالهجوم».
    """
    if sentence.forms[trigger.first] != _SO + trigger.form.words[0] or own != trigger.first:
        return False
    opened = max(own - _TOPIC, 0)
    topic = next((n for n in range(own - 1, opened - 1, -1) if sentence.forms[n] in _AS_FOR), own)
    return topic < own and "verb" not in sentence.classes[topic : _topic_end(sentence, own)]


def _topic_end(sentence: Sentence, own: int) -> int:
    """Where a topic ends of which a relative clause tells more, up to the verb at token `own`."""
    for position in range(own - 1, max(own - _TOPIC, 0), -1):
        if sentence.forms[position] in _AS_FOR:
            return own
        if sentence.classes[position] == "relative":
            return position - sentence.has_comma(position - 1)
    return own


_SO = "ف"
_AS_FOR = frozenset({"اما", "واما"})
_TOPIC = 18
"""How many words may name the topic of «أما … ف…»."""


def _is_meant(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether the verb's own pronoun means who stands before it: «فصائل تدعمها تركيا»."""
    return bool(trigger.form.suffix) and any(
        m.first == trigger.last
        and not (m.preposition or m.heads)
        and m.how != "demonym"
        and agrees(sentence, trigger, m)
        for m in sentence.mentions
    )


def is_asked(sentence: Sentence, trigger: Trigger, mention: Mention) -> bool:
    """Whether who spoke before goes on, and asks the one named after: «أعربت … ودعت بكين إلى …»."""
    if mention.how == "person":
        return _is_called_upon(sentence, trigger, mention)
    if not is_appeal_to(sentence, trigger, mention):
        return False
    if is_urged(sentence, mention):
        return True
    found = spoken_by(sentence, trigger.first)
    return found is not None and any(
        agrees(sentence, trigger, sentence.mentions[position]) for position in found[1]
    )


def _is_called_upon(sentence: Sentence, trigger: Trigger, person: Mention) -> bool:
    """Whether who spoke before goes on, and urges somebody without a title: «…، وحثت فلانا على كذا»."""
    first = sentence.forms[person.first]
    titled = first.startswith("ال") or bare(first) in words("reports", "title_heads")
    joined = sentence.forms[trigger.first] != trigger.form.words[0]
    if titled or not joined or person.first != trigger.last or not is_urged(sentence, person):
        return False
    found = spoken_by(sentence, trigger.first)
    return found is not None and any(
        sentence.mentions[position].candidates[0] != person.candidates[0]
        and agrees(sentence, trigger, sentence.mentions[position])
        for position in found[1]
    )


def _past_therein(sentence: Sentence, position: int) -> int:
    """Where it goes on after when in a session it is said: «طالب في ختامها», «وصفت خلالها»."""
    if sentence.words(position, position + 2) in phrase_list("reports", "therein"):
        return position + 2
    return position + (sentence.words(position, position + 1) in _DURING)


_DURING = (("خلاله",), ("خلالها",), ("فيه",), ("فيها",))


def _is_next(sentence: Sentence, first: int, last: int) -> bool:
    """Whether nothing but how, when and about what it is done stands between verb and speaker."""
    first = _past_matter(sentence, first, last)
    return sentence.words(first, last) in EACH_OF or all(
        sentence.forms[n] in words("reports", "manner")
        or sentence.forms[n] in words("nouns", "titles")
        or sentence.forms[n] in words("reports", "spokesmen")
        or sentence.classes[n] == "auxiliary"
        or sentence.is_timed(n)
        for n in range(first, last)
    )


def _past_matter(sentence: Sentence, first: int, last: int) -> int:
    """Where it goes on after what the verb is about: «رحبت به كينيا», «ندد بالهجوم الوزير»."""
    if sentence.words(first, first + 1) in _ABOUT_IT:
        return first + 1
    clitic = attached_preposition(sentence.forms[first]) if first < last else None
    if clitic is None or bare(clitic.rest) not in words("reports", "matters"):
        return first
    if not clitic.rest.startswith("ال"):
        return first
    while first + 1 < last and sentence.forms[first + 1].startswith("ال"):
        first += 1
    return first + 1


_ABOUT_IT = (("به",), ("بها",), ("بهم",), ("عليه",), ("عليها",), ("له",), ("لها",))


def _is_titled(sentence: Sentence, first: int, last: int) -> bool:
    """Whether definite nouns alone stand before a person: «اعتبر الإعلامي والسياسي فلان»."""
    return last - first <= _TITLES and all(
        (sentence.classes[n] == "word" and sentence.forms[n].startswith(("ال", "وال")))
        or sentence.forms[n] == _FOR
        for n in range(first, last)
    )


_TITLES = 4
_FOR = "باعمال"
"""In «القائم بأعمال وزير الخارجية فلان»."""
