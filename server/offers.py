"""What a page comes as: by the ending of its address, else by what the client accepts."""

import json
from collections.abc import Sequence
from typing import Any

from flask import Response, abort

from mithaq.server.negotiation import (
    CSV,
    HTML,
    JSON,
    JSON_LD,
    JSON_LINES,
    MARKDOWN,
    N_TRIPLES,
    RDF_XML,
    SPARQL_JSON,
    SPARQL_QUERY,
    SVG,
    TEXT,
    TSV,
    TURTLE,
    choose,
)

ENDINGS = {
    "html": HTML,
    "json": JSON,
    "csv": CSV,
    "tsv": TSV,
    "txt": TEXT,
    "ttl": TURTLE,
    "nt": N_TRIPLES,
    "jsonld": JSON_LD,
    "rdf": RDF_XML,
    "svg": SVG,
    "md": MARKDOWN,
    "jsonl": JSON_LINES,
    "srj": SPARQL_JSON,
    "rq": SPARQL_QUERY,
}


_LONGEST_LINKED = 500
"""Characters of a query: a longer one is not repeated for every format."""


def split_suffix(name: str) -> tuple[str, str | None]:
    """`name` without an ending of ours, and the media type that it stands for.

    >>> split_suffix("state/ARM.ttl"), split_suffix("state/ARM")
    (('state/ARM', 'text/turtle'), ('state/ARM', None))
    """
    stem, _, ending = name.rpartition(".")
    return (stem, ENDINGS[ending]) if stem and ending in ENDINGS else (name, None)


def offered(accept: str | None, offers: Sequence[str], suffix: str | None = None) -> str:
    """The media type to send: the suffix's, else the best for `accept`.

    HTML goes only to who names it. 406 where no offer fits, 404 where the ending is none of them.
    """
    if suffix is not None:
        if suffix not in offers:
            abort(404, f"this comes as {', '.join(offers)}")
        return suffix
    chosen = choose(accept, sorted(offers, key=lambda offer: offer == HTML))
    return chosen or abort(406, f"this comes as {', '.join(offers)}")


def alternates(response: Response, path: str, offers: Sequence[str], query: str = "") -> None:
    """Tell where `path`, asked with `query`, stands in each of `offers` (RFC 8288)."""
    if len(query) > _LONGEST_LINKED:
        return
    endings = {media_type: ending for ending, media_type in ENDINGS.items()}
    for media_type in offers:
        target = f"{path}.{endings[media_type]}{'?' if query else ''}{query}"
        response.headers.add("Link", f'<{target}>; rel="alternate"; type="{media_type}"')


def send_json(content: Any) -> Response:
    """`content` as JSON, letters as they are."""
    return Response(json.dumps(content, ensure_ascii=False, indent=2) + "\n", mimetype=JSON)
