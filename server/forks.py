"""Workers forked from a process that holds the generation in memory; until it does, others answer."""

import logging
import os
import select
import signal
import socket
import struct
import subprocess
import threading
import weakref
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError, Future
from pathlib import Path
from typing import Protocol

from mithaq.disk import why
from mithaq.errors import StoreError
from mithaq.server import wire
from mithaq.server.forkserver import ANSWER, FORK, REAP
from mithaq.server.memory import available
from mithaq.server.processes import Process, Start, spawned
from mithaq.server.settings import Settings
from mithaq.store import STORE, Generation

_LOG = logging.getLogger(__name__)
_HELD, _TOUCHED = 750, 160
"""Bytes of memory that a quad takes, and that each worker writes to and so has for itself, at most."""
_TEXTS = 3
"""How many times as large long texts are in memory as in the store, which compresses them."""
_PATIENCE = 20.0
"""Seconds that a fork may take; who is slower is taken for dead."""
_GLANCE = 0.05
"""Seconds to wait for others who fork, where the loop asks how a process has ended."""


class Workers(Protocol):
    """Workers that may be started in another way."""

    def fork_by(
        self, fork: Callable[[int, int], Start], fail: Callable[[], None]
    ) -> Future[None]: ...
    def spawn_again(self) -> None: ...


class Forks:
    """The process that holds a generation in memory, where that is wanted and there is room."""

    def __init__(self, generation: Generation, settings: Settings, calm: float) -> None:
        """It is started `calm` seconds after `serve`: what is replaced before that need not be held."""
        self.is_ready = False
        """Whether the workers are forked; those that were at a query then are exchanged after it."""
        self._generation = generation
        self._settings = settings
        self._calm = calm
        self._closed = threading.Event()
        self._asking = threading.Lock()
        self._control: socket.socket | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._thread: threading.Thread | None = None

    def serve(self, *lanes: Workers) -> None:
        """Let the workers of `lanes` be forked as soon as the generation is in memory."""
        if self._generation.quads <= self._settings.in_memory and hasattr(os, "pidfd_open"):
            # The process dies with the thread that started it (PR_SET_PDEATHSIG).
            self._thread = threading.Thread(
                target=self._run, args=(lanes,), name="forks", daemon=True
            )
            self._thread.start()

    def close(self) -> None:
        """End the process; its workers have ended, or do now."""
        self._closed.set()
        self.give_up()
        if self._thread is not None:
            self._thread.join()

    def give_up(self) -> None:
        """End the process: where it has failed once, the disk answers."""
        if self._process is not None:
            self._process.kill()

    def starting(self, memory: int, nice: int) -> Start:
        """Starts workers with so much memory beside what they share, so nice."""

        def fork(channel: socket.socket) -> Process:
            request = FORK.pack(b"F", memory, nice)
            process, descriptors = self._ask(request, [channel.fileno()])
            if not process:
                raise OSError("no process can be forked")
            if not descriptors:  # this process may open no more files
                os.kill(process, signal.SIGKILL)  # nobody else has the number until it is reaped
                self.reap(process)
                raise OSError("the descriptor of a forked process cannot be had")
            return Forked(process, descriptors[0], self)

        return fork

    def reap(self, process: int, patience: float = -1) -> int:
        """How a forked process has ended; as killed, where its parent has ended too.

        Raises TimeoutError where others ask for longer than `patience` seconds, if it is not negative.
        """
        try:
            return self._ask(REAP.pack(b"R", process), patience=patience)[0]
        except TimeoutError:
            raise
        except OSError:
            return -signal.SIGKILL

    def _ask(
        self, request: bytes, channels: Sequence[int] = (), *, patience: float = -1
    ) -> tuple[int, list[int]]:
        if not self._asking.acquire(timeout=patience):
            raise TimeoutError
        try:
            if self._control is None:
                raise BrokenPipeError("the process to be forked has ended")
            try:
                socket.send_fds(self._control, [request], channels)
                answer, found, _flags, _address = socket.recv_fds(self._control, ANSWER.size, 1)
                return ANSWER.unpack(answer)[0], found  # struct.error: nothing, it has ended
            except (OSError, struct.error) as error:
                self.give_up()  # an answer that comes late must not be taken for the next one
                self._hang_up()
                raise BrokenPipeError("the process to be forked does not answer") from error
        finally:
            self._asking.release()

    def _hang_up(self) -> None:
        """Nobody asks the process any more; who calls this holds `_asking`."""
        if self._control is not None:
            self._control.close()
            self._control = None

    def _run(self, lanes: tuple[Workers, ...]) -> None:
        if self._closed.wait(self._calm):
            return
        told = self._hold(lanes)
        self.is_ready = False
        self.give_up()
        self._wait()
        with self._asking:
            self._hang_up()
        if not self._closed.is_set():
            _LOG.warning("%s is served from the disk: %s", self._generation.name, told)
            for lane in lanes:
                lane.spawn_again()

    def _hold(self, lanes: tuple[Workers, ...]) -> str:
        """Hold the generation for `lanes` until the process ends; why it does so no more."""
        try:
            self._start()
            for done in [lane.fork_by(self.starting, self.give_up) for lane in lanes]:
                done.result()
            self.is_ready = True
            self._wait()
        except (OSError, EOFError, StoreError, CancelledError) as error:
            return why(error) or "the process that was to hold it has ended"
        return "the process that held it in memory has ended"

    def _start(self) -> None:
        """Start the process, and wait until it has loaded the generation."""
        if self._needed() > available():
            raise StoreError("too little memory is free to hold it")
        ours, theirs = socket.socketpair(type=socket.SOCK_SEQPACKET)
        self._control = ours  # which nobody asks for before a lane knows of it
        with theirs:
            arguments = (theirs.fileno(), self._generation.folder, os.getpid())
            self._process = spawned("forkserver", *arguments, channels=[theirs.fileno()])
        if self._closed.is_set():  # and nobody has seen the process
            self.give_up()
        kind, content = wire.Frames(ours).receive()
        if kind == wire.FAILURE:
            raise StoreError(bytes(content).decode())
        ours.settimeout(_PATIENCE)

    def _needed(self) -> int:
        """The most memory that this generation and the workers that share it may take, in bytes."""
        workers = self._settings.queries.workers + self._settings.pages.workers
        files = Path(self._generation.folder, STORE).iterdir()
        texts = _TEXTS * sum(each.stat().st_size for each in files)
        return texts + self._generation.quads * (_HELD + _TOUCHED * workers)

    def _wait(self) -> None:
        if self._process is not None:
            self._process.wait()


class Forked:
    """A process that another has forked for this one."""

    def __init__(self, number: int, descriptor: int, forks: Forks) -> None:
        """`descriptor` stands for the process (pidfd_open(2)), and is closed with the last use of this."""
        self.number = number
        self._descriptor = descriptor
        self._forks = forks
        self._status: int | None = None
        weakref.finalize(self, os.close, descriptor)

    def send_signal(self, sig: int) -> None:
        """As `subprocess.Popen.send_signal`; ProcessLookupError where it has ended."""
        signal.pidfd_send_signal(self._descriptor, sig)

    def wait(self, timeout: float | None = None) -> int:
        """As `subprocess.Popen.wait`; called by one thread after another."""
        ended = select.poll()
        ended.register(self._descriptor, select.POLLIN)
        if not ended.poll(None if timeout is None else 1000 * timeout):
            raise subprocess.TimeoutExpired(f"process {self.number}", timeout or 0.0)
        if self._status is None:
            try:
                patience = -1 if timeout is None else _GLANCE
                self._status = self._forks.reap(self.number, patience)
            except TimeoutError:
                raise subprocess.TimeoutExpired(f"process {self.number}", timeout or 0.0) from None
        return self._status
