"""Answers that the server itself breaks off when their status is sent already."""

from http import HTTPStatus


class BrokenOff(ConnectionAbortedError):  # noqa: N818  (it tells an end, and is read by no person)
    """The rest of an answer cannot be had; `status` is what would have been said before its begin.

    The client misses the last chunk and knows that it has not got the whole.
    """

    def __init__(self, status: HTTPStatus) -> None:
        super().__init__()
        self.status = status
