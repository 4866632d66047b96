"""What `mithaq doctor` looks at on a machine: Python, the libraries, SQLite, Java, the kernel, memory."""

import os
import re
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from importlib import metadata

from mithaq.server.confine import allocator
from mithaq.server.doctor import Check
from mithaq.server.memory import available
from mithaq.server.settings import Settings

_PIN = re.compile(r"([A-Za-z0-9._-]+)==([^;,\s]+)\s*$")
_MIB = 1024**2
_LEAST_MEMORY = 1024 * _MIB
_SECCOMP = "from mithaq.server.confine import shut_network; raise SystemExit(not shut_network())"
_PATIENCE = 20.0  # seconds that another program may take


def machine(settings: Settings) -> Iterator[Check]:
    """Python and its libraries, SQLite, Java, the kernel, memory."""
    yield _python()
    yield _libraries()
    yield _sqlite()
    yield _java()
    yield _seccomp()
    yield _allocator()
    yield _memory(settings)
    yield _files()
    yield _temporary()


def _python() -> Check:
    found = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info < (3, 11):  # noqa: UP036  (who runs it from a copy may have an older one)
        return Check("python", "failure", found, "install Python 3.11 or newer")
    return Check("python", "ok", f"{found}, {os.uname().sysname} {os.uname().machine}")


def _libraries() -> Check:
    name = "libraries"
    try:
        required = metadata.requires("mithaq") or []
    except metadata.PackageNotFoundError:
        advice = "`pip install .` in the source, or `make serve`"
        return Check(name, "warning", "mithaq itself is not installed", advice)
    pins = [pin.groups() for each in required if (pin := _PIN.match(each))]
    wrong = [told for library, version in pins if (told := _differs(library, version))]
    if wrong:
        advice = (
            "`pip install --require-hashes -r requirements.lock` brings those it was tested with"
        )
        return Check(name, "warning", "; ".join(wrong), advice)
    return Check(name, "ok", f"{len(pins)} in the versions that Mithaq was tested with")


def _differs(library: str, version: str) -> str:
    try:
        found = metadata.version(library)
    except metadata.PackageNotFoundError:
        return f"{library} {version} is missing"
    return "" if found == version else f"{library} is {found}, not {version}"


def _sqlite() -> Check:
    with closing(sqlite3.connect(":memory:")) as database:
        try:
            database.execute("CREATE VIRTUAL TABLE t USING fts5(x, tokenize='unicode61')")
        except sqlite3.OperationalError as error:
            advice = "take a Python whose SQLite has FTS5: full-text search needs it"
            return Check("sqlite", "failure", f"{sqlite3.sqlite_version}: {error}", advice)
    return Check("sqlite", "ok", f"{sqlite3.sqlite_version} with FTS5")


def _java() -> Check:
    path = shutil.which("java")
    if path is None:
        advice = "install a JRE (Debian: openjdk-17-jre-headless), or do without HermiT"
        return Check("java", "warning", "none: `mithaq check` leaves the reasoner out", advice)
    command = [path, "-version"]
    try:
        done = subprocess.run(  # noqa: S603  (found on the path)
            command, capture_output=True, text=True, timeout=_PATIENCE, check=True
        )
    except (OSError, subprocess.SubprocessError) as error:
        return Check("java", "warning", f"{path} does not run: {error}", "install it anew")
    return Check("java", "ok", (done.stderr or done.stdout).partition("\n")[0])


def _seccomp() -> Check:
    command = [sys.executable, "-P", "-c", _SECCOMP]
    try:
        done = subprocess.run(  # noqa: S603  (our own code)
            command, capture_output=True, timeout=_PATIENCE, check=False
        )
    except (OSError, subprocess.SubprocessError) as error:
        return Check("seccomp", "failure", f"no process can be started: {error}")
    if done.returncode:
        advice = "let the container's profile allow prctl; the guard alone refuses SERVICE now"
        return Check("seccomp", "warning", "the kernel takes no filter from a worker", advice)
    return Check("seccomp", "ok", "workers can shut the network to themselves")


def _allocator() -> Check:
    found = allocator()
    told = found or "the C library's; with Debian's libtcmalloc-minimal4 small queries are faster"
    return Check("allocator", "ok", told)


def _memory(settings: Settings) -> Check:
    limit, _ = resource.getrlimit(resource.RLIMIT_AS)
    if limit not in (-1, resource.RLIM_INFINITY) and limit < settings.memory:
        found = f"a process may have {limit // _MIB} MiB, a worker takes {settings.memory // _MIB}"
        return Check("memory", "failure", found, "raise `ulimit -v`, or lower --memory")
    free = available()
    workers = settings.queries.workers + settings.pages.workers
    found = f"{free // _MIB} MiB free for {workers} workers"
    if free < _LEAST_MEMORY:
        return Check("memory", "warning", found, "give it 1 GiB, or start with --workers 1")
    return Check("memory", "ok", found)


def _files() -> Check:
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 4096
    if most not in (-1, resource.RLIM_INFINITY) and most < wanted:
        advice = f"raise `ulimit -Hn` to {wanted}"
        return Check("files", "warning", f"{most} may be open, fewer than connections", advice)
    return Check("files", "ok", f"{'any number' if most == -1 else most} may be open")


def _temporary() -> Check:
    try:
        with tempfile.TemporaryFile() as file:
            file.write(b"0")
    except OSError as error:
        advice = "mount one at /tmp, or set TMPDIR: /ontology.owl is made there"
        return Check("temporary files", "warning", str(error), advice)
    return Check("temporary files", "ok", tempfile.gettempdir())
