"""What a document mentions: the names of alliances in it, also where it says nothing of them."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from pyoxigraph import NamedNode, Quad

from mithaq.ingest.classes import word_classes
from mithaq.ingest.documents import Document
from mithaq.ingest.furniture import body_spans
from mithaq.ingest.knownnames import each_name
from mithaq.ingest.mentions import Mention
from mithaq.ingest.terms import TYPE, integer, mq, text_literal
from mithaq.ingest.tokens import find_sentences, find_tokens
from mithaq.iris import THING, document_graph
from mithaq.ontology.reference import reference
from mithaq.text import fold

_HOLDERS = frozenset({"Body", "Office", "Treaty"})
"""What has an alliance's name within its own: «الأمين العام لحلف شمال الأطلسي»."""
_ARTICLE = "ال"


@dataclass(frozen=True, slots=True)
class Mentioned:
    """An alliance and a name of it, letter for letter: where it first stands, and how often.

    `start`, `end` are code points of the text, the end exclusive.
    """

    alliance: str
    name: str
    start: int
    end: int
    occurrences: int = 1


def mentioned(document: Document) -> tuple[Mentioned, ...]:
    """The names of alliances in the body of `document`, in the order in which they first stand."""
    found: dict[tuple[str, str], Mentioned] = {}
    for alliance, start, end in _names(document.text):
        name = document.text[start:end]
        first = found.get((alliance, name))
        found[alliance, name] = (
            replace(first, occurrences=first.occurrences + 1)
            if first
            else Mentioned(alliance, name, start, end)
        )
    return tuple(sorted(found.values(), key=lambda each: (each.start, each.alliance)))


def mention_quads(document: Document) -> Iterator[Quad]:
    """The mentions of alliances in `document`, in its graph."""
    graph = NamedNode(document_graph(document.id))
    for each in mentioned(document):
        subject = NamedNode(mention_iri(document, each))
        yield Quad(subject, TYPE, mq("Mention"), graph)
        yield Quad(subject, mq("mentions"), NamedNode(each.alliance), graph)
        yield Quad(subject, mq("quote"), text_literal(each.name, document.language), graph)
        yield Quad(subject, mq("start"), integer(each.start), graph)
        yield Quad(subject, mq("end"), integer(each.end), graph)
        yield Quad(subject, mq("occurrences"), integer(each.occurrences), graph)


def mention_iri(document: Document, each: Mentioned) -> str:
    """The IRI of a mention: made of the text, the alliance and the name."""
    said = json.dumps([document.sha256, each.alliance, each.name], ensure_ascii=False)
    return f"{THING}mention/{document.id}/{hashlib.sha256(said.encode()).hexdigest()[:12]}"


def _names(text: str) -> Iterator[tuple[str, int, int]]:
    """Every name of an alliance in the body of a text, with its offsets."""
    for start, end in find_sentences(text, body_spans(text)):
        tokens = find_tokens(text, start, end)
        for mention in each_name(tokens, word_classes(tokens), within=_HOLDERS):
            one = mention.candidates[0]
            if mention.how == "name" and one.kind == "Alliance":
                yield one.iri, _beginning(text, mention), mention.end


def _beginning(text: str, mention: Mention) -> int:
    """Where a name begins: «للناتو» has lost a letter of it, and is printed whole."""
    elided = fold(_ARTICLE[0] + text[mention.start : mention.end]) in _called()
    return mention.start - elided if mention.preposition == _ARTICLE[1] else mention.start


@cache
def _called() -> frozenset[str]:
    """The names of all alliances, folded."""
    return frozenset(fold(name.text) for name in reference().names if name.kind == "Alliance")
