"""What a worker process may not do: outlive the server, fill the memory, open a connection.

And what the server's own process does: it gives back memory that it no longer needs.
"""

import ctypes
import ctypes.util
import os
import resource
import signal
import struct
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_PR_SET_PDEATHSIG = 1
_PR_SET_NO_NEW_PRIVS = 38
_PR_SET_SECCOMP = 22
_SECCOMP_MODE_FILTER = 2

_LOAD, _IF_EQUAL, _RETURN = 0x20, 0x15, 0x06  # BPF: ld word, jeq, ret
_ALLOW, _REFUSE, _KILL = 0x7FFF0000, 0x00050000 | 13, 0x80000000  # 13 is EACCES
_AF_UNIX = 1

_ENVIRONMENT = {
    "RUST_BACKTRACE": "0",
    "MALLOC_ARENA_MAX": "2",  # each further one takes 64 MiB of the address space for nothing
}
_PRELOAD = "LD_PRELOAD"
_ALLOCATORS = ("tcmalloc_minimal", "tcmalloc")
"""With these the engine answers small queries up to a quarter faster (`bench/README.md`)."""

_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD, _M_ARENA_MAX = -1, -3, -8  # mallopt(3)


@dataclass(frozen=True, slots=True)
class _Machine:
    """An architecture's number in `seccomp_data.arch`, and of the calls that are refused."""

    audit: int
    socket: int
    refused: tuple[int, ...]  # execve, execveat, ptrace


_MACHINES = {
    "x86_64": _Machine(0xC000003E, 41, (59, 322, 101)),
    "aarch64": _Machine(0xC00000B7, 198, (221, 281, 117)),
}


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("filter", ctypes.c_void_p)]


def environment() -> Mapping[str, str]:
    """What a confined process is started with: the server's own environment, and what suits it."""
    given = {**os.environ, **_ENVIRONMENT}
    found = allocator()
    return {_PRELOAD: found, **given} if found else given


@cache
def allocator() -> str:
    """The library for the memory of what the server starts, where there is a better one than libc's."""
    names = map(ctypes.util.find_library, _ALLOCATORS) if sys.platform == "linux" else ()
    return next((name for name in names if name), "")


def step_back(nice: int) -> None:
    """Let other processes go before this one (nice(2)), where the system lets it say so."""
    with suppress(OSError):
        os.nice(nice)


def defer_to(parent: int) -> None:
    """Let `parent` alone say when this process ends: no signal of a terminal or a service manager."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    die_with(parent)


def die_with(parent: int) -> None:
    """End this process when `parent` ends, even where it is killed; at once where it has ended."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def limit_memory(address_space: int) -> None:
    """Let this process have `address_space` bytes, its thread's stack included; no core dumps."""
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    if most != resource.RLIM_INFINITY:
        address_space = min(address_space, most)  # a limit that was set for all cannot be raised
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (address_space, address_space))


def address_space() -> int:
    """The bytes of address space that this process has."""
    pages = int(Path("/proc/self/statm").read_bytes().split()[0])
    return pages * resource.getpagesize()


def give_back_memory() -> None:
    """Let this process give back to the system what it has freed; call it before threads start.

    Else glibc keeps a heap for each thread, as large as the largest request it has had to read.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is None:
        return
    for option, value in (
        (_M_ARENA_MAX, 2),
        (_M_MMAP_THRESHOLD, 1024**2),  # a smaller one: each long answer takes new pages
        (_M_TRIM_THRESHOLD, 4 * 1024**2),  # else: calls and page faults all the time
    ):
        mallopt(option, value)


def shut_network() -> bool:
    """Refuse every socket but local ones to this process; whether the kernel took it.

    The guard refuses SERVICE by its words; this holds also where the guard is wrong. A seccomp
    filter needs no privilege, but some containers forbid it.
    """
    machine = _MACHINES.get(os.uname().machine)
    if sys.platform != "linux" or machine is None:
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    rules = _filter(machine)
    code = ctypes.create_string_buffer(b"".join(rules))
    program = _Program(len(rules), ctypes.addressof(code))
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
        return False
    return not libc.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(program))


def _filter(machine: _Machine) -> list[bytes]:
    # `seccomp_data` holds the call's number at 0, the architecture at 4, its arguments from 16.
    refused = [
        _rule(_IF_EQUAL, number, then=len(machine.refused) - position + 2)
        for position, number in enumerate(machine.refused)
    ]
    return [
        _rule(_LOAD, 4),
        _rule(_IF_EQUAL, machine.audit, then=1),
        _rule(_RETURN, _KILL),
        _rule(_LOAD, 0),
        *refused,
        _rule(_IF_EQUAL, machine.socket, otherwise=3),
        _rule(_LOAD, 16),
        _rule(_IF_EQUAL, _AF_UNIX, then=1),
        _rule(_RETURN, _REFUSE),
        _rule(_RETURN, _ALLOW),
    ]


def _rule(operation: int, operand: int, *, then: int = 0, otherwise: int = 0) -> bytes:
    return struct.pack("HBBI", operation, then, otherwise, operand)
