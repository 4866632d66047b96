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


@pytest.mark.parametrize(
    "opening",
    [
        "أكرا (وكالات) -",
        "أكرا، 5 مايو/أيار (وكالات) –",
        "أكرا 5 مايو -",
        "أكرا/نيروبي (وكالات) -",
        "أكرا ـ",
        "أكرا/",
        "أكرا، غانا (وكالات)--",
    ],
)
def test_no_state_acts_from_a_dateline(opening: str) -> None:
    facts = extract(given("report", f"{opening} استهدفت غارة مدينة حلب."))
    assert not [p for fact in facts for p in fact.role("parties")]


def test_a_town_by_its_verb_is_its_state_still() -> None:
    facts = extract(given("report", "أكرا (وكالات) - قصفت نيروبي مدينة حلب."))
    told = {p.iri.rpartition("/")[2] for fact in facts for p in fact.role("parties")}
    assert told == {"KEN"}
