"""`/editor/terms.json`: what an editor completes, by its names in every language.

These are the ontology's terms, and what stands in the reference data and is asked about most: states,
organizations, treaties, kinds. People, offices and places are found by the search.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from flask import Blueprint, Response
from pyoxigraph import Literal

from mithaq.iris import PREFIXES
from mithaq.queries.solutions import Ask, Term
from mithaq.server.context import ask
from mithaq.server.glossary import terms
from mithaq.server.names import text
from mithaq.server.negotiation import JSON

routes = Blueprint("completion", __name__)

_NAMED_BY = ("rdfs:label", "mq:abbreviation", "skos:altLabel")
"""What names things; the first name of a language is the one to show."""
_NAMES = "".join(f"PREFIX {each}: <{PREFIXES[each]}>\n" for each in ("mq", "rdfs", "skos")) + (
    """
SELECT ?thing ?name
WHERE {
  VALUES ?class { mq:State mq:Organization mq:LegalText mq:Concept }
  ?thing a ?class ; PROPERTY ?name .
}
"""
)


@routes.get("/editor/terms.json")
def completions() -> Response:
    """The prefixes that are known, and the terms with their names."""
    found = {"prefixes": PREFIXES, "terms": [*_vocabulary(), *_things(ask)]}
    body = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    return Response(f"{body}\n", mimetype=JSON)


def _vocabulary() -> Iterator[Mapping[str, Any]]:
    """The terms of the ontology, with what they mean."""
    for each in terms().values():
        names = {language: [label] for language, label in sorted(each.labels.items())}
        yield {"term": f"mq:{each.name}", "names": names, "definition": dict(each.definitions)}


def _things(ask: Ask) -> Iterator[Mapping[str, Any]]:
    """The things that are named most, sorted by IRI."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for property_ in _NAMED_BY:
        rows = ask(_NAMES.replace("PROPERTY", property_)).rows
        said = sorted({(text(thing), _language(name), text(name)) for thing, name in rows})
        for iri, lang, name in said:
            if name not in found[iri][lang]:
                found[iri][lang].append(name)
    for iri, named in sorted(found.items()):
        yield {"term": f"<{iri}>", "names": named}


def _language(name: Term | None) -> str:
    return name.language or "" if isinstance(name, Literal) else ""
