"""Phrases: what only a text's own words name: «الهجوم الانتحاري», as a thing of that text."""

import hashlib
from collections.abc import Iterator
from functools import cache

from mithaq.ingest.facts import Participant
from mithaq.ingest.grammar import CLAUSE
from mithaq.ingest.lexicon import common_words, words
from mithaq.ingest.mouthpieces import TONGUE
from mithaq.ingest.openings import NOT_DOING, opened
from mithaq.ingest.participles import is_saying
from mithaq.ingest.phraseends import QUOTES, UN, end_of, is_joined_adjective, longer_ends
from mithaq.ingest.proclitics import carried_preposition, rarely_carried
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tokens import bare, is_one_of, readings
from mithaq.ingest.transparents import past_transparent
from mithaq.ingest.verbalnouns import is_verbal_noun
from mithaq.iris import slug, thing
from mithaq.text import one_line

Phrase = tuple[Participant, int, int]
"""What a phrase names, and where in the text it begins and ends."""
_CARRIED = ("ل", "ب", "و")
_POINTING = frozenset({"لما", "بما", "مما", "عما", "ما", "من", "ان", "مثل", "هكذا"})
_OWN = ("ه", "ها", "هم", "هما")


def _is_definite(printed: str, opening: str) -> bool:
    """Whether the first word has the article and so is a name by itself: «الهجوم»."""
    return (opening + printed).startswith("ال")


_OWED = "Obligation"
"""Of what is owed every noun counts: «تحظر وجود قوات أجنبية»."""


def phrase_after(
    sentence: Sentence, start: int, opening: tuple[str, ...], kind: str
) -> Phrase | None:
    """The noun phrase at token `start` as a thing of class `kind`.

    It stands after one of the prepositions of `opening`; the empty one means that none governs it.
    """
    for preposition in opening:
        first = opened(sentence, start, preposition)
        if first is None:
            continue
        if kind != _OWED and _is_no_matter(sentence, first):
            continue
        outer = first
        first, clear = (first, False) if kind == _OWED else past_transparent(sentence, first)
        if clear and sentence.words(first, first + 1)[:1] in _pointers():
            first += 1  # «صحة هذا الإعلان»
        if first >= len(sentence.tokens) or sentence.forms[first].startswith("وال"):
            continue
        if sentence.forms[first] in _POINTING or sentence.forms[first] in words(
            "nouns", "demonstratives"
        ):
            continue  # «نفى ذلك», «اعترض على ما قيل»
        if not preposition and _is_nominative(sentence.forms[first]):
            continue  # «اقترح مسؤولون …»: who does it
        if _is_joined(sentence.forms[first]):
            continue  # «دعم وتضامن بلاده»
        last = end_of(sentence, first)
        if _POINTING & set(sentence.forms[first:last]):
            continue  # «لكل ما يسهم»
        if last > first and not _is_another(sentence, first, last):
            vague = last == first + 1 and _is_vague(sentence, first)
            if vague and (not clear or first - outer < _GOVERNING):
                continue
            within = _carried_within(sentence.forms[first]) if clear else preposition
            named = _named(sentence, first, last, within, kind)
            return _widened(sentence, outer, last, preposition, named) if clear else named
    return None


def _is_no_matter(sentence: Sentence, first: int) -> bool:
    """Whether a phrase tells what is not to be done, or who goes on: «طالب بعدم …», «عن قلقها، نافية …»."""
    form = sentence.forms[first]
    return form == TONGUE or bool(NOT_DOING.get(form)) or is_saying(sentence, first)


def _widened(sentence: Sentence, outer: int, last: int, preposition: str, inner: Phrase) -> Phrase:
    """A phrase that goes by a longer name too, with what only opens it: «التوصل إلى اتفاق»."""
    named, start, end = inner
    any_: tuple[tuple[str, str], ...] = ()
    while outer < last and _is_opener(sentence.forms[outer]):
        if sentence.forms[outer] == _ANY:
            any_ = _named(sentence, outer, last, "", named.kind)[0].labels
        outer, preposition = outer + 1, ""
    if sentence.tokens[outer].start >= start:
        labels = tuple(dict.fromkeys((*named.labels, *any_)))
        return Participant(named.iri, named.kind, labels), start, end
    wider = _named(sentence, outer, last, preposition, named.kind)[0]
    labels = tuple(dict.fromkeys((*named.labels, *wider.labels)))
    return Participant(named.iri, named.kind, labels), start, end


_ANY = "اي"


def _is_opener(form: str) -> bool:
    """Whether a word only opens what is meant and names no act: «بضرورة», «أي»."""
    return is_one_of(form, words("reports", "openers"))


_GOVERNING = 2
"""How many words open an indefinite noun that means something with them: «التوصل إلى توافق»."""


def phrase_at(sentence: Sentence, first: int, clitic: str, kind: str) -> Phrase:
    """The noun phrase whose first word, token `first`, carries `clitic`."""
    quoted = sentence.words(first + 1, first + 2) == ('"',)  # «بتمويل "الإرهاب"»
    last = end_of(sentence, first + 1 + quoted)
    return _named(sentence, first, last, clitic, kind)


def phrase_of(sentence: Sentence, first: int, last: int, kind: str) -> Phrase:
    """The words from token `first` to `last` as a thing of class `kind`."""
    return _named(sentence, first, last, "", kind)


def phrase_cut(sentence: Sentence, first: int, cut: int, kind: str) -> Phrase | None:
    """The noun phrase at token `first` without its first `cut` letters: «وبإقامة منطقة عازلة»."""
    last = end_of(sentence, first + 1)
    named, start, end = _named(sentence, first, last, "", kind)
    clitics = sentence.printed(first, first + 1)[:cut]
    labels = tuple((tag, label.removeprefix(clitics)) for tag, label in named.labels)
    labels = tuple(one for one in labels if " " in one[1])
    if not labels:
        return None
    name = named_after(sentence, labels[0][1], kind)
    return Participant(name, kind, labels), start + cut, end


def named_after(sentence: Sentence, printed: str, kind: str) -> str:
    """The IRI of a thing of class `kind` that a sentence tells by some of its words, and no other's."""
    mark = hashlib.sha256(sentence.text[sentence.start : sentence.end].encode()).hexdigest()[:8]
    return thing(kind, f"{slug(printed)}-{mark}")


def _is_vague(sentence: Sentence, first: int) -> bool:
    """Whether one word without article names nothing by itself: «نفى وجود خلاف»."""
    definite = any(bare(r.rest) != r.rest for r in readings(sentence.forms[first]))
    return not definite and not any(end > first + 1 for end in longer_ends(sentence, first + 1))


def _is_another(sentence: Sentence, first: int, last: int) -> bool:
    """Whether one word with a pronoun tells of something that was named before: «إسقاطه»."""
    token = sentence.tokens[first]
    printed = sentence.text[token.start : token.end]
    return last == first + 1 and printed.endswith(_OWN) and "ال" not in printed[:4]


def _carried_within(form: str) -> str:
    """The ب that the noun after «link» and the like carries: «أي صلة له بمتمردي كذا»."""
    carried = carried_preposition(form) or rarely_carried(form)
    return carried if carried == _BY else ""


_BY = "ب"


def _pointed_at(sentence: Sentence, first: int, last: int) -> Iterator[str]:
    """The phrase with the demonstrative before it: «هذه الجريمة», «هذه الجريمة البشعة»."""
    if not first or sentence.forms[first - 1] not in words("nouns", "demonstratives"):
        return
    before = sentence.tokens[first - 1]
    start = before.start + (before.form[0] in _CARRIED)
    for end in (last, first + 1):
        yield one_line(sentence.text[start : sentence.tokens[end - 1].end])


@cache
def _pointers() -> frozenset[tuple[str, ...]]:
    return frozenset((word,) for word in words("nouns", "demonstratives"))


def _is_nominative(form: str) -> bool:
    """Whether a plural's ending says that it is the subject: «مسؤولون», not «قانون»."""
    return form.endswith(_SUBJECTS) and "ال" + form.removesuffix("ون") + "ين" in common_words()


_SUBJECTS = "ون"


def _is_joined(form: str) -> bool:
    """Whether a noun is joined to one before it: «وتضامن»; not «وقف»."""
    return "ال" + form not in common_words() and any(
        r.conjunction
        and not r.preposition
        and ("ال" + bare(r.rest) in common_words() or _is_somebodys(r.rest))
        for r in readings(form)
    )


def _is_somebodys(form: str) -> bool:
    """Whether a verb's noun has its owner's pronoun: «إدانتها واستنكارها الشديدين للهجوم»."""
    return any(form.endswith(own) and is_verbal_noun(form.removesuffix(own)) for own in _OWN)


_TATWEEL = "\N{ARABIC TATWEEL}"


def _unquoted(label: str) -> Iterator[str]:
    """A label of which only one quotation mark is a part, without it: «رفضت كندا "التهديدات" الجديدة»."""
    for mark in _CLOSING:
        quoted, found, after = label.partition(mark)
        if found and mark not in after and not _OPENED.intersection(label):
            yield quoted + after
            if not quoted.endswith(" "):
                yield quoted
            return
    yield label


_CLOSING = ('"', "»", "”")
_OPENED = frozenset("«“")


def _named(sentence: Sentence, first: int, last: int, preposition: str, kind: str) -> Phrase:
    if not preposition and sentence.forms[first].startswith("بال"):
        preposition = "ب"  # «ما يعرف بالجريمة»
    text, tokens = sentence.text, sentence.tokens
    start, end = tokens[first].start, tokens[last - 1].end
    opening = ""
    carried = sentence.words(first - 2, first - 1) != (preposition,)  # not «بـ"بيان …"»
    if (
        preposition
        and preposition != CLAUSE
        and carried
        and sentence.forms[first].removeprefix(preposition) not in ("", sentence.forms[first])
    ):
        start += 1
        opening = "ا" if text[start - 1 : start + 1] == "لل" else ""  # «للأعضاء» is ل and الأعضاء
    while text[start] == _TATWEEL and start < end - 1:
        start += 1  # «بـعدم التهاون»
    definite = _is_definite(text[start : tokens[first].end], opening)
    printed = [
        one_line(opening + text[start : tokens[n - 1].end])
        for n in (*range(last, first, -1), *longer_ends(sentence, last))
        if n >= last or n - first > 1 or definite or sentence.forms[n] == UN
    ]
    printed += _pointed_at(sentence, first, last)
    if definite and is_joined_adjective(sentence, last):
        printed.append(" ".join((opening + text[start : tokens[last].end]).split()))
    printed = [label for label in printed if label[-1] not in QUOTES] or printed[:1]
    printed = [label for one in printed for label in _unquoted(one)]
    labels = tuple(("ar", label) for label in dict.fromkeys(printed))
    return Participant(named_after(sentence, printed[0], kind), kind, labels), start, end
