"""What the server and its workers say to each other over a socket: frames of a kind and bytes."""

import json
import socket
import struct
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

READY = b"R"
"""The worker has opened the store."""
HEAD = b"H"
"""JSON: the media type of the answer, or null where none on offer fits."""
DATA = b"D"
"""A piece of the answer."""
END = b"E"
"""The answer is whole; with content, the worker has grown large and asks to be replaced."""
FAILURE = b"F"
"""JSON: what is wrong with the query."""

PIECE = 64 * 1024
"""Bytes of an answer in one frame."""

_HEADER = struct.Struct("!cI")


@dataclass(frozen=True, slots=True)
class Query:
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


@dataclass(frozen=True, slots=True)
class Order:
    """A query with what a worker may spend on it: seconds and bytes of answer."""

    query: Query
    deadline: float
    answer_bytes: int


def send(channel: socket.socket, kind: bytes, content: bytes = b"") -> None:
    """Send one frame."""
    channel.sendall(_HEADER.pack(kind, len(content)) + content)


def send_json(channel: socket.socket, kind: bytes, content: Mapping[str, Any]) -> None:
    """Send one frame of JSON."""
    send(channel, kind, json.dumps(content).encode())


def receive(channel: socket.socket) -> tuple[bytes, bytes]:
    """The next frame; EOFError where the other side is gone."""
    kind, size = _HEADER.unpack(_exactly(channel, _HEADER.size))
    return kind, _exactly(channel, size)


def send_order(channel: socket.socket, order: Order) -> None:
    """Give a worker its next query."""
    send_json(channel, READY, asdict(order))


def read_order(content: bytes) -> Order:
    """The order that `send_order` sent."""
    fields: dict[str, Any] = json.loads(content)
    query = fields.pop("query")
    for name in ("default_graphs", "named_graphs"):
        query[name] = tuple(query[name])
    return Order(query=Query(**query), **fields)


def _exactly(channel: socket.socket, size: int) -> bytes:
    content = bytearray()
    while len(content) < size:
        piece = channel.recv(size - len(content))
        if not piece:
            raise EOFError
        content += piece
    return bytes(content)
