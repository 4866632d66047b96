"""A process that holds a generation in memory, and forks the workers that answer from it.

Started by `mithaq.server.forks` as `python -m mithaq.server.forkserver FD FOLDER PARENT`. In memory the
engine answers two to three times as fast as from its files, and what is held is shared by all
workers: a fork copies a page only when one of them writes to it.
"""

import gc
import os
import signal
import socket
import struct
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyoxigraph as ox

from mithaq.errors import StoreError
from mithaq.server import confine, wire, worker
from mithaq.store import Generation, open_store

FORK = struct.Struct("!cQb")
"""Of the server, `b"F"`, with a channel: a worker with so much memory, so nice.

The answer, with a descriptor of the process (pidfd_open(2)), is its id; 0 where there can be none.
"""
REAP = struct.Struct("!cQ")
"""Of the server, `b"R"`: the process of this id has ended.

The answer is how, as `subprocess.Popen.returncode` has it.
"""
ANSWER = struct.Struct("!q")

_NICE = 10  # while it loads; a process may not become less nice again, a thread just ends


def held(folder: Path) -> ox.Store:
    """What the store of the generation in `folder` holds, in memory."""
    kept = open_store(Generation(folder, folder.name, (), 0))
    store = ox.Store()
    store.bulk_extend(kept.quads_for_pattern(None, None, None, None))
    for name in kept.named_graphs():  # the empty ones too
        store.add_graph(name)
    return store


def main(descriptor: str, folder: str, parent: str) -> None:
    """Load the generation in `folder`, then fork on request until the server closes the channel."""
    confine.defer_to(int(parent))
    control = socket.socket(fileno=int(descriptor))
    try:
        _try_descriptors()
        store = _loaded(Path(folder))
    except (OSError, StoreError) as error:
        wire.send(control, wire.FAILURE, str(error).encode())
        os._exit(1)
    gc.freeze()  # a collection would write to what is shared
    wire.send(control, wire.READY)
    while True:
        request, channels, _flags, _address = socket.recv_fds(control, FORK.size, 1)
        match request[:1]:
            case b"F":
                with socket.socket(fileno=channels[0]) as channel:
                    _fork(control, store, channel, *FORK.unpack(request)[1:])
            case b"R":
                _pid, status = os.waitpid(REAP.unpack(request)[1], 0)
                control.sendall(ANSWER.pack(os.waitstatus_to_exitcode(status)))
            case _:  # the server has ended
                os._exit(0)


def _fork(
    control: socket.socket, store: ox.Store, channel: socket.socket, memory: int, nice: int
) -> None:
    """Fork a worker that answers on `channel`, and tell the server of it."""
    parent = os.getpid()
    try:
        process = os.fork()
    except OSError:
        control.sendall(ANSWER.pack(0))
        return
    if process == 0:
        try:
            control.close()
            confine.die_with(parent)
            confine.limit_memory(confine.address_space() + memory)
            confine.step_back(nice)
            worker.begin(store, channel, worker.most_held() + memory // 4)
        finally:
            os._exit(1)  # nothing of the parent's may go on in the child
    try:
        descriptor = os.pidfd_open(process)
    except OSError:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        control.sendall(ANSWER.pack(0))
        return
    socket.send_fds(control, [ANSWER.pack(process)], [descriptor])
    os.close(descriptor)


def _try_descriptors() -> None:
    """Raise OSError where the system, or a profile, does not let processes be told by descriptors."""
    descriptor = os.pidfd_open(os.getpid())
    signal.pidfd_send_signal(descriptor, 0)
    os.close(descriptor)


def _loaded(folder: Path) -> ox.Store:
    """The generation in memory, loaded while others go first."""
    with ThreadPoolExecutor(1, initializer=confine.step_back, initargs=(_NICE,)) as loading:
        return loading.submit(held, folder).result()


if __name__ == "__main__":
    main(*sys.argv[1:])
