"""How long the server works on each page, and how many bytes a first visit to it costs.

    python bench/pages.py [--graph FOLDER …] [--lang en|ar] [--pages WORD …]

Without a graph it is that of the seeds. The fullest pages are asked for: the state, alliance and
person with the most situations, the situation told most often, the document that says most; and
every question as it stands and with its example. Nothing is taken from the cache; answers are prepared
as `mithaq build` prepares them. Printed are the best and the median of five times in milliseconds, the
milliseconds of processors that server and workers took at best, and the kilobytes of the page with its
styles, scripts and typeface, compressed with brotli, CodeMirror and its terms apart; what is over the limits is marked, by the time of processors where the machine
was busy with other things. `bench/questions.py --graphs FOLDER` makes
graphs of any size.
"""

import argparse
import re
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlencode

from flask.testing import FlaskClient
from tellings import ROOT

from mithaq.ingest.build import build
from mithaq.iris import GRAPH, THING
from mithaq.queries.questions import questions
from mithaq.queries.solutions import asking
from mithaq.server.app import create_app
from mithaq.server.backend import Backend
from mithaq.server.settings import Settings
from mithaq.store import current, open_store

TIMES = 5
SEEDS, LARGE, KILOBYTES = 100.0, 300.0, 300.0
"""The limits: milliseconds on the seeds' graph and on a large one, and the weight of a page."""
OF_THE_EDITOR = r"/vendor/codemirror|/editor/terms"
"""What only the editor needs; it is weighed by itself, and may be heavier."""
FULLEST = """
PREFIX mq: <https://w3id.org/mithaq/ontology#>
SELECT ?thing WHERE { ?thing a mq:CLASS . ?situation ?role ?thing ; a mq:Situation }
GROUP BY ?thing ORDER BY DESC(COUNT(*)) ?thing LIMIT 1
"""
MOST_TOLD = """
PREFIX mq: <https://w3id.org/mithaq/ontology#>
SELECT ?situation WHERE { GRAPH ?document { ?claim mq:about ?situation } }
GROUP BY ?situation ORDER BY DESC(COUNT(*)) ?situation LIMIT 1
"""
SAYS_MOST = """
PREFIX mq: <https://w3id.org/mithaq/ontology#>
SELECT ?document WHERE { GRAPH ?document { ?claim a mq:Claim } }
GROUP BY ?document ORDER BY DESC(COUNT(*)) ?document LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """A page: its times in milliseconds, its weight in kilobytes, its status."""

    best: float
    median: float
    processor: float
    weight: float
    editor: float
    """What CodeMirror and its terms weigh beside it."""
    status: int


def paths(graph: Path) -> Iterator[str]:
    """The pages to ask for."""
    yield from ("/", "/queries", "/documents", "/ontology", "/editor", "/search?q=NATO")
    ask = asking(open_store(current(graph)))
    fullest = [FULLEST.replace("CLASS", each) for each in ("State", "Alliance", "Person")]
    for sparql in (*fullest, MOST_TOLD, SAYS_MOST):
        for (found,) in ask(sparql).rows:
            iri = str(getattr(found, "value", ""))
            yield iri.replace(THING, "/id/").replace(GRAPH, "/documents/")
    for name, asked in questions().items():
        yield f"/queries/{name}"
        if asked.example:
            yield f"/queries/{name}?{urlencode(asked.example)}"


def processor() -> float:
    """The milliseconds of processors that this process and its workers have taken (Linux)."""
    own = Path("/proc/self/task")
    workers = {each for task in own.glob("*/children") for each in task.read_text().split()}
    tasks = (
        task for worker in workers for task in Path("/proc", worker, "task").glob("*/schedstat")
    )
    return time.process_time() * 1000 + sum(map(_taken, tasks))


def _taken(task: Path) -> float:
    """The milliseconds of one thread; 0 where it has just ended."""
    with suppress(OSError):
        return int(task.read_text().split()[0]) / 1e6
    return 0.0


def measured(client: FlaskClient, path: str, lang: str) -> Measured:
    """`path` asked for several times."""
    times, taken = [], []
    path += f"{'&' if '?' in path else '?'}lang={lang}"
    headers = {"Accept": "text/html", "Accept-Encoding": "br"}
    for _ in range(TIMES):
        start, used = time.perf_counter(), processor()
        page = client.get(path, headers=headers)
        times.append((time.perf_counter() - start) * 1000)
        taken.append(processor() - used)
    plain = client.get(path, headers={"Accept": "text/html"}).text
    parts = set(re.findall(r'(?:href|src|data-terms)="(/(?:static|editor)/[^"]*)"', plain))
    sheets = [client.get(each).text for each in parts if ".css" in each]
    fonts = {
        f"/static/{each}" for sheet in sheets for each in re.findall(r'url\("([^"]*)"\)', sheet)
    }
    sizes = {each: len(client.get(each, headers=headers).data) / 1000 for each in parts | fonts}
    editor = sum(size for each, size in sizes.items() if re.search(OF_THE_EDITOR, each))
    return Measured(
        best=min(times),
        median=statistics.median(times),
        processor=min(taken),
        weight=len(page.data) / 1000 + sum(sizes.values()) - editor,
        editor=editor,
        status=page.status_code,
    )


def show(graph: Path, limit: float, lang: str, words: Sequence[str]) -> bool:
    """Print a line for each page; whether one is over the limits."""
    settings = Settings(cache_bytes=0)
    print(f"{graph}: best ms, median ms, processor ms, kilobytes")
    over = False
    with closing(Backend(graph, settings)) as backend:
        client = create_app(backend).test_client()
        for path in paths(graph):
            if words and not any(word in path for word in words):
                continue
            found = measured(client, path, lang)
            heavy = found.weight > KILOBYTES
            slow = min(found.best, found.processor) > limit
            bad = slow or heavy or found.status != HTTPStatus.OK
            over |= bad
            print(
                f"{path[:60]:60} {found.best:8.1f} {found.median:8.1f} {found.processor:8.1f} {found.weight:7.1f}"
                f"{f' and the editor {found.editor:.1f}' if found.editor else ''}"
                f"{f' status {found.status}' if found.status != HTTPStatus.OK else ''}"
                f"{' slow' if slow else ''}{' heavy' if heavy else ''}",
                flush=True,
            )
    return over


def main() -> None:
    """Build the seeds' graph where none is named; ask for every page of every graph."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--graph", type=Path, nargs="+", default=[])
    parser.add_argument("--lang", choices=("en", "ar"), default="ar")
    parser.add_argument("--pages", nargs="+", default=[], metavar="WORD")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        if not given.graph:
            build([ROOT / "seeds"], Path(scratch), prepare=60)
            over = show(Path(scratch), SEEDS, given.lang, given.pages)
        for graph in given.graph:
            over = show(graph, LARGE, given.lang, given.pages)
    print(f"over the limits: {'yes' if over else 'none'}")


if __name__ == "__main__":
    main()
