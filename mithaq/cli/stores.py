"""The graph that a command asks: opening it, and asking it."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from mithaq.errors import QueryError

if TYPE_CHECKING:
    from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples, Store


def open_graph(graph: Path) -> "Store":
    """The store of the current generation in `graph`, for reading."""
    from mithaq.store import current, open_store

    return open_store(current(graph))


def answer(store: "Store", query: str) -> "QuerySolutions | QueryBoolean | QueryTriples":
    """What `query` gives; raises `QuerySyntaxError` with the place, or another `QueryError`."""
    from mithaq.server.guard import Limits, check
    from mithaq.server.syntax import syntax_error

    check(query, Limits())  # nested deeply enough, a query ends the process that parses it
    try:
        return store.query(query)
    except SyntaxError as error:
        raise syntax_error(query, error, store.query) from error


@contextmanager
def evaluating() -> Iterator[None]:
    """Give control to the engine: Ctrl-C stops it, and its errors are `QueryError`s.

    While the engine works Python hears no signal; so the kernel is to end the process itself.
    """
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    except (RuntimeError, ValueError) as error:
        reason = str(error).partition("\n")[0]
        raise QueryError(f"the query cannot be answered: {reason}") from error
    finally:
        signal.signal(signal.SIGINT, before)
