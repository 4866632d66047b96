"""How fast `mithaq serve` answers, beside other servers of the same graph on the same machine.

    python bench/serving.py [--triples 100000 1000000 10000000] [--graphs FOLDER] [--only NAME …]

Needs `wrk`. `oxigraph` and `rdflib-endpoint` are looked for on the PATH, and in the folder that
MITHAQ_BENCH names (say, the `bin` of an environment into which they were installed for this);
Virtuoso is Debian's. Who is not there has a row that says so.

The graphs are those of `multiplied`. Every query is first asked once of each server, and the rows are
counted; then the servers are driven in turn, in several short rounds. What is printed is the median
of the rounds: answers a second as a part of what oxigraph gives (or as they are, where it gives
hardly any), and CPU-milliseconds an answer of all the server's processes. Machines differ and are noisy: trust the ratios and the milliseconds.
Unless it says *cached*, no two requests are the same, so that none is answered from a cache.
"""

import argparse
import json
import math
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from driving import Address, Round, drive, memory, settle
from engines import STARTS, Engine
from multiplied import graph

from mithaq.queries.bind import bind
from mithaq.queries.questions import question
from mithaq.queries.solutions import asking
from mithaq.store import Generation, open_store

SIZES = (100_000,)
CONNECTIONS = (1, 16, 64)
ROUNDS = 3
SECONDS, MOST_SECONDS = 1, 8
"""How long a round lasts: so long that a slow query is answered some times."""
ANSWERS = 10
FEW = 3.0
"""Answers a second of the first server that are too few to measure others by."""
NOTHING = Round(0, 0, 0)
SLOW = 2.0
"""Seconds after which a query is too slow for a server to be driven with it."""
JSON = "application/sparql-results+json"
QUESTION = "which-members-withdrew"
ARGUMENTS = {"alliance": "https://w3id.org/mithaq/id/alliance/CSTO"}
PREFIXES = """
PREFIX mq: <https://w3id.org/mithaq/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""
A_SITUATION = """SELECT ?situation WHERE {
  ?situation a mq:Withdrawal ; mq:alliance ?alliance ; mq:member ?member
} ORDER BY ?situation LIMIT 1"""
QUERIES: Mapping[str, str] = {
    "point": "SELECT ?p ?o WHERE { SITUATION ?p ?o }",
    "two hops": """SELECT ?member ?alliance WHERE {
      SITUATION mq:member ?m ; mq:alliance ?a .
      ?m rdfs:label ?member . ?a rdfs:label ?alliance FILTER(LANG(?member) = LANG(?alliance))
    } ORDER BY ?member""",
    "aggregate": """SELECT ?member (COUNT(?withdrawal) AS ?number) WHERE {
      ?withdrawal a mq:Withdrawal ; mq:member ?member
    } GROUP BY ?member ORDER BY DESC(?number) ?member LIMIT 20""",
    "full text": """SELECT ?thing ?label WHERE {
      ?thing rdfs:label ?label FILTER(CONTAINS(?label, "سنغافورة"))
    } ORDER BY ?thing LIMIT 20""",  # Singapore
    "1,000 rows": """SELECT ?situation ?label ?edtf WHERE {
      ?situation mq:edtf ?edtf ; rdfs:label ?label
    } LIMIT 1000""",
}


@dataclass(frozen=True, slots=True)
class Task:
    """Something to ask, of ours and of others; what comes back has as many rows."""

    name: str
    sparql: str
    ours: str = ""
    """The address in our site, where that is not the endpoint."""
    cached: bool = False

    def address(self, engine: Engine) -> Address:
        """Where `engine` is asked it."""
        if engine.site and self.ours:
            return Address(engine.site + self.ours, JSON)
        sparql = self.sparql if self.cached and engine.site else f"{self.sparql}\n#NONCE"
        return Address(engine.ask(sparql), JSON)


def tasks(generation: Generation) -> list[Task]:
    """What is asked."""
    found = asking(open_store(generation))(PREFIXES + A_SITUATION).rows[0][0]
    plain = [
        Task(name, PREFIXES + sparql.replace("SITUATION", str(found)))
        for name, sparql in QUERIES.items()
    ]
    bound = bind(question(QUESTION), ARGUMENTS)
    return [
        *plain,
        Task("question", bound),
        Task("question, cached", bound, f"/queries/{QUESTION}?{urlencode(ARGUMENTS)}", cached=True),
        Task("point, cached", plain[0].sparql, cached=True),
    ]


@dataclass(frozen=True, slots=True)
class Tried:
    """One request: its milliseconds, and how many rows came; or what was wrong."""

    milliseconds: float
    rows: int
    wrong: str = ""


def tried(address: Address) -> Tried:
    """Ask once, and once more with all that the server then knows."""
    found = Tried(0, 0)
    for nonce in ("1", "2"):
        request = Request(address.url.replace("NONCE", nonce), headers={"Accept": address.accept})
        begin = time.perf_counter()
        try:
            with urlopen(request, timeout=120) as response:
                content = response.read()
            rows = len(json.loads(content)["results"]["bindings"])
        except HTTPError as error:
            return Tried(0, 0, f"status {error.code}")
        except (URLError, TimeoutError, ValueError) as error:
            return Tried(0, 0, str(error)[:60])
        found = Tried(1000 * (time.perf_counter() - begin), rows)
    return found


def measure(engines: Sequence[Engine], asked: Sequence[Task], rounds: int, scratch: Path) -> None:
    """Drive the servers and print a table for each task."""
    for task in asked:
        once = {engine.name: tried(task.address(engine)) for engine in engines}
        results: dict[tuple[str, int], list[Round]] = defaultdict(list)
        driven = [
            e for e in engines if not once[e.name].wrong and once[e.name].milliseconds < 1000 * SLOW
        ]
        slowest = max((once[engine.name].milliseconds / 1000 for engine in driven), default=0)
        seconds = min(
            MOST_SECONDS, max(SECONDS, math.ceil(ANSWERS * slowest))
        )  # wrk takes whole ones
        for connections in CONNECTIONS:
            for _ in range(rounds):
                for engine in driven:
                    address = task.address(engine)
                    done = drive(address, engine.process, connections, seconds, scratch)
                    results[engine.name, connections].append(done)
                    settle(engine.process)
        _show(task, [engine.name for engine in engines], once, results)


def _show(
    task: Task,
    names: Sequence[str],
    once: Mapping[str, Tried],
    results: Mapping[tuple[str, int], list[Round]],
) -> None:
    wanted = once[names[0]].rows
    heads = " | ".join(f"{number} conn." for number in CONNECTIONS)
    print(f"\n| {task.name} | rows | ms once | {heads} |")
    print("|---|--:|--:" + "|--:" * len(CONNECTIONS) + "|")
    for name in names:
        first = once[name]
        rows = first.wrong or (
            f"{first.rows}" if first.rows == wanted else f"{first.rows}, not {wanted}"
        )
        cells = [_cell(results, names[0], name, number) for number in CONNECTIONS]
        spent = f"{first.milliseconds:.1f}" if not first.wrong else "–"
        print(f"| {name} | {rows} | {spent} | {' | '.join(cells)} |", flush=True)


def _cell(
    results: Mapping[tuple[str, int], list[Round]], first: str, name: str, connections: int
) -> str:
    """Answers a second as a part of the first server's, and CPU-milliseconds an answer."""
    done = results.get((name, connections))
    if not done:
        return "–"
    rate = statistics.median(each.rate for each in done)
    cpu = statistics.median(each.cpu for each in done)
    failed = sum(each.failed for each in done)
    base = statistics.median(each.rate for each in results.get((first, connections), [NOTHING]))
    if base < FEW:
        shown = f"{rate:.1f}/s"
    else:
        shown = f"{rate:,.0f}/s = 1" if name == first else f"{rate / base:.2f}"
    return f"{shown} [{cpu:.2f}]{f' {failed} failed' if failed else ''}"


def _costs(generation: Generation, engines: Sequence[Engine], absent: Mapping[str, str]) -> None:
    print(f"\n| {generation.quads:,} triples | loading | disk | memory |\n|---|--:|--:|--:|")
    for engine in engines:
        loading = f"{engine.loading:.1f} s" if engine.loading is not None else "our store"
        disk = f"{engine.disk / 1e6:,.0f} MB" if engine.disk else "our store"
        held = f"{memory(engine.process) / 1e6:,.0f} MB"
        print(f"| {engine.name} | {loading} | {disk} | {held} |")
    for name, why in absent.items():
        print(f"| {name} | {why} | | |", flush=True)


def compare(generation: Generation, only: Sequence[str], rounds: int, scratch: Path) -> None:
    """Start the servers, drive them, print the tables."""
    absent: dict[str, str] = {}
    engines: list[Engine] = []
    with ExitStack() as running:
        for start in STARTS:
            if only and start.name not in only:
                continue
            try:
                engines.append(running.enter_context(start.running(generation, scratch)))
            except RuntimeError as error:
                absent[start.name] = str(error)
        measure(engines, tasks(generation), rounds, scratch)
        _costs(generation, engines, absent)


def main() -> None:
    """Make the graphs that are missing, measure on each."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--triples", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--graphs", type=Path)
    parser.add_argument("--only", nargs="+", default=[], metavar="NAME")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        for size in given.triples:
            begin = time.monotonic()
            generation = graph(given.graphs or Path(scratch), size)
            print(f"\n## {generation.quads:,} triples, there in {time.monotonic() - begin:.0f} s")
            place = Path(scratch, f"servers-{size}")
            place.mkdir()
            compare(generation, given.only, given.rounds, place)


if __name__ == "__main__":
    main()
