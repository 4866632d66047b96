"""Graphs of any number of triples, written straight to N-Quads: the build of some documents, and copies of it.

In a copy everything that came from a document (claims, situations, people, the graphs themselves) has
a name of its own; the ontology, the states, alliances and treaties are the same in all. So whatever a
document tells of a state is told of it by as many documents as there are copies.
"""

import re
from collections.abc import Iterator
from itertools import starmap
from pathlib import Path

from tellings import tellings

from mithaq.ingest.build import build, build_readings
from mithaq.ingest.readers.interface import Read
from mithaq.store import DATASET, TEXTS, Generation, current, publish

DOCUMENTS = 100
"""What is copied: the build of so many documents, some tens of thousands of statements."""
_OURS = re.compile(r"<(https://w3id\.org/mithaq/(?:id|graph)/[^>]+)>")


def graph(folder: Path, size: int) -> Generation:
    """A published graph of about `size` triples; one that `folder` holds is taken."""
    out = folder / str(size)
    if not out.exists():
        sample = _sample(folder)

        def fill(target: Path) -> None:
            (target / TEXTS).mkdir()
            with (target / DATASET).open("w", encoding="utf-8") as file:
                file.writelines(_statements(sample, folder, size))

        publish(out, fill)
    return current(out)


def _sample(folder: Path) -> list[str]:
    """The statements of the documents, with those of the ontology."""
    out = folder / "sample"
    if not out.exists():
        build_readings(starmap(Read, tellings(DOCUMENTS)), out)
    return _lines(current(out))


def _statements(sample: list[str], folder: Path, size: int) -> Iterator[str]:
    known = _known(folder)
    copied = [line for line in sample if any(each not in known for each in _OURS.findall(line))]
    yield from sample
    left = size - len(sample)
    number = 0
    while left > 0:
        number += 1
        suffix = f"-{number}>"
        for line in copied[:left]:
            parts = _OURS.split(line)  # every second one is an IRI of ours
            parts[1::2] = [f"<{iri}{'>' if iri in known else suffix}" for iri in parts[1::2]]
            yield "".join(parts)
        left -= len(copied)


def _known(folder: Path) -> frozenset[str]:
    """What is there without any document."""
    out = folder / "empty"
    if not out.exists():
        build([], out)
    return frozenset(iri for line in _lines(current(out)) for iri in _OURS.findall(line))


def _lines(generation: Generation) -> list[str]:
    with (generation.folder / DATASET).open(encoding="utf-8") as file:
        return list(file)
