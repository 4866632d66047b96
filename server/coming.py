"""An answer on its way from the thread that reads it to the loop that sends it."""

import asyncio
from collections import deque
from collections.abc import Callable, Iterable

from mithaq.server.ahead import Ahead
from mithaq.server.calling import close


class Coming:
    """The pieces of an answer, read in a thread and taken in the loop."""

    def __init__(self, loop: asyncio.AbstractEventLoop, ahead: Ahead, client: str) -> None:
        self.loop = loop
        self.ahead = ahead
        self.client = client
        self.pieces: deque[bytes | None] = deque()
        self.arrived = asyncio.Event()
        self.abandoned = False

    def read(self, pieces: Iterable[bytes], leaving: Callable[[], bool]) -> bool:
        """Read `pieces` to their end, or until nobody waits for them; whether they were whole."""
        whole = False
        try:
            for piece in pieces:
                self.ahead.add(len(piece), self.client, lambda: self.abandoned)
                self.loop.call_soon_threadsafe(self._put, piece)
                if self.abandoned or leaving():
                    break
            else:
                whole = True
        except ConnectionAbortedError:
            pass  # whoever broke it off has said why
        finally:
            close(pieces)
            self.loop.call_soon_threadsafe(self._put, None)
        return whole

    async def next(self) -> bytes | None:
        """The next piece; None after the last."""
        while not self.pieces:
            self.arrived.clear()
            await self.arrived.wait()
        piece = self.pieces.popleft()
        if piece is not None:
            self.ahead.remove(len(piece), self.client)
        return piece

    def abandon(self) -> None:
        """Want no more of it."""
        self.abandoned = True
        self.ahead.remove(sum(len(piece) for piece in self.pieces if piece), self.client)
        self.pieces.clear()

    def _put(self, piece: bytes | None) -> None:
        if self.abandoned:
            self.ahead.remove(len(piece or b""), self.client)
            return
        self.pieces.append(piece)
        self.arrived.set()
