"""What a server may spend: one place for every number."""

from dataclasses import dataclass, field

from mithaq.server.forwarding import Network
from mithaq.server.guard import Limits
from mithaq.store import KEPT


@dataclass(frozen=True, slots=True)
class Lane:
    """Workers for one kind of request: how many, how many requests may wait, and for how long."""

    workers: int
    waiting: int
    patience: float
    """Seconds a request waits for a worker before it is told that the server is full."""
    deadline: float
    """Seconds one query may take."""
    nice: int = 0
    """How much its workers stand back where processors are few (nice(2))."""
    at_once: int = 1
    """How many queries a request may have under way."""

    @property
    def admitted(self) -> int:
        """How many queries may be under way, those that wait included."""
        return (self.workers + self.waiting) * self.at_once


@dataclass(frozen=True, slots=True)
class Settings:
    """The limits of a server. Two lanes, so that pages stay quick while free queries burn."""

    queries: Lane = Lane(workers=2, waiting=126, patience=2.0, deadline=10.0, nice=5)
    pages: Lane = Lane(workers=2, waiting=16, patience=10.0, deadline=2.0, at_once=4)
    client_share: int | None = None
    """Free queries that one client may have under way; None: half of those that all may."""
    memory: int = 2 * 1024**3
    """Bytes of address space for one worker, 512 MiB of stack included."""
    in_memory: int = 1_000_000
    """The largest graph, in quads, that is held in memory beside the disk: some 0.7 KB a quad."""
    release_quads: int = 1_000_000
    """The largest graph that is sent as one file for Protégé, and how long making it may take."""
    release_deadline: float = 120.0
    write_deadline: float = 60.0
    """Seconds one change may take."""
    answer_bytes: int = 10_000_000
    answer_rows: int = 100_000
    body_bytes: int = 200_000
    url_bytes: int = 8_192
    page_rows: int = 200
    """Rows of an answer on one page; the files have them all."""
    limits: Limits = field(default_factory=Limits)
    update_limits: Limits = field(
        default_factory=lambda: Limits(2**20, tokens=200_000, patterns=200_000)
    )
    write_bytes: int = 50_000_000
    """Bytes of a graph that a client may send to be written."""
    cache_bytes: int = 64 * 1024**2
    """Bytes of answers that are kept, before compression."""
    cache_for: float = 0.0
    """Seconds that answers of a remote backend are kept, which does not tell when it changes."""
    trusted_proxies: tuple[Network, ...] = ()
    """Whose word counts for a request's client, host and scheme (X-Forwarded-…)."""
    token: str = ""
    """What a client must bring to write (RFC 6750); without it nobody writes."""
    keep: int = KEPT
    """How many generations stay on the disk when a client has written."""
    prepare: float = 0.0
    """Seconds for preparing one answer again when a client has written; 0: none is."""
    calm: float = 2.0
    """Seconds without a further change until then."""
    watch: float = 0.5
    """Seconds between two looks at whether there is a new generation."""
