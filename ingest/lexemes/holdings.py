"""Holdings: offices that the text gives to people, by the words that stand beside each other."""

from collections.abc import Iterator
from itertools import pairwise

from mithaq.ingest.documents import Document
from mithaq.ingest.facts import Fact
from mithaq.ingest.lexemes.mention import Mention
from mithaq.ingest.lexemes.sentence import Sentence
from mithaq.ingest.officekinds import office_of, slug_of

_SURE = 0.9
_APPOSITION = 4


def office_facts(document: Document, sentence: Sentence) -> Iterator[Fact]:
    """«Armenian Prime Minister Nikol Pashinyan»; «X, the president of Y»; «the president of Y, X»."""
    found = sentence.mentions
    for one, other in pairwise(found):
        between = [word.form for word in sentence.words[one.last : other.first]]
        if one.how == "office" and other.how == "person" and between in ([], [","]):
            yield _holding(document, sentence, one, other)
        elif (
            one.how == "person"
            and other.how == "office"
            and between[:1] == [","]
            and len(between) <= _APPOSITION
            and not sentence.is_title(other)
            and sentence.find(sentence.lexicon.markers["and"], one.last, other.first) < 0
        ):
            yield _holding(document, sentence, other, one)
    for office, place, person in zip(found, found[1:], found[2:], strict=False):
        kinds = (office.how, place.how, person.how) == ("office", "name", "person")
        if kinds and place.last == person.first and _is_seat(sentence, office, place):
            yield _holding(document, sentence, office, person)


def _is_seat(sentence: Sentence, office: Mention, place: Mention) -> bool:
    """Whether a place stands between an office and its holder: «посол России в Минске X»."""
    between = [word.form for word in sentence.words[office.last : place.first]]
    return len(between) == 1 and between[0] in sentence.lexicon.words("prepositions")


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
