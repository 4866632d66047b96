"""Things named before by their kind: «هذا الحلف», «الكتلة»; resolved where it is certain."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from mithaq.ingest.classes import WordClass
from mithaq.ingest.facts import Participant
from mithaq.ingest.lexicon import word_lists, words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.names import participant
from mithaq.ingest.tokens import Token, readings
from mithaq.ontology.reference import reference
from mithaq.text import fold

_SENTENCES_BACK = 3
_ADJECTIVES = 3
_CERTAINTY = 0.85
_FOREIGN = frozenset(
    {
        "الدوليه",  # international: names another organisation
        "الدولي",
        "الامميه",  # of the United Nations
        "الاممي",
        "الارهابيه",
        "الارهابي",
        "المتطرفه",
    }
)


@dataclass(slots=True)
class Discourse:
    """What a document has spoken of: every mention's sentence, and how often each thing came."""

    heard: list[tuple[int, Participant]] = field(default_factory=list)
    count: Counter[str] = field(default_factory=Counter)

    def hear(self, number: int, mentions: Sequence[Mention]) -> None:
        """Remember the mentions of sentence `number`."""
        for mention in mentions:
            for heard in (*mention.candidates, *_wholes(mention.candidates[0])):
                self.heard.append((number, heard))
                self.count[heard.iri] += 1

    def nearest(self, kind: str, number: int) -> Participant | None:
        """The thing of class `kind` spoken of in the last sentences; of several the commonest."""
        recent = [
            thing
            for heard, thing in self.heard
            if heard >= number - _SENTENCES_BACK and thing.kind == kind
        ]
        if not recent:
            return None
        return max(reversed(recent), key=self._weight)

    def _weight(self, thing: Participant) -> int:
        """How much a document speaks of a thing, a treaty together with its alliance."""
        return self.count[thing.iri] + self.count[reference().treaty_of.get(thing.iri, "")]

    def commonest(self, kind: str) -> Participant | None:
        """The thing of class `kind` spoken of most so far; of equals the one heard first."""
        best: Participant | None = None
        for _, thing in self.heard:
            if thing.kind == kind and (
                best is None or self.count[thing.iri] > self.count[best.iri]
            ):
                best = thing
        return best


def _wholes(part: Participant) -> Iterator[Participant]:
    """What is spoken of with an article or a body: its treaty, and the alliance of that."""
    thing = reference().things.get(part.iri)
    within = thing.within if thing is not None and part.kind in ("Provision", "Body") else None
    if within is not None and within in reference().things:
        yield participant(within)
        alliance = reference().treaty_of.get(within)
        if alliance is not None:
            yield participant(alliance)


@cache
def _nouns() -> dict[str, str]:
    listed: dict[str, list[str]] = word_lists("nouns")["references"]
    return {"ال" + fold(noun): kind for kind, nouns in listed.items() for noun in nouns}


def find_references(
    tokens: Sequence[Token],
    classes: Sequence[WordClass],
    taken: frozenset[int],
    discourse: Discourse,
    number: int,
    here: Sequence[Mention],
) -> tuple[Mention, ...]:
    """The references of sentence `number` to something named here or shortly before."""
    found: list[Mention] = []
    for position, token in enumerate(tokens):
        if position in taken or classes[position] != "word":
            continue
        for reading in readings(token.form):
            kind = _nouns().get(reading.rest)
            if kind is None:
                continue
            last = _with_adjectives(tokens, taken, position + 1)
            pointed = position > 0 and tokens[position - 1].form in words("nouns", "demonstratives")
            foreign = not pointed and any(t.form in _FOREIGN for t in tokens[position:last])
            known = _antecedent(kind, number, position, discourse, here)
            if foreign or known is None:
                break
            cut = len(reading.conjunction) + (
                len(reading.preposition) if reading.preposition else 0
            )
            start = token.start + (cut if not token.form.startswith("لل") else 1)
            found.append(
                Mention(
                    position,
                    last,
                    start,
                    tokens[last - 1].end,
                    known,
                    "reference",
                    preposition=reading.preposition,
                    conjunction=bool(reading.conjunction),
                    certainty=_CERTAINTY,
                )
            )
            break
    return tuple(found)


def _with_adjectives(tokens: Sequence[Token], taken: frozenset[int], position: int) -> int:
    last = position
    while (
        last < len(tokens)
        and last - position < _ADJECTIVES
        and last not in taken
        and tokens[last].form.startswith("ال")
        and tokens[last].form not in words("grammar", "relatives")
    ):
        last += 1
    return last


def _antecedent(
    kind: str, number: int, position: int, discourse: Discourse, here: Sequence[Mention]
) -> tuple[Participant, ...] | None:
    before = [m for m in here if m.last <= position]
    for mention in reversed(before):
        if mention.candidates[0].kind == kind:
            return mention.candidates
    known = discourse.nearest(kind, number)
    return None if known is None else (known,)
