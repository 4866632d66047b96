"""What a server may spend: one place for every number."""

from dataclasses import dataclass, field

from mithaq.server.guard import Limits


@dataclass(frozen=True, slots=True)
class Lane:
    """Workers for one kind of request: how many, how many requests may wait, and for how long."""

    workers: int
    waiting: int
    patience: float
    """Seconds a request waits for a worker before it is told that the server is full."""
    deadline: float
    """Seconds one query may take."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The limits of a server. Two lanes, so that pages stay quick while free queries burn."""

    queries: Lane = Lane(workers=2, waiting=4, patience=2.0, deadline=10.0)
    pages: Lane = Lane(workers=2, waiting=16, patience=2.0, deadline=2.0)
    memory: int = 2 * 1024**3
    """Bytes of address space for one worker, 512 MiB of stack included."""
    release_quads: int = 1_000_000
    """The largest graph that is sent as one file for Protégé, and how long making it may take."""
    release_deadline: float = 120.0
    answer_bytes: int = 10_000_000
    body_bytes: int = 200_000
    url_bytes: int = 8_192
    limits: Limits = field(default_factory=Limits)
    cache_bytes: int = 64 * 1024**2
    """Bytes of answers that are kept, before compression."""
    watch: float = 0.5
    """Seconds between two looks at whether there is a new generation."""
