"""Forms of triggers: how the verbs and nouns of a pattern are written."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from mithaq.ingest.grammar import ATTACHED
from mithaq.ingest.lexicon import words as word_list
from mithaq.ingest.patterns import Frame, Pattern
from mithaq.ingest.verbalnouns import is_verbal_noun
from mithaq.ingest.verbs import Tense, several_forms, short_forms, stems, verb_forms
from mithaq.text import fold

Kind = Literal["verb", "noun"]

_OBJECTS = ("ه", "ها", "هم", "هما", "نا")
_OWNERS = ("ه", "ها", "هم", "هما", "نا", "هن")


@dataclass(frozen=True, slots=True)
class TriggerForm:
    """One written form of a trigger: its words, and what the form itself tells.

    `governing` is the clitic preposition that the word after it must carry: «ملتزم ب»; `short` one that
    the verb has after «لم» alone, «يستعد» of «استعاد»; `several` one of two or many alone, «زارا».
    """

    words: tuple[str, ...]
    kind: Kind
    tense: Tense | None
    suffix: str
    frame: Frame
    pattern: Pattern
    governing: str = ""
    short: bool = False
    several: bool = False


@cache
def _no_verbs() -> frozenset[str]:
    """Words that join clauses, written like a verb."""
    lists = ("complementizers", "pronoun_complementizers", "relatives", "negators")
    return frozenset().union(*(word_list("grammar", key) for key in lists))


def verb_trigger_forms(frame: Frame, pattern: Pattern) -> Iterator[TriggerForm]:
    """The finite forms of a pattern's verbs, each alone and with the pronouns of its object."""
    for root, measure in pattern.verbs:
        for form, tense in verb_forms(root, measure):
            if form in _no_verbs():
                continue  # «أنه», that he, is no «أنهِ»
            short = form in short_forms(root, measure)
            several = form in several_forms(root, measure)
            written = [(form, ""), *((stem + s, s) for stem in stems(form) for s in _OBJECTS)]
            for word, suffix in written:
                yield TriggerForm(
                    (word,), "verb", tense, suffix, frame, pattern, short=short, several=several
                )


def noun_trigger_forms(frame: Frame, pattern: Pattern) -> Iterator[TriggerForm]:
    """A pattern's nouns, each with the article, with the pronouns of its owner, and in the accusative."""
    for noun in pattern.nouns:
        first, *rest = fold(noun).split()
        governing = rest.pop() if rest and rest[-1] in ATTACHED else ""
        yield TriggerForm((first, *rest), "noun", "verbal noun", "", frame, pattern, governing)
        if not first.startswith("ال") or is_verbal_noun(first):  # «التزام» has no article
            definite = ("ال" + first, *rest)
            yield TriggerForm(definite, "noun", "verbal noun", "", frame, pattern, governing)
            if rest or governing:
                continue
            feminine = noun.split()[0].endswith("ة")  # «توجه» ends in a letter of its own
            stem = first[:-1] + "ت" if feminine else first
            for suffix in _OWNERS:
                yield TriggerForm((stem + suffix,), "noun", "verbal noun", suffix, frame, pattern)
            if not feminine:  # «مطالبة» takes no ا: «مطالبها» are her claims
                yield TriggerForm((first + "ا",), "noun", "verbal noun", "", frame, pattern)
