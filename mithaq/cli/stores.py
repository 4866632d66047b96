"""The graph that a command asks: opening it, and asking it."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples, Store


def open_graph(graph: Path) -> "Store":
    """The store of the current generation in `graph`, for reading."""
    from mithaq.store import current, open_store

    return open_store(current(graph))


def answer(store: "Store", query: str) -> "QuerySolutions | QueryBoolean | QueryTriples":
    """What `query` gives; raises `QuerySyntaxError` with the place, or another `QueryError`."""
    from mithaq.api.embedded import evaluate_in

    return evaluate_in(store, query)


@contextmanager
def evaluating() -> Iterator[None]:
    """Give control to the engine: Ctrl-C stops it, and its errors are `QueryError`s.

    While the engine works Python hears no signal; so the kernel is to end the process itself.
    """
    from mithaq.api.embedded import engine_errors

    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        with engine_errors():
            yield
    finally:
        signal.signal(signal.SIGINT, before)
