"""Borders: «на границе Перу и Чили», «на перуанско-чилийской границе»: a place by the two states."""

from collections.abc import Iterator, Sequence

from mithaq.ingest.facts import Participant
from mithaq.ingest.lexemes.lexicons import Lexicon, lexicon
from mithaq.ingest.lexemes.mention import Mention
from mithaq.ingest.lexemes.words import Word
from mithaq.ingest.names import participant
from mithaq.iris import slug, thing

_TWO = 2
_COMPOUND = 3
_REACH = 6
_DASH = "-"


def borders(words: Sequence[Word], known: Lexicon, found: Sequence[Mention]) -> Iterator[Mention]:
    """The borders that a sentence names, each at its noun, which the names beside it stay apart from."""
    nouns = known.words("borders")
    for place, word in enumerate(words):
        if word.lemma not in nouns:
            continue
        states = _before(words, place, known) or _behind(place, found)
        labels = [(known.language, word.lemma)]
        if len(states) == _TWO:
            one, other = (state.label("en") or "" for state in states)
            labels = [("en", f"{one}–{other} border"), ("en", f"{other}–{one} border"), *labels]
        name = slug(labels[0][1])
        border = Participant(thing("Place", name), "Place", tuple(labels))
        yield Mention(place, place + 1, (border,), "name", cases=word.cases)


def _before(words: Sequence[Word], place: int, known: Lexicon) -> list[Participant]:
    """The states of «киргизско-таджикская»: an adjective cut short and a whole one."""
    if place < _COMPOUND or words[place - _TWO].form != _DASH:
        return []
    whole = words[place - 1].lemma
    short = words[place - _TWO - 1].form.removesuffix("о")
    adjectives = lexicon(known.language).demonyms
    first = next((code for name, code in adjectives.items() if name.startswith(short)), None)
    codes = [code for code in (first, adjectives.get(whole)) if code]
    return [participant(thing("State", code)) for code in codes]


def _behind(place: int, found: Sequence[Mention]) -> list[Participant]:
    """The states of «граница Перу и Чили», «граница между Перу и Чили», «граница Перу с Чили»."""
    near = [m for m in found if 0 < m.first - place <= _REACH]
    return [m.candidates[0] for m in near if m.candidates[0].kind == "State"][:_TWO]
