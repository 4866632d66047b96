"""Counting: after a change, what `graph/meta` says of the size of each graph is true again.

The partitions by class and property stay as the last build has counted them.
"""

from collections.abc import Collection

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Store

from mithaq.iris import DATASET, META, PREFIXES

_TRIPLES = f"<{PREFIXES['void']}triples>"
_RECOUNT = f"""
DELETE {{ GRAPH <{META}> {{ ?graph {_TRIPLES} ?told }} }}
INSERT {{ GRAPH <{META}> {{ ?graph {_TRIPLES} ?number }} }}
WHERE {{
  GRAPH <{META}> {{ ?graph {_TRIPLES} ?told }}
  FILTER(FILTERED)
  OPTIONAL {{ COUNTED }}
  BIND(COALESCE(?counted, 0) AS ?number)
  FILTER(?told != ?number)
}}
"""
_COUNTED = "SELECT (COUNT(*) AS ?counted) { ?s ?p ?o }"
_COUNTED_BY_GRAPH = """
SELECT ?graph (COUNT(*) AS ?counted) { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph"""


def count_triples(
    store: Store, graphs: Collection[NamedNode | BlankNode | DefaultGraph] | None
) -> None:
    """Correct the numbers of triples (void:triples) that are told of `graphs`; None: of all."""
    if graphs is None or DefaultGraph() in graphs:
        _recount(store, f"?graph = <{DATASET}>", _COUNTED)
    if graphs is None:
        _recount(store, f"?graph != <{DATASET}>", _COUNTED_BY_GRAPH)
        return
    for graph in graphs:
        if isinstance(graph, NamedNode):
            counted = f"SELECT (COUNT(*) AS ?counted) {{ GRAPH {graph} {{ ?s ?p ?o }} }}"
            _recount(store, f"?graph = {graph}", counted)


def _recount(store: Store, filtered: str, counted: str) -> None:
    store.update(_RECOUNT.replace("FILTERED", filtered).replace("COUNTED", counted))
