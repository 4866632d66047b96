"""What is ready ahead of the clients that asked for it: all of them, and each, may leave so much unread."""

import threading
from collections import Counter
from collections.abc import Callable

from mithaq.errors import ServerError, TooManyRequestsError
from mithaq.server.processes import full


class Ahead:
    """How many bytes are ready that no client has taken yet, in all answers.

    What one client leaves unread counts as no more than its share, half of them all: so nobody fills
    the room alone, and who has filled his share is told so while the others are served.
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self.share = most // 2
        self.of: Counter[str] = Counter()
        """How many bytes each client has not taken."""
        self.held = 0
        """How many that are, of each client his share at most."""
        self.changed = threading.Condition()

    @property
    def unread(self) -> int:
        """How many bytes no client has taken yet."""
        with self.changed:
            return self.of.total()

    @property
    def is_full(self) -> bool:
        """Whether there is room for no more."""
        return self.held >= self.most

    def refusal(self, client: str) -> ServerError | None:
        """Why nothing more is made for `client`; None where it is."""
        return self.refusal_of(client) or (full() if self.is_full else None)

    def refusal_of(self, client: str) -> ServerError | None:
        """Why this client is to take what it asked for before it asks for more; None where it may."""
        if self.of.get(client, 0) < self.share:
            return None
        return TooManyRequestsError(
            f"{self.share // 1024**2} MiB of answers wait for this client to read them, as"
            " much as may wait for one: read them, then ask again"
        )

    def add(self, size: int, client: str, is_abandoned: Callable[[], bool]) -> None:
        """Count `size` more for `client`, when there is room for it."""
        with self.changed:
            while self.is_full and not is_abandoned():
                self.changed.wait(0.1)
            self._count(size, client)

    def remove(self, size: int, client: str) -> None:
        """Count `size` less."""
        with self.changed:
            self._count(-size, client)
            if not self.of[client]:
                del self.of[client]  # nobody is remembered who has taken all
            self.changed.notify_all()

    def _count(self, size: int, client: str) -> None:
        before = min(self.of[client], self.share)
        self.of[client] += size
        self.held += min(self.of[client], self.share) - before
