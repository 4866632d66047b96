"""How long a client's change of a graph takes, for graphs of more and more triples.

    python bench/changes.py [--triples 30000 100000 1000000] [--graphs FOLDER] [--rounds 3]

The graphs are those of `multiplied`, the smallest of which has some tens of thousands of triples. Each
change is made as `mithaq serve` makes it: by a process of its own, synced, published as a generation and
served before it is acknowledged. What is printed is the median of the rounds in seconds, the seconds
of processor time of all that the change runs, and how much both grow from one size to the next:
where a graph is ten times as large, less than ten is better. The processes that answer queries are
started anew for each generation, which is a part of each time; the last line says how large.
"""

import argparse
import os
import shutil
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path
from statistics import median

from multiplied import graph

from mithaq.server.backend import Backend
from mithaq.server.changes import Change, GraphChange, Update
from mithaq.server.settings import Settings
from mithaq.store import Generation

SIZES = (30_000, 100_000, 1_000_000)
BASE = "http://localhost/"
LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"
TURTLE = b"<urn:a> <urn:b> 1, 2, 3 ."


def changes(number: int) -> Mapping[str, Change]:
    """What a client may send, other triples for each `number`."""
    thing = f"<urn:thing:{number}>"
    return {
        "a statement": Update(f"INSERT DATA {{ {thing} <urn:p> {number} }}", BASE),
        "a name": Update(f"INSERT DATA {{ {thing} {LABEL} 'Atlantis {number}' }}", BASE),
        "a pattern": Update(
            f"DELETE {{ ?s {LABEL} ?old }} INSERT {{ ?s {LABEL} 'Lemuria {number}' }}"
            f" WHERE {{ ?s <urn:p> {number} ; {LABEL} ?old }}",
            BASE,
        ),
        "a graph put": GraphChange("put", "urn:g", BASE, ("text/turtle",), (TURTLE,)),
        "a graph removed": GraphChange("delete", "urn:g", BASE),
    }


@dataclass(frozen=True, slots=True)
class Time:
    """Seconds that passed, and seconds of processors."""

    passed: float
    spent: float


def timed(work: Callable[[], object]) -> Time:
    """What `work` takes, with the processes that end in it."""
    begun = time.perf_counter(), sum(os.times()[:4])
    work()
    return Time(time.perf_counter() - begun[0], sum(os.times()[:4]) - begun[1])


def measure(generation: Generation, rounds: int, scratch: Path) -> dict[str, Time]:
    """What each change takes in a graph that shares its files with `generation`."""
    out = scratch / "graph"
    shutil.copytree(generation.folder.parent, out, symlinks=True, copy_function=os.link)
    taken: dict[str, list[Time]] = defaultdict(list)
    with closing(Backend(out, Settings())) as backend:
        for number in range(rounds):
            for name, change in changes(number).items():
                taken[name].append(timed(partial(backend.write, change)))
    for _ in range(rounds):
        taken["serving alone"].append(timed(lambda: Backend(out, Settings()).close()))
    shutil.rmtree(out)
    return {
        name: Time(median(each.passed for each in times), median(each.spent for each in times))
        for name, times in taken.items()
    }


def show(sizes: list[int], results: list[dict[str, Time]]) -> None:
    """Print seconds [seconds of processors] of each change and size, and how they grow."""
    heads = [f"{size:,}" for size in sizes]
    heads += [f"× to {size:,}" for size in sizes[1:]]
    print(f"| | {' | '.join(heads)} |\n|---|{'--:|' * len(heads)}")
    for name in results[0]:
        times = [result[name] for result in results]
        cells = [f"{each.passed:.2f} [{each.spent:.2f}]" for each in times]
        cells += [
            f"{b.passed / a.passed:.1f} [{b.spent / max(a.spent, 0.01):.1f}]"
            for a, b in pairwise(times)
        ]
        print(f"| {name} | {' | '.join(cells)} |", flush=True)


def main() -> None:
    """Make the graphs that are missing, measure on each."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--triples", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--graphs", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.graphs) as scratch:
        graphs = [graph(given.graphs or Path(scratch), size) for size in given.triples]
        results = [measure(each, given.rounds, Path(scratch)) for each in graphs]
    show([each.quads for each in graphs], results)


if __name__ == "__main__":
    main()
