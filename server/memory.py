"""The memory that a machine, or the container on it, still has for processes."""

import re
from pathlib import Path

_CGROUP = Path("/sys/fs/cgroup/memory.max")


def available() -> int:
    """Bytes that processes may still take, by the kernel and by the container."""
    told = dict(
        re.findall(r"^(\w+):\s+(\d+) kB", Path("/proc/meminfo").read_text("ascii"), re.MULTILINE)
    )
    free = int(told["MemAvailable"]) * 1024
    try:
        return min(free, int(_CGROUP.read_text("ascii")))
    except (OSError, ValueError):  # "max", or no such limit
        return free
