"""Plain sentences as official news agencies write them: commissions, councils, and who does the same after another."""

import pytest

from mithaq.ingest.documents import given
from mithaq.ingest.extract import extract
from mithaq.ingest.facts import Fact


def facts(text: str, kind: str) -> list[Fact]:
    """The facts of a type that a text tells with some confidence."""
    told = extract(given("official", text, date="2019-05-10"))
    return [f for f in told if f.type == kind and f.confidence >= 0.55]


def who(text: str, kind: str, role: str) -> set[str]:
    """The last parts of the IRIs of who has a role."""
    return {p.iri.rpartition("/")[2] for fact in facts(text, kind) for p in fact.role(role)}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        # the third session of the Kenyan-Ghanaian joint commission ended in Accra
        ("اختتمت أعمال الدورة الثالثة للجنة الكينية الغانية المشتركة في أكرا أمس.", "accra"),
        # … that Accra hosted for two days
        (
            "اختتمت الدورة الثالثة للجنة الكينية الغانية المشتركة التي استضافتها أكرا على مدى يومين.",
            "accra",
        ),
        # Nairobi hosted the tenth session of the commission
        ("استضافت نيروبي أمس الدورة العاشرة للجنة الكينية الغانية المشتركة.", "nairobi"),
    ],
)
def test_sessions_of_a_commission_of_two_states_are_its_meetings(text: str, place: str) -> None:
    (meeting,) = facts(text, "Meeting")
    assert [p.label("ar") for p in meeting.role("body")] == ["اللجنة الكينية الغانية المشتركة"]
    assert who(text, "Meeting", "place") == {place}


def test_a_course_that_a_committee_gives_is_no_session() -> None:
    assert not facts("افتتحت لجنة التنمية الدورة الرياضية في نيروبي.", "Meeting")


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        # Kenya left the African Union in 1997, and Ghana followed it in 1998
        (
            "انسحبت كينيا من الاتحاد الأفريقي عام 1997، ولحقت بها غانا عام 1998.",
            "Withdrawal",
            {("KEN", "1997"), ("GHA", "1998")},
        ),
        # Poland joined NATO in 1999, and Romania came after it in 2004
        (
            "انضمت بولندا إلى حلف شمال الأطلسي عام 1999 وتلتها رومانيا عام 2004.",
            "Accession",
            {("POL", "1999"), ("ROU", "2004")},
        ),
        # … and fog followed it
        (
            "انضمت بولندا إلى حلف شمال الأطلسي عام 1999، وتلتها احتفالات.",
            "Accession",
            {("POL", "1999")},
        ),
    ],
)
def test_who_follows_suit_does_the_same(text: str, kind: str, found: set[tuple[str, str]]) -> None:
    told = {
        (p.iri.rpartition("/")[2], f.time.edtf if f.time else "")
        for f in facts(text, kind)
        for p in f.role("member")
    }
    assert told == found


def test_the_membership_of_an_organisation_comprises_its_members() -> None:
    text = "وتضم عضوية الاتحاد الأفريقي كينيا وغانا."
    assert who(text, "Membership", "member") == {"KEN", "GHA"}


def test_bodies_of_the_gulf_have_names_of_their_own() -> None:
    text = "انسحبت سلطنة عمان من مشروع الاتحاد النقدي الخليجي عام 2006م."
    assert who(text, "Withdrawal", "alliance") == {"GULF-MONETARY-UNION"}


@pytest.mark.parametrize(
    ("text", "speaker", "about"),
    [
        # the prime minister stressed the solidarity of Kenya with Ghana
        ("أكد رئيس الوزراء تضامن كينيا مع غانا.", "KEN", "GHA"),
        # the spokesman John Smith said that Kenya stood with Ghana against this threat
        ("أكد المتحدث جون سميث أن كينيا تقف مع غانا في مواجهة هذا التهديد.", "جون-سميث", "GHA"),
        # the cabinet renewed the condemnation of Kenya of the attack on Ghana
        ("جدد مجلس الوزراء إدانة كينيا للهجوم في غانا.", "KEN", ""),
    ],
)
def test_whose_stance_is_declared_takes_it(text: str, speaker: str, about: str) -> None:
    assert who(text, "Statement", "speaker") == {speaker}
    assert not about or who(text, "Statement", "about") == {about}


def test_the_council_of_a_cabinets_session_is_the_cabinet() -> None:
    # The cabinet met. The council thanked the council of the Arab League. It welcomed the agreement.
    text = (
        "عقد مجلس الوزراء الكيني جلسته في نيروبي. وثمن المجلس ما عبر عنه مجلس جامعة الدول "
        "العربية من مواقف. ورحب المجلس بالاتفاق الذي أبرم في أكرا."
    )
    assert not who(text, "Statement", "speaker")


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        # Kenya denied that it meant to join NATO
        ("نفت كينيا نيتها الانضمام إلى حلف شمال الأطلسي.", "Accession", "negated"),
        # Kenya denied any intention to send forces to Libya
        ("نفت كينيا أي نية لإرسال قوات إلى ليبيا.", "Deployment", "negated"),
        # Kenya declared that it meant to join NATO
        ("أعلنت كينيا نيتها الانضمام إلى حلف شمال الأطلسي.", "Accession", "announced"),
    ],
)
def test_a_plan_that_is_denied_is_none(text: str, kind: str, status: str) -> None:
    assert [fact.status for fact in facts(text, kind)] == [status]


@pytest.mark.parametrize(
    "text",
    [
        # the Muslim World League held Kenya responsible in a statement that its head John Smith issued
        "وحملت رابطة العالم الإسلامي في بيان أصدره أمينها العام جون سميث كينيا المسؤولية عن الجريمة.",
        # Amnesty accused Kenya in a report that its director John Smith published
        "اتهمت منظمة العفو الدولية في تقرير نشره مديرها جون سميث كينيا بتعذيب السجناء.",
    ],
)
def test_who_makes_the_paper_that_accuses_is_not_accused(text: str) -> None:
    assert who(text, "Accusation", "accused") == {"KEN"}
