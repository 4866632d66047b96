"""Content negotiation: which of the media types on offer a client asked for (RFC 9110 §12.5.1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

SPARQL_JSON = "application/sparql-results+json"
TURTLE = "text/turtle"
N_TRIPLES = "application/n-triples"
JSON_LD = "application/ld+json"
RDF_XML = "application/rdf+xml"
HTML = "text/html"
JSON = "application/json"
CSV = "text/csv"
TSV = "text/tab-separated-values"
TEXT = "text/plain"
SVG = "image/svg+xml"
MARKDOWN = "text/markdown"
JSON_LINES = "application/jsonl"
SPARQL_QUERY = "application/sparql-query"

SOLUTIONS = {
    SPARQL_JSON: SPARQL_JSON,
    "application/sparql-results+xml": "application/sparql-results+xml",
    CSV: CSV,
    TSV: TSV,
    JSON: SPARQL_JSON,
}
"""What SELECT and ASK may be sent as: the media type asked for, and the one of the results."""

SOLUTIONS_OFFERED = tuple(SOLUTIONS)

GRAPHS = (TURTLE, N_TRIPLES, JSON_LD, RDF_XML)
"""What CONSTRUCT, DESCRIBE and things may be sent as."""


_LONGEST_KEPT = 300  # characters of a header whose meaning is remembered


@dataclass(frozen=True, slots=True)
class Range:
    """One media range of an Accept header, such as `text/*;q=0.5`."""

    pattern: str
    quality: float
    position: int

    def specificity(self, media_type: str) -> int:
        """How exactly the range names `media_type`: 3 whole, 2 by type, 1 `*/*`, 0 not at all."""
        if self.pattern == media_type:
            return 3
        if self.pattern == "*/*":
            return 1
        kind, _, rest = self.pattern.partition("/")
        return 2 if rest == "*" and media_type.startswith(kind + "/") else 0


def choose(accept: str | None, offers: Sequence[str]) -> str | None:
    """The best of `offers` for the header `accept`; the first where there is no header.

    The quality counts, then how exactly the type was named, then the client's order, then ours.
    Parameters other than `q` are passed over, so that `text/turtle; charset=utf-8` is Turtle.

    >>> choose("text/turtle; charset=utf-8, */*;q=0.1", ["text/csv", "text/turtle"])
    'text/turtle'
    >>> choose("image/png", ["text/csv"]) is None
    True
    """
    if accept is not None and len(accept) > _LONGEST_KEPT:
        return _choose.__wrapped__(accept, tuple(offers))
    return _choose(accept or "", tuple(offers))


@lru_cache(512)  # clients send few headers, and those again and again
def _choose(accept: str, offers: tuple[str, ...]) -> str | None:
    ranges = read_accept(accept)
    if not ranges:
        return offers[0]
    ranked = []
    for order, offer in enumerate(offers):
        named = [(r.specificity(offer), -r.position, r.quality) for r in ranges]
        specificity, position, quality = max(named)
        if specificity and quality > 0:
            ranked.append((-quality, -specificity, -position, order, offer))
    return min(ranked)[-1] if ranked else None


def prefers_html(accept: str | None) -> bool:
    """Whether a browser is asking: HTML is named, and nothing before it."""
    return bool(accept) and choose(accept, [JSON, HTML]) == HTML


def choose_language(accept: str | None, offers: Sequence[str]) -> str | None:
    """The best of `offers` for an Accept-Language header; None where none is named.

    >>> choose_language("fr, ar-EG;q=0.8, en;q=0.5", ["en", "ar"])
    'ar'
    """
    ranked = []
    for position, part in enumerate((accept or "").split(",")):
        tag, _, parameter = part.strip().lower().partition(";")
        quality = _quality(parameter.strip().removeprefix("q=") or "1")
        language = tag.partition("-")[0]
        if language in offers and quality:
            ranked.append((-quality, position, language))
    return min(ranked)[-1] if ranked else None


def read_accept(header: str) -> list[Range]:
    """The media ranges of an Accept header; what cannot be read is passed over."""
    return [
        one
        for position, part in enumerate(header.split(","))
        if (one := _range(part, position)) is not None
    ]


def _range(part: str, position: int) -> Range | None:
    pattern, *parameters = (piece.strip().lower() for piece in part.split(";"))
    written = next((p.removeprefix("q=") for p in parameters if p.startswith("q=")), "1")
    quality = _quality(written)
    return Range(pattern, quality, position) if "/" in pattern and quality is not None else None


def _quality(written: str) -> float | None:
    try:
        return max(0.0, min(1.0, float(written)))
    except ValueError:
        return None
