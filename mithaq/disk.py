"""Why nothing can be written: the words for it, whoever has met it."""

import errno

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_WORDS = ("No space left on device", "Disk quota exceeded", "disk is full")
"""What RocksDB and SQLite say, whose errors have no number, or one of their own."""


def is_full(error: BaseException) -> bool:
    """Whether there is no room on the disk, as the system, the store or the index says it.

    >>> is_full(OSError(errno.ENOSPC, "")), is_full(OSError("IO error: No space left on device: a.sst"))
    (True, True)
    """
    if isinstance(error, OSError) and error.errno in _FULL:
        return True
    return any(words in str(error) for words in _WORDS)


def why(error: Exception) -> str:
    """Why a file cannot be written, in a few words."""
    if is_full(error):
        return "the disk is full"
    return (isinstance(error, OSError) and error.strerror) or str(error)
