"""Provenance: what `graph/meta` says of the graphs and of the build, in VoID and PROV."""

import base64
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

import mithaq
from mithaq.ingest.readers.interface import ModelUse
from mithaq.ingest.terms import LABEL, TYPE, boolean, dct, integer, mq
from mithaq.iris import (
    BASE,
    DATASET,
    INFERRED,
    META,
    ONTOLOGY,
    PREFIXES,
    THING,
    document_graph,
    slug,
)

LICENSE = "https://creativecommons.org/licenses/by/4.0/"

_TITLES = {
    "en": "Mithaq: collective-security alliances, read from documents",
    "ar": "ميثاق: تحالفات الأمن الجماعي كما تُقرأ في الوثائق",  # the same
}
_GRAPH = NamedNode(META)
_DATE_TIME = NamedNode(PREFIXES["xsd"] + "dateTime")


@dataclass(frozen=True, slots=True)
class Sources:
    """What was read, by document id: the SHA-256 of each text, and the model that read it, if one did."""

    texts: Mapping[str, str]
    models: Mapping[str, ModelUse]


def provenance_quads(
    counts: Mapping[str, int], sources: Sources, *, accepted: int, inferred: int
) -> Iterator[Quad]:
    """The description of every graph: how many triples, out of what, made by which program.

    `counts` has the triples of each document's graph by the document's id; `accepted` and `inferred` are the triples of the default graph and of
    `graph/inferred`. No clock but that of kept readings: the same documents and readings give the
    same description.
    """
    build = f"{THING}build/mithaq-{mithaq.__version__}"
    yield _quad(build, TYPE, _prov("Activity"))
    yield _quad(build, LABEL, Literal(f"Mithaq {mithaq.__version__}"))
    for language, title in _TITLES.items():
        yield _quad(DATASET, dct("title"), Literal(title, language=language))
        yield _quad(DATASET, LABEL, Literal(title, language=language))
    yield _quad(DATASET, _void("vocabulary"), NamedNode(ONTOLOGY))
    yield _quad(DATASET, _void("uriSpace"), Literal(BASE))
    for graph in (META, INFERRED, *map(document_graph, counts)):
        yield _quad(DATASET, _void("subset"), NamedNode(graph))
    # No licence on a document's graph: its name is the document's too, whose text is not ours.
    for graph in (DATASET, META, INFERRED):
        yield _quad(graph, dct("license"), NamedNode(LICENSE))
    yield _quad(META, TYPE, _void("Dataset"))
    yield from _graph_quads(DATASET, accepted, build)
    yield from _graph_quads(INFERRED, inferred, build)
    for document, triples in counts.items():
        graph = document_graph(document)
        yield from _graph_quads(graph, triples, build)
        yield _quad(graph, _prov("wasDerivedFrom"), NamedNode(text_iri(sources.texts[document])))
        yield _quad(DATASET, _prov("wasDerivedFrom"), NamedNode(graph))
        yield _quad(INFERRED, _prov("wasDerivedFrom"), NamedNode(graph))
        if document in sources.models:
            reading = reading_iri(sources.models[document])
            yield _quad(graph, _prov("wasGeneratedBy"), NamedNode(reading))
            yield _quad(build, _prov("wasInformedBy"), NamedNode(reading))
    yield from _reading_quads(sources.models.values())


def reading_iri(use: ModelUse) -> str:
    """The name of all reading by one model with the same instructions."""
    return f"{THING}reading/{slug(use.model) or 'model'}/{use.instructions[:12]}"


def _reading_quads(uses: Iterable[ModelUse]) -> Iterator[Quad]:
    """Each model with its instructions: when it was asked last, and whether it was taken at its word."""
    last: dict[str, ModelUse] = {}
    for use in sorted(uses, key=lambda use: use.asked):
        last[reading_iri(use)] = use
    for iri, use in sorted(last.items()):
        yield _quad(iri, TYPE, _prov("Activity"))
        yield _quad(iri, LABEL, Literal(use.model))
        yield _quad(iri, _prov("used"), NamedNode(text_iri(use.instructions)))
        yield _quad(iri, _prov("endedAtTime"), Literal(use.asked, datatype=_DATE_TIME))
        yield _quad(iri, mq("acceptsUnreviewed"), boolean(value=use.accepted))


def text_iri(sha256: str) -> str:
    """The name of a text by its hash (RFC 6920), for a text that has no other.

    >>> text_iri("7f83b1657ff1fc53b92dc18148a1d65dfc2d4b1fa3d677284addd200126d9069")
    'ni:///sha-256;f4OxZX_x_FO5LcGBSKHWXfwtSx-j1ncoSt3SABJtkGk'
    """
    digest = base64.urlsafe_b64encode(bytes.fromhex(sha256)).decode().rstrip("=")
    return f"ni:///sha-256;{digest}"


def _graph_quads(graph: str, triples: int, build: str) -> Iterator[Quad]:
    yield _quad(graph, TYPE, _void("Dataset"))
    yield _quad(graph, _void("triples"), integer(triples))
    yield _quad(graph, _prov("wasGeneratedBy"), NamedNode(build))


def _quad(subject: str, predicate: NamedNode, value: NamedNode | Literal) -> Quad:
    return Quad(NamedNode(subject), predicate, value, _GRAPH)


def _void(name: str) -> NamedNode:
    return NamedNode(PREFIXES["void"] + name)


def _prov(name: str) -> NamedNode:
    return NamedNode(PREFIXES["prov"] + name)
