"""The memory that a machine, or the container or unit on it, still has for processes."""

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_PROC = Path("/proc")
_CGROUPS = Path("/sys/fs/cgroup")


def available() -> int:
    """Bytes that processes may still take, by the kernel and by the control groups of this one."""
    told = dict(
        re.findall(r"^(\w+):\s+(\d+) kB", (_PROC / "meminfo").read_text("ascii"), re.MULTILINE)
    )
    return min((int(told.get("MemAvailable", 0)) * 1024, *_left()))


def _left() -> Iterator[int]:
    """What is left of each limit that holds for this process (cgroups(7), version 2)."""
    with suppress(OSError):
        own = re.search(r"^0::/(.*)$", (_PROC / "self/cgroup").read_text(), re.MULTILINE)
        group = _CGROUPS / (own[1] if own else "")
        for each in (group, *group.parents):
            if each.is_relative_to(_CGROUPS):
                with suppress(OSError, ValueError):  # there is none, or it is "max"
                    most = int((each / "memory.max").read_text())
                    held = int((each / "memory.current").read_text())
                    yield max(most - held + _files(each), 0)


def _files(group: Path) -> int:
    """The bytes of a group that are copies of files, which the kernel gives up for others."""
    told = re.findall(
        r"^(?:in)?active_file (\d+)$", (group / "memory.stat").read_text(), re.MULTILINE
    )
    return sum(map(int, told))
