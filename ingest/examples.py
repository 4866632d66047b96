"""Trying a frame on its own examples: what it should read in them, and what it reads."""

from collections.abc import Iterator, Mapping
from typing import Any

from mithaq.ingest.documents import given
from mithaq.ingest.extract import extract
from mithaq.ingest.facts import Fact
from mithaq.ingest.patterns import Frame
from mithaq.ingest.triggers import TriggerIndex

_DATE = "2022-09-22"


def failures(frame: Frame, index: TriggerIndex | None = None) -> Iterator[str]:
    """A sentence for every example of `frame` that does not give the facts it names."""
    for example in frame.examples:
        document = given(f"example-{frame.id}", example.text, date=example.date or _DATE)
        found = tuple(f for f in extract(document, index) if f.type == frame.fact)
        missing = [wanted for wanted in example.facts if not any(_is(f, wanted) for f in found)]
        if missing or len(found) != len(example.facts):
            read = "; ".join(_told(fact) for fact in found) or "nothing"
            where = frame.at(" ".join(example.text.split()[:4]))
            yield f"{where}: «{example.text}» should give {list(example.facts)}, gives {read}"


def _is(fact: Fact, wanted: Mapping[str, Any]) -> bool:
    return all(_has(fact, key, value) for key, value in wanted.items())


def _has(fact: Fact, key: str, value: Any) -> bool:
    if key == "status":
        return fact.status == str(value)
    if key == "time":
        return fact.time is not None and fact.time.edtf == str(value)
    if key == "value":
        return fact.value == float(value)
    named = {name for p in fact.role(key) for name in (p.kind, p.iri.rpartition("/")[2])}
    return set(value if isinstance(value, list) else [value]) <= named


def _told(fact: Fact) -> str:
    roles = ", ".join(
        f"{r}: {'+'.join(p.iri.rpartition('/')[2] for p in f)}" for r, f in fact.roles
    )
    return f"({roles}) {fact.status}"
