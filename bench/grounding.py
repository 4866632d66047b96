"""What grounding costs: a model that tells exactly the gold facts, and what of them is left.

    python bench/grounding.py GOLD FOLDER [GOLD FOLDER ...]

The gold facts of each GOLD, with the first name of the text that each participant has, are given to
`ground_facts` as the answer of a model about the texts in FOLDER. What is printed is the best that
any model can reach through the reader; what is dropped is counted by the reason.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mithaq.ingest.documents import Document, read_documents
from mithaq.ingest.readers.answers import Named, Told
from mithaq.ingest.readers.grounding import ground_facts
from mithaq.ingest.readers.windows import Window
from mithaq.ingest.scoring import read_gold, score
from mithaq.ontology.facttypes import fact_types

if TYPE_CHECKING:
    from mithaq.ingest.facts import Fact

_QUOTED = re.compile(r"'[^']*'|\d+|[0-9-]{4,}")


def named(accepted: str, text: str) -> Named:
    """A participant by the longest of its accepted names that stands in the text, else the first."""
    names = accepted.split("|")
    there = [name for name in names if name in text]
    english = next((name for name in names if name.isascii()), None)
    return Named(max(there, key=len, default=names[0]), english, None)


def told_by(fact: dict[str, Any], text: str) -> Told:
    """A gold fact as a model would tell it."""
    source = fact["source"]
    value = fact.get("value")
    return Told(
        fact["type"],
        tuple((role, named(one, text)) for role, found in fact["roles"].items() for one in found),
        fact["status"],
        None if source is None else named(source if isinstance(source, str) else source[0], text),
        fact["time"],
        float(value) if isinstance(value, int | float) else None,
        fact["quote"],
    )


def readings(gold: Path, folder: Path) -> Iterator[tuple[Document, list[Told]]]:
    """Each text with the gold facts that a reader must find in it."""
    facts = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    for document in read_documents([folder]):
        mine = [f for f in facts if f["document"] == document.id and not f.get("optional")]
        yield document, [told_by(fact, document.text) for fact in mine]


def measure(gold: Path, folder: Path) -> None:
    """Print precision, recall and F1 after grounding, and the commonest reasons for dropping."""
    found: list[Fact] = []
    reasons: Counter[str] = Counter()
    for document, told in readings(gold, folder):
        whole = Window(0, len(document.text))
        grounded = ground_facts(document, [(whole, one) for one in told], "gold", {"default": 0.85})
        found += grounded.facts
        reasons.update(_QUOTED.sub("…", why.partition(": ")[2]) for why in grounded.dropped)
    total = score(read_gold(gold), found, fact_types())["all"]
    for name, hits in (("lenient", total.lenient), ("strict", total.strict)):
        figures = " / ".join(f"{rate:.3f}" for rate in total.rates(hits))
        print(f"{gold}: {name} precision / recall / F1 {figures}")
    for why, count in reasons.most_common(8):
        print(f"{count:6} {why}")


def main() -> None:
    """Measure each pair of gold facts and texts."""
    paths = list(map(Path, sys.argv[1:]))
    if not paths or len(paths) % 2:
        sys.exit(__doc__)
    for gold, folder in list(pairwise(paths))[::2]:
        measure(gold, folder)


if __name__ == "__main__":
    main()
