"""Voices: who goes on speaking where a verb names nobody: «وأضاف أن …», «… وانتقد المفوضية»."""

from collections.abc import Iterator

from mithaq.ingest.agreement import is_first_person, may_do
from mithaq.ingest.appeals import is_addressed
from mithaq.ingest.clauses import has_own_subject
from mithaq.ingest.communiques import communique, communique_before, continued, goes_by
from mithaq.ingest.facts import Participant
from mithaq.ingest.finite import is_bare_past
from mithaq.ingest.lexicon import words
from mithaq.ingest.participles import acting_at, is_saying
from mithaq.ingest.proclitics import attached_preposition
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tellings import (
    SPEAKERS,
    heading,
    is_beside,
    is_own,
    is_telling,
    speaker_named,
    tells,
)
from mithaq.ingest.tokens import bare
from mithaq.ingest.triggers import Trigger

_ANTECEDENT = 0.1
_OPENING = 2
PARTS = frozenset({"؛", ";"})


def goes_on(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a trigger has no subject of its own but that of what was said before it."""
    if trigger.form.kind == "noun" or is_handed(sentence, trigger.first):
        return True
    if trigger.form.suffix and sentence.words(trigger.first - 1, trigger.first) in _WHAT:
        return False  # «بما وصفه …»
    if trigger.last < len(sentence.tokens) and goes_by(sentence.forms[trigger.last]):
        return True
    if trigger.first == 1 and goes_by(sentence.forms[0]):
        return True  # «البيان دعا …»
    some = sentence.words(trigger.last, trigger.last + 1)  # «وصفت دول غربية …»: who is unknown
    matter = _is_matter(sentence, trigger.last) and not set(some) & words("reports", "parties")
    own = has_own_subject(sentence, trigger) and not matter
    if own and may_do(sentence, trigger, trigger.last):
        return False
    form = sentence.forms[trigger.first]
    if form.startswith(("و", "ف")) and form != trigger.form.words[0]:  # «وأيد», but «وقع»
        return True
    if sentence.words(trigger.last, trigger.last + 1) in _THEREIN:
        return True  # «أصدر كذا بيانا دان فيه …»
    if is_of_paper(sentence, trigger.first):
        return True
    if is_first_person(trigger):
        return True  # «نرحب»: we; «أشكر»: I
    if trigger.first < _OPENING:
        return True
    return sentence.forms[trigger.first - 1] in _JOINTS


def is_of_paper(sentence: Sentence, verb: int) -> bool:
    """Whether a verb tells what a paper before it says: «أصدر كذا بيانا، أمس، يدين …»."""
    for position in range(verb - 1, max(verb - _PAPER, -1), -1):
        timed = sentence.is_timed(position)
        if not timed and sentence.classes[position] != "mark":
            return sentence.forms[position] in words("reports", "issued")
    return False


_PAPER = 7


def is_uttered(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether a verb tells what a speech or a letter before it says: «ألقى فلان كلمة دعا فيها …»."""
    if sentence.words(trigger.last, trigger.last + 1) not in _THEREIN:
        return False
    before = sentence.forms[max(trigger.first - _UTTERED, 0) : trigger.first]
    return not words("reports", "uttered").isdisjoint(before)


_UTTERED = 9


def is_handed(sentence: Sentence, first: int) -> bool:
    """Whether a pronoun right before a verb is its subject: «قالت كينيا إنها تدين الهجوم»."""
    position = first
    while position and sentence.classes[position - 1] == "auxiliary":
        position -= 1
    before = sentence.forms[position - 1] if position else ""
    return before in words("grammar", "pronoun_complementizers")


def _is_matter(sentence: Sentence, position: int) -> bool:
    """Whether the noun after a verb tells what it is about, and not who: «وأدانت الهجوم»."""
    return any(
        bare(form) in words("reports", "matters") for form in sentence.words(position, position + 1)
    )


_WHAT = (("ما",), ("بما",), ("مما",), ("لما",), ("عما",))
_THEREIN = (("فيه",), ("فيها",), ("خلاله",), ("خلالها",))
_JOINTS = frozenset({"كما", "فيما", "او", "ثم"})


def voice_after(sentence: Sentence) -> Participant | None:
    """Whose words the next sentence may go on with: the first who speaks in this one."""
    for verb, form in enumerate(sentence.forms):
        if not is_telling(form):
            acting = spoken_by(sentence, verb) if is_saying(sentence, verb) else None
            if acting is not None and acting[1]:
                return acting[0]
            continue
        found = _teller(sentence, verb)
        if found is not None:
            return found[0]
        if _is_unknown(sentence, verb):
            return None
    quoted = bool(sentence.tokens) and sentence.forms[0] in ('"', "«")
    return sentence.voice if quoted else None


def spoken_by(sentence: Sentence, last: int) -> tuple[Participant, tuple[int, ...]] | None:
    """Who speaks at token `last`: the subject of the nearest telling verb before it.

    With the mentions that name the speaker; none where a sentence before did.
    """
    therein = sentence.words(last + 1, last + 2) in _THEREIN or is_of_paper(sentence, last)
    saying = is_saying(sentence, last)
    for verb in range(last - 1, -1, -1):
        form = sentence.forms[verb]
        if form in PARTS:
            break
        if not (is_telling(form) or (therein and tells(form, "issuing"))):
            acting = acting_at(sentence, verb) if saying else None
            if acting is not None:
                return acting
            saying = saying or is_saying(sentence, verb)
            continue
        found = _teller(sentence, verb)
        if found is not None:
            return found
        if _is_unknown(sentence, verb):
            return None
    headed = heading(sentence)
    if headed is not None and headed[1] <= last:
        return headed[0], (headed[2],)
    if last <= _OPENING and sentence.voice is not None:
        return sentence.voice, ()
    return None


def tellers(sentence: Sentence, trigger: Trigger) -> Iterator[tuple[int, float]]:
    """Who speaks at a trigger, where the sentence itself names him."""
    found = spoken_by(sentence, trigger.first)
    if found is not None and found[1]:
        yield found[1][0], _ANTECEDENT


def _teller(sentence: Sentence, verb: int) -> tuple[Participant, tuple[int, ...]] | None:
    """Who tells what the word at `verb` opens, if it is a verb of telling."""
    form = sentence.forms[verb]
    if is_bare_past(form) and sentence.words(verb - 1, verb) == ("ان",):
        return None  # «أن نشر قوات …»
    speech = tells(form, "verbs") or tells(form, "stances") or tells(form, "issuing")
    if not speech and not tells(form, "appeals"):
        return None
    paper = communique(sentence, verb + 1)
    if paper is None:
        paper = communique_before(sentence, verb)
    whose = None if paper is None else sentence.mentions[paper].of_kind(SPEAKERS)
    if paper is not None and whose is not None:
        return whose, (paper,)
    if verb + 1 < len(sentence.tokens) and goes_by(sentence.forms[verb + 1]):
        going_on = continued(sentence, verb + 1)
        return None if going_on is None else (going_on, ())
    if is_own(form):
        return None if sentence.voice is None else (sentence.voice, ())  # «ندعو بوتين إلى …»
    parted = sentence.has_comma(verb - 1)
    handed = is_handed(sentence, verb)
    for position, mention in enumerate(sentence.mentions):
        speaker = speaker_named(mention)
        if speaker is None or not is_beside(sentence, verb, mention):
            continue
        before = mention.last <= verb
        if handed and not before:
            continue  # «لكنه دعا السودان إلى …»
        if before and parted and _is_followed(sentence, verb):
            continue  # «السبت في نيروبي، أكد الأمين العام …»
        who = sentence.classes[verb - 1 : verb] == ("relative",)
        if before and who and _is_another_nearer(sentence, position, verb):
            continue  # «انتقد فلان الوزير الكيني الذي قال إن …»
        if (
            speech
            or before
            or speaker.kind == "Person"
            or not is_addressed(sentence, verb, mention)
        ):
            return speaker, (position,)
    if verb < _OPENING and sentence.voice is not None and not _is_unknown(sentence, verb):
        return sentence.voice, ()
    return None


def _is_another_nearer(sentence: Sentence, position: int, verb: int) -> bool:
    """Whether somebody who is not listed with the one named stands between him and a verb."""
    mention, members = sentence.mentions[position], sentence.groups[position]
    return any(
        mention.last <= other.first < other.last <= verb
        and number not in members
        and speaker_named(other) is not None
        for number, other in enumerate(sentence.mentions)
    )


def _is_followed(sentence: Sentence, verb: int) -> bool:
    """Whether a person stands right after the verb."""
    return any(
        m.first > verb and m.how == "person" and is_beside(sentence, verb, m)
        for m in sentence.mentions
        if speaker_named(m) is not None
    )


def _is_unknown(sentence: Sentence, verb: int) -> bool:
    """Whether a verb of telling has a subject that nobody knows: «قال مسؤولون إن …»."""
    form = sentence.forms[verb]
    if verb + 1 >= len(sentence.tokens) or not (tells(form, "verbs") or tells(form, "stances")):
        return False
    following = sentence.forms[verb + 1]
    if any(m.first == verb + 1 for m in sentence.mentions):
        return False
    if (
        following.endswith(_OWNED)
        or goes_by(following)
        or _stem(following) in words("reports", "declared_nouns")
    ):
        return False  # «وتؤكد مساندتها»
    return sentence.classes[verb + 1] == "word" and not (
        attached_preposition(following)
        or following in words("reports", "manner")
        or _is_matter(sentence, verb + 1)
    )


def _stem(form: str) -> str:
    """A noun without the pronoun that it ends in: «دعمه», «رفضه»."""
    return form.removesuffix("ه")


_OWNED = ("ها", "هم")
