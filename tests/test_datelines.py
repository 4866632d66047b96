"""Datelines: the town from where a report comes does nothing, and stands for no state."""

import pytest

from mithaq.ingest.documents import given
from mithaq.ingest.extract import extract


@pytest.mark.parametrize("dash", ["-", "–"])
def test_who_sends_troops_is_not_the_town_of_the_report(dash: str) -> None:
    text = f"أكرا {dash} أقر الاتحاد الأفريقي نشر ألف جندي في بوروندي."
    senders = [
        fact.role("deployer")[0].iri.rpartition("/")[2]
        for fact in extract(given("report", text))
        if fact.type == "Deployment"
    ]
    assert senders == ["AU"]
