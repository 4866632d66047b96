"""What memory is left, by the kernel and by the limits of a container or a unit."""

from pathlib import Path

import pytest

from mithaq.server import memory

MIB = 1024**2


@pytest.fixture
def system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with 1,000 MiB left, whose process is in the group /a/b."""
    (tmp_path / "proc/self").mkdir(parents=True)
    (tmp_path / "proc/meminfo").write_text("MemFree: 1 kB\nMemAvailable:    1024000 kB\n")
    (tmp_path / "proc/self/cgroup").write_text("0::/a/b\n")
    (tmp_path / "groups/a/b").mkdir(parents=True)
    monkeypatch.setattr(memory, "_PROC", tmp_path / "proc")
    monkeypatch.setattr(memory, "_CGROUPS", tmp_path / "groups")
    return tmp_path


def limit(group: Path, most: str, current: int) -> None:
    (group / "memory.max").write_text(f"{most}\n")
    (group / "memory.current").write_text(f"{current}\n")
    files = "anon 7\ninactive_file 300\nactive_file 200\ninactive_anon 5\n"
    (group / "memory.stat").write_text(files)


def test_the_kernel_tells_where_nothing_is_limited(system: Path) -> None:
    limit(system / "groups/a", "max", 5 * MIB)
    assert memory.available() == 1_000 * MIB


@pytest.mark.parametrize("group", ["groups/a/b", "groups/a", "groups"])
def test_the_smallest_rest_of_all_limits_counts(system: Path, group: str) -> None:
    limit(system / "groups/a/b", str(900 * MIB), 100 * MIB)
    limit(system / group, str(500 * MIB), 200 * MIB)
    assert memory.available() == 300 * MIB + 500


def test_of_what_is_overdrawn_nothing_is_left(system: Path) -> None:
    limit(system / "groups/a", str(MIB), 2 * MIB)
    assert memory.available() == 0


def test_without_groups_the_kernel_tells(system: Path) -> None:
    (system / "proc/self/cgroup").unlink()
    limit(system / "groups", str(MIB), 0)
    assert memory.available() == 1_000 * MIB
