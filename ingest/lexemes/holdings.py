"""Holdings: offices that the text gives to people, by the words that stand beside each other."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from mithaq.ingest.documents import Document
from mithaq.ingest.facts import Fact
from mithaq.ingest.lexemes.mention import Mention
from mithaq.ingest.lexemes.sentence import Sentence
from mithaq.ingest.officekinds import office_of, slug_of

_SURE = 0.9
_STATES = frozenset({"State"})
_APPOSITION = 4


def office_facts(document: Document, sentence: Sentence) -> Iterator[Fact]:
    """«Armenian Prime Minister Nikol Pashinyan»; «X, the president of Y»; «the president of Y, X».

    An office right before a person is that person's, and not also that of who stands before the
    comma: «X, Chinese President Y».
    """
    found = sentence.mentions
    held: set[int] = set()
    for number, one in enumerate(found):
        if one.how != "person":
            continue
        for place in _titles(sentence, found, number):
            held.add(place)
            yield _holding(document, sentence, found[place], one)
            for state in _others(found, sentence, number):
                shared = replace(found[place], whose=found[state].of_kind(_STATES))
                yield _holding(document, sentence, shared, found[state + 1])
    for number, one in enumerate(found[:-1]):
        other = found[number + 1]
        between = [word.form for word in sentence.words[one.last : other.first]]
        apposed = (
            between[:1] == [","]
            and len(between) <= _APPOSITION
            and sentence.find(sentence.lexicon.markers["and"], one.last, other.first) < 0
            and sentence.find(sentence.lexicon.markers["auxiliaries"], one.last, other.first) < 0
        )
        told = apposed or _is_copula(sentence, one.last, other.first)
        if one.how == "person" and other.how == "office" and told and number + 1 not in held:
            yield _holding(document, sentence, other, one)
    for office, seat, person in zip(found, found[1:], found[2:], strict=False):
        kinds = (office.how, seat.how, person.how) == ("office", "name", "person")
        if kinds and seat.last == person.first and _is_seat(sentence, office, seat):
            yield _holding(document, sentence, office, person)


def _is_copula(sentence: Sentence, first: int, last: int) -> bool:
    """«X is the new secretary general of Y»; what somebody became is told of as an appointment."""
    if sentence.lexicon.language == "ru" or sentence.form(first) not in _BEING:
        return False
    return all(sentence.is_modifier(place) for place in range(first + 1, last))


_BEING = frozenset({"is", "was", "remains"})


def _others(found: Sequence[Mention], sentence: Sentence, first: int) -> Iterator[int]:
    """Where in `found` states stand that share an office: «президенты Перу X, Чили Y и Боливии Z»."""
    joining = sentence.lexicon.words("and") | {","}
    place = first
    while place + 2 < len(found):
        holder, state, other = found[place : place + 3]
        between = {word.form for word in sentence.words[holder.last : state.first]}
        kinds = (state.how, other.how) == ("name", "person") and state.may_be("gent")
        if not (kinds and between and between <= joining and state.last == other.first):
            return
        yield place + 1
        place += 2


def _is_seat(sentence: Sentence, office: Mention, place: Mention) -> bool:
    """Whether a place stands between an office and its holder: «посол России в Минске X»."""
    between = [word.form for word in sentence.words[office.last : place.first]]
    return len(between) == 1 and between[0] in sentence.lexicon.words("prepositions")


def _titles(sentence: Sentence, found: Sequence[Mention], number: int) -> Iterator[int]:
    """Where in `found` the offices stand that lead up to a person: «Prime Minister and Chairman X»."""
    joining = sentence.lexicon.words("and")
    titles = sentence.lexicon.words("titles") | {".", ",", "-"}
    following = found[number]
    for place in range(number - 1, -1, -1):
        office = found[place]
        between = {word.form for word in sentence.words[office.last : following.first]}
        linked = between <= titles if following.how == "person" else between <= joining | {"the"}
        if "," in between and sentence.lexicon.language == "ru" and not office.may_be("nomn"):
            return  # «представил главу организации, X назвал …»
        person = found[number]
        if office.how == "office" and linked and not _agree(office, person):
            following = office if not between else following
            if between:
                return
            titles, joining = titles - {","}, frozenset()
            continue  # «представителем главы ООН X»: X is the former
        if office.how != "office" or not linked or (between & joining and not _owned(found, place)):
            return
        yield place
        following = office


def _agree(office: Mention, person: Mention) -> bool:
    """Whether an office and a person may stand in the same case."""
    return person.may_be(*office.cases) if office.cases else True


def _owned(found: Sequence[Mention], place: int) -> bool:
    """Whether an office has an owner, its own or that of the office which it is joined to."""
    return any(one.whose is not None for one in found[place : place + 2])


def _holding(document: Document, sentence: Sentence, office: Mention, person: Mention) -> Fact:
    first, last = min(office.first, person.first), max(office.last, person.last)
    start, end = sentence.words[first].start, sentence.words[last - 1].end
    kind = office.candidates[0]
    sentence.memory.holders[kind.iri] = person.candidates[0]
    sentence.memory.offices[person.candidates[0].iri] = office
    held = (
        office_of(slug_of(kind), office.whose, "", sentence.printed(office))
        if office.whose
        else kind
    )
    roles = [("holder", person.candidates[:1]), ("office", (held,))]
    if office.whose:
        roles.append(("organization", (office.whose,)))
    return Fact(
        document=document.id,
        type="OfficeHolding",
        roles=tuple(roles),
        status="actual",
        source=None,
        time=None,
        value=None,
        quote=document.text[start:end],
        start=start,
        end=end,
        confidence=_SURE,
        frame="worded-OfficeHolding",
    )
