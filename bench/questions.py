"""How long each question takes in the embedded engine, for the seeds and for graphs of any size.

    python bench/questions.py [--triples 100000 1000000] [--graphs FOLDER] [--questions NAME …]

The larger graphs are real builds of the documents of `tellings`, the same at every run; with
`--graphs` they are kept in FOLDER for the next run. Each question is asked with its example (that of
`evidence` is the situation told most often) and with no argument at all, where its rows are as many
as the graph has; the best and the median of five times are printed, in milliseconds of the
processor, which others who use the machine touch least. What takes more than 200 at the largest graph
is marked; machines differ, so the ratios count: how the time grows from the graph before, and how many rows come in a millisecond.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import starmap
from pathlib import Path

from tellings import ROOT, tellings

from mithaq.ingest.build import build, build_readings
from mithaq.ingest.readers.interface import Read
from mithaq.queries.answers import text
from mithaq.queries.bind import bind
from mithaq.queries.questions import Question, question, question_names
from mithaq.queries.solutions import Ask, asking
from mithaq.store import current, open_store

TRIPLES = (100_000, 1_000_000)
REFERENCE = 33_000
PER_DOCUMENT = 300
"""What a build holds without documents, and what a document adds, in triples: about."""
LIMIT = 200.0
TIMES = 5
LONG = 5_000.0
MOST_TOLD = """
PREFIX mq: <https://w3id.org/mithaq/ontology#>
SELECT ?situation (COUNT(?claim) AS ?claims) WHERE { GRAPH ?document { ?claim mq:about ?situation } }
GROUP BY ?situation ORDER BY DESC(?claims) ?situation LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """A question asked of a graph: its rows, the best and the median time in milliseconds."""

    rows: int
    best: float
    median: float

    def __str__(self) -> str:
        return f"{self.rows:7d} {self.best:8.1f} {self.median:8.1f}"


@dataclass(frozen=True, slots=True)
class Graph:
    """A graph to ask: its name, how many triples it has, and a way to ask it."""

    name: str
    triples: int
    ask: Ask


def graphs(folder: Path, sizes: Iterable[int]) -> list[Graph]:
    """The graph of the seeds and one of about each size; a graph that `folder` holds is taken."""
    opened = [_opened("seeds", folder / "seeds", 0)]
    return [*opened, *(_opened(f"{size:,}", folder / str(size), size) for size in sizes)]


def _opened(name: str, folder: Path, size: int) -> Graph:
    if not folder.exists():
        if size:
            build_readings(starmap(Read, tellings((size - REFERENCE) // PER_DOCUMENT)), folder)
        else:
            build([ROOT / "seeds"], folder)
    store = open_store(current(folder))
    return Graph(name, len(store), asking(store))


def measured(ask: Ask, sparql: str) -> Measured:
    """`sparql` asked several times; once if it takes long. Times are of the processor."""
    times: list[float] = []
    rows = 0
    while len(times) < TIMES and sum(times) < LONG:
        start = time.process_time()
        rows = len(ask(sparql).rows)
        times.append((time.process_time() - start) * 1000)
    return Measured(rows, min(times), statistics.median(times))


def ways_to_ask(asked: Question, ask: Ask) -> Mapping[str, str]:
    """The question bound to its example, and to nothing."""
    example = dict(asked.example)
    if asked.name == "evidence":
        example = {"situation": text(ask(MOST_TOLD).rows[0][0])}
    bound = {"example": bind(asked, example)} if example else {}
    if not any(parameter.required for parameter in asked.parameters.values()):
        bound["all"] = bind(asked, {})
    return bound


def show(names: Sequence[str], asked: Sequence[Graph]) -> bool:
    """Print a line for each question and way to ask it; whether one with its example is too slow."""
    heads = "".join(f" | {f'{graph.name} ({graph.triples:,})':>25}" for graph in asked)
    print(f"{'rows, best ms, median ms':42}{heads} |  growth  rows/ms")
    slow = False
    for name in names:
        for way in ("example", "all"):
            found = [
                measured(graph.ask, ways[way])
                for graph in asked
                if way in (ways := ways_to_ask(question(name), graph.ask))
            ]
            if found:
                slow |= _line(f"{name} {way}", found) and way == "example"
    return slow


def _line(title: str, found: Sequence[Measured]) -> bool:
    last = found[-1]
    before = found[-2] if len(found) > 1 else last
    slow = last.best > LIMIT
    cells = "".join(f" | {each}" for each in found)
    growth, speed = last.best / before.best, last.rows / last.best
    print(f"{title:42}{cells} | {growth:7.1f} {speed:8.1f}{' slow' if slow else ''}", flush=True)
    return slow


def main() -> None:
    """Build what is missing, ask every question, print the times."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--triples", type=int, nargs="+", default=list(TRIPLES))
    parser.add_argument("--graphs", type=Path)
    parser.add_argument("--questions", nargs="+", default=list(question_names()), metavar="NAME")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        slow = show(given.questions, graphs(given.graphs or Path(scratch), given.triples))
    print(f"slower than {LIMIT:.0f} ms with its example: {'yes' if slow else 'none'}")


if __name__ == "__main__":
    main()
