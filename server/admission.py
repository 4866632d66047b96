"""Admission: which free query begins, which waits for its turn, and which is told to come back.

Nobody gets more than a share of all places, and those who wait take turns by client; so whoever sends
many queries waits for himself, and the others hardly for him.
"""

import asyncio
from collections import Counter, deque
from contextlib import suppress
from functools import lru_cache
from ipaddress import IPv6Address, ip_address

from mithaq.errors import ServerError, TooManyRequestsError
from mithaq.server.pool import full
from mithaq.server.settings import Lane

_NETWORK = 64  # bits of an IPv6 address that one client has to himself (RFC 6177)


class Admission:
    """The free queries: as many at a time as there are workers, and those that wait."""

    def __init__(self, lane: Lane, share: int | None = None) -> None:
        """A client gets `share` of the places, else half of them."""
        self.lane = lane
        self.places = lane.workers + lane.waiting
        self.share = share or max(1, self.places // 2)
        self.begun: Counter[str] = Counter()
        """How many queries of each client are being answered."""
        self.waiting: dict[str, deque[asyncio.Future[bool]]] = {}
        """Those who wait for a turn, first the client who had none for the longest time."""

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

    async def turn(self, client: str) -> ServerError | None:
        """Wait for a turn, which ends with `end`; or why there is none."""
        if refusal := self.refusal(client):
            return refusal
        if self.begun.total() < self.lane.workers:
            self.begun[client] += 1
            return None
        loop = asyncio.get_running_loop()
        mine: asyncio.Future[bool] = loop.create_future()
        self.waiting.setdefault(client, deque()).append(mine)
        timer = loop.call_later(self.lane.patience, self._give_up, client, mine)
        try:
            return None if await mine else full()
        except BaseException:
            if mine.cancelled():
                self._leave(client, mine)
            elif mine.result():
                self.end(client)
            raise
        finally:
            timer.cancel()

    def end(self, client: str) -> None:
        """End a turn, and give one to the client who has the fewest."""
        self.begun[client] -= 1
        if not self.begun[client]:
            del self.begun[client]  # nobody is remembered who has none
        while self.waiting:
            client = min(self.waiting, key=lambda each: self.begun.get(each, 0))
            mine = self.waiting[client][0]
            self._leave(client, mine)
            if not mine.done():
                self.begun[client] += 1
                mine.set_result(True)
                break

    def _give_up(self, client: str, mine: asyncio.Future[bool]) -> None:
        if not mine.done():
            self._leave(client, mine)
            mine.set_result(False)

    def _leave(self, client: str, mine: asyncio.Future[bool]) -> None:
        """Let `mine` wait no longer; the client's others wait behind those of the other clients."""
        of_client = self.waiting.pop(client, deque())
        with suppress(ValueError):
            of_client.remove(mine)
        if of_client:
            self.waiting[client] = of_client


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
