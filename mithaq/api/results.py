"""What a query gives, whoever answers it: solutions, true or false, or triples."""

from collections.abc import Callable

from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples, Triple

from mithaq.errors import QueryError
from mithaq.queries.solutions import Ask, Solutions, gather

Result = Solutions | bool | tuple[Triple, ...]
"""Of SELECT the solutions, of ASK a truth, of CONSTRUCT and DESCRIBE the triples."""

Evaluate = Callable[[str], Result]
"""Whatever answers a query of any kind; raises a `MithaqError` where it cannot."""


def read_result(found: QuerySolutions | QueryBoolean | QueryTriples) -> Result:
    """Everything that is in `found`; the engine works while this reads."""
    match found:
        case QueryBoolean():
            return bool(found)
        case QueryTriples():
            return tuple(found)
        case QuerySolutions():
            return gather(found)


def selecting(evaluate: Evaluate) -> Ask:
    """A way to ask SELECT queries; a question of one's own may be another, which is a `QueryError`."""

    def ask(sparql: str) -> Solutions:
        found = evaluate(sparql)
        if not isinstance(found, Solutions):
            raise QueryError("a question is a SELECT query, and this one is none")
        return found

    return ask
