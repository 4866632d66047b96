"""RDF terms as ingest writes them: the ontology's names, and literals in the store's own forms."""

from decimal import Decimal

from pyoxigraph import Literal, NamedNode

from mithaq.ingest.facts import Basis, Held
from mithaq.iris import PREFIXES, term

TYPE = NamedNode(PREFIXES["rdf"] + "type")
LABEL = NamedNode(PREFIXES["rdfs"] + "label")
ALTERNATIVE = NamedNode(PREFIXES["skos"] + "altLabel")

_BASES: dict[Basis, str] = {
    "explicit": "Explicit",
    "year-from-document": "YearFromDocument",
    "relative-to-document": "RelativeToDocument",
    "relative-to-text": "RelativeToText",
}
_HOLD_REASONS: dict[Held, str] = {
    "model": "ReadByModel",
    "one-reader": "ReadByOneReader",
    "disagreement": "ReadersDisagree",
}


def mq(name: str) -> NamedNode:
    """The ontology's term `name`."""
    return NamedNode(term(name))


def dct(name: str) -> NamedNode:
    """The Dublin Core term `name`."""
    return NamedNode(PREFIXES["dct"] + name)


def basis(name: Basis) -> NamedNode:
    """The individual that says what a date rests on."""
    return mq(_BASES[name])


def hold_reason(name: Held) -> NamedNode:
    """The individual that says why a claim waits for a reviewer."""
    return mq(_HOLD_REASONS[name])


def text_literal(text: str, language: str | None) -> Literal:
    """`text` in `language`, or in none that is known."""
    return Literal(text, language=language) if language else Literal(text)


def integer(number: int) -> Literal:
    """`number` as `xsd:integer`."""
    return Literal(str(number), datatype=NamedNode(PREFIXES["xsd"] + "integer"))


def boolean(*, value: bool) -> Literal:
    """`value` as `xsd:boolean`."""
    return Literal(str(value).lower(), datatype=NamedNode(PREFIXES["xsd"] + "boolean"))


def decimal(number: float) -> Literal:
    """`number` as `xsd:decimal` in its canonical form, as the store will give it back.

    >>> decimal(300.0).value, decimal(0.70).value, decimal(1e-7).value
    ('300', '0.7', '0.0000001')
    """
    written = f"{Decimal(repr(number)):f}"
    if "." in written:
        written = written.rstrip("0").rstrip(".")
    return Literal(written, datatype=NamedNode(PREFIXES["xsd"] + "decimal"))
