"""The dataset as search engines read about it: Schema.org's Dataset (https://schema.org/Dataset)."""

from typing import Any

import mithaq
from mithaq.iris import DATASET
from mithaq.server.negotiation import RDF_XML, TURTLE
from mithaq.server.wellknown import endpoint

DOWNLOADS = (
    ("ontology.owl", "/ontology.owl", RDF_XML),
    ("graph.ttl", "/graph-store?default", TURTLE),
    ("void.ttl", "/.well-known/void", TURTLE),
)
"""What can be fetched whole: a name, the address, the media type."""


def schema_org(description: str, root: str, generation: str) -> dict[str, Any]:
    """The dataset at this server's `root`, an address that ends in a slash, as JSON-LD."""
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": DATASET,
        "name": "Mithaq",
        "alternateName": "ميثاق",  # Covenant
        "description": description,
        "url": root,
        "version": f"{mithaq.__version__} {generation}",
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "isAccessibleForFree": True,
        "inLanguage": ["ar", "en"],
        "keywords": ["collective security", "military alliances", "treaties", "Arabic", "RDF"],
        "creator": {"@type": "Organization", "name": "The Mithaq authors"},
        "distribution": [
            {
                "@type": "DataDownload",
                "name": name,
                "contentUrl": root.rstrip("/") + path,
                "encodingFormat": media_type,
            }
            for name, path, media_type in (
                *DOWNLOADS,
                ("SPARQL", _path(), "application/sparql-query"),
            )
        ],
    }


def _path() -> str:
    return "/" + endpoint().partition("://")[2].partition("/")[2]
