"""Workers forked from a process that holds the generation in memory; until it does, others answer."""

import logging
import os
import select
import signal
import socket
import subprocess
import threading
import weakref
from collections.abc import Callable
from typing import Protocol

from mithaq.disk import why
from mithaq.server.forkserver import ANSWER, FORK, REAP
from mithaq.server.memory import available
from mithaq.server.processes import Process, Start, spawned
from mithaq.server.settings import Settings
from mithaq.server.wire import Frames
from mithaq.store import Generation

_LOG = logging.getLogger(__name__)
_BYTES_A_QUAD = 1_400
"""What a quad takes in memory at most: 700 once, and as much again in pages that workers write to."""
_FAILED = "the process that was to hold it has ended"
_PATIENCE = 20.0
"""Seconds that a fork may take."""


class Lane(Protocol):
    """Workers that may be started in another way."""

    def start_by(self, start: Callable[[int, int], Start]) -> None: ...


class Forks:
    """The process that holds a generation in memory, where that is wanted and there is room."""

    def __init__(self, generation: Generation, settings: Settings, calm: float) -> None:
        """It is started `calm` seconds after `serve`: what is replaced before that need not be held."""
        self.is_ready = False
        self._generation = generation
        self._settings = settings
        self._calm = calm
        self._closed = threading.Event()
        self._asking = threading.Lock()
        self._control: socket.socket | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._thread: threading.Thread | None = None

    def serve(self, *lanes: Lane) -> None:
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
        if self._process is not None:
            self._process.kill()
        if self._thread is not None:
            self._thread.join()
        if self._process is not None:
            self._process.wait()

    def starting(self, memory: int, nice: int) -> Start:
        """Starts workers with so much memory beside what they share, so nice."""

        def fork(channel: socket.socket) -> Process:
            request = FORK.pack(b"F", memory, nice)
            process, descriptors = self._ask(request, [channel.fileno()])
            if not descriptors:
                raise OSError("no process can be forked")
            return Forked(process, descriptors[0], self)

        return fork

    def reap(self, process: int) -> int:
        """How a forked process has ended; as killed, where its parent has ended too."""
        try:
            return self._ask(REAP.pack(b"R", process))[0]
        except OSError:
            return -signal.SIGKILL

    def _ask(self, request: bytes, channels: list[int] | None = None) -> tuple[int, list[int]]:
        with self._asking:
            if self._control is None:
                raise BrokenPipeError("the process to be forked has ended")
            socket.send_fds(self._control, [request], channels or [])
            answer, descriptors, _flags, _address = socket.recv_fds(self._control, ANSWER.size, 1)
        if not answer:
            raise BrokenPipeError("the process to be forked has ended")
        return ANSWER.unpack(answer)[0], descriptors

    def _run(self, lanes: tuple[Lane, ...]) -> None:
        if self._closed.wait(self._calm):
            return
        if self._generation.quads * _BYTES_A_QUAD > available():
            _LOG.warning("%s is served from the disk: too little memory", self._generation.name)
            return
        ours, theirs = socket.socketpair()
        with ours:
            try:
                self._start(ours, theirs)
            except (OSError, EOFError) as error:
                if not self._closed.is_set():
                    name = self._generation.name
                    _LOG.warning("%s is served from the disk: %s", name, why(error) or _FAILED)
            else:
                self.is_ready = True
                for lane in lanes:
                    lane.start_by(self.starting)
                self._attend()

    def _start(self, ours: socket.socket, theirs: socket.socket) -> None:
        """Start the process, and wait until it has loaded the generation."""
        with theirs:
            self._process = spawned(
                "forkserver", theirs.fileno(), self._generation.folder, os.getpid()
            )
        if self._closed.is_set():  # and nobody has seen the process
            self._process.kill()
        Frames(ours).receive()
        ours.settimeout(_PATIENCE)
        self._control = ours

    def _attend(self) -> None:
        """Wait until the process has ended; the pools go on without it."""
        assert self._process is not None  # noqa: S101  (it has started)
        self._process.wait()
        self.is_ready = False
        if not self._closed.is_set():
            name = self._generation.name
            _LOG.warning("%s is served from the disk: what held it in memory was killed", name)


class Forked:
    """A process that another has forked for this one."""

    def __init__(self, number: int, descriptor: int, forks: Forks) -> None:
        """`descriptor` stands for the process (pidfd_open(2)), and is closed with the last use of this."""
        self.number = number
        self._descriptor = descriptor
        self._forks = forks
        self._status: int | None = None
        self._waiting = threading.Lock()
        weakref.finalize(self, os.close, descriptor)

    def send_signal(self, sig: int) -> None:
        """As `subprocess.Popen.send_signal`; ProcessLookupError where it has ended."""
        signal.pidfd_send_signal(self._descriptor, sig)

    def wait(self, timeout: float | None = None) -> int:
        """As `subprocess.Popen.wait`."""
        ended = select.poll()
        ended.register(self._descriptor, select.POLLIN)
        if not ended.poll(None if timeout is None else 1000 * timeout):
            raise subprocess.TimeoutExpired(f"process {self.number}", timeout or 0.0)
        with self._waiting:
            if self._status is None:
                self._status = self._forks.reap(self.number)
            return self._status
