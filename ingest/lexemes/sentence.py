"""A sentence of English or Russian as extraction sees it: words, mentions, times, clauses."""

from collections.abc import Sequence
from dataclasses import dataclass

from mithaq.ingest.facts import Participant
from mithaq.ingest.lexemes.lexicons import Lexicon, Phrases
from mithaq.ingest.lexemes.mention import Memory, Mention
from mithaq.ingest.lexemes.times import Placed
from mithaq.ingest.lexemes.words import Word


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; `headline`: the first line; `memory`: whom the document has named up to here.

    `about` are the alliance, the treaty and the state that the sentences before are about.
    """

    start: int
    end: int
    text: str
    words: tuple[Word, ...]
    mentions: tuple[Mention, ...]
    times: tuple[Placed, ...]
    lexicon: Lexicon
    headline: bool
    memory: Memory
    about: tuple[Participant, ...] = ()

    @property
    def question(self) -> bool:
        """Whether it asks."""
        return self.text[self.start : self.end].rstrip("\"'”’»)").endswith("?")

    def at(self, place: int) -> Mention | None:
        """The mention that holds the word at `place`."""
        return next((m for m in self.mentions if m.first <= place < m.last), None)

    def printed(self, mention: Mention) -> str:
        """A mention as it stands in the text."""
        return self.text[self.words[mention.first].start : self.words[mention.last - 1].end]

    def form(self, place: int) -> str:
        """The form at `place`; empty beyond the ends."""
        return self.words[place].form if 0 <= place < len(self.words) else ""

    def lemma(self, place: int) -> str:
        """The lemma at `place`; empty beyond the ends."""
        return self.words[place].lemma if 0 <= place < len(self.words) else ""

    def find(self, phrases: Phrases, first: int, last: int) -> int:
        """Where in words `first` to `last` one of `phrases` begins, the last of them; -1 where none."""
        for place in range(min(last, len(self.words)) - 1, max(first, 0) - 1, -1):
            if self.is_phrase(phrases, place):
                return place
        return -1

    def is_phrase(self, phrases: Phrases, place: int) -> int:
        """How many words of one of `phrases` stand at `place`, by form or lemma; 0 where none."""
        for phrase in phrases:
            if all(
                word in (self.form(place + n), self.lemma(place + n))
                for n, word in enumerate(phrase)
            ):
                return len(phrase)
        return 0

    def clause(self, place: int) -> tuple[int, int]:
        """The clause around the word at `place`: to the next words that begin or end one."""
        ends = self.lexicon.markers["clause_ends"]
        first = place
        while first > 0 and not self.is_phrase(ends, first - 1):
            first -= 1
        last = place + 1
        while last < len(self.words) and not self.is_phrase(ends, last):
            last += 1
        return first, last

    def preposition(self, mention: Mention) -> str:
        """What word governs a mention: the one before its articles, adjectives and kind («the city of»)."""
        if mention.how == "possessor":
            return ""
        kinds = self.lexicon.words("kinds")
        place = self.lead(mention) - 1
        for _step in range(_PHRASE):
            if place < 0:
                return ""
            form = self.form(place)
            of_kind = form == "of" and self.form(place - 1) in kinds
            if not (of_kind or form in kinds or self.is_modifier(place)):
                return self._of_list(place) or form
            place -= 1
        return ""

    def _of_list(self, place: int) -> str:
        """What governs the first of «between A and B», «from A, B and C», from the «and» at `place`."""
        if self.lexicon.language == "ru" or self.form(place) not in self.lexicon.words("and"):
            return ""
        last = place - 1 if self.form(place - 1) == "," else place
        before = next((m for m in self.mentions if m.last == last), None)
        while before is not None:
            governor = self.preposition(before)
            if governor != ",":
                return governor
            comma = before.first
            while comma > 0 and self.form(comma) != ",":
                comma -= 1
            before = next((m for m in self.mentions if m.last == comma), None)
        return ""

    def lead(self, mention: Mention) -> int:
        """Where the phrase begins that a Russian genitive stands in: «власти Судана», «на юг Ливана».

        The place of the mention itself where no noun that stands for it goes before.
        """
        leads = self.lexicon.words("leads")
        best = place = mention.first
        if not leads or not mention.may_be("gent"):
            return best
        while place > 0 and mention.first - place < _LED:
            place -= 1
            word = self.words[place]
            held = self.at(place)
            if held is not None and held.how == "name":
                break
            if word.lemma in leads:
                best = place
            elif not (word.pos in _ADJECTIVES or (word.pos == "NOUN" and "gent" in word.cases)):
                break
        return best

    def may_be(self, mention: Mention, *cases: str) -> bool:
        """Whether a mention, or the noun that stands for it, may stand in one of the cases."""
        lead = self.lead(mention)
        if lead == mention.first:
            return mention.may_be(*cases)
        return not self.words[lead].cases.isdisjoint(cases)

    def is_in(self, mention: Mention, case: str) -> bool:
        """Whether a mention, or the noun that stands for it, shows the case by its form."""
        lead = self.lead(mention)
        return case in (mention.cases if lead == mention.first else self.words[lead].cases)

    def apart(self, first: int, last: int) -> int:
        """How many words stand between two places, a name counted as one."""
        held = sum(m.last - m.first - 1 for m in self.mentions if first <= m.first < m.last <= last)
        return last - first - held

    def is_modifier(self, place: int) -> bool:
        """Whether a word stands between a noun and its preposition: «the new 15-nation West African …»."""
        word = self.words[place]
        if is_modifier(self.words, place, self.lexicon) or word.pos in _ADJECTIVES:
            return True
        if {word.form, word.lemma} & (self.lexicon.words("titles") | self.lexicon.words("between")):
            return True
        held = self.at(place)
        return held is not None and held.how == "demonym" and self.lexicon.language == "en"

    def group(self, mention: Mention) -> tuple[Mention, ...]:
        """The list that a mention stands in, «A, B and C»; of one where it stands alone."""
        if mention not in self.mentions:
            return (mention,)  # of what was told before
        number = self.mentions.index(mention)
        same = tuple(m for m in self.mentions if m.first == mention.first)
        if len(same) > 1:
            return same
        found = (*self._run(number, -1)[::-1], mention, *self._run(number, 1))
        between = {w.form for w in self.words[found[0].first : found[-1].last]}
        listed = between & self.lexicon.words("and") or len(found) >= _LIST
        return found if listed else (mention,)

    def _run(self, number: int, step: int) -> list[Mention]:
        found: list[Mention] = []
        while 0 <= number + step < len(self.mentions):
            one, other = sorted((number, number + step))
            between = {
                w.form for w in self.words[self.mentions[one].last : self.mentions[other].first]
            }
            if self._is_title(one, other):
                number += step
                continue
            if self._is_person(one) != self._is_person(other):
                break
            if not between or not between <= self._joining() or not between & self._links():
                break
            if between == {","} and self._opens(self.mentions[one]):
                break
            number += step
            if not self._is_title(number, number + 1):
                found.append(self.mentions[number])
        return found

    def is_title(self, mention: Mention) -> bool:
        """Whether a mention is the office of a person named right behind it."""
        if mention not in self.mentions:
            return False
        number = self.mentions.index(mention)
        return self._is_title(number, number + 1)

    def _is_title(self, one: int, other: int) -> bool:
        """Whether a mention is the office of the person right behind it."""
        if other >= len(self.mentions):
            return False
        office, person = self.mentions[one], self.mentions[other]
        return office.how == "office" and person.how == "person" and office.last == person.first

    def _opens(self, mention: Mention) -> bool:
        """«In Minsk, Russia and Belarus …»: what opens the sentence behind a preposition begins no list."""
        if self.lexicon.language != "en" or mention.first > _OPENING:
            return False
        return self.form(0) in self.lexicon.words("prepositions")

    def _is_person(self, number: int) -> bool:
        return self.mentions[number].how == "person" or self._is_title(number, number + 1)

    def _links(self) -> frozenset[str]:
        return self.lexicon.words("and") | {","}

    def _joining(self) -> frozenset[str]:
        return self._links() | self.lexicon.words("forces") | {"the", "a", "both"}


_PHRASE = 9
_OPENING = 3
_LED = 6
_LIST = 3
_ADJECTIVES = frozenset({"ADJF", "NUMR"})


def is_modifier(words: Sequence[Word], place: int, lexicon: Lexicon) -> bool:
    """Whether a word is an article, an adjective, a number or part of a compound before a noun."""
    form = words[place].form
    if form in lexicon.words("between") or form in lexicon.words("modifiers") or form.isdigit():
        return True
    joined = {words[n].form for n in (place - 1, place, place + 1) if 0 <= n < len(words)}
    return _DASH in joined


_DASH = "-"


def heads(sentence: Sentence, mention: Mention, nouns: Sequence[str] | frozenset[str]) -> bool:
    """Whether a demonym's noun is one that acts for its state: «Armenian forces»."""
    after = [mention.last + n for n in range(2)]
    return any({sentence.form(n), sentence.lemma(n)} & set(nouns) for n in after)
