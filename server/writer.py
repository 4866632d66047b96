"""A process that makes one change to the copy of a store, and may be killed at it.

Started by `mithaq.server.changes` as `python -m mithaq.server.writer FOLDER MEMORY PARENT`; the
change comes on stdin, a line of JSON and the bytes of its documents, and what came of it goes to
stdout. Updates and documents come from clients: neither is parsed in the process that serves.
"""

import json
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import pyoxigraph as ox

from mithaq.disk import is_full
from mithaq.fulltext import Graph, bearers, bearers_in, change_index, watched
from mithaq.server import confine, counting, updates
from mithaq.server.touched import properties
from mithaq.store import FULLTEXT, STORE

FORMATS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}
_MARKUP = (b"<!DOCTYPE", b"<!ENTITY")


def change(store: ox.Store, order: dict[str, Any], quads: list[ox.Quad]) -> dict[str, Any]:
    """Do what `order` says, with the `quads` that were sent; whether the graph was there before.

    Raises SyntaxError, ValueError, RuntimeError where that cannot be done; then nothing is.
    """
    if order["kind"] == "update":
        store.update(order["text"], base_iri=order["base"])
        return {}
    graph = _graph(order)
    existed = order["graph"] is None or store.contains_named_graph(graph)
    if order["kind"] == "delete":
        if order["graph"]:
            store.remove_graph(graph)
        else:
            store.clear_graph(graph)
        return {"existed": existed}
    if order["kind"] == "put":
        store.clear_graph(graph)
    if isinstance(graph, ox.NamedNode):
        store.add_graph(graph)
    store.extend(quads)
    return {"existed": existed}


def _sent(order: dict[str, Any], documents: list[bytes]) -> list[ox.Quad]:
    """The quads that the client has written down, be it in documents or in an update of such."""
    if order["kind"] != "update":
        return list(_read(order, documents, _graph(order)))
    named = ox.Store()
    if (insertion := updates.as_insertion(order["text"])) is not None:
        named.update(insertion, base_iri=order["base"])
    return list(named)


def _read(order: dict[str, Any], documents: list[bytes], graph: Graph) -> Iterator[ox.Quad]:
    for media_type, content in zip(order["media_types"], documents, strict=True):
        if media_type == "application/rdf+xml" and any(mark in content for mark in _MARKUP):
            raise ValueError("RDF/XML with a DOCTYPE or entities is not read; send Turtle")
        for quad in ox.parse(
            content,
            format=FORMATS[media_type],
            base_iri=order["base"],
            without_named_graphs=True,
            rename_blank_nodes=True,
        ):
            yield ox.Quad(quad.subject, quad.predicate, quad.object, graph)


def _graph(order: dict[str, Any]) -> Graph:
    return ox.NamedNode(order["graph"]) if order["graph"] else ox.DefaultGraph()


def _failure(error: Exception, order: dict[str, Any]) -> dict[str, Any]:
    if isinstance(error, SyntaxError) and order["kind"] == "update":
        from mithaq.server.syntax import syntax_error  # noqa: PLC0415  (slow to load)

        said = syntax_error(order["text"], error, ox.Store().update)
        return {
            "failure": "syntax",
            "message": str(said),
            "line": said.line,
            "column": said.column,
        }
    return {"failure": "evaluation", "message": str(error).partition("\n")[0][:300]}


def main(folder: str, memory: str, parent: str, source: IO[bytes]) -> dict[str, Any]:
    """Make the change that `source` brings to the store in `folder`, and to its full text.

    What came of it, and how many quads there are now.
    """
    confine.die_with(int(parent))
    confine.limit_memory(int(memory))
    confine.shut_network()
    order = json.loads(source.readline())
    documents = [source.read(size) for size in order.get("sizes", ())]
    try:
        store = ox.Store(str(Path(folder, STORE)))
        try:
            outcome, changed = _change(store, order, documents)
        except (SyntaxError, ValueError, RuntimeError, OSError) as error:
            if is_full(error):
                raise
            return _failure(error, order)
        store.flush()
        if changed:
            shared = Path(folder, FULLTEXT)
            own = shared.with_suffix(".changed")
            shutil.copyfile(shared, own)
            change_index(store, own, changed)
            own.replace(shared)
        return {**outcome, "quads": len(store)}
    except (RuntimeError, OSError, sqlite3.Error) as error:
        if not is_full(error):
            raise
        return {"failure": "full"}


def _change(
    store: ox.Store, order: dict[str, Any], documents: list[bytes]
) -> tuple[dict[str, Any], frozenset[str]]:
    """Do what `order` says; also the things whose full text it may have changed."""
    quads = _sent(order, documents)
    is_update = order["kind"] == "update"
    if order["kind"] == "post" or (is_update and quads):
        outcome, bearing = change(store, order, quads), bearers_in(quads)
        counting.count_triples(store, {quad.graph_name for quad in quads})
    else:
        scope = None if is_update else _graph(order)
        among = properties(order["text"]) if is_update else None
        before = watched(store, scope, among)
        outcome = change(store, order, quads)
        bearing = bearers(before ^ watched(store, scope, among))
        counting.count_triples(store, {scope} if scope else None)
    return outcome, bearing


if __name__ == "__main__":
    came_of_it = main(sys.argv[1], sys.argv[2], sys.argv[3], sys.stdin.buffer)
    sys.stdout.write(json.dumps(came_of_it))
