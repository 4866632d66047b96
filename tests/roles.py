"""Whom the facts of a text name in one role, for tests of what puts them there."""

from mithaq.ingest.documents import given
from mithaq.ingest.extract import extract
from mithaq.iris import local_name


def named(text: str, kind: str, role: str) -> list[str]:
    """The local names of those in `role` of the facts of type `kind`, in the order of the facts."""
    return [
        local_name(participant.iri)
        for fact in extract(given("x", text, date="2024-03-10"))
        if fact.type == kind
        for participant in fact.role(role)
    ]
