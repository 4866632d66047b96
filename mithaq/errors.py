"""The errors of Mithaq, named for what failed.

    MithaqError
    ├── DocumentError     a text or its `documents.toml` cannot be read
    ├── FrameError        a frame file is wrong
    ├── OntologyError     the ontology or the reference data is wrong
    ├── ModelError        a language model cannot be asked, or does not answer
    ├── ReviewError       a reviewer's decision cannot be read or applied
    ├── BuildError        a generation cannot be built or published
    ├── StoreError        there is no graph to ask, or it is damaged
    ├── NotFoundError     nothing has this name
    ├── QuestionError     a question file is wrong
    ├── ParameterError    a parameter of a question is missing, unknown or wrong
    ├── QueryError        a query cannot be read or answered
    │   ├── QuerySyntaxError
    │   ├── QueryTimeout
    │   ├── QueryTooLarge     the query, or its answer, is over a limit
    │   └── QueryRefused      SERVICE, LOAD or an update
    ├── OutputError       a file cannot be written, or holds what somebody else wrote
    ├── ServerError       the server cannot start, is full, or cannot be reached
    │   ├── TooManyRequestsError   this client has as many requests under way as one may have
    │   └── BackendError      the endpoint that answers for the server does not, or not rightly
    └── ExtraError        what an extra of the package brings is not installed

Every message is one sentence for a person: what is wrong, where, what to do.
"""


class MithaqError(Exception):
    """Something a person can mend; its text is one sentence."""


class DocumentError(MithaqError):
    """A text or its `documents.toml` cannot be read."""


class FrameError(MithaqError):
    """A frame file is wrong."""


class OntologyError(MithaqError):
    """The ontology or the reference data is wrong."""


class ModelError(MithaqError):
    """A language model cannot be asked, or does not answer."""


class ReviewError(MithaqError):
    """A reviewer's decision cannot be read or applied."""


class BuildError(MithaqError):
    """A generation cannot be built or published."""


class StoreError(MithaqError):
    """There is no graph to ask, or it is damaged."""


class NotFoundError(MithaqError):
    """Nothing has this name."""


class QuestionError(MithaqError):
    """A question file is wrong."""


class ParameterError(MithaqError):
    """A parameter of a question is missing, unknown or wrong."""


class QueryError(MithaqError):
    """A query cannot be read or answered."""


class QuerySyntaxError(QueryError):
    """A query is not SPARQL; carries the place where reading stopped."""

    def __init__(self, message: str, *, line: int = 0, column: int = 0) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


class QueryTimeout(QueryError):  # noqa: N818  (the field's word for it)
    """A query ran past its deadline."""


class QueryTooLarge(QueryError):  # noqa: N818
    """A query, or its answer, is over a limit."""


class QueryRefused(QueryError):  # noqa: N818
    """A query asks for what this endpoint does not do: SERVICE, LOAD, an update."""


class OutputError(MithaqError):
    """A file cannot be written, or holds what somebody else wrote."""


class ServerError(MithaqError):
    """The server cannot start, is full, or cannot be reached."""


class TooManyRequestsError(ServerError):
    """This client has as many requests under way as one may have."""


class BackendError(ServerError):
    """The endpoint that answers for the server does not, or not rightly."""


class ExtraError(MithaqError, ImportError):
    """What an extra of the package brings is not installed."""
