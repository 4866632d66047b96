"""Naming: who and what a sentence names: known things, people by their offices, the alliance spoken of."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from mithaq.ingest.facts import Participant
from mithaq.ingest.lexemes.describing import articles, described, treaty_behind, with_treaties
from mithaq.ingest.lexemes.lexicons import Lexicon
from mithaq.ingest.lexemes.lexicons import lexicon as lexicon_of
from mithaq.ingest.lexemes.mention import Memory, Mention, taken_words
from mithaq.ingest.lexemes.persons import people
from mithaq.ingest.lexemes.references import OPENING, alliance_of, pronouns, references
from mithaq.ingest.lexemes.words import Word
from mithaq.ingest.lexemes.words import words as cut
from mithaq.ingest.names import CONCEPTS, participant
from mithaq.iris import THING, slug, thing
from mithaq.ontology.reference import reference


@dataclass(slots=True, eq=False)
class _Node:
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
        if found is None:
            position += 1
            continue
        yield found
        position = found.last


def _at(words: Sequence[Word], first: int, language: str) -> Mention | None:
    node: _Node | None = _names(language)
    best: Mention | None = None
    position = first
    while node is not None and position < len(words):
        node = next(
            (found for lemma in words[position].lemmas if (found := node.following.get(lemma))),
            None,
        )
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
    common = is_office or demonym or things[0].kind == "ArmedGroup"
    if not common and not any(word.is_capital for word in words[first:last]):
        return None
    if last == first + 1 and not is_office and words[first].text.isascii():
        short = iris[0][1] == "abbreviation"
        if short and not words[first].text.isupper() and len(words[first].text) <= _SHORT:
            return None
    if is_office:
        return Mention(first, last, tuple(things), "office", cases=words[first].cases)
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
    found = list(known(words, lexicon.language))
    found = _without_shortened(found, words)
    seats = list(_seats(words, lexicon, found))
    taken = taken_words(seats)
    found = _sorted([*(m for m in found if m.first not in taken), *seats])
    found += references(words, lexicon, memory, found)
    found += described(words, found, lexicon, document, memory.treaty)
    found = _sorted(found)
    memory.treaty = _last_treaty(found, words, lexicon.language, memory.treaty) or memory.treaty
    numbered = list(articles(words, found, lexicon, memory.treaty))
    taken = taken_words(numbered)
    found = [m for m in found if not taken & set(range(m.first, m.last))] + numbered
    found = _with_owners(_sorted(found), words, lexicon)
    found += people(words, lexicon, memory, found)
    found += _places(words, lexicon, found)
    found += pronouns(words, lexicon, memory, found)
    found = [with_treaties(mention, memory.treaty) for mention in _sorted(found)]
    found = _with_holders(found, memory)
    _remember(found, words, memory)
    return tuple(found)


def _without_shortened(found: Sequence[Mention], words: Sequence[Word]) -> list[Mention]:
    """The mentions, an abbreviation in brackets as part of the name before it: «… (ШОС)»."""
    result: list[Mention] = []
    for mention in found:
        before = result[-1] if result else None
        same = before is not None and before.candidates[0] == mention.candidates[0]
        if before and same and [w.form for w in words[before.last : mention.first]] == ["("]:
            closed = mention.last < len(words) and words[mention.last].form == ")"
            result[-1] = replace(before, last=mention.last + closed)
            continue
        result.append(mention)
    return result


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


def _last_treaty(
    found: Sequence[Mention],
    words: Sequence[Word],
    language: str,
    known: Participant | None,
) -> Participant | None:
    """The treaty named last, with what the text calls it among its labels.

    An alliance brings its treaty in only where no treaty was named before, in Russian.
    """
    for mention in reversed(found):
        own = mention.candidates[0].kind == "Treaty" or mention.how == "described"
        if language == "ru" and known is not None and not own:
            continue
        treaty = treaty_behind(mention) if mention.how in ("name", "described") else None
        if treaty is not None:
            printed = " ".join(word.text for word in words[mention.first : mention.last])
            return replace(
                treaty, labels=tuple(dict.fromkeys((*treaty.labels, (language, printed))))
            )
    return None


def _sorted(found: Sequence[Mention]) -> list[Mention]:
    return sorted(found, key=lambda mention: (mention.first, mention.last))


def _remember(found: Sequence[Mention], words: Sequence[Word], memory: Memory) -> None:
    for mention in found:
        one = mention.candidates[0] if mention.how == "name" else None
        if one and (alliance := alliance_of(one)):
            memory.alliances.append(alliance)
        if one and one.kind == "State":
            memory.states = [*(s for s in memory.states if s != one), one][-2:]
    opening = [m for m in found if m.how in ("name", "person", "reference")]
    if opening and opening[0].first <= OPENING:
        first = opening[0]
        memory.subjects = tuple(
            m.candidates[0]
            for n, m in enumerate(opening)
            if m is first or _is_listed(words, opening[n - 1], m, opening[:n])
        )


def _is_listed(
    words: Sequence[Word], before: Mention, mention: Mention, former: Sequence[Mention]
) -> bool:
    """Whether a mention goes on the list that opens a sentence."""
    between = {word.form for word in words[before.last : mention.first]}
    return bool(between) and between <= _JOINING and all(m.how == mention.how for m in former)


def _places(words: Sequence[Word], lexicon: Lexicon, found: Sequence[Mention]) -> Iterator[Mention]:
    """«at Mansila», «под Мансилой»: a capital that nobody knows behind a preposition of place."""
    taken = taken_words(found)
    prepositions, common = lexicon.words("whereabouts"), lexicon.words("common")
    for place in range(1, len(words)):
        word, before = words[place], words[place - 1]
        if before.form not in prepositions or place in taken or not word.is_capital:
            continue
        if word.form in common or word.text.isupper() or not word.form.isalpha():
            continue
        last = place + 1
        while last < len(words) and last not in taken and words[last].is_capital:
            last += 1
        if any(w.form in lexicon.words("papers") for w in words[place:last]):
            continue
        name = " ".join(w.text for w in words[place:last])
        if lexicon.language == "ru" and last == place + 1:
            name = word.lemma.capitalize()
        one = Participant(thing("Place", slug(name)), "Place", ((lexicon.language, name),))
        yield Mention(place, last, (one,), "name", cases=word.cases)


_JOINING = frozenset({",", "and", "the", "и"})


def _with_owners(
    found: Sequence[Mention], words: Sequence[Word], lexicon: Lexicon
) -> list[Mention]:
    """Offices with whose they are: «Armenian prime minister», «президент России», «president of Peru»."""
    result: list[Mention] = []
    skip = -1
    for number, mention in enumerate(found):
        if number == skip:
            continue
        if mention.how != "office":
            result.append(mention)
            continue
        before = result[-1] if result else None
        after = found[number + 1] if number + 1 < len(found) else None
        gap = [w.form for w in words[before.last : mention.first]] if before else ["-"]
        between = [w.form for w in words[mention.last : after.first]] if after else ["-"]
        if before and before.how in ("name", "demonym") and gap in ([], ["'s"], ["’s"], ["'"]):
            result[-1] = replace(mention, first=before.first, whose=_owner(before))
        elif (
            after and after.how in ("name", "reference") and between in ([], ["of"], ["of", "the"])
        ):
            genitive = lexicon.language != "ru" or after.may_be("gent")
            if not genitive:
                result.append(mention)
                continue
            result.append(replace(mention, last=after.last, whose=_owner(after)))
            skip = number + 1
        else:
            result.append(mention)
    return result


def _owner(mention: Mention) -> Participant | None:
    kinds = frozenset({"State", "Alliance", "Organization", "Body", "ArmedGroup"})
    return mention.of_kind(kinds)
