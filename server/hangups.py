"""SIGHUP, which tells a server to look for a new generation: whenever it comes, and however often.

It is blocked, and a thread of its own waits for it. Many at a time are one, one that comes while the
server starts is kept until it can be heard, and no worker dies of one that a terminal sends to all.
"""

import signal
import threading
from collections.abc import Callable

_HANGUP = frozenset({signal.SIGHUP})


def hold() -> None:
    """Let SIGHUP wait from now on, for this thread and for all that it starts."""
    signal.pthread_sigmask(signal.SIG_BLOCK, _HANGUP)


def hear(look: Callable[[], None]) -> None:
    """Call `look`, in a thread, whenever SIGHUP has come since it was held."""

    def wait() -> None:
        while True:
            signal.sigwait(_HANGUP)
            look()

    threading.Thread(target=wait, name="hangups", daemon=True).start()
