"""Descriptions: documents, and the people, offices and other things that only documents name."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from mithaq.ingest.claims import Claim
from mithaq.ingest.documents import Document
from mithaq.ingest.facts import Participant
from mithaq.ingest.provisions import ARTICLE, treaty_of_article
from mithaq.ingest.terms import ALTERNATIVE, LABEL, TYPE, dct, integer, mq, text_literal
from mithaq.iris import THING, document_graph, local_name
from mithaq.ontology.reference import Reference

_SHORTENED = ("Alliance", "Organization")
_OFFICE = THING + "office/"


@dataclass(frozen=True, slots=True)
class NamedThing:
    """A thing that the reference does not know: its class, its label in each language, the rest.

    `others` are the further (language, label) pairs.
    """

    iri: str
    kind: str
    labels: Mapping[str, str]
    others: tuple[tuple[str, str], ...]


def document_quads(document: Document) -> Iterator[Quad]:
    """What is known of `document`, in the default graph; its IRI is the name of its graph."""
    subject = NamedNode(document_graph(document.id))
    title = text_literal(document.title or document.id, document.title and document.language)
    yield Quad(subject, TYPE, mq("Document"))
    yield Quad(subject, LABEL, title)
    yield Quad(subject, dct("identifier"), Literal(document.id))
    yield Quad(subject, mq("textHash"), Literal(document.sha256))
    yield Quad(subject, mq("length"), integer(len(document.text)))
    told = {
        dct("title"): document.title and title,
        dct("publisher"): document.publisher and Literal(document.publisher),
        dct("creator"): document.author and Literal(document.author),
        dct("language"): document.language and Literal(document.language),
        dct("license"): document.license and Literal(document.license),
        mq("edtf"): document.date and Literal(document.date),
        mq("dateBasis"): document.date_basis and Literal(document.date_basis),
    }
    for name, value in told.items():
        if isinstance(value, Literal):
            yield Quad(subject, name, value)


def named_things(claims: Iterable[Claim], reference: Reference) -> tuple[NamedThing, ...]:
    """The things that `claims` name and `reference` does not know, by IRI.

    Where documents differ the label most often preferred stands, of these the longest.
    """
    seen: dict[str, list[Participant]] = defaultdict(list)
    for claim in claims:
        for participant in _participants(claim):
            for unknown in (participant, *treaty_of_article(participant)):
                if unknown.iri not in reference.things:
                    seen[unknown.iri].append(unknown)
    return tuple(_named_thing(iri, seen[iri]) for iri in sorted(seen))


def thing_quads(thing: NamedThing, places: Mapping[str, str]) -> Iterator[Quad]:
    """`thing` in the default graph; of an office also the kind and whose it is.

    An article has its number and its treaty. `places` finds what these belong to by local name.
    """
    subject = NamedNode(thing.iri)
    yield Quad(subject, TYPE, mq(thing.kind))
    for language, label in sorted(thing.labels.items()):
        yield Quad(subject, LABEL, text_literal(label, language))
    for language, label in thing.others:
        yield Quad(subject, ALTERNATIVE, text_literal(label, language))
    treaty, article, number = thing.iri.partition(ARTICLE)
    if article and thing.kind == "Provision":
        yield Quad(subject, mq("number"), Literal(number))
        if local_name(treaty) in places:
            yield Quad(subject, mq("partOf"), NamedNode(places[local_name(treaty)]))
    kind, _, whose = thing.iri.removeprefix(_OFFICE).partition("/")
    owner = whose.partition("/")[0]  # what is the office for stands behind it
    if thing.iri.startswith(_OFFICE) and whose:
        yield Quad(subject, mq("officeKind"), NamedNode(_OFFICE + kind))
        if owner in places:
            yield Quad(subject, mq("officeOf"), NamedNode(places[owner]))


def label_names(reference: Reference, things: Iterable[NamedThing]) -> dict[str, dict[str, str]]:
    """What the things of `reference` and `things` are called, for the labels of situations.

    The English abbreviation of an organisation comes before its name: labels are read in lists.
    """
    # Of each language the first label is the preferred one, and `dict` keeps the last it meets.
    names = {iri: dict(reversed(thing.labels)) for iri, thing in reference.things.items()}
    short: dict[str, str] = {}
    for name in reference.names:
        if name.relation == "abbreviation" and name.kind in _SHORTENED and name.text.isascii():
            short[name.iri] = min(name.text, short.get(name.iri, name.text), key=_brevity)
    for iri, text in short.items():
        names[iri]["en"] = text
    return names | {thing.iri: dict(thing.labels) for thing in things}


def _brevity(text: str) -> tuple[int, str]:
    return len(text), text


def _participants(claim: Claim) -> Iterator[Participant]:
    for _role, found in claim.fact.roles:
        yield from found
    if claim.fact.source:
        yield claim.fact.source


def _named_thing(iri: str, seen: Iterable[Participant]) -> NamedThing:
    kinds: Counter[str] = Counter()
    preferred: dict[str, Counter[str]] = defaultdict(Counter)
    every: set[tuple[str, str]] = set()
    for participant in seen:
        kinds[participant.kind] += 1
        every.update(participant.labels)
        for language in {language for language, _label in participant.labels}:
            preferred[language][participant.label(language) or ""] += 1
    labels = {language: _first(counted) for language, counted in preferred.items()}
    return NamedThing(iri, _first(kinds), labels, tuple(sorted(every - labels.items())))


def _first(counted: Counter[str]) -> str:
    return min(counted, key=lambda text: (-counted[text], -len(text), text))
