"""Leaders: whose a bare office is by who holds it, and whom one word names."""

import pytest

from mithaq.ingest.documents import given
from mithaq.ingest.extract import extract
from mithaq.ingest.facts import Fact
from mithaq.ingest.leaders import state_of_leader
from mithaq.ingest.lexicon import word_lists
from mithaq.ingest.people import key
from mithaq.iris import THING
from mithaq.ontology.reference import reference
from mithaq.text import fold


def facts(text: str, kind: str) -> list[Fact]:
    return [f for f in extract(given("leaders", text, date="2018-08-07")) if f.type == kind]


def test_each_leads_a_state_that_the_reference_has_and_one_alone() -> None:
    listed = word_lists("leaders")["states"]
    assert [code for code in listed if f"{THING}state/{code}" not in reference().things] == []
    names = [key(fold(name).split()) for named in listed.values() for name in named]
    assert len(names) == len(set(names))


def test_an_unknown_name_leads_nothing() -> None:
    assert state_of_leader(("فلان", "الفلاني")) is None


@pytest.mark.parametrize(
    "sentence",
    [
        "وأعادت الولايات المتحدة فرض الرسوم بعد إعلان الرئيس دونالد ترامب انسحاب بلاده من الاتفاق النووي.",
        "وأكد وزير الخارجية جون كيري انسحاب بلاده من الاتفاق النووي.",
        "وأعلن الرئيس ترامب انسحاب بلاده من الاتفاق النووي.",
    ],
)
def test_a_bare_office_is_of_the_state_that_its_holder_leads(sentence: str) -> None:
    text = f"هددت إيران بالرد. {sentence} وقالت إيران إنها لا تخشى أحدا."
    (left,) = facts(text, "Withdrawal")
    assert [p.label("en") for p in left.role("member")] == ["United States"]


def test_an_office_said_to_be_anothers_stays_so() -> None:
    text = "وقال رئيس المفوضية الأوروبية دونالد ترامب إن القمة ناجحة."
    (held,) = facts(text, "OfficeHolding")
    assert [p.label("en") for p in held.role("organization")] == ["European Commission"]


def test_one_word_names_a_leader_whom_nobody_introduced() -> None:
    (accused,) = facts("واتهم بوتين الولايات المتحدة بتأجيج النزاع.", "Accusation")
    (accuser,) = accused.role("accuser")
    assert accuser.iri.endswith("/person/فلاديمير-بوتين")
    assert accuser.label("ar") == "فلاديمير بوتين"


def test_one_word_names_another_whom_the_text_introduces() -> None:
    text = "قالت المستشارة إيفانكا ترامب إنها ستزور لندن. واتهم ترامب إيران بالكذب."
    assert all(
        p.label("ar") == "إيفانكا ترامب"
        for f in facts(text, "Accusation")
        for p in f.role("accuser")
    )


def test_who_leads_a_state_acts_for_it_by_one_word() -> None:
    (left,) = facts("وأسفت برلين لانسحاب ترامب من اتفاق باريس للمناخ.", "Withdrawal")
    assert [p.label("en") for p in left.role("member")] == ["United States"]
