"""The weights of `ingest/weights.yaml`: what speaks for a fact, and what against it.

    python bench/weights.py tell GOLD FOLDER [GOLD FOLDER ...] > told.jsonl
    python bench/weights.py fit told.jsonl [told.jsonl ...] > ingest/weights.yaml
    python bench/weights.py refit former.yaml told.jsonl [told.jsonl ...] > ingest/weights.yaml
    python bench/weights.py curve new.jsonl [told.jsonl ...] > ingest/calibration.yaml
    python bench/weights.py recurve former.yaml told.jsonl [told.jsonl ...] > ingest/calibration.yaml

`tell` reads the texts of each FOLDER that GOLD has facts of, and prints for every fact its grounds and
whether people found it too. Told before a frame is mended by a text, and kept, a fact shows the mistakes
that new texts bring: `fit` takes facts told at several times, each once. It fits a logistic regression
with squared weights held down, by coordinate descent (Genkin, Lewis, Madigan 2007). `refit` holds weights
near to former ones, whose texts need not be at hand, by what new texts tell. `curve` prints which
share of the facts of new texts is right at each probability, reckoned by weights that were fitted
without their documents; the shares are made to rise by pooling adjacent violators (Ayer et al. 1955).
"""

import json
import sys
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from math import exp
from pathlib import Path

import yaml

from mithaq.ingest.documents import read_documents
from mithaq.ingest.extract import reckon
from mithaq.ingest.facts import Grounds
from mithaq.ingest.reading import read
from mithaq.ingest.scoring import read_gold, verdicts
from mithaq.ingest.weighing import ALWAYS, ANY, Weights, reckoned, with_grounds
from mithaq.ontology.facttypes import fact_types

HELD_DOWN = 4.0
"""How much a squared weight costs; found by what documents tell that were not fitted to."""
HELD_NEAR = 24.0
"""How much a squared distance from a former weight costs; found in the same way."""
LEAST = 8
"""In how many documents a ground must stand to have a weight."""
ROUNDS = 60
FOLDS = 5
POOLED = 25
"""How many facts a point of the curve rests on."""
_NEAR = 40
"""Within how many code points a fact that is told at another time begins, and is the same."""
_SEEDS = Path(__file__).parent.parent / "seeds"
_NOISE = 0.01
"""What weighs less is left out."""
Pool = tuple[float, int, int]
"""The sum of the probabilities of some facts, their number, and how many of them are right."""


@dataclass(frozen=True, slots=True)
class Told:
    """A fact as it is told: where, on what grounds, and whether people found it too."""

    document: str
    type: str
    fact: str
    grounds: Grounds
    right: bool


def tell(gold: Path, folder: Path) -> Iterator[Told]:
    """Each fact read from the texts that `gold` has facts of."""
    wanted = read_gold(gold)
    named = {one.document for one in wanted}
    readings = [read(one) for one in read_documents([folder]) if one.id in named]
    found = [one for reading in readings for one in with_grounds(reckon(reading), reading)]
    right = verdicts(wanted, [fact for fact, _ in found], fact_types())
    for (fact, grounds), hit in zip(found, right, strict=True):
        iris = "|".join("+".join(p.iri for p in named) for _, named in fact.roles)
        yield Told(fact.document, fact.type, f"{iris}|{fact.start // _NEAR}", grounds, hit)


def fitted(told: Sequence[Told], former: Weights | None = None) -> Weights:
    """The weights by fact type, and of `any`, of each ground that stands in enough documents.

    They are held down to nought; or to `former` ones, and what has one of these keeps one.
    """
    where: dict[tuple[str, str], set[str]] = defaultdict(set)
    columns: dict[tuple[str, str], list[tuple[int, float]]] = defaultdict(list)
    for row, one in enumerate(told):
        for name, much in ((ALWAYS, 1.0), *one.grounds):
            for kind in (ANY, one.type):
                where[kind, name].add(one.document)
                columns[kind, name].append((row, much))
    chosen = sorted(key for key, documents in where.items() if len(documents) >= LEAST)
    signs = [1.0 if one.right else -1.0 for one in told]
    before = {
        (kind, name): weight
        for kind, named in (former or {}).items()
        for name, weight in named.items()
    }
    weights = dict.fromkeys(chosen, 0.0) | before
    margins = [
        sum(
            weights.get((kind, name), 0.0) * much
            for kind in (ANY, one.type)
            for name, much in ((ALWAYS, 1.0), *one.grounds)
        )
        for one in told
    ]
    for _ in range(ROUNDS):
        for key in chosen:
            cost = HELD_NEAR if former else HELD_DOWN * (key != (ANY, ALWAYS))
            slope, bend = cost * (before.get(key, 0.0) - weights[key]), cost
            for row, much in columns[key]:
                wrong = 1 / (1 + exp(signs[row] * margins[row]))
                slope += wrong * signs[row] * much
                bend += wrong * (1 - wrong) * much * much
            step = slope / bend if bend else 0.0
            weights[key] += step
            for row, much in columns[key]:
                margins[row] += step * much
    found: dict[str, dict[str, float]] = {}
    for (kind, name), weight in weights.items():
        if abs(weight) >= _NOISE:
            found.setdefault(kind, {})[name] = round(weight, 3)
    return found


def printed(weights: Weights, told: Sequence[Told], what: str) -> str:
    """The weights as YAML, with a line that says on what they rest."""
    false = sum(not one.right for one in told)
    rest = f"{len(told)} facts of {len({t.document for t in told})} texts, {false} of them false"
    head = f"# What each ground weighs; `python bench/weights.py {what}` finds it.\n# {rest}\n"
    return head + yaml.safe_dump(weights, allow_unicode=True)


def coming_along() -> set[str]:
    """The documents that every graph begins with."""
    return {document.id for document in read_documents([_SEEDS])}


def held_out(told: Sequence[Told], former: Weights | None = None) -> Iterator[tuple[Told, float]]:
    """Each fact with what it is reckoned by weights that were fitted without its document."""
    documents = sorted({one.document for one in told})
    fold = {name: number % FOLDS for number, name in enumerate(documents)}
    for number in range(FOLDS):
        weights = fitted([one for one in told if fold[one.document] != number], former)
        for one in told:
            if fold[one.document] == number:
                yield one, reckoned(one.type, one.grounds, weights)


def pools(found: Iterable[tuple[float, bool]]) -> list[Pool]:
    """Facts of like probability together, the shares rising."""
    ordered = sorted(found)
    told: list[Pool] = []
    for start in range(0, len(ordered), POOLED):
        part = ordered[start : start + POOLED]
        told.append((sum(sure for sure, _ in part), len(part), sum(hit for _, hit in part)))
        while len(told) > 1 and _share(told[-1]) <= _share(told[-2]):
            later, former = told.pop(), told.pop()
            told.append((later[0] + former[0], later[1] + former[1], later[2] + former[2]))
    return told


def _share(pool: Pool) -> float:
    """Which share is right, as it is printed."""
    _, count, right = pool
    return round(right / count, 2)


def kept(paths: Iterable[Path]) -> list[Told]:
    """The facts of files that `tell` printed, each once."""
    found: dict[tuple[str, str, str], Told] = {}
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            one = json.loads(line)
            grounds = tuple((name, much) for name, much in one["grounds"])
            told = Told(one["document"], one["type"], one["fact"], grounds, one["right"])
            found.setdefault((told.document, told.type, told.fact), told)
    return list(found.values())


def read_weights(path: str) -> Weights:
    """The weights of a file."""
    weights: Weights = yaml.safe_load(Path(path).read_text(encoding="utf-8"))
    return weights


def print_curve(
    told: Sequence[Told], asked: Collection[str], former: Weights | None = None
) -> None:
    """Print which share of the facts of the documents `asked` is right at each probability."""
    print(
        "# A probability by `weights.yaml`, and the share of such facts that is right in new texts;"
    )
    print("# `python bench/weights.py curve`, or `recurve`, finds the points.")
    found = [(sure, one.right) for one, sure in held_out(told, former) if one.document in asked]
    for sure, count, right in pools(found):
        print(f"- [{sure / count:.3f}, {_share((sure, count, right)):.2f}]  # {count} facts")


def main() -> None:
    """Tell, fit, or print the curve."""
    match sys.argv[1:]:
        case ["tell", *names] if names and len(names) % 2 == 0:
            for gold, folder in zip(names[::2], names[1::2], strict=True):
                for one in tell(Path(gold), Path(folder)):
                    print(json.dumps(asdict(one), ensure_ascii=False))
        case ["fit", *names] if names:
            told = kept(map(Path, names))
            print(printed(fitted(told), told, "fit"), end="")
        case ["refit", former, *names] if names:
            told = kept(map(Path, names))
            print(printed(fitted(told, read_weights(former)), told, "refit"), end="")
        case ["curve", new, *names]:
            told = kept(map(Path, (new, *names)))
            asked = {one.document for one in kept([Path(new)])}
            print_curve(told, asked)
        case ["recurve", former, *names] if names:
            told = kept(map(Path, names))
            print_curve(told, {one.document for one in told} - coming_along(), read_weights(former))
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main()
