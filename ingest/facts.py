"""Facts: what a document says happened, holds, is planned, or did not happen."""

import json
from dataclasses import dataclass, field
from typing import Any, Literal

Status = Literal["actual", "announced", "conditional", "possible", "negated"]
Basis = Literal["explicit", "year-from-document", "relative-to-document", "relative-to-text"]
Held = Literal["model", "one-reader", "disagreement"]
Grounds = tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Saying:
    """A status, and whether words show it: a bare noun, «قمة الحلف», tells nothing by itself."""

    status: Status
    firm: bool = True


@dataclass(frozen=True, slots=True)
class Participant:
    """Who or what takes part: a thing with an IRI, its class, and (language, label) pairs.

    The first label of a language is the preferred one.
    """

    iri: str
    kind: str
    labels: tuple[tuple[str, str], ...]

    def __hash__(self) -> int:
        # asked 30 times a sentence: the IRI alone tells things apart, and its hash is kept
        return hash(self.iri)

    def label(self, language: str) -> str | None:
        """The preferred label in `language`."""
        return next((label for tag, label in self.labels if tag == language), None)


@dataclass(frozen=True, slots=True)
class Time:
    """When: EDTF level 0 or 1 (ISO 8601-2), the text as printed, and what the date rests on."""

    edtf: str
    text: str
    basis: Basis


@dataclass(frozen=True, slots=True)
class Headline:
    """How a document's headline puts what its body tells too: status, exact words, offsets."""

    status: Status
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class StatedKind:
    """Of what kind a document says that something was: «هذا الاجتماع الطارئ», with offsets.

    `wording` are the words that say so; `inferred` where they do not name the kind, but tell what only
    such a one has; `source` is who says so, where the document does not say it in its own voice.
    """

    kind: Participant
    quote: str
    start: int
    end: int
    wording: str
    inferred: bool = False
    source: Participant | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing a document says, with the exact text that says it.

    `start` and `end` are offsets of `quote` in the document's text, in code points, `end` exclusive.
    `roles` come in the order of the fact type; `frame` names the frame that fired and its version.
    `wording` is what the text calls it, the words that called the frame: «حرب», «اضطرابات»; `delay`
    how soon it answered, as printed; `kinds` are those that exclude others, wherever the text says so.
    `held` is why it waits for a reviewer, however sure the reading was; `None` where it need not.
    `grounds` are what a frame goes by, each with how much of it: `ingest/weighing.py` weighs them.
    """

    document: str
    type: str
    roles: tuple[tuple[str, tuple[Participant, ...]], ...]
    status: Status
    source: Participant | None
    time: Time | None
    value: float | None
    quote: str
    start: int
    end: int
    confidence: float
    frame: str
    wording: str | None = None
    delay: str | None = None
    headline: Headline | None = None
    kinds: tuple[StatedKind, ...] = ()
    held: Held | None = None
    grounds: Grounds = field(default=(), compare=False, repr=False)

    def role(self, name: str) -> tuple[Participant, ...]:
        """The participants in the role `name`; empty where the document names none."""
        for role, participants in self.roles:  # asked 40 times a sentence
            if role == name:
                return participants
        return ()


def participant_json(participant: Participant) -> dict[str, Any]:
    """`participant` as the fact format has it: `{"iri": …, "labels": {"en": […], "ar": […]}}`."""
    labels: dict[str, list[str]] = {}
    for language, label in participant.labels:
        labels.setdefault(language, []).append(label)
    return {"iri": participant.iri, "labels": labels}


def fact_json(fact: Fact) -> dict[str, Any]:
    """`fact` as one object of the fact format; `value` only where there is one."""
    value = {} if fact.value is None else {"value": _plain(fact.value)}
    return {
        "document": fact.document,
        "type": fact.type,
        "roles": {role: [participant_json(p) for p in found] for role, found in fact.roles},
        "status": fact.status,
        "source": None if fact.source is None else participant_json(fact.source),
        "time": None if fact.time is None else fact.time.edtf,
        **value,
        "quote": fact.quote,
        "start": fact.start,
        "end": fact.end,
        "confidence": fact.confidence,
        "frame": fact.frame,
    }


def fact_line(fact: Fact) -> str:
    """`fact` as one line of JSON, letters as they are."""
    return json.dumps(fact_json(fact), ensure_ascii=False)


def _plain(number: float) -> float | int:
    return int(number) if number == int(number) else number
