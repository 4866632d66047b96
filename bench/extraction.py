"""How fast facts are extracted, and in how much memory: one process, then two.

    python bench/extraction.py [--articles 20000]

The articles are those of `corpus`, the same at every run. Machines differ and are noisy, so
beside the plain figures stand ratios of one run: two processes to one, memory at the end to memory
after a tenth of the articles, extraction to cutting the same texts into sentences and tokens alone.
"""

import argparse
import resource
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

from corpus import articles, state_names, stock

from mithaq.ingest.documents import Document
from mithaq.ingest.extract import extract
from mithaq.ingest.furniture import body_spans
from mithaq.ingest.tokens import find_sentences, find_tokens

KIBI = 1024

Work = Callable[[Document], int]


@dataclass(frozen=True, slots=True)
class Run:
    """What one process did: articles, sentences, facts, CPU and wall seconds, peak memory in MiB."""

    sentences: int
    facts: int
    cpu: float
    wall: float
    early: float
    peak: float


def facts_of(document: Document) -> int:
    """How many facts an article states."""
    return len(extract(document))


def tokens_of(document: Document) -> int:
    """How many tokens an article has."""
    spans = find_sentences(document.text, body_spans(document.text))
    return sum(len(find_tokens(document.text, start, end)) for start, end in spans)


def run(work: str, first: int, last: int) -> Run:
    """Do `work` on the articles `first` to `last` in this process; writing them takes no time."""
    do: Work = {"extract": facts_of, "cut": tokens_of}[work]
    sentences, states = stock(), state_names()
    for document in articles(0, 20, sentences, states):
        do(document)  # lists are read, words looked up for the first time
    done = count = 0
    cpu = wall = early = 0.0
    for number, document in enumerate(articles(first, last, sentences, states)):
        count += len(find_sentences(document.text, body_spans(document.text)))
        began, spent = time.perf_counter(), time.process_time()
        done += do(document)
        wall, cpu = wall + time.perf_counter() - began, cpu + time.process_time() - spent
        if number == (last - first) // 10:
            early = memory()
    return Run(count, done, cpu, wall, early, memory())


def memory() -> float:
    """The most memory that this process has held, in MiB."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / KIBI if sys.platform != "darwin" else most / KIBI**2


def runs(work: str, total: int, processes: int) -> list[Run]:
    """Share the articles out among processes that start anew."""
    bounds = [total * n // processes for n in range(processes + 1)]
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        return list(pool.map(run, [work] * processes, bounds, bounds[1:]))


def rate(found: list[Run]) -> float:
    """Sentences a second of wall time, all processes together."""
    return sum(each.sentences for each in found) / max(each.wall for each in found)


def main() -> None:
    """Print the figures, then the ratios."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--articles", type=int, default=20_000)
    total = parser.parse_args().articles
    cut, one, two = (
        runs("cut", total // 10, 1),
        runs("extract", total, 1),
        runs("extract", total, 2),
    )
    for name, found in (("one process", one), ("two processes", two)):
        sentences = sum(each.sentences for each in found)
        cpu = sum(each.cpu for each in found)
        print(
            f"{name}: {total} articles, {sentences} sentences, {sum(e.facts for e in found)} facts;"
            f" {rate(found):.0f} sentences/s, {sentences / cpu:.0f} a CPU second;"
            f" peak memory {max(each.peak for each in found):.0f} MiB"
        )
    print(f"two processes to one: {rate(two) / rate(one):.2f}")
    print(f"memory at the end to memory after a tenth: {one[0].peak / one[0].early:.2f}")
    print(f"cutting alone to extraction: {rate(cut) / rate(one):.1f}")


if __name__ == "__main__":
    main()
