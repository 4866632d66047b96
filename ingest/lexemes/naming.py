"""Naming: who and what a sentence names: known things, people by their offices, the alliance spoken of."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from mithaq.ingest.facts import Participant
from mithaq.ingest.lexemes.antecedents import antecedents
from mithaq.ingest.lexemes.borders import borders
from mithaq.ingest.lexemes.countries import countries
from mithaq.ingest.lexemes.describing import described, with_treaties
from mithaq.ingest.lexemes.lexicons import Lexicon
from mithaq.ingest.lexemes.lexicons import lexicon as lexicon_of
from mithaq.ingest.lexemes.mention import Memory, Mention, taken_words
from mithaq.ingest.lexemes.owners import with_owners
from mithaq.ingest.lexemes.persons import people
from mithaq.ingest.lexemes.provisions import articles
from mithaq.ingest.lexemes.references import pronouns, references
from mithaq.ingest.lexemes.remembering import remember, remember_treaties
from mithaq.ingest.lexemes.shortnames import shortened, with_brackets
from mithaq.ingest.lexemes.words import Word, in_nominative, possible_cases
from mithaq.ingest.lexemes.words import words as cut
from mithaq.ingest.names import CONCEPTS, participant
from mithaq.iris import THING, slug, thing
from mithaq.ontology.reference import reference


@dataclass(slots=True, eq=False)
class _Node:
    is_word: bool = False
    forms: set[str] = field(default_factory=set)
    following: dict[str, "_Node"] = field(default_factory=dict)
    iris: list[tuple[str, str]] = field(default_factory=list)


@cache
def _names(language: str) -> _Node:
    """The tree of what the reference calls things in `language`, and of Latin abbreviations."""
    root = _Node()
    for name in reference().names:
        latin = name.relation == "abbreviation" and name.text.isascii()
        if name.kind in CONCEPTS or (name.language != language and not latin):
            continue
        node = root
        text = name.text.removeprefix("The ").removeprefix("the ")
        parts = cut(text, 0, len(text), language)
        for word in parts:
            node = node.following.setdefault(word.lemma, _Node())
        node.forms.add(parts[0].form)
        node.is_word = node.is_word or not text.isupper()
        if (name.iri, name.relation) not in node.iris:
            node.iris.append((name.iri, name.relation))
    for phrase, local in lexicon_of(language).called.items():
        node = root
        for word in cut(phrase, 0, len(phrase), language):
            node = node.following.setdefault(word.lemma, _Node())
        node.iris.append((f"{THING}{local}", "alternative"))
    for adjective, code in lexicon_of(language).demonyms.items():
        node = root.following.setdefault(adjective, _Node())
        node.iris.append((thing("State", code), "demonym"))
    return root


def known(words: Sequence[Word], language: str) -> Iterator[Mention]:
    """The known names of a sentence, the longest first come."""
    position = 0
    while position < len(words):
        found = _at(words, position, language)
        if found is None or _is_compass(words, found, lexicon_of(language)):
            position += 1
            continue
        yield found
        position = found.last


def _is_compass(words: Sequence[Word], found: Mention, lexicon: Lexicon) -> bool:
    """«West African», «Gulf states», where no West and no Gulf is named."""
    alone = found.last == found.first + 1 and words[found.first].form in lexicon.words("modifiers")
    if not alone or found.last >= len(words):
        return False
    after = words[found.last]
    return after.is_capital or after.form in lexicon.words("states") | lexicon.words("countries")


def _at(words: Sequence[Word], first: int, language: str) -> Mention | None:
    node: _Node | None = _names(language)
    best: Mention | None = None
    position = first
    while node is not None and position < len(words):
        word = words[position]
        lemmas = word.lemmas if word.is_capital else (word.lemma,)
        node = next((found for lemma in lemmas if (found := node.following.get(lemma))), None)
        position += 1
        if node is not None and node.iris:
            mention = _mention(node, words, first, position)
            best = mention or best
    return best


def _mention(node: _Node, words: Sequence[Word], first: int, last: int) -> Mention | None:
    iris = node.iris
    things = [participant(iri) for iri, _relation in iris]
    is_office = things[0].kind == "Office"
    demonym = all(relation == "demonym" for _iri, relation in iris)
    common = is_office or demonym or (things[0].kind == "ArmedGroup" and node.is_word)
    if not common and not any(word.is_capital for word in words[first:last]):
        return None
    if last == first + 1 and not is_office and words[first].text.isascii():
        short = iris[0][1] == "abbreviation"
        if short and not words[first].text.isupper() and len(words[first].text) <= _SHORT:
            return None
    printed = words[first].text
    short = last == first + 1 and iris[0][1] == "abbreviation" and not printed.isascii()
    if short and printed[1:].islower():
        return None  # «Муса» is not «МУС»
    if is_office:
        hyphened = last > first + 2 and words[first + 1].form == "-"
        head = words[first + 2 if hyphened else first]
        cases = head.cases | possible_cases(head.form) if head.cases else head.cases
        return Mention(first, last, tuple(things), "office", cases=cases)
    candidates = dict.fromkeys(things)
    for one in things:
        other = reference().capitals.get(one.iri) or reference().treaty_of.get(one.iri)
        if other:
            candidates[participant(other)] = None
    how = "demonym" if demonym else "name"
    cases = words[first].cases
    if cases and not demonym and words[first].form in node.forms:
        cases |= {"nomn"} if words[first].form.endswith(_FEMININE) else {"nomn", "accs"}
    return Mention(first, last, tuple(candidates), how, cases=cases)


_FEMININE = ("а", "я")
_SHORT = 4


def mentions(
    words: Sequence[Word], lexicon: Lexicon, memory: Memory, document: str
) -> tuple[Mention, ...]:
    """Everything that the words name, in their order; `memory` learns whom they name."""
    found = list(with_brackets(words, tuple(known(words, lexicon.language)), memory))
    found += shortened(words, found, memory)
    seats = list(_seats(words, lexicon, found))
    taken = taken_words(seats)
    found = _sorted([*(m for m in found if m.first not in taken), *seats])
    refer = antecedents if lexicon.language == "en" else references
    found += refer(words, lexicon, memory, found)
    found += described(words, found, lexicon, document, memory)
    found = _sorted(found)
    found += countries(words, lexicon, memory, found)
    found = _sorted(found)
    remember_treaties(found, words, lexicon, memory)
    numbered = list(articles(words, found, lexicon, memory))
    taken = taken_words(numbered)
    found = [m for m in found if not taken & set(range(m.first, m.last))] + numbered
    found = with_owners(_sorted(found), words, lexicon)
    found += people(words, lexicon, memory, found)
    found += _places(words, lexicon, found)
    found += borders(words, lexicon, found)
    found += pronouns(words, lexicon, memory, found)
    last_treaty = memory.treaty or memory.implied
    found = [with_treaties(m, last_treaty, lexicon.language) for m in _sorted(found)]
    found = _with_holders(found, memory)
    remember(found, words, memory)
    return tuple(found)


def _seats(words: Sequence[Word], lexicon: Lexicon, found: Sequence[Mention]) -> Iterator[Mention]:
    """«иракская столица», «столица Ирака»: the capital by its state."""
    nouns = lexicon.words("seats")
    capitals = {state: place for place, state in reference().capitals.items()}
    for place, word in enumerate(words):
        if word.lemma not in nouns:
            continue
        beside = [m for m in found if m.last == place or m.first == place + 1]
        for mention in beside:
            seat = capitals.get(mention.candidates[0].iri)
            if seat and (mention.how == "demonym" or mention.may_be("gent")):
                both = (participant(seat), mention.candidates[0])
                first, last = min(mention.first, place), max(mention.last, place + 1)
                yield Mention(first, last, both, "name", cases=word.cases)
                break


def _with_holders(found: Sequence[Mention], memory: Memory) -> list[Mention]:
    """The mentions, a bare office as whoever was named with it: «генсек» of «генсек НАТО X»."""
    result: list[Mention] = []
    for mention in found:
        one = memory.holders.get(mention.candidates[0].iri) if mention.how == "office" else None
        bare = one is not None and mention.whose is None
        others = (one,) if one is not None and bare else ()
        result.append(replace(mention, candidates=(*mention.candidates, *others)))
    return result


def _sorted(found: Sequence[Mention]) -> list[Mention]:
    return sorted(found, key=lambda mention: (mention.first, mention.last))


def _places(words: Sequence[Word], lexicon: Lexicon, found: Sequence[Mention]) -> Iterator[Mention]:
    """«at Mansila», «под Мансилой»: a capital that nobody knows behind a preposition of place."""
    taken = taken_words(found)
    prepositions, common = lexicon.words("whereabouts"), lexicon.words("common")
    yield from _geography(words, lexicon, found)
    for place in range(1, len(words)):
        word, before = words[place], words[place - 1]
        at_site = before.lemma in lexicon.words("sites") and place - 1 not in taken
        if not (before.form in prepositions or at_site) or place in taken or not word.is_capital:
            continue
        if word.form in common or word.text.isupper() or not word.form.isalpha():
            continue
        last = place + 1
        while last < len(words) and last not in taken and words[last].is_capital:
            last += 1
        last = _end_of_hyphenated(words, last)
        sited = last < len(words) and words[last].lemma in lexicon.words("sites")
        if lexicon.language == "ru" and words[last - 1].pos == "ADJF" and sited:
            last += 1  # «Иркутская область»
        if any(w.form in lexicon.words("papers") for w in words[place:last]):
            continue
        name = " ".join(w.text for w in words[place:last]).replace(" - ", "-")
        if lexicon.language == "ru" and last == place + 1:
            name = word.lemma.capitalize()
        elif lexicon.language == "ru" and words[last - 1].lemma in lexicon.words("sites"):
            name = " ".join(in_nominative(words[place:last])).capitalize()
        one = Participant(thing("Place", slug(name)), "Place", ((lexicon.language, name),))
        cases = before.cases if at_site else word.cases
        yield Mention(place - at_site, last, (one,), "name", cases=cases)


def _end_of_hyphenated(words: Sequence[Word], last: int) -> int:
    """Where «Бен-Гурион» ends of which «Бен» ends at `last`."""
    while last + 1 < len(words) and words[last].form == "-" and words[last + 1].form.isalpha():
        last += 2
    return last


def _geography(
    words: Sequence[Word], lexicon: Lexicon, found: Sequence[Mention]
) -> Iterator[Mention]:
    """«the West Philippine Sea», «the Lipton Heights»: capitals that end in what lies on a map."""
    taken = taken_words([m for m in found if m.how != "demonym"])
    nouns = lexicon.words("geography")
    for last, word in enumerate(words):
        first = last
        while first > 0 and first - 1 not in taken and words[first - 1].is_capital:
            first -= 1
        if word.form not in nouns or not word.is_capital or last in taken or first == last:
            continue
        if words[first - 1].form != "the" and words[first - 1].form not in lexicon.words(
            "whereabouts"
        ):
            continue
        name = " ".join(w.text for w in words[first : last + 1])
        one = Participant(thing("Place", slug(name)), "Place", ((lexicon.language, name),))
        yield Mention(first, last + 1, (one,), "name")
