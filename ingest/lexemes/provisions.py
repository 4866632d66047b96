"""Provisions: the articles of treaties, by their numbers or as the article spoken of."""

import re
from collections.abc import Iterator, Sequence

from mithaq.ingest.facts import Participant
from mithaq.ingest.lexemes.describing import treaty_behind
from mithaq.ingest.lexemes.lexicons import Lexicon
from mithaq.ingest.lexemes.mention import Memory, Mention
from mithaq.ingest.lexemes.words import Word
from mithaq.ingest.names import participant
from mithaq.ontology.reference import reference

_ROMAN = re.compile(r"(?=[ivx])(x{0,3})(ix|iv|v?i{0,3})")
_ROMAN_TENS, _ROMAN_UNITS = (
    10,
    {"": 0, "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9},
)
_OF = frozenset({"of", "the"})


def articles(
    words: Sequence[Word], found: Sequence[Mention], lexicon: Lexicon, memory: Memory
) -> Iterator[Mention]:
    """«Article 5 of the North Atlantic Treaty», «статья 4 Договора …»; a bare one is the last treaty's.

    «The article», «that clause» is the one named last, which `memory` learns.
    """
    treaty = memory.treaty or memory.implied
    nouns = lexicon.words("articles")
    for place, word in enumerate(words[:-1]):
        if word.lemma not in nouns:
            continue
        at = place + 1 if number_of(words[place + 1]) else place - 1
        number = number_of(words[at]) if at >= 0 else None
        if number is None:
            if memory.provision is not None and words[place - 1].form in ("the", "this", "that"):
                yield Mention(place, place + 1, (memory.provision,), "provision", cases=word.cases)
            continue
        first, last = min(place, at), max(place, at) + 1
        owner = treaty
        for mention in found:
            gap = {w.form for w in words[last : mention.first]}
            if mention.first >= last and mention.first - last <= len(_OF) and gap <= _OF | {","}:
                known = treaty_behind(mention)
                if known is not None:
                    owner, last = known, mention.last
                break
        if owner is not None:
            memory.provision = _article(owner, number)
            yield Mention(first, last, (memory.provision,), "provision", cases=word.cases)


def number_of(word: Word) -> int | None:
    """The number of an article, in digits or Roman: 5, V; none of another word."""
    form = word.form
    if form.isdigit():
        return int(form)
    roman = _ROMAN.fullmatch(form) if word.text.isupper() else None
    if roman and form:
        return len(roman[1]) * _ROMAN_TENS + _ROMAN_UNITS[roman[2]]
    return None


def _article(treaty: Participant, number: int) -> Participant:
    iri = f"{treaty.iri}/article/{number}"
    if iri in reference().things:
        return participant(iri)
    labels = [("en", f"{label} Article {number}") for tag, label in treaty.labels if tag == "en"]
    labels += [(tag, f"{label}, {number}") for tag, label in treaty.labels if tag != "en"]
    return Participant(iri, "Provision", tuple(labels))
