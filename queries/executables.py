"""The questions as RDF, so that other tools list them: SHACL's executables, as SIB writes them.

See https://github.com/sib-swiss/sparql-examples; its editors and language models ask an endpoint's
default graph for them, and for the prefixes.
"""

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from mithaq.iris import PREFIXES, QUESTIONS, question_iri
from mithaq.queries.questions import LANGUAGES, Question, questions, without_header

_TYPE = NamedNode(PREFIXES["rdf"] + "type")
_LABEL = NamedNode(PREFIXES["rdfs"] + "label")
_COMMENT = NamedNode(PREFIXES["rdfs"] + "comment")
_DESCRIPTION = NamedNode(PREFIXES["dct"] + "description")
_KEYWORDS = NamedNode(PREFIXES["schema"] + "keywords")
_TARGET = NamedNode(PREFIXES["schema"] + "target")
_ANY_URI = NamedNode(PREFIXES["xsd"] + "anyURI")
_ALL = NamedNode(QUESTIONS)
_LABELS = {
    "en": "Questions",
    "ar": "الأسئلة",  # the questions
}


def executables(endpoint: str | None = None) -> Iterator[Triple]:
    """Every question, and the prefixes; with `endpoint` the address that answers them."""
    yield from _declarations()
    for asked in questions().values():
        yield from executable(asked, endpoint)


def executable(asked: Question, endpoint: str | None = None) -> Iterator[Triple]:
    """One question: its words in each language, its tags, and the SPARQL without the header."""
    subject = NamedNode(question_iri(asked.name))
    yield Triple(subject, _TYPE, _sh("SPARQLExecutable"))
    yield Triple(subject, _TYPE, _sh("SPARQLSelectExecutable"))
    yield Triple(subject, _sh("prefixes"), _ALL)
    yield Triple(subject, _sh("select"), Literal(without_header(asked.sparql)))
    for language in LANGUAGES:
        words = Literal(asked.question[language], language=language)
        yield Triple(subject, _LABEL, words)
        yield Triple(subject, _COMMENT, words)
        yield Triple(subject, _DESCRIPTION, Literal(asked.description[language], language=language))
    for tag in asked.tags:
        yield Triple(subject, _KEYWORDS, Literal(tag))
    if endpoint is not None:
        yield Triple(subject, _TARGET, NamedNode(endpoint))


def _declarations() -> Iterator[Triple]:
    for language, label in _LABELS.items():
        yield Triple(_ALL, _LABEL, Literal(label, language=language))
    for prefix, namespace in PREFIXES.items():
        declaration = NamedNode(f"{QUESTIONS}#{prefix}")
        yield Triple(_ALL, _sh("declare"), declaration)
        yield Triple(declaration, _sh("prefix"), Literal(prefix))
        yield Triple(declaration, _sh("namespace"), Literal(namespace, datatype=_ANY_URI))


def _sh(name: str) -> NamedNode:
    return NamedNode(PREFIXES["sh"] + name)
