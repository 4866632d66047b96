"""Matters: what a noun phrase is about: «التدخل التركي» is of Turkey; and the phrase itself."""

import hashlib
from collections.abc import Iterator

from mithaq.ingest.facts import Participant
from mithaq.ingest.grammar import prepositions
from mithaq.ingest.lexicon import common_words, words
from mithaq.ingest.mentions import Mention, attached_preposition
from mithaq.ingest.sentences import Sentence
from mithaq.ingest.tokens import readings
from mithaq.ingest.treaties import is_noun
from mithaq.ingest.triggers import Trigger
from mithaq.iris import slug, thing

MATTER = "matter"
CLAUSE = "ان"
"""The preposition, as it were, of a clause that tells the matter: «اعتبر أن الاتفاق …»."""
_PRONOUNS = ("انه", "انها", "انهم", "انهما")
_REACHED = 0.1
_WORD = 0.04
_PASSED = 0.15
_LONGEST = 7
_MOST_WORDS = 4
_ASIDE = 12
_SUBJECT_NEAR = 2
_SKIPPED = frozenset({"،", ",", '"', "«", "»", "(", ")"})
_POINTING = frozenset({"ذلك", "ذاك"})
_INNER = frozenset({"في", "ضد", "مع", "علي", "من", "الي", "عن"})


def matter_of(
    sentence: Sentence, trigger: Trigger, preposition: str
) -> Iterator[tuple[int, float]]:
    """The mention that the noun phrase after a verb is of: «انتقد سياسة إيران», «رحب بقرار مصر».

    `preposition` must open the phrase; empty where the phrase is the verb's object.
    """
    for start in _starts(sentence, trigger):
        first = _opened(sentence, start, preposition)
        if first is None:
            continue
        found = _reached(sentence, first)
        if found is not None:
            yield found
            return


def phrase_after(
    sentence: Sentence, start: int, opening: tuple[str, ...], kind: str
) -> tuple[Participant, int, int] | None:
    """The noun phrase at token `start` as a thing of class `kind`, with where it begins and ends."""
    for preposition in opening:
        first = _opened(sentence, start, preposition)
        if first is None:
            continue
        first, clear = _past_transparent(sentence, first)
        if first >= len(sentence.tokens) or sentence.forms[first].startswith("وال"):
            continue
        last = _phrase_end(sentence, first)
        if last > first:
            return _named(sentence, first, last, "" if clear else preposition, kind)
    return None


def _past_transparent(sentence: Sentence, first: int) -> tuple[int, bool]:
    """Past nouns that only open what is meant: «تورطها في الهجوم», «وجود برنامج»."""
    form = sentence.forms[first]
    stems = {form, *(form.removesuffix(ending) for ending in ("ها", "ه", "هم"))}
    stems |= {stem[:-1] + "ه" for stem in stems if stem.endswith("ت")}
    if not any(stem in words("reports", "transparent") for stem in stems):
        return first, False
    position = first + 1
    if position < len(sentence.tokens) and sentence.classes[position] == "preposition":
        position += 1
    return position, True


def _starts(sentence: Sentence, trigger: Trigger) -> Iterator[int]:
    """Where the phrase may begin: after the verb, or after its subject."""
    after = [m for m in sentence.mentions if m.first >= trigger.last]
    subject = after[0] if after else None
    if subject is not None and not subject.preposition and subject.how != "demonym":
        near = subject.first - trigger.last <= _SUBJECT_NEAR
        if near and subject.of_kind(_AGENTS) is not None:
            yield max(m.last for m in _list_of(sentence, subject))
    yield trigger.last


def _list_of(sentence: Sentence, mention: Mention) -> list[Mention]:
    """The mentions coordinated with one, itself first."""
    position = sentence.mentions.index(mention)
    return [sentence.mentions[n] for n in sentence.groups[position]]


_AGENTS = frozenset({"Person", "State", "Alliance", "Organization", "Body", "ArmedGroup"})


def _opened(sentence: Sentence, start: int, preposition: str) -> int | None:
    """Where the phrase's first noun stands, after adverbs and the preposition wanted."""
    position = start
    while position < len(sentence.tokens) and _passed(sentence, position):
        position += 1
    position = _past_aside(sentence, position)
    if position >= len(sentence.tokens):
        return None
    form = sentence.forms[position]
    if sentence.classes[position] == "complementizer":
        clause = preposition == CLAUSE and not form.endswith(_PRONOUNS)
        return position + 1 if clause else None
    name = prepositions().get((form,))
    if name is not None and preposition == CLAUSE:
        return _opened(sentence, position + 1, CLAUSE) if name == "من" else None
    if name is not None:
        return position + 1 if name == preposition else None
    clitic = attached_preposition(form)
    mention = next((m for m in sentence.mentions if m.first == position), None)
    cut = mention.preposition if mention is not None and mention.governor < 0 else ""
    governed = clitic.preposition if clitic is not None else cut
    if form in _NOT_DOING:
        return position if preposition == _NOT_DOING[form] else None
    if governed != preposition or sentence.classes[position] not in ("word", "number"):
        return None
    return position


_NOT_DOING = {"عدم": "", "بعدم": "ب", "لعدم": "ل"}
"""«not doing», which is a noun though it negates, with the preposition that it carries."""


def _past_aside(sentence: Sentence, position: int) -> int:
    """Where it goes on after «في بيان له أمس،» and the like."""
    if sentence.words(position, position + 1) != ("في",):
        return position
    if not set(sentence.words(position + 1, position + 2)) & words("reports", "asides"):
        return position
    for end in range(position + 2, min(position + _ASIDE, len(sentence.tokens))):
        if sentence.forms[end] in ("،", ","):
            return end + 1
    return position


def _passed(sentence: Sentence, position: int) -> bool:
    token = sentence.tokens[position]
    return (
        token.form in _SKIPPED
        or token.form in words("reports", "manner")
        or sentence.classes[position] == "auxiliary"
        or any(t.start <= token.start < t.end for t in sentence.times)
    )


def _reached(sentence: Sentence, first: int) -> tuple[int, float] | None:
    at = {m.first: n for n, m in enumerate(sentence.mentions)}
    cost = _REACHED
    for position in range(first, min(first + _LONGEST, len(sentence.tokens))):
        if sentence.forms[position] in _POINTING:
            return None
        if position in at:
            named = sentence.mentions[at[position]]
            if named.candidates[0].kind == "Place" and position > first:
                return None  # «إعلان القاهرة» is no matter of Egypt's
            return at[position], cost
        name = sentence.classes[position]
        if name == "preposition" and sentence.forms[position] in _INNER and position > first:
            cost += _PASSED
        elif name not in ("word", "number") and sentence.forms[position] not in ('"', "«"):
            return None
        cost += _WORD
    return None


def _phrase_end(sentence: Sentence, first: int) -> int:
    taken = {n for m in sentence.mentions if m.how != "demonym" for n in range(m.first, m.last)}
    position = first
    while position < len(sentence.tokens) and sentence.forms[position] in words(
        "nouns", "demonstratives"
    ):
        position += 1
    while position < len(sentence.tokens) and position - first < _MOST_WORDS:
        form = sentence.forms[position]
        if position == first and form in _NOT_DOING:
            position += 1
            continue
        if not is_noun(sentence.classes[position], form) or position in taken:
            break
        if position > first and (_starts_anew(form) or _is_clitic(form)):
            break
        position += 1
    return position


def _longer(sentence: Sentence, last: int) -> Iterator[int]:
    """Where the phrase ends with what a preposition governs after it, if one does."""
    position = last
    while position < len(sentence.tokens) and position - last < _MOST_WORDS:
        if sentence.classes[position] not in ("word", "number") and not (
            position == last and sentence.classes[position] == "preposition"
        ):
            break
        position += 1
    if position > last:
        yield position


def _is_clitic(form: str) -> bool:
    """Whether a word that begins with ب is no word with it: «بوصفها», «بنقل»; not «بحرية»."""
    return form.startswith("ب") and not {form, "ال" + form} & common_words()


def _starts_anew(form: str) -> bool:
    """Whether a word is joined or governed by a clitic and so no part of the phrase."""
    return attached_preposition(form) is not None or (
        form.startswith("و")
        and any(r.conjunction and r.rest.startswith("ال") for r in readings(form))
    )


def _named(
    sentence: Sentence, first: int, last: int, preposition: str, kind: str
) -> tuple[Participant, int, int]:
    text = sentence.text
    start, end = sentence.tokens[first].start, sentence.tokens[last - 1].end
    if preposition and preposition != CLAUSE and sentence.forms[first].startswith(preposition):
        start += 1
    printed = [
        " ".join(text[start : sentence.tokens[n - 1].end].split())
        for n in (*range(last, first, -1), *_longer(sentence, last))
        if n >= last or n - first > 1
    ]
    mark = hashlib.sha256(text[sentence.start : sentence.end].encode()).hexdigest()[:8]
    name = thing(kind, f"{slug(printed[0])}-{mark}")
    return Participant(name, kind, tuple(("ar", label) for label in printed)), start, end
