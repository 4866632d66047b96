"""What a dataset states, as one graph: what shapes are asked of.

Left out is what follows (`graph/inferred`) and what describes the graphs (`graph/meta`); each claim
keeps the name of its graph as `mq:inDocument`.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, Triple, parse

from mithaq.iris import INFERRED, META, term
from mithaq.ontology.vocabulary import RDF_TYPE

_AT_ONCE = 100_000
_IN_GRAPHS = (NamedNode(term("Claim")), NamedNode(term("Mention")))
"""The classes of what a document's graph holds."""
_IN_DOCUMENT = NamedNode(term("inDocument"))


def stated(quads: Iterable[Quad]) -> Iterator[Quad]:
    """What `quads` state, in the default graph; they come sorted, as a build writes them.

    So what follows stands right behind itself: first in the default graph, then in `graph/inferred`.
    """
    waiting: Triple | None = None
    for quad in quads:
        graph = quad.graph_name
        if isinstance(graph, NamedNode) and graph.value == INFERRED:
            if quad.triple == waiting:
                waiting = None
            continue
        if waiting is not None:
            yield Quad(waiting.subject, waiting.predicate, waiting.object)
            waiting = None
        if not isinstance(graph, NamedNode):
            waiting = quad.triple
        elif graph.value != META:
            yield Quad(quad.subject, quad.predicate, quad.object)
            if quad.predicate == RDF_TYPE and quad.object in _IN_GRAPHS:
                yield Quad(quad.subject, _IN_DOCUMENT, graph)
    if waiting is not None:
        yield Quad(waiting.subject, waiting.predicate, waiting.object)


@contextmanager
def stated_store(dataset: Path) -> Iterator[Store]:
    """A store of what the N-Quads in `dataset` state, on the disk for as long as it is needed."""
    with TemporaryDirectory(prefix="mithaq-", ignore_cleanup_errors=True) as folder:
        store = Store(folder)
        quads = stated(parse(path=str(dataset), format=RdfFormat.N_QUADS))
        while some := tuple(islice(quads, _AT_ONCE)):  # all at once would stand in memory at once
            store.bulk_extend(some)
        yield store
        del store
