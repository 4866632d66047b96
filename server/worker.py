"""A worker process: answers one query at a time from a read-only store, and may be killed at it.

Started by `mithaq.server.pool` as `python -m mithaq.server.worker FD FOLDER MEMORY PARENT NICE`, or
forked by `mithaq.server.forkserver` with the store in its memory. The engine cannot be interrupted,
and some queries of a few bytes overflow the stack of whoever parses them; so neither happens in the
process that serves.
"""

import os
import resource
import signal
import socket
import sys
import threading
import time
from collections import deque
from pathlib import Path
from typing import IO, NoReturn, cast

import pyoxigraph as ox

from mithaq.errors import StoreError
from mithaq.server import confine, wire
from mithaq.store import Generation, open_store

STACK = 512 * 1024 * 1024
"""Bytes of stack for the parser: enough for every nesting that 64 KiB of query can hold."""

GRACE = 1.0
"""Seconds after the deadline until a worker that was not killed ends by itself."""

_LONG = 0.001
"""Seconds after which what stands behind a query may have been recalled."""

SOLUTION_FORMATS = {
    "application/sparql-results+json": ox.QueryResultsFormat.JSON,
    "application/sparql-results+xml": ox.QueryResultsFormat.XML,
    "text/csv": ox.QueryResultsFormat.CSV,
    "text/tab-separated-values": ox.QueryResultsFormat.TSV,
}
GRAPH_FORMATS = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}


class AnswerTooLarge(Exception):  # noqa: N818
    """The answer has more bytes, or rows, than one may have."""


ROW = {
    "application/sparql-results+json": (b'}},{"', 1),  # between two rows
    "application/sparql-results+xml": (b"<result>", 0),
    "text/csv": (b"\r\n", -1),  # after the header too
    "text/tab-separated-values": (b"\n", -1),
    "application/n-triples": (b"\n", 0),
}
"""What tells rows apart, and how many more there are; other formats have a limit of bytes alone."""


class Sink:
    """A file the engine writes an answer to; it goes out in pieces, a short one all at once."""

    def __init__(self, channel: socket.socket, order: wire.Order, media_type: str) -> None:
        self.channel = channel
        self.order = order
        self.head = media_type.encode() + b"\n"
        self.begun = False
        self.bytes = 0
        self.row, self.rows = ROW.get(media_type, (b"", 0))
        self.last = b""
        self.buffer = bytearray()

    def write(self, content: bytes) -> int:
        self.bytes += len(content)
        if self.bytes > self.order.answer_bytes:
            raise AnswerTooLarge(f"is larger than {self.order.answer_bytes} bytes")
        self.buffer += content
        if len(self.buffer) >= wire.PIECE:
            self.send_piece()
        return len(content)

    def flush(self) -> None:
        """Do nothing: pieces go out when they are large enough."""

    def end(self, content: bytes) -> None:
        """Send the rest, and that the answer is whole."""
        if self.begun or content:
            self.send_piece()
            _send(self.channel, wire.END, content)
        else:
            # So few bytes as most answers have cannot be too many rows.
            if self.row and len(self.buffer) // len(self.row) >= self.order.answer_rows:
                self.count_rows()
            _send(self.channel, wire.WHOLE, self.head, self.buffer)

    def send_piece(self) -> None:
        """Send what there is, its rows counted; then there is nothing."""
        self.count_rows()
        if self.begun:
            _send(self.channel, wire.DATA, self.buffer)
        else:
            _send(self.channel, wire.BEGIN, self.head, self.buffer)
        self.begun = True
        self.buffer = bytearray()

    def count_rows(self) -> None:
        """Count what there is as rows."""
        if not self.row:
            return
        self.rows += (self.last + self.buffer).count(self.row)
        self.last = bytes(self.buffer[len(self.buffer) - len(self.row) + 1 :])
        if self.rows > self.order.answer_rows:
            raise AnswerTooLarge(f"has more than {self.order.answer_rows} rows")


def answer(store: ox.Store, channel: socket.socket, order: wire.Order, spent: int) -> None:
    """Send the answer to `order`, or what is wrong with it.

    A process that has held `spent` bytes says so: the allocator keeps what a query has freed.
    """
    query = order.query
    begin = time.monotonic()
    try:
        results = _ask(store, query, query.text)
        media_type = query.graph if isinstance(results, ox.QueryTriples) else query.solutions
        sink = Sink(channel, order, media_type or "")
        if media_type:
            _serialize(results, sink, media_type)
        # What is short has not held so much: that question is a call of the system.
        is_spent = time.monotonic() - begin > _LONG and most_held() > spent
        sink.end(b"spent" if is_spent else b"")
    except SyntaxError as error:
        from mithaq.server.syntax import syntax_error  # noqa: PLC0415  (slow to load)

        said = syntax_error(query.text, error, lambda text: _ask(store, query, text))
        failure = {"kind": "syntax", "message": str(said), "line": said.line, "column": said.column}
        wire.send_json(channel, wire.FAILURE, failure)
    except AnswerTooLarge as error:
        wire.send_json(channel, wire.FAILURE, {"kind": "large", "message": str(error)})
    except (RuntimeError, ValueError, OSError) as error:
        failure = {"kind": "evaluation", "message": str(error).partition("\n")[0][:300]}
        wire.send_json(channel, wire.FAILURE, failure)


def most_held() -> int:
    """The most memory this process has held, in bytes; a new one begins with what its parent held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _ask(
    store: ox.Store, query: wire.Query, text: str
) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    if query.default_graphs or query.named_graphs:
        return store.query(
            text,
            base_iri=query.base,
            default_graph=[ox.NamedNode(iri) for iri in query.default_graphs],
            named_graphs=[ox.NamedNode(iri) for iri in query.named_graphs],
        )
    return store.query(text, base_iri=query.base)


def _serialize(
    results: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, sink: Sink, media_type: str
) -> None:
    file = cast("IO[bytes]", sink)  # the engine calls write() and flush() only
    if isinstance(results, ox.QueryTriples):
        results.serialize(file, format=GRAPH_FORMATS[media_type])
    else:
        results.serialize(file, format=SOLUTION_FORMATS[media_type])


def _send(channel: socket.socket, kind: bytes, *content: bytes | bytearray) -> None:
    try:
        wire.send(channel, kind, *content)
    except OSError:
        os._exit(0)  # nobody is listening; the engine must not take it for its own error


def serve(store: ox.Store, channel: socket.socket, spent: int) -> None:
    """Answer one order after another until the server closes the channel.

    A worker that has held more than `spent` bytes asks to be replaced.
    """
    wire.send(channel, wire.READY)
    frames = wire.Frames(channel)
    orders: deque[bytes] = deque()
    while True:
        _take_orders(frames, orders)
        ordered = orders.popleft()
        if not ordered:
            _send(channel, wire.RECALLED)
            continue
        order = wire.read_order(ordered)
        begin = time.monotonic()
        # The kernel's own clock: it ends this process even while the parser holds the interpreter.
        signal.setitimer(signal.ITIMER_REAL, order.deadline + GRACE)
        answer(store, channel, order, spent)
        if orders and time.monotonic() - begin > _LONG:
            _fill(frames, wait=False)


def _take_orders(frames: wire.Frames, orders: deque[bytes]) -> None:
    """Add what was ordered, all that was read of it; wait where there is none.

    What was recalled is nothing: the answers, and that there is none, go out in the orders' order.
    """
    while True:
        while (found := frames.next()) is not None:
            kind, content = found
            if kind == wire.RECALLED:
                for place in range(min(content[0], len(orders))):  # the others have begun
                    orders[-1 - place] = b""
            else:
                orders.append(bytes(content))
        if orders:
            return
        signal.setitimer(signal.ITIMER_REAL, 0)
        _fill(frames)


def _fill(frames: wire.Frames, *, wait: bool = True) -> None:
    try:
        frames.fill(0 if wait else socket.MSG_DONTWAIT)
    except BlockingIOError:
        pass  # nothing has come
    except (EOFError, OSError):
        os._exit(0)


def begin(store: ox.Store, channel: socket.socket, spent: int) -> NoReturn:
    """Shut the doors, and serve; the process ends when nobody listens any more."""
    confine.shut_network()
    threading.stack_size(STACK)
    thread = threading.Thread(target=serve, args=(store, channel, spent))
    thread.start()
    thread.join()
    os._exit(1)


def main(descriptor: str, folder: str, memory: str, parent: str, nice: str) -> None:
    """Open the store of the generation in `folder`, and serve on the descriptor."""
    confine.defer_to(int(parent))
    channel = socket.socket(fileno=int(descriptor))
    confine.limit_memory(int(memory))
    confine.step_back(int(nice))
    try:
        store = open_store(Generation(Path(folder), Path(folder).name, (), 0))
    except StoreError as error:
        _send(channel, wire.FAILURE, str(error).encode())
        os._exit(1)
    begin(store, channel, max(int(memory) // 4, most_held()))


if __name__ == "__main__":
    main(*sys.argv[1:])
