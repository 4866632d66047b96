"""The discourse: what a document has spoken of so far, and how often."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from mithaq.ingest.facts import Participant
from mithaq.ingest.lexicon import words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.names import participant
from mithaq.ingest.tokens import bare
from mithaq.ontology.reference import reference
from mithaq.text import fold

_SENTENCES_BACK = 3
_CALLED_BACK = 5
_PAPER = "Treaty"
_CALLED_AGAIN = frozenset({"Alliance", "Organization", "Body", "ArmedGroup", "Treaty"})


@dataclass(slots=True)
class Discourse:
    """What a document has spoken of: every mention's sentence, and how often each thing came."""

    heard: list[tuple[int, Participant]] = field(default_factory=list)
    count: Counter[str] = field(default_factory=Counter)
    last_called: dict[str, int] = field(default_factory=dict)
    first_heard: dict[str, tuple[int, Participant]] = field(default_factory=dict)
    most_heard: dict[str, Participant] = field(default_factory=dict)
    hoped_for: set[str] = field(default_factory=set)
    ambiguous: dict[str, int] = field(default_factory=dict)
    unlisted: Counter[str] = field(default_factory=Counter)

    def hear(self, number: int, mentions: Sequence[Mention]) -> None:
        """Remember the mentions of sentence `number`."""
        for mention in mentions:
            if not words("nouns", "instead_of").isdisjoint(mention.heads[-1:]):
                continue  # «حلت محل كذا»: the text goes on to speak of what came after it
            if is_hoped_for(mention):
                self.hoped_for.add(mention.candidates[0].iri)
            for heard in (
                *mention.candidates,
                *mention.behind,
                *wholes_of(mention.candidates[0]),
            ):
                self.heard.append((number, heard))
                self.count[heard.iri] += 1
                if heard.kind in _CALLED_AGAIN:
                    self.last_called.update(dict.fromkeys(heads_of(heard), number))
                self._rank(heard)

    def _rank(self, heard: Participant) -> None:
        """Remember a thing that is spoken of more than any other of its class, or was before it."""
        self.first_heard.setdefault(heard.iri, (len(self.heard), heard))
        best = self.most_heard.get(heard.kind)
        if best is None or self._standing(heard) > self._standing(best):
            self.most_heard[heard.kind] = self.first_heard[heard.iri][1]

    def _standing(self, thing: Participant) -> tuple[int, int]:
        return self.count[thing.iri], -self.first_heard[thing.iri][0]

    def nearest(self, fits: Callable[[Participant], bool], number: int) -> Participant | None:
        """What `fits` of what the last sentences spoke of; of several the commonest."""
        recent = [t for t in self._recent(number, _SENTENCES_BACK) if fits(t)]
        return max(recent, key=self._weight) if recent else None

    def called(self, head: str, number: int) -> Participant | None:
        """What was spoken of shortly before by a name that begins with `head`: «الرابطة»."""
        first = number - _CALLED_BACK
        if self.last_called.get(head, -1) < first or self.ambiguous.get(head, first - 1) >= first:
            return None
        recent = [t for t in self._recent(number, _CALLED_BACK) if head in heads_of(t)]
        there = [t for t in recent if t.iri not in self.hoped_for]
        found = max(there or recent, key=self._weight, default=None)
        rival = found is not None and self.unlisted[head] >= self._weight(found)
        return None if rival else found

    def hear_of_unlisted(self, head: str) -> None:
        """Count what the text calls by `head` and no list has, which «المجلس» may mean: «مجلس الوزراء»."""
        self.unlisted[head] += 1

    def hear_of_another(self, head: str, number: int) -> None:
        """Remember that sentence `number` names by `head` what no list has: «المجلس العسكري»."""
        self.ambiguous[head] = number

    def _recent(self, number: int, back: int) -> Iterator[Participant]:
        """What the last `back` sentences spoke of, the latest first."""
        for heard, thing in reversed(self.heard):
            if heard < number - back:
                return
            yield thing

    def recent(self, number: int) -> tuple[Participant, ...]:
        """What the sentences right before sentence `number` spoke of, the latest first."""
        return tuple(self._recent(number, _SENTENCES_BACK))

    def _weight(self, thing: Participant) -> int:
        """How much a document speaks of a thing, a treaty together with its alliance."""
        return self.count[thing.iri] + self.count[reference().treaty_of.get(thing.iri, "")]

    def foremost(
        self, called: tuple[Participant, ...] | None, nearest: tuple[Participant, ...] | None
    ) -> tuple[Participant, ...] | None:
        """Of two that a noun may mean, «هذا الحلف», the one of which the text speaks more."""
        both = [found for found in (called, nearest) if found is not None]
        return max(both, key=lambda found: self._weight(found[0])) if both else None

    def commonest(self, kind: str) -> Participant | None:
        """The thing of class `kind` spoken of most so far; of equals the one heard first."""
        return self.most_heard.get(kind)


@lru_cache(maxsize=4096)
def heads_of(thing: Participant) -> frozenset[str]:
    """The first words of an organisation's Arabic names, by which news calls it again."""
    if thing.kind not in _CALLED_AGAIN:
        return frozenset()
    heads = [bare(fold(label).split()[0]) for tag, label in thing.labels if tag == "ar"]
    return frozenset(heads[:1]) | (frozenset(heads) - words("nouns", "vague_heads"))


def own_head(thing: Participant) -> str:
    """The first word of the Arabic name by which a thing is mostly called."""
    label = thing.label("ar")
    return bare(fold(label).split()[0]) if label else ""


def is_hoped_for(mention: Mention) -> bool:
    """Whether it is another agreement than the one there is: «يسعى إلى اتفاق جديد», «معاهدة بديلة»."""
    treaty = mention.candidates[0]
    if treaty.kind != _PAPER or not mention.preposition or treaty.iri in reference().things:
        return False
    label = fold(treaty.label("ar") or "").split()
    return not words("nouns", "instead_of_it").isdisjoint(label[1:])


def wholes_of(part: Participant) -> Iterator[Participant]:
    """What is spoken of with an article or a body: its treaty, and the alliance of that."""
    if part.kind not in ("Provision", "Body"):
        return
    thing = reference().things.get(part.iri)
    within = None if thing is None else thing.within
    if within is not None and within in reference().things:
        yield participant(within)
        alliance = reference().treaty_of.get(within)
        if alliance is not None:
            yield participant(alliance)
