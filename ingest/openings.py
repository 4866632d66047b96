"""Openings: where the noun phrase begins that a verb, or a noun that stands for one, governs."""

from collections.abc import Iterator

from mithaq.ingest.appeals import set_apart
from mithaq.ingest.communiques import communique, goes_by, is_of_paper
from mithaq.ingest.finite import is_bare_past
from mithaq.ingest.grammar import prepositions
from mithaq.ingest.groups import group_after
from mithaq.ingest.instances import instances_after
from mithaq.ingest.lexicon import common_words, phrase_list, words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.parentheses import parenthesis_end
from mithaq.ingest.proclitics import attached_preposition
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tokens import bare, readings
from mithaq.ingest.treaties import is_noun
from mithaq.ingest.triggers import Trigger

CLAUSE = "ان"
"""The preposition, as it were, of a clause that tells the matter: «اعتبر أن الاتفاق …»."""
NOT_DOING = {"عدم": "", "بعدم": "ب", "لعدم": "ل"}
"""«not doing», which is a noun though it negates, with the preposition that it carries."""
PRONOUNS = ("انه", "انها", "انهم", "انهما")
"""How a complementizer ends that names its subject by a pronoun."""
_AGENTS = frozenset({"Person", "State", "Alliance", "Organization", "Body", "ArmedGroup"})
_SUBJECT_NEAR = 2
_ASIDE = 12
_SKIPPED = frozenset({"،", ",", '"', "«", "»", "(", ")"})
_COMMAS = ("،", ",")
_EACH_OF = frozenset({("كل", "من"), ("كلا", "من")})


def starts(sentence: Sentence, trigger: Trigger) -> Iterator[int]:
    """Where the phrase may begin: after the subject, with all that explains it; after the verb."""
    beyond = beyond_owner(sentence, trigger)
    if beyond is not None:
        yield beyond
    some = instances_after(sentence, trigger.last) if trigger.form.kind == "verb" else None
    if some is not None:
        yield some[1]
    after = [m for m in sentence.mentions if m.first >= trigger.last]
    subject = after[0] if after else None
    if subject is not None and not subject.preposition and subject.how != "demonym":
        furthest = _SUBJECT_NEAR if trigger.form.kind == "verb" else 0
        near = subject.first - trigger.last <= furthest and not _is_of_an_act(trigger, subject)
        if near and subject.of_kind(_AGENTS) is not None:
            position = sentence.mentions.index(subject)
            apart = set_apart(sentence, trigger.last, position)
            end = subject.last if apart else max(m.last for m in _list_of(sentence, subject))
            yield past_subject(sentence, trigger, _past_seat(sentence, subject, end))
    if trigger.form.kind == "verb" and goes_by(
        " ".join(sentence.words(trigger.last, trigger.last + 1))
    ):
        yield _past_paper(sentence, trigger.last + 1)  # «وأدان البيان …»
    paper = communique(sentence, trigger.last)
    if paper is not None:
        yield sentence.mentions[paper].last
    if trigger.form.kind == "verb" and _is_joined_verb(sentence, trigger.last):
        yield trigger.last + 1  # «تدين وتستنكر بشدة …»
    group = group_after(sentence, trigger.last)
    yield trigger.last if group is None else group[2]


def past_subject(sentence: Sentence, trigger: Trigger, end: int) -> int:
    """Where it goes on after all that is said of the subject whose name ends at token `end`."""
    end = _past_title(sentence, _past_adjective(sentence, end))
    closing = any(form in _COMMAS for form in sentence.forms[trigger.last : end])
    one_of = set(sentence.words(end + 1, end + 2)) & words("nouns", "ranks")
    return end if closing and not one_of else _past_explanation(sentence, end)


def _past_adjective(sentence: Sentence, position: int) -> int:
    """Where it goes on after an adjective of the subject's state: «الحزب الشيعي اللبناني»."""
    described = any(
        m.first == position and m.how == "demonym" and not m.preposition and not m.conjunction
        for m in sentence.mentions
    )
    if not described or sentence.forms[position].endswith(_PEOPLE):
        return position
    return position + sentence.forms[position].startswith("ال")


_PEOPLE = ("ين", "ون")


def _past_explanation(sentence: Sentence, position: int) -> int:
    """Where it goes on after what two commas say of the subject: «فلان، أحد شيوخ القبيلة، …»."""
    if not sentence.has_comma(position):
        return position
    first = position + 1
    if first >= len(sentence.tokens) or not _explains(sentence, first):
        return position
    clause = sentence.classes[first] == "relative" or sentence.forms[first] in _WHICH
    for end in range(first + 1, min(first + _EXPLAINED, len(sentence.tokens))):
        if sentence.forms[end] in _COMMAS:
            return end
        if sentence.classes[end] in ("complementizer", "subordinator"):
            return position
        if sentence.classes[end] == "verb" and not clause and end not in sentence.named:
            return position
    return position


def _explains(sentence: Sentence, first: int) -> bool:
    """Whether a word right after the subject's comma says what the subject is."""
    form, name = sentence.forms[first], sentence.classes[first]
    if name == "relative" or form in _WHICH:
        return True
    if name != "word" or attached_preposition(form) is not None:
        return False
    timed = any(t.start <= sentence.tokens[first].start < t.end for t in sentence.times)
    titled = form in words("nouns", "ranks") or form in words("reports", "title_heads")
    return titled or (form.startswith("ال") and not timed)


_WHICH = frozenset({"وهو", "وهي", "وهم"})
_EXPLAINED = 16


def _past_seat(sentence: Sentence, subject: Mention, position: int) -> int:
    """Where it goes on after where a mission is: «سفارة كينيا في الخرطوم»."""
    mission = any(bare(head) in words("reports", "missions") for head in subject.heads)
    if not mission or sentence.words(position, position + 1) not in _SEATED:
        return position
    return next((m.last for m in sentence.mentions if m.first == position + 1), position)


_SEATED = (("في",), ("لدي",))


def _past_paper(sentence: Sentence, position: int) -> int:
    """Where it goes on after «الختامي للقمة التي انعقدت في …،»."""
    end = position
    while end < len(sentence.tokens) and is_of_paper(sentence.forms[end]):
        end += 1
    if sentence.classes[end : end + 1] != ("relative",):
        return end
    for comma in range(end, min(end + _ASIDE, len(sentence.tokens))):
        if sentence.forms[comma] in _COMMAS:
            return comma + 1
    return end


def _is_of_an_act(trigger: Trigger, mention: Mention) -> bool:
    """Whether a noun before a name shows that it is no subject: «سيول تدين إطلاق بيونغ يانغ …»."""
    return trigger.form.kind == "verb" and any(
        bare(head) in words("reports", "matters") for head in mention.heads
    )


def _is_joined_verb(sentence: Sentence, position: int) -> bool:
    verbal = sentence.classes[position : position + 1] == ("verb",)
    return verbal and sentence.forms[position].startswith("و")


def _list_of(sentence: Sentence, mention: Mention) -> list[Mention]:
    """The mentions coordinated with one, itself first."""
    position = sentence.mentions.index(mention)
    return [sentence.mentions[n] for n in sentence.groups[position]]


def _past_title(sentence: Sentence, position: int) -> int:
    """Where it goes on after the office of whom a name just named: «فلان المستشار العسكري …، أن»."""
    head = bare(sentence.forms[position]) if position < len(sentence.tokens) else ""
    office = head in words("reports", "title_heads") or any(
        m.how == "office" and m.first == position for m in sentence.mentions
    )
    if not office:
        return position
    for end in range(position + 1, min(position + _ASIDE, len(sentence.tokens))):
        if sentence.forms[end] in _COMMAS:
            return end + 1
        if sentence.classes[end] in ("verb", "complementizer"):
            return position
    return position


def opened(sentence: Sentence, start: int, preposition: str) -> int | None:
    """Where the phrase's first noun stands, after adverbs and the preposition wanted."""
    position = start
    while position < len(sentence.tokens) and _passed(sentence, position):
        position = parenthesis_end(sentence.forms, sentence.classes, position) or position + 1
    position = _past_aside(sentence, position)
    position = _past_setting(sentence, position, preposition)
    if position >= len(sentence.tokens):
        return None
    form = sentence.forms[position]
    if _WHAT.get(form) == preposition:
        return _past_what(sentence, position + 1)
    if form == preposition and sentence.words(position + 1, position + 2) in _MARKS:
        return position + 2  # «بـ"إطلاق سراح …"»
    if sentence.classes[position] == "complementizer":
        clause = preposition == CLAUSE and not form.endswith(PRONOUNS)
        return _past_pointing(sentence, position + 1) if clause else None
    if prepositions().get(sentence.words(position, position + 2)) == preposition:
        return position + 2  # «إلى جانب»
    name = prepositions().get((form,))
    if name is not None and preposition == CLAUSE:
        return opened(sentence, position + 1, CLAUSE) if name == "من" else None
    if name is not None:
        if name == preposition and sentence.words(position + 1, position + 2) == ("ما",):
            return _past_what(sentence, position + 2)
        return _past_that(sentence, position + 1) if name == preposition else None
    mention = next((m for m in sentence.mentions if m.first == position), None)
    cut = mention.preposition if mention is not None and mention.governor < 0 else ""
    governed = _carried(form) or cut or _rare(form)
    if form in NOT_DOING:
        return position if preposition == NOT_DOING[form] else None
    if form in pointing_for():
        return position + 1 if preposition == "ل" else None
    if form in _POINTING_BY:
        return position + 1 if preposition == _BY else None
    noun = sentence.classes[position] == "number" or is_noun(sentence.classes[position], form)
    noun = noun or is_bare_past(form)  # «ترفض نشر صواريخ»
    return position if noun and governed == preposition else None


def _past_pointing(sentence: Sentence, position: int) -> int:
    """Where the noun stands after a demonstrative: «أن هذه المناورات …»."""
    end = position
    while sentence.words(end, end + 1) in _MARKS or (
        set(sentence.words(end, end + 1)) & words("nouns", "demonstratives")
    ):
        end += 1
    definite = any(form.startswith("ال") for form in sentence.words(end, end + 1))
    return end if definite else position


_MARKS = (('"',), ("«",))


def _rare(form: str) -> str:
    """The ب of a noun that the list of common words does not have: «يقضي بسحب القوات»."""
    if form[0] not in _RARE or "ال" + form in common_words():
        return ""
    rest = form[1:]
    known = {rest, "ال" + rest} & common_words()
    return form[0] if form not in common_words() or known else ""


_RARE = frozenset({"ب", "ل"})


def _past_what(sentence: Sentence, verb: int) -> int | None:
    """Where it goes on after «ما ورد في», «ما وصفه ب»."""
    if verb + 1 >= len(sentence.tokens):
        return None
    form = sentence.forms[verb]
    if sentence.classes[verb] != "verb" and not is_bare_past(form.removesuffix("ه")):
        return None
    first = verb + 1
    if sentence.words(first, first + 1) in _MARKS and first + 1 < len(sentence.tokens):
        first += 1
    if sentence.classes[first] == "preposition":
        return first + 1 if first + 1 < len(sentence.tokens) else None
    named = sentence.forms[verb].endswith(("ه", "ته")) or sentence.forms[first].startswith("ب")
    return first if named else None


def _carried(form: str) -> str:
    """The preposition that a word carries, quantifiers included: «لأي», «بكل»."""
    clitic = attached_preposition(form)
    if clitic is not None:
        return clitic.preposition
    return form[0] if form[1:] in words("reports", "quantifiers") else ""


_WHAT = {"ما": "", "لما": "ل", "بما": "ب", "مما": "من"}


def pointing_for() -> frozenset[str]:
    """The demonstratives that carry ل: «لهذا العمل»."""
    return frozenset("ل" + word for word in words("nouns", "demonstratives"))


_BY = "ب"
_POINTING_BY = frozenset({"بهذا", "بهذه", "بتلك", "بهذين", "بهاتين"})


def _past_that(sentence: Sentence, position: int) -> int:
    """Where it goes on after «أن» and its verb: «أمله في أن تسهم تونس في الحل»."""
    if sentence.words(position, position + 1) in (('"',), ("«",)):
        position += 1
    if sentence.words(position, position + 1) != (CLAUSE,):
        return position
    verbal = sentence.classes[position + 1 : position + 2] == ("verb",)
    return position + 2 if verbal else position + 1


def _past_aside(sentence: Sentence, position: int) -> int:
    """Where it goes on after «في بيان له أمس،» and the like."""
    if sentence.words(position, position + 1) != ("في",):
        return position
    if not set(sentence.words(position + 1, position + 2)) & words("reports", "asides"):
        return position
    for end in range(position + 2, min(position + _ASIDE, len(sentence.tokens))):
        if sentence.forms[end] in _COMMAS:
            return end + 1
    return _past_manner(sentence, position + 2)


def _past_setting(sentence: Sentence, position: int, preposition: str) -> int:
    """Where it goes on with `preposition` after when it was said: «ندد في ختام اجتماعه أمس بالهجوم».

    What stands between is a noun phrase after a preposition of time, with clauses that describe it.
    """
    if not _is_setting(sentence, position):
        return position
    for at in range(position + 1, min(position + _SETTING, len(sentence.tokens))):
        form, name = sentence.forms[at], sentence.classes[at]
        if form in _COMMAS:
            return at + 1
        if name == "verb" and sentence.classes[at - 1] not in ("relative", "auxiliary"):
            return position
        if name in ("complementizer", "subordinator", "negator"):
            return at if name == "complementizer" and preposition == CLAUSE else position
        if not preposition or at == position + 1:
            continue
        if prepositions().get((form,)) == preposition and form in _STRONG:
            return at
        if _carried(form) == preposition and _is_matter(sentence, at):
            return at
        if preposition == _BY and _is_praised(sentence, position, at):
            return at
    return position


def _is_setting(sentence: Sentence, position: int) -> bool:
    """Whether an adverb of time or place begins here: «خلال لقاء …», «في ختام اجتماعه …»."""
    word = sentence.words(position, position + 1)
    if word == ("في",):
        return bool(set(sentence.words(position + 1, position + 2)) & words("reports", "settings"))
    return bool(set(word) & words("reports", "during"))


def _is_matter(sentence: Sentence, position: int) -> bool:
    """Whether a word with a clitic tells of an act that one takes a stance on: «بالهجوم»."""
    return any(
        r.preposition and bare(r.rest) in words("reports", "matters")
        for r in readings(sentence.forms[position])
    )


def _is_praised(sentence: Sentence, first: int, position: int) -> bool:
    """Whether a definite noun with ب can be no part of the adverbial: «خلال الحفل بالعلاقات …»."""
    if not sentence.forms[position].startswith("بال") or position - first < _SETTLED:
        return False
    if words("reports", "with_whom") & set(map(bare, sentence.forms[first:position])):
        return False  # «خلال لقائه بالوزير»
    return not any(m.first == position and m.how in _SOMEBODY for m in sentence.mentions)


_SETTLED = 2
_SOMEBODY = frozenset({"person", "office", "name"})
_SETTING = 22
_STRONG = frozenset({"الي", "على", "علي"})
"""Prepositions that bring in the matter even after a noun that they might belong to."""


def _past_manner(sentence: Sentence, position: int) -> int:
    """Where it goes on after «في بيانها الختامي أيضا "…», «في بيان "…»."""
    while position < len(sentence.tokens) and (
        _passed(sentence, position)
        or bare(sentence.forms[position]) in words("reports", "paper_words")
    ):
        position += 1
    return position


def _passed(sentence: Sentence, position: int) -> bool:
    token = sentence.tokens[position]
    return (
        token.form in _SKIPPED
        or token.form in words("reports", "manner")
        or sentence.words(position, position + 2) in _EACH_OF
        or sentence.words(position - 1, position + 1) in _EACH_OF
        or bare(token.form) in words("reports", "degrees")
        or (sentence.classes[position] == "auxiliary" and token.form not in pointing_for())
        or any(t.start <= token.start < t.end for t in sentence.times)
        or _is_again(sentence, position)
    )


def _is_again(sentence: Sentence, position: int) -> bool:
    """Whether a word belongs to an adverb of several: «مرة أخرى», «على الفور», «في الوقت نفسه»."""
    phrases = phrase_list("reports", "adverbs")
    return any(
        sentence.words(first, first + length) in phrases
        for length in (2, 3)
        for first in range(position, position - length, -1)
        if first >= 0
    )


def beyond_owner(sentence: Sentence, trigger: Trigger) -> int | None:
    """Where it goes on with «ل» after whose a noun is, if it is somebody's: «رفض النواب للخطة»."""
    if trigger.form.kind != "noun" or trigger.form.suffix or not _owned_for(trigger):
        return None
    if sentence.forms[trigger.last - 1].endswith(_NUNATION) or _is_for(sentence, trigger.last):
        return None
    owned = trigger.form.words[-1] in words("nouns", "homelands")
    first = trigger.last if owned else trigger.last + 1
    for position in range(first, min(first + _OWNER, len(sentence.tokens))):
        if sentence.classes[position] not in ("word", "auxiliary"):
            return None
        degree = bare(sentence.forms[position]) in words("reports", "degrees")
        if owned and not degree and not _is_for(sentence, position):
            return None  # «رفض بلاده التدخل في الشؤون الداخلية لكينيا»
        if _is_for(sentence, position) or _is_rarely_for(sentence, position):
            return position
    return None


def _is_rarely_for(sentence: Sentence, position: int) -> bool:
    """Whether a rare word right after a name carries ل: «دعم الأمم المتحدة لتوجهات …»."""
    owned = any(mention.last == position for mention in sentence.mentions)
    named = any(mention.first == position for mention in sentence.mentions)
    return owned and not named and _rare(sentence.forms[position]) == "ل"


def _owned_for(trigger: Trigger) -> bool:
    """Whether what the noun is about may follow with «ل»: not so «ضرورة محاسبة الدول …»."""
    return any(by.endswith(" ل") for slot in trigger.form.pattern.slots for by in slot.by)


_OWNER = 8
_NUNATION = "ا"


def _is_for(sentence: Sentence, position: int) -> bool:
    if position >= len(sentence.tokens):
        return False
    form = sentence.forms[position]
    return form in pointing_for() or form == "لما" or _carried(form) == "ل"
