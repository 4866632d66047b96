"""Solutions as a `pandas.DataFrame`."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal

from mithaq.errors import ExtraError, NotFoundError
from mithaq.queries.answers import plain, text
from mithaq.queries.solutions import Solutions, Term
from mithaq.times import read_edtf

if TYPE_CHECKING:
    import pandas as pd

_XSD = "http://www.w3.org/2001/XMLSchema#"
_NUMBERS = frozenset(_XSD + name for name in ("integer", "decimal", "double", "float"))


def data_frame(solutions: Solutions, parse_dates: Sequence[str]) -> "pd.DataFrame":
    """The solutions as a frame; of the columns `parse_dates` the first days.

    Raises `NotFoundError` for a column that there is not, `ExtraError` without pandas.
    """
    try:
        import pandas as pd  # noqa: PLC0415
    except ImportError as error:
        raise ExtraError("to_pandas needs pandas: pip install 'mithaq[pandas]'") from error
    for name in parse_dates:
        if name not in solutions.variables:
            known = ", ".join(solutions.variables)
            raise NotFoundError(f"parse_dates: there is no column {name!r}, but {known}")
    columns = {
        name: _days(terms) if name in parse_dates else _typed(terms)
        for place, name in enumerate(solutions.variables)
        for terms in [[row[place] for row in solutions.rows]]
    }
    return pd.DataFrame(columns, columns=list(solutions.variables))


def _typed(terms: Sequence[Term | None]) -> "pd.Series[Any]":
    """A column of the one type that all its terms have; else of strings."""
    import pandas as pd  # noqa: PLC0415

    types = {term.datatype.value if isinstance(term, Literal) else "" for term in terms if term}
    values = [plain(term) for term in terms]
    if types == {_XSD + "dateTime"}:
        texts = pd.Series([None if term is None else text(term) for term in terms])
        with suppress(ValueError):
            return pd.to_datetime(texts, utc=True, format="ISO8601")
    elif any(isinstance(value, str) for value in values):  # a number that is none: keep its text
        types = set()
    if types == {_XSD + "integer"}:
        return pd.Series(values, dtype="Int64")
    if types and types <= _NUMBERS:
        return pd.Series(values, dtype="Float64")
    if types == {_XSD + "boolean"}:
        return pd.Series(values, dtype="boolean")
    return pd.Series([None if term is None else text(term) for term in terms], dtype="string")


def _days(terms: Sequence[Term | None]) -> "pd.Series[Any]":
    """The first day that each date may mean; not a time where there is none."""
    import pandas as pd  # noqa: PLC0415

    days = (_first_day(text(term)) for term in terms)
    texts = pd.Series([None if day is None else day.isoformat() for day in days], dtype="string")
    return pd.to_datetime(texts, format="ISO8601").astype("datetime64[s]")


def _first_day(edtf: str) -> date | None:
    with suppress(ValueError):  # “unknown”, “open”
        return read_edtf(edtf).earliest
    return None
