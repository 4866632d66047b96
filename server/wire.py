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
"""JSON: what is wrong with the query; of a worker that has not opened the store, a sentence why."""

RECALLED = b"C"
"""Of the server: the last orders, as many as the byte says, are not to be begun. Of the worker: one is not."""

PIECE = 512 * 1024
"""Bytes of an answer in one frame: what has fewer fails in words, and not in the midst of it."""
_ROOM = 64 * 1024
"""Bytes that are read at a time."""

Content = bytes | memoryview
"""What is in a frame: what is long is not copied."""

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


def send(channel: socket.socket, kind: bytes, *content: bytes | bytearray) -> None:
    """Send one frame, of content in one or several parts; what is long is not copied."""
    parts = [_HEADER.pack(kind, sum(map(len, content))), *content]
    sent = channel.sendmsg(parts)
    if sent < sum(map(len, parts)):  # a signal came between
        channel.sendall(memoryview(b"".join(parts))[sent:])


def send_json(channel: socket.socket, kind: bytes, content: object) -> None:
    """Send one frame of JSON."""
    send(channel, kind, json.dumps(content).encode())


class Frames:
    """The frames that come over a socket; what is read ahead is kept for the next."""

    def __init__(self, channel: socket.socket) -> None:
        self.channel = channel
        self._read = bytearray()
        self._room = memoryview(bytearray(_ROOM))
        self._kind = b""
        self._long = memoryview(b"")
        """The content of a frame with more than there is room for, which is read to where it stays."""
        self._came = 0
        """How many bytes of that have come."""

    def receive(self) -> tuple[bytes, Content]:
        """The next frame; EOFError where the other side is gone."""
        while (found := self.next()) is None:
            self.fill()
        return found

    def next(self) -> tuple[bytes, Content] | None:
        """The next frame, if all of it was read."""
        if self._long:
            if self._came < len(self._long):
                return None
            content, self._long = self._long, memoryview(b"")
            return self._kind, content
        if len(self._read) < _HEADER.size:
            return None
        kind, size = _HEADER.unpack_from(self._read)
        end = _HEADER.size + size
        if len(self._read) >= end:
            short = bytes(memoryview(self._read)[_HEADER.size : end])
            del self._read[:end]
            return kind, short
        if size > _ROOM:
            self._kind, self._long = kind, memoryview(bytearray(size))
            self._came = len(self._read) - _HEADER.size
            self._long[: self._came] = memoryview(self._read)[_HEADER.size :]
            self._read = bytearray()
        return None

    def fill(self, flags: int = 0) -> None:
        """Read on, as the flags of recv(2) say; EOFError where the other side is gone."""
        if self._came < len(self._long):
            size = self.channel.recv_into(self._long[self._came :], 0, flags)
            self._came += size
        else:
            size = self.channel.recv_into(self._room, 0, flags)
            self._read += self._room[:size]
        if not size:
            raise EOFError


def order_frame(order: Order) -> bytes:
    """The frame that gives a worker its next query."""
    query, *limits = order
    return frame(READY, marshal.dumps((tuple(query), *limits)))


def read_order(content: bytes) -> Order:
    """The order in the frame that `order_frame` made."""
    fields, *limits = marshal.loads(content)  # noqa: S302  (workers believe the server)
    return Order(Query(*fields), *limits)
