"""The traps of the seeds: what a hasty reader takes for a fact, and no fact may say."""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import as_file, files

import pytest

from mithaq.ingest.documents import read_documents
from mithaq.ingest.extract import extract
from mithaq.ingest.facts import Fact

SURE = ("actual", "announced")

TRAPS: Sequence[tuple[str, str, Mapping[str, str], Sequence[str]]] = (
    ("000", "OfficeHolding", {"office": "president"}, SURE),
    ("000", "Appointment", {}, ("actual",)),
    ("000", "ChairHandover", {"to": "ARM"}, ("actual",)),
    ("000", "Membership", {"member": "AZE", "alliance": "CSTO"}, ("actual",)),
    ("000", "Contribution", {"recipient": "AZE"}, ("actual",)),
    ("000", "Invocation", {}, ("actual",)),
    ("000", "Deployment", {}, ("actual",)),
    ("000", "AssistanceRequest", {}, ("actual",)),
    ("000", "Withdrawal", {"member": "ARM"}, SURE),
    ("001", "Withdrawal", {"member": "ARM"}, SURE),
    ("001", "Deployment", {"place": "nagorno-karabakh"}, ("actual",)),
    ("001", "TreatySigning", {"signatory": "ARM"}, ("actual",)),
    ("001", "TreatySigning", {"signatory": "AZE"}, ("actual",)),
    ("002", "Withdrawal", {"member": "ARM"}, SURE),
    ("002", "Invocation", {"invoker": "KAZ"}, SURE),
    ("002", "Membership", {"member": "AZE"}, ("actual",)),
    ("002", "Membership", {"member": "UZB", "alliance": "CSTO"}, ("actual",)),
    ("002", "OfficeHolding", {"holder": "نور-الدين"}, SURE),
    ("002", "Meeting", {"participants": "IRN"}, SURE),
    ("002", "AssistanceRequest", {"requester": "IRN"}, SURE),
    ("003", "Withdrawal", {"member": "RUS"}, SURE),
    ("003", "Withdrawal", {"member": "KAZ"}, SURE),
    ("003", "Suspension", {}, SURE),
    ("003", "Mission", {"sender": "CSTO"}, ("actual",)),
    ("003", "Comparison", {}, SURE),
    ("004", "AssistanceRequest", {"requester": "RUS", "addressee": "CSTO"}, ("actual",)),
    ("004", "Invocation", {}, SURE),
    ("004", "Membership", {"member": "RUS"}, ("actual",)),
    ("004", "RefusedAssistance", {"refuser": "BLR"}, SURE),
    ("004", "Accusation", {"accused": "UKR"}, SURE),
    ("004", "Deployment", {"place": "eastern-ukraine"}, ("actual",)),
    ("004", "OfficeHolding", {"holder": "زوكرمان"}, SURE),
)


@cache
def facts_of(prefix: str) -> tuple[Fact, ...]:
    with as_file(files("mithaq.seeds")) as folder:
        return tuple(
            fact
            for document in read_documents([folder])
            if document.id.startswith(prefix)
            for fact in extract(document)
        )


@pytest.mark.parametrize(("document", "kind", "roles", "statuses"), TRAPS)
def test_a_trap_is_no_fact(
    document: str, kind: str, roles: Mapping[str, str], statuses: Sequence[str]
) -> None:
    caught = [
        fact
        for fact in facts_of(document)
        if fact.type == kind
        and fact.status in statuses
        and all(_names(fact, role, name) for role, name in roles.items())
    ]
    assert caught == []


def _names(fact: Fact, role: str, name: str) -> bool:
    return any(name in p.iri.split("/id/")[1].split("/") for p in fact.role(role))


def test_the_traps_documents_do_say_facts_of_these_types() -> None:
    """A trap that nothing could fall into would prove nothing."""
    said = {
        (fact.document[:3], fact.type) for prefix in "01234" for fact in facts_of(f"00{prefix}")
    }
    assert {("002", "Withdrawal"), ("002", "Invocation"), ("003", "Deployment")} <= said
    assert {("001", "Withdrawal"), ("004", "Membership"), ("000", "OfficeHolding")} <= said
