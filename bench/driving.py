"""Clients that ask one thing over and over, by `wrk`; and what a server's processes took for it."""

import os
import re
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
_RESTING = 0.02  # seconds of CPU time in a tenth of a second
_SCRIPT = """
local n = {start}
request = function()
  n = n + {step}
  return wrk.format("GET", (wrk.path:gsub("NONCE", tostring(n))))
end
"""


@dataclass(frozen=True, slots=True)
class Round:
    """What came of some seconds of asking: answers a second, CPU-milliseconds for each, failures."""

    rate: float
    cpu: float
    failed: int


@dataclass(frozen=True, slots=True)
class Address:
    """Where a question is asked; NONCE in it is another number at every request."""

    url: str
    accept: str


def drive(address: Address, process: int, connections: int, seconds: int, scratch: Path) -> Round:
    """Ask at `address`, which `process` and its children answer, from so many connections."""
    script = scratch / "request.lua"
    script.write_text(_SCRIPT.format(start=time.time_ns() // 1000 % 10**12, step=1), "utf-8")
    varying = ["-s", str(script)] if "NONCE" in address.url else []
    before = cpu_seconds(process)
    said = subprocess.run(
        [
            "wrk",
            "-t1",
            f"-c{connections}",
            f"-d{seconds}s",
            "--timeout",
            "60s",
            "-H",
            f"Accept: {address.accept}",
            *varying,
            address.url,
        ],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    spent = cpu_seconds(process) - before
    number = int(_found(r"(\d+) requests in", said))
    failed = int(_found(r"Non-2xx or 3xx responses: (\d+)", said))
    errors = re.search(
        r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)", said
    )
    failed += sum(map(int, errors.groups())) if errors else 0
    rate = float(_found(r"Requests/sec:\s+([\d.]+)", said))
    return Round(rate, 1000 * spent / max(number, 1), failed)


def settle(process: int, patience: float = 60.0) -> None:
    """Wait until `process` rests: some go on with what nobody waits for any more."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        before = cpu_seconds(process)
        time.sleep(0.1)
        if cpu_seconds(process) - before < _RESTING:
            return


def _found(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    return match[1] if match else "0"


def cpu_seconds(process: int) -> float:
    """The CPU time of `process`, its children, and those of them that have ended."""
    ticks = 0
    for pid in family(process):
        fields = _stat(pid)
        ticks += sum(map(int, fields[11:15] if pid == process else fields[11:13]))
    return ticks / _TICKS


def memory(process: int) -> int:
    """The memory that `process` and its children hold, what they share counted once, in bytes."""
    told = (Path(f"/proc/{pid}/smaps_rollup").read_text("utf-8") for pid in family(process))
    return sum(1024 * int(_found(r"Pss:\s+(\d+) kB", each)) for each in told)


def family(process: int) -> list[int]:
    """`process` and all that descend from it."""
    parents = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal() and (fields := _stat(int(folder.name))):
            parents[int(folder.name)] = int(fields[1])
    found = [process]
    for one in found:
        found.extend(pid for pid, parent in parents.items() if parent == one)
    return found


def _stat(pid: int) -> list[str]:
    """The fields of a process after its name (proc(5)); none where it has ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return []
