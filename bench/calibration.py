"""The points of `ingest/calibration.yaml`: which share of facts is right at each confidence.

    python bench/calibration.py GOLD FOLDER [GOLD FOLDER ...]

Facts of the texts in each FOLDER are compared with the facts of GOLD that people have found; the
shares are made to rise with confidence by pooling adjacent violators (Ayer et al. 1955).
"""

import sys
from itertools import pairwise
from pathlib import Path

from mithaq.ingest.documents import read_documents
from mithaq.ingest.extract import reckon
from mithaq.ingest.scoring import read_gold, verdicts
from mithaq.ontology.facttypes import fact_types

LEAST = 40
"""How many facts a point rests on."""
Pool = tuple[float, int, int]
"""The sum of the confidences of some facts, their number, and how many of them are right."""


def told(gold: Path, folder: Path) -> list[tuple[float, bool]]:
    """The confidence of each fact in the texts that `gold` has facts of, and whether it is right."""
    wanted = read_gold(gold)
    named = {one.document for one in wanted}
    documents = [document for document in read_documents([folder]) if document.id in named]
    facts = [fact for document in documents for fact in reckon(document)]
    right = verdicts(wanted, facts, fact_types())
    return [(fact.confidence, hit) for fact, hit in zip(facts, right, strict=True)]


def pools(told: list[tuple[float, bool]]) -> list[Pool]:
    """Facts of like confidence together, the shares rising."""
    ordered = sorted(told)
    found: list[Pool] = []
    for start in range(0, len(ordered), LEAST):
        part = ordered[start : start + LEAST]
        found.append((sum(c for c, _ in part), len(part), sum(hit for _, hit in part)))
        while len(found) > 1 and found[-1][2] / found[-1][1] <= found[-2][2] / found[-2][1]:
            later, former = found.pop(), found.pop()
            found.append((later[0] + former[0], later[1] + former[1], later[2] + former[2]))
    return found


def main() -> None:
    """Print the points as YAML, with the number of facts behind each."""
    paths = list(map(Path, sys.argv[1:]))
    if not paths or len(paths) % 2:
        sys.exit(__doc__)
    facts = [one for gold, folder in list(pairwise(paths))[::2] for one in told(gold, folder)]
    for confidence, count, right in pools(facts):
        print(f"- [{confidence / count:.2f}, {right / count:.2f}]  # {count} facts")


if __name__ == "__main__":
    main()
