"""Extraction, on sentences nobody tuned it for."""

from pathlib import Path

import pytest

from mithaq.ingest.documents import Document, given, read_documents
from mithaq.ingest.extract import extract
from mithaq.ingest.facts import Fact

ALLIANCE = (
    "أعلنت السويد في 7 مارس 2024 انضمامها إلى حلف شمال الأطلسي.\n"
    # Sweden announced on 7 March 2024 that it joins NATO
    "ويضم حلف شمال الأطلسي فنلندا والنرويج وتركيا.\n"
    # NATO comprises Finland, Norway and Turkey
    "وقال الأمين العام لحلف شمال الأطلسي ينس ستولتنبرغ إن القمة ستعقد في واشنطن.\n"
    # the Secretary General of NATO, Jens Stoltenberg, said the summit will be held in Washington
    "ونشر الحلف ثلاثة آلاف جندي في ليتوانيا.\n"
    # the alliance deployed three thousand soldiers in Lithuania
    "ولم تنسحب تركيا من الحلف.\n"
    # Turkey did not leave the alliance
    "وستنسحب بولندا من منظمة الأمن والتعاون في أوروبا ما لم توافق روسيا.\n"
    # Poland will leave the OSCE unless Russia agrees
)


def document(text: str, date: str | None = "2024-03-10") -> Document:
    return given("nato", text, date=date)


@pytest.fixture(scope="module")
def facts() -> tuple[Fact, ...]:
    return extract(document(ALLIANCE))


def told(facts: tuple[Fact, ...], kind: str) -> set[tuple[str, ...]]:
    return {
        (*(p.iri.rpartition("/")[2] for _, found in f.roles for p in found), f.status)
        for f in facts
        if f.type == kind
    }


def test_members_listed_are_one_fact_each(facts: tuple[Fact, ...]) -> None:
    members = {("NATO", state, "actual") for state in ("FIN", "NOR", "TUR")}
    assert members <= told(facts, "Membership")


def test_what_is_denied_is_negated(facts: tuple[Fact, ...]) -> None:
    assert ("NATO", "TUR", "negated") in told(facts, "Withdrawal")


def test_what_hangs_on_an_unless_is_conditional(facts: tuple[Fact, ...]) -> None:
    assert ("OSCE", "POL", "conditional") in told(facts, "Withdrawal")


def test_nothing_denied_or_conditional_is_actual(facts: tuple[Fact, ...]) -> None:
    assert not [f for f in facts if f.type == "Withdrawal" and f.status == "actual"]


def test_an_alliance_named_by_its_kind_is_found(facts: tuple[Fact, ...]) -> None:
    (sent,) = [f for f in facts if f.type == "Deployment"]
    assert [p.iri.rpartition("/")[2] for p in sent.role("deployer")] == ["NATO"]
    assert [p.iri.rpartition("/")[2] for p in sent.role("place")] == ["LTU"]
    assert sent.value == 3000


def test_an_office_and_a_name_make_a_person(facts: tuple[Fact, ...]) -> None:
    (held,) = [f for f in facts if f.type == "OfficeHolding"]
    assert held.role("holder")[0].label("ar") == "ينس ستولتنبرغ"
    assert held.role("organization")[0].iri.endswith("/NATO")


def test_every_quote_is_the_text_at_its_offsets(facts: tuple[Fact, ...]) -> None:
    assert facts
    assert all(ALLIANCE[f.start : f.end] == f.quote for f in facts)


def test_the_same_document_gives_the_same_facts(facts: tuple[Fact, ...]) -> None:
    assert extract(document(ALLIANCE)) == facts


def test_a_text_of_another_subject_gives_nothing() -> None:
    text = (
        "انسحب اللاعب من البطولة بعد إصابته، وخرج الفريق من المنافسة.\n"
        # the player withdrew from the tournament after his injury, and the team went out
        "وارتفع سعر الذهب، وغادر المستثمرون السوق.\n"
        # the gold price rose and investors left the market
        "الفعل الماضي مبني على الفتح، ويضم الباب ثلاثة فصول.\n"
        # the past tense is built on fatha, and the chapter comprises three sections
    )
    assert extract(document(text)) == ()


def test_spelling_and_direction_marks_change_nothing(facts: tuple[Fact, ...]) -> None:
    decorated = ALLIANCE.replace("أعلنت", "اعلنت").replace("الحلف", "الحـلف\u200f")
    assert {(f.type, f.status) for f in extract(document(decorated))} == {
        (f.type, f.status) for f in facts
    }


def test_without_a_date_no_year_is_guessed() -> None:
    (left,) = extract(document("انسحبت قبرص من حلف شمال الأطلسي في 3 مايو.", date=None))
    # Cyprus left NATO on 3 May
    assert left.type == "Withdrawal"
    assert left.time is None


def test_a_sentence_of_a_hundred_thousand_letters_is_read(tmp_path: Path) -> None:
    text = "أرمينيا وروسيا ، " * 6000 + "."  # Armenia and Russia, again and again
    (tmp_path / "long.txt").write_text(text, encoding="utf-8")
    (long,) = read_documents([tmp_path])
    assert extract(long) == ()


@pytest.mark.parametrize(
    "text",
    [
        "وقالت ماريا لوبيز، متحدثة",  # a title ends the text
        "حضر المؤتمر نور السوداني ثم دعا الرئيس نور الدين",  # so does whom a verb governs
        "وأعربت كندا عن قلقها ل جراء الفيضانات في غانا.",  # a preposition that carries nothing
        'ووقعت كندا وغانا اتفاقا جديدا « وانسحبت كينيا من الاتفاق."',  # a mark that nothing closes
        "نفت وزيرة السنغالية ياسين فال أي لدى لمغادرة «إيكواس».",  # only a quoted name ends it
    ],
)
def test_a_garbled_text_is_read(text: str) -> None:
    assert all(fact.quote in text for fact in extract(document(text)))
