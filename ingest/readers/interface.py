"""What every reader does, and the reader that needs no model: the frames."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from mithaq.ingest.documents import Document
from mithaq.ingest.extract import extract
from mithaq.ingest.facts import Fact


@dataclass(frozen=True, slots=True)
class ModelUse:
    """Which model read a document, by which instructions, and when.

    `instructions` is the SHA-256 of all that the model was told but the text; `asked` the instant
    of its last answer (RFC 3339), as the kept reading has it; `accepted` whether its facts need no
    reviewer.
    """

    model: str
    instructions: str
    asked: str
    accepted: bool = False


@dataclass(frozen=True, slots=True)
class Read:
    """A document and its facts.

    `dropped` says, in a sentence each, what a model told that does not stand in the text or the
    ontology; `model` which one it was.
    """

    document: Document
    facts: tuple[Fact, ...]
    dropped: tuple[str, ...] = ()
    model: ModelUse | None = None


class Reader(Protocol):
    """Whoever reads documents; the same documents give the same facts."""

    def read(self, documents: Iterable[Document]) -> Iterator[Read]:
        """`documents` read, in their order."""
        ...


class FrameReader:
    """The reader that is there without a model: the frames of `ingest/frames/`."""

    def read(self, documents: Iterable[Document]) -> Iterator[Read]:
        """`documents` read, in their order, one at a time."""
        for document in documents:
            yield Read(document, extract(document))
