"""The embedded engine: queries answered in this process, from a store."""

from collections.abc import Iterator
from contextlib import contextmanager

from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples, Store

from mithaq.api.results import Evaluate, Result, read_result
from mithaq.errors import QueryError
from mithaq.queries.prepared import Prepared
from mithaq.queries.solutions import OURS, read_solutions
from mithaq.server.guard import Limits, check
from mithaq.server.syntax import syntax_error


def evaluating(store: Store, prepared: Prepared | None = None) -> Evaluate:
    """A way to ask `store` queries of any kind; what is `prepared` is not computed again."""

    def evaluate(sparql: str) -> Result:
        if prepared and (known := prepared.get(sparql)) is not None:
            return read_solutions(known, OURS)
        with engine_errors():
            return read_result(evaluate_in(store, sparql))

    return evaluate


def evaluate_in(store: Store, sparql: str) -> QuerySolutions | QueryBoolean | QueryTriples:
    """What `store` gives for `sparql`, not read yet: reading it may raise `engine_errors`.

    Raises `QueryRefused` for SERVICE, LOAD and updates, `QueryTooLarge` over a limit (nested deeply
    enough, a query ends the process that parses it), `QuerySyntaxError` with the place.
    """
    check(sparql, Limits())
    try:
        return store.query(sparql)
    except SyntaxError as error:
        raise syntax_error(sparql, error, store.query) from error


@contextmanager
def engine_errors() -> Iterator[None]:
    """What the engine raises while it evaluates, as `QueryError`."""
    try:
        yield
    except (RuntimeError, ValueError) as error:
        reason = str(error).partition("\n")[0]
        raise QueryError(f"the query cannot be answered: {reason}") from error
