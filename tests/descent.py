"""What processes descend from one, as /proc tells; who has just ended is nobody."""

import os
from contextlib import suppress
from pathlib import Path


def children(process: int | None = None) -> set[int]:
    """The processes that `process`, else this one, has started."""
    process = process or os.getpid()
    with suppress(OSError):
        tasks = [task.name for task in Path(f"/proc/{process}/task").iterdir()]
        told = " ".join(read_of(process, f"task/{task}/children") for task in tasks)
        return set(map(int, told.split()))
    return set()


def descendants(process: int | None = None) -> set[int]:
    """Those, and all that they have started."""
    found = children(process)
    return found.union(*map(descendants, found))


def read_of(process: int, name: str) -> str:
    """What /proc tells of a process, nothing where it has ended."""
    with suppress(OSError):
        return Path(f"/proc/{process}/{name}").read_text()
    return ""
