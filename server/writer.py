"""A process that makes one change to the copy of a store, and may be killed at it.

Started by `mithaq.server.changes` as `python -m mithaq.server.writer FOLDER MEMORY PARENT`; the
change comes on stdin, a line of JSON and the bytes of its documents, and what came of it goes to
stdout. Updates and documents come from clients: neither is parsed in the process that serves.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import pyoxigraph as ox

from mithaq.fulltext import write_index
from mithaq.server import confine
from mithaq.store import DATASET, FULLTEXT, STORE

FORMATS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}
Graph = ox.NamedNode | ox.DefaultGraph
_MARKUP = (b"<!DOCTYPE", b"<!ENTITY")


def change(store: ox.Store, order: dict[str, Any], documents: list[bytes]) -> dict[str, Any]:
    """Do what `order` says; whether the graph was there before.

    Raises SyntaxError, ValueError, RuntimeError where that cannot be done; then nothing is.
    """
    if order["kind"] == "update":
        store.update(order["text"], base_iri=order["base"])
        return {}
    graph: Graph = ox.NamedNode(order["graph"]) if order["graph"] else ox.DefaultGraph()
    existed = order["graph"] is None or store.contains_named_graph(graph)
    if order["kind"] == "delete":
        if order["graph"]:
            store.remove_graph(graph)
        else:
            store.clear_graph(graph)
        return {"existed": existed}
    quads = list(_read(order, documents, graph))
    if order["kind"] == "put":
        store.clear_graph(graph)
    if isinstance(graph, ox.NamedNode):
        store.add_graph(graph)
    store.extend(quads)
    return {"existed": existed}


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


def _dump(store: ox.Store, file: Path) -> None:
    """Write the dataset: the same quads, the same bytes."""
    dumped = store.dump(format=ox.RdfFormat.N_QUADS) or b""
    lines = sorted(dumped.splitlines(keepends=True))
    file.write_bytes(b"".join(lines))


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
    """Make the change that `source` brings to the store in `folder`; write its dataset and full text."""
    confine.die_with(int(parent))
    confine.limit_memory(int(memory))
    confine.shut_network()
    order = json.loads(source.readline())
    documents = [source.read(size) for size in order.get("sizes", ())]
    store = ox.Store(str(Path(folder, STORE)))
    try:
        outcome = change(store, order, documents)
    except (SyntaxError, ValueError, RuntimeError, OSError) as error:
        return _failure(error, order)
    store.flush()
    _dump(store, Path(folder, DATASET))
    write_index(store, Path(folder, FULLTEXT))
    return outcome


if __name__ == "__main__":
    came_of_it = main(sys.argv[1], sys.argv[2], sys.argv[3], sys.stdin.buffer)
    sys.stdout.write(json.dumps(came_of_it))
