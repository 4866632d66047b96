"""What the server and its workers say to each other over a socket: frames of a kind and bytes."""

import json
import marshal
import socket
import struct
from typing import NamedTuple

READY = b"R"
"""The worker has opened the store."""
WHOLE = b"W"
"""A short answer: its media type (nothing where none on offer fits), a line end, and all of it."""
BEGIN = b"B"
"""A longer one: its media type, a line end, and its first piece."""
DATA = b"D"
"""A further piece."""
END = b"E"
"""The answer is whole; with content, the worker has grown large and asks to be replaced."""
FAILURE = b"F"
"""JSON: what is wrong with the query."""

RECALLED = b"C"
"""Of the server: the last orders, as many as the byte says, are not to be begun. Of the worker: one is not."""

PIECE = 512 * 1024
"""Bytes of an answer in one frame: what has fewer fails in words, and not in the midst of it."""
_ROOM = 256 * 1024
"""Bytes that are read at a time, more than a socket holds."""

_HEADER = struct.Struct("!cI")


class Query(NamedTuple):
    """A query, the dataset it is asked of, and the media types its answer may have.

    `solutions` is for SELECT and ASK, `graph` for CONSTRUCT and DESCRIBE; None fits nothing. Where
    `default_graphs` and `named_graphs` are both empty the dataset is the store's own.
    """

    text: str
    solutions: str | None
    graph: str | None
    base: str | None = None
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


class Order(NamedTuple):
    """A query with what a worker may spend on it: seconds, bytes and rows of answer."""

    query: Query
    deadline: float
    answer_bytes: int
    answer_rows: int


def frame(kind: bytes, content: bytes = b"") -> bytes:
    """One frame."""
    return _HEADER.pack(kind, len(content)) + content


def send(channel: socket.socket, kind: bytes, content: bytes = b"") -> None:
    """Send one frame."""
    channel.sendall(frame(kind, content))


def send_json(channel: socket.socket, kind: bytes, content: object) -> None:
    """Send one frame of JSON."""
    send(channel, kind, json.dumps(content).encode())


class Frames:
    """The frames that come over a socket; what is read ahead is kept for the next."""

    def __init__(self, channel: socket.socket) -> None:
        self.channel = channel
        self._read = bytearray()
        self._room = memoryview(bytearray(_ROOM))

    def receive(self) -> tuple[bytes, bytes]:
        """The next frame; EOFError where the other side is gone."""
        while (found := self.next()) is None:
            self.fill()
        return found

    def next(self) -> tuple[bytes, bytes] | None:
        """The next frame, if all of it was read."""
        if not self.has_one():
            return None
        kind, size = _HEADER.unpack_from(self._read)
        end = _HEADER.size + size
        content = bytes(memoryview(self._read)[_HEADER.size : end])
        del self._read[:end]
        return kind, content

    def has_one(self) -> bool:
        """Whether all of the next frame was read."""
        read = len(self._read) - _HEADER.size
        return read >= 0 and read >= _HEADER.unpack_from(self._read)[1]

    def fill(self, flags: int = 0) -> None:
        """Read on, as the flags of recv(2) say; EOFError where the other side is gone."""
        size = self.channel.recv_into(self._room, 0, flags)
        if not size:
            raise EOFError
        self._read += self._room[:size]


def order_frame(order: Order) -> bytes:
    """The frame that gives a worker its next query."""
    query, *limits = order
    return frame(READY, marshal.dumps((tuple(query), *limits)))


def read_order(content: bytes) -> Order:
    """The order in the frame that `order_frame` made."""
    fields, *limits = marshal.loads(content)  # noqa: S302  (workers believe the server)
    return Order(Query(*fields), *limits)
