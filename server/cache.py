"""Answers kept whole: a generation never changes, so what it answered once it answers always."""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Hashable

from mithaq.server.compression import SMALLEST, compressed

SHORT = 64 * 1024
"""Bytes of a body that are handed to the system at once."""

Headers = tuple[tuple[str, str], ...]


class Stored:
    """An answer: its headers, without those that tell its length and encoding, and its body."""

    __slots__ = ("_encoded", "_tag", "body", "headers")

    def __init__(self, headers: Headers, body: bytes) -> None:
        self.headers = headers
        self.body = body
        self._tag = ""
        self._encoded: dict[str, bytes] = {}

    @property
    def tag(self) -> str:
        """A hash of its bytes (RFC 9110 §8.8.3); made once."""
        if not self._tag:
            self._tag = hashlib.sha256(self.body).hexdigest()[:24]
        return self._tag

    def encoded(self, encoding: str) -> bytes:
        """The body in a content coding; made once."""
        if encoding == "identity":
            return self.body
        if encoding not in self._encoded:
            self._encoded[encoding] = compressed(self.body, encoding)
        return self._encoded[encoding]

    def is_ready(self, encoding: str) -> bool:
        """Whether the body need not be compressed first."""
        return encoding == "identity" or encoding in self._encoded

    @property
    def is_short(self) -> bool:
        """Whether it is sent at once, so that nobody need hold it for a slow client."""
        return len(self.body) <= SHORT

    @property
    def is_small(self) -> bool:
        """Whether compressing is not worth its while."""
        return len(self.body) < SMALLEST


class Cache:
    """The answers asked for last, up to so many bytes of bodies before compression."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.hits = 0
        self.misses = 0
        self.held = 0
        self._answers: OrderedDict[Hashable, Stored] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable) -> Stored | None:
        """The answer under `key`, which is the newest again."""
        with self._lock:
            found = self._answers.get(key)
            if found is None:
                self.misses += 1
                return None
            self.hits += 1
            self._answers.move_to_end(key)
            return found

    def put(self, key: Hashable, answer: Stored) -> None:
        """Keep `answer`; the oldest go where there is no room."""
        if len(answer.body) > self.size:
            return
        with self._lock:
            before = self._answers.pop(key, None)
            self.held += len(answer.body) - (len(before.body) if before else 0)
            self._answers[key] = answer
            while self.held > self.size:
                _, oldest = self._answers.popitem(last=False)
                self.held -= len(oldest.body)
