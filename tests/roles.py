"""Whom the facts of a text name, in one role or as holders of offices, for tests of what puts them there."""

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


def held_offices(text: str) -> set[tuple[str, str]]:
    """Holder and office of each holding: the last parts of their IRIs."""
    return {
        (
            fact.role("holder")[0].iri.partition("/person/")[2],
            fact.role("office")[0].iri.partition("/office/")[2],
        )
        for fact in extract(given("offices", text, date="2024-03-01"))
        if fact.type == "OfficeHolding"
    }
