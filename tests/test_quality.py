"""How well texts are read that were written, with their facts, before the extractor saw them."""

from collections.abc import Collection
from functools import cache
from pathlib import Path

import pytest

from mithaq.ingest.checks import misfit
from mithaq.ingest.documents import Document, read_documents
from mithaq.ingest.extract import extract
from mithaq.ingest.facts import Fact
from mithaq.ingest.scoring import read_gold, score
from mithaq.ontology.facttypes import fact_types

FOLDER = Path(__file__).parent / "documents"
SHARED = FOLDER.parent.parent.parent / "shared" / "facts"
SUBJECT_OF_ANOTHER_KIND = tuple(f"b{n}" for n in range(21, 29))
"""Football, markets, weather, a recipe, grammar, school, a novel, a telephone."""


@cache
def documents() -> dict[str, Document]:
    return {document.id: document for document in read_documents([FOLDER])}


@cache
def facts(document: str) -> tuple[Fact, ...]:
    return extract(documents()[document])


def test_the_documents_have_gold_facts() -> None:
    gold = {g.document for batch in "abcde" for g in read_gold(FOLDER / f"gold-{batch}.jsonl")}
    assert gold == set(documents()) - set(SUBJECT_OF_ANOTHER_KIND)
    assert len(documents()) == 134


def reached(batch: str, names: Collection[str]) -> tuple[float, float, float]:
    """Precision, recall and F1 of these documents of a batch."""
    gold = [g for g in read_gold(FOLDER / f"gold-{batch}.jsonl") if g.document in names]
    counts = score(gold, [f for name in names for f in facts(name)], fact_types())["all"]
    return counts.rates(counts.lenient)


@pytest.mark.parametrize(
    ("batch", "precision", "f1"),
    [("a", 0.85, 0.72), ("b", 0.85, 0.72), ("c", 0.80, 0.60), ("d", 0.80, 0.62), ("e", 0.85, 0.70)],
)
def test_reading_does_not_get_worse(batch: str, precision: float, f1: float) -> None:
    """The floors lie a little under what was measured; raise them with the frames."""
    rates = reached(batch, [name for name in documents() if name.startswith(batch)])
    assert rates[0] >= precision
    assert rates[2] >= f1


@pytest.mark.parametrize("batch", ["c", "d", "e"])
def test_texts_that_nobody_learned_from_are_read_at_least_so_well(batch: str) -> None:
    """The texts e, and of c and d those with an even number: frames learn from the others alone."""
    unread = [
        name
        for name in documents()
        if name.startswith(batch) and (batch == "e" or int(name[1:]) % 2 == 0)
    ]
    precision, _, f1 = reached(batch, unread)
    assert precision >= 0.75
    assert f1 >= 0.55


@pytest.mark.parametrize("name", SUBJECT_OF_ANOTHER_KIND)
def test_a_text_of_another_subject_states_no_fact(name: str) -> None:
    assert facts(name) == ()


@pytest.mark.parametrize("name", sorted(documents()))
def test_every_quote_stands_in_its_document(name: str) -> None:
    text = documents()[name].text
    assert all(text[f.start : f.end] == f.quote for f in facts(name))


@pytest.mark.parametrize("name", sorted(documents()))
def test_no_fact_is_left_out_for_not_fitting_the_ontology(name: str) -> None:
    types = fact_types()
    assert [r for f in facts(name) if (r := misfit(f, documents()[name], types))] == []


@pytest.mark.skipif(not SHARED.exists(), reason="the research folder does not stand beside")
@pytest.mark.parametrize(
    ("gold", "texts", "precision", "f1"),
    [
        ("seeds/gold.jsonl", FOLDER.parent.parent / "seeds", 0.97, 0.95),
        ("dev/gold.jsonl", SHARED / "dev" / "texts", 0.85, 0.75),
        ("news/open/gold.jsonl", SHARED / "news" / "open" / "texts", 0.86, 0.74),
    ],
    ids=["seeds", "dev", "news/open"],
)
def test_reading_of_lent_texts_does_not_get_worse(
    gold: str, texts: Path, precision: float, f1: float
) -> None:
    found = [fact for document in read_documents([texts]) for fact in extract(document)]
    counts = score(read_gold(SHARED / gold), found, fact_types())["all"]
    rates = counts.rates(counts.lenient)
    assert rates[0] >= precision
    assert rates[2] >= f1
