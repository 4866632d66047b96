"""The access log: a line of JSON a request, in a file that may be moved away, or have no room."""

import logging
import sys
from logging.handlers import WatchedFileHandler
from pathlib import Path

from mithaq.disk import why
from mithaq.errors import ServerError
from mithaq.server.watching import ACCESS

_LOG = logging.getLogger(__name__)


class AccessLog(WatchedFileHandler):
    """Writes to a file; where that fails it says so once, and no request fails with it."""

    error: Exception | None = None
    """Why the last line was not written."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one line, and see whether lines can be written, or can be again."""
        before, self.error = self.error, None
        try:
            super().emit(record)
        except OSError as error:  # the file was moved away, and none can be opened in its place
            self.error = error
        if self.error is not None and before is None:
            _LOG.error("the access log is not written: %s", why(self.error))
        elif self.error is None and before is not None:
            _LOG.warning("the access log is written again")

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  (its name in logging)
        """Remember what went wrong; `emit` says it."""
        del record
        error = sys.exception()
        self.error = error if isinstance(error, Exception) else None


def log_requests(file: Path) -> None:
    """Note every request in `file` from now on; ServerError where it cannot be opened."""
    try:
        handler = AccessLog(file, encoding="utf-8")
    except OSError as error:
        raise ServerError(f"{file} cannot be written: {why(error)}") from error
    handler.setFormatter(logging.Formatter("%(message)s"))
    ACCESS.addHandler(handler)
    ACCESS.setLevel(logging.INFO)
    ACCESS.propagate = False
