"""Callings: people whom a sentence names by their office alone, or by a surname that is a place's."""

from collections.abc import Sequence
from dataclasses import replace

from mithaq.ingest.acting import acted_for
from mithaq.ingest.lexicon import words
from mithaq.ingest.mentions import Mention
from mithaq.ingest.officekinds import is_a
from mithaq.ingest.officephrases import OfficePhrase, with_phrase
from mithaq.ingest.offices import Holding
from mithaq.ingest.officials import with_officials
from mithaq.ingest.people import People, Person, Post, person_mention
from mithaq.ingest.personnames import NameRun
from mithaq.ingest.tokens import Token, Tokens, is_among

_CERTAINTY = 0.85
_PLACES = frozenset({"State", "Place"})


def with_callings(
    names: Sequence[Mention],
    phrases: Sequence[OfficePhrase],
    holdings: Sequence[Holding],
    people: People,
    tokens: Tokens,
) -> tuple[Mention, ...]:
    """The mentions of a sentence, its offices standing for who holds them in this text.

    «الرئيس الفرنسي» is the one whom the text names as such elsewhere; where it names nobody, or
    two, the office stays an office, composed of all that is said of it.
    """
    found = [
        name
        for name in names
        if not (_is_surname(name, people, tokens) or _is_name_part(name, tokens))
        and not any(h.person.first <= name.first and name.last <= h.person.last for h in holdings)
    ]
    heads = {phrase.mention.first: phrase for phrase in phrases}
    kept = [with_phrase(m, heads.get(m.first)) for m in found]
    known = {m.first for m in kept if m.how == "office"}
    kept += [
        with_phrase(p.mention, p) for p in phrases if p.predicate and p.mention.first not in known
    ]
    held = {n for h in holdings for n in range(h.first, h.last)}
    for phrase in phrases:
        person = None if phrase.first in held else _holder(phrase, people, tokens)
        if person is not None:
            kept = [m for m in kept if m.last <= phrase.first or phrase.last <= m.first]
            kept.append(_called(phrase, person, tokens))
    kept.sort(key=lambda mention: mention.first)
    return with_officials(kept, phrases, tokens, frozenset(held))


def _is_name_part(name: Mention, tokens: Sequence[Token]) -> bool:
    """«بن سلطان» names no sultan."""
    return (
        name.how == "office"
        and name.first > 0
        and tokens[name.first - 1].form in words("names", "kin")
    )


def _is_surname(name: Mention, people: People, tokens: Sequence[Token]) -> bool:
    """«كاميرون» in a text about somebody of this name is no state."""
    if name.how != "name" or name.last > name.first + 1 or name.candidates[0].kind not in _PLACES:
        return False
    person = people.find((tokens[name.first].form,))
    return (
        person is not None and len(person.words) > 1 and person.words[-1] == tokens[name.first].form
    )


def _holder(phrase: OfficePhrase, people: People, tokens: Sequence[Token]) -> Person | None:
    """The only one to whom the text gives the office of `phrase`."""
    forms = {token.form for token in tokens[phrase.first : phrase.last]}
    if phrase.predicate or not phrase.definite or forms & words("offices", "past"):
        return None
    if phrase.first and is_among(tokens[phrase.first - 1].form, words("offices", "of_a_post")):
        return None  # «اختيرت لمنصب وزيرة الخارجية»: the post, whoever has it
    everybody = {id(person): person for person in people.by_words.values()}.values()
    holders = [p for p in everybody if any(_is_meant(phrase, post) for post in p.posts.values())]
    return holders[0] if len(holders) == 1 else None


def _is_meant(phrase: OfficePhrase, post: Post) -> bool:
    if post.past:
        return False
    if phrase.certainty == 1 and phrase.organization is not None:
        if phrase.kind == "minister" and phrase.organization == post.organization:
            return post.kind.endswith("minister")  # «الوزير الفرنسي»
        held = acted_for(post.office.iri)  # who only acts is meant too
        # «المبعوث الأممي», wherever he is sent
        return held == phrase.office.iri or held.startswith(f"{phrase.office.iri}/")
    if phrase.organization is not None and phrase.organization == post.organization:
        return post.kind == phrase.kind  # «الأمين العام», of the alliance spoken of
    definite = phrase.bare or is_a(phrase.kind, "national")
    if phrase.kind == "minister" and phrase.bare:
        return post.kind.endswith("minister")
    return definite and post.kind == phrase.kind


def _called(phrase: OfficePhrase, person: Person, tokens: Sequence[Token]) -> Mention:
    run = NameRun(phrase.first, phrase.last, (), 0)
    head = phrase.mention
    mention = person_mention(
        person, run, tokens, preposition=head.preposition, conjunction=head.conjunction
    )
    return replace(mention, start=head.start, certainty=_CERTAINTY)


def with_offices(found: Sequence[Mention], holdings: Sequence[Holding]) -> list[Mention]:
    """The mentions, a person's reaching over the office said beside the name.

    «رئيس الوزراء نيكول باشينيان» is one mention of him, governed by what governs the office.
    """
    kept: list[Mention] = []
    for mention in found:
        holding = next(
            (h for h in holdings if h.first <= mention.first and mention.last <= h.last), None
        )
        if holding is None:
            kept.append(mention)
        elif mention.how == "person":
            begin = _begin(holding, kept)
            first = min(
                (m for m in found if begin <= m.first),
                key=lambda m: m.first,
                default=mention,
            )
            before = first if first.first < mention.first else mention
            kept.append(
                replace(
                    mention,
                    first=min(begin, mention.first),
                    last=max(holding.last, mention.last),
                    start=min(before.start, mention.start),
                    preposition=before.preposition,
                    conjunction=before.conjunction,
                )
            )
    return kept


def _begin(holding: Holding, kept: Sequence[Mention]) -> int:
    """Where an office begins; that of two together is the first one's: «الرئيسان الروسي فلان و…»."""
    low = kept[-1].last if kept and kept[-1].how == "person" else 0
    return max(holding.first, low)
