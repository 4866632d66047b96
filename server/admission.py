"""Admission: which free query begins, which waits for its turn, and which is told to come back.

Nobody gets more than a share of all places, and those who wait take turns by client; so whoever sends
many queries waits for himself, and the others hardly for him.
"""

import asyncio
import time
from collections import Counter, deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import IPv6Address, ip_address

from mithaq.errors import ServerError, TooManyRequestsError
from mithaq.server.processes import full
from mithaq.server.settings import Lane
from mithaq.server.ticking import Ticking

_NETWORK = 64  # bits of an IPv6 address that one client has to himself (RFC 6177)


@dataclass(eq=False, slots=True)
class Waiting:
    """One who waits for a turn: `then` is told that it is there, or why there is none."""

    then: Callable[[ServerError | None], None]
    end: float
    """When he has waited for long enough, by the monotonic clock."""


class Admission:
    """The free queries: as many at a time as there are workers, and those that wait."""

    def __init__(
        self,
        lane: Lane,
        share: int | None = None,
        has_room: Callable[[], bool] = lambda: False,
    ) -> None:
        """A client gets `share` of the places, else half of them.

        `has_room` says whether a query may begin though as many have as there are workers.
        """
        self.lane = lane
        self.has_room = has_room
        self.places = lane.workers + lane.waiting
        self.share = share or max(1, self.places // 2)
        self.begun: Counter[str] = Counter()
        """How many queries of each client are being answered."""
        self.waiting: dict[str, deque[Waiting]] = {}
        """Those who wait for a turn, first the client who had none for the longest time."""
        self._ticking = Ticking(self._look)

    def refusal(self, client: str) -> ServerError | None:
        """Why no further query of `client` is admitted; None where one is."""
        if self.begun.get(client, 0) + len(self.waiting.get(client, ())) >= self.share:
            return TooManyRequestsError(
                f"{self.share} queries of this client are being answered or wait, as many as one"
                " client may have: ask again when one has ended"
            )
        if self.begun.total() + sum(map(len, self.waiting.values())) >= self.places:
            return full()
        return None

    def enter(self, client: str, then: Callable[[ServerError | None], None]) -> Waiting | None:
        """Call `then` at once, or when `client` has a turn, which ends with `end`, or none in time.

        Given back is who waits, so that he may `leave`.
        """
        if refusal := self.refusal(client):
            then(refusal)
        elif not self.waiting and self._may_begin():
            self.begun[client] += 1
            then(None)
        else:
            mine = Waiting(then, time.monotonic() + self.lane.patience)
            self.waiting.setdefault(client, deque()).append(mine)
            self._ticking.start()
            return mine
        return None

    async def turn(self, client: str) -> ServerError | None:
        """Wait for a turn, which ends with `end`; or why there is none."""
        told: asyncio.Future[ServerError | None] = asyncio.get_running_loop().create_future()

        def tell(refusal: ServerError | None) -> None:
            if not told.done():
                told.set_result(refusal)
            elif refusal is None:  # given to one who has left, and has not said so yet
                self.end(client)

        mine = self.enter(client, tell)
        try:
            return await told
        except BaseException:
            if mine is not None:
                self.leave(client, mine)
            if told.done() and not told.cancelled() and told.result() is None:
                self.end(client)
            raise

    def end(self, client: str) -> None:
        """End a turn, and give one to the client who has the fewest."""
        self.begun[client] -= 1
        if not self.begun[client]:
            del self.begun[client]  # nobody is remembered who has none
        while self.waiting and self._may_begin():
            client = min(self.waiting, key=lambda each: self.begun.get(each, 0))
            mine = self.waiting[client][0]
            self.leave(client, mine)
            self.begun[client] += 1
            mine.then(None)

    def _may_begin(self) -> bool:
        return self.begun.total() < self.lane.workers or self.has_room()

    def leave(self, client: str, mine: Waiting) -> None:
        """Let `mine` wait no longer; the client's others wait behind those of the other clients."""
        of_client = self.waiting.pop(client, deque())
        with suppress(ValueError):
            of_client.remove(mine)
        if of_client:
            self.waiting[client] = of_client

    def _look(self, now: float) -> bool:
        """Send away who has waited for long enough; whether anybody waits on."""
        for client, of_client in list(self.waiting.items()):
            for mine in [each for each in of_client if each.end <= now]:
                self.leave(client, mine)
                mine.then(full())
        return bool(self.waiting)


@lru_cache(1024)
def client_of(address: str) -> str:
    """Who asks from `address`: of IPv6 a network counts as one client.

    >>> client_of("192.0.2.7"), client_of("::ffff:192.0.2.7"), client_of("2001:db8:1:2:3::4")
    ('192.0.2.7', '192.0.2.7', '2001:db8:1:2::')
    """
    try:
        found = ip_address(address)
    except ValueError:  # a socket that is a file has none
        return address
    if not isinstance(found, IPv6Address):
        return address
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(IPv6Address(int(found) >> 128 - _NETWORK << 128 - _NETWORK))
