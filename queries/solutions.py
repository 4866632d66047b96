"""Solutions: what a SELECT query gives, whichever store or endpoint was asked."""

from collections.abc import Callable
from dataclasses import dataclass

import pyoxigraph

Term = pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal | pyoxigraph.Triple


@dataclass(frozen=True, slots=True)
class Solutions:
    """The variables in the order of the projection, and for each row a term or `None` a variable."""

    variables: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]


OURS = pyoxigraph.QueryResultsFormat.TSV
"""What answers come as between our own processes: all terms as JSON has them, in half the time."""
Ask = Callable[[str], Solutions]
"""Whatever answers a SELECT query given as text."""


def asking(store: pyoxigraph.Store) -> Ask:
    """A way to ask `store`."""
    return lambda sparql: gather(store.query(sparql))


def read_solutions(
    results: bytes, form: pyoxigraph.QueryResultsFormat = pyoxigraph.QueryResultsFormat.JSON
) -> Solutions:
    """The solutions in a SPARQL 1.1 Query Results document, which is JSON where nothing else is said."""
    return gather(pyoxigraph.parse_query_results(results, form))


def gather(found: object) -> Solutions:
    """The solutions that an engine gives, all of them."""
    if not isinstance(found, pyoxigraph.QuerySolutions):
        raise TypeError("only a SELECT query gives solutions")
    variables = tuple(variable.value for variable in found.variables)
    return Solutions(variables, tuple(map(tuple, found)))
