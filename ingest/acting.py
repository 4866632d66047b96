"""Who only acts for the holder of an office: «القائم بأعمال وزير الدفاع», «وزير الدفاع بالوكالة»."""

from collections.abc import Iterable
from dataclasses import replace

from mithaq.ingest.facts import Participant
from mithaq.ingest.lexicon import words
from mithaq.ingest.mentions import Mention, widened
from mithaq.ingest.namelines import Line
from mithaq.ingest.names import participant
from mithaq.ingest.tokens import Reading, readings
from mithaq.iris import THING

_ACTING = "acting"
_OWN_KINDS = {"president": "acting-president", "secretary-general": "acting-secretary-general"}
"""Kinds of which the reference has an acting one."""


def opening_at(line: Line, position: int) -> Reading | None:
    """How «القائم» is cut where «بأعمال» follows it."""
    if line.form(position + 1) not in words("offices", "acting_for"):
        return None
    found = (r for r in readings(line.form(position)) if r.rest in words("offices", "acting"))
    return next(found, None)


def widened_over(line: Line, head: Mention) -> tuple[int, Mention]:
    """Where the office at `head` begins with those words, and the head governed as they are."""
    first = head.first - 2
    reading = opening_at(line, first) if first >= 0 else None
    if reading is None:
        return head.first, head
    return first, replace(widened(head, line.tokens, first, reading), first=head.first)


def acts(line: Line, first: int, head: Mention, last: int) -> bool:
    """Whether words before the head or after it say that its holder only acts."""
    after = words("offices", "acting_after")
    return first < head.first or any(line.form(n) in after for n in range(head.last, last))


def acting_kind(kind: str) -> str:
    """The kind of who acts for a holder of `kind`, where it has a name of its own."""
    return _OWN_KINDS.get(kind, kind)


def acted_for(iri: str) -> str:
    """The office that somebody acts in, by the IRI of his own; any other is itself."""
    return iri.removesuffix(f"/{_ACTING}")


def acting_office(office: Participant, kind: str, called: Iterable[str]) -> Participant:
    """The office as one that somebody only acts in, as the text calls it."""
    arabic = [("ar", name) for name in called]
    if kind in _OWN_KINDS.values():
        labels = (*office.labels, *arabic)
        return replace(office, labels=tuple(dict.fromkeys(labels)))
    english = [("en", f"{_ACTING} {name}") for language, name in office.labels if language == "en"]
    bare = participant(f"{THING}office/{kind}").iri == office.iri
    iri = f"{office.iri}/of/{_ACTING}" if bare else f"{office.iri}/{_ACTING}"
    return Participant(iri, "Office", tuple(dict.fromkeys((*arabic, *english))))
