"""The IRIs of Mithaq: namespaces, and how a thing gets its name."""

import re
from collections.abc import Iterable
from urllib.parse import quote

from mithaq.text import fold

BASE = "https://w3id.org/mithaq/"
ONTOLOGY = BASE + "ontology#"
"""The namespace of classes and properties, prefix `mq:`."""
THING = BASE + "id/"
"""The namespace of what the ontology is about: states, alliances, situations, claims."""
GRAPH = BASE + "graph/"
"""The namespace of graphs; a document's IRI is the name of its graph."""
META = GRAPH + "meta"
"""The graph that describes graphs and builds."""
INFERRED = GRAPH + "inferred"
"""The graph that lists what follows from what was read."""
REVIEW = GRAPH + "review"
"""The graph of what reviewers have decided."""
QUESTIONS = BASE + "queries"
"""The canned questions together; each has its name under it."""
DATASET = BASE + "dataset"
"""The dataset as a whole, whose triples are those of the default graph; its parts are under it."""

PREFIXES = {
    "mq": ONTOLOGY,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dct": "http://purl.org/dc/terms/",
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "void": "http://rdfs.org/ns/void#",
    "sh": "http://www.w3.org/ns/shacl#",
    "schema": "https://schema.org/",
}

_NOT_A_WORD = re.compile(r"[\W_]+")
_CAPITAL_AFTER_SMALL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def term(name: str) -> str:
    """The IRI of the ontology's term `name`.

    >>> term("Withdrawal")
    'https://w3id.org/mithaq/ontology#Withdrawal'
    """
    return ONTOLOGY + name


def slug(name: str) -> str:
    """`name` as one segment of an IRI: folded words, hyphens between.

    >>> slug("Nikol Pashinyan"), slug("Kassym-Jomart")
    ('nikol-pashinyan', 'kassym-jomart')
    """
    return _NOT_A_WORD.sub("-", fold(name)).strip("-")


def kebab(name: str) -> str:
    """A class's local name as it stands in the IRI of a thing.

    >>> kebab("OfficeHolding")
    'office-holding'
    """
    return _CAPITAL_AFTER_SMALL.sub("-", name).lower()


def thing(kind: str, *parts: str) -> str:
    """The IRI of a thing of class `kind` under `parts`, each one or more path segments.

    >>> thing("State", "ARM")
    'https://w3id.org/mithaq/id/state/ARM'
    """
    return THING + "/".join((kebab(kind), *parts))


def local_name(iri: str) -> str:
    """The path of a thing without its kind; it stands for the thing in other IRIs.

    >>> local_name(thing("State", "ARM")), local_name(thing("Treaty", "CST-1992", "article", "4"))
    ('ARM', 'CST-1992/article/4')
    """
    if iri.startswith(THING):
        return iri.removeprefix(THING).partition("/")[2]
    return re.split(r"[/#]", iri.rstrip("/"))[-1]


def document_graph(document: str) -> str:
    """The IRI of a document, which is the name of the graph of its claims."""
    return GRAPH + document


def question_iri(name: str) -> str:
    """The IRI of the canned question `name`."""
    return f"{QUESTIONS}/{quote(name)}"


def describes_the_dataset(iri: str) -> bool:
    """Whether `iri` is the dataset itself, a part of it, or a question that can be asked of it."""
    return iri.startswith((DATASET, QUESTIONS))


def compact(iri: str, prefixes: Iterable[tuple[str, str]] = tuple(PREFIXES.items())) -> str:
    """`iri` as a prefixed name where a prefix fits, else in angle brackets.

    >>> compact(term("Withdrawal"))
    'mq:Withdrawal'
    """
    for prefix, namespace in prefixes:
        rest = iri.removeprefix(namespace)
        if rest != iri and re.fullmatch(r"\w[\w-]*", rest):
            return f"{prefix}:{rest}"
    return f"<{iri}>"
