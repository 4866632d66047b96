"""How long a build takes, stage by stage, for more and more documents.

    python bench/building.py [--documents 5 500 5000]

The articles are those of `corpus`, the same at every run; they are read, accepted, reasoned over,
written, loaded and published as `mithaq build` does it, then checked as `mithaq check` does. Machines
differ and are noisy, so the ratios count: how much a stage's time grows from one size to the next,
to how much the facts grow that documents state. One is in step with the data, less is better; the
ontology and the names of things, some 30,000 statements, are the same in every build.
"""

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

from corpus import articles, state_names, stock

from mithaq import store
from mithaq.ingest import build
from mithaq.ingest.build import build_readings
from mithaq.ingest.extract import extract
from mithaq.ingest.readers.interface import Read
from mithaq.ontology.checking import check

SIZES = (5, 500, 5000)
KIBI = 1024
STAGES = ("extraction", "acceptance", "reasoning", "writing", "loading", "publishing", "validation")
STEPS: tuple[tuple[str, ModuleType, str], ...] = (
    ("acceptance", build, "_accept"),
    ("reasoning", build, "inferred_quads"),
    ("reasoning", build, "consequent_quads"),
    ("loading", store, "_load"),
    ("writing", build, "_fill"),
)
"""Which stage each function of a build belongs to; what it calls of another stage is not its own."""


@dataclass
class Stopwatch:
    """Seconds a stage; while one runs inside another, only the inner one's time goes on."""

    seconds: dict[str, float] = field(default_factory=dict)
    running: list[str] = field(default_factory=list)
    since: float = 0.0

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Count what happens inside as `name`."""
        self._note()
        self.running.append(name)
        try:
            yield
        finally:
            self._note()
            self.running.pop()

    def _note(self) -> None:
        now = time.perf_counter()
        if self.running:
            name = self.running[-1]
            self.seconds[name] = self.seconds.get(name, 0.0) + now - self.since
        self.since = now

    def timed(self, name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        """`work`, its time counted as `name`; where it gives one by one, the time for each too."""

        def done(*arguments: Any, **named: Any) -> Any:
            with self.stage(name):
                made = work(*arguments, **named)
            return self.each(name, made) if isinstance(made, Iterator) else made

        return done

    def each(self, name: str, made: Iterator[Any]) -> Iterator[Any]:
        """What `made` gives, the time it takes counted as `name`."""
        while True:
            with self.stage(name):
                try:
                    one = next(made)
                except StopIteration:
                    return
            yield one


@dataclass(frozen=True, slots=True)
class Run:
    """A build of so many documents: what it made, the seconds of each stage, the peak in MiB."""

    documents: int
    facts: int
    quads: int
    seconds: dict[str, float]
    peak: float


@contextmanager
def watched(watch: Stopwatch) -> Iterator[None]:
    """Have `watch` count the functions of `STEPS` as their stages."""
    kept = [(module, name, getattr(module, name)) for _, module, name in STEPS]
    for (stage, module, name), (_, _, work) in zip(STEPS, kept, strict=True):
        setattr(module, name, watch.timed(stage, work))
    try:
        yield
    finally:
        for module, name, work in kept:
            setattr(module, name, work)


def run(documents: int, folder: Path) -> Run:
    """Build the graph of so many articles in `folder`."""
    watch = Stopwatch()
    sentences, states = stock(), state_names()

    def read() -> Iterator[Read]:
        for document in articles(0, documents, sentences, states):
            yield Read(document, extract(document))

    with watched(watch), watch.stage("publishing"):
        report = build_readings(watch.each("extraction", read()), folder)
    with watch.stage("validation"):
        check(folder, reasoner="never")  # HermiT is asked of small graphs only: no step of a build
    return Run(documents, report.facts, report.generation.quads, watch.seconds, memory())


def memory() -> float:
    """The most memory that this process has held, in MiB."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / KIBI if sys.platform != "darwin" else most / KIBI**2


def show(runs: list[Run]) -> None:
    """Print the seconds, then how they grow."""
    stages = [stage for stage in STAGES if any(stage in each.seconds for each in runs)]
    columns = ["stage", *(f"{each.documents} documents" for each in runs)]
    columns += [f"growth to {each.documents}" for each in runs[1:]]
    rows = [[stage, *(f"{each.seconds.get(stage, 0):.2f} s" for each in runs)] for stage in stages]
    rows += [
        ["facts", *(str(each.facts) for each in runs)],
        ["statements", *(str(each.quads) for each in runs)],
        ["peak memory", *(f"{each.peak:.0f} MiB" for each in runs)],
    ]
    for row in rows[: len(stages)]:
        for before, after in pairwise(runs):
            data = after.facts / before.facts
            spent = after.seconds.get(row[0], 0) / max(before.seconds.get(row[0], 0), 1e-9)
            row.append(f"{spent / data:.2f}")
    widths = [
        max(len(row[n]) for row in [columns, *rows] if n < len(row)) for n in range(len(columns))
    ]
    for row in [columns, *rows]:
        print("  ".join(f"{cell:>{widths[n]}}" for n, cell in enumerate(row)))


def main() -> None:
    """Build the graphs and print what they took."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--documents", type=int, nargs="+", default=list(SIZES))
    sizes: list[int] = parser.parse_args().documents
    runs = []
    with tempfile.TemporaryDirectory() as folder:
        for n, documents in enumerate([min(sizes), *sizes]):  # the first one warms up
            made = run(documents, Path(folder, str(n)))
            runs += [made] if n else []
    show(runs)


if __name__ == "__main__":
    main()
